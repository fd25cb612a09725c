#include "engine/input/section_pass.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

constexpr float kPathStep_m = 0.001f;
constexpr std::uint32_t kEdgePasses = 2;

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
    constexpr std::size_t kShortest = 4, kLonger = 2; // millimetres, as the way has its points
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

/// Stamps on a grid, and between it and what must not be touched.
std::vector<SectionLine> stampsOf(const WorkPatch& patch, const SectionPass& pass) {
    std::vector<SectionLine> stamps;
    // turned from pass to pass, so that the places differ
    constexpr float kTurn_deg = 20.0f;
    const float angle_deg = kTurn_deg * static_cast<float>(pass.pass);
    for (const glm::vec2 place : stampPlaces(patch, angle_deg, pass.work)) {
        stamps.push_back({.path_m = {place, place}, .length_m = 0.0f});
    }
    for (const auto& way : rimWays(patch, patch.noGo_m, pass.work.noGo_m)) {
        for (const glm::vec2 place : way) {
            if (patch.clearance_m(place) >= pass.work.border_m &&
                farFrom(place, stamps, stamps.size(), 0.6f * pass.work.spacing_m)) {
                stamps.push_back({.path_m = {place, place}, .length_m = 0.0f});
            }
        }
    }
    return stamps;
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
    constexpr int kLooks = 24;
    for (int i = 0; i <= kLooks; ++i) {
        const glm::vec2 at_m = from_m + (to_m - from_m) * (static_cast<float>(i) / kLooks);
        if (patch.clearance_m(at_m) < -0.002f || (patch.noGo_m && patch.noGo_m(at_m) < 0.0f)) {
            return true;
        }
    }
    return false;
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
    if (pass.pass >= kEdgePasses || !pass.edges) {
        return lines;
    }
    // straight lanes end short of a curved border that must not be crossed: go along it
    const std::size_t straight = lines.size();
    for (const auto& way : rimWays(patch, patch.noGo_m, pass.work.noGo_m)) {
        for (const auto& piece : missedPieces(way, lines, straight, 0.45f * pass.work.spacing_m)) {
            lines.push_back(onSkin(patch, piece));
        }
    }
    return lines;
}

} // namespace stipple::input
