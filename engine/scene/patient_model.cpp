#include "engine/scene/patient_parts.h"
#include "engine/scene/shared_loop.h"
#include "engine/sim/skin_walk.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

namespace stipple::scene {

namespace {

/// Axes of the skin frame, told in the body frame.
struct Posture {
    glm::vec3 x{1.0F, 0.0F, 0.0F}, y{0.0F, 0.0F, 1.0F}, z{0.0F, -1.0F, 0.0F}; ///< on the back

    [[nodiscard]] glm::vec3 laid(const glm::vec3& body) const {
        return {glm::dot(x, body), glm::dot(y, body), glm::dot(z, body)};
    }
};

/// A hand lies with its back up and the fingers towards the viewer; all else lies as the person.
Posture postureOf(const BodyPart& part) {
    Posture posture;
    if (part.id == "hand") {
        // mean normal of the back of the neutral left hand, and from its wrist to the middle
        // knuckle
        const glm::vec3 back(0.86F, 0.51F, 0.03F), fingers(0.21F, -0.49F, 0.86F);
        posture.y = glm::normalize(back);
        posture.z = glm::normalize(fingers - posture.y * glm::dot(fingers, posture.y));
        posture.x = glm::cross(posture.y, posture.z);
    }
    return posture;
}

/// A surface on a morphed body, in the skin frame.
sim::SkinMesh meshOf(const BodySurface& surface, const std::vector<glm::vec3>& points_m,
                     const glm::vec3& origin_m, const Posture& posture) {
    const std::vector<glm::vec3> normals = surfaceNormals(surface, points_m);
    sim::SkinMesh mesh;
    mesh.positions_m.reserve(surface.point.size());
    mesh.normals.reserve(surface.point.size());
    for (const std::uint32_t point : surface.point) {
        mesh.positions_m.push_back(posture.laid(points_m[point] - origin_m));
        mesh.normals.push_back(posture.laid(normals[point]));
    }
    mesh.uv = surface.atlas;
    mesh.uv.resize(surface.point.size(), glm::vec2(0.0F)); // eyes and lashes have no atlas
    mesh.triangles = surface.triangles;
    return mesh;
}

/// Middle of the box around the points as they lie, told in the body frame.
glm::vec3 middleOf(const std::vector<glm::vec3>& points_m, const Posture& posture) {
    glm::vec3 low = posture.laid(points_m.front()), high = low;
    for (const glm::vec3& point_m : points_m) {
        const glm::vec3 laid_m = posture.laid(point_m);
        low = glm::min(low, laid_m);
        high = glm::max(high, laid_m);
    }
    const glm::vec3 middle_m = (low + high) * 0.5F;
    return posture.x * middle_m.x + posture.y * middle_m.y + posture.z * middle_m.z;
}

/// The part of the body, when it suits the patient and the anatomy.
Result<const BodyPart*> partOf(const Patient& patient, const PeopleAsset& people,
                               const Anatomy& anatomy) {
    if (anatomy.part != patient.part) {
        return fail("patient '{}' shows the part '{}', but the anatomy '{}' is of the part '{}'",
                    patient.id, patient.part, anatomy.id, anatomy.part);
    }
    const BodyPart* part = findPart(people, patient.part);
    if (part == nullptr) {
        return fail("patient '{}': the people have no part '{}'", patient.id, patient.part);
    }
    if (part->cage_m.empty() || part->skin.point.empty() || part->cells.triangle.empty()) {
        return fail("patient '{}': the part '{}' of the people has no skin", patient.id,
                    patient.part);
    }
    return part;
}

} // namespace

Result<std::vector<sim::SkinZone>>
patientZones(const Anatomy& anatomy, const std::map<std::string, sim::SkinZone>& tissues) {
    std::vector<sim::SkinZone> zones;
    const auto tissueOf = [&](const std::string& id,
                              const std::string& whose) -> Result<sim::SkinZone> {
        const auto found = tissues.find(id);
        if (found == tissues.end()) {
            return fail("anatomy '{}': the tissue '{}' of '{}' is not in the tissues", anatomy.id,
                        id, whose);
        }
        return found->second;
    };
    for (const AnatomyRegion& region : anatomy.regions) {
        Result<sim::SkinZone> zone = tissueOf(region.tissue, region.id);
        if (!zone) {
            return zone.error();
        }
        zone->id = region.id;
        zone->label = region.label;
        zone->treatable = region.use == RegionUse::Treated;
        zone->noGo = region.use == RegionUse::NoGo;
        zone->reason = region.reason;
        zones.push_back(std::move(*zone));
    }
    Result<sim::SkinZone> elsewhere = tissueOf(anatomy.elsewhere, "elsewhere");
    if (!elsewhere) {
        return elsewhere.error();
    }
    elsewhere->id = "elsewhere";
    elsewhere->label = "Outside the zones";
    elsewhere->treatable = false;
    zones.push_back(std::move(*elsewhere));
    if (zones.size() > kNoCell) {
        return fail("anatomy '{}' has {} regions, at most {}", anatomy.id, zones.size() - 1,
                    kNoCell - 1);
    }
    return zones;
}

namespace {

/// The meshes that are only drawn.
void addDrawn(const BodyPart& part, const std::vector<glm::vec3>& cage_m, const Posture& posture,
              PatientModel& out) {
    const auto drawn = [&](const BodySurface& surface) {
        return surface.point.empty()
                   ? sim::SkinMesh{}
                   : meshOf(surface, surfacePoints(surface, cage_m), out.origin_m, posture);
    };
    out.fineSkin = drawn(part.fineSkin);
    out.eyes = drawn(part.eyes);
    out.lashes = drawn(part.lashes);
}

} // namespace

Result<PatientModel> buildPatientModel(const Patient& patient, const PeopleAsset& people,
                                       const Anatomy& anatomy,
                                       const std::map<std::string, sim::SkinZone>& tissues,
                                       const sim::NeedlingParameters& needling,
                                       std::vector<sim::PenDevice> pens) {
    const Result<const BodyPart*> part = partOf(patient, people, anatomy);
    if (!part) {
        return part.error();
    }
    if (pens.empty()) {
        return fail("patient '{}': no pen is given", patient.id);
    }
    Result<std::vector<sim::SkinZone>> zones = patientZones(anatomy, tissues);
    if (!zones) {
        return zones.error();
    }
    const Result<std::vector<glm::vec3>> cage_m = morphedCage(**part, morphWeights(patient));
    if (!cage_m) {
        return fail("patient '{}': {}", patient.id, cage_m.error().text);
    }
    Result<PaintedAnatomy> painted = paintAnatomy(anatomy, **part, tissues);
    if (!painted) {
        return fail("patient '{}': {}", patient.id, painted.error().text);
    }

    const Posture posture = postureOf(**part);
    PatientModel out;
    const std::vector<glm::vec3> points_m = surfacePoints((*part)->skin, *cage_m);
    out.origin_m = middleOf(points_m, posture);
    out.model = std::make_unique<sim::SimModel>();
    sim::SimModel& model = *out.model;
    model.zones = std::move(*zones);
    model.pens = std::move(pens);
    model.needling = needling;
    model.mesh = meshOf((*part)->skin, points_m, out.origin_m, posture);
    // over the points that vertices share, so that a walk crosses the seams of the atlas
    sim::linkNeighbours(model.mesh, (*part)->skin.point);
    model.cells = patientCells(**part, model.mesh, anatomy, *painted);
    if (!(model.cells.area_m2 > 0.0F)) {
        return fail("patient '{}': the anatomy '{}' has no skin to treat", patient.id, anatomy.id);
    }

    Result<std::vector<std::uint8_t>> lines = tensionLines(anatomy, *painted, **part, model.mesh);
    if (!lines) {
        return fail("patient '{}': {}", patient.id, lines.error().text);
    }
    model.cells.lines_deg = std::move(*lines);

    Result<std::vector<LesionSpot>> spots = placeSpots(patient, anatomy, **part, model.mesh);
    if (!spots) {
        return spots.error();
    }
    if (Status marked = markNoGoLesions(patient, *spots, model); !marked) {
        return marked.error();
    }
    sim::finishModel(model, shareLoop<WorkPart>);

    addDrawn(**part, *cage_m, posture, out);
    out.painted = std::move(*painted);
    out.spots = std::move(*spots);
    return out;
}

std::vector<std::uint8_t> zonePaint(const sim::SimModel& model) {
    std::vector<std::uint8_t> paint;
    paint.reserve(model.cells.zone.size());
    for (const std::uint8_t zone : model.cells.zone) {
        if (zone >= model.zones.size()) {
            paint.push_back(zone);
            continue;
        }
        // more than a hundred zones share numbers, which is only a colour
        const bool noGo = model.zones[zone].noGo;
        paint.push_back(static_cast<std::uint8_t>(noGo ? kNoGoPaint + zone % 100 : zone % 100));
    }
    return paint;
}

} // namespace stipple::scene
