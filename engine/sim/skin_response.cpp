#include "engine/sim/skin_response.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <bit>

namespace stipple::sim {

namespace {

/// Differences below this are not followed any further: 1/1000 of the clinical end point, 1/1000
/// of a blood point.
constexpr float kSettled = 1e-3f;

/// Notes a change in a tile for those who draw it and those whose gutters show cells of it.
void touch(const SeamTiles& seams, SimState& state, std::uint32_t tile) {
    ++state.skin.tileRevision[tile];
    if (!seams.shownFirst.empty()) {
        for (std::uint32_t at = seams.shownFirst[tile]; at < seams.shownFirst[tile + 1]; ++at) {
            ++state.skin.tileRevision[seams.shown[at]];
        }
    }
}

/// The same of a change that something made, and not time.
void touchWorked(const SimModel& model, SimState& state, std::uint32_t cell) {
    const std::uint32_t tile = tileOf(model.cells, cell);
    ++state.tileWorked[tile];
    touch(model.seams, state, tile);
}

/// Wakes the tiles of the cell and its eight neighbours, which its dose reddens, and the tiles
/// across the seams.
void wake(const SkinCells& cells, const SeamTiles& seams, SimState& state, std::uint32_t cell) {
    const std::uint32_t column = cell % cells.width, row = cell / cells.width;
    const std::uint32_t left = (column > 0 ? column - 1 : 0) / kTileTexels;
    const std::uint32_t right = std::min(column + 1, cells.width - 1) / kTileTexels;
    const std::uint32_t top = (row > 0 ? row - 1 : 0) / kTileTexels;
    const std::uint32_t bottom = std::min(row + 1, cells.height - 1) / kTileTexels;
    const std::uint32_t across = tilesAcross(cells);
    const auto wakeTile = [&state](std::uint32_t tile) {
        state.tileAwake[tile] = 1;
        state.tileDosed[tile] = 1;
    };
    for (std::uint32_t y = top; y <= bottom; ++y) {
        for (std::uint32_t x = left; x <= right; ++x) {
            wakeTile(y * across + x);
        }
    }
    if (!seams.fedFirst.empty()) {
        const std::uint32_t tile = tileOf(cells, cell);
        for (std::uint32_t at = seams.fedFirst[tile]; at < seams.fedFirst[tile + 1]; ++at) {
            wakeTile(seams.fed[at]);
        }
    }
}

/// The back of an ear and the inside of a nostril are near, and yet not under the hand.
bool sameSide(const SkinCells& cells, std::uint32_t cell, const glm::vec3& normal) {
    return glm::dot(cells.normal[cell], normal) > 0.0f;
}

/// Share of its way to a target that a value still has before it after one second.
double leftAfterSecond(float rise_s) {
    return rise_s > 0.0f ? fixedExp(-1.0 / static_cast<double>(rise_s)) : 0.0;
}

/// Share of the way that it goes in so many seconds.
float shareOf(double leftAfterSecond, std::uint32_t seconds) {
    double left = 1.0;
    for (std::uint32_t k = 0; k < seconds; ++k) {
        left *= leftAfterSecond;
    }
    return static_cast<float>(1.0 - left);
}

/// Redness moves on when it would by this much somewhere in the tile, of the end point, and at the
/// latest after so many seconds: less cannot be seen, and most of what fades in is nearly there.
constexpr double kRednessStep = 1.0 / 32.0;
constexpr std::uint8_t kLongestWait = 16;

/// Seconds until a tile that has `left` of the end point before it is worth moving on.
std::uint8_t waitFor(double left, double leftAfterSecond) {
    std::uint8_t seconds = 1;
    for (double after = leftAfterSecond * leftAfterSecond;
         seconds < kLongestWait && left * (1.0 - after) <= kRednessStep; after *= leftAfterSecond) {
        ++seconds;
    }
    return seconds;
}

constexpr std::size_t kSide = kTileTexels;
constexpr std::size_t kFrame = kTileTexels + 2; ///< a tile with one texel around it

using TileField = std::array<float, kSide * kSide>;

/// Columns and rows of a tile, cut off at the atlas.
struct TileRange {
    std::uint32_t left, top, right, bottom;
};

TileRange rangeOf(const SkinCells& cells, std::uint32_t tile) {
    const std::uint32_t left = tile % tilesAcross(cells) * kTileTexels;
    const std::uint32_t top = tile / tilesAcross(cells) * kTileTexels;
    return {left, top, std::min(left + kTileTexels, cells.width),
            std::min(top + kTileTexels, cells.height)};
}

/// Sums over each texel's 3 x 3 neighbourhood: first along the rows, then across them.
TileField neighbourSums(const std::array<float, kFrame * kFrame>& frame) {
    std::array<float, kFrame * kSide> rows;
    for (std::size_t y = 0; y < kFrame; ++y) {
        for (std::size_t x = 0; x < kSide; ++x) {
            const float* at = &frame[y * kFrame + x];
            rows[y * kSide + x] = at[0] + at[1] + at[2];
        }
    }
    TileField sums;
    for (std::size_t k = 0; k < kSide * kSide; ++k) {
        sums[k] = rows[k] + rows[k + kSide] + rows[k + 2 * kSide];
    }
    return sums;
}

/// Doses of a tile with one texel around it: what the texels show, 0 beside the skin.
std::array<float, kFrame * kFrame> framedDoses(const SimModel& model,
                                               const std::vector<float>& dose, std::uint32_t tile,
                                               const TileRange& range) {
    const SkinCells& cells = model.cells;
    std::array<float, kFrame * kFrame> doses{};
    const std::uint32_t left = range.left > 0 ? range.left - 1 : 0;
    const std::uint32_t top = range.top > 0 ? range.top - 1 : 0;
    const std::uint32_t right = std::min(range.right + 1, cells.width);
    const std::uint32_t bottom = std::min(range.bottom + 1, cells.height);
    for (std::uint32_t row = top; row < bottom; ++row) {
        const std::uint32_t first = row * cells.width + left;
        float* to = &doses[(row + 1 - range.top) * kFrame + (left + 1 - range.left)];
        if (model.plainTiles[tile] != 0) {
            std::copy_n(dose.begin() + first, right - left, to);
            continue;
        }
        for (std::uint32_t k = 0; k < right - left; ++k) {
            const std::uint32_t from = shownCell(cells, first + k);
            to[k] = from != kNone ? dose[from] : 0.0f;
        }
    }
    return doses;
}

/// One of two numbers, without a branch.
float chosen(bool first, float one, float other) {
    const std::uint32_t mask = 0U - static_cast<std::uint32_t>(first);
    return std::bit_cast<float>((std::bit_cast<std::uint32_t>(one) & mask) |
                                (std::bit_cast<std::uint32_t>(other) & ~mask));
}

/// What came of moving values towards their targets.
struct Approach {
    bool changed = false;
    std::int32_t leftBits = 0; ///< of the float that is the largest way left; rises with it
};

/// Moves values `share` of the way to their targets. Which cells have settled has no pattern, so a
/// processor would guess branches wrong half of the time.
Approach approach(float* values, const float* targets, std::size_t count, float share) {
    std::uint32_t changed = 0;
    std::int32_t largest = 0;
    for (std::size_t k = 0; k < count; ++k) {
        const float left = targets[k] - values[k];
        const bool settled = (left < kSettled) & (left > -kSettled);
        const float now = chosen(settled, targets[k], values[k] + left * share);
        changed |= std::bit_cast<std::uint32_t>(now) ^ std::bit_cast<std::uint32_t>(values[k]);
        largest = std::max(largest, std::bit_cast<std::int32_t>(targets[k] - now) & 0x7fffffff);
        values[k] = now;
    }
    return {changed != 0, largest};
}

/// Areas of a tile with one texel around it, in mean cells: what the texels show, 0 beside the
/// skin.
std::array<float, kFrame * kFrame> framedAreas(const SkinCells& cells, const TileRange& range) {
    std::array<float, kFrame * kFrame> areas{};
    const std::uint32_t left = range.left > 0 ? range.left - 1 : 0;
    const std::uint32_t top = range.top > 0 ? range.top - 1 : 0;
    for (std::uint32_t row = top; row < std::min(range.bottom + 1, cells.height); ++row) {
        for (std::uint32_t column = left; column < std::min(range.right + 1, cells.width);
             ++column) {
            areas[(row + 1 - range.top) * kFrame + (column + 1 - range.left)] =
                shownArea(cells, row * cells.width + column);
        }
    }
    return areas;
}

/// The redness that the doses of a tile and around it lead to in the end.
void findReddening(const SimModel& model, SimState& state, std::uint32_t tile) {
    const SkinCells& cells = model.cells;
    const float scale = 1.0f / (cells.area_m2 * model.needling.endpointDose_perM2);
    const TileRange range = rangeOf(cells, tile);
    // redness does not stop at a cell, nor at a seam: dose per area of the cell and its neighbours
    const TileField doses = neighbourSums(framedDoses(model, state.skin.dose, tile, range));
    const std::array<float, kFrame* kFrame> areas = framedAreas(cells, range);
    for (std::uint32_t row = range.top; row < range.bottom; ++row) {
        const std::size_t first = std::size_t{row} * cells.width + range.left;
        const float* dose = &doses[std::size_t{row - range.top} * kSide];
        for (std::size_t k = 0; k < range.right - range.left; ++k) {
            // cell by cell in the order of the atlas: sums depend on it
            float area = 0.0f;
            for (std::size_t near = 0; near < 9; ++near) {
                area += areas[(row - range.top + near / 3) * kFrame + k + near % 3];
            }
            const bool skin = cells.zone[first + k] != kOffSkin;
            state.reddening[first + k] = skin ? dose[k] / area * scale : 0.0f;
        }
    }
    state.tileDosed[tile] = 0;
}

/// Moves a field of a tile towards its targets, row by row.
Approach approachTile(const SkinCells& cells, const TileRange& range, std::vector<float>& values,
                      const std::vector<float>& targets, float share) {
    Approach all;
    for (std::uint32_t row = range.top; row < range.bottom; ++row) {
        const std::size_t first = std::size_t{row} * cells.width + range.left;
        const Approach here =
            approach(&values[first], &targets[first], range.right - range.left, share);
        all.changed = all.changed || here.changed;
        all.leftBits = std::max(all.leftBits, here.leftBits);
    }
    return all;
}

/// Asks the processor to fetch what evolving a tile reads: its rows lie pages apart, and waiting
/// for each in turn takes longer than the work on them.
void fetchTile(const SkinCells& cells, const SimState& state, std::uint32_t tile) {
    const TileRange range = rangeOf(cells, tile);
    for (std::uint32_t row = range.top; row < range.bottom; ++row) {
        const std::size_t first = std::size_t{row} * cells.width + range.left;
        __builtin_prefetch(&state.skin.erythema[first], 1);
        __builtin_prefetch(&state.reddening[first]);
    }
}

/// What the seconds do in this tick.
struct Passing {
    double redLeft = 0.0; ///< of the way to its end that redness has left after a second
    float bloodShare = 0.0f;
};

/// Whether a waking tile is worth moving on when this second is over.
bool isDue(const SimState& state, std::size_t tile) {
    return state.tileDosed[tile] != 0 || state.tileWelling[tile] != 0 ||
           state.tileSince_s[tile] + 1 >= state.tileWait_s[tile];
}

void evolveTile(const SimModel& model, SimState& state, std::uint32_t tile,
                const Passing& passing) {
    const TileRange range = rangeOf(model.cells, tile);
    SkinState& skin = state.skin;
    std::uint32_t since_s = state.tileSince_s[tile];
    bool changed = false;
    if (state.tileDosed[tile] != 0) {
        // the new dose is of the last second; until then redness went to the end of the old one
        if (since_s > 1) {
            changed = approachTile(model.cells, range, skin.erythema, state.reddening,
                                   shareOf(passing.redLeft, since_s - 1))
                          .changed;
            since_s = 1;
        }
        findReddening(model, state, tile);
    }
    const Approach reddened = approachTile(model.cells, range, skin.erythema, state.reddening,
                                           shareOf(passing.redLeft, since_s));
    // most of the time no blood wells up, and fields that are not read need not be fetched
    const bool bled =
        state.tileWelling[tile] != 0 &&
        approachTile(model.cells, range, skin.bloodPoints, skin.bleeding, passing.bloodShare)
            .changed;
    state.tileWelling[tile] = bled ? 1 : 0;
    state.tileSince_s[tile] = 0;
    state.tileWorked[tile] += bled ? 1U : 0U;
    changed = changed || reddened.changed || bled;
    if (changed) {
        const auto left = std::bit_cast<float>(reddened.leftBits);
        state.tileWait_s[tile] = waitFor(static_cast<double>(left), passing.redLeft);
        touch(model.seams, state, tile);
    } else {
        state.tileAwake[tile] = 0;
        state.tileWait_s[tile] = 0;
    }
}

} // namespace

float bleedProbability(const NeedlingParameters& needling, float depth_m) {
    const auto& depths = needling.bleedDepth_m;
    const auto& chances = needling.bleedProbability;
    if (!(depth_m > depths.front())) {
        return chances.front();
    }
    for (std::size_t k = 1; k < depths.size(); ++k) {
        if (depth_m < depths[k]) {
            return chances[k - 1] + (chances[k] - chances[k - 1]) * (depth_m - depths[k - 1]) /
                                        (depths[k] - depths[k - 1]);
        }
    }
    return chances.back();
}

float doseWeight(const NeedlingParameters& needling, float depth_m) {
    return std::min(1.0f, depth_m / needling.erythemaDepth_m);
}

void markPuncture(const SimModel& model, SimState& state, const Puncture& puncture,
                  float scratch_m) {
    SkinState& skin = state.skin;
    const std::uint32_t cell = puncture.cell;
    skin.deepest_m[cell] = std::max(skin.deepest_m[cell], puncture.depth_m);
    skin.dose[cell] += doseWeight(model.needling, puncture.depth_m);
    if (skin.punctures[cell] < 0xffffU) {
        ++skin.punctures[cell];
    }
    skin.bleeding[cell] += static_cast<float>(puncture.bleeds);
    if (puncture.bleeds != 0) {
        state.tileWelling[tileOf(model.cells, cell)] = 1;
    }
    // gelSpentPerPuncture is per puncture/cm2, and this cell is all the skin that it changes.
    const float spent = model.needling.gelSpentPerPuncture / (areaOf_m2(model.cells, cell) * 1e4f);
    skin.gel[cell] = std::max(0.0f, skin.gel[cell] - spent);
    skin.scratch_m[cell] = std::max(skin.scratch_m[cell], scratch_m);
    wake(model.cells, model.seams, state, cell);
    touchWorked(model, state, cell);
}

void markScratch(const SimModel& model, SimState& state, std::uint32_t cell, float scratch_m) {
    if (scratch_m > state.skin.scratch_m[cell]) {
        state.skin.scratch_m[cell] = scratch_m;
        touchWorked(model, state, cell);
    }
}

void spreadGel(const SimModel& model, SimState& state, const glm::vec3& centre_m,
               const glm::vec3& normal) {
    std::vector<std::uint32_t> reached;
    cellsWithin(model.cells, model.grid, centre_m, model.needling.gelRadius_m, reached);
    for (const std::uint32_t cell : reached) {
        if (state.skin.gel[cell] < 1.0f && sameSide(model.cells, cell, normal)) {
            state.skin.gel[cell] = 1.0f;
            touchWorked(model, state, cell);
        }
    }
}

void wipeSkin(const SimModel& model, SimState& state, const glm::vec3& centre_m,
              const glm::vec3& normal) {
    std::vector<std::uint32_t> reached;
    cellsWithin(model.cells, model.grid, centre_m, model.needling.wipeRadius_m, reached);
    SkinState& skin = state.skin;
    for (const std::uint32_t cell : reached) {
        const bool wet =
            skin.gel[cell] > 0.0f || skin.bleeding[cell] > 0.0f || skin.bloodPoints[cell] > 0.0f;
        if (wet && sameSide(model.cells, cell, normal)) {
            skin.gel[cell] = 0.0f;
            skin.bleeding[cell] = 0.0f;
            skin.bloodPoints[cell] = 0.0f;
            touchWorked(model, state, cell);
        }
    }
}

void evolveSkin(const SimModel& model, SimState& state) {
    const std::size_t tiles = state.tileAwake.size();
    std::size_t tile = state.tick % kTickRate_Hz;
    while (tile < tiles && state.tileAwake[tile] == 0) {
        tile += kTickRate_Hz;
    }
    if (tile >= tiles) {
        return;
    }
    const Passing passing{leftAfterSecond(model.needling.erythemaRise_s),
                          static_cast<float>(1.0 - leftAfterSecond(model.needling.bleedRise_s))};
    for (; tile < tiles; tile += kTickRate_Hz) {
        const std::size_t next = tile + kTickRate_Hz;
        if (next < tiles && state.tileAwake[next] != 0 && isDue(state, next)) {
            fetchTile(model.cells, state, static_cast<std::uint32_t>(next));
        }
        const bool awake = state.tileAwake[tile] != 0, due = awake && isDue(state, tile);
        state.tileSince_s[tile] = static_cast<std::uint8_t>(state.tileSince_s[tile] + awake);
        if (due) {
            evolveTile(model, state, static_cast<std::uint32_t>(tile), passing);
        }
    }
}

} // namespace stipple::sim
