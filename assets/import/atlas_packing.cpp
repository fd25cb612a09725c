#include "assets/import/atlas_packing.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stipple::importer {

namespace {

// charts are laid in steps of a block; smaller packs tighter and takes longer
constexpr std::int64_t kBlockTexels = 4;
constexpr std::uint32_t kBlocksPerTile = 4;

// the blocks that a chart and its gutter take
struct Shape {
    std::int64_t lowX = 0, lowY = 0; ///< block of the mask's corner in the chart's own texels
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> mask;
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
    constexpr std::int64_t margin = kTexelParts * std::int64_t{kGutterTexels};
    constexpr std::int64_t block = kTexelParts * kBlockTexels;
    const auto blocks = [](const Span& s) {
        return Span{floorDiv(s.low - margin, block), floorDiv(s.high + margin, block)};
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
                .mask = {}};
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

// a strip of blocks that grows downwards
struct Strip {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint8_t> used;
};

bool fits(const Strip& strip, const Shape& shape, std::uint32_t x, std::uint32_t y) {
    for (std::uint32_t j = 0; j < shape.height && y + j < strip.height; ++j) {
        for (std::uint32_t i = 0; i < shape.width; ++i) {
            if (shape.mask[std::size_t{j} * shape.width + i] != 0 &&
                strip.used[std::size_t{y + j} * strip.width + x + i] != 0) {
                return false;
            }
        }
    }
    return true;
}

void lay(Strip& strip, const Shape& shape, std::uint32_t x, std::uint32_t y) {
    strip.height = std::max(strip.height, y + shape.height);
    strip.used.resize(std::size_t{strip.height} * strip.width, 0);
    for (std::uint32_t j = 0; j < shape.height; ++j) {
        for (std::uint32_t i = 0; i < shape.width; ++i) {
            strip.used[std::size_t{y + j} * strip.width + x + i] |=
                shape.mask[std::size_t{j} * shape.width + i];
        }
    }
}

Packing packInto(std::uint32_t widthBlocks, const std::vector<Shape>& shapes,
                 const std::vector<std::uint32_t>& order) {
    Strip strip{.width = widthBlocks, .height = 0, .used = {}};
    Packing packing;
    packing.corner.resize(shapes.size());
    for (const std::uint32_t c : order) {
        const Shape& shape = shapes[c];
        std::uint32_t x = 0;
        std::uint32_t y = 0;
        while (!fits(strip, shape, x, y)) {
            if (++x + shape.width > strip.width) {
                x = 0;
                ++y;
            }
        }
        lay(strip, shape, x, y);
        constexpr std::int64_t block = kTexelParts * kBlockTexels;
        packing.corner[c] = {.x = (std::int64_t{x} - shape.lowX) * block,
                             .y = (std::int64_t{y} - shape.lowY) * block};
    }
    const std::uint32_t tiles = (strip.height + kBlocksPerTile - 1) / kBlocksPerTile;
    packing.width = widthBlocks * static_cast<std::uint32_t>(kBlockTexels);
    packing.height = tiles * kBlocksPerTile * static_cast<std::uint32_t>(kBlockTexels);
    return packing;
}

} // namespace

AtlasPlace partsInChart(const Chart& chart, const glm::dvec3& place_m) {
    const glm::dvec2 texels = placeInChart(chart, place_m);
    const auto parts = [](double t) {
        return static_cast<std::int64_t>(std::floor(t * static_cast<double>(kTexelParts) + 0.5));
    };
    return {.x = parts(texels.x), .y = parts(texels.y)};
}

Packing packCharts(const std::vector<Chart>& charts, const LimitGrid& grid) {
    std::vector<Shape> shapes;
    std::uint64_t blocks = 0;
    std::uint32_t widest = 1;
    for (const Chart& chart : charts) {
        shapes.push_back(shapeOf(chart, grid));
        blocks += static_cast<std::uint64_t>(
            std::count(shapes.back().mask.begin(), shapes.back().mask.end(), 1));
        widest = std::max(widest, shapes.back().width);
    }
    std::vector<std::uint32_t> order(charts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return shapes[a].mask.size() > shapes[b].mask.size();
    });
    // nearly square atlases of several widths; the smallest wins, of equals the narrowest
    const double side = std::sqrt(static_cast<double>(blocks) * 1.25);
    Packing best;
    std::uint64_t bestTexels = ~std::uint64_t{0};
    for (const double share : {0.9, 0.95, 1.0, 1.05, 1.1, 1.2}) {
        const auto tiles = static_cast<std::uint32_t>(side * share / kBlocksPerTile) + 1;
        const std::uint32_t width =
            std::max(tiles * kBlocksPerTile,
                     (widest + kBlocksPerTile - 1) / kBlocksPerTile * kBlocksPerTile);
        const Packing packing = packInto(width, shapes, order);
        const std::uint64_t texels = std::uint64_t{packing.width} * packing.height;
        if (texels < bestTexels) {
            bestTexels = texels;
            best = packing;
        }
    }
    return best;
}

} // namespace stipple::importer
