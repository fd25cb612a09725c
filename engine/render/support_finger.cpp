#include "engine/render/support_finger.h"

#include "engine/render/tool_materials.h"
#include "engine/render/unorm8.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::render {
namespace {

constexpr float kMilli = 0.001f, kDegree = 0.0174533f;
constexpr std::uint32_t kSides = 22;
constexpr float kPressed_mm = 0.8f;
constexpr float kEndJoint_mm = 22.0f, kKnuckle_mm = 44.5f; // along the finger from its tip
constexpr float kFadeFrom_mm = 54.0f, kGone_mm = 80.0f;

/// A cut across the finger: half its width, and from its middle line to the nail's side and to the
/// pad's; how light the stretched glove is there on the nail's side. Millimetres.
struct Cut {
    float s, width, over, under, light;
};

// a tip with the step at the end of the nail and the fold behind it, a waist after each joint; over
// a bent joint the glove is tight and pale, inside the bend and behind the nail it creases
constexpr std::array<Cut, 29> kCuts{
    Cut{0.4f, 2.4f, 1.9f, 1.9f, 1.00f},  Cut{1.2f, 4.1f, 3.2f, 3.4f, 1.00f},
    Cut{2.2f, 5.3f, 3.9f, 4.6f, 0.96f},  Cut{3.0f, 5.9f, 4.8f, 5.1f, 1.12f},
    Cut{5.2f, 6.8f, 5.1f, 5.9f, 1.10f},  Cut{8.0f, 7.3f, 5.3f, 6.3f, 1.08f},
    Cut{10.8f, 7.5f, 5.4f, 6.4f, 1.06f}, Cut{12.6f, 7.5f, 5.2f, 6.3f, 0.95f},
    Cut{14.2f, 7.5f, 5.7f, 6.2f, 1.00f}, Cut{17.0f, 7.4f, 5.9f, 5.9f, 1.00f},
    Cut{19.4f, 7.5f, 6.2f, 5.5f, 0.99f}, Cut{20.8f, 7.6f, 6.05f, 5.2f, 0.96f},
    Cut{22.0f, 7.7f, 6.3f, 4.7f, 1.03f}, Cut{23.3f, 7.7f, 6.1f, 5.2f, 0.96f},
    Cut{25.0f, 7.5f, 6.2f, 6.0f, 0.98f}, Cut{28.5f, 7.3f, 6.0f, 6.6f, 1.00f},
    Cut{32.5f, 7.4f, 6.1f, 6.7f, 1.00f}, Cut{36.5f, 7.9f, 6.6f, 6.4f, 1.00f},
    Cut{39.5f, 8.4f, 7.2f, 5.8f, 1.02f}, Cut{41.8f, 8.8f, 7.7f, 5.2f, 1.10f},
    Cut{43.6f, 9.0f, 8.0f, 4.6f, 1.20f}, Cut{45.4f, 9.0f, 8.0f, 4.6f, 1.20f},
    Cut{47.2f, 8.8f, 7.6f, 5.4f, 1.08f}, Cut{50.0f, 8.4f, 7.1f, 6.6f, 0.97f},
    Cut{54.0f, 8.1f, 6.8f, 7.5f, 1.00f}, Cut{59.0f, 8.1f, 6.8f, 7.9f, 1.00f},
    Cut{65.0f, 8.4f, 7.0f, 8.0f, 1.00f}, Cut{72.0f, 8.9f, 7.3f, 8.1f, 1.00f},
    Cut{80.0f, 9.4f, 7.7f, 8.2f, 1.00f}};

/// Rise of the middle line over the skin at a length from the tip: flat on its pad, steep to the
/// knuckle, and over it towards the hand.
float riseAt(float s) {
    const float last = glm::smoothstep(kEndJoint_mm - 4.0f, kEndJoint_mm + 4.0f, s);
    const float knuckle = glm::smoothstep(kKnuckle_mm - 5.0f, kKnuckle_mm + 5.0f, s);
    return kDegree * (14.0f + 24.0f * last - 46.0f * knuckle);
}

/// Soft ripples of a glove that is a little too large, away from where it is tight.
float rippleAt(float s, float angle) {
    const float loose =
        glm::smoothstep(24.0f, 30.0f, s) * (1.0f - glm::smoothstep(37.0f, 41.0f, s)) +
        glm::smoothstep(48.0f, 54.0f, s);
    return 0.16f * loose * std::sin(3.0f * angle + 0.55f * s) * std::cos(angle - 0.21f * s);
}

/// A place on a cut, in the finger's own plane, mm.
glm::vec2 outlineAt(const Cut& cut, float angle) {
    const float c = std::cos(angle), d = std::sin(angle);
    // the nail's side is flatter than round
    const float flat = 0.35f * (1.0f - glm::smoothstep(8.0f, 20.0f, cut.s));
    const float up = d > 0.0f ? cut.over * std::pow(d, 1.0f - flat) : cut.under * d;
    return glm::vec2(cut.width * c, up) * (1.0f + rippleAt(cut.s, angle) / cut.width);
}

void addCorner(SolidMesh& mesh, const glm::vec3& place_mm, float s, float light) {
    SolidVertex corner;
    corner.position_m = place_mm * kMilli;
    const float left = std::clamp((kGone_mm - s) / (kGone_mm - kFadeFrom_mm), 0.0f, 1.0f);
    for (std::size_t i = 0; i < 3; ++i) {
        corner.colour[i] = unorm8(kGlove.colour[i] * light);
    }
    corner.colour[3] = unorm8(left * left * (3.0f - 2.0f * left));
    corner.surface = {unorm8(kGlove.roughness), 0, unorm8(kGlove.scatter), 0};
    mesh.vertices.push_back(corner);
}

/// Normals from the triangles about each corner.
void addNormals(SolidMesh& mesh) {
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        SolidVertex &a = mesh.vertices[mesh.indices[i]], &b = mesh.vertices[mesh.indices[i + 1]],
                    &c = mesh.vertices[mesh.indices[i + 2]];
        const glm::vec3 normal =
            glm::cross(b.position_m - a.position_m, c.position_m - a.position_m);
        for (SolidVertex* corner : {&a, &b, &c}) {
            corner->normal += normal;
        }
    }
    for (SolidVertex& corner : mesh.vertices) {
        corner.normal = glm::normalize(corner.normal);
    }
}

/// Moves the finger so that its lowest place is pressed in at the origin.
void seat(SolidMesh& mesh) {
    glm::vec3 lowest(0.0f, 1.0f, 0.0f);
    for (const SolidVertex& corner : mesh.vertices) {
        lowest = corner.position_m.y < lowest.y ? corner.position_m : lowest;
    }
    for (SolidVertex& corner : mesh.vertices) {
        corner.position_m -= glm::vec3(0.0f, lowest.y + kPressed_mm * kMilli, lowest.z);
    }
}

} // namespace

SolidMesh gloveFinger() {
    SolidMesh mesh;
    constexpr float kStep_mm = 0.1f;
    glm::vec2 line(0.0f); // up and along, of the middle line
    float gone_mm = 0.0f;
    addCorner(mesh, {0.0f, 0.0f, 0.0f}, 0.0f, 1.0f);
    for (const Cut& cut : kCuts) {
        for (; gone_mm < cut.s; gone_mm += kStep_mm) {
            const float rise = riseAt(gone_mm);
            line += kStep_mm * glm::vec2(std::sin(rise), std::cos(rise));
        }
        const float c = std::cos(riseAt(cut.s)), d = std::sin(riseAt(cut.s));
        const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
        for (std::uint32_t side = 0; side < kSides; ++side) {
            const float angle = 6.2831853f * static_cast<float>(side) / float{kSides};
            const glm::vec2 at = outlineAt(cut, angle);
            // pale on the nail's side, darker where the glove creases below
            const float over = std::pow(std::max(std::sin(angle), 0.0f), 1.5f);
            const float under = 0.80f + 0.20f * std::min(cut.under / 6.0f, 1.0f);
            addCorner(mesh, {at.x, line.x + at.y * c, line.y - at.y * d}, cut.s,
                      glm::mix(under, cut.light, over));
        }
        for (std::uint32_t side = 0; side < kSides; ++side) {
            const std::uint32_t a = first + side, b = first + (side + 1) % kSides;
            if (first == 1) {
                mesh.indices.insert(mesh.indices.end(), {0, b, a});
            } else {
                mesh.indices.insert(mesh.indices.end(),
                                    {a - kSides, b - kSides, a, a, b - kSides, b});
            }
        }
    }
    addNormals(mesh);
    seat(mesh);
    return mesh;
}

} // namespace stipple::render
