#include "engine/scene/anatomy.h"

#include "engine/scene/anatomy_cells.h"
#include "engine/scene/anatomy_sheet.h"
#include "engine/sim/skin_mesh.h"

#include <cmath>

namespace stipple::scene {

namespace {

/// A ring with the region it belongs to, in the order of painting.
struct RegionRing {
    std::uint8_t region = 0;
    SheetRing ring;
};

Result<std::vector<RegionRing>> allRings(const Anatomy& anatomy, const NeutralBody& body) {
    const SheetFinder finder(body.part->skin);
    const Result<PlacedLandmarks> landmarks = placeLandmarks(anatomy, body);
    if (!landmarks) {
        return landmarks.error();
    }
    std::vector<RegionRing> out;
    for (std::size_t region = 0; region < anatomy.regions.size(); ++region) {
        Result<std::vector<SheetRing>> rings =
            drawRings(anatomy.regions[region], *landmarks, body, finder);
        if (!rings) {
            return rings.error();
        }
        for (SheetRing& ring : *rings) {
            out.push_back({static_cast<std::uint8_t>(region), std::move(ring)});
        }
    }
    return out;
}

/// Of all rings those whose box touches a triangle on the sheet, in painting order.
class RingsByTriangle {
public:
    RingsByTriangle(const BodySurface& skin, const std::vector<RegionRing>& rings) : first_(1, 0) {
        for (const auto& triangle : skin.triangles) {
            glm::dvec2 low(skin.sheet[triangle[0]]), high = low;
            for (const std::uint32_t vertex : triangle) {
                const glm::dvec2 at(skin.sheet[vertex]);
                low = {std::fmin(low.x, at.x), std::fmin(low.y, at.y)};
                high = {std::fmax(high.x, at.x), std::fmax(high.y, at.y)};
            }
            for (std::uint32_t i = 0; i < rings.size(); ++i) {
                const SheetRing& ring = rings[i].ring;
                if (ring.sheet == skin.sheetOf[triangle[0]] && ring.low.x <= high.x &&
                    ring.high.x >= low.x && ring.low.y <= high.y && ring.high.y >= low.y) {
                    rings_.push_back(i);
                }
            }
            first_.push_back(static_cast<std::uint32_t>(rings_.size()));
        }
    }

    /// The last region whose rings hold the place: later regions lie over earlier ones.
    [[nodiscard]] std::uint8_t regionAt(const std::vector<RegionRing>& rings,
                                        std::uint32_t triangle, const glm::dvec2& at) const {
        // backwards: the first ring of a region that holds the place decides, hole or not
        std::uint32_t cutOut = kElsewhere; // region that this place is cut out of
        for (std::uint32_t i = first_[triangle + 1]; i-- > first_[triangle];) {
            const RegionRing& candidate = rings[rings_[i]];
            if (candidate.region == cutOut || !inside(candidate.ring, at)) {
                continue;
            }
            if (!candidate.ring.hole) {
                return candidate.region;
            }
            cutOut = candidate.region;
        }
        return kElsewhere;
    }

private:
    std::vector<std::uint32_t> first_, rings_;
};

Status checkTissues(const Anatomy& anatomy, const BodyPart& part,
                    const std::map<std::string, sim::SkinZone>& tissues) {
    if (anatomy.part != part.id) {
        return fail("{}: is about the part '{}', not '{}'", anatomy.file, anatomy.part, part.id);
    }
    if (tissues.count(anatomy.elsewhere) == 0) {
        return fail("{}: the tissue '{}' of the skin elsewhere is not in the tissues", anatomy.file,
                    anatomy.elsewhere);
    }
    for (const AnatomyRegion& region : anatomy.regions) {
        if (tissues.count(region.tissue) == 0) {
            return fail("{}: the tissue '{}' of region '{}' is not in the tissues", anatomy.file,
                        region.tissue, region.id);
        }
    }
    return Done{};
}

} // namespace

Result<PaintedAnatomy> paintAnatomy(const Anatomy& anatomy, const BodyPart& part,
                                    const std::map<std::string, sim::SkinZone>& tissues) {
    if (Status status = checkTissues(anatomy, part, tissues); !status) {
        return status.error();
    }
    const NeutralBody body = neutralBody(part);
    const Result<std::vector<RegionRing>> rings = allRings(anatomy, body);
    if (!rings) {
        return rings.error();
    }
    const BodySurface& skin = part.skin;
    const RingsByTriangle near(skin, *rings);
    PaintedAnatomy painted;
    painted.region.assign(part.cells.triangle.size(), kNoCell);
    for (std::size_t texel = 0; texel < painted.region.size(); ++texel) {
        const std::uint32_t triangle = part.cells.triangle[texel];
        if (triangle == sim::kNone) {
            continue;
        }
        const auto& corner = skin.triangles[triangle];
        const CellWeights weights = cellWeights(part.cells, texel);
        const glm::dvec2 at = weights.a * glm::dvec2(skin.sheet[corner[0]]) +
                              weights.b * glm::dvec2(skin.sheet[corner[1]]) +
                              weights.c * glm::dvec2(skin.sheet[corner[2]]);
        painted.region[texel] = near.regionAt(*rings, triangle, at);
    }
    blendThickness(anatomy, part, tissues, body.points_m, painted);
    return painted;
}

} // namespace stipple::scene
