#include "engine/input/pass_lines.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace stipple::input {
namespace {

TEST(PassLines, CoverARectangleBackAndForth) {
    // 20 mm wide and 9 mm high, at most 5 mm apart: 3 lines at -4.5, 0 and 4.5 mm
    const auto lines = passLines({0.010f, 0.0045f}, 0.0f, 0.005f);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_NEAR(lines[0].from_m.x, -0.010f, 1e-7f);
    EXPECT_NEAR(lines[0].to_m.x, 0.010f, 1e-7f);
    EXPECT_NEAR(lines[0].from_m.y, -0.0045f, 1e-7f);
    EXPECT_NEAR(lines[1].from_m.x, 0.010f, 1e-7f);
    EXPECT_NEAR(lines[1].to_m.x, -0.010f, 1e-7f);
    EXPECT_NEAR(lines[1].from_m.y, 0.0f, 1e-7f);
    EXPECT_NEAR(lines[2].from_m.y, 0.0045f, 1e-7f);
}

TEST(PassLines, RunAcrossAtNinetyDegrees) {
    const auto lines = passLines({0.010f, 0.0045f}, 90.0f, 0.005f);
    ASSERT_EQ(lines.size(), 5U); // 20 mm in four gaps
    for (const PassLine& line : lines) {
        EXPECT_NEAR(line.from_m.x, line.to_m.x, 1e-7f);
        EXPECT_NEAR(glm::distance(line.from_m, line.to_m), 0.009f, 1e-6f);
    }
}

TEST(PassLines, StayInsideAtAnyAngle) {
    for (float angle_deg = 0.0f; angle_deg < 180.0f; angle_deg += 7.5f) {
        const auto lines = passLines({0.0125f, 0.0175f}, angle_deg, 0.0043f);
        EXPECT_GT(lines.size(), 4U) << angle_deg;
        for (const PassLine& line : lines) {
            for (const glm::vec2 end : {line.from_m, line.to_m}) {
                EXPECT_LE(end.x * end.x, 0.0125f * 0.0125f + 1e-9f) << angle_deg;
                EXPECT_LE(end.y * end.y, 0.0175f * 0.0175f + 1e-9f) << angle_deg;
            }
        }
    }
}

} // namespace
} // namespace stipple::input
