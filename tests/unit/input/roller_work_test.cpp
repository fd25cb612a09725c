#include "engine/base/fixed_clock.h"
#include "engine/input/roller_heading.h"
#include "engine/input/roller_lines.h"
#include "engine/input/scripted_pen.h"
#include "engine/sim/pen_pose.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::input {
namespace {

constexpr float kWidth_m = 0.020f;
constexpr float kHeight_m = 0.02f;

/// How often the lanes of a pass lie over a place.
int lanesOver(const std::vector<PassLine>& lines, glm::vec2 place_m) {
    int count = 0;
    for (const PassLine& line : lines) {
        const float length_m = glm::distance(line.from_m, line.to_m);
        const glm::vec2 along = (line.to_m - line.from_m) / length_m;
        const glm::vec2 away_m = place_m - line.from_m;
        const float ahead_m = glm::dot(away_m, along);
        const float aside_m = std::abs(glm::dot(away_m, glm::vec2{-along.y, along.x}));
        count += ahead_m > -0.0015f && ahead_m < length_m + 0.0015f && aside_m <= 0.5f * kWidth_m
                     ? 1
                     : 0;
    }
    return count;
}

TEST(RollerLines, StraightLanesTileTheSquare) {
    for (const float angle_deg : {0.0f, 90.0f}) {
        const auto lines = rollerLines({0.040f, 0.040f}, angle_deg, kWidth_m, 0);
        ASSERT_EQ(lines.size(), 2U) << "two lanes of 20 mm";
        for (float x_m = -0.0195f; x_m < 0.02f; x_m += 0.001f) {
            for (float y_m = -0.0195f; y_m < 0.02f; y_m += 0.001f) {
                EXPECT_EQ(lanesOver(lines, {x_m, y_m}), 1) << x_m << " " << y_m;
            }
        }
    }
}

TEST(RollerLines, FourRoundsOfTheStarLeaveNoCornerOut) {
    for (float x_m = -0.0195f; x_m < 0.02f; x_m += 0.001f) {
        for (float y_m = -0.0195f; y_m < 0.02f; y_m += 0.001f) {
            int passes = 0;
            for (std::uint32_t pass = 0; pass < 16; ++pass) {
                const float angles_deg[] = {0.0f, 90.0f, 45.0f, 135.0f};
                passes += lanesOver(
                    rollerLines({0.040f, 0.040f}, angles_deg[pass % 4], kWidth_m, pass / 4),
                    {x_m, y_m});
            }
            EXPECT_GE(passes, 10) << x_m << " " << y_m;
            EXPECT_LE(passes, 20) << x_m << " " << y_m;
        }
    }
}

TEST(RollerLines, MiddlesStayInside) {
    for (const float angle_deg : {0.0f, 45.0f, 90.0f, 135.0f}) {
        for (const std::uint32_t round : {0U, 1U}) {
            for (const PassLine& line : rollerLines({0.030f, 0.050f}, angle_deg, kWidth_m, round)) {
                for (const glm::vec2 end : {line.from_m, line.to_m}) {
                    EXPECT_LE(std::abs(end.x), 0.0141f);
                    EXPECT_LE(std::abs(end.y), 0.0241f);
                }
            }
        }
    }
}

WorkSurface rollerSurface() {
    WorkSurface surface;
    WorkPatch patch;
    patch.zone = "test";
    patch.size_m = {0.040f, 0.040f};
    patch.at = [](glm::vec2 uv) { return SurfacePoint{.position_m = {uv.x, kHeight_m, uv.y}}; };
    patch.needle_um = patch.needleLow_um = patch.needleHigh_um = 500;
    patch.needleMax_um = 1000;
    patch.passes = 16;
    surface.patches = {patch};
    surface.pens = {{.needleCircle_m = kWidth_m,
                     .dialStep_um = 500,
                     .dialMin_um = 500,
                     .dialMax_um = 500,
                     .strokeRates_dHz = {},
                     .roller = true}};
    surface.seatHeight_m = [](const glm::vec3&, std::uint8_t, float force_N, float) {
        return -0.0005f * force_N;
    };
    surface.timeLimit_s = 480.0f;
    return surface;
}

/// Of the way made on the skin, the share along the drum's axis.
double sidewaysShare(const std::string& name) {
    auto pen = makeScriptedPen(name, 3, rollerSurface());
    EXPECT_TRUE(pen.ok());
    double aside_m = 0.0, all_m = 0.0;
    sim::PenPose last;
    bool down = false;
    for (std::uint32_t tick = 0; !(*pen)->finished() && tick < 600U * kTickRate_Hz; ++tick) {
        const sim::PenSample sample = (*pen)->sample(tick);
        EXPECT_EQ(sample.strokeRate_dHz, 0) << "no motor";
        const sim::PenPose pose = sim::poseOf(sample);
        const bool touches = pose.tip_m.y < kHeight_m;
        if (touches && down) {
            const glm::vec3 way_m = pose.tip_m - last.tip_m;
            const glm::vec3 axis = pose.orientation * glm::vec3(1.0f, 0.0f, 0.0f);
            aside_m += static_cast<double>(std::abs(glm::dot(way_m, axis)));
            all_m += static_cast<double>(glm::length(way_m));
        }
        last = pose;
        down = touches;
    }
    EXPECT_GT(all_m, 0.5);
    return aside_m / all_m;
}

TEST(RollerOperator, ExpertRollsStraightAndDraggerHoldsTheDrumAskew) {
    EXPECT_LT(sidewaysShare("expert"), 0.15) << "tremor and drift";
    // sin 34 degrees
    EXPECT_NEAR(sidewaysShare("dragger"), 0.565, 0.05);
}

TEST(RollerOperator, TurnsTheDrumInTheAirOnlyAndNeverByMoreThanAQuarter) {
    auto pen = makeScriptedPen("expert", 5, rollerSurface());
    ASSERT_TRUE(pen.ok());
    glm::vec3 landed{0.0f};
    bool down = false;
    for (std::uint32_t tick = 0; !(*pen)->finished() && tick < 600U * kTickRate_Hz; ++tick) {
        const sim::PenPose pose = sim::poseOf((*pen)->sample(tick));
        const glm::vec3 ahead = pose.orientation * glm::vec3(0.0f, 1.0f, 0.0f);
        const bool touches = pose.tip_m.y < kHeight_m;
        if (touches && !down) {
            EXPECT_GT(landed == glm::vec3{0.0f} ? 1.0f : glm::dot(ahead, landed), -0.05f);
            landed = ahead;
        }
        if (touches) {
            EXPECT_GT(glm::dot(ahead, landed), 0.99f) << tick;
        }
        down = touches;
    }
}

TEST(RollerOperator, EveryNameWorks) {
    for (const std::string_view name : scriptedPenNames()) {
        auto pen = makeScriptedPen(name, 2, rollerSurface());
        ASSERT_TRUE(pen.ok()) << name;
        for (std::uint32_t tick = 0; tick < 2000; ++tick) {
            EXPECT_TRUE(sim::poseOf((*pen)->sample(tick)).tracked) << name;
        }
    }
}

} // namespace
} // namespace stipple::input
