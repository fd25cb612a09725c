#include "engine/sim/cartridge.h"

#include "engine/base/fixed_math.h"
#include "engine/base/random.h"
#include "engine/sim/step.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace stipple::sim {
namespace {

constexpr float kDegree = static_cast<float>(kPi / 180.0);

CartridgeStart dropped(float bend_deg, std::uint32_t needle = kNone) {
    return {CartridgeOrigin::Dropped, bend_deg * kDegree, needle};
}

TEST(Cartridge, ASealedOneIsStraightAndFresh) {
    const CartridgeState sealed = fittedCartridge({}, 12, 7);
    EXPECT_TRUE(isFresh(sealed));
    EXPECT_EQ(bentNeedle(sealed, test::ringPen(12)).number, kNone);
    EXPECT_FALSE(isFresh(fittedCartridge({CartridgeOrigin::Open}, 12, 7)));
    EXPECT_EQ(bentNeedle(fittedCartridge({CartridgeOrigin::Used}, 12, 7), test::ringPen(12)).number,
              kNone);
}

TEST(Cartridge, TheSeedDecidesWhichNeedleIsBentAndWhereTo) {
    std::set<std::uint32_t> needles;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const CartridgeState one = fittedCartridge(dropped(20.0f), 12, seed);
        const CartridgeState again = fittedCartridge(dropped(20.0f), 12, seed);
        EXPECT_EQ(one.bentNeedle, again.bentNeedle);
        EXPECT_EQ(one.bendWay, again.bendWay);
        ASSERT_LT(one.bentNeedle, 12U);
        EXPECT_NEAR(glm::length(one.bendWay), 1.0f, 1e-6f);
        EXPECT_EQ(fittedCartridge(dropped(20.0f, 4), 12, seed).bentNeedle, 4U) << "as data says";
        needles.insert(one.bentNeedle);
    }
    EXPECT_EQ(needles.size(), 12U) << "any of them";
}

TEST(Cartridge, ALeaningNeedleReachesLessAndLiesAside) {
    // of a needle of length L: L (1 - cos) higher, L sin aside, tan sideways for each depth
    PenDevice pen = test::ringPen(12);
    pen.openingRadius_m = 0.0f; // nothing in its way
    const float length_m = pen.needleLength_m;
    for (const float bend_deg : {5.0f, 20.0f, 45.0f}) {
        const double bend = static_cast<double>(bend_deg * kDegree);
        const BentNeedle bent = bentNeedle(fittedCartridge(dropped(bend_deg, 3), 12, 1), pen);
        EXPECT_EQ(bent.number, 3U);
        EXPECT_NEAR(bent.higher_m, length_m * (1.0 - std::cos(bend)), 1e-9);
        EXPECT_NEAR(glm::length(bent.aside_m), length_m * std::sin(bend), 1e-9);
        EXPECT_NEAR(bent.lean, std::tan(bend), 1e-5);
    }
}

TEST(Cartridge, TheHoleInThePlateLetsNothingOutBeyondItsEdge) {
    PenDevice pen = test::ringPen(12);
    pen.openingRadius_m = 0.003f;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const BentNeedle bent = bentNeedle(fittedCartridge(dropped(45.0f), 12, seed), pen);
        const float away_m = glm::length(pen.needles_m[bent.number] + bent.aside_m);
        EXPECT_LE(away_m, 0.003f - 0.5f * pen.needleDiameter_m + 1e-9f);
        EXPECT_LE(bent.lean, 1.0f + 1e-5f);
    }
}

/// A pad under a seated pen, with needles all straight or one of them bent.
struct Seat {
    test::FlatPad pad = [] {
        test::FlatPad made;
        made.pens = {test::ringPen(12)};
        return made;
    }();
    std::unique_ptr<SimModel> model = test::flatModel(pad);
    float seated_m = test::pressFor_m(test::foreheadZone(), pad.pens[0], 1.0f);

    /// The punctures of one stroke of a fresh attempt; in the second tick one is completed.
    [[nodiscard]] std::vector<Puncture>
    stroke(const CartridgeStart& start, std::uint16_t needle_um,
           std::optional<CartridgeState> fitted = std::nullopt) const {
        SimState state = startState(*model, 5, start);
        state.cartridge = fitted.value_or(state.cartridge);
        const PenSample sample = test::pressedSample(pad, 0.0f, 0.0f, seated_m, needle_um, 1200);
        (void)step(*model, state, sample);
        (void)step(*model, state, sample);
        return state.skin.log;
    }
    [[nodiscard]] glm::vec3 placeOf(const Puncture& puncture) const {
        const auto& corner = model->mesh.triangles[puncture.triangle];
        const glm::vec2 weight = puncture.barycentric;
        return model->mesh.positions_m[corner[0]] * (1.0f - weight.x - weight.y) +
               model->mesh.positions_m[corner[1]] * weight.x +
               model->mesh.positions_m[corner[2]] * weight.y;
    }
};

const Puncture* ofNeedle(const std::vector<Puncture>& log, std::uint32_t needle) {
    const auto at = std::find_if(log.begin(), log.end(),
                                 [=](const Puncture& one) { return one.needle == needle; });
    return at != log.end() ? &*at : nullptr;
}

/// Bent so that its tip is as far from the axis as its root: the skin lies as high under it.
CartridgeState alongTheRing(const PenDevice& pen, std::uint32_t needle, float bend_deg) {
    CartridgeState out = fittedCartridge(dropped(bend_deg, needle), pen.needles_m.size(), 1);
    const glm::vec2 place_m = pen.needles_m[needle];
    const float radius_m = glm::length(place_m);
    // a chord of that length leans inwards from the tangent by asin(chord / 2 r)
    const float chord_m = pen.needleLength_m * out.bendSine;
    const double in = fixedAsin(static_cast<double>(chord_m / (2.0f * radius_m)));
    const glm::vec2 outwards = place_m / radius_m, tangent{-outwards.y, outwards.x};
    out.bendWay =
        tangent * static_cast<float>(fixedCos(in)) - outwards * static_cast<float>(fixedSin(in));
    return out;
}

TEST(Cartridge, ABentNeedleGoesInAsideLessDeepAndMakesASlit) {
    const Seat seat;
    const PenDevice& pen = seat.model->pens[0];
    const std::uint32_t needle = 5;
    ASSERT_NEAR(glm::length(pen.needles_m[needle]), 0.0025f, 1e-6f) << "on the ring";
    const CartridgeState cartridge = alongTheRing(pen, needle, 15.0f);
    const auto straight = seat.stroke({}, 1000), bent = seat.stroke({}, 1000, cartridge);
    ASSERT_EQ(straight.size(), 12U);
    ASSERT_EQ(bent.size(), 12U);
    const Puncture &plain = *ofNeedle(straight, needle), &leant = *ofNeedle(bent, needle);
    const double bend = 15.0 * kPi / 180.0, length_m = static_cast<double>(pen.needleLength_m);
    EXPECT_NEAR(glm::distance(seat.placeOf(plain), seat.placeOf(leant)), length_m * std::sin(bend),
                2e-6);
    // a needle that is in less deep rubs less, and so the skin gives way less: with dry friction of
    // 2.5 N/m and some 0.02 m/N of give that is one twentieth of it
    const double missing_m = length_m * (1.0 - std::cos(bend));
    const double less_m = static_cast<double>(plain.depth_m - leant.depth_m);
    EXPECT_LT(less_m, missing_m);
    EXPECT_GT(less_m, 0.9 * missing_m);
    EXPECT_NEAR(leant.drag_m - plain.drag_m, std::tan(bend) * static_cast<double>(leant.depth_m),
                1e-7);
    for (const Puncture& other : straight) {
        if (other.needle != needle) {
            EXPECT_EQ(ofNeedle(bent, other.needle)->depth_m, other.depth_m) << "the others as ever";
            EXPECT_EQ(ofNeedle(bent, other.needle)->drag_m, other.drag_m);
        }
    }
}

TEST(Cartridge, AWideSlitIsATearThatShows) {
    // 45 degrees at 1.5 mm: about a millimetre sideways, 0.45 of which skin and shaft allow
    const Seat seat;
    SimState state = startState(*seat.model, 5);
    state.cartridge = alongTheRing(seat.model->pens[0], 5, 40.0f);
    const PenSample sample = test::pressedSample(seat.pad, 0.0f, 0.0f, seat.seated_m, 2000, 1200);
    std::uint32_t notes = step(*seat.model, state, sample).notes;
    notes |= step(*seat.model, state, sample).notes;
    EXPECT_NE(notes & kScratched, 0U);
    SimState plain = startState(*seat.model, 5);
    notes = step(*seat.model, plain, sample).notes;
    EXPECT_EQ((notes | step(*seat.model, plain, sample).notes) & kScratched, 0U);
}

TEST(Cartridge, AnyBendLeavesDepthsFiniteAndNotNegative) {
    const Seat seat;
    Pcg32 random = seededRandom(3);
    const auto straight = seat.stroke({}, 1000);
    for (int k = 0; k < 60; ++k) {
        const float bend_deg = 1.0f + 44.0f * nextUniform(random);
        const auto needle = static_cast<std::uint32_t>(12.0f * nextUniform(random));
        const auto needle_um = static_cast<std::uint16_t>(100.0f + 2400.0f * nextUniform(random));
        for (const Puncture& one : seat.stroke(dropped(bend_deg, needle), needle_um)) {
            EXPECT_GT(one.depth_m, 0.0f);
            EXPECT_LE(one.depth_m, seat.model->pens[0].needleLength_m);
            EXPECT_EQ(one.drag_m - one.drag_m, 0.0f);
            EXPECT_GE(one.drag_m, 0.0f);
        }
    }
    // the more it leans the less it reaches
    float before_m = ofNeedle(straight, 5)->depth_m;
    for (float bend_deg = 5.0f; bend_deg < 30.0f; bend_deg += 5.0f) {
        const auto log = seat.stroke({}, 1000, alongTheRing(seat.model->pens[0], 5, bend_deg));
        const Puncture* one = ofNeedle(log, 5);
        const float depth_m = one != nullptr ? one->depth_m : 0.0f;
        EXPECT_LT(depth_m, before_m) << bend_deg;
        before_m = depth_m;
    }
}

TEST(Cartridge, ANewOneIsSealedAndStraight) {
    const Seat seat;
    SimState state = startState(*seat.model, 5, dropped(20.0f));
    ASSERT_FALSE(isFresh(state.cartridge));
    PenSample sample = test::pressedSample(seat.pad, 0.0f, 0.0f, -0.01f, 1000, 0);
    sample.buttons = kNewCartridgeButton;
    EXPECT_NE(step(*seat.model, state, sample).notes & kCartridgeChanged, 0U);
    EXPECT_TRUE(isFresh(state.cartridge));
    EXPECT_EQ(bentNeedle(state.cartridge, seat.model->pens[0]).number, kNone);
}

TEST(Cartridge, OnlyOneThatIsNotPlainlySealedCountsInTheHash) {
    const Seat seat;
    const SimState plain = startState(*seat.model, 5);
    EXPECT_EQ(stateHash(startState(*seat.model, 5, {CartridgeOrigin::Sealed})), stateHash(plain));
    std::set<std::uint64_t> seen{stateHash(plain)};
    for (const CartridgeStart& start :
         {CartridgeStart{CartridgeOrigin::Open}, CartridgeStart{CartridgeOrigin::Used},
          dropped(20.0f, 3), dropped(21.0f, 3), dropped(20.0f, 4)}) {
        EXPECT_TRUE(seen.insert(stateHash(startState(*seat.model, 5, start))).second);
    }
    SimState turned = startState(*seat.model, 5, dropped(20.0f, 3));
    turned.cartridge.bendWay = -turned.cartridge.bendWay;
    EXPECT_TRUE(seen.insert(stateHash(turned)).second);
}

/// A pen whose motor slows from the first touch on and stands still under 2 N.
struct LoadedPen {
    test::FlatPad pad = [] {
        test::FlatPad made;
        made.pens = {test::ringPen(12)};
        made.pens[0].stallForce_N = 2.0f;
        return made;
    }();
    std::unique_ptr<SimModel> model = test::flatModel(pad);
    SimState state = startState(*model, 5);

    StepReport press(float x_m, float force_N, std::uint16_t rate_dHz) {
        const float press_m = test::pressFor_m(test::foreheadZone(), pad.pens[0], force_N);
        PenSample sample = test::pressedSample(pad, x_m, 0.0f, press_m, 1000, rate_dHz);
        sample.stretch_pct = 10;
        return step(*model, state, sample);
    }
};

TEST(MotorLoad, HalfTheStallForceHalvesTheRate) {
    LoadedPen pen;
    std::uint32_t strokes = 0;
    for (int k = 0; k < 480; ++k) {
        const StepReport report = pen.press(0.0f, 1.0f, 1200);
        const float share = 1.0f - report.contact.force_N / 2.0f;
        EXPECT_NEAR(report.strokeRate_dHz, 1200.0f * share, 1.0f);
        EXPECT_EQ(report.notes & (kStalled | kMotorOffInContact), 0U);
        strokes += k >= 240 ? report.strokes : 0U;
    }
    EXPECT_NEAR(strokes, 60.0, 2.0) << "of 120 in a second";
    PenSample air = test::pressedSample(pen.pad, 0.0f, 0.0f, -0.01f, 1000, 1200);
    EXPECT_EQ(step(*pen.model, pen.state, air).strokeRate_dHz, 1200) << "free of the skin";
}

TEST(MotorLoad, TheNeedlesOfAStalledPenRestInTheSkinAndTearIt) {
    LoadedPen stalled, off;
    std::uint32_t notes = 0;
    for (int k = 0; k < 48; ++k) { // 2 mm
        const float x_m = 0.01f * kTick_s * static_cast<float>(k);
        const StepReport report = stalled.press(x_m, 4.0f, 1200);
        EXPECT_EQ(report.strokeRate_dHz, 0);
        EXPECT_EQ(report.strokes, 0U);
        EXPECT_NE(report.notes & kStalled, 0U);
        EXPECT_EQ(report.notes & kMotorOffInContact, 0U) << "it is on";
        notes |= report.notes;
        (void)off.press(x_m, 4.0f, 0);
    }
    EXPECT_NE(notes & kScratched, 0U);
    EXPECT_TRUE(stalled.state.skin.log.empty());
    EXPECT_EQ(stalled.state.skin.scratch_m, off.state.skin.scratch_m) << "as with the motor off";
    // lifted it runs again
    PenSample air = test::pressedSample(stalled.pad, 0.0f, 0.0f, -0.01f, 1000, 1200);
    EXPECT_EQ(step(*stalled.model, stalled.state, air).notes & kStalled, 0U);
    EXPECT_EQ(stalled.state.restTravel_m, 0.0f);
}

} // namespace
} // namespace stipple::sim
