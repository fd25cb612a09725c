#include "training/app/healing_look.h"

#include "engine/render/chromophores.h"
#include "engine/render/redness_spread.h"
#include "engine/scene/healing_file.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::app {
namespace {

constexpr const char* kFile = "scenes/healing.toml";
constexpr float kDays_s = 86400.0f;

sim::HealingParameters shipped() {
    const auto parsed = scene::parseHealing(test::dataText(kFile), kFile);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return *parsed;
}

/// Four cells in a row: a box-car scar, an ice-pick scar, a line, and skin that was left alone.
struct Row {
    sim::SkinCells cells;
    LookBefore before;
    std::vector<sim::PlaceDose> doses;
    std::vector<float> marks{0.0f, 0.0f, 0.0f, 0.0f};

    Row() {
        cells.width = 4;
        cells.height = 1;
        cells.zone = {0, 0, 0, 0};
        before.complaint = {static_cast<std::uint8_t>(sim::Complaint::BoxcarScar),
                            static_cast<std::uint8_t>(sim::Complaint::IcePickScar), kLinesHere,
                            kLinesHere};
        for (int k = 0; k < 4; ++k) {
            for (const int code : {100, 50, 30, 0}) {
                before.skin.pigment.push_back(static_cast<std::uint8_t>(code));
                before.without.pigment.push_back(static_cast<std::uint8_t>(code));
            }
            for (const int code : {228, 28, 55, 0}) { // slopes of +-0.79, a dark hollow
                before.skin.relief.push_back(static_cast<std::uint8_t>(code));
            }
            for (const int code : {128, 128, 255, 0}) { // flat
                before.without.relief.push_back(static_cast<std::uint8_t>(code));
            }
            doses.push_back(k < 3 ? sim::PlaceDose{2.0e-3f, 1.0f, 1.0f, 0.0f} : sim::PlaceDose{});
        }
    }

    [[nodiscard]] HealedLook after(const sim::HealingParameters& healing, int sessions,
                                   float day) const {
        HealedLook look;
        renewLook(before, cells, healing,
                  {doses, marks, {sessions, 30.0f * kDays_s}, day * kDays_s}, look);
        return look;
    }
};

TEST(HealingLook, ScarsGoFlatAsMuchAsTheirTrialSaysAndIcePicksHardly) {
    const sim::HealingParameters healing = shipped();
    const Row row;
    // S79: three sessions, three months later: box-car 47 %, ice pick 6 %; of a slope of 100 codes
    const HealedLook look = row.after(healing, 3, 150.0f);
    EXPECT_NEAR(look.relief[0], 228 - 47, 1);
    EXPECT_NEAR(look.relief[1], 28 + 47, 1);
    EXPECT_NEAR(look.relief[4], 228 - 6, 1);
    // S88: 1.23 of 5 grades after four; three have done 0.62 to 0.75 of it by then
    EXPECT_LT(look.relief[8], 228 - 14);
    EXPECT_GT(look.relief[8], 228 - 26);
    EXPECT_EQ(look.relief[12], 228) << "nobody needled there";
    EXPECT_EQ(look.pigment[12], 100);
    EXPECT_EQ(look.revision, 1U);
}

TEST(HealingLook, NothingHasChangedBeforeAnythingMatured) {
    const sim::HealingParameters healing = shipped();
    const Row row;
    const HealedLook look = row.after(healing, 1, 3.0f);
    EXPECT_EQ(look.relief, row.before.skin.relief);
}

TEST(HealingLook, DarkMarksComeAndFade) {
    const sim::HealingParameters healing = shipped();
    Row row;
    row.marks[2] = 1.0f;
    const auto melanin = [&](float day) {
        const float code = row.after(healing, 1, day).pigment[8];
        return code * code; // square-root coded
    };
    const float plain = 100.0f * 100.0f;
    // at its darkest it has so much more melanin than the skin
    EXPECT_NEAR(melanin(21.0f) / plain, 1.0f + healing.markDarkness, 0.02f);
    EXPECT_LT(melanin(1.0f), 1.1f * plain);
    EXPECT_GT(melanin(90.0f), 1.2f * plain);
    EXPECT_LT(melanin(365.0f), 1.15f * plain);
    EXPECT_NEAR(row.after(healing, 1, 21.0f).pigment[0], 100, 0) << "not marked there";
}

TEST(HealingLook, RednessSeenIsThatOfTheOpticsThatDrawIt) {
    // a* that 2.1 % more blood adds, over that of the lightest skin; melanin as in the data file
    const sim::HealingParameters healing = shipped();
    constexpr std::array kMelanin{0.015f, 0.03f, 0.06f, 0.11f, 0.20f, 0.33f};
    constexpr float kBlood = 0.015f, kFlush = 0.021f;
    const auto redder = [&](float melanin) {
        return render::labOf(render::skinAlbedo({melanin, kBlood + kFlush})).y -
               render::labOf(render::skinAlbedo({melanin, kBlood})).y;
    };
    const float whole = redder(kMelanin[0]);
    for (std::size_t type = 0; type < kMelanin.size(); ++type) {
        EXPECT_NEAR(healing.rednessSeen[type], redder(kMelanin[type]) / whole, 0.02f) << type + 1;
    }
}

// The live picture has no healing file at hand; it must not tell another spread than the hours
// after
TEST(HealingLook, LiveRednessSpreadsAsFarAsThatOfTheHoursAfter) {
    EXPECT_FLOAT_EQ(render::RednessSpread::kSpread_m, shipped().rednessSpread_m);
}

} // namespace
} // namespace stipple::app
