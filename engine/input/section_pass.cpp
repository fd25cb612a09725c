#include "engine/input/section_pass.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

constexpr float kPathStep_m = 0.001f;
constexpr std::uint32_t kMostEdges = 2;
// of the lanes' spacing: what lies farther from the ends of lanes is gone along; less where that is
// done once only
constexpr float kEdgeReach = 0.28f, kOnlyEdgeReach = 0.2f;

/// Directions of the passes over a section, against its longest one: as far apart as their number
/// allows, and none across more than it must.
float sectionAngle_deg(std::uint32_t pass, std::uint32_t passes) {
    if (passes == 2) {
        return pass == 0 ? -30.0f : 30.0f;
    }
    if (passes == 3) {
        return pass == 0 ? 0.0f : (pass == 1 ? 60.0f : -60.0f);
    }
    constexpr float kAngles_deg[] = {0.0f, 90.0f, 45.0f, 135.0f};
    return kAngles_deg[pass % 4];
}

/// In how many passes the borders that must not be crossed are gone along. The ends of the lanes
/// reach much of them: passes over the least that is asked for stand in for as many.
std::uint32_t edgePasses(const SectionPass& pass) {
    const std::uint32_t more = pass.passes > pass.passesLeast ? pass.passes - pass.passesLeast : 0;
    return std::clamp(pass.passesLeast > more ? pass.passesLeast - more : 0U, 1U, kMostEdges);
}

/// Whether a place lies farther than `away_m` from the first `count` lines.
bool farFrom(glm::vec2 place_m, const std::vector<SectionLine>& lines, std::size_t count,
             float away_m) {
    for (std::size_t i = 0; i < count; ++i) {
        for (const glm::vec2 at_m : lines[i].path_m) {
            if (glm::distance(at_m, place_m) <= away_m) {
                return false;
            }
        }
    }
    return true;
}

/// The stretches of a way that the first `count` lines leave out, a little longer at both ends.
std::vector<std::vector<glm::vec2>> missedPieces(const std::vector<glm::vec2>& way,
                                                 const std::vector<SectionLine>& lines,
                                                 std::size_t count, float away_m) {
    constexpr std::size_t kShortest = 3, kLonger = 2; // millimetres, as the way has its points
    std::vector<std::vector<glm::vec2>> pieces;
    for (std::size_t i = 0; i < way.size();) {
        std::size_t end = i;
        while (end < way.size() && farFrom(way[end], lines, count, away_m)) {
            ++end;
        }
        if (end - i >= kShortest) {
            const std::size_t from = i > kLonger ? i - kLonger : 0;
            const std::size_t to = std::min(way.size(), end + kLonger);
            pieces.emplace_back(way.begin() + static_cast<std::ptrdiff_t>(from),
                                way.begin() + static_cast<std::ptrdiff_t>(to));
        }
        i = end + 1;
    }
    return pieces;
}

/// Whether a plate can lie there: in a corner, as below the nose, its rim would stand on other
/// skin.
bool plateFits(const WorkPatch& patch, glm::vec2 place_m) {
    constexpr float kPlate_m = 0.0045f, kMostRise_m = 0.0016f;
    const SurfacePoint here = patch.at(place_m);
    for (const glm::vec2 way : {glm::vec2{1.0f, 0.0f}, glm::vec2{0.7f, 0.7f}, glm::vec2{0.0f, 1.0f},
                                glm::vec2{0.7f, -0.7f}}) {
        for (const float side : {kPlate_m, -kPlate_m}) {
            const glm::vec3 there_m = patch.at(place_m + side * way).position_m;
            if (glm::dot(there_m - here.position_m, here.normal) > kMostRise_m) {
                return false;
            }
        }
    }
    return true;
}

/// Puts a stamp after the one that is nearest to it, so that no way leads far over the skin.
void insertStamp(std::vector<SectionLine>& stamps, glm::vec2 place_m) {
    std::size_t nearest = stamps.size();
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        if (nearest == stamps.size() ||
            glm::distance(stamps[i].path_m.front(), place_m) <
                glm::distance(stamps[nearest].path_m.front(), place_m)) {
            nearest = i;
        }
    }
    const std::size_t after = std::min(nearest + 1, stamps.size());
    stamps.insert(stamps.begin() + static_cast<std::ptrdiff_t>(after),
                  {.path_m = {place_m, place_m}, .length_m = 0.0f});
}

/// Lets the pen give way by less than a millimetre while it is down, in another direction every
/// round: needles that stay in one place leave what is between them out.
void giveWay(std::vector<SectionLine>& stamps, const WorkPatch& patch, const SectionPass& pass) {
    constexpr float kHalf_m = 0.0008f;
    constexpr double kApart_deg = 60.0;
    const double angle = kApart_deg * static_cast<double>(pass.pass) * kPi / 180.0;
    const glm::vec2 half{kHalf_m * static_cast<float>(fixedCos(angle)),
                         kHalf_m * static_cast<float>(fixedSin(angle))};
    for (SectionLine& stamp : stamps) {
        const glm::vec2 place = stamp.path_m.front();
        if (patch.noGo_m(place - half) >= pass.work.noGo_m &&
            patch.noGo_m(place + half) >= pass.work.noGo_m) {
            stamp.path_m = {place - half, place + half};
        }
    }
}

/// Stamps on a grid, and wherever it leaves a place that may be worked beyond the reach of all of
/// them: along borders, and on strips so narrow that the grid misses them.
std::vector<SectionLine> stampsOf(const WorkPatch& patch, const SectionPass& pass) {
    // of the grid's spacing, within which all between three of its places lies 0.58 from each
    constexpr float kBeyond = 0.62f;
    // where no stamp may lie farther out, the skin outside must be reached as well
    constexpr float kBeyondAtEdge = 0.5f, kEdge_m = 0.0007f;
    constexpr float kLook_m = 0.0005f;
    std::vector<SectionLine> stamps;
    // turned from pass to pass, so that the places differ
    constexpr float kTurn_deg = 20.0f;
    const float angle_deg = kTurn_deg * static_cast<float>(pass.pass);
    for (const glm::vec2 place : stampPlaces(patch, angle_deg, pass.work)) {
        if (plateFits(patch, place)) {
            stamps.push_back({.path_m = {place, place}, .length_m = 0.0f});
        }
    }
    const glm::vec2 low_m = -0.5f * patch.size_m;
    const auto across = static_cast<int>(patch.size_m.x / kLook_m);
    const auto down = static_cast<int>(patch.size_m.y / kLook_m);
    for (int y = 0; y <= down; ++y) {
        for (int x = 0; x <= across; ++x) {
            const glm::vec2 place =
                low_m + kLook_m * glm::vec2{static_cast<float>(x), static_cast<float>(y)};
            const float inside_m = std::min(patch.clearance_m(place) - pass.work.border_m,
                                            patch.noGo_m(place) - pass.work.noGo_m);
            const float beyond =
                inside_m < kEdge_m && pass.edges && pass.pass == 0 ? kBeyondAtEdge : kBeyond;
            if (inside_m >= 0.0f &&
                farFrom(place, stamps, stamps.size(), beyond * pass.work.spacing_m) &&
                plateFits(patch, place)) {
                insertStamp(stamps, place);
            }
        }
    }
    giveWay(stamps, patch, pass);
    return stamps;
}

bool insideNoGo(const WorkPatch& patch, glm::vec2 at_m) {
    return patch.noGo_m && patch.noGo_m(at_m) < 0.0f;
}

template <class Test> bool anyOnWay(glm::vec2 from_m, glm::vec2 to_m, Test test) {
    constexpr int kLooks = 24;
    for (int i = 0; i <= kLooks; ++i) {
        if (test(from_m + (to_m - from_m) * (static_cast<float>(i) / kLooks))) {
            return true;
        }
    }
    return false;
}

} // namespace

SectionLine onSkin(const WorkPatch& patch, const std::vector<glm::vec2>& through_m) {
    std::vector<glm::vec2> fine{through_m.front()};
    for (std::size_t i = 1; i < through_m.size(); ++i) {
        const glm::vec2 leg = through_m[i] - through_m[i - 1];
        const auto parts = static_cast<int>(glm::length(leg) / (0.5f * kPathStep_m)) + 1;
        for (int k = 1; k <= parts; ++k) {
            fine.push_back(through_m[i - 1] +
                           leg * (static_cast<float>(k) / static_cast<float>(parts)));
        }
    }
    std::vector<float> way_m{0.0f};
    glm::vec3 last_m = patch.at(fine.front()).position_m;
    for (std::size_t i = 1; i < fine.size(); ++i) {
        const glm::vec3 at_m = patch.at(fine[i]).position_m;
        way_m.push_back(way_m.back() + glm::distance(last_m, at_m));
        last_m = at_m;
    }
    SectionLine line{.path_m = {}, .length_m = way_m.back()};
    const auto steps = static_cast<int>(line.length_m / kPathStep_m) + 1;
    std::size_t at = 0;
    for (int i = 0; i <= steps; ++i) {
        const float wanted_m = line.length_m * (static_cast<float>(i) / static_cast<float>(steps));
        while (at + 2 < way_m.size() && way_m[at + 1] < wanted_m) {
            ++at;
        }
        const float leg_m = way_m.size() > 1 ? way_m[at + 1] - way_m[at] : 0.0f;
        const float share =
            leg_m > 0.0f ? std::clamp((wanted_m - way_m[at]) / leg_m, 0.0f, 1.0f) : 0.0f;
        const glm::vec2 next = fine.size() > 1 ? fine[at + 1] : fine[at];
        line.path_m.push_back(fine[at] + (next - fine[at]) * share);
    }
    return line;
}

bool leavesSection(const WorkPatch& patch, glm::vec2 from_m, glm::vec2 to_m) {
    return anyOnWay(from_m, to_m, [&patch](glm::vec2 at_m) {
        return patch.clearance_m(at_m) < -0.002f || insideNoGo(patch, at_m);
    });
}

bool crossesNoGo(const WorkPatch& patch, glm::vec2 from_m, glm::vec2 to_m) {
    return anyOnWay(from_m, to_m, [&patch](glm::vec2 at_m) { return insideNoGo(patch, at_m); });
}

glm::vec2 heartOf(const WorkPatch& patch) {
    constexpr int kSteps = 30;
    glm::vec2 best{0.0f};
    if (!isSection(patch)) {
        return best;
    }
    float most_m = patch.clearance_m(best);
    for (int y = 0; y <= kSteps; ++y) {
        for (int x = 0; x <= kSteps; ++x) {
            const glm::vec2 share{static_cast<float>(x) / kSteps, static_cast<float>(y) / kSteps};
            const glm::vec2 uv = (share - 0.5f) * patch.size_m;
            if (patch.clearance_m(uv) > most_m + 1e-5f) {
                most_m = patch.clearance_m(uv);
                best = uv;
            }
        }
    }
    return best;
}

std::vector<SectionLine> linesOfPass(const WorkPatch& patch, const SectionPass& pass) {
    if (patch.stamping) {
        return stampsOf(patch, pass);
    }
    std::vector<SectionLine> lines;
    const float angle_deg = pass.lead_deg + sectionAngle_deg(pass.pass, pass.passes);
    for (const PassLine& line : sectionLines(patch, angle_deg, pass.work)) {
        lines.push_back(onSkin(patch, {line.from_m, line.to_m}));
    }
    if (pass.pass >= edgePasses(pass) || !pass.edges) {
        return lines;
    }
    // straight lanes end short of a curved border that must not be crossed: go along it
    const std::size_t straight = lines.size();
    const float reach_m =
        (edgePasses(pass) > 1 ? kEdgeReach : kOnlyEdgeReach) * pass.work.spacing_m;
    for (const auto& way : rimWays(patch, patch.noGo_m, pass.work.noGo_m)) {
        for (const auto& piece : missedPieces(way, lines, straight, reach_m)) {
            lines.push_back(onSkin(patch, piece));
        }
    }
    return lines;
}

} // namespace stipple::input
