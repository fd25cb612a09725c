#include "engine/sim/roller_contact.h"
#include "engine/sim/roller_geometry.h"
#include "engine/sim/roller_needles.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/skin_walk.h"
#include "tests/support/flat_model.h"
#include "tests/support/test_roller.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace stipple::sim {
namespace {

/// A flat pad of 100 x 60 mm on which a roller rolls along x.
struct Bench {
    test::FlatPad pad;
    std::unique_ptr<SimModel> model;
    SimState state;
    float press_m = 0.0f; ///< that gives 1 N on taut skin
    std::uint32_t notes = 0;
    StepReport last;

    explicit Bench(float length_m = 1.0e-3f) {
        pad.size_m = {0.100f, 0.060f};
        pad.pens = {test::plainRoller(length_m)};
        pad.patches = {{test::medialCheekZone()}};
        model = test::flatModel(pad);
        state = startState(*model, 7);
        press_m = -rollerGapForForce_m(*model, roller(), 0, {.pull = {0.1f, kNoDirection}}, 1.0f);
    }
    [[nodiscard]] const PenDevice& roller() const { return model->pens[0]; }

    /// The drum at a place, rolling along `heading`, pressed in or (below 0) above the skin.
    void at(float x_m, float z_m, float in_m, const glm::vec3& heading = {1.0f, 0.0f, 0.0f}) {
        PenSample sample;
        setPose(sample, {x_m, pad.height_m - in_m, z_m},
                orientationAlong({0.0f, 1.0f, 0.0f}, heading));
        sample.stretch_pct = 10;
        sample.tracking = Tracking::Good;
        last = step(*model, state, sample);
        notes |= last.notes;
    }
    /// From a place to another at 2 cm/s; `heading` is where the drum rolls freely.
    void roll(glm::vec2 from_m, glm::vec2 to_m, const glm::vec3& heading = {1.0f, 0.0f, 0.0f}) {
        const int ticks = static_cast<int>(glm::distance(from_m, to_m) / 0.02f * 240.0f + 0.5f);
        for (int k = 0; k <= ticks; ++k) {
            const glm::vec2 here =
                from_m + (to_m - from_m) * (static_cast<float>(k) / static_cast<float>(ticks));
            at(here.x, here.y, press_m, heading);
        }
    }
    void lift(float x_m, float z_m) { at(x_m, z_m, -5e-3f); }

    [[nodiscard]] glm::vec3 placeOf(const Puncture& puncture) const {
        return positionAt(model->mesh, {puncture.triangle, puncture.barycentric});
    }
    [[nodiscard]] std::size_t holesIn(glm::vec2 low_m, glm::vec2 high_m) const {
        return static_cast<std::size_t>(
            std::count_if(state.skin.log.begin(), state.skin.log.end(), [&](const Puncture& one) {
                const glm::vec3 at_m = placeOf(one);
                return at_m.x >= low_m.x && at_m.x < high_m.x && at_m.z >= low_m.y &&
                       at_m.z < high_m.y;
            }));
    }
    [[nodiscard]] float deepestScratch_m() const {
        return *std::max_element(state.skin.scratch_m.begin(), state.skin.scratch_m.end());
    }
};

TEST(RollerGeometry, HolesPerPassAreNeedlesOverTheGirthTimesTheWidth) {
    // 192 / (2 pi 1 cm 2 cm) = 15.28 per cm2; fifteen passes 229: "about 250" (S103)
    const double perCm2 = 1e-4 * holesPerPass_perM2(test::plainRoller());
    EXPECT_NEAR(perCm2, 192.0 / (2.0 * 3.14159265 * 1.0 * 2.0), 1e-4);
    EXPECT_NEAR(perCm2, 16.0, 1.6);
    EXPECT_NEAR(15.0 * perCm2, 250.0, 25.0);
    EXPECT_EQ(needlesPerRow(test::plainRoller()), 8U);
    EXPECT_NEAR(rowPitch_m(test::plainRoller()), 2.617994e-3, 1e-9);
}

TEST(RollerGeometry, EntryAngleIsThatOfTheCircleOverAPlane) {
    // 0.5 mm deep from a circle of 10.5 mm: cos t = 10 / 10.5, so tan t = sqrt(10.5^2 - 10^2) / 10
    const PenDevice roller = test::plainRoller(0.5e-3f);
    const double angle = entryAngle_rad(roller, 0.5e-3);
    EXPECT_NEAR(std::tan(angle), std::sqrt(10.25) / 10.0, 1e-6);
    EXPECT_EQ(entryAngle_rad(roller, 0.0), 0.0);
    EXPECT_NEAR(entryAngle_rad(roller, 1.0), angle, 1e-7) << "no deeper than the needle is long";
    // it enters with the tip's speed around the drum times the sine: 2 cm/s x 1.05 x 0.305
    EXPECT_NEAR(entrySpeed_mps(roller, 0.5e-3, 0.020), 0.020 * 1.05 * std::sin(angle), 1e-8);
}

/// Where a needle crosses the surface it stands in, over one pass through the skin: the drum's
/// middle goes on by R t while the needle turns by t about it. In steps of 1e-5, which move the end
/// of the slit by up to 3.3e-8 m each.
double slitByTracing_m(double radius_m, double length_m, double depth_m) {
    const double level_m = radius_m + length_m - depth_m; // of the surface below the middle
    double low = 0.0, high = 0.0;
    for (int k = -200000; k <= 200000; ++k) {
        const double turn = 1e-5 * k;
        if ((radius_m + length_m) * std::cos(turn) >= level_m) {
            const double place_m = radius_m * turn - level_m * std::tan(turn);
            low = std::min(low, place_m);
            high = std::max(high, place_m);
        }
    }
    return high - low;
}

TEST(RollerGeometry, SlitIsAsLongAsTheTracedNeedleMakesIt) {
    for (const double length_m : {0.5e-3, 1.0e-3, 1.5e-3}) {
        const PenDevice roller = test::plainRoller(static_cast<float>(length_m));
        for (const double share : {0.25, 0.5, 1.0}) {
            const double depth_m = share * length_m;
            EXPECT_NEAR(slitLength_m(roller, depth_m), slitByTracing_m(0.010, length_m, depth_m),
                        7e-8)
                << length_m << " " << share;
        }
    }
    // 2 (10.5 sin t - 10 t) with cos t = 10 / 10.5: 0.2062 mm
    EXPECT_NEAR(slitLength_m(test::plainRoller(0.5e-3f), 0.5e-3), 0.2062e-3, 1e-7);
}

TEST(RollerGeometry, OrientationTurnsTheDrumToItsHeading) {
    const glm::vec3 shafts[] = {{0.0f, 1.0f, 0.0f}, {0.6f, 0.8f, 0.0f}, {0.0f, -0.6f, 0.8f}};
    const glm::vec3 headings[] = {{1.0f, 0.0f, 0.0f}, {-1.0f, 0.0f, 0.0f}, {0.0f, 0.3f, 1.0f}};
    for (const glm::vec3& shaft : shafts) {
        for (const glm::vec3& heading : headings) {
            const glm::quat turn = orientationAlong(shaft, heading);
            const glm::vec3 z = turn * glm::vec3(0.0f, 0.0f, 1.0f);
            const glm::vec3 y = turn * glm::vec3(0.0f, 1.0f, 0.0f);
            const glm::vec3 flat = glm::normalize(heading - shaft * glm::dot(heading, shaft));
            EXPECT_LT(glm::distance(z, shaft), 1e-6f);
            EXPECT_LT(glm::distance(y, flat), 2e-6f);
        }
    }
}

TEST(RollerContact, ForceOnFlatSkinIsThatOfACylinderOnAFoundation) {
    const Bench bench;
    const PenDevice& roller = bench.roller();
    // K: stiffness of the disc over its face; small presses, so that nothing stiffens
    const PlateReading disc =
        readPlate(bench.model->plates, plateSite(*bench.model, roller, 0), {.press_m = 1e-4});
    const double face_m2 = 0.020 * 2.0 * std::sqrt(0.020 * 1.0e-3); // as the drum is 1 mm deep in
    for (const double press_m : {1e-6, 4e-6}) {
        const double expected_N = 4.0 / 3.0 * disc.stiffness_NperM / face_m2 * 0.020 *
                                  std::sqrt(2.0 * 0.010) * std::pow(press_m, 1.5);
        EXPECT_NEAR(
            rollerForce_N(*bench.model, roller, 0, {.gap_m = -static_cast<float>(press_m)}) /
                expected_N,
            1.0, 5e-3);
    }
}

TEST(RollerContact, GapForAForceGivesThatForce) {
    const Bench bench;
    for (const float sinTilt : {0.0f, 0.05f}) {
        for (const float curvature_perM : {0.0f, 12.0f}) {
            for (const float force_N : {0.2f, 1.0f, 3.0f}) {
                RollerPress press{.sinTilt = sinTilt, .curvature_perM = curvature_perM};
                press.gap_m = rollerGapForForce_m(*bench.model, bench.roller(), 0, press, force_N);
                EXPECT_NEAR(rollerForce_N(*bench.model, bench.roller(), 0, press), force_N,
                            2e-3f * force_N);
            }
        }
    }
}

TEST(RollerContact, LeaningAboutItsAxisIsNoTilt) {
    Bench bench;
    bench.at(0.0f, 0.0f, bench.press_m);
    const PenContact upright = bench.last.contact;
    // leant along the way that it rolls; the drum's middle stays where it was
    PenSample sample;
    const glm::vec3 shaft = glm::normalize(glm::vec3(0.3f, 1.0f, 0.0f));
    const glm::vec3 middle_m(0.0f, bench.pad.height_m - bench.press_m + 0.010f, 0.0f);
    setPose(sample, middle_m - shaft * 0.010f, orientationAlong(shaft, {1.0f, 0.0f, 0.0f}));
    sample.tracking = Tracking::Good;
    sample.stretch_pct = 10;
    const PenContact leant =
        rollerContact(*bench.model, bench.roller(), poseOf(sample), kNone, {0.1f, kNoDirection});
    EXPECT_NEAR(leant.tilt_rad, 0.0f, 2e-4f);
    EXPECT_NEAR(leant.gap_m, upright.gap_m, 2e-6f);
    // leant over one end it is
    setPose(sample, {0.0f, 0.01f, 0.0f},
            orientationAlong(glm::normalize(glm::vec3(0.0f, 1.0f, 0.1f)), {1.0f, 0.0f, 0.0f}));
    const PenContact tilted =
        rollerContact(*bench.model, bench.roller(), poseOf(sample), kNone, {0.1f, kNoDirection});
    EXPECT_NEAR(tilted.tilt_rad, std::atan(0.1), 2e-4);
}

TEST(Roller, DrumTurnsByTheWayOverItsRadius) {
    Bench bench;
    bench.roll({-0.030f, 0.0f}, {0.030f, 0.0f});
    EXPECT_NEAR(drumAngle_rad(bench.roller(), bench.state.roll), 0.060 / 0.010, 1e-3);
    bench.roll({0.030f, 0.0f}, {0.010f, 0.0f});
    EXPECT_NEAR(drumAngle_rad(bench.roller(), bench.state.roll), 0.040 / 0.010, 1e-3);
    // not in the air, and not sideways
    for (int k = 0; k < 240; ++k) {
        bench.at(0.01f + 0.0001f * static_cast<float>(k), 0.0f, -2e-3f);
    }
    EXPECT_NEAR(drumAngle_rad(bench.roller(), bench.state.roll), 4.0, 1e-3);
    bench.roll({0.0f, -0.01f}, {0.0f, 0.01f});
    EXPECT_NEAR(drumAngle_rad(bench.roller(), bench.state.roll), 4.0, 1e-3);
}

TEST(Roller, OnePassLeavesAsManyHolesAsTheDrumHasNeedlesForItsArea) {
    Bench bench;
    bench.roll({-0.040f, 0.0f}, {0.040f, 0.0f});
    // whole turns have no ends: the middle of 62.8 mm by the drum's 20 mm holds 192
    const double perCm2 =
        static_cast<double>(bench.holesIn({-0.0314159f, -0.010f}, {0.0314159f, 0.010f})) /
        (6.28318 * 2.0);
    EXPECT_NEAR(perCm2, 16.0, 1.6);
    for (int pass = 1; pass < 15; ++pass) {
        bench.lift(-0.040f, 0.0f);
        bench.roll({-0.040f + 0.0003f * static_cast<float>(pass), 0.0f}, {0.040f, 0.0f});
    }
    // 23 rows: 60.2 mm
    const double all =
        static_cast<double>(bench.holesIn({-0.030107f, -0.010f}, {0.030107f, 0.010f})) /
        (6.0214 * 2.0);
    EXPECT_NEAR(all, 250.0, 25.0);
    EXPECT_EQ(bench.notes & kMotorOffInContact, 0U) << "it has no motor to be off";
}

TEST(Roller, TooLightAPressOpensNoSkin) {
    // some 13 needles on their way in, each of which wants 20 mN
    Bench bench;
    bench.press_m = -rollerGapForForce_m(*bench.model, bench.roller(), 0,
                                         {.pull = {0.1f, kNoDirection}}, 0.05f);
    bench.roll({-0.020f, 0.0f}, {0.020f, 0.0f});
    EXPECT_TRUE(bench.last.contact.touching);
    EXPECT_TRUE(bench.state.skin.log.empty());
}

TEST(Roller, HolesCarryTheSlitOfTheirArc) {
    Bench bench;
    bench.roll({-0.020f, 0.0f}, {0.020f, 0.0f});
    ASSERT_FALSE(bench.state.skin.log.empty());
    for (const Puncture& puncture : bench.state.skin.log) {
        EXPECT_NEAR(puncture.drag_m,
                    slitLength_m(bench.roller(), static_cast<double>(puncture.depth_m)), 2e-6);
    }
    EXPECT_GT(bench.last.roll.rowsInSkin, 0U);
}

TEST(Roller, RolledStraightItScratchesNothingAndPushedSidewaysItDoes) {
    Bench straight;
    straight.roll({-0.030f, 0.0f}, {0.030f, 0.0f});
    EXPECT_EQ(straight.deepestScratch_m(), 0.0f);
    EXPECT_LT(straight.last.slipIndex, 0.05f);
    EXPECT_EQ(straight.notes & kScratched, 0U);

    Bench sideways;
    sideways.roll({0.0f, -0.010f}, {0.0f, 0.010f});
    EXPECT_GT(sideways.deepestScratch_m(), 0.01f) << "dry, 2 cm: 2 x (20 - 0.3) mm";
    EXPECT_NE(sideways.notes & kScratched, 0U);

    // askew by 34 degrees: a row is carried along by 2 reach tan(34 deg)
    Bench askew;
    askew.roll({-0.030f, 0.0f}, {0.030f, 0.0f}, {0.8253f, 0.0f, 0.5646f});
    const double reach_m = entryTravel_m(
        askew.roller(), static_cast<double>(askew.last.terms.delivered_m > 0.0f
                                                ? askew.last.terms.delivered_m
                                                : askew.state.skin.log.back().depth_m));
    EXPECT_NEAR(askew.last.roll.side_m * askew.last.roll.side_m,
                std::pow(2.0 * reach_m * 0.5646 / 0.8253, 2),
                0.1 * std::pow(2.0 * reach_m * 0.684, 2));
    EXPECT_NE(askew.notes & kScratched, 0U);
    EXPECT_GT(askew.last.slipIndex, 3.0f);
}

TEST(Roller, ARowThatWaversAboutTheBottomMakesItsHolesOnce) {
    Bench bench;
    const float row_m = 0.5f * static_cast<float>(rowPitch_m(bench.roller())); // to the first one
    bench.roll({0.0f, 0.0f}, {row_m - 0.1e-3f, 0.0f});
    EXPECT_EQ(bench.state.skin.log.size(), 0U);
    for (int k = 0; k < 480; ++k) { // 0.1 mm to and fro about it
        bench.at(row_m + ((k / 12) % 2 == 0 ? 0.1e-3f : -0.1e-3f), 0.0f, bench.press_m);
    }
    EXPECT_EQ(bench.state.skin.log.size(), 8U);
}

/// Places and depths of all holes, sorted, with one coordinate turned round.
std::vector<std::array<float, 3>> holes(const Bench& bench, float signX, float signZ) {
    std::vector<std::array<float, 3>> all;
    for (const Puncture& puncture : bench.state.skin.log) {
        const glm::vec3 at_m = bench.placeOf(puncture);
        // to 0.1 mm, so that rounding does not change the order
        all.push_back({std::round(signX * at_m.x * 1e4f), std::round(signZ * at_m.z * 1e4f),
                       puncture.depth_m});
    }
    std::sort(all.begin(), all.end());
    return all;
}

TEST(Roller, AMirroredPathMakesMirroredHoles) {
    Bench bench, alongAxis, alongWay;
    bench.roll({-0.0203f, 0.0041f}, {0.0217f, 0.0093f});
    alongAxis.roll({-0.0203f, -0.0041f}, {0.0217f, -0.0093f});
    alongWay.roll({0.0203f, 0.0041f}, {-0.0217f, 0.0093f});
    ASSERT_GT(bench.state.skin.log.size(), 100U);
    for (const auto& [other, signX, signZ] :
         {std::tuple{&alongAxis, 1.0f, -1.0f}, std::tuple{&alongWay, -1.0f, 1.0f}}) {
        const auto one = holes(bench, 1.0f, 1.0f), mirrored = holes(*other, signX, signZ);
        ASSERT_EQ(one.size(), mirrored.size());
        for (std::size_t k = 0; k < one.size(); ++k) {
            EXPECT_NEAR(one[k][0], mirrored[k][0], 1.01f) << k;
            EXPECT_NEAR(one[k][1], mirrored[k][1], 1.01f) << k;
            EXPECT_NEAR(one[k][2], mirrored[k][2], 1e-6f) << k;
        }
    }
}

TEST(Roller, SavedAndSteppedAgainGivesTheSameHash) {
    Bench bench;
    bench.roll({-0.010f, 0.0f}, {0.0f, 0.0f});
    const SimState saved = bench.state;
    bench.roll({0.0f, 0.0f}, {0.010f, 0.002f});
    const std::uint64_t first = stateHash(bench.state);
    bench.state = saved;
    EXPECT_NE(stateHash(bench.state), first);
    bench.roll({0.0f, 0.0f}, {0.010f, 0.002f});
    EXPECT_EQ(stateHash(bench.state), first);
    // the drum's angle is state
    bench.state.roll.rolled_nm += 1;
    EXPECT_NE(stateHash(bench.state), first);
}

} // namespace
} // namespace stipple::sim
