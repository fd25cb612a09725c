#include "engine/sim/needle_give.h"

#include "engine/base/fixed_math.h"
#include "tests/analytic/zone_stacks.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stipple::sim {
namespace {

/// A metre of one material: a half-space to a needle.
TissueStack deepStack(float youngsModulus_Pa) {
    TissueStack stack = test::foreheadZone().tissue;
    for (TissueLayer& layer : stack.layers) {
        layer = {0.2f, youngsModulus_Pa, 0.48f};
    }
    return stack;
}

TEST(NeedleGive, OneNeedleOnAHalfSpaceSinksAsADiscUnderPressure) {
    // mean sinking under a uniform pressure on a disc: 16 (1 - nu^2) p a / (3 pi E)
    const PenDevice pen = test::ringPen(12); // needles of 0.25 mm
    const double radius_m = 0.125e-3, area_m2 = kPi * radius_m * radius_m;
    const double expected = 16.0 * (1.0 - 0.48 * 0.48) * radius_m / (3.0 * kPi * 50e3 * area_m2);
    // waves beyond seven over the radius are left out: 0.8 %
    EXPECT_NEAR(static_cast<double>(giveTable(pen, deepStack(50e3f)).alone_mpN) / expected, 1.0,
                0.015);
}

TEST(NeedleGive, NeighboursOnAHalfSpaceAddBoussinesqsShare) {
    // (1 - nu^2) / (pi E d) for each newton at a distance that is large against the disc
    PenDevice pen = test::ringPen(2);
    pen.needles_m = {{-2e-3f, 0.0f}, {2e-3f, 0.0f}};
    const GiveTable table = giveTable(pen, deepStack(50e3f));
    const double neighbour = (1.0 - 0.48 * 0.48) / (kPi * 50e3 * 4e-3);
    for (const NeedleGive& give : table.needles) {
        EXPECT_NEAR(static_cast<double>(give.free_mpN - table.alone_mpN) / neighbour, 1.0, 0.02);
    }
}

TEST(NeedleGive, TheRingsGiveUpWhatBettiSays) {
    // A newton at a needle takes from rings that stay in place what a press of those rings by a
    // metre would sink the skin at the needle by: the plate's own table tells that.
    for (const auto& [id, zone] : test::zoneTissues()) {
        const PenDevice pen = test::ringPen(12);
        const GiveTable give = giveTable(pen, zone.tissue);
        const PlateDisc disc{pen.plateRadius_m, pen.openingRadius_m};
        const ThicknessRange range;
        const PlateTables plates = plateTables({&zone.tissue, 1}, {&range, 1}, {&disc, 1});
        const PlateReading reading = readPlate(plates, {}, {.press_m = 1e-3});
        double sunk = 0.0;
        for (const glm::vec2& needle : pen.needles_m) {
            const auto away_m = static_cast<double>(std::hypot(needle.x, needle.y));
            sunk += 1.0 - skinRise_m(reading, away_m, 1.0) / 1e-3;
        }
        // six rings each; the skin's surface is told at four places
        EXPECT_NEAR(static_cast<double>(give.relief),
                    sunk / static_cast<double>(pen.needles_m.size()), 0.04)
            << id;
    }
}

TEST(NeedleGive, APlateHoldsAndTensionCarries) {
    test::FlatPad pad;
    pad.patches = {{test::medialCheekZone()}};
    const auto model = test::flatModel(pad);
    const PlateSite slack{}, taut{.strain = 0.1f};
    const GiveReading one = readGives(model->gives, 0, slack);
    const GiveReading two = readGives(model->gives, 0, taut);
    EXPECT_LT(two.alone_mpN, 0.75f * one.alone_mpN);
    for (std::size_t k = 0; k < 12; ++k) {
        EXPECT_GT(one.needles[k].guarded_mpN, 0.0f);
        EXPECT_LT(one.needles[k].guarded_mpN, 0.7f * one.needles[k].free_mpN);
        EXPECT_LT(two.needles[k].free_mpN, one.needles[k].free_mpN);
        EXPECT_LT(two.needles[k].guarded_mpN, one.needles[k].guarded_mpN);
        EXPECT_GT(one.needles[k].free_mpN, one.alone_mpN) << "neighbours push, too";
    }
}

TEST(NeedleGive, BetweenThicknessesTheTableIsNear) {
    test::FlatPad pad;
    pad.patches = {{test::foreheadZone()}};
    auto model = test::flatModel(pad);
    PlateTables axes = model->plates;
    axes.zones[0].logSkin = {fixedLog(0.7), fixedLog(1.1), fixedLog(1.7)};
    axes.zones[0].logFat = {fixedLog(0.5), fixedLog(0.8), fixedLog(1.28)};
    const TissueStack stack = model->zones[0].tissue;
    const NeedleGives gives = needleGives({&stack, 1}, model->pens, axes);
    for (const float skin : {0.7f, 0.85f, 1.0f, 1.4f}) {
        for (const float fat : {0.6f, 0.8f, 1.0f}) {
            TissueStack there = stack;
            for (std::size_t k = 0; k < 4; ++k) {
                there.layers[k].thickness_m *= skin;
            }
            there.layers[4].thickness_m *= fat;
            const GiveTable exact = giveTable(model->pens[0], there);
            const GiveReading read = readGives(gives, 0, {.skinScale = skin, .fatScale = fat});
            EXPECT_NEAR(read.alone_mpN / exact.alone_mpN, 1.0f, 0.02f) << skin << " " << fat;
            for (std::size_t k = 0; k < 12; ++k) {
                EXPECT_NEAR(read.needles[k].guarded_mpN / exact.needles[k].guarded_mpN, 1.0f, 0.03f)
                    << skin << " " << fat;
            }
        }
    }
}

} // namespace
} // namespace stipple::sim
