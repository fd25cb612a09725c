#include "assets/import/chart_overlap.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::importer {

namespace {

// Where the quads of a chart fall in its plane, and which place of the body is there.
class Footprints {
public:
    Footprints(const Chart& chart, const LimitGrid& grid) : chart_(chart), grid_(grid) {
        const ChartBox box = chartBox(chart, grid);
        const glm::dvec2& spacing_m = chart.spacing_m;
        lowX_ = static_cast<int>(std::floor(box.lowX / spacing_m.x)) - kReach;
        lowY_ = static_cast<int>(std::floor(box.lowY / spacing_m.y)) - kReach;
        width_ = static_cast<int>(std::floor(box.highX / spacing_m.x)) - lowX_ + kReach + 2;
        const int height =
            static_cast<int>(std::floor(box.highY / spacing_m.y)) - lowY_ + kReach + 2;
        places_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height),
                       glm::dvec3(0.0));
        taken_.assign(places_.size(), false);
    }

    // Takes the quad's texels unless skin from elsewhere on the body is there or right beside.
    bool take(std::uint32_t quad) {
        const std::vector<Sample> samples = samplesOf(grid_.quads[quad]);
        if (std::any_of(samples.begin(), samples.end(),
                        [&](const Sample& sample) { return meetsStranger(sample); })) {
            return false;
        }
        for (const Sample& sample : samples) {
            places_[sample.texel] = sample.place;
            taken_[sample.texel] = true;
        }
        return true;
    }

private:
    struct Sample {
        std::size_t texel = 0;
        glm::dvec3 place{0.0};
    };
    // two gutters would be between two charts; parts of one chart keep half of that
    static constexpr int kReach = 3;

    // places over the quad about a texel apart
    [[nodiscard]] std::vector<Sample> samplesOf(const QuadGrid& g) const {
        std::vector<Sample> out;
        const double step_m = std::min(chart_.spacing_m.x, chart_.spacing_m.y);
        for (std::size_t j = 0; j + 1 < kGridSide; ++j) {
            for (std::size_t i = 0; i + 1 < kGridSide; ++i) {
                const glm::dvec3 a = grid_.neutral_m[g[j][i]];
                const glm::dvec3 b = grid_.neutral_m[g[j][i + 1]];
                const glm::dvec3 c = grid_.neutral_m[g[j + 1][i + 1]];
                const glm::dvec3 d = grid_.neutral_m[g[j + 1][i]];
                const double wide = std::max(glm::dot(b - a, b - a), glm::dot(c - d, c - d));
                const double high = std::max(glm::dot(d - a, d - a), glm::dot(c - b, c - b));
                const int across = static_cast<int>(std::sqrt(wide) / step_m) + 1;
                const int down = static_cast<int>(std::sqrt(high) / step_m) + 1;
                for (int y = 0; y <= down; ++y) {
                    for (int x = 0; x <= across; ++x) {
                        const double u = static_cast<double>(x) / across;
                        const double v = static_cast<double>(y) / down;
                        out.push_back(sampleAt((1.0 - v) * ((1.0 - u) * a + u * b) +
                                               v * ((1.0 - u) * d + u * c)));
                    }
                }
            }
        }
        return out;
    }

    [[nodiscard]] Sample sampleAt(const glm::dvec3& place) const {
        const glm::dvec2 at = placeInChart(chart_, place);
        const int x = static_cast<int>(std::floor(at.x)) - lowX_;
        const int y = static_cast<int>(std::floor(at.y)) - lowY_;
        return {.texel = static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                         static_cast<std::size_t>(x),
                .place = place};
    }

    [[nodiscard]] bool meetsStranger(const Sample& sample) const {
        const int x = static_cast<int>(sample.texel) % width_;
        const int y = static_cast<int>(sample.texel) / width_;
        const int height = static_cast<int>(taken_.size()) / width_;
        for (int v = std::max(0, y - kReach); v <= std::min(height - 1, y + kReach); ++v) {
            for (int u = std::max(0, x - kReach); u <= std::min(width_ - 1, x + kReach); ++u) {
                const std::size_t texel =
                    static_cast<std::size_t>(v) * static_cast<std::size_t>(width_) +
                    static_cast<std::size_t>(u);
                if (!taken_[texel]) {
                    continue;
                }
                // Tilted by 60 degrees skin is twice as long as it looks, and both places are known
                // to a texel only; what is much farther away does not belong here.
                const glm::dvec3 way = places_[texel] - sample.place;
                const double steps =
                    std::sqrt(static_cast<double>((u - x) * (u - x) + (v - y) * (v - y)));
                const double farthest = (2.5 * steps + 4.0) * widest_m_;
                if (glm::dot(way, way) > farthest * farthest) {
                    return true;
                }
            }
        }
        return false;
    }

    const Chart& chart_;
    const LimitGrid& grid_;
    double widest_m_ = std::max(chart_.spacing_m.x, chart_.spacing_m.y);
    int lowX_ = 0, lowY_ = 0, width_ = 0;
    std::vector<glm::dvec3> places_;
    std::vector<bool> taken_;
};

} // namespace

ChartBox chartBox(const Chart& chart, const LimitGrid& grid) {
    ChartBox box;
    for (const std::uint32_t q : chart.quads) {
        for (const auto& row : grid.quads[q]) {
            for (const std::uint32_t p : row) {
                const double x = glm::dot(grid.neutral_m[p], chart.right);
                const double y = glm::dot(grid.neutral_m[p], chart.down);
                box = {std::min(box.lowX, x), std::min(box.lowY, y), std::max(box.highX, x),
                       std::max(box.highY, y)};
            }
        }
    }
    return box;
}

std::vector<std::uint32_t> overlappingQuads(const Chart& chart, const LimitGrid& grid,
                                            const std::vector<std::uint32_t>& grown) {
    Footprints footprints(chart, grid);
    std::vector<std::uint32_t> hidden;
    for (const std::uint32_t q : grown) {
        if (!footprints.take(q) && q != grown.front()) {
            hidden.push_back(q);
        }
    }
    std::sort(hidden.begin(), hidden.end());
    return hidden;
}

} // namespace stipple::importer
