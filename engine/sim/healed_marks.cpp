#include "engine/sim/healed_marks.h"

#include "engine/base/assert.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>

namespace stipple::sim {

namespace {

constexpr std::size_t kNear = 9;
/// Weights of a texel and its neighbours, row by row: 1 2 1 along and across.
constexpr std::array<float, kNear> kWeights{1.0f, 2.0f, 1.0f, 2.0f, 4.0f, 2.0f, 1.0f, 2.0f, 1.0f};
/// Of one such smoothing, in cells squared: 2 * (1/4 * 1^2).
constexpr float kVariance = 0.5f;
constexpr float kMostRounds = 60.0f;

/// Cells that take part in a smoothing, and for each the numbers in this list of itself and its
/// neighbours; the list's length where there is none.
struct Patch {
    std::vector<std::uint32_t> cells;
    std::vector<std::array<std::uint32_t, kNear>> near;
};

/// Texels of the 3 x 3 around one, kNone beyond the atlas or the skin.
std::array<std::uint32_t, kNear> shownAround(const SkinCells& cells, std::uint32_t texel) {
    std::array<std::uint32_t, kNear> out;
    const std::uint32_t column = texel % cells.width, row = texel / cells.width;
    for (std::uint32_t k = 0; k < kNear; ++k) {
        // moved by one, so that nothing is below 0
        const std::uint32_t x = column + k % 3, y = row + k / 3;
        const bool inside = x >= 1 && y >= 1 && x <= cells.width && y <= cells.height;
        out[k] = inside ? shownCell(cells, (y - 1) * cells.width + x - 1) : kNone;
    }
    return out;
}

/// The marked cells and all that lie up to `rounds` cells from them.
Patch patchAround(const SkinCells& cells, std::vector<std::uint8_t>& taken, std::uint32_t rounds) {
    Patch patch;
    for (std::uint32_t cell = 0; cell < taken.size(); ++cell) {
        if (taken[cell] != 0) {
            patch.cells.push_back(cell);
        }
    }
    std::size_t first = 0;
    for (std::uint32_t round = 0; round < rounds; ++round) {
        const std::size_t last = patch.cells.size();
        for (; first < last; ++first) {
            for (const std::uint32_t near : shownAround(cells, patch.cells[first])) {
                if (near != kNone && taken[near] == 0) {
                    taken[near] = 1;
                    patch.cells.push_back(near);
                }
            }
        }
    }
    const auto count = static_cast<std::uint32_t>(patch.cells.size());
    std::vector<std::uint32_t> number(taken.size(), count);
    for (std::uint32_t k = 0; k < count; ++k) {
        number[patch.cells[k]] = k;
    }
    patch.near.reserve(count);
    for (const std::uint32_t cell : patch.cells) {
        std::array<std::uint32_t, kNear> near = shownAround(cells, cell);
        for (std::uint32_t& one : near) {
            one = one == kNone ? count : number[one];
        }
        patch.near.push_back(near);
    }
    return patch;
}

/// Smooths a field over the patch, around which it is 0. What is no skin does not count.
void smooth(const Patch& patch, std::uint32_t rounds, std::vector<float>& field) {
    std::vector<float> before(field.size());
    for (std::uint32_t round = 0; round < rounds; ++round) {
        before.swap(field);
        for (std::size_t k = 0; k < patch.cells.size(); ++k) {
            float sum = 0.0f, weights = 0.0f;
            for (std::size_t i = 0; i < kNear; ++i) {
                const std::uint32_t near = patch.near[k][i];
                if (near < patch.cells.size()) {
                    sum += kWeights[i] * before[near];
                    weights += kWeights[i];
                }
            }
            field[k] = sum / weights;
        }
    }
}

std::uint32_t roundsFor(const SkinCells& cells, float spread_m) {
    const float wide = spread_m / cells.spacing_m;
    return static_cast<std::uint32_t>(std::min(kMostRounds, wide * wide / kVariance + 0.5f));
}

/// 32 mixed bits of three numbers (the finisher of MurmurHash3).
std::uint32_t mixed(std::uint32_t x, std::uint32_t y, std::uint32_t z) {
    std::uint32_t h = x * 0x8da6b343U ^ y * 0xd8163841U ^ z * 0xcb1ab31fU;
    h = (h ^ (h >> 16U)) * 0x85ebca6bU;
    h = (h ^ (h >> 13U)) * 0xc2b2ae35U;
    return h ^ (h >> 16U);
}

float unit(std::uint32_t bits) {
    return static_cast<float>(bits >> 8U) * 0x1p-24f;
}

} // namespace

float darkeningOf(const glm::vec3& place_m, float size_m) {
    // a point in every box of a grid, somewhere; a place belongs to the nearest
    constexpr float kOffset = 4096.0f; // boxes: keeps numbers above 0 for 20 m and more
    const glm::vec3 at = place_m / size_m + kOffset;
    const std::array<std::uint32_t, 3> box{static_cast<std::uint32_t>(at.x),
                                           static_cast<std::uint32_t>(at.y),
                                           static_cast<std::uint32_t>(at.z)};
    float least = 1e9f, ready = 1.0f;
    for (std::uint32_t k = 0; k < 27; ++k) {
        const std::uint32_t x = box[0] + k % 3 - 1, y = box[1] + k / 3 % 3 - 1;
        const std::uint32_t z = box[2] + k / 9 - 1;
        const std::uint32_t bits = mixed(x, y, z);
        const glm::vec3 point(static_cast<float>(x) + unit(mixed(bits, 1, 0)),
                              static_cast<float>(y) + unit(mixed(bits, 2, 0)),
                              static_cast<float>(z) + unit(mixed(bits, 3, 0)));
        const glm::vec3 off = point - at;
        const float away = glm::dot(off, off);
        if (away < least) {
            least = away;
            ready = unit(bits);
        }
    }
    return ready;
}

std::vector<PlaceDose> spreadDoses(const SimModel& model, std::span<const PlaceDose> doses,
                                   float spread_m) {
    STIPPLE_ASSERT(doses.size() == cellCount(model.cells), "a dose for every cell");
    std::vector<PlaceDose> out(doses.begin(), doses.end());
    const std::uint32_t rounds = roundsFor(model.cells, spread_m);
    std::vector<std::uint8_t> dosed(doses.size(), 0);
    for (std::size_t cell = 0; cell < doses.size(); ++cell) {
        dosed[cell] = doses[cell].redness > 0.0f ? 1 : 0;
    }
    const Patch patch = patchAround(model.cells, dosed, rounds);
    std::vector<float> redness, density, depth;
    for (const std::uint32_t cell : patch.cells) {
        redness.push_back(doses[cell].redness);
        density.push_back(doses[cell].density);
        depth.push_back(doses[cell].redness * doses[cell].depth_m);
    }
    smooth(patch, rounds, redness);
    smooth(patch, rounds, density);
    smooth(patch, rounds, depth);
    for (std::size_t k = 0; k < patch.cells.size(); ++k) {
        PlaceDose& dose = out[patch.cells[k]];
        dose.redness = redness[k];
        dose.density = density[k];
        dose.depth_m = redness[k] > 0.0f ? depth[k] / redness[k] : 0.0f;
    }
    return out;
}

std::vector<float> darkMarks(const SimModel& model, const HealingParameters& healing,
                             std::span<const PlaceDose> doses, const HealingClient& client,
                             const AfterCare& care, const TreatmentCourse& course) {
    STIPPLE_ASSERT(doses.size() == cellCount(model.cells), "a dose for every cell");
    std::vector<float> out(doses.size(), 0.0f);
    std::vector<std::uint8_t> marked(doses.size(), 0);
    for (std::size_t cell = 0; cell < doses.size(); ++cell) {
        const Band chance = darkMarkChance(healing, doses[cell], client, care, course);
        marked[cell] = chance.likely > 0.0f && darkeningOf(model.cells.position_m[cell],
                                                           healing.markSize_m) < chance.likely
                           ? 1
                           : 0;
    }
    // the edge of a mark is about a fifth of it wide
    const std::uint32_t rounds = roundsFor(model.cells, 0.2f * healing.markSize_m);
    std::vector<std::uint8_t> taken = marked;
    const Patch patch = patchAround(model.cells, taken, rounds);
    std::vector<float> field;
    for (const std::uint32_t cell : patch.cells) {
        field.push_back(static_cast<float>(marked[cell]));
    }
    smooth(patch, rounds, field);
    for (std::size_t k = 0; k < patch.cells.size(); ++k) {
        out[patch.cells[k]] = field[k];
    }
    return out;
}

} // namespace stipple::sim
