#include "engine/input/skin_sections.h"

#include <algorithm>
#include <array>

namespace stipple::input {

namespace {

// pieces closer than this, corner to corner, are one
constexpr float kVoxel_m = 0.0015f;

struct Voxel {
    std::array<std::int32_t, 3> at{};
    std::uint32_t cell = 0;
};

bool before(const Voxel& a, const Voxel& b) {
    return a.at != b.at ? a.at < b.at : a.cell < b.cell;
}

std::int32_t floorOf(float x) {
    const auto whole = static_cast<std::int32_t>(x);
    return x < static_cast<float>(whole) ? whole - 1 : whole;
}

/// Cells grouped by what hangs together, each group in rising order; groups by their least x, y, z.
std::vector<std::vector<std::uint32_t>> pieces(const sim::SkinCells& cells,
                                               const std::vector<std::uint32_t>& of) {
    std::vector<Voxel> voxels;
    voxels.reserve(of.size());
    for (const std::uint32_t cell : of) {
        const glm::vec3 at = cells.position_m[cell] / kVoxel_m;
        voxels.push_back({{floorOf(at.x), floorOf(at.y), floorOf(at.z)}, cell});
    }
    std::sort(voxels.begin(), voxels.end(), before);
    std::vector<std::uint32_t> first; // of the cells of one box
    for (std::uint32_t i = 0; i < voxels.size(); ++i) {
        if (i == 0 || voxels[i].at != voxels[i - 1].at) {
            first.push_back(i);
        }
    }
    const auto find = [&](const std::array<std::int32_t, 3>& at) {
        const auto place =
            std::lower_bound(first.begin(), first.end(), at,
                             [&](std::uint32_t i, const std::array<std::int32_t, 3>& key) {
                                 return voxels[i].at < key;
                             });
        const bool here = place != first.end() && voxels[*place].at == at;
        return here ? static_cast<std::size_t>(place - first.begin()) : first.size();
    };
    std::vector<std::vector<std::uint32_t>> groups;
    std::vector<std::uint8_t> seen(first.size(), 0);
    std::vector<std::size_t> open;
    for (std::size_t start = 0; start < first.size(); ++start) {
        if (seen[start] != 0) {
            continue;
        }
        std::vector<std::uint32_t> group;
        seen[start] = 1;
        open.assign(1, start);
        for (std::size_t i = 0; i < open.size(); ++i) {
            const std::array<std::int32_t, 3> at = voxels[first[open[i]]].at;
            const std::uint32_t end = open[i] + 1 < first.size()
                                          ? first[open[i] + 1]
                                          : static_cast<std::uint32_t>(voxels.size());
            for (std::uint32_t k = first[open[i]]; k < end; ++k) {
                group.push_back(voxels[k].cell);
            }
            for (std::int32_t n = 0; n < 27; ++n) {
                const std::size_t next =
                    find({at[0] + n % 3 - 1, at[1] + n / 3 % 3 - 1, at[2] + n / 9 - 1});
                if (next < first.size() && seen[next] == 0) {
                    seen[next] = 1;
                    open.push_back(next);
                }
            }
        }
        std::sort(group.begin(), group.end());
        groups.push_back(std::move(group));
    }
    return groups;
}

float areaOf(const sim::SkinCells& cells, std::uint32_t cell) {
    return cells.areas_m2.empty() ? cells.area_m2 : cells.areas_m2[cell];
}

void split(const sim::SimModel& model, std::uint8_t zone, const std::vector<std::uint32_t>& of,
           const SectionSizes& sizes, std::vector<SkinSection>& out) {
    const sim::SkinCells& cells = model.cells;
    for (const std::vector<std::uint32_t>& piece : pieces(cells, of)) {
        glm::vec3 low = cells.position_m[piece.front()];
        glm::vec3 high = low;
        glm::vec3 sum{0.0f};
        float area_m2 = 0.0f;
        for (const std::uint32_t cell : piece) {
            const glm::vec3& at = cells.position_m[cell];
            for (int k = 0; k < 3; ++k) {
                low[k] = std::min(low[k], at[k]);
                high[k] = std::max(high[k], at[k]);
            }
            sum += at;
            area_m2 += areaOf(cells, cell);
        }
        if (area_m2 < sizes.least_m2) {
            continue;
        }
        const glm::vec3 size = high - low;
        const int axis = size.x >= size.y && size.x >= size.z ? 0 : (size.y >= size.z ? 1 : 2);
        if (size[axis] <= sizes.most_m) {
            out.push_back({.zone = zone,
                           .cells = piece,
                           .middle_m = sum / static_cast<float>(piece.size()),
                           .area_m2 = area_m2});
            continue;
        }
        const auto parts =
            std::max(std::size_t{2}, static_cast<std::size_t>(size[axis] / sizes.wanted_m + 0.5f));
        std::vector<std::vector<std::uint32_t>> slabs(parts);
        for (const std::uint32_t cell : piece) {
            const float share = (cells.position_m[cell][axis] - low[axis]) / size[axis];
            const auto slab = static_cast<std::size_t>(share * static_cast<float>(parts));
            slabs[std::min(slab, parts - 1)].push_back(cell);
        }
        for (const std::vector<std::uint32_t>& slab : slabs) {
            split(model, zone, slab, sizes, out);
        }
    }
}

} // namespace

std::vector<SkinSection> sectionsOf(const sim::SimModel& model, std::span<const std::uint8_t> zones,
                                    const SectionSizes& sizes) {
    std::vector<SkinSection> sections;
    for (const std::uint8_t zone : zones) {
        std::vector<std::uint32_t> cells;
        for (std::uint32_t i = 0; i < model.cells.zone.size(); ++i) {
            if (model.cells.zone[i] == zone) {
                cells.push_back(i);
            }
        }
        split(model, zone, cells, sizes, sections);
    }
    return sections;
}

std::vector<std::uint16_t> sectionOfCells(const sim::SimModel& model,
                                          const std::vector<SkinSection>& sections) {
    std::vector<std::uint16_t> of(model.cells.zone.size(), kNoSection);
    for (std::size_t i = 0; i < sections.size(); ++i) {
        for (const std::uint32_t cell : sections[i].cells) {
            of[cell] = static_cast<std::uint16_t>(i);
        }
    }
    return of;
}

std::uint32_t cellUnder(const sim::SimModel& model, const sim::SkinPoint& point) {
    const std::uint32_t cell = sim::cellAt(model.cells, model.mesh, point);
    if (model.cells.zone[cell] == sim::kOffSkin && !model.cells.source.empty() &&
        model.cells.source[cell] != sim::kNone) {
        return model.cells.source[cell];
    }
    return cell;
}

} // namespace stipple::input
