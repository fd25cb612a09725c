#include "engine/input/skin_patch.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

/// Number of the entry in column x and row y of rows `across` long.
std::size_t entryAt(int x, int y, int across) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(across) +
           static_cast<std::size_t>(x);
}

constexpr float kPitch_m = 0.0005f;
/// Skin around a section that is unfolded with it: an operator who runs over the border needs it.
constexpr float kRing_m = 0.014f;
/// A tip plate lies on the mean of the skin under it: the ring at which its normal is sampled, in
/// nodes (sim::contactOf uses 0.7 of the radius of 4.5 mm).
constexpr int kPlateNodes = 6;
/// Needles that come over the border of a zone too thin for them do no more harm than a deep dial:
/// so much nearer than to a no-go they may come, and narrow skin between the two can be worked.
constexpr float kThinNearer_m = 0.0005f;
/// Samples along a triangle's edge by which the sections on it are found.
constexpr int kLattice = 6;

/// One pass of the distance transform over a line of squared distances.
void lineDistances(std::vector<double>& line, std::vector<std::size_t>& places,
                   std::vector<double>& borders, std::vector<double>& out) {
    const std::size_t count = line.size();
    std::size_t last = 0;
    places[0] = 0;
    borders[0] = -1e30;
    borders[1] = 1e30;
    for (std::size_t q = 1; q < count; ++q) {
        const auto at = static_cast<double>(q);
        double meet = 0.0;
        for (;; --last) { // ends at the first parabola, whose border is -1e30
            const auto other = static_cast<double>(places[last]);
            meet = ((line[q] + at * at) - (line[places[last]] + other * other)) /
                   (2.0 * at - 2.0 * other);
            if (meet > borders[last]) {
                break;
            }
        }
        ++last;
        places[last] = q;
        borders[last] = meet;
        borders[last + 1] = 1e30;
    }
    std::size_t k = 0;
    for (std::size_t q = 0; q < count; ++q) {
        while (borders[k + 1] < static_cast<double>(q)) {
            ++k;
        }
        const double away = static_cast<double>(q) - static_cast<double>(places[k]);
        out[q] = away * away + line[places[k]];
    }
}

/// Way to the border of what is set: negative inside.
std::vector<float> wayToSet_m(const std::vector<std::uint8_t>& set, int across, int down) {
    std::vector<std::uint8_t> rest(set.size());
    std::transform(set.begin(), set.end(), rest.begin(),
                   [](std::uint8_t is) { return static_cast<std::uint8_t>(is == 0 ? 1 : 0); });
    std::vector<float> way = distanceToSet(set, across, down);
    const std::vector<float> within = distanceToSet(rest, across, down);
    for (std::size_t i = 0; i < way.size(); ++i) {
        // the border lies half way between the last node inside and the first one outside
        const float nodes = set[i] != 0 ? 0.5f - within[i] : way[i] - 0.5f;
        way[i] = std::clamp(nodes * kPitch_m, -SkinPatch::kFar_m, SkinPatch::kFar_m);
    }
    return way;
}

std::vector<std::uint32_t> trianglesOf(const sim::SimModel& model,
                                       const std::vector<std::uint16_t>& sectionOf,
                                       std::uint16_t section, const SkinSection& cells) {
    // only triangles near the section's cells can hold some of them
    glm::vec3 low = model.cells.position_m[cells.cells.front()];
    glm::vec3 high = low;
    for (const std::uint32_t cell : cells.cells) {
        for (int k = 0; k < 3; ++k) {
            low[k] = std::min(low[k], model.cells.position_m[cell][k]);
            high[k] = std::max(high[k], model.cells.position_m[cell][k]);
        }
    }
    std::vector<std::uint32_t> near;
    model.collider.trianglesIn(low, high, near);
    std::vector<std::uint32_t> triangles;
    for (const std::uint32_t t : near) {
        bool holds = false;
        for (int i = 0; i <= kLattice && !holds; ++i) {
            for (int j = 0; i + j <= kLattice && !holds; ++j) {
                const glm::vec2 weights{static_cast<float>(i) / kLattice,
                                        static_cast<float>(j) / kLattice};
                holds = sectionOf[cellUnder(model, {t, weights})] == section;
            }
        }
        if (holds) {
            triangles.push_back(t);
        }
    }
    return triangles;
}

} // namespace

std::vector<float> distanceToSet(const std::vector<std::uint8_t>& set, int across, int down) {
    constexpr double kNowhere = 1e18;
    const auto width = static_cast<std::size_t>(across);
    const auto height = static_cast<std::size_t>(down);
    std::vector<double> squares(set.size());
    std::transform(set.begin(), set.end(), squares.begin(),
                   [](std::uint8_t is) { return is != 0 ? 0.0 : kNowhere; });
    const std::size_t longest = std::max(width, height);
    std::vector<double> line, out(longest), borders(longest + 1);
    std::vector<std::size_t> places(longest);
    for (std::size_t x = 0; x < width; ++x) {
        line.resize(height);
        for (std::size_t y = 0; y < height; ++y) {
            line[y] = squares[y * width + x];
        }
        lineDistances(line, places, borders, out);
        for (std::size_t y = 0; y < height; ++y) {
            squares[y * width + x] = out[y];
        }
    }
    for (std::size_t y = 0; y < height; ++y) {
        line.assign(squares.begin() + static_cast<std::ptrdiff_t>(y * width),
                    squares.begin() + static_cast<std::ptrdiff_t>((y + 1) * width));
        lineDistances(line, places, borders, out);
        std::copy_n(out.begin(), width, squares.begin() + static_cast<std::ptrdiff_t>(y * width));
    }
    std::vector<float> distance(set.size());
    std::transform(squares.begin(), squares.end(), distance.begin(),
                   [](double square) { return static_cast<float>(fixedSqrt(square)); });
    return distance;
}

SkinPatch::SkinPatch(const sim::SimModel& model, const SkinTopology& topology,
                     const std::vector<std::uint16_t>& sectionOf, std::uint16_t section,
                     const SkinSection& cells, const std::vector<std::uint8_t>& avoids)
    : model_(&model), unfolding_(topology, trianglesOf(model, sectionOf, section, cells), kRing_m,
                                 glm::vec3{0.0f, 0.0f, 1.0f}) {
    const glm::vec2 low = unfolding_.low_m() - glm::vec2{kRing_m};
    const glm::vec2 size = unfolding_.high_m() + glm::vec2{kRing_m} - low;
    origin_m_ = low;
    across_ = static_cast<int>(size.x / kPitch_m) + 2;
    down_ = static_cast<int>(size.y / kPitch_m) + 2;
    const auto count = static_cast<std::size_t>(across_) * static_cast<std::size_t>(down_);
    std::vector<std::uint8_t> mine(count), forbidden(count), thin(count), orbit(count);
    std::vector<glm::vec3> raw(count);
    for (int y = 0; y < down_; ++y) {
        for (int x = 0; x < across_; ++x) {
            const auto node = entryAt(x, y, across_);
            const SkinUnfolding::Place place = unfolding_.placeAt(
                low + kPitch_m * glm::vec2{static_cast<float>(x), static_cast<float>(y)});
            raw[node] = sim::normalAt(model.mesh, place.point);
            if (!place.inside) {
                continue;
            }
            const std::uint32_t cell = cellUnder(model, place.point);
            const std::uint8_t zone = model.cells.zone[cell];
            mine[node] = sectionOf[cell] == section ? 1 : 0;
            const bool avoided = zone < model.zones.size() && avoids[zone] != 0;
            forbidden[node] = avoided && model.zones[zone].noGo ? 1 : 0;
            thin[node] = avoided && !model.zones[zone].noGo ? 1 : 0;
            orbit[node] =
                zone < model.zones.size() && model.zones[zone].id.starts_with("orbit") ? 1 : 0;
        }
    }
    clearance_m_ = wayToSet_m(mine, across_, down_);
    for (float& way_m : clearance_m_) {
        way_m = -way_m;
    }
    noGo_m_ = wayToSet_m(forbidden, across_, down_);
    const std::vector<float> thin_m = wayToSet_m(thin, across_, down_);
    for (std::size_t node = 0; node < count; ++node) {
        noGo_m_[node] = std::min(noGo_m_[node], thin_m[node] + kThinNearer_m);
    }
    orbit_m_ = wayToSet_m(orbit, across_, down_);
    normal_.resize(count);
    const auto rawAt = [&](int x, int y) {
        return raw[entryAt(std::clamp(x, 0, across_ - 1), std::clamp(y, 0, down_ - 1), across_)];
    };
    for (int y = 0; y < down_; ++y) {
        for (int x = 0; x < across_; ++x) {
            const glm::vec3 sum = rawAt(x, y) + rawAt(x + kPlateNodes, y) +
                                  rawAt(x - kPlateNodes, y) + rawAt(x, y + kPlateNodes) +
                                  rawAt(x, y - kPlateNodes);
            const bool folded = !(glm::dot(sum, rawAt(x, y)) > 0.0f);
            normal_[entryAt(x, y, across_)] = folded ? rawAt(x, y) : glm::normalize(sum);
        }
    }
}

template <class T> T SkinPatch::sampled(const std::vector<T>& field, glm::vec2 uv_m) const {
    const glm::vec2 place = (uv_m - origin_m_) / kPitch_m;
    const float x = std::clamp(place.x, 0.0f, static_cast<float>(across_ - 1) - 0.001f);
    const float y = std::clamp(place.y, 0.0f, static_cast<float>(down_ - 1) - 0.001f);
    const auto left = static_cast<std::size_t>(x);
    const auto top = static_cast<std::size_t>(y);
    const float right = x - static_cast<float>(left);
    const float below = y - static_cast<float>(top);
    const auto width = static_cast<std::size_t>(across_);
    const std::size_t node = top * width + left;
    const T upper = field[node] * (1.0f - right) + field[node + 1] * right;
    const T lower = field[node + width] * (1.0f - right) + field[node + width + 1] * right;
    return upper * (1.0f - below) + lower * below;
}

SurfacePoint SkinPatch::at(glm::vec2 uv_m) const {
    const SkinUnfolding::Place place = unfolding_.placeAt(uv_m);
    return {.position_m = sim::positionAt(model_->mesh, place.point),
            .normal = glm::normalize(sampled(normal_, uv_m))};
}

float SkinPatch::clearance_m(glm::vec2 uv_m) const {
    return sampled(clearance_m_, uv_m);
}

float SkinPatch::noGo_m(glm::vec2 uv_m) const {
    return sampled(noGo_m_, uv_m);
}

float SkinPatch::orbit_m(glm::vec2 uv_m) const {
    return sampled(orbit_m_, uv_m);
}

AvoidsZone avoidsNoGo(const sim::SimModel& model) {
    return [&model](std::uint8_t, std::uint8_t other) { return model.zones[other].noGo; };
}

std::vector<SkinPatchOfZone> skinPatchesOf(const sim::SimModel& model,
                                           std::span<const std::uint8_t> zones,
                                           const AvoidsZone& avoids, const SectionSizes& sizes) {
    const SkinTopology topology = weldedTopology(model.mesh);
    const std::vector<SkinSection> sections = sectionsOf(model, zones, sizes);
    const std::vector<std::uint16_t> sectionOf = sectionOfCells(model, sections);
    std::vector<SkinPatchOfZone> patches;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        std::vector<std::uint8_t> avoided(model.zones.size());
        for (std::size_t other = 0; other < avoided.size(); ++other) {
            avoided[other] = avoids(sections[i].zone, static_cast<std::uint8_t>(other)) ? 1 : 0;
        }
        patches.push_back({.zone = sections[i].zone,
                           .area_m2 = sections[i].area_m2,
                           .patch = std::make_shared<const SkinPatch>(model, topology, sectionOf,
                                                                      static_cast<std::uint16_t>(i),
                                                                      sections[i], avoided)});
    }
    return patches;
}

} // namespace stipple::input
