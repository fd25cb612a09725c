#include "engine/render/support_hand.h"

#include "engine/render/skin_textures.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace stipple::render {
namespace {

/// The place on the pad nearest to x, z.
glm::vec3 skinPlace(const sim::SkinMesh& mesh, glm::vec2 xz) {
    glm::vec3 best(xz.x, 0.0f, xz.y);
    float least = 1e9f;
    for (const glm::vec3& place : mesh.positions_m) {
        const glm::vec2 off = glm::vec2(place.x, place.z) - xz;
        const float distance = glm::length(off);
        if (distance < least) {
            least = distance;
            best.y = place.y;
        }
    }
    return best;
}

/// A finger that lies on the skin at `tip` and comes from the viewer's side, raised by about 25
/// degrees.
glm::mat4 fingerAt(const glm::vec3& tip, float side) {
    const glm::vec3 along = glm::normalize(glm::vec3(side * 0.35f, 0.42f, 0.85f));
    const glm::vec3 across = glm::normalize(glm::cross(glm::vec3(0.0f, 1.0f, 0.0f), along));
    const glm::vec3 up = glm::cross(along, across);
    glm::mat4 model(1.0f);
    model[0] = glm::vec4(across, 0.0f);
    model[1] = glm::vec4(up, 0.0f);
    model[2] = glm::vec4(along, 0.0f);
    model[3] = glm::vec4(tip + glm::vec3(0.0f, 0.0030f, 0.0f), 1.0f);
    return model;
}

} // namespace

std::vector<glm::mat4> supportFingers(const StaticScene& fixed, const RenderScene& scene) {
    if (scene.supportHand_pct <= 0.0f || fixed.mesh->positions_m.empty() ||
        fixed.person != nullptr) {
        return {};
    }
    const glm::vec2 pen(scene.pen.tip_m.x, scene.pen.tip_m.z);
    const glm::vec2 atlas_m = atlasSize_m(*fixed.cells);
    glm::vec2 centre = pen, half(0.018f);
    float least = 1e9f;
    for (const PrintedPatch& patch : fixed.patches) {
        const glm::vec2 middle = (0.5f * (patch.uvLow + patch.uvHigh) - 0.5f) * atlas_m;
        const float distance = glm::length(middle - pen);
        if (distance < least) {
            least = distance;
            centre = middle;
            half = 0.5f * (patch.uvHigh - patch.uvLow) * atlas_m;
        }
    }
    // the harder the stretch, the farther apart
    const float spread = 0.6f * half.x + 0.0002f * std::min(scene.supportHand_pct, 20.0f);
    std::vector<glm::mat4> fingers;
    for (const float side : {-1.0f, 1.0f}) {
        fingers.push_back(fingerAt(
            skinPlace(*fixed.mesh, {centre.x + side * spread, centre.y + half.y + 0.0085f}), side));
    }
    return fingers;
}

namespace {

constexpr float kLeash_m = 0.012f;  // that the pen goes before it draws the hand along
constexpr float kBeside_m = 0.026f; // from there to the fingertips: clear of pen and plate
constexpr float kApart = 0.62f;     // sideways share of the way to a fingertip
constexpr float kSoft_m = 0.005f;   // skin that a fingertip levels out
constexpr float kLost_m = 0.016f;   // no skin nearer than this: over the edge

/// A place on the skin with its normal, smooth over what a fingertip covers.
struct Rest {
    glm::vec3 place_m{0.0f}, normal{0.0f};
};

std::optional<Rest> restAt(const sim::SkinMesh& mesh, const glm::vec3& wish_m,
                           const glm::vec3& normal) {
    glm::vec3 place(0.0f), up(0.0f);
    float weights = 0.0f;
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        const glm::vec3 off = mesh.positions_m[i] - wish_m;
        const float square = glm::dot(off, off);
        // not the other side of an ear or a lip
        if (square > kLost_m * kLost_m || glm::dot(mesh.normals[i], normal) < 0.2f) {
            continue;
        }
        const float weight = std::exp(-0.5f * square / (kSoft_m * kSoft_m));
        place += mesh.positions_m[i] * weight;
        up += mesh.normals[i] * weight;
        weights += weight;
    }
    if (weights <= 0.0f) {
        return std::nullopt;
    }
    place /= weights;
    up = glm::normalize(up);
    // the mean lies beside the wish where corners are sparse: go along the skin to it
    const glm::vec3 off = wish_m - place;
    return Rest{place + off - up * glm::dot(off, up), up};
}

glm::vec3 alongSkin(const glm::vec3& way, const glm::vec3& normal) {
    const glm::vec3 flat = way - normal * glm::dot(way, normal);
    const float length = glm::length(flat);
    if (length > 1e-3f) {
        return flat / length;
    }
    return glm::normalize(glm::cross(normal, glm::vec3(1.0f, 0.0f, 0.0f)));
}

} // namespace

std::vector<glm::mat4> SupportHand::lay(const sim::SkinMesh& mesh, const RenderScene& scene) {
    if (scene.supportHand_pct <= 0.0f) {
        placed_ = false;
        towards_ = glm::vec3(0.0f);
        return {};
    }
    const bool touching = scene.dent.depth_m > 0.0f;
    if (touching || scene.landing.radius_m > 0.0f) {
        const glm::vec3 pen_m = touching ? scene.dent.centre_m : scene.landing.centre_m;
        const glm::vec3 back = placed_ ? middle_m_ - pen_m : glm::vec3(0.0f);
        const float away_m = glm::length(back);
        middle_m_ = away_m > kLeash_m ? pen_m + back * (kLeash_m / away_m) : pen_m + back;
        normal_ = touching ? scene.dent.normal : scene.landing.normal;
        pull_ = scene.supportPull;
        placed_ = true;
    }
    std::vector<glm::mat4> fingers;
    const std::optional<Rest> middle =
        placed_ ? restAt(mesh, middle_m_, normal_) : std::optional<Rest>();
    if (!middle) {
        return fingers;
    }
    // towards the side of the body on which the pen is, and the crown; without a jump in the middle
    const float side = std::clamp(middle->place_m.x / 0.02f, -1.0f, 1.0f);
    glm::vec3 towards = alongSkin({side, 0.0f, -0.75f}, middle->normal);
    if (glm::dot(pull_, pull_) > 0.0f) {
        const glm::vec3 beside = glm::cross(alongSkin(pull_, middle->normal), middle->normal);
        // on the side on which it was, unless the other one is clearly nearer
        // rather over the side of a face than over its nose and mouth
        const glm::vec3 outward = alongSkin({side, 0.0f, -0.3f}, middle->normal);
        const float share = glm::dot(beside, outward), stays = glm::dot(beside, towards_);
        const bool other = std::abs(share) > 0.25f || stays == 0.0f ? share < 0.0f : stays < 0.0f;
        towards = other ? -beside : beside;
        towards_ = towards;
    }
    const glm::vec3 across = glm::cross(middle->normal, towards);
    // the harder the stretch, the farther apart
    const float apart = kApart + 0.004f * std::min(scene.supportHand_pct, 25.0f);
    for (const float end : {-1.0f, 1.0f}) {
        const glm::vec3 way = glm::normalize(towards + across * (end * apart));
        const std::optional<Rest> rest =
            restAt(mesh, middle->place_m + way * kBeside_m, middle->normal);
        if (!rest) {
            continue;
        }
        // both come from one hand
        const glm::vec3 along = alongSkin(towards - across * (0.10f * end), rest->normal);
        glm::mat4 model(1.0f);
        model[0] = glm::vec4(glm::cross(rest->normal, along), 0.0f);
        model[1] = glm::vec4(rest->normal, 0.0f);
        model[2] = glm::vec4(along, 0.0f);
        model[3] = glm::vec4(rest->place_m, 1.0f);
        fingers.push_back(model);
    }
    return fingers;
}

} // namespace stipple::render
