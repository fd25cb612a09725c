#include "tests/golden/golden_picture.h"
#include "tests/golden/shown_patient.h"
#include "tests/gpu/small_pad.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

using test::ShownPatient;

/// The people are fetched, not kept with the project: skips without them, in CI fails.
#define STIPPLE_SHOW_PATIENT(person, id)                                                           \
    std::string personReason;                                                                      \
    const std::unique_ptr<ShownPatient> person = test::showPatient(id, personReason);              \
    if (!person) {                                                                                 \
        if (test::deviceIsRequired()) {                                                            \
            FAIL() << personReason;                                                                \
        }                                                                                          \
        GTEST_SKIP() << personReason;                                                              \
    }

gpu::Picture draw(const gpu::Device& device, const render::StaticScene& fixed,
                  const render::RenderScene& scene, const render::OrbitCamera& camera) {
    Result<render::Renderer> renderer = render::Renderer::create(device, fixed);
    Result<render::FrameOutput> output = render::FrameOutput::create(device);
    STIPPLE_ASSERT(renderer.ok() && output.ok(), "the renderer starts");
    return test::drawOnce(*output, *renderer, test::kGoldenSize,
                          render::viewOf(camera, test::kGoldenAspect), scene);
}

render::OrbitCamera atArmsLength(float azimuth_rad, float elevation_rad) {
    return {.target_m = {0.0f, 0.04f, -0.03f},
            .distance_m = 0.45f,
            .azimuth_rad = azimuth_rad,
            .elevation_rad = elevation_rad,
            .fieldOfView_rad = 0.55f};
}

/// Of a treated cheek.
render::OrbitCamera closeTo(const glm::vec3& place_m) {
    return {.target_m = place_m,
            .distance_m = 0.08f,
            .azimuth_rad = 0.25f,
            .elevation_rad = 1.0f,
            .fieldOfView_rad = 0.55f};
}

TEST(GoldenPeople, LightSkinFromTheChair) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "woman_34_fine_lines")
    test::compareWithGolden("woman_34_front", draw(*device, person->fixed(), person->scene(),
                                                   atArmsLength(0.0f, 1.2f)));
}

TEST(GoldenPeople, DarkSkinFromTheChair) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "man_41_keloid")
    test::compareWithGolden(
        "man_41_front", draw(*device, person->fixed(), person->scene(), atArmsLength(0.0f, 1.2f)));
}

TEST(GoldenPeople, OldFaceFromTheSide) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "woman_75_deep_lines")
    test::compareWithGolden(
        "woman_75_side", draw(*device, person->fixed(), person->scene(), atArmsLength(0.9f, 0.6f)));
}

TEST(GoldenPeople, TreatedCheekOfLightSkinClose) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "woman_34_fine_lines")
    const std::uint32_t cheek = person->cellAt(0.035f, 0.0f);
    person->treatAround(cheek, 0.012f);
    test::compareWithGolden("woman_34_treated",
                            draw(*device, person->fixed(), person->scene(),
                                 closeTo(person->built.model->cells.position_m[cheek])));
}

TEST(GoldenPeople, TreatedCheekOfDarkSkinClose) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "man_41_keloid")
    const std::uint32_t cheek = person->cellAt(0.035f, 0.0f);
    person->treatAround(cheek, 0.012f);
    test::compareWithGolden("man_41_treated",
                            draw(*device, person->fixed(), person->scene(),
                                 closeTo(person->built.model->cells.position_m[cheek])));
}

// Pen seated, two gloved fingers beside it that stretch the skin.
TEST(GoldenPeople, SupportHandBesideThePen) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "woman_34_fine_lines")
    const sim::SkinCells& cells = person->built.model->cells;
    const std::uint32_t cheek = person->cellAt(0.035f, 0.0f);
    const glm::vec3 place = cells.position_m[cheek], normal = cells.normal[cheek];
    render::RenderScene scene = person->scene();
    scene.penLook.visible = true;
    scene.pen.tip_m = place - 0.0006f * normal;
    scene.pen.shaft = normal;
    scene.pen.orientation = sim::orientationAlong(normal);
    scene.dent = {place, normal, 0.0006f, scene.penLook.plateRadius_m};
    scene.supportHand_pct = 10.0f;
    render::OrbitCamera camera = closeTo(place);
    camera.distance_m = 0.20f;
    camera.elevation_rad = 0.7f;
    test::compareWithGolden("woman_34_support_hand", draw(*device, person->fixed(), scene, camera));
}

TEST(GoldenPeople, ZonesPaintedOver) {
    STIPPLE_OPEN_LAVAPIPE(device)
    STIPPLE_SHOW_PATIENT(person, "man_27_acne_scars")
    render::StaticScene fixed = person->fixed();
    const std::vector<std::uint8_t> paint = scene::zonePaint(*person->built.model);
    fixed.regions.region = paint;
    test::compareWithGolden("man_27_zones",
                            draw(*device, fixed, person->scene(), atArmsLength(0.5f, 0.9f)));
}

} // namespace
} // namespace stipple
