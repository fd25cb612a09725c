#include "engine/sim/pen_contact.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>

namespace stipple::sim {

namespace {

/// Share of the plate's radius at which the normal is sampled: half of the area lies inside.
constexpr float kNormalRing = 0.7f;

/// A foot that the tip is pressed into by less than this, or hovers above by less than that, is
/// followed: the skin about it has not been left.
constexpr float kPressed_m = 0.002f, kLifted_m = 0.0003f;
/// Other skin must be nearer than the followed one by this to be jumped to.
constexpr float kNearer_m = 0.0002f;
/// Skin faces the pen when its normal lies within 78 degrees of the shaft.
constexpr float kFacingCos = 0.2f;
/// The search looks into boxes of these half sides, one after another.
constexpr std::array<float, 4> kSearch_m{0.0025f, 0.005f, 0.010f, kNearSkin_m};
/// Skin cannot be more curved than this under a plate: its rim falls by half the radius.
constexpr float kMostFall = 0.5f;

struct Foot {
    SkinPoint point;
    glm::vec3 position_m{0.0f};
    float distance_m = 0.0f;
};

std::optional<Foot> nearFoot(const SkinMesh& mesh, const SkinWalk& walk, const glm::vec3& tip_m) {
    if (!walk.arrived) {
        return std::nullopt;
    }
    Foot foot{walk.point, positionAt(mesh, walk.point)};
    foot.distance_m = glm::distance(tip_m, foot.position_m);
    return foot.distance_m > kNearSkin_m ? std::nullopt : std::optional<Foot>(foot);
}

/// The nearest point of the skin that faces the pen, within `radius_m` of the tip. The lowest
/// triangle of equals.
std::optional<Foot> nearestFacing(const SimModel& model, const PenPose& pose, float radius_m) {
    std::vector<std::uint32_t> around;
    const glm::vec3 reach_m(radius_m);
    model.collider.trianglesIn(pose.tip_m - reach_m, pose.tip_m + reach_m, around);
    std::optional<Foot> best;
    for (const std::uint32_t triangle : around) {
        const SkinPoint point = nearestOn(model.mesh, triangle, pose.tip_m);
        const glm::vec3 at_m = positionAt(model.mesh, point);
        const float distance_m = glm::distance(pose.tip_m, at_m);
        if (distance_m <= (best ? best->distance_m : radius_m) &&
            (!best || distance_m < best->distance_m) &&
            glm::dot(normalAt(model.mesh, point), pose.shaft) > kFacingCos) {
            best = Foot{point, at_m, distance_m};
        }
    }
    return best;
}

/// The same in growing boxes up to `radius_m`: near skin is found among few triangles.
std::optional<Foot> searchFacing(const SimModel& model, const PenPose& pose, float radius_m) {
    for (const float box_m : kSearch_m) {
        const float within_m = std::min(box_m, radius_m);
        if (std::optional<Foot> found = nearestFacing(model, pose, within_m)) {
            return found;
        }
        if (within_m == radius_m) {
            break;
        }
    }
    return std::nullopt;
}

/// The skin under the tip: a short walk from last tick's triangle while that stays near and faces
/// the pen; else whatever is nearest, so that no fold keeps the foot behind.
std::optional<Foot> findFoot(const SimModel& model, const PenPose& pose, std::uint32_t start) {
    const std::optional<Foot> walked =
        nearFoot(model.mesh, walkTo(model.mesh, start, pose.tip_m), pose.tip_m);
    bool facing = false;
    if (walked) {
        const glm::vec3 normal = normalAt(model.mesh, walked->point);
        facing = glm::dot(normal, pose.shaft) > kFacingCos;
        const bool lifted = glm::dot(pose.tip_m - walked->position_m, normal) > 0.0f;
        if (facing && walked->distance_m <= (lifted ? kLifted_m : kPressed_m)) {
            return walked;
        }
    }
    const float nearer_m = facing ? walked->distance_m - kNearer_m : kNearSkin_m;
    const std::optional<Foot> found = searchFacing(model, pose, nearer_m);
    if (!found) {
        return walked;
    }
    // a walk from there tells the skin from its cut edge, beside which there is none
    return nearFoot(model.mesh, walkTo(model.mesh, found->point.triangle, pose.tip_m), pose.tip_m);
}

/// Some unit vector across `normal`.
glm::vec3 acrossOf(const glm::vec3& normal) {
    const glm::vec3 axis =
        normal.x * normal.x < 0.5f ? glm::vec3(1.0f, 0.0f, 0.0f) : glm::vec3(0.0f, 0.0f, 1.0f);
    return glm::normalize(glm::cross(normal, axis));
}

/// The lie of the skin under the plate.
struct SkinLie {
    glm::vec3 normal{0.0f, 1.0f, 0.0f};
    float curvature_perM = 0.0f;
};

SkinLie lieOf(const SkinMesh& mesh, const Foot& foot, float plateRadius_m) {
    const glm::vec3 centre = normalAt(mesh, foot.point);
    const glm::vec3 u = acrossOf(centre);
    const glm::vec3 v = glm::cross(centre, u);
    const float ring_m = kNormalRing * plateRadius_m;
    glm::vec3 sum = centre;
    float curvature = 0.0f, ways = 0.0f;
    for (const glm::vec3& way : {u, v, -u, -v}) {
        const SkinWalk walk = walkTo(mesh, foot.point.triangle, foot.position_m + way * ring_m);
        if (walk.arrived) {
            const glm::vec3 normal = normalAt(mesh, walk.point);
            sum += normal;
            // on a sphere normals differ by the chord over the radius
            const glm::vec3 chord_m = positionAt(mesh, walk.point) - foot.position_m;
            const float square_m2 = glm::dot(chord_m, chord_m);
            if (square_m2 > 0.0f) {
                curvature += glm::dot(normal - centre, chord_m) / square_m2;
                ways += 1.0f;
            }
        }
    }
    const float most = 2.0f * kMostFall / plateRadius_m;
    return {glm::dot(sum, centre) > 0.0f ? glm::normalize(sum) : centre,
            ways > 0.0f ? std::clamp(curvature / ways, -most, most) : 0.0f};
}

} // namespace

float skinFall_m(const NeedlingParameters& needling, float curvature_perM, float away_m) {
    const float fall_m = 0.5f * curvature_perM * away_m * away_m;
    const float followed_m = needling.skinConformity_m;
    return fall_m > followed_m    ? fall_m - followed_m
           : fall_m < -followed_m ? fall_m + followed_m
                                  : 0.0f;
}

const TissueStack& tissueOf(const SimModel& model, std::uint8_t zone) {
    return model.zones[zone < model.zones.size() ? zone : 0U].tissue;
}

PenContact contactOf(const SimModel& model, const PenDevice& pen, const PenPose& pose,
                     std::uint32_t start, const SkinPull& pull) {
    PenContact contact;
    const std::optional<Foot> foot = pose.tracked ? findFoot(model, pose, start) : std::nullopt;
    if (!foot) {
        return contact;
    }
    contact.nearSkin = true;
    contact.point = foot->point;
    contact.point_m = foot->position_m;
    const SkinLie lie = lieOf(model.mesh, *foot, pen.plateRadius_m);
    contact.normal = lie.normal;
    contact.curvature_perM = lie.curvature_perM;
    contact.cell = cellAt(model.cells, model.mesh, foot->point);
    const std::uint8_t zone = model.cells.zone[contact.cell];
    contact.zone = zone < model.zones.size() ? zone : kNoZone;
    contact.gap_m = glm::dot(pose.tip_m - contact.point_m, contact.normal);
    const glm::vec3 turned = glm::cross(contact.normal, pose.shaft);
    const double sinTilt = fixedSqrt(static_cast<double>(glm::dot(turned, turned)));
    const auto cosTilt = static_cast<double>(glm::dot(contact.normal, pose.shaft));
    contact.tilt_rad = static_cast<float>(fixedAtan2(sinTilt, cosTilt));
    contact.plate = readPlate(
        model.plates, plateSite(model, pen, contact.cell, pull),
        platePose(pen, contact.gap_m, static_cast<float>(sinTilt), contact.curvature_perM));
    contact.indentation_m = static_cast<float>(contact.plate.flatPress_m);
    contact.touching = contact.indentation_m > 0.0f;
    contact.contactRadius_m = static_cast<float>(contact.plate.touchedRadius_m);
    contact.force_N = static_cast<float>(contact.plate.force_N);
    return contact;
}

} // namespace stipple::sim
