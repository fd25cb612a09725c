#include "engine/input/mouse_pen.h"

#include "engine/sim/pen_pose.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::input {
namespace {

constexpr float kHeight_m = 0.02f;

TEST(RollerInTheHand, TurnsWithTheMouseWhileRaisedAndStaysOnTheSkin) {
    MousePen pen;
    PenControls controls;
    controls.roller = true;
    controls.needle_um = 500;
    const auto move = [&](glm::vec2 from_m, glm::vec2 to_m, std::uint32_t ticks) {
        sim::PenSample sample;
        for (std::uint32_t k = 0; k < ticks; ++k) {
            const glm::vec2 here =
                from_m + (to_m - from_m) * (static_cast<float>(k) / static_cast<float>(ticks));
            pen.point({.onSkin = true,
                       .position_m = {here.x, kHeight_m, here.y},
                       .normal = {0.0f, 1.0f, 0.0f},
                       .seat_m = 0.0005f,
                       .press_m = 0.0008f},
                      controls);
            sample = pen.sample(k);
        }
        return sim::poseOf(sample).orientation * glm::vec3(0.0f, 1.0f, 0.0f);
    };
    const glm::vec3 alongX = move({-0.03f, 0.0f}, {0.03f, 0.0f}, 240);
    EXPECT_GT(std::abs(alongX.x), 0.99f);
    controls.seated = true;
    (void)move({0.03f, 0.0f}, {0.03f, 0.0f}, 120);
    const glm::vec3 held = move({0.03f, 0.0f}, {0.03f, 0.03f}, 240);
    EXPECT_GT(std::abs(held.x), 0.99f) << "it does not turn in the skin";
    controls.seated = false;
    (void)move({0.03f, 0.03f}, {0.03f, 0.03f}, 120);
    const glm::vec3 turned = move({0.03f, 0.03f}, {0.03f, -0.03f}, 240);
    EXPECT_GT(std::abs(turned.z), 0.99f);
}

} // namespace
} // namespace stipple::input
