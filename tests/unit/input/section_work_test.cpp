#include "engine/base/fixed_clock.h"
#include "engine/input/operator_plan.h"
#include "engine/input/operator_style.h"
#include "engine/input/scripted_pen.h"
#include "engine/input/section_lines.h"
#include "engine/input/travel_arc.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::input {
namespace {

// a head of 80 mm about the origin, face up
constexpr float kHead_m = 0.080f;

/// A section on the head: a disc of 20 mm about a place, less a disc of 5 mm round its middle,
/// which is the orbit. Places are laid out by their way and direction from the middle.
WorkPatch ringOnHead(const glm::vec3& middle) {
    const glm::vec3 out = glm::normalize(middle);
    const glm::vec3 side = glm::normalize(glm::cross(out, glm::vec3{0.0f, 0.0f, 1.0f}));
    const glm::vec3 down = glm::cross(side, out);
    WorkPatch patch;
    patch.zone = "ring";
    patch.size_m = {0.040f, 0.040f};
    patch.at = [=](glm::vec2 uv) {
        const float way = glm::length(uv);
        const glm::vec3 along = way > 0.0f ? (side * uv.x + down * uv.y) / way : side;
        const glm::vec3 normal = out * std::cos(way / kHead_m) + along * std::sin(way / kHead_m);
        return SurfacePoint{normal * kHead_m, normal};
    };
    patch.clearance_m = [](glm::vec2 uv) {
        return std::min(0.020f - glm::length(uv), glm::length(uv) - 0.005f);
    };
    patch.noGo_m = patch.orbit_m = [](glm::vec2 uv) { return glm::length(uv) - 0.005f; };
    patch.needle_um = 500;
    patch.needleLow_um = 300;
    patch.needleHigh_um = 500;
    patch.needleMax_um = 1000;
    patch.strokeRate_dHz = 1000;
    patch.rateLow_dHz = 900;
    patch.rateHigh_dHz = 1100;
    patch.passes = 3;
    patch.passesLeast = 2;
    return patch;
}

/// Two such sections, on the two sides of the head.
WorkSurface head() {
    WorkSurface surface;
    surface.patches = {ringOnHead({-1.0f, 1.0f, 0.0f}), ringOnHead({1.0f, 1.0f, 0.0f})};
    surface.pens = {{.needleCircle_m = 0.005f,
                     .dialStep_um = 100,
                     .dialMin_um = 200,
                     .dialMax_um = 2500,
                     .strokeRates_dHz = {900, 1000, 1100}}};
    surface.seatHeight_m = [](const glm::vec3&, std::uint8_t, float force_N, float) {
        return -0.0005f * force_N;
    };
    surface.reach_m = [](const glm::vec3& place_m, const glm::vec3& out) {
        // where a ray from far outside meets the ball
        const float along_m = glm::dot(place_m, out);
        const float square = along_m * along_m - glm::dot(place_m, place_m) + kHead_m * kHead_m;
        return square > 0.0f ? std::max(0.0f, std::sqrt(square) - along_m) : 0.0f;
    };
    surface.gelRadius_m = 0.020f;
    surface.timeLimit_s = 600.0f;
    return surface;
}

constexpr SectionWork kWork{.spacing_m = 0.0043f, .border_m = 0.001f, .noGo_m = 0.0032f};

TEST(SectionLines, StayOnTheSectionAndCoverIt) {
    const WorkPatch patch = ringOnHead({0.0f, 1.0f, 0.0f});
    for (const float angle_deg : {0.0f, 60.0f, -60.0f}) {
        const auto lines = sectionLines(patch, angle_deg, kWork);
        std::size_t places = 0;
        std::size_t reached = 0;
        for (float v = -0.020f; v <= 0.020f; v += 0.001f) {
            for (float u = -0.020f; u <= 0.020f; u += 0.001f) {
                if (patch.clearance_m({u, v}) < 0.001f || patch.noGo_m({u, v}) < 0.0032f) {
                    continue;
                }
                ++places;
                const bool near = std::any_of(lines.begin(), lines.end(), [&](const PassLine& l) {
                    const glm::vec2 way = l.to_m - l.from_m;
                    const float share = std::clamp(
                        glm::dot(glm::vec2{u, v} - l.from_m, way) / glm::dot(way, way), 0.0f, 1.0f);
                    return glm::distance(l.from_m + way * share, {u, v}) <= 0.0025f;
                });
                reached += near ? 1U : 0U;
            }
        }
        // the needle circle of 5 mm passes over all but slivers
        EXPECT_GE(reached * 100, places * 97) << angle_deg;
        for (const PassLine& line : lines) {
            for (float share = 0.0f; share <= 1.0f; share += 0.05f) {
                const glm::vec2 at = line.from_m + (line.to_m - line.from_m) * share;
                EXPECT_GE(patch.clearance_m(at), 0.0005f);
                EXPECT_GE(patch.noGo_m(at), 0.0027f);
            }
        }
    }
}

TEST(SectionLines, BreakOffAtAHole) {
    const auto lines = sectionLines(ringOnHead({0.0f, 1.0f, 0.0f}), 0.0f, kWork);
    // rows through the middle come in two pieces
    const auto pieces = std::count_if(lines.begin(), lines.end(), [](const PassLine& line) {
        return std::abs(line.from_m.y) < 0.004f;
    });
    EXPECT_GE(pieces, 2);
    EXPECT_EQ(pieces % 2, 0);
}

TEST(Stamps, LieAHexagonApart) {
    const auto places = stampPlaces(ringOnHead({0.0f, 1.0f, 0.0f}), 0.0f, kWork);
    // the ring from 8.2 to 19 mm has 923 mm2, a hexagon of 4.3 mm 16.0 mm2: 58
    EXPECT_NEAR(static_cast<double>(places.size()), 58.0, 6.0);
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (std::size_t k = i + 1; k < places.size(); ++k) {
            EXPECT_GT(glm::distance(places[i], places[k]), 0.0042f);
        }
    }
}

TEST(Dabs, ReachTheWholeSection) {
    const WorkPatch patch = ringOnHead({0.0f, 1.0f, 0.0f});
    const auto dabs = dabPlaces(patch, 0.019f);
    EXPECT_LE(dabs.size(), 4U);
    for (float angle = 0.0f; angle < 6.2f; angle += 0.2f) {
        const glm::vec2 rim{0.018f * std::cos(angle), 0.018f * std::sin(angle)};
        EXPECT_TRUE(std::any_of(dabs.begin(), dabs.end(),
                                [&](glm::vec2 dab) { return glm::distance(dab, rim) <= 0.022f; }));
    }
}

TEST(RimWays, GoRoundTheOrbitAtTheirDistance) {
    const WorkPatch patch = ringOnHead({0.0f, 1.0f, 0.0f});
    const auto ways = rimWays(patch, patch.orbit_m, 0.003f);
    ASSERT_EQ(ways.size(), 1U);
    // once round a circle of 8 mm: 50 mm in steps of 1 mm
    EXPECT_NEAR(static_cast<double>(ways[0].size()), 50.0, 8.0);
    for (const glm::vec2 at : ways[0]) {
        EXPECT_NEAR(glm::length(at), 0.008f, 0.0002f);
    }
    EXPECT_TRUE(rimWays(patch, patch.orbit_m, 0.030f).empty());
}

struct Played {
    float nearestOrbit_m = 1.0f, lowest_m = 1.0f, fastest_mps = 0.0f;
    float touched_s = 0.0f, steepest = 1.0f, travelLowest_m = 1.0f;
};

/// Runs a pen on the head; heights are of the tip above the ball.
Played played(const char* name) {
    auto pen = makeScriptedPen(name, 1, head());
    EXPECT_TRUE(pen.ok());
    Played played;
    glm::vec3 last_m{0.0f};
    for (std::uint32_t tick = 0; !(*pen)->finished() && tick < 600U * kTickRate_Hz; ++tick) {
        const sim::PenSample sample = (*pen)->sample(tick);
        const glm::vec3 tip_m =
            1e-6f * glm::vec3(sample.tip_um[0], sample.tip_um[1], sample.tip_um[2]);
        const float height_m = glm::length(tip_m) - kHead_m;
        played.lowest_m = std::min(played.lowest_m, height_m);
        if (tick > 0) {
            played.fastest_mps =
                std::max(played.fastest_mps, glm::distance(tip_m, last_m) * kTickRate_Hz);
        }
        last_m = tip_m;
        for (const float side : {-1.0f, 1.0f}) {
            const glm::vec3 middle = glm::normalize(glm::vec3{side, 1.0f, 0.0f});
            const float way_m =
                kHead_m * std::acos(std::min(1.0f, glm::dot(glm::normalize(tip_m), middle)));
            if (height_m < 0.0f) {
                played.nearestOrbit_m = std::min(played.nearestOrbit_m, way_m - 0.005f);
            }
        }
        if (std::abs(tip_m.x) < 0.02f) {
            played.travelLowest_m = std::min(played.travelLowest_m, height_m);
        }
        played.touched_s += height_m < 0.0f ? 1.0f / kTickRate_Hz : 0.0f;
    }
    return played;
}

TEST(SectionPen, ExpertKeepsNeedlesOffTheOrbitAndFollowsTheSkin) {
    const Played expert = played("expert");
    // half a needle circle of 2.5 mm stays outside
    EXPECT_GT(expert.nearestOrbit_m, 0.0025f);
    // pressed in by 0.5 mm for the newton, a tenth more or less: never through a chord
    EXPECT_GT(expert.lowest_m, -0.0007f);
    EXPECT_LT(expert.fastest_mps, 0.5f);
    // three passes over 923 mm2, twice, in lanes of 4.3 mm at 2 cm/s: 64 s
    EXPECT_GT(expert.touched_s, 50.0f);
    EXPECT_LT(expert.touched_s, 110.0f);
    // from side to side it goes over the face, not through it
    EXPECT_GT(expert.travelLowest_m, 0.010f);
}

TEST(SectionPen, RespecterGoesAlongTheRimThreeMillimetresOutside) {
    const Played respecter = played("orbit-respecter");
    EXPECT_GE(respecter.nearestOrbit_m, 0.003f);
    EXPECT_LE(respecter.nearestOrbit_m, 0.0036f);
}

TEST(SectionPen, IntruderGoesIn) {
    // the line ends 10 mm beyond the rim of an orbit of 5 mm radius: it passes its middle
    EXPECT_LT(played("orbit-intruder").nearestOrbit_m, -0.004f);
    EXPECT_LT(played("orbit_intruder").nearestOrbit_m, -0.004f);
}

TEST(SectionPlan, LeavesOutWhatItCanWhenTheTimeIsShort) {
    WorkSurface surface = head();
    const float easy_s = planDuration_s(planWork({}, surface, seededRandom(1)));
    surface.timeLimit_s = 0.6f * easy_s;
    EXPECT_LT(planDuration_s(planWork({}, surface, seededRandom(1))), surface.timeLimit_s);
}

TEST(SectionPlan, LiftsOverANoGoEvenWhereTurnsAreNotLifted) {
    const WorkSurface surface = head();
    OperatorStyle style;
    style.unliftedTurns = 1.0f;
    int glided = 0;
    float deepest_m = 0.0f;
    for (const PlanStep& step : planWork(style, surface, seededRandom(1))) {
        if (step.kind != PlanStep::Kind::Stroke) {
            continue;
        }
        glided += step.lifts ? 0 : 1;
        for (const glm::vec2& at_m : step.path_m) {
            deepest_m = std::min(deepest_m, surface.patches[step.patchTo].noGo_m(at_m));
        }
    }
    EXPECT_GT(glided, 10);
    EXPECT_GE(deepest_m, 0.0f);
}

TEST(SectionPlan, GlidesAtOneSpeedAlongTheSkin) {
    // an unfolding that squeezes the left half to two thirds: places along a line are not equal
    // ways
    WorkSurface surface = head();
    WorkPatch& patch = surface.patches[0];
    const auto even = patch.at;
    patch.at = [even](glm::vec2 uv) { return even({uv.x < 0.0f ? 1.5f * uv.x : uv.x, uv.y}); };
    surface.patches.resize(1);
    int lines = 0;
    for (const PlanStep& step : planWork({}, surface, seededRandom(1))) {
        if (step.kind != PlanStep::Kind::Stroke || step.path_m.size() < 12) {
            continue;
        }
        ++lines;
        const auto way_m = [&](float from, float to) {
            return glm::distance(patch.at(placeOn(step, from)).position_m,
                                 patch.at(placeOn(step, to)).position_m);
        };
        EXPECT_NEAR(way_m(0.1f, 0.2f) / way_m(0.8f, 0.9f), 1.0f, 0.06f);
    }
    EXPECT_GT(lines, 10);
}

TEST(Travel, RisesOverWhatLiesBetween) {
    const WorkSurface surface = head();
    const SurfacePoint left = surface.patches[0].at({0.0f, 0.0f});
    const SurfacePoint right = surface.patches[1].at({0.0f, 0.0f});
    // half way the chord of a right angle lies 80 (1 - cos 45) = 23.4 mm deep in the head
    EXPECT_NEAR(surface.reach_m(travelPoint(left, right, 0.5f).position_m, {0.0f, 1.0f, 0.0f}),
                0.0234f, 0.0002f);
    for (const float lift_m : {0.0f, 0.025f}) {
        const float arc_m = arcHeight_m(surface, left, right, lift_m, 0.0f);
        EXPECT_LT(arc_m, 0.080f);
        for (float way = 0.05f; way < 0.96f; way += 0.05f) {
            const SurfacePoint at = travelPoint(left, right, way);
            const glm::vec3 tip_m = at.position_m + at.normal * (lift_m + arc_m * arcShare(way));
            EXPECT_GT(glm::length(tip_m) - kHead_m, 0.0029f) << way;
        }
    }
    EXPECT_FLOAT_EQ(arcHeight_m(surface, left, right, 0.1f, 0.02f), 0.02f);
    EXPECT_NEAR(travelPoint(left, right, 0.5f).normal.y, 1.0f, 1e-5f);
}

} // namespace
} // namespace stipple::input
