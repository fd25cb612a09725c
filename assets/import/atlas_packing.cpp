#include "assets/import/atlas_packing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stipple::importer {

namespace {

// charts are laid in steps of a block; smaller packs tighter and takes longer
constexpr std::int64_t kBlockTexels = 1;
constexpr std::uint32_t kBlocksPerTile = 16;

// the blocks that a chart and its gutter take
struct Shape {
    std::int64_t lowX = 0, lowY = 0; ///< block of the mask's corner in the chart's own texels
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> mask;
    std::vector<std::uint64_t> words; ///< the mask again, 64 blocks a word, row by row
    std::uint32_t wordsPerRow = 0;
};

std::int64_t floorDiv(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

struct Span {
    std::int64_t low = 0, high = 0;
};

void widen(Span& span, std::int64_t value) {
    span.low = std::min(span.low, value);
    span.high = std::max(span.high, value);
}

// blocks touched by one smallest quad and the gutter around it
struct Footprint {
    Span x, y;
};

Footprint footprint(const Chart& chart, const LimitGrid& grid, const QuadGrid& quad, std::size_t i,
                    std::size_t j) {
    Footprint out;
    bool fresh = true;
    for (std::size_t dj = 0; dj < 2; ++dj) {
        for (std::size_t di = 0; di < 2; ++di) {
            const AtlasPlace at = partsInChart(chart, grid.neutral_m[quad[j + dj][i + di]]);
            if (fresh) {
                out = {.x = {at.x, at.x}, .y = {at.y, at.y}};
                fresh = false;
            }
            widen(out.x, at.x);
            widen(out.y, at.y);
        }
    }
    constexpr std::int64_t half = kTexelParts / 2;
    constexpr std::int64_t gutter = kGutterTexels;
    const auto blocks = [](const Span& s) {
        // the texels whose middles may lie in the quad
        const std::int64_t first = floorDiv(s.low + half - 1, kTexelParts);
        const std::int64_t last = floorDiv(s.high - half, kTexelParts);
        return Span{floorDiv(std::min(first, last) - gutter, kBlockTexels),
                    floorDiv(std::max(first, last) + gutter, kBlockTexels)};
    };
    return {.x = blocks(out.x), .y = blocks(out.y)};
}

Shape shapeOf(const Chart& chart, const LimitGrid& grid) {
    std::vector<Footprint> prints;
    for (const std::uint32_t q : chart.quads) {
        for (std::size_t j = 0; j + 1 < kGridSide; ++j) {
            for (std::size_t i = 0; i + 1 < kGridSide; ++i) {
                prints.push_back(footprint(chart, grid, grid.quads[q], i, j));
            }
        }
    }
    Span x = prints.front().x;
    Span y = prints.front().y;
    for (const Footprint& print : prints) {
        widen(x, print.x.low);
        widen(x, print.x.high);
        widen(y, print.y.low);
        widen(y, print.y.high);
    }
    Shape shape{.lowX = x.low,
                .lowY = y.low,
                .width = static_cast<std::uint32_t>(x.high - x.low + 1),
                .height = static_cast<std::uint32_t>(y.high - y.low + 1),
                .mask = {},
                .words = {}};
    shape.mask.assign(std::size_t{shape.width} * shape.height, 0);
    for (const Footprint& print : prints) {
        for (std::int64_t by = print.y.low; by <= print.y.high; ++by) {
            for (std::int64_t bx = print.x.low; bx <= print.x.high; ++bx) {
                shape.mask[static_cast<std::size_t>((by - shape.lowY) * shape.width +
                                                    (bx - shape.lowX))] = 1;
            }
        }
    }
    return shape;
}

void packWords(Shape& shape) {
    shape.wordsPerRow = (shape.width + 63) / 64;
    shape.words.assign(std::size_t{shape.wordsPerRow} * shape.height, 0);
    for (std::uint32_t j = 0; j < shape.height; ++j) {
        for (std::uint32_t i = 0; i < shape.width; ++i) {
            const std::uint64_t bit = shape.mask[std::size_t{j} * shape.width + i];
            shape.words[std::size_t{j} * shape.wordsPerRow + i / 64] |= bit << (i % 64);
        }
    }
}

// A strip of blocks that grows downwards. Its rows have a word to spare, into which a shape's
// shifted last word may reach.
struct Strip {
    std::uint32_t width = 0, wordsPerRow = 0;
    std::vector<std::uint64_t> used;
};

// calls with(strip word, shape's word shifted to lie over it) until it returns false
template <class With>
bool overWords(Strip& strip, const Shape& shape, std::uint32_t x, std::uint32_t y,
               const With& with) {
    const std::uint32_t shift = x % 64;
    for (std::uint32_t j = 0; j < shape.height; ++j) {
        const std::size_t row = std::size_t{y + j} * strip.wordsPerRow + x / 64;
        for (std::uint32_t w = 0; w < shape.wordsPerRow; ++w) {
            const std::uint64_t word = shape.words[std::size_t{j} * shape.wordsPerRow + w];
            if (!with(strip.used[row + w], word << shift) ||
                (shift != 0 && !with(strip.used[row + w + 1], word >> (64 - shift)))) {
                return false;
            }
        }
    }
    return true;
}

void reserveRows(Strip& strip, std::uint32_t rows) {
    const std::size_t words = std::size_t{rows} * strip.wordsPerRow;
    if (strip.used.size() < words) {
        strip.used.resize(words, 0);
    }
}

struct Spot {
    std::uint32_t x = 0, y = 0;
};

// the first free place from the top left
Spot firstFit(Strip& strip, const Shape& shape) {
    Spot spot;
    for (;;) {
        reserveRows(strip, spot.y + shape.height);
        if (overWords(strip, shape, spot.x, spot.y,
                      [](std::uint64_t& used, std::uint64_t word) { return (used & word) == 0; })) {
            return spot;
        }
        if (++spot.x + shape.width > strip.width) {
            spot = {.x = 0, .y = spot.y + 1};
        }
    }
}

// the shapes of one chart in its four quarter turns
using Turns = std::array<Shape, 4>;

struct Laid {
    Packing packing;
    std::vector<std::size_t> turn; ///< per chart
};

Laid packInto(std::uint32_t widthBlocks, const std::vector<Turns>& shapes,
              const std::vector<std::uint32_t>& order) {
    Strip strip{.width = widthBlocks, .wordsPerRow = widthBlocks / 64 + 3, .used = {}};
    Laid laid;
    laid.packing.corner.resize(shapes.size());
    laid.turn.resize(shapes.size(), 0);
    std::uint32_t height = 0;
    for (const std::uint32_t c : order) {
        Spot best;
        std::uint32_t lowest = ~0U;
        for (std::size_t turn = 0; turn < shapes[c].size(); ++turn) {
            const Shape& shape = shapes[c][turn];
            if (shape.width > strip.width) {
                continue;
            }
            const Spot spot = firstFit(strip, shape);
            if (spot.y + shape.height < lowest) {
                lowest = spot.y + shape.height;
                best = spot;
                laid.turn[c] = turn;
            }
        }
        const Shape& shape = shapes[c][laid.turn[c]];
        reserveRows(strip, best.y + shape.height);
        overWords(strip, shape, best.x, best.y, [](std::uint64_t& used, std::uint64_t word) {
            used |= word;
            return true;
        });
        height = std::max(height, lowest);
        constexpr std::int64_t block = kTexelParts * kBlockTexels;
        laid.packing.corner[c] = {.x = (std::int64_t{best.x} - shape.lowX) * block,
                                  .y = (std::int64_t{best.y} - shape.lowY) * block};
    }
    const std::uint32_t tiles = (height + kBlocksPerTile - 1) / kBlocksPerTile;
    laid.packing.width = widthBlocks * static_cast<std::uint32_t>(kBlockTexels);
    laid.packing.height = tiles * kBlocksPerTile * static_cast<std::uint32_t>(kBlockTexels);
    return laid;
}

void quarterTurn(Chart& chart) {
    const glm::dvec3 right = chart.right;
    chart.right = chart.down;
    chart.down = -right;
    chart.spacing_m = {chart.spacing_m.y, chart.spacing_m.x};
}

} // namespace

AtlasPlace partsInChart(const Chart& chart, const glm::dvec3& place_m) {
    const glm::dvec2 texels = placeInChart(chart, place_m);
    const auto parts = [](double t) {
        return static_cast<std::int64_t>(std::floor(t * static_cast<double>(kTexelParts) + 0.5));
    };
    return {.x = parts(texels.x), .y = parts(texels.y)};
}

Packing packCharts(std::vector<Chart>& charts, const LimitGrid& grid) {
    std::vector<Turns> shapes;
    std::uint64_t blocks = 0;
    std::uint32_t widest = 1;
    for (Chart& chart : charts) {
        Turns turns;
        for (Shape& shape : turns) {
            shape = shapeOf(chart, grid);
            packWords(shape);
            quarterTurn(chart);
        }
        blocks +=
            static_cast<std::uint64_t>(std::count(turns[0].mask.begin(), turns[0].mask.end(), 1));
        widest = std::max(widest, std::min(turns[0].width, turns[0].height));
        shapes.push_back(std::move(turns));
    }
    std::vector<std::uint32_t> order(charts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return shapes[a][0].mask.size() > shapes[b][0].mask.size();
    });
    // nearly square atlases of several widths; the smallest wins, of equals the first
    const double side = std::sqrt(static_cast<double>(blocks) * 1.2);
    Laid best;
    std::uint64_t bestTexels = ~std::uint64_t{0};
    for (const double share : {1.0, 0.9, 0.95, 1.05, 1.1}) {
        const auto tiles = static_cast<std::uint32_t>(side * share / kBlocksPerTile) + 1;
        const std::uint32_t atLeast = (widest + kBlocksPerTile - 1) / kBlocksPerTile;
        Laid laid = packInto(std::max(tiles, atLeast) * kBlocksPerTile, shapes, order);
        const std::uint64_t texels = std::uint64_t{laid.packing.width} * laid.packing.height;
        if (texels < bestTexels) {
            bestTexels = texels;
            best = std::move(laid);
        }
    }
    for (std::size_t c = 0; c < charts.size(); ++c) {
        for (std::size_t turn = 0; turn < best.turn[c]; ++turn) {
            quarterTurn(charts[c]);
        }
    }
    return best.packing;
}

} // namespace stipple::importer
