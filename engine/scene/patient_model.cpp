#include "engine/scene/patient_parts.h"
#include "engine/sim/skin_walk.h"

#include <glm/common.hpp>

namespace stipple::scene {

namespace {

/// From the upright body to the skin frame of a person who lies on the back.
glm::vec3 lying(const glm::vec3& body) {
    return {body.x, body.z, -body.y};
}

/// A surface on a morphed body, in the skin frame.
sim::SkinMesh meshOf(const BodySurface& surface, const std::vector<glm::vec3>& points_m,
                     const glm::vec3& origin_m) {
    const std::vector<glm::vec3> normals = surfaceNormals(surface, points_m);
    sim::SkinMesh mesh;
    mesh.positions_m.reserve(surface.point.size());
    mesh.normals.reserve(surface.point.size());
    for (const std::uint32_t point : surface.point) {
        mesh.positions_m.push_back(lying(points_m[point] - origin_m));
        mesh.normals.push_back(lying(normals[point]));
    }
    mesh.uv = surface.atlas;
    mesh.uv.resize(surface.point.size(), glm::vec2(0.0F)); // eyes and lashes have no atlas
    mesh.triangles = surface.triangles;
    return mesh;
}

/// Middle of the box around the points.
glm::vec3 middleOf(const std::vector<glm::vec3>& points_m) {
    glm::vec3 low = points_m.front(), high = points_m.front();
    for (const glm::vec3& point : points_m) {
        low = glm::min(low, point);
        high = glm::max(high, point);
    }
    return (low + high) * 0.5F;
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

    PatientModel out;
    const std::vector<glm::vec3> points_m = surfacePoints((*part)->skin, *cage_m);
    out.origin_m = middleOf(points_m);
    out.model = std::make_unique<sim::SimModel>();
    sim::SimModel& model = *out.model;
    model.zones = std::move(*zones);
    model.pens = std::move(pens);
    model.needling = needling;
    model.mesh = meshOf((*part)->skin, points_m, out.origin_m);
    // over the points that vertices share, so that a walk crosses the seams of the atlas
    sim::linkNeighbours(model.mesh, (*part)->skin.point);
    model.cells = patientCells(**part, model.mesh, anatomy, *painted);
    if (!(model.cells.area_m2 > 0.0F)) {
        return fail("patient '{}': the anatomy '{}' has no skin to treat", patient.id, anatomy.id);
    }

    Result<std::vector<LesionSpot>> spots = placeSpots(patient, anatomy, **part, model.mesh);
    if (!spots) {
        return spots.error();
    }
    if (Status marked = markNoGoLesions(patient, *spots, model); !marked) {
        return marked.error();
    }
    sim::finishModel(model);

    const auto drawn = [&](const BodySurface& surface) {
        return surface.point.empty()
                   ? sim::SkinMesh{}
                   : meshOf(surface, surfacePoints(surface, *cage_m), out.origin_m);
    };
    out.fineSkin = drawn((*part)->fineSkin);
    out.eyes = drawn((*part)->eyes);
    out.lashes = drawn((*part)->lashes);
    out.painted = std::move(*painted);
    out.spots = std::move(*spots);
    return out;
}

} // namespace stipple::scene
