#include "engine/render/pen_mesh.h"

#include "engine/render/tool_materials.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr std::uint32_t kSides = 32;
constexpr Material kSteel{.colour = {0.72f, 0.73f, 0.74f, 1.0f}, .roughness = 0.22f, .metal = 1.0f};
constexpr Material kPlate{
    .colour = {0.66f, 0.70f, 0.73f, 1.0f}, .roughness = 0.35f, .scatter = 0.5f};
constexpr Material kShell{.colour = {0.80f, 0.88f, 0.92f, 0.10f}, .roughness = 0.15f};
constexpr Material kCarrier{
    .colour = {0.80f, 0.82f, 0.84f, 1.0f}, .roughness = 0.4f, .scatter = 0.4f, .moves = true};
constexpr Material kNeedle{
    .colour = {0.86f, 0.87f, 0.88f, 1.0f}, .roughness = 0.20f, .metal = 1.0f, .moves = true};

constexpr float kShellTop_m = 0.0150f, kShellTopRadius_m = 0.0074f;
constexpr float kTipRest_m = 0.0003f; // needle tips behind the plate's face when drawn back
constexpr float kCarrier_m = 0.0046f; // lower face of the carrier when drawn back

/// Leans what was added from `first` on: all of it at the tip, nothing at the carrier.
void leanNeedle(SolidMesh& mesh, std::size_t first, const BentLook& bent) {
    for (std::size_t k = first; k < mesh.vertices.size(); ++k) {
        glm::vec3& at_m = mesh.vertices[k].position_m;
        const float share = (kCarrier_m - at_m.z) / (kCarrier_m - kTipRest_m);
        at_m += glm::vec3(bent.aside_m, bent.higher_m) * share;
    }
}

} // namespace

SolidMesh penBody(float plateRadius_m) {
    const float r = plateRadius_m;
    SolidMesh mesh;
    // the ring that rests on the skin
    const std::array plate{Ring{r * 0.70f, 0.0016f, kPlate}, Ring{r * 0.70f, 0.0002f, kPlate},
                           Ring{r * 0.76f, 0.0f, kPlate},    Ring{r * 0.95f, 0.0f, kPlate},
                           Ring{r, 0.0003f, kPlate},         Ring{r, 0.0013f, kPlate},
                           Ring{r * 0.985f, 0.0016f, kPlate}};
    addTurned(mesh, plate, kSides);
    const std::array body{Ring{0.0f, 0.0142f, kGrip},      Ring{0.0070f, 0.0142f, kGrip},
                          Ring{0.0078f, 0.0146f, kWhite},  Ring{0.0084f, 0.0160f, kWhite},
                          Ring{0.0086f, 0.0196f, kAccent}, Ring{0.0087f, 0.0208f, kWhite},
                          Ring{0.0090f, 0.0235f, kGrip},   Ring{0.0093f, 0.0290f, kGrip},
                          Ring{0.0092f, 0.0380f, kGrip},   Ring{0.0096f, 0.0500f, kGrip},
                          Ring{0.0100f, 0.0560f, kSteel},  Ring{0.0101f, 0.0580f, kWhite},
                          Ring{0.0103f, 0.0700f, kWhite},  Ring{0.0102f, 0.0950f, kWhite},
                          Ring{0.0098f, 0.1180f, kSteel},  Ring{0.0097f, 0.1195f, kWhite},
                          Ring{0.0093f, 0.1300f, kWhite},  Ring{0.0080f, 0.1350f, kWhite},
                          Ring{0.0052f, 0.1378f, kWhite},  Ring{0.0f, 0.1388f, kWhite}};
    addTurned(mesh, body, kSides);
    return mesh;
}

SolidMesh penShell(float plateRadius_m) {
    const float r = plateRadius_m;
    SolidMesh mesh;
    const std::array shell{Ring{r * 0.985f, 0.0016f, kShell}, Ring{r * 1.02f, 0.0050f, kShell},
                           Ring{std::min(r * 1.25f, kShellTopRadius_m), 0.0085f, kShell},
                           Ring{kShellTopRadius_m * 0.95f, 0.0120f, kShell},
                           Ring{kShellTopRadius_m, kShellTop_m, kShell}};
    addTurned(mesh, shell, kSides);
    return mesh;
}

SolidMesh penNeedles(std::span<const glm::vec2> needles_m, float diameter_m, const BentLook& bent) {
    SolidMesh mesh;
    float reach = 0.0012f;
    const float radius = 0.5f * diameter_m;
    for (std::size_t number = 0; number < needles_m.size(); ++number) {
        const glm::vec2& place = needles_m[number];
        const std::size_t first = mesh.vertices.size();
        reach = std::max(reach, glm::length(place) + diameter_m);
        const std::array needle{Ring{0.0f, kTipRest_m, kNeedle},
                                Ring{radius, kTipRest_m + 5.0f * diameter_m, kNeedle},
                                Ring{radius, kCarrier_m, kNeedle}};
        addTurned(mesh, needle, 6, glm::vec3(place, 0.0f));
        if (number == bent.needle) {
            leanNeedle(mesh, first, bent);
        }
    }
    const std::array carrier{Ring{0.0f, kCarrier_m, kCarrier}, Ring{reach, kCarrier_m, kCarrier},
                             Ring{reach, kCarrier_m + 0.0016f, kCarrier},
                             Ring{0.0012f, kCarrier_m + 0.0018f, kCarrier},
                             Ring{0.0012f, 0.0175f, kCarrier}};
    addTurned(mesh, carrier, 16);
    return mesh;
}

SolidMesh fingertip() {
    SolidMesh mesh;
    // round at the tip, one knuckle long, and gone before it could hide anything
    constexpr std::array<glm::vec2, 10> kProfile{
        glm::vec2(0.0f, 0.0f),       glm::vec2(0.0016f, 0.0002f), glm::vec2(0.0032f, 0.0010f),
        glm::vec2(0.0047f, 0.0026f), glm::vec2(0.0057f, 0.0050f), glm::vec2(0.0061f, 0.0078f),
        glm::vec2(0.0062f, 0.0105f), glm::vec2(0.0062f, 0.0130f), glm::vec2(0.0061f, 0.0155f),
        glm::vec2(0.0060f, 0.0180f)};
    std::array<Ring, kProfile.size()> finger;
    for (std::size_t i = 0; i < kProfile.size(); ++i) {
        finger[i] = {kProfile[i].x, kProfile[i].y, kGlove};
    }
    addTurned(mesh, finger, 18);
    for (SolidVertex& corner : mesh.vertices) {
        const float left = std::clamp((0.0180f - corner.position_m.z) / 0.0120f, 0.0f, 1.0f);
        corner.colour[3] = static_cast<std::uint8_t>(left * left * (3.0f - 2.0f * left) * 255.0f);
    }
    return mesh;
}

SolidMesh landingMark() {
    constexpr std::uint32_t kSteps = 48;
    const std::array<std::uint8_t, 4> ink{120, 255, 235, 235};
    SolidMesh mesh;
    const auto corner = [&](float x, float y) {
        mesh.vertices.push_back({.position_m = {x, 0.0f, y},
                                 .normal = {0.0f, 1.0f, 0.0f},
                                 .colour = ink,
                                 .surface = {}});
    };
    const auto quad = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
        mesh.indices.insert(mesh.indices.end(), {a, b, c, c, b, d});
    };
    for (std::uint32_t i = 0; i <= kSteps; ++i) {
        const float angle = 6.2831853f * static_cast<float>(i) / static_cast<float>(kSteps);
        corner(std::cos(angle), std::sin(angle));
        corner(0.93f * std::cos(angle), 0.93f * std::sin(angle));
        if (i > 0) {
            quad(2 * i - 2, 2 * i - 1, 2 * i, 2 * i + 1);
        }
    }
    for (const bool upright : {false, true}) {
        const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
        constexpr float kLong = 0.30f, kThin = 0.03f;
        for (const float x : {-1.0f, 1.0f}) {
            for (const float y : {-1.0f, 1.0f}) {
                upright ? corner(x * kThin, y * kLong) : corner(x * kLong, y * kThin);
            }
        }
        quad(first, first + 1, first + 2, first + 3);
    }
    return mesh;
}

} // namespace stipple::render
