#include "engine/input/section_lines.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace stipple::input {

namespace {

constexpr float kStep_m = 0.0005f;
// shorter lines are not worth coming down for
constexpr float kShortestRun_m = 0.0025f;
// a gap that a line of its own is drawn for
constexpr float kGapArea_m2 = 8e-6f;
constexpr std::size_t kMostExtras = 24;

/// Which places of a section are worked, on a raster along and across the lines.
struct Rows {
    glm::vec2 along{1.0f, 0.0f}, across{0.0f, 1.0f};
    float low_m = 0.0f; ///< both coordinates of the first node
    int count = 0;      ///< nodes each way
    std::vector<std::uint8_t> open;

    [[nodiscard]] float at(int i) const { return low_m + kStep_m * static_cast<float>(i); }
    [[nodiscard]] std::size_t node(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(count) +
               static_cast<std::size_t>(column);
    }
    [[nodiscard]] glm::vec2 place(int row, int column) const {
        return along * at(column) + across * at(row);
    }
};

struct Run {
    int row = 0, from = 0, to = 0; ///< nodes, both inside
};

bool worked(const WorkPatch& patch, glm::vec2 uv_m, const SectionWork& work) {
    return patch.clearance_m(uv_m) >= work.border_m && patch.noGo_m(uv_m) >= work.noGo_m;
}

Rows rowsOf(const WorkPatch& patch, float angle_deg, const SectionWork& work) {
    Rows rows;
    const double angle = static_cast<double>(angle_deg) * kPi / 180.0;
    rows.along = {static_cast<float>(fixedCos(angle)), static_cast<float>(fixedSin(angle))};
    rows.across = {-rows.along.y, rows.along.x};
    const float half_m = 0.5f * glm::length(patch.size_m);
    rows.low_m = -half_m;
    rows.count = static_cast<int>(2.0f * half_m / kStep_m) + 2;
    rows.open.resize(rows.node(rows.count, 0));
    for (int row = 0; row < rows.count; ++row) {
        for (int column = 0; column < rows.count; ++column) {
            rows.open[rows.node(row, column)] =
                worked(patch, rows.place(row, column), work) ? 1 : 0;
        }
    }
    return rows;
}

/// Stretches of a row that are worked and at least `shortest` nodes long.
std::vector<Run> runsOf(const Rows& rows, int row, int shortest) {
    std::vector<Run> runs;
    int from = -1;
    for (int column = 0; column <= rows.count; ++column) {
        const bool open = column < rows.count && rows.open[rows.node(row, column)] != 0;
        if (open && from < 0) {
            from = column;
        } else if (!open && from >= 0) {
            if (column - from > shortest) {
                runs.push_back({row, from, column - 1});
            }
            from = -1;
        }
    }
    return runs;
}

/// Takes what a line covers off the places still to do.
void cover(std::vector<std::uint8_t>& left, const Rows& rows, const Run& run, int reach) {
    for (int row = std::max(0, run.row - reach); row <= std::min(rows.count - 1, run.row + reach);
         ++row) {
        for (int column = std::max(0, run.from - reach);
             column <= std::min(rows.count - 1, run.to + reach); ++column) {
            left[rows.node(row, column)] = 0;
        }
    }
}

/// Rows evenly over the section's height, at most `spacing_m` apart.
std::vector<int> evenRows(const Rows& rows, float spacing_m) {
    int first = rows.count;
    int last = -1;
    for (int row = 0; row < rows.count; ++row) {
        const auto begin = rows.open.begin() + static_cast<std::ptrdiff_t>(rows.node(row, 0));
        if (std::find(begin, begin + rows.count, std::uint8_t{1}) != begin + rows.count) {
            first = std::min(first, row);
            last = row;
        }
    }
    std::vector<int> even;
    if (last < first) {
        return even;
    }
    const float height_m = kStep_m * static_cast<float>(last - first);
    const auto gaps = static_cast<int>(height_m / spacing_m + 0.999f);
    for (int i = 0; i <= gaps; ++i) {
        const float place = gaps > 0 ? static_cast<float>(i) / static_cast<float>(gaps) : 0.5f;
        even.push_back(first + static_cast<int>(place * static_cast<float>(last - first) + 0.5f));
    }
    return even;
}

/// The run that covers most of what is left, and how many nodes that are.
std::pair<Run, int> bestExtra(const Rows& rows, const std::vector<std::uint8_t>& left, int reach,
                              int shortest) {
    Run best;
    int most = 0;
    // sums down the columns: what a line covers across is the difference of two of them
    std::vector<int> sums(rows.node(rows.count + 1, 0), 0);
    for (int row = 0; row < rows.count; ++row) {
        for (int column = 0; column < rows.count; ++column) {
            sums[rows.node(row + 1, column)] =
                sums[rows.node(row, column)] + left[rows.node(row, column)];
        }
    }
    for (int row = 0; row < rows.count; ++row) {
        const int above = std::max(0, row - reach);
        const int below = std::min(rows.count, row + reach + 1);
        const auto gain = [&](int column) {
            return sums[rows.node(below, column)] - sums[rows.node(above, column)];
        };
        for (const Run& run : runsOf(rows, row, shortest)) {
            // from the first to the last column that gains, and no shorter than a line may be
            int from = run.to;
            int to = run.from;
            int sum = 0;
            for (int column = run.from; column <= run.to; ++column) {
                if (gain(column) > 0) {
                    from = std::min(from, column);
                    to = std::max(to, column);
                    sum += gain(column);
                }
            }
            if (sum > most) {
                while (to - from < shortest) {
                    from = std::max(run.from, from - 1);
                    to = std::min(run.to, to + 1);
                }
                most = sum;
                best = {row, from, to};
            }
        }
    }
    return {best, most};
}

glm::vec2 gradient(const std::function<float(glm::vec2)>& field, glm::vec2 uv_m) {
    const float step_m = 0.0008f;
    const glm::vec2 rise{
        field(uv_m + glm::vec2{step_m, 0.0f}) - field(uv_m - glm::vec2{step_m, 0.0f}),
        field(uv_m + glm::vec2{0.0f, step_m}) - field(uv_m - glm::vec2{0.0f, step_m})};
    const float length = glm::length(rise);
    return length > 0.0f ? rise / length : glm::vec2{0.0f};
}

/// Calls `use(place)` for a raster over the section's box.
template <class Use> void forPlaces(const WorkPatch& patch, float step_m, Use&& use) {
    const auto across = static_cast<int>(patch.size_m.x / step_m) + 1;
    const auto down = static_cast<int>(patch.size_m.y / step_m) + 1;
    for (int y = 0; y <= down; ++y) {
        for (int x = 0; x <= across; ++x) {
            use(-0.5f * patch.size_m +
                step_m * glm::vec2{static_cast<float>(x), static_cast<float>(y)});
        }
    }
}

/// Walks along the line of equal way to the rim; `turn` is the side to which it goes.
std::vector<glm::vec2> followRim(const WorkPatch& patch, const WayField& field, glm::vec2 from_m,
                                 float away_m, float turn) {
    constexpr float kWay_m = 0.001f;
    constexpr std::size_t kMostSteps = 120;
    std::vector<glm::vec2> way;
    glm::vec2 at = from_m;
    while (way.size() < kMostSteps) {
        const glm::vec2 out = gradient(field, at);
        at += turn * kWay_m * glm::vec2{-out.y, out.x};
        at += (away_m - field(at)) * gradient(field, at);
        const bool back = way.size() > 4 && glm::distance(at, from_m) < kWay_m;
        if (back || patch.clearance_m(at) < 0.0005f || patch.noGo_m(at) < away_m - 0.0005f) {
            break;
        }
        way.push_back(at);
    }
    return way;
}

} // namespace

float leadAngle_deg(const WorkPatch& patch) {
    constexpr int kSteps = 12;
    std::array<float, kSteps> low{};
    std::array<float, kSteps> high{};
    std::array<glm::vec2, kSteps> across{};
    for (std::size_t i = 0; i < kSteps; ++i) {
        const double angle = kPi * static_cast<double>(i) / kSteps;
        across[i] = {-static_cast<float>(fixedSin(angle)), static_cast<float>(fixedCos(angle))};
        low[i] = 1.0f;
        high[i] = -1.0f;
    }
    forPlaces(patch, 0.001f, [&](glm::vec2 uv) {
        if (patch.clearance_m(uv) > 0.0f) {
            for (std::size_t i = 0; i < kSteps; ++i) {
                low[i] = std::min(low[i], glm::dot(uv, across[i]));
                high[i] = std::max(high[i], glm::dot(uv, across[i]));
            }
        }
    });
    std::size_t best = 0;
    for (std::size_t i = 1; i < kSteps; ++i) {
        best = high[i] - low[i] < high[best] - low[best] - 0.001f ? i : best;
    }
    return 180.0f * static_cast<float>(best) / kSteps;
}

std::vector<PassLine> sectionLines(const WorkPatch& patch, float angle_deg,
                                   const SectionWork& work) {
    const Rows rows = rowsOf(patch, angle_deg, work);
    const auto shortest = static_cast<int>(kShortestRun_m / kStep_m);
    const auto reach = static_cast<int>(0.5f * work.spacing_m / kStep_m + 0.5f);
    std::vector<std::uint8_t> left = rows.open;
    std::vector<Run> runs;
    for (const int row : evenRows(rows, work.spacing_m)) {
        for (const Run& run : runsOf(rows, row, shortest)) {
            cover(left, rows, run, reach);
            runs.push_back(run);
        }
    }
    const auto least = static_cast<int>(kGapArea_m2 / (kStep_m * kStep_m));
    for (std::size_t i = 0; i < kMostExtras; ++i) {
        const auto [run, gain] = bestExtra(rows, left, reach, shortest);
        if (gain < least) {
            break;
        }
        cover(left, rows, run, reach);
        runs.push_back(run);
    }
    std::stable_sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
        return a.row != b.row ? a.row < b.row : a.from < b.from;
    });
    std::vector<PassLine> lines;
    bool backwards = false;
    for (std::size_t i = 0; i < runs.size();) {
        std::size_t end = i;
        while (end < runs.size() && runs[end].row == runs[i].row) {
            ++end;
        }
        for (std::size_t k = i; k < end; ++k) {
            const Run& run = runs[backwards ? end - 1 - (k - i) : k];
            PassLine line{rows.place(run.row, run.from), rows.place(run.row, run.to)};
            if (backwards) {
                std::swap(line.from_m, line.to_m);
            }
            lines.push_back(line);
        }
        backwards = !backwards;
        i = end;
    }
    return lines;
}

std::vector<glm::vec2> stampPlaces(const WorkPatch& patch, float angle_deg,
                                   const SectionWork& work) {
    const Rows rows = rowsOf(patch, angle_deg, work);
    std::vector<glm::vec2> places;
    const float rowHeight_m = 0.8660254f * work.spacing_m;
    bool odd = false;
    for (float t = rows.low_m; t < -rows.low_m; t += rowHeight_m) {
        std::vector<glm::vec2> row;
        for (float s = rows.low_m + (odd ? 0.5f * work.spacing_m : 0.0f); s < -rows.low_m;
             s += work.spacing_m) {
            const glm::vec2 place = rows.along * s + rows.across * t;
            if (worked(patch, place, work)) {
                row.push_back(place);
            }
        }
        if (odd) {
            std::reverse(row.begin(), row.end());
        }
        places.insert(places.end(), row.begin(), row.end());
        odd = !odd;
    }
    return places;
}

std::vector<glm::vec2> dabPlaces(const WorkPatch& patch, float radius_m) {
    constexpr float kCoarse_m = 0.002f;
    constexpr std::size_t kMost = 12;
    std::vector<glm::vec2> left;
    forPlaces(patch, kCoarse_m, [&](glm::vec2 uv) {
        if (patch.clearance_m(uv) > 0.0f) {
            left.push_back(uv);
        }
    });
    std::vector<glm::vec2> dabs;
    const std::vector<glm::vec2> all = left;
    while (!left.empty() && dabs.size() < kMost) {
        glm::vec2 best = all.front();
        std::size_t most = 0;
        for (const glm::vec2 place : all) {
            const auto reached = static_cast<std::size_t>(
                std::count_if(left.begin(), left.end(), [&](glm::vec2 other) {
                    return glm::distance(place, other) <= radius_m;
                }));
            if (reached > most) {
                most = reached;
                best = place;
            }
        }
        if (most * 50 < all.size()) {
            break; // a corner of less than two hundredths
        }
        dabs.push_back(best);
        std::erase_if(left,
                      [&](glm::vec2 other) { return glm::distance(best, other) <= radius_m; });
    }
    return dabs;
}

std::vector<std::vector<glm::vec2>> rimWays(const WorkPatch& patch, const WayField& field,
                                            float away_m) {
    std::vector<std::vector<glm::vec2>> ways;
    if (!field) {
        return ways;
    }
    forPlaces(patch, 0.001f, [&](glm::vec2 uv) {
        const float off_m = field(uv) - away_m;
        if (off_m < 0.0f || off_m > 0.001f || patch.clearance_m(uv) < 0.001f) {
            return;
        }
        for (const auto& way : ways) {
            for (const glm::vec2 at : way) {
                if (glm::distance(at, uv) < 0.003f) {
                    return; // on a way that is known
                }
            }
        }
        const glm::vec2 start = uv - off_m * gradient(field, uv);
        std::vector<glm::vec2> way = followRim(patch, field, start, away_m, -1.0f);
        std::reverse(way.begin(), way.end());
        way.push_back(start);
        if (glm::distance(way.front(), start) > 0.0025f || way.size() < 5) { // else all round
            const std::vector<glm::vec2> rest = followRim(patch, field, start, away_m, 1.0f);
            way.insert(way.end(), rest.begin(), rest.end());
        }
        ways.push_back(std::move(way));
    });
    std::erase_if(ways, [](const auto& way) { return way.size() < 5; });
    std::stable_sort(ways.begin(), ways.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return ways;
}

std::vector<PassLine> lineIntoOrbit(const WorkPatch& patch, float near_m, float beyond_m) {
    if (!patch.orbit_m) {
        return {};
    }
    glm::vec2 nearest{0.0f};
    float least_m = near_m;
    forPlaces(patch, 0.001f, [&](glm::vec2 uv) {
        if (patch.clearance_m(uv) >= 0.001f && patch.orbit_m(uv) < least_m) {
            least_m = patch.orbit_m(uv);
            nearest = uv;
        }
    });
    if (least_m >= near_m) {
        return {};
    }
    const glm::vec2 out = gradient(patch.orbit_m, nearest);
    glm::vec2 start = nearest;
    while (glm::distance(start, nearest) < 0.008f &&
           patch.clearance_m(start + 0.0005f * out) >= 0.001f) {
        start += 0.0005f * out;
    }
    return {{start, nearest - out * (least_m + beyond_m)}};
}

} // namespace stipple::input
