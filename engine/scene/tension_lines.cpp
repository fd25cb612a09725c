#include "engine/scene/anatomy_sheet.h"
#include "engine/scene/patient_parts.h"
#include "engine/sim/skin_pull.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <map>

namespace stipple::scene {

namespace {

/// A landmark on a patient: on the left and on the right, the same twice in the middle.
struct Anchor {
    glm::vec3 left_m{0.0F}, right_m{0.0F};

    [[nodiscard]] glm::vec3 nearer(const glm::vec3& place_m) const {
        const glm::vec3 left = left_m - place_m, right = right_m - place_m;
        return glm::dot(left, left) <= glm::dot(right, right) ? left_m : right_m;
    }
};
using Anchors = std::map<std::string, Anchor, std::less<>>;

/// Whether the lines of a region name a landmark, bare or with its side.
bool named(const AnatomyRegion& region, const Landmark& landmark) {
    const auto& of = region.lines.of;
    return std::any_of(of.begin(), of.end(), [&](const std::string& name) {
        return name == landmark.id || name == landmark.id + "_l" || name == landmark.id + "_r";
    });
}

/// Only the landmarks that lines name: to find one takes a look at every triangle.
Anatomy withNamedOnly(const Anatomy& anatomy) {
    Anatomy out;
    out.file = anatomy.file;
    for (const Landmark& landmark : anatomy.landmarks) {
        if (std::any_of(anatomy.regions.begin(), anatomy.regions.end(),
                        [&](const AnatomyRegion& region) { return named(region, landmark); })) {
            out.landmarks.push_back(landmark);
        }
    }
    return out;
}

Result<Anchors> anchorsOf(const Anatomy& anatomy, const BodyPart& part, const sim::SkinMesh& mesh) {
    const Anatomy wanted = withNamedOnly(anatomy);
    Anchors anchors;
    if (wanted.landmarks.empty()) {
        return anchors;
    }
    const NeutralBody body = neutralBody(part);
    const Result<PlacedLandmarks> placed = placeLandmarks(wanted, body);
    if (!placed) {
        return placed.error();
    }
    const auto onPatient = [&mesh](const PlaceOnPart& place) {
        return sim::positionAt(mesh, {place.triangle, place.barycentric});
    };
    for (std::size_t i = 0; i < wanted.landmarks.size(); ++i) {
        const Anchor anchor{onPatient(placed->places[i].left), onPatient(placed->places[i].right)};
        const std::string& id = wanted.landmarks[i].id;
        anchors[id] = anchor;
        anchors[id + "_l"] = {anchor.left_m, anchor.left_m};
        anchors[id + "_r"] = {anchor.right_m, anchor.right_m};
    }
    return anchors;
}

/// Middle of the landmarks that the lines name, on the side of a place.
glm::vec3 middleOf(const TensionLines& lines, const Anchors& anchors, const glm::vec3& place_m) {
    glm::vec3 sum_m(0.0F);
    for (const std::string& name : lines.of) {
        sum_m += anchors.at(name).nearer(place_m);
    }
    return sum_m / static_cast<float>(lines.of.size());
}

std::uint8_t directionAt(const TensionLines& lines, const Anchors& anchors,
                         const glm::vec3& place_m, const glm::vec3& normal) {
    const sim::SkinAxes axes = sim::skinAxes(normal);
    switch (lines.run) {
    case TensionLines::Run::Across:
        return sim::kAcrossSkin_deg;
    case TensionLines::Run::Along:
        return sim::kAlongSkin_deg;
    case TensionLines::Run::Parallel:
        return sim::directionOf_deg(axes, anchors.at(lines.of[1]).nearer(place_m) -
                                              anchors.at(lines.of[0]).nearer(place_m));
    case TensionLines::Run::Around:
        return sim::directionOf_deg(
            axes, glm::cross(normal, place_m - middleOf(lines, anchors, place_m)));
    case TensionLines::Run::Away:
        return sim::directionOf_deg(axes, place_m - middleOf(lines, anchors, place_m));
    case TensionLines::Run::Unknown:
        break;
    }
    return sim::kNoDirection;
}

} // namespace

Result<std::vector<std::uint8_t>> tensionLines(const Anatomy& anatomy,
                                               const PaintedAnatomy& painted, const BodyPart& part,
                                               const sim::SkinMesh& mesh) {
    const Result<Anchors> anchors = anchorsOf(anatomy, part, mesh);
    if (!anchors) {
        return anchors.error();
    }
    // told once for a triangle and region: a triangle has some thirty cells
    std::vector<std::uint8_t> lastRegion(mesh.triangles.size(), kNoCell);
    std::vector<std::uint8_t> lastLines(mesh.triangles.size(), sim::kNoDirection);
    std::vector<std::uint8_t> out(painted.region.size(), sim::kNoDirection);
    const glm::vec2 middle(1.0F / 3.0F);
    for (std::size_t texel = 0; texel < out.size(); ++texel) {
        const std::uint8_t region = painted.region[texel];
        if (region >= anatomy.regions.size()) {
            continue;
        }
        const std::uint32_t triangle = part.cells.triangle[texel];
        if (lastRegion[triangle] != region) {
            const sim::SkinPoint at{triangle, middle};
            lastRegion[triangle] = region;
            lastLines[triangle] = directionAt(anatomy.regions[region].lines, *anchors,
                                              sim::positionAt(mesh, at), sim::normalAt(mesh, at));
        }
        out[texel] = lastLines[triangle];
    }
    return out;
}

} // namespace stipple::scene
