#include "engine/sim/step.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_drive.h"
#include "engine/sim/needle_insertion.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/plate_stiffening.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::sim {
namespace {

struct Bench {
    test::FlatPad pad;
    std::unique_ptr<SimModel> model = test::flatModel();
    SimState state = startState(*model, 21);
    float seated_m = test::pressFor_m(test::foreheadZone(), test::ringPen(12), 1.0f);

    StepReport at(float x_m, float press_m, std::uint16_t needle_um, std::uint16_t rate_dHz,
                  std::uint16_t buttons = 0, std::uint8_t stretch_pct = 10) {
        PenSample sample = test::pressedSample(pad, x_m, 0.0f, press_m, needle_um, rate_dHz);
        sample.buttons = buttons;
        sample.stretch_pct = stretch_pct;
        return step(*model, state, sample);
    }
    /// Seconds of gliding along x at a speed from where `x_m` is.
    std::uint32_t glide(float& x_m, float speed_mps, float seconds, std::uint16_t needle_um,
                        std::uint16_t rate_dHz) {
        std::uint32_t notes = 0;
        for (int k = 0; k < static_cast<int>(seconds * 240.0f); ++k) {
            x_m += speed_mps * kTick_s;
            notes |= at(x_m, seated_m, needle_um, rate_dHz).notes;
        }
        return notes;
    }
};

TEST(Step, SeatedAndStillEveryNeedleStrikesAtEveryStroke) {
    Bench bench;
    std::uint32_t strokes = 0;
    std::size_t punctures = 0;
    for (int k = 0; k < 240; ++k) {
        const StepReport report = bench.at(0.0f, bench.seated_m, 1000, 1200);
        strokes += report.strokes;
        punctures += report.fresh.size();
        EXPECT_NEAR(report.contact.force_N, 1.0f, 5e-3f);
    }
    EXPECT_EQ(strokes, 120U);
    EXPECT_EQ(punctures, 120U * 12U);
    EXPECT_EQ(bench.state.skin.log.size(), punctures);
    EXPECT_EQ(bench.state.cartridgeStrokes, 120U);
    EXPECT_EQ(bench.state.tick, 240U);
    EXPECT_EQ(bench.state.skin.log.front().tick, 1U) << "the second tick completes a stroke";
}

/// The forces on a needle of the bench's pen at 120 Hz and 1 mm, and what the skin gives.
struct NeedleAtWork {
    NeedlePush push;
    GiveReading gives;

    NeedleAtWork(const SimModel& model, const StepReport& report, float strain)
        : gives(readGives(
              model.gives, 0,
              plateSite(model, model.pens[0], report.contact.cell, {strain, kNoDirection}))) {
        const PenDevice& pen = model.pens[0];
        push = needlePush(model.needling,
                          {.speed_mps = strokeTiming(pen.stroke_m, 1200, 1e-3f).entrySpeed_mps,
                           .tipDiameter_m = 2.0f * pen.tipRadius_m,
                           .shaftDiameter_m = pen.needleDiameter_m,
                           .gel = report.gel,
                           .locking_m = static_cast<float>(lockingPress_m(model.zones[0].tissue))});
        push.guard_N = report.contact.force_N / (12.0f * gives.relief);
    }
};

TEST(Step, DeliveredDepthOfAGoodStroke) {
    // the dial and its error, the bulge of the skin under each needle, less what the skin gives
    Bench bench;
    (void)bench.at(0.0f, bench.seated_m, 1000, 1200);
    const StepReport report = bench.at(0.0f, bench.seated_m, 1000, 1200);
    ASSERT_EQ(report.fresh.size(), 12U);
    EXPECT_EQ(report.terms.set_m, 1e-3f);
    EXPECT_EQ(report.terms.stop, NeedleStop::Travel);
    EXPECT_LT(report.terms.gap_m, 1e-6f);
    const NeedleAtWork work(*bench.model, report, 0.1f);
    EXPECT_NEAR(report.terms.opening_N, work.push.open_N, 2e-6f) << "hardly worn";
    float sum_m = 0.0f;
    for (const Puncture& puncture : report.fresh) {
        const glm::vec2 place = bench.model->pens[0].needles_m[puncture.needle];
        const auto rise_m = static_cast<float>(
            skinRise_m(report.contact.plate, static_cast<double>(glm::length(place)), 0.0));
        const float expected_m = needleDepth(work.push, work.gives.needles[puncture.needle],
                                             1e-3f + report.terms.dialError_m + rise_m, {})
                                     .depth_m;
        EXPECT_NEAR(puncture.depth_m, expected_m, 1e-7f);
        EXPECT_EQ(puncture.layer, static_cast<std::uint8_t>(Layer::ReticularDermis));
        sum_m += puncture.depth_m;
    }
    EXPECT_NEAR(report.terms.delivered_m, sum_m / 12.0f, 1e-8f);
}

TEST(Step, NeedlesLandWhereTheyAreInTheCartridge) {
    Bench bench;
    (void)bench.at(0.003f, bench.seated_m, 1000, 1200);
    const StepReport report = bench.at(0.003f, bench.seated_m, 1000, 1200);
    const PenDevice& pen = bench.model->pens[0];
    for (const Puncture& puncture : report.fresh) {
        const auto& corner = bench.model->mesh.triangles[puncture.triangle];
        const auto& p = bench.model->mesh.positions_m;
        const glm::vec2 b = puncture.barycentric;
        const glm::vec3 place =
            p[corner[0]] * (1.0f - b.x - b.y) + p[corner[1]] * b.x + p[corner[2]] * b.y;
        // the shaft points up, so the plate's radius is seen in the x-z plane
        const float ring_m = glm::length(pen.needles_m[puncture.needle]);
        EXPECT_NEAR(glm::length(place - glm::vec3(0.003f, 0.01f, 0.0f)), ring_m, 3e-6f);
        EXPECT_LT(glm::length(bench.model->cells.position_m[puncture.cell] - place), 0.36e-3f);
    }
}

TEST(Step, PuncturesSpreadEvenlyAlongAGlide) {
    // 120 strokes a second at 24 mm/s: the middle needle strikes every 0.2 mm, in skin that is not
    // drawn along
    Bench bench;
    bench.model->needling.frictionDry = bench.model->needling.frictionGel = 0.0f;
    float x_m = -0.012f;
    (void)bench.glide(x_m, 0.024f, 1.0f, 1000, 1167);
    float before_m = -1.0f;
    for (const Puncture& puncture : bench.state.skin.log) {
        if (puncture.needle != 0) {
            continue;
        }
        const auto& corner = bench.model->mesh.triangles[puncture.triangle];
        const auto& p = bench.model->mesh.positions_m;
        const glm::vec2 b = puncture.barycentric;
        const float place_m =
            p[corner[0]].x * (1.0f - b.x - b.y) + p[corner[1]].x * b.x + p[corner[2]].x * b.y;
        if (before_m > -0.0119f) {
            EXPECT_NEAR(place_m - before_m, 0.024f / 116.7f, 3e-6f);
        }
        before_m = place_m;
    }
    EXPECT_GT(before_m, 0.011f);
}

TEST(Step, GlideSpeedAndSlip) {
    Bench bench;
    float x_m = -0.010f;
    (void)bench.glide(x_m, 0.030f, 0.5f, 1000, 1167);
    const StepReport report = bench.at(x_m + 0.030f * kTick_s, bench.seated_m, 1000, 1167);
    EXPECT_NEAR(glm::length(report.contact.glide_mps), 0.030f, 1e-4f);
    // 3 cm/s * 3.76 ms = 0.113 mm over a needle of 0.25 mm
    EXPECT_NEAR(report.slipIndex, 0.45f, 0.01f);
}

TEST(Step, FastDryGlideScratchesAndSlowDoesNot) {
    Bench slow;
    float x_m = -0.010f;
    EXPECT_EQ(slow.glide(x_m, 0.030f, 0.5f, 1000, 1200) & kScratched, 0U);
    // 25 cm/s * 3.6 ms = 0.91 mm, less 0.45, twice: 0.9 mm
    Bench fast;
    x_m = -0.017f;
    EXPECT_NE(fast.glide(x_m, 0.25f, 0.1f, 1000, 1200) & kScratched, 0U);
    float longest_m = 0.0f;
    for (const float length_m : fast.state.skin.scratch_m) {
        longest_m = std::max(longest_m, length_m);
    }
    EXPECT_NEAR(longest_m, 0.92e-3f, 0.05e-3f);
}

TEST(Step, ARestingMotorInContactIsNotedAndDragged) {
    Bench bench;
    EXPECT_NE(bench.at(0.0f, bench.seated_m, 1000, 0).notes & kMotorOffInContact, 0U);
    EXPECT_EQ(bench.at(0.0f, -0.001f, 1000, 0).notes & kMotorOffInContact, 0U);
    float x_m = 0.0f;
    const std::uint32_t notes = bench.glide(x_m, 0.01f, 0.2f, 1000, 0); // 2 mm
    EXPECT_NE(notes & kScratched, 0U);
    EXPECT_TRUE(bench.state.skin.log.empty());
    (void)bench.at(x_m, -0.001f, 1000, 0);
    EXPECT_EQ(bench.state.restTravel_m, 0.0f) << "lifting ends the scratch";
}

TEST(Step, HoveringHigherThanTheNeedlesPuncturesNothing) {
    Bench bench;
    for (int k = 0; k < 240; ++k) {
        EXPECT_TRUE(bench.at(0.0f, -1.2e-3f, 1000, 1200).fresh.empty());
    }
    EXPECT_EQ(bench.state.cartridgeStrokes, 120U);
}

TEST(Step, HoveringALittleCostsThatMuch) {
    Bench bench;
    (void)bench.at(0.0f, -0.2e-3f, 1000, 1200);
    const StepReport report = bench.at(0.0f, -0.2e-3f, 1000, 1200);
    ASSERT_FALSE(report.fresh.empty());
    EXPECT_FALSE(report.contact.touching);
    // 0.2 mm of air, and skin that no plate holds
    const NeedleAtWork work(*bench.model, report, 0.1f);
    EXPECT_EQ(work.push.guard_N, 0.0f);
    const Puncture& middle = report.fresh[0];
    ASSERT_EQ(middle.needle, 0U);
    EXPECT_NEAR(
        middle.depth_m,
        needleDepth(work.push, work.gives.needles[0], 0.8e-3f + report.terms.dialError_m, {})
            .depth_m,
        2e-7f);
    EXPECT_NEAR(report.terms.gap_m, 0.2e-3f, 1e-6f);
}

TEST(Step, ATiltedPenReachesDeeperOnItsLowSide) {
    Bench bench;
    const double angle = 10.0 * kPi / 180.0;
    const glm::vec3 shaft(static_cast<float>(fixedSin(angle)), static_cast<float>(fixedCos(angle)),
                          0.0f);
    // the shaft leans to +x, so +x is where the plate's rim goes down
    const auto lowOverHigh_m = [&](float height_m) {
        const PenSample sample = test::sampleAt({0.0f, height_m, 0.0f}, 2400, 1200, shaft);
        bench.state = startState(*bench.model, 21);
        (void)step(*bench.model, bench.state, sample);
        const StepReport report = step(*bench.model, bench.state, sample);
        float low_m = 0.0f, high_m = 1.0f;
        for (const Puncture& puncture : report.fresh) {
            const float x_m = bench.model->cells.position_m[puncture.cell].x;
            low_m = x_m > 0.0015f ? std::max(low_m, puncture.depth_m) : low_m;
            high_m = x_m < -0.0015f ? std::min(high_m, puncture.depth_m) : high_m;
            EXPECT_NEAR(puncture.tilt_rad, angle, 1e-3);
        }
        return low_m - high_m;
    };
    // the rim just off the skin: the far needles are lifted by 4.87 mm * sin 10 = 0.85 mm, and dry
    // friction holds the near ones back by up to a fifth of that
    EXPECT_GT(lowOverHigh_m(0.0108f), 0.68e-3f);
    EXPECT_LT(lowOverHigh_m(0.0108f), 0.86e-3f);
    // on the low rim alone; then pressed in until the skin lies against all of the plate
    EXPECT_GT(lowOverHigh_m(0.0101f), 0.3e-3f);
    EXPECT_LT(lowOverHigh_m(0.0092f), 0.1e-3f);
}

TEST(Step, BoneStopsTheNeedleAndIsNoted) {
    test::FlatPad pad;
    SkinZone thin = test::foreheadZone();
    thin.tissue.layers[4].thickness_m = 0.2e-3f; // skin 1.414 + 0.2 mm over bone
    pad.patches = {{thin}};
    const auto model = test::flatModel(pad);
    SimState state = startState(*model, 1);
    PenSample sample = test::pressedSample(pad, 0.0f, 0.0f, 0.5e-3f, 2000, 1200);
    sample.stretch_pct = 10;
    (void)step(*model, state, sample);
    const StepReport report = step(*model, state, sample);
    EXPECT_NE(report.notes & kBoneReached, 0U);
    ASSERT_FALSE(report.fresh.empty());
    for (const Puncture& puncture : report.fresh) {
        EXPECT_EQ(puncture.layer, static_cast<std::uint8_t>(Layer::Base));
        // what is left of 1.614 mm of tissue where it is sunk under the plate, and dented
        const auto away_m =
            static_cast<double>(glm::length(model->pens[0].needles_m[puncture.needle]));
        const float sunk_m =
            0.5e-3f - static_cast<float>(skinRise_m(report.contact.plate, away_m, 0.0));
        EXPECT_LT(puncture.depth_m, 1.614e-3f - sunk_m);
        EXPECT_GT(puncture.depth_m, 1.614e-3f - sunk_m - 0.35e-3f);
    }
    EXPECT_EQ(report.terms.stop, NeedleStop::Bone);
    EXPECT_GT(report.terms.cut_m, 0.1e-3f);
    EXPECT_EQ(state.cartridgeBoneStrokes, 1U);
}

TEST(Step, LostTrackingKeepsThePoseAndDoesNothingToTheSkin) {
    Bench bench;
    for (int k = 0; k < 10; ++k) {
        (void)bench.at(0.004f, bench.seated_m, 1000, 1200);
    }
    const std::size_t before = bench.state.skin.log.size();
    const glm::vec3 tip = bench.state.pen.tip_m;
    PenSample lost = test::sampleAt({0.5f, 0.5f, 0.5f}, 1000, 1200);
    lost.tracking = Tracking::Lost;
    for (int k = 0; k < 10; ++k) {
        const StepReport report = step(*bench.model, bench.state, lost);
        EXPECT_EQ(report.notes, std::uint32_t{kTrackingLost});
        EXPECT_FALSE(report.contact.nearSkin);
    }
    EXPECT_EQ(bench.state.skin.log.size(), before);
    EXPECT_EQ(bench.state.pen.tip_m, tip);
    EXPECT_FALSE(bench.state.pen.tracked);
}

TEST(Step, ComingBackFromLostTrackingIsNoGlide) {
    Bench bench;
    for (int k = 0; k < 10; ++k) {
        (void)bench.at(-0.010f, bench.seated_m, 1000, 1200);
    }
    (void)step(*bench.model, bench.state, PenSample{});
    const StepReport back = bench.at(0.010f, bench.seated_m, 1000, 1200);
    EXPECT_EQ(back.notes & kTrackingLost, 0U);
    EXPECT_EQ(glm::length(back.contact.glide_mps), 0.0f) << "20 mm in a tick would be 4.8 m/s";
}

TEST(Step, ButtonsSpreadWipeAndChangeTheCartridge) {
    Bench bench;
    (void)bench.at(0.0f, bench.seated_m, 1000, 1200);
    (void)bench.at(0.0f, bench.seated_m, 1000, 1200);
    EXPECT_EQ(bench.state.cartridgeStrokes, 1U);
    const StepReport fresh = bench.at(0.0f, bench.seated_m, 0, 0, kNewCartridgeButton | kGelButton);
    EXPECT_NE(fresh.notes & kCartridgeChanged, 0U);
    EXPECT_NE(fresh.notes & kGelApplied, 0U);
    EXPECT_EQ(bench.state.cartridgeStrokes, 0U);
    const StepReport held = bench.at(0.0f, bench.seated_m, 0, 0, kNewCartridgeButton);
    EXPECT_EQ(held.notes & kCartridgeChanged, 0U) << "only at the press";
    EXPECT_EQ(held.gel, 1.0f);
    EXPECT_NE(bench.at(0.0f, bench.seated_m, 0, 0, kWipeButton).notes & kWiped, 0U);
    EXPECT_EQ(bench.at(0.0f, bench.seated_m, 0, 0).gel, 0.0f);
}

TEST(Step, GelHalvesTheScratch) {
    Bench dry, wet;
    (void)wet.at(-0.017f, wet.seated_m, 1000, 1200, kGelButton);
    float x_m = -0.017f;
    (void)dry.glide(x_m, 0.25f, 0.05f, 1000, 1200);
    x_m = -0.017f;
    (void)wet.glide(x_m, 0.25f, 0.05f, 1000, 1200);
    const auto longest = [](const SimState& state) {
        return *std::max_element(state.skin.scratch_m.begin(), state.skin.scratch_m.end());
    };
    EXPECT_NEAR(longest(wet.state) / longest(dry.state), 0.5f, 0.1f);
}

TEST(Step, SavedAndRestoredItGoesOnTheSame) {
    Bench bench;
    float x_m = -0.012f;
    (void)bench.glide(x_m, 0.02f, 0.5f, 1500, 1167);
    const SimState saved = bench.state;
    const float savedX_m = x_m;
    (void)bench.glide(x_m, 0.02f, 0.3f, 1500, 1167);
    const std::uint64_t first = stateHash(bench.state);
    bench.state = saved;
    x_m = savedX_m;
    (void)bench.glide(x_m, 0.02f, 0.3f, 1500, 1167);
    EXPECT_EQ(stateHash(bench.state), first);
}

TEST(Step, TwoModelsOfTheSameContentGiveTheSameBits) {
    Bench one, two;
    float x_m = -0.012f;
    (void)one.glide(x_m, 0.02f, 1.0f, 1500, 1167);
    x_m = -0.012f;
    (void)two.glide(x_m, 0.02f, 1.0f, 1500, 1167);
    EXPECT_EQ(stateHash(one.state), stateHash(two.state));
    EXPECT_EQ(one.state.skin.log.size(), two.state.skin.log.size());
}

TEST(Step, AReportSeesTheFreshPuncturesInTheLog) {
    Bench bench;
    for (int k = 0; k < 200; ++k) {
        const std::size_t before = bench.state.skin.log.size();
        const StepReport report = bench.at(0.0f, bench.seated_m, 1000, 1500);
        EXPECT_EQ(report.fresh.data(), bench.state.skin.log.data() + before);
        EXPECT_EQ(report.fresh.size(), bench.state.skin.log.size() - before);
    }
}

} // namespace
} // namespace stipple::sim
