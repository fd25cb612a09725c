#include "engine/input/mouse_pen.h"

#include "engine/sim/pen_pose.h"

#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace stipple {
namespace {

using input::MousePen;
using input::PenControls;
using input::PointerTarget;

// a patch at y = 20 mm; 0.5 mm of dent for the normal force, 0.8 mm for the raised one
PointerTarget targetAt(float x_m) {
    return {.onSkin = true,
            .position_m = {x_m, 0.020f, 0.0f},
            .normal = {0.0f, 1.0f, 0.0f},
            .seat_m = 0.0005f,
            .press_m = 0.0008f};
}

PenControls workingControls() {
    PenControls controls;
    controls.seated = true;
    controls.motor = true;
    controls.needle_um = 500;
    controls.strokeRate_dHz = 1000;
    return controls;
}

std::int32_t heightAfter(MousePen& pen, int ticks) {
    std::int32_t height = 0;
    for (int tick = 0; tick < ticks; ++tick) {
        height = pen.sample(static_cast<std::uint32_t>(tick)).tip_um[1];
    }
    return height;
}

TEST(MousePen, IsLostUntilThePointerMeetsTheSkin) {
    MousePen pen;
    EXPECT_EQ(pen.sample(0).tracking, sim::Tracking::Lost);
    pen.point(targetAt(0.0f), PenControls{});
    EXPECT_EQ(pen.sample(1).tracking, sim::Tracking::Good);
}

TEST(MousePen, FloatsSixMillimetresAboveAndSeatsInATenthOfASecondOrTwo) {
    MousePen pen;
    pen.point(targetAt(0.0f), PenControls{});
    // 20 mm of skin and 6 mm of air
    EXPECT_NEAR(heightAfter(pen, 60), 26000, 5);
    pen.point(targetAt(0.0f), workingControls());
    // after 0.15 s (36 ticks) within 0.1 mm of the seated height of 19.5 mm
    EXPECT_NEAR(heightAfter(pen, 36), 19500, 100);
    EXPECT_NEAR(heightAfter(pen, 120), 19500, 2);
    PenControls harder = workingControls();
    harder.pressHarder = true;
    pen.point(targetAt(0.0f), harder);
    EXPECT_NEAR(heightAfter(pen, 120), 19200, 2);
    // and up again as fast
    PenControls raised = workingControls();
    raised.seated = false;
    pen.point(targetAt(0.0f), raised);
    EXPECT_NEAR(heightAfter(pen, 36), 26000, 100);
}

TEST(MousePen, NeverSinksBelowWhatWasAsked) {
    // critically damped: it comes down without passing its goal
    MousePen pen;
    pen.point(targetAt(0.0f), PenControls{});
    (void)pen.sample(0);
    pen.point(targetAt(0.0f), workingControls());
    std::int32_t lowest = 1000000;
    for (std::uint32_t tick = 1; tick < 480; ++tick) {
        lowest = std::min(lowest, pen.sample(tick).tip_um[1]);
    }
    EXPECT_GE(lowest, 19499);
}

TEST(MousePen, TwentyFivePointsASecondBecomeSmoothMotion) {
    // the hand moves at 20 mm/s; the picture tells it 25 times a second: 0.8 mm every 9.6 ticks,
    // taken as 0.8 mm every 10 ticks, which is 19.2 mm/s or 80 um a tick
    MousePen pen;
    float x_m = 0.0f;
    std::vector<std::int32_t> steps;
    std::int32_t last = 0;
    for (std::uint32_t tick = 0; tick < 480; ++tick) {
        if (tick % 10 == 0) {
            x_m += 0.0008f;
            pen.point(targetAt(x_m), workingControls());
        }
        const std::int32_t now = pen.sample(tick).tip_um[0];
        if (tick >= 240) {
            steps.push_back(now - last);
        }
        last = now;
    }
    // unfiltered it would be 800 um once and 0 nine times
    const auto [least, most] = std::minmax_element(steps.begin(), steps.end());
    EXPECT_GE(*least, 68);
    EXPECT_LE(*most, 92);
    // it lags 2/30 s behind: 19.2 mm/s x 67 ms = 1.3 mm, less what the staircase is ahead
    EXPECT_NEAR(static_cast<double>(x_m) * 1e6 - last, 1280.0, 500.0);
}

TEST(MousePen, TiltLeansTheShaftAboutTheTip) {
    MousePen pen;
    PenControls controls = workingControls();
    controls.tilt_deg = 30.0f;
    controls.tiltAzimuth_deg = 0.0f;
    pen.point(targetAt(0.01f), controls);
    sim::PenSample sample;
    for (std::uint32_t tick = 0; tick < 480; ++tick) {
        sample = pen.sample(tick);
    }
    // sin 30 = 0.5 along +x, cos 30 = 0.866 up; the tip stays where it was
    const glm::vec3 shaft = sim::poseOf(sample).shaft;
    EXPECT_NEAR(shaft.x, 0.5f, 1e-3f);
    EXPECT_NEAR(shaft.y, 0.8660f, 1e-3f);
    EXPECT_NEAR(shaft.z, 0.0f, 1e-3f);
    EXPECT_NEAR(sample.tip_um[0], 10000, 2);
    EXPECT_NEAR(sample.tip_um[1], 19500, 2);

    // a quarter turn further it leans towards the viewer, +z
    controls.tiltAzimuth_deg = 90.0f;
    pen.point(targetAt(0.01f), controls);
    for (std::uint32_t tick = 0; tick < 480; ++tick) {
        sample = pen.sample(tick);
    }
    EXPECT_NEAR(sim::poseOf(sample).shaft.z, 0.5f, 1e-3f);
}

TEST(MousePen, LeansNoFasterThanAHand) {
    // a twentieth (12/s / 240) of what is left each tick: after 20 ticks 0.95^20 = 0.358 is left,
    // so 30 degrees x 0.642 = 19.2
    MousePen pen;
    PenControls controls = workingControls();
    pen.point(targetAt(0.0f), controls);
    (void)heightAfter(pen, 10);
    controls.tilt_deg = 30.0f;
    pen.point(targetAt(0.0f), controls);
    sim::PenSample sample;
    for (std::uint32_t tick = 0; tick < 20; ++tick) {
        sample = pen.sample(tick);
    }
    const double tilt_deg = std::acos(static_cast<double>(sim::poseOf(sample).shaft.y)) * 57.29578;
    EXPECT_NEAR(tilt_deg, 19.2, 0.3);
}

TEST(MousePen, StandsOnASlopeAsOnTheFlat) {
    // a slope of 3 in 4: the normal is (0.6, 0.8, 0)
    PointerTarget target = targetAt(0.010f);
    target.normal = {0.6f, 0.8f, 0.0f};
    MousePen pen;
    PenControls raised = workingControls();
    raised.seated = false;
    pen.point(target, raised);
    sim::PenSample sample;
    for (std::uint32_t tick = 0; tick < 240; ++tick) {
        sample = pen.sample(tick);
    }
    // 6 mm out along the normal: 10 + 3.6 and 20 + 4.8 mm; the shaft along it
    EXPECT_NEAR(sample.tip_um[0], 13600, 5);
    EXPECT_NEAR(sample.tip_um[1], 24800, 5);
    EXPECT_NEAR(sim::poseOf(sample).shaft.x, 0.6f, 1e-3f);
    EXPECT_NEAR(sim::poseOf(sample).shaft.y, 0.8f, 1e-3f);
    // seated it is pressed in along the normal by 0.5 mm: 10 - 0.3 and 20 - 0.4 mm
    pen.point(target, workingControls());
    for (std::uint32_t tick = 0; tick < 240; ++tick) {
        sample = pen.sample(tick);
    }
    EXPECT_NEAR(sample.tip_um[0], 9700, 5);
    EXPECT_NEAR(sample.tip_um[1], 19600, 5);
}

TEST(MousePen, TurnsWithTheSkinSmoothly) {
    // from flat to the slope of 3 in 4: one tick may take no more than a twelfth of the way
    PointerTarget target = targetAt(0.0f);
    MousePen pen;
    pen.point(target, workingControls());
    (void)heightAfter(pen, 10);
    target.normal = {0.6f, 0.8f, 0.0f};
    pen.point(target, workingControls());
    EXPECT_NEAR(sim::poseOf(pen.sample(0)).shaft.x, 0.6f / 12.0f, 0.005f);
}

TEST(MousePen, AppearsWhereThePointerIs) {
    // not gliding in from the middle of the pad
    MousePen pen;
    (void)pen.sample(0);
    pen.point(targetAt(0.030f), workingControls());
    EXPECT_NEAR(pen.sample(1).tip_um[0], 30000, 2);
}

TEST(MousePen, OffTheSkinItRisesWhereItWas) {
    MousePen pen;
    pen.point(targetAt(0.01f), workingControls());
    (void)heightAfter(pen, 240);
    pen.point(PointerTarget{}, workingControls());
    EXPECT_NEAR(heightAfter(pen, 240), 26000, 2);
    EXPECT_NEAR(pen.sample(241).tip_um[0], 10000, 2);
}

TEST(MousePen, TellsTheSwitchesAsTheyAre) {
    MousePen pen;
    PenControls controls = workingControls();
    controls.gel = controls.wipe = true;
    controls.stretch = true;
    controls.pull_deg = 75;
    controls.pen = 2;
    pen.point(targetAt(0.0f), controls);
    sim::PenSample sample = pen.sample(0);
    EXPECT_EQ(sample.needle_um, 500);
    EXPECT_EQ(sample.strokeRate_dHz, 1000);
    EXPECT_EQ(sample.buttons, sim::kGelButton | sim::kWipeButton);
    EXPECT_EQ(sample.stretch_pct, 15);
    EXPECT_EQ(sample.pull_deg, 75);
    EXPECT_EQ(sample.pen, 2);
    controls.motor = false;
    controls.gel = controls.wipe = controls.stretch = false;
    controls.newCartridge = true;
    pen.point(targetAt(0.0f), controls);
    sample = pen.sample(1);
    EXPECT_EQ(sample.strokeRate_dHz, 0);
    EXPECT_EQ(sample.buttons, sim::kNewCartridgeButton);
    EXPECT_EQ(sample.stretch_pct, 0);
    EXPECT_EQ(sample.pull_deg, 0) << "nothing is pulled";
}

TEST(MousePen, MeasuresNeitherForceNorTilt) {
    // a pixel of 0.3 mm: uniform over it, so 0.3 mm / sqrt(12) = 0.0866 mm
    const sim::InputTraits traits = MousePen(0.0003f).traits();
    EXPECT_EQ(traits.name, "mouse");
    EXPECT_FALSE(traits.measuresForce);
    EXPECT_FALSE(traits.measuresTilt);
    EXPECT_NEAR(traits.positionSigma_m, 0.0000866f, 1e-7f);
}

// a ball of 15 mm, as curved as a nose, and 40 mm to the right of it another one
constexpr float kBall_m = 0.015f;
const glm::vec3 kMiddles_m[] = {{0.0f, 0.0f, 0.0f}, {0.040f, 0.0f, 0.0f}};

std::optional<input::SurfacePoint> nearestOnBalls(const glm::vec3& near_m) {
    const bool right = near_m.x > 0.020f;
    const glm::vec3 middle_m = kMiddles_m[right ? 1 : 0];
    const glm::vec3 out = glm::normalize(near_m - middle_m);
    return input::SurfacePoint{middle_m + out * kBall_m, out};
}

/// The place on a ball at an angle from its top towards +x.
PointerTarget onBall(int ball, float angle_rad) {
    PointerTarget target = targetAt(0.0f);
    target.normal = {std::sin(angle_rad), std::cos(angle_rad), 0.0f};
    target.position_m = kMiddles_m[ball] + target.normal * kBall_m;
    return target;
}

glm::vec3 tipOf(const sim::PenSample& sample) {
    return 1e-6f * glm::vec3(sample.tip_um[0], sample.tip_um[1], sample.tip_um[2]);
}

TEST(MousePen, KeepsItsPressureOverACurve) {
    MousePen pen(0.0002f, nearestOnBalls);
    pen.point(onBall(0, -0.8f), workingControls());
    heightAfter(pen, 120);
    // round the ball at 2 cm/s, told 25 times a second
    for (int frame = 0; frame < 30; ++frame) {
        pen.point(onBall(0, -0.8f + 0.02f / 25.0f / kBall_m * static_cast<float>(frame)),
                  workingControls());
        for (int tick = 0; tick < 10; ++tick) {
            const glm::vec3 tip_m = tipOf(pen.sample(static_cast<std::uint32_t>(tick)));
            // 0.5 mm of dent everywhere: 14.5 mm from the middle
            EXPECT_NEAR(glm::length(tip_m), 0.0145f, 0.0001f) << frame;
        }
    }
}

TEST(MousePen, CrossesAGapRaisedAndNeverThroughTheSkin) {
    MousePen pen(0.0002f, nearestOnBalls);
    pen.point(onBall(0, 0.3f), workingControls());
    heightAfter(pen, 120);
    // the pointer passes the edge of the nose: the next skin that it meets is behind the gap
    pen.point(onBall(1, -1.2f), workingControls());
    bool left = false;
    for (int tick = 0; tick < 240; ++tick) {
        const glm::vec3 tip_m = tipOf(pen.sample(static_cast<std::uint32_t>(tick)));
        const glm::vec3 middle_m = kMiddles_m[tip_m.x > 0.020f ? 1 : 0];
        EXPECT_GE(glm::distance(tip_m, middle_m), 0.0144f) << tick;
        left = left || glm::distance(tip_m, middle_m) > kBall_m + 0.002f;
    }
    EXPECT_TRUE(left);
    const glm::vec3 tip_m = tipOf(pen.sample(240));
    EXPECT_NEAR(glm::distance(tip_m, kMiddles_m[1]), 0.0145f, 0.0001f); // and it is seated again
}

} // namespace
} // namespace stipple
