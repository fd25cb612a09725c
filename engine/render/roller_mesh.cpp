#include "engine/render/roller_mesh.h"

#include "engine/render/tool_materials.h"

#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/vec3.hpp>

#include <cmath>

namespace stipple::render {
namespace {

constexpr Material kDrum{
    .colour = {0.100f, 0.115f, 0.130f, 1.0f}, .roughness = 0.45f, .scatter = 0.3f};
constexpr Material kDrumNeedle{
    .colour = {0.86f, 0.87f, 0.88f, 1.0f}, .roughness = 0.25f, .metal = 0.4f};

constexpr float kForkGap_m = 0.0014f, kForkThick_m = 0.0019f; ///< beside the drum; half width
/// From the drum's middle to the fork's bridge, over the drum's radius.
constexpr float kBridge = 1.45f;
constexpr float kHandle_m = 0.120f;               ///< clinical.md 4: a handle of 12 cm
const glm::vec3 kLean(0.0f, -0.57358f, 0.81915f); ///< of the handle: 35 degrees back

/// A body of revolution whose rings run along `direction` (unit) from `from_m`.
void addAlong(SolidMesh& mesh, std::span<const Ring> rings, std::uint32_t sides,
              const glm::vec3& from_m, const glm::vec3& direction) {
    const glm::vec3 other =
        std::abs(direction.x) < 0.7f ? glm::vec3(1.0f, 0.0f, 0.0f) : glm::vec3(0.0f, 1.0f, 0.0f);
    const glm::vec3 x = glm::normalize(other - direction * glm::dot(other, direction));
    const glm::mat3 turn(x, glm::cross(direction, x), direction);
    const std::size_t first = mesh.vertices.size();
    addTurned(mesh, rings, sides);
    for (std::size_t i = first; i < mesh.vertices.size(); ++i) {
        mesh.vertices[i].position_m = from_m + turn * mesh.vertices[i].position_m;
        mesh.vertices[i].normal = turn * mesh.vertices[i].normal;
    }
}

/// A round rod with flat ends.
void addRod(SolidMesh& mesh, const glm::vec3& from_m, const glm::vec3& to_m, float radius_m,
            const Material& material) {
    const float length_m = glm::distance(from_m, to_m);
    const std::array rod{Ring{0.0f, 0.0f, material}, Ring{radius_m, 0.0f, material},
                         Ring{radius_m, length_m, material}, Ring{0.0f, length_m, material}};
    addAlong(mesh, rod, 14, from_m, (to_m - from_m) / length_m);
}

} // namespace

SolidMesh rollerHandle(const PenLook& look) {
    SolidMesh mesh;
    const glm::vec3 middle_m(0.0f, 0.0f, look.drumRadius_m);
    const glm::vec3 bridge_m = middle_m + kLean * (kBridge * look.drumRadius_m);
    const float arm_m = 0.5f * look.drumWidth_m + kForkGap_m + kForkThick_m;
    for (const float side : {-1.0f, 1.0f}) {
        const glm::vec3 aside_m(side * arm_m, 0.0f, 0.0f);
        addRod(mesh, middle_m + aside_m - kLean * 0.004f, bridge_m + aside_m + kLean * 0.0019f,
               kForkThick_m, kWhite);
        addRod(mesh, middle_m + aside_m * 0.8f, middle_m + aside_m * 1.16f, 0.0034f, kAccent);
    }
    const glm::vec3 end_m(arm_m, 0.0f, 0.0f);
    addRod(mesh, bridge_m - end_m, bridge_m + end_m, kForkThick_m, kWhite);
    const std::array handle{Ring{0.0f, 0.0f, kWhite},      Ring{0.0042f, 0.0005f, kWhite},
                            Ring{0.0046f, 0.012f, kWhite}, Ring{0.0066f, 0.020f, kAccent},
                            Ring{0.0070f, 0.023f, kGrip},  Ring{0.0082f, 0.040f, kGrip},
                            Ring{0.0076f, 0.058f, kGrip},  Ring{0.0080f, 0.064f, kAccent},
                            Ring{0.0082f, 0.067f, kWhite}, Ring{0.0086f, 0.090f, kWhite},
                            Ring{0.0080f, 0.110f, kWhite}, Ring{0.0052f, 0.118f, kWhite},
                            Ring{0.0f, kHandle_m, kWhite}};
    addAlong(mesh, handle, 26, bridge_m, kLean);
    return mesh;
}

SolidMesh rollerDrum(const PenLook& look) {
    SolidMesh mesh;
    const float r = look.drumRadius_m, half = 0.5f * look.drumWidth_m;
    const glm::vec3 axis(1.0f, 0.0f, 0.0f);
    const std::array drum{Ring{0.0f, 0.0f, kDrum},
                          Ring{0.92f * r, 0.0f, kDrum},
                          Ring{r, 0.04f * r, kDrum},
                          Ring{r, 2.0f * half - 0.04f * r, kDrum},
                          Ring{0.92f * r, 2.0f * half, kDrum},
                          Ring{0.0f, 2.0f * half, kDrum}};
    addAlong(mesh, drum, 48, -axis * half, axis);
    const float thick_m = 0.5f * look.needleDiameter_m;
    const std::array needle{Ring{thick_m, -0.0002f, kDrumNeedle},
                            Ring{thick_m, 0.4f * look.needleOut_m, kDrumNeedle},
                            Ring{0.0f, look.needleOut_m, kDrumNeedle}};
    for (const glm::vec2& place_m : look.needles_m) {
        // place.y on the unrolled drum: the row that comes to the bottom after so much way
        const float ahead = place_m.y / r;
        const glm::vec3 out(0.0f, std::sin(ahead), -std::cos(ahead));
        addAlong(mesh, needle, 5, axis * place_m.x + out * r, out);
    }
    return mesh;
}

glm::mat4 rollerDrumModel(const PenLook& look) {
    const glm::mat4 up = glm::translate(glm::mat4(1.0f), glm::vec3(0.0f, 0.0f, look.drumRadius_m));
    // rolling towards +Y takes the bottom to -Y
    return glm::rotate(up, -look.drumAngle_rad, glm::vec3(1.0f, 0.0f, 0.0f));
}

} // namespace stipple::render
