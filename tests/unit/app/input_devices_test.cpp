#include "engine/scene/input_devices_file.h"

#include "engine/input/mouse_pen.h"
#include "engine/input/scripted_pen.h"
#include "tests/support/data_text.h"
#include "training/app/exercise_loader.h"

#include <gtest/gtest.h>

namespace stipple::app {
namespace {

constexpr const char* kFile = "scenes/input_devices.toml";

scene::InputDevices shipped() {
    const auto parsed = scene::parseInputDevices(test::dataText(kFile), kFile);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return *parsed;
}

TEST(InputDevices, TheMouseIsAsGoodAsItsDataSays) {
    constexpr float kPixel_m = 0.0003f;
    const sim::InputTraits mouse = input::MousePen(kPixel_m).traits();
    EXPECT_EQ(mouse.name, "mouse");
    EXPECT_NEAR(mouse.positionSigma_m, shipped().mousePosition_px * kPixel_m, 1e-8f);
    // what is not measured has no number, and is not scored
    EXPECT_FALSE(mouse.measuresTilt);
    EXPECT_FALSE(mouse.measuresForce);
}

TEST(InputDevices, AScriptIsAsGoodAsItsDataSays) {
    const auto exercise = loadExercise(test::dataRoot(), "training/lessons/pad_first_passes.toml");
    ASSERT_TRUE(exercise) << exercise.error().text;
    const auto pen = input::makeScriptedPen("expert", 1, workSurfaceOf(*exercise));
    ASSERT_TRUE(pen) << pen.error().text;
    const sim::InputTraits script = (*pen)->traits();
    const scene::InputDevices data = shipped();
    EXPECT_EQ(script.name.rfind("scripted", 0), 0U);
    EXPECT_NEAR(script.positionSigma_m, data.scriptPosition_m, 1e-9f);
    EXPECT_NEAR(script.tiltSigma_rad, data.scriptTilt_rad, 1e-6f);
    EXPECT_NEAR(script.forceSigma_N, data.scriptForce_N, 1e-6f);
}

TEST(InputDevices, WrongDataIsToldWithFileAndLine) {
    const std::string text =
        test::changed(test::dataText(kFile), "[scripted]", "unit = \"N\"", "unit = \"kN\"");
    const auto parsed = scene::parseInputDevices(text, kFile);
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().text.find("kN"), std::string::npos) << parsed.error().text;
    EXPECT_NE(parsed.error().text.find(kFile), std::string::npos);
}

} // namespace
} // namespace stipple::app
