#include "engine/scene/input_devices_file.h"

#include "engine/input/mouse_pen.h"
#include "engine/input/scripted_pen.h"
#include "tests/support/data_text.h"
#include "tests/support/flat_model.h"
#include "training/app/exercise_loader.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stipple::app {
namespace {

constexpr const char* kFile = "scenes/input_devices.toml";

scene::InputDevice deviceOf(const std::string& id) {
    const auto parsed = scene::parseInputDevices(test::dataText(kFile), kFile);
    EXPECT_TRUE(parsed) << parsed.error().text;
    const auto at = std::find_if(parsed->begin(), parsed->end(),
                                 [&](const auto& device) { return device.id == id; });
    EXPECT_NE(at, parsed->end()) << id;
    return *at;
}

TEST(InputDevices, TheMouseIsAsGoodAsItsDataSays) {
    const scene::InputDevice data = deviceOf("mouse");
    constexpr float kPixel_m = 0.0003f;
    const sim::InputTraits mouse = input::MousePen(kPixel_m).traits();
    EXPECT_EQ(mouse.name, "mouse");
    EXPECT_NEAR(mouse.positionSigma_m, *data.positionSigma_px * kPixel_m, 1e-8f);
    // what is not measured has no number, and is not scored
    EXPECT_EQ(mouse.measuresTilt, data.tiltSigma_rad.has_value());
    EXPECT_EQ(mouse.measuresForce, data.forceSigma_N.has_value());
}

TEST(InputDevices, AScriptIsAsGoodAsItsDataSays) {
    const scene::InputDevice data = deviceOf("scripted");
    const auto exercise = loadExercise(test::dataRoot(), "training/lessons/pad_first_passes.toml");
    ASSERT_TRUE(exercise) << exercise.error().text;
    const auto pen = input::makeScriptedPen("expert", 1, workSurfaceOf(*exercise));
    ASSERT_TRUE(pen) << pen.error().text;
    const sim::InputTraits script = (*pen)->traits();
    EXPECT_EQ(script.name.rfind("scripted", 0), 0U);
    EXPECT_NEAR(script.positionSigma_m, *data.positionSigma_m, 1e-9f);
    EXPECT_NEAR(script.tiltSigma_rad, *data.tiltSigma_rad, 1e-6f);
    EXPECT_NEAR(script.forceSigma_N, *data.forceSigma_N, 1e-6f);
}

TEST(InputDevices, WrongDataIsToldWithFileAndLine) {
    const std::string text =
        test::changed(test::dataText(kFile), "kind", "id = \"scripted\"", "id = \"mouse\"");
    const auto parsed = scene::parseInputDevices(text, kFile);
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().text.find("is there twice"), std::string::npos) << parsed.error().text;
    EXPECT_NE(parsed.error().text.find(kFile), std::string::npos);
}

} // namespace
} // namespace stipple::app
