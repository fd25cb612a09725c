#include "engine/sim/pen_contact.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/layered_compliance.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <array>

namespace stipple::sim {

namespace {

struct Strip {
    float place, weight; ///< -1..1 across the disc, share of its area
};
// Eight strips of equal width; the weight is the chord sqrt(1 - place^2) over the sum of all.
constexpr std::array<Strip, 8> kStrips{{{-0.875f, 0.0760260f},
                                        {-0.625f, 0.1225883f},
                                        {-0.375f, 0.1455788f},
                                        {-0.125f, 0.1558070f},
                                        {0.125f, 0.1558070f},
                                        {0.375f, 0.1455788f},
                                        {0.625f, 0.1225883f},
                                        {0.875f, 0.0760260f}}};

/// Share of the plate's radius at which the normal is sampled: half of the area lies inside.
constexpr float kNormalRing = 0.7f;

struct Foot {
    SkinPoint point;
    glm::vec3 position_m{0.0f};
};

std::optional<Foot> nearFoot(const SkinMesh& mesh, const SkinWalk& walk, const glm::vec3& tip_m) {
    if (!walk.arrived) {
        return std::nullopt;
    }
    Foot foot{walk.point, positionAt(mesh, walk.point)};
    const glm::vec3 away = tip_m - foot.position_m;
    if (glm::dot(away, away) > kNearSkin_m * kNearSkin_m) {
        return std::nullopt;
    }
    return foot;
}

/// The skin under the tip: a short walk from last tick's triangle, else a ray along the shaft.
std::optional<Foot> findFoot(const SimModel& model, const PenPose& pose, std::uint32_t start) {
    const std::optional<Foot> walked =
        nearFoot(model.mesh, walkTo(model.mesh, start, pose.tip_m), pose.tip_m);
    if (walked) {
        return walked;
    }
    const std::optional<RayHit> hit =
        model.collider.cast(pose.tip_m + pose.shaft * kNearSkin_m, -pose.shaft, 2.0f * kNearSkin_m);
    if (!hit) {
        return std::nullopt;
    }
    return nearFoot(model.mesh, walkTo(model.mesh, hit->point.triangle, pose.tip_m), pose.tip_m);
}

/// Some unit vector across `normal`.
glm::vec3 acrossOf(const glm::vec3& normal) {
    const glm::vec3 axis =
        normal.x * normal.x < 0.5f ? glm::vec3(1.0f, 0.0f, 0.0f) : glm::vec3(0.0f, 0.0f, 1.0f);
    return glm::normalize(glm::cross(normal, axis));
}

glm::vec3 meanNormal(const SkinMesh& mesh, const Foot& foot, float plateRadius_m) {
    const glm::vec3 centre = normalAt(mesh, foot.point);
    const glm::vec3 u = acrossOf(centre);
    const glm::vec3 v = glm::cross(centre, u);
    const float ring_m = kNormalRing * plateRadius_m;
    glm::vec3 sum = centre;
    for (const glm::vec3& way : {u, v, -u, -v}) {
        const SkinWalk walk = walkTo(mesh, foot.point.triangle, foot.position_m + way * ring_m);
        if (walk.arrived) {
            sum += normalAt(mesh, walk.point);
        }
    }
    return glm::dot(sum, centre) > 0.0f ? glm::normalize(sum) : centre;
}

} // namespace

float meanPress_m(float gap_m, float plateRadius_m, float sinTilt) {
    const float lift_m = plateRadius_m * sinTilt;
    if (gap_m >= lift_m) {
        return 0.0f;
    }
    if (gap_m <= -lift_m) {
        return -gap_m; // the whole face is below the skin
    }
    float sum_m = 0.0f;
    for (const Strip& strip : kStrips) {
        const float below_m = -(gap_m + strip.place * lift_m);
        sum_m += below_m > 0.0f ? strip.weight * below_m : 0.0f;
    }
    return sum_m;
}

const TissueStack& tissueOf(const SimModel& model, std::uint8_t zone) {
    return model.zones[zone < model.zones.size() ? zone : 0U].tissue;
}

PenContact contactOf(const SimModel& model, const PenDevice& pen, const PenPose& pose,
                     std::uint32_t start) {
    PenContact contact;
    const std::optional<Foot> foot = pose.tracked ? findFoot(model, pose, start) : std::nullopt;
    if (!foot) {
        return contact;
    }
    contact.nearSkin = true;
    contact.point = foot->point;
    contact.point_m = foot->position_m;
    contact.normal = meanNormal(model.mesh, *foot, pen.plateRadius_m);
    contact.cell = cellAt(model.cells, model.mesh, foot->point);
    const std::uint8_t zone = model.cells.zone[contact.cell];
    contact.zone = zone < model.zones.size() ? zone : kNoZone;
    contact.gap_m = glm::dot(pose.tip_m - contact.point_m, contact.normal);
    const glm::vec3 turned = glm::cross(contact.normal, pose.shaft);
    const double sinTilt = fixedSqrt(static_cast<double>(glm::dot(turned, turned)));
    const auto cosTilt = static_cast<double>(glm::dot(contact.normal, pose.shaft));
    contact.tilt_rad = static_cast<float>(fixedAtan2(sinTilt, cosTilt));
    contact.indentation_m =
        meanPress_m(contact.gap_m, pen.plateRadius_m, static_cast<float>(sinTilt));
    contact.touching = contact.indentation_m > 0.0f;
    contact.contactRadius_m = contact.touching ? pen.plateRadius_m : 0.0f;
    contact.force_N =
        plateForce_N(tissueOf(model, contact.zone), pen.plateRadius_m, contact.indentation_m);
    return contact;
}

} // namespace stipple::sim
