#include "engine/input/scripted_pen.h"

#include "engine/base/fixed_clock.h"
#include "engine/input/operator_plan.h"
#include "engine/input/operator_style.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace stipple::input {
namespace {

constexpr float kHeight_m = 0.01f;

WorkPatch flatPatch(float x_m) {
    WorkPatch patch;
    patch.zone = "test";
    patch.size_m = {0.030f, 0.040f};
    patch.at = [x_m](glm::vec2 uv) {
        return SurfacePoint{.position_m = {x_m + uv.x, kHeight_m, uv.y}};
    };
    patch.needle_um = 500;
    patch.needleLow_um = 300;
    patch.needleHigh_um = 500;
    patch.needleMax_um = 1000;
    patch.strokeRate_dHz = 1200;
    patch.rateLow_dHz = 1000;
    patch.rateHigh_dHz = 1200;
    patch.passes = 3;
    patch.pull_deg = 40;
    return patch;
}

/// Three flat patches side by side; every newton presses 0.5 mm in.
WorkSurface flatSurface() {
    WorkSurface surface;
    surface.patches = {flatPatch(-0.04f), flatPatch(0.0f), flatPatch(0.04f)};
    surface.pens = {{.needleCircle_m = 0.005f,
                     .dialStep_um = 100,
                     .dialMin_um = 200,
                     .dialMax_um = 2500,
                     .strokeRates_dHz = {900, 1000, 1200}}};
    surface.seatHeight_m = [](const glm::vec3&, std::uint8_t, float force_N, float) {
        return -0.0005f * force_N;
    };
    surface.timeLimit_s = 240.0f;
    return surface;
}

std::vector<sim::PenSample> samplesOf(const std::string& name, std::uint64_t seed) {
    auto pen = makeScriptedPen(name, seed, flatSurface());
    EXPECT_TRUE(pen.ok());
    std::vector<sim::PenSample> samples;
    while (!(*pen)->finished() && samples.size() < 600U * kTickRate_Hz) {
        samples.push_back((*pen)->sample(static_cast<std::uint32_t>(samples.size())));
    }
    return samples;
}

bool touches(const sim::PenSample& sample) {
    return static_cast<float>(sample.tip_um[1]) * 1e-6f < kHeight_m;
}

TEST(ScriptedPen, KnowsThirteenOperators) {
    EXPECT_EQ(scriptedPenNames().size(), 13U);
    for (const std::string_view name : scriptedPenNames()) {
        const auto pen = makeScriptedPen(name, 4, flatSurface());
        ASSERT_TRUE(pen.ok()) << name;
        EXPECT_EQ((*pen)->traits().name, "scripted:" + std::string(name) + ",seed=4");
        EXPECT_TRUE((*pen)->traits().measuresForce);
    }
}

TEST(ScriptedPen, RefusesAnUnknownNameAndListsTheKnownOnes) {
    const auto pen = makeScriptedPen("clumsy", 1, flatSurface());
    ASSERT_FALSE(pen.ok());
    EXPECT_NE(pen.error().text.find("'clumsy'"), std::string::npos);
    for (const std::string_view name : scriptedPenNames()) {
        EXPECT_NE(pen.error().text.find(name), std::string::npos) << name;
    }
}

TEST(ScriptedPen, RefusesARoomWithoutPatches) {
    EXPECT_FALSE(makeScriptedPen("expert", 1, WorkSurface{}).ok());
}

TEST(ScriptedPen, RepeatsItselfForTheSameSeedOnly) {
    EXPECT_EQ(samplesOf("novice", 3), samplesOf("novice", 3));
    EXPECT_NE(samplesOf("novice", 3), samplesOf("novice", 4));
}

TEST(ScriptedPen, MovesLikeAHand) {
    for (const std::string_view name : scriptedPenNames()) {
        const auto samples = samplesOf(std::string(name), 2);
        for (std::size_t i = 1; i < samples.size(); ++i) {
            double square = 0.0;
            for (std::size_t k = 0; k < 3; ++k) {
                const double step_um = samples[i].tip_um[k] - samples[i - 1].tip_um[k];
                square += step_um * step_um;
            }
            // 0.5 m/s is 2.1 mm a tick
            ASSERT_LT(std::sqrt(square), 2100.0) << name << " tick " << i;
            double norm = 0.0;
            for (const std::int16_t part : samples[i].orientation_q15) {
                norm += double{part * 1.0} * part;
            }
            ASSERT_NEAR(std::sqrt(norm), 32767.0, 3.0) << name << " tick " << i;
        }
    }
}

TEST(Expert, FinishesInTheTimeLimitAndWorksOnEveryPatch) {
    const auto samples = samplesOf("expert", 1);
    EXPECT_LT(samples.size(), 240U * kTickRate_Hz);
    std::set<int> patches;
    for (const sim::PenSample& sample : samples) {
        if (touches(sample)) {
            EXPECT_EQ(sample.needle_um, 500);
            EXPECT_EQ(sample.stretch_pct, 15);
            EXPECT_EQ(sample.strokeRate_dHz, 1200); // never a resting needle in the skin
            patches.insert((sample.tip_um[0] + 60000) / 40000);
        }
    }
    EXPECT_EQ(patches, (std::set<int>{0, 1, 2}));
    EXPECT_FALSE(touches(samples.back()));
}

TEST(ScriptedPen, PullsTheSkinAsItsStyleHasIt) {
    const auto pullsOf = [](const char* name) {
        std::set<int> pulls;
        for (const sim::PenSample& sample : samplesOf(name, 1)) {
            if (touches(sample)) {
                pulls.insert(sample.pull_deg);
            }
        }
        return pulls;
    };
    EXPECT_EQ(pullsOf("expert"), std::set<int>{40}) << "as is best there";
    EXPECT_EQ(pullsOf("too-shallow"), std::set<int>{0}) << "nobody pulls";
    // anyhow, and on three patches in three ways
    const std::set<int> novice = pullsOf("novice");
    EXPECT_EQ(novice.size(), 3U);
    EXPECT_EQ(novice.count(40), 0U);
    EXPECT_GE(*novice.begin(), 1);
    EXPECT_LE(*novice.rbegin(), 180);
}

TEST(Expert, SpreadsGelBeforeTheFirstTouch) {
    bool gel = false;
    for (const sim::PenSample& sample : samplesOf("expert", 1)) {
        gel = gel || (sample.buttons & sim::kGelButton) != 0;
        if (touches(sample)) {
            EXPECT_TRUE(gel);
            return;
        }
    }
    FAIL() << "never touched";
}

TEST(Expert, StaysInsideThePatchesByHalfANeedleCircle) {
    for (const sim::PenSample& sample : samplesOf("expert", 6)) {
        if (touches(sample)) {
            const int inPatch_um = (sample.tip_um[0] + 60000) % 40000 - 20000;
            // 15 mm half width less 2.5 mm, and half a millimetre of hand
            EXPECT_LE(std::abs(inPatch_um), 13000);
            EXPECT_LE(std::abs(sample.tip_um[2]), 18000);
        }
    }
}

TEST(Plan, HurriesWhenTheTimeIsShort) {
    WorkSurface surface = flatSurface();
    const float easy_s = planDuration_s(planWork({}, surface, seededRandom(1)));
    surface.timeLimit_s = 0.95f * easy_s;
    const float hurried_s = planDuration_s(planWork({}, surface, seededRandom(1)));
    EXPECT_LT(hurried_s, surface.timeLimit_s);
    EXPECT_LT(hurried_s, easy_s);
}

TEST(Plan, SetsTheDialAsTheFaultSays) {
    const auto dialOf = [](const char* name) {
        const auto steps = planWork(*operatorStyle(name), flatSurface(), seededRandom(1));
        for (const PlanStep& step : steps) {
            if (step.kind == PlanStep::Kind::Stroke) {
                return static_cast<int>(step.needle_um);
            }
        }
        return 0;
    };
    EXPECT_EQ(dialOf("expert"), 500);
    EXPECT_EQ(dialOf("too-shallow"), 200);
    EXPECT_EQ(dialOf("wrong-settings"), 600);
    // (1000 + 500) / 0.85 + 150 = 1915 um, the next step is 2000
    EXPECT_EQ(dialOf("too-deep"), 2000);
}

TEST(Careless, RunsOnIntoTheNextPatchOnTheSkin) {
    // the second patch begins at x = -15 mm; the first one's lines end at -25 mm
    bool beyond = false;
    bool sawSecondGel = false;
    int gelRuns = 0;
    bool gel = false;
    for (const sim::PenSample& sample : samplesOf("careless", 1)) {
        const bool now = (sample.buttons & sim::kGelButton) != 0;
        gelRuns += now && !gel ? 1 : 0;
        gel = now;
        sawSecondGel = gelRuns > 2; // two dabs for each pass
        if (!sawSecondGel && touches(sample) && sample.tip_um[0] > -15000) {
            beyond = true;
        }
    }
    EXPECT_TRUE(beyond);
}

} // namespace
} // namespace stipple::input
