#include "engine/render/swelling.h"

#include "engine/render/person_mesh.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

// drawn, never scored: a little under a millimetre at the clinical end point
constexpr float kAtEndPoint_m = 0.0008f;
constexpr float kMostErythema = 1.5f; // beyond, it is no redder in the picture either
constexpr float kLeastChange_m = 5e-7f;
constexpr float kLeastReach_m = 0.0012f, kMostReach_m = 0.004f;
constexpr float kSpread_m2 =
    2.7e-6f; // of a round: where corners stand apart, less of the neighbours

std::uint8_t heightByte(float height_m) {
    const float share = std::clamp(height_m / shared::kMostSwelling_m, 0.0f, 1.0f);
    return static_cast<std::uint8_t>(share * 255.0f + 0.5f);
}

std::uint8_t slopeByte(float slope) {
    const float share = std::clamp(slope / shared::kMostSwellingSlope, -1.0f, 1.0f);
    return static_cast<std::uint8_t>(128.0f + share * 127.0f + 0.5f);
}

} // namespace

float swollen_m(float erythema) {
    const float e = std::clamp(erythema, 0.0f, kMostErythema);
    return kAtEndPoint_m * e * e;
}

Swelling::Swelling(const sim::SkinMesh& drawn, const sim::SkinCells& cells) : cells_(&cells) {
    joinCorners(drawn);
    linkNeighbours(drawn);
    findWindows();
    for (std::vector<float>& round : height_m_) {
        round.assign(place_m_.size(), 0.0f);
    }
    marked_.assign(place_m_.size(), 0);
    const gpu::Extent extent = size();
    texels_.assign(std::size_t{extent.width} * extent.height * 4, 0);
    for (std::size_t i = 0; i < texels_.size(); ++i) {
        texels_[i] = i % 4 == 3 ? 0 : 128;
    }
}

void Swelling::joinCorners(const sim::SkinMesh& drawn) {
    uv_ = drawn.uv;
    std::uint32_t count = 0;
    pointOf_ = placesOf(drawn.positions_m, count);
    place_m_.resize(count);
    normal_.resize(count);
    cornerFirst_.assign(count + 1, 0);
    for (std::size_t corner = 0; corner < pointOf_.size(); ++corner) {
        place_m_[pointOf_[corner]] = drawn.positions_m[corner];
        normal_[pointOf_[corner]] = drawn.normals[corner];
        ++cornerFirst_[pointOf_[corner] + 1];
    }
    for (std::size_t point = 0; point < count; ++point) {
        cornerFirst_[point + 1] += cornerFirst_[point];
    }
    corners_.resize(pointOf_.size());
    std::vector<std::uint32_t> next(cornerFirst_.begin(), cornerFirst_.end() - 1);
    for (std::uint32_t corner = 0; corner < pointOf_.size(); ++corner) {
        corners_[next[pointOf_[corner]]++] = corner;
    }
}

void Swelling::linkNeighbours(const sim::SkinMesh& drawn) {
    std::vector<std::vector<std::uint32_t>> lists(place_m_.size());
    for (const std::array<std::uint32_t, 3>& t : drawn.triangles) {
        for (std::size_t i = 0; i < 3; ++i) {
            const std::uint32_t a = pointOf_[t[i]], b = pointOf_[t[(i + 1) % 3]];
            lists[a].push_back(b);
            lists[b].push_back(a);
        }
    }
    neighbourFirst_.assign(1, 0);
    reach_m_.reserve(lists.size());
    for (std::size_t point = 0; point < lists.size(); ++point) {
        std::vector<std::uint32_t>& list = lists[point];
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        float sum = 0.0f;
        for (const std::uint32_t other : list) {
            sum += glm::distance(place_m_[point], place_m_[other]);
        }
        const float mean = list.empty() ? 0.0f : sum / static_cast<float>(list.size());
        reach_m_.push_back(std::clamp(0.5f * mean, kLeastReach_m, kMostReach_m));
        share_.push_back(std::min(0.5f, kSpread_m2 / std::max(mean * mean, 1e-9f)));
        neighbours_.insert(neighbours_.end(), list.begin(), list.end());
        neighbourFirst_.push_back(static_cast<std::uint32_t>(neighbours_.size()));
    }
}

namespace {

/// The texels about an atlas place, `half` on each side.
struct Window {
    std::uint32_t left, top, right, bottom; ///< the last two included
};

Window windowAt(const sim::SkinCells& cells, glm::vec2 uv, float reach_m) {
    const auto half = static_cast<float>(
        std::clamp(std::round(reach_m / std::max(cells.spacing_m, 1e-5f)), 1.0f, 12.0f));
    const auto texel = [](float at, std::uint32_t side) {
        return static_cast<std::uint32_t>(std::clamp(at, 0.0f, static_cast<float>(side - 1)));
    };
    const float x = uv.x * static_cast<float>(cells.width);
    const float y = uv.y * static_cast<float>(cells.height);
    return {texel(x - half, cells.width), texel(y - half, cells.height),
            texel(x + half, cells.width), texel(y + half, cells.height)};
}

} // namespace

void Swelling::findWindows() {
    const std::uint32_t across = sim::tilesAcross(*cells_);
    tilePoints_.resize(std::size_t{across} * sim::tilesDown(*cells_));
    for (std::uint32_t corner = 0; corner < uv_.size(); ++corner) {
        const std::uint32_t point = pointOf_[corner];
        const Window window = windowAt(*cells_, uv_[corner], reach_m_[point]);
        for (std::uint32_t y = window.top / sim::kTileTexels; y <= window.bottom / sim::kTileTexels;
             ++y) {
            for (std::uint32_t x = window.left / sim::kTileTexels;
                 x <= window.right / sim::kTileTexels; ++x) {
                tilePoints_[y * across + x].push_back(point);
            }
        }
    }
}

float Swelling::rawAt(std::uint32_t point, const std::vector<float>& erythema) const {
    // a window may reach into another chart of the atlas: only what is near counts
    const float most = 4.0f * reach_m_[point] * reach_m_[point];
    float sum = 0.0f, count = 0.0f;
    for (std::uint32_t at = cornerFirst_[point]; at < cornerFirst_[point + 1]; ++at) {
        const Window window = windowAt(*cells_, uv_[corners_[at]], reach_m_[point]);
        for (std::uint32_t y = window.top; y <= window.bottom; ++y) {
            for (std::uint32_t x = window.left; x <= window.right; ++x) {
                const std::uint32_t cell = sim::shownCell(*cells_, y * cells_->width + x);
                if (cell == sim::kNone) {
                    continue;
                }
                const glm::vec3 off = cells_->position_m[cell] - place_m_[point];
                if (glm::dot(off, off) <= most) {
                    sum += swollen_m(erythema[cell]);
                    count += 1.0f;
                }
            }
        }
    }
    return count > 0.0f ? sum / count : 0.0f;
}

void Swelling::grow(std::vector<std::uint32_t>& points) {
    const std::size_t before = points.size();
    for (std::size_t i = 0; i < before; ++i) {
        const std::uint32_t point = points[i];
        for (std::uint32_t at = neighbourFirst_[point]; at < neighbourFirst_[point + 1]; ++at) {
            if (marked_[neighbours_[at]] == 0) {
                marked_[neighbours_[at]] = 1;
                points.push_back(neighbours_[at]);
            }
        }
    }
}

glm::vec3 Swelling::slopeAt(std::uint32_t point) const {
    // the plane through the neighbours with the least squares of errors
    const glm::vec3 n = normal_[point];
    const glm::vec3 aside = std::abs(n.y) < 0.7f ? glm::vec3(0, 1, 0) : glm::vec3(1, 0, 0);
    const glm::vec3 u = glm::normalize(glm::cross(aside, n)), v = glm::cross(n, u);
    float uu = 0.0f, uv = 0.0f, vv = 0.0f, hu = 0.0f, hv = 0.0f;
    for (std::uint32_t at = neighbourFirst_[point]; at < neighbourFirst_[point + 1]; ++at) {
        const std::uint32_t other = neighbours_[at];
        const glm::vec3 way = place_m_[other] - place_m_[point];
        const float weight = 1.0f / std::max(glm::dot(way, way), 1e-9f);
        const float x = glm::dot(way, u), y = glm::dot(way, v);
        const float rise = height_m_[kRounds][other] - height_m_[kRounds][point];
        uu += weight * x * x;
        uv += weight * x * y;
        vv += weight * y * y;
        hu += weight * rise * x;
        hv += weight * rise * y;
    }
    const float whole = uu * vv - uv * uv;
    if (whole < 1e-4f * (uu + vv) * (uu + vv)) { // all in one line
        return glm::vec3(0.0f);
    }
    return u * ((hu * vv - hv * uv) / whole) + v * ((hv * uu - hu * uv) / whole);
}

void Swelling::encode(std::uint32_t point, std::vector<std::uint8_t>& rowChanged) {
    const glm::vec3 slope = slopeAt(point);
    const std::array<std::uint8_t, 4> bytes{slopeByte(slope.x), slopeByte(slope.y),
                                            slopeByte(slope.z),
                                            heightByte(height_m_[kRounds][point])};
    for (std::uint32_t at = cornerFirst_[point]; at < cornerFirst_[point + 1]; ++at) {
        std::uint8_t* texel = &texels_[std::size_t{corners_[at]} * 4];
        if (!std::equal(bytes.begin(), bytes.end(), texel)) {
            std::copy(bytes.begin(), bytes.end(), texel);
            rowChanged[corners_[at] / kRow] = 1;
        }
    }
}

std::vector<std::uint32_t> Swelling::follow(const sim::SkinState& skin,
                                            std::span<const std::uint8_t> changedTiles) {
    std::vector<std::uint32_t> points;
    for (std::size_t tile = 0; tile < std::min(changedTiles.size(), tilePoints_.size()); ++tile) {
        if (changedTiles[tile] == 0) {
            continue;
        }
        for (const std::uint32_t point : tilePoints_[tile]) {
            const float raw = marked_[point] == 0 ? rawAt(point, skin.erythema) : 0.0f;
            if (marked_[point] == 0 && std::abs(raw - height_m_[0][point]) > kLeastChange_m) {
                height_m_[0][point] = raw;
                marked_[point] = 1;
                points.push_back(point);
            }
        }
    }
    std::vector<std::uint32_t> rows;
    if (points.empty()) {
        return rows;
    }
    for (std::size_t round = 1; round <= kRounds; ++round) {
        grow(points);
        for (const std::uint32_t point : points) {
            const std::uint32_t first = neighbourFirst_[point], last = neighbourFirst_[point + 1];
            const float own = height_m_[round - 1][point];
            float sum = 0.0f;
            for (std::uint32_t at = first; at < last; ++at) {
                sum += height_m_[round - 1][neighbours_[at]];
            }
            height_m_[round][point] =
                first < last ? own + share_[point] * (sum / static_cast<float>(last - first) - own)
                             : own;
        }
    }
    grow(points); // whose slope changes
    std::vector<std::uint8_t> rowChanged(size().height, 0);
    for (const std::uint32_t point : points) {
        encode(point, rowChanged);
        marked_[point] = 0;
    }
    for (std::uint32_t row = 0; row < rowChanged.size(); ++row) {
        if (rowChanged[row] != 0) {
            rows.push_back(row);
        }
    }
    return rows;
}

gpu::Extent Swelling::size() const {
    const auto corners = static_cast<std::uint32_t>(uv_.size());
    return {kRow, std::max(1U, (corners + kRow - 1) / kRow)};
}

float Swelling::cornerHeight_m(std::uint32_t corner) const {
    return height_m_[kRounds][pointOf_[corner]];
}

float Swelling::heightAt_m(const glm::vec3& place_m) const {
    float least = 1e9f, height_m = 0.0f;
    for (std::size_t point = 0; point < place_m_.size(); ++point) {
        const glm::vec3 off = place_m_[point] - place_m;
        if (glm::dot(off, off) < least) {
            least = glm::dot(off, off);
            height_m = height_m_[kRounds][point];
        }
    }
    return height_m;
}

} // namespace stipple::render
