#include "engine/sim/step.h"

#include "engine/sim/plate_model.h"
#include "engine/sim/skin_fold.h"
#include "engine/sim/skin_walk.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

// What a plate that glides over slack skin does to the places of the needles.

namespace stipple::sim {
namespace {

struct Glide {
    float gel = 0.0f;
    std::uint8_t stretch_pct = 0, pull_deg = kNoDirection;
    float force_N = 1.0f, way_m = 0.012f, speed_mps = 0.02f, from_m = -0.006f;
    std::uint16_t needle_um = 1000, rate_dHz = 1200;
};

/// What came of it.
struct Glided {
    SimState state;
    std::vector<float> drawn_m, skip_m, force_N; ///< per tick
    std::vector<float> fold_m, stretched;        ///< per tick
    std::vector<float> needleX_m;                ///< of the middle needle's punctures
    std::vector<float> plateX_m;                 ///< where the plate was in the same ticks

    [[nodiscard]] float fold() const { return *std::max_element(fold_m.begin(), fold_m.end()); }
    [[nodiscard]] float most_m() const { return *std::max_element(drawn_m.begin(), drawn_m.end()); }
};

std::unique_ptr<SimModel> cheek() {
    test::FlatPad pad;
    pad.patches = {{test::medialCheekZone()}};
    auto model = test::flatModel(pad);
    model->needling.tractionShare = 1.0f;
    model->needling.gelSpentPerPuncture = 0.0f; // a film that lasts
    model->cells.lines_deg.assign(cellCount(model->cells), kAcrossSkin_deg);
    return model;
}

Glided glide(const SimModel& model, const Glide& how) {
    Glided out{startState(model, 3), {}, {}, {}, {}, {}, {}, {}};
    std::fill(out.state.skin.gel.begin(), out.state.skin.gel.end(), how.gel);
    const float press_m = test::pressFor_m(test::medialCheekZone(), model.pens[0], how.force_N);
    const test::FlatPad pad;
    const auto ticks = static_cast<int>(std::abs(how.way_m / how.speed_mps) / kTick_s);
    for (int k = 0; k <= ticks; ++k) {
        const float x_m =
            how.from_m + how.way_m * static_cast<float>(k) / static_cast<float>(ticks);
        PenSample sample = test::pressedSample(
            pad, x_m, 0.0f, how.force_N > 0.0f ? press_m : -1e-4f, how.needle_um, how.rate_dHz);
        sample.stretch_pct = how.stretch_pct;
        sample.pull_deg = how.pull_deg;
        const StepReport report = step(model, out.state, sample);
        EXPECT_EQ(report.notes & kNonFinite, 0U);
        out.drawn_m.push_back(report.drawn_m);
        out.skip_m.push_back(report.skip_m);
        out.force_N.push_back(report.contact.force_N);
        out.fold_m.push_back(report.fold_m);
        out.stretched.push_back(report.stretch.drawn);
        for (const Puncture& puncture : report.fresh) {
            if (puncture.needle == 0) {
                out.needleX_m.push_back(
                    positionAt(model.mesh, {puncture.triangle, puncture.barycentric}).x -
                    model.pens[0].needles_m[puncture.needle].x);
                out.plateX_m.push_back(x_m);
            }
        }
    }
    return out;
}

TEST(SlackSkin, DryItIsDrawnAlongByFrictionOverStiffness) {
    const auto model = cheek();
    const Glided dry = glide(*model, {});
    // along its lines: a third above the mean
    const double held_NpM =
        lateralStiffness_NpM(test::medialCheekZone().tissue,
                             static_cast<double>(model->pens[0].plateRadius_m), 4.0f / 3.0f);
    // mu 0.5, 1.3 times that at rest; the force is the elastic one, for fresh skin barely yields
    const float force_N = dry.force_N.back();
    const auto slides_m = static_cast<float>(0.5 * static_cast<double>(force_N) / held_NpM);
    EXPECT_GT(slides_m, 1e-3f);
    EXPECT_NEAR(dry.most_m(), 1.3f * slides_m, 0.06f * slides_m);
    // past the first slip it stays between the two
    const auto first = std::find_if(dry.skip_m.begin(), dry.skip_m.end(),
                                    [](float skip_m) { return skip_m > 0.0f; });
    ASSERT_NE(first, dry.skip_m.end());
    for (auto k = static_cast<std::size_t>(first - dry.skip_m.begin()); k < dry.drawn_m.size();
         ++k) {
        EXPECT_GE(dry.drawn_m[k], 0.95f * slides_m);
    }
    EXPECT_GE(std::count_if(dry.skip_m.begin(), dry.skip_m.end(),
                            [](float skip_m) { return skip_m > 0.2e-3f; }),
              5)
        << "it slips again and again";
}

TEST(SlackSkin, NeedlesMeetTheSameSkinWhileItSticksAndLeaveSomeOutWhereItSlips) {
    const auto model = cheek();
    const Glided dry = glide(*model, {});
    ASSERT_GT(dry.needleX_m.size(), 40U);
    // the plate has gone a millimetre and the needles are where they were
    std::size_t stuck = 0;
    while (dry.plateX_m[stuck] - dry.plateX_m[0] < 1.0e-3f) {
        ++stuck;
    }
    EXPECT_NEAR(dry.needleX_m[stuck], dry.needleX_m[1], 2e-6f);
    // later two strokes lie farther apart than the plate went between them
    const float stroke_m = 0.02f / 120.0f;
    float widest_m = 0.0f;
    for (std::size_t k = 1; k < dry.needleX_m.size(); ++k) {
        widest_m = std::max(widest_m, dry.needleX_m[k] - dry.needleX_m[k - 1]);
        EXPECT_GE(dry.needleX_m[k] - dry.needleX_m[k - 1], -2e-6f) << "and none goes back";
    }
    EXPECT_GT(widest_m, 2.0f * stroke_m);
    // at the end they lag behind by what the skin is drawn, before or after a slip in that tick
    const float lag_m = dry.plateX_m.back() - dry.needleX_m.back();
    const float now_m = dry.drawn_m.back(), before_m = dry.drawn_m[dry.drawn_m.size() - 2];
    EXPECT_GT(lag_m, std::min(now_m, before_m) - 0.15e-3f);
    EXPECT_LT(lag_m, std::max(now_m, before_m) + 0.15e-3f);
}

TEST(SlackSkin, GelAndTheSupportHandLetItLie) {
    const auto model = cheek();
    float before_m = 1.0f;
    for (const float gel : {0.0f, 0.25f, 0.5f, 0.75f, 1.0f}) {
        Glide how;
        how.gel = gel;
        const float now_m = glide(*model, how).most_m();
        EXPECT_LE(now_m, before_m) << gel;
        before_m = now_m;
    }
    before_m = 1.0f;
    for (const int stretch_pct : {0, 2, 5, 10, 20}) {
        Glide how;
        how.stretch_pct = static_cast<std::uint8_t>(stretch_pct);
        how.pull_deg = kAcrossSkin_deg;
        // pressed as far in, taut skin presses back harder: the grip is a matter of both
        const Glided glided = glide(*model, how);
        const float now_m = glided.most_m() / glided.force_N.back();
        EXPECT_LE(now_m, before_m * 1.001f) << stretch_pct;
        before_m = now_m;
    }
    Glide taut;
    taut.gel = 1.0f;
    taut.stretch_pct = 15;
    taut.pull_deg = kAcrossSkin_deg;
    EXPECT_LT(glide(*model, taut).most_m(), 0.25e-3f) << "as an expert works: hardly at all";
}

TEST(SlackSkin, PulledAlongItsLinesItIsDrawnLessThanPulledAcross) {
    const auto model = cheek();
    Glide how;
    how.stretch_pct = 10;
    // slowly, so that ticks are short against the way to a slip
    how.way_m = 0.004f;
    how.speed_mps = 0.003f;
    const auto share = [&](std::uint8_t pull_deg) {
        how.pull_deg = pull_deg;
        const Glided glided = glide(*model, how);
        return glided.most_m() / glided.force_N.back();
    };
    const float along = share(kAcrossSkin_deg), across = share(kAlongSkin_deg);
    // 1 + 2 x 4/3 against 1 + 2 x 2/3: 11/3 against 7/3
    EXPECT_NEAR(across / along, 11.0f / 7.0f, 0.05f);
    EXPECT_LT(along, share(kNoDirection));
}

TEST(SlackSkin, AtRestItIsDrawnLessAlongItsLinesThanAcross) {
    const auto model = cheek();
    Glide how;
    how.way_m = 0.004f;
    how.speed_mps = 0.003f;
    const auto share = [&](std::uint8_t lines_deg) {
        std::fill(model->cells.lines_deg.begin(), model->cells.lines_deg.end(), lines_deg);
        const Glided glided = glide(*model, how);
        return glided.most_m() / glided.force_N.back();
    };
    const auto radius_m = static_cast<double>(model->pens[0].plateRadius_m);
    const auto held = [&](float hold) {
        return lateralStiffness_NpM(test::medialCheekZone().tissue, radius_m, hold);
    };
    const float along = share(kAcrossSkin_deg), across = share(kAlongSkin_deg);
    EXPECT_NEAR(across / along, held(4.0f / 3.0f) / held(2.0f / 3.0f), 0.05);
    EXPECT_GT(across / along, 1.5f) << "most of what holds is dermis";
    // half way and where no lines are known it is the mean
    EXPECT_NEAR(share(45) / share(kNoDirection), 1.0f, 0.03f);
    EXPECT_NEAR(share(kNoDirection) / along, held(4.0f / 3.0f) / held(1.0f), 0.05);
}

TEST(SlackSkin, AMirroredGlideOverMirroredLinesIsMirrored) {
    const auto model = cheek();
    const auto glided = [&](bool mirrored) {
        std::fill(model->cells.lines_deg.begin(), model->cells.lines_deg.end(),
                  static_cast<std::uint8_t>(mirrored ? 110 : 70));
        Glide how;
        how.from_m = mirrored ? -how.from_m : how.from_m;
        how.way_m = mirrored ? -how.way_m : how.way_m;
        return glide(*model, how);
    };
    const Glided a = glided(false), b = glided(true);
    ASSERT_EQ(a.needleX_m.size(), b.needleX_m.size());
    for (std::size_t k = 0; k < a.needleX_m.size(); ++k) {
        EXPECT_NEAR(a.needleX_m[k], -b.needleX_m[k], 3e-6f);
    }
    for (std::size_t k = 0; k < a.fold_m.size(); ++k) {
        EXPECT_NEAR(a.fold_m[k], b.fold_m[k], 2e-6f);
    }
    EXPECT_GT(a.fold(), 0.0f);
}

TEST(SlackSkin, DryItFoldsBeforeThePlateAndTautOrUnderGelItDoesNot) {
    const auto model = cheek();
    std::fill(model->cells.lines_deg.begin(), model->cells.lines_deg.end(), kAlongSkin_deg);
    Glide how;
    const Glided slack = glide(*model, how);
    // by the law at the widest that it is drawn
    const auto drawn_m = static_cast<double>(slack.most_m());
    const double wanted_m =
        foldBefore_m(foldLaw(test::medialCheekZone().tissue),
                     {.drawn_m = drawn_m,
                      .radius_m = static_cast<double>(model->pens[0].plateRadius_m),
                      .poissonRatio = 0.48,
                      .tension_NperM = naturalTension_NperM(model->needling, 2.0f / 3.0f)});
    EXPECT_GT(wanted_m, 1e-3);
    EXPECT_NEAR(slack.fold(), wanted_m, 1e-6);
    EXPECT_EQ(slack.fold_m.front(), 0.0f) << "not drawn yet";
    // along the lines there is more tension to ease, and the plate draws it less
    std::fill(model->cells.lines_deg.begin(), model->cells.lines_deg.end(), kAcrossSkin_deg);
    EXPECT_LT(glide(*model, how).fold(), slack.fold());
    std::fill(model->cells.lines_deg.begin(), model->cells.lines_deg.end(), kAlongSkin_deg);
    for (const std::uint8_t pull_deg : {kNoDirection, kAcrossSkin_deg, kAlongSkin_deg}) {
        float before_m = slack.fold();
        for (const int stretch_pct : {2, 5, 10, 20}) {
            how.stretch_pct = static_cast<std::uint8_t>(stretch_pct);
            how.pull_deg = pull_deg;
            const float now_m = glide(*model, how).fold();
            EXPECT_LE(now_m, before_m) << stretch_pct << " % at " << int{pull_deg};
            before_m = now_m;
        }
        EXPECT_EQ(before_m, 0.0f);
    }
    Glide gel;
    gel.gel = 1.0f;
    EXPECT_EQ(glide(*model, gel).fold(), 0.0f);
}

TEST(SlackSkin, BehindThePlateItIsStretchedByWhatItIsDrawn) {
    const auto model = cheek();
    const Glided dry = glide(*model, {});
    const auto radius_m = static_cast<double>(model->pens[0].plateRadius_m);
    for (std::size_t k = 0; k < dry.drawn_m.size(); ++k) {
        EXPECT_NEAR(
            dry.stretched[k],
            drawnStrain(static_cast<double>(dry.drawn_m[k]), radius_m, kBesideRim * radius_m, 0.48),
            1e-6);
    }
}

TEST(SlackSkin, WithoutForceOrWithoutGlidingItLies) {
    const auto model = cheek();
    Glide hovering;
    hovering.force_N = 0.0f;
    EXPECT_EQ(glide(*model, hovering).most_m(), 0.0f);
    // stamped: set down, lifted, moved on
    SimState state = startState(*model, 3);
    const test::FlatPad pad;
    for (int k = 0; k < 600; ++k) {
        const bool down = k % 60 < 30;
        const int stamp = k / 60;
        const float x_m = 0.003f * static_cast<float>(stamp) - 0.012f;
        const StepReport report = step(
            *model, state, test::pressedSample(pad, x_m, 0.0f, down ? 3e-4f : -2e-3f, 1000, 1200));
        EXPECT_EQ(report.drawn_m, 0.0f);
        EXPECT_EQ(report.skip_m, 0.0f);
    }
    EXPECT_GT(state.skin.log.size(), 500U);
}

TEST(SlackSkin, LetGoOfItIsBackAtItsPlace) {
    const auto model = cheek();
    Glided dry = glide(*model, {});
    EXPECT_GT(dry.drawn_m.back(), 1e-3f);
    const test::FlatPad pad;
    (void)step(*model, dry.state, test::pressedSample(pad, 0.006f, 0.0f, -1e-3f, 1000, 1200));
    EXPECT_EQ(dry.state.drawn.now_m, glm::vec3(0.0f));
    // and the next plate begins anew, wherever it lands
    const StepReport report =
        step(*model, dry.state, test::pressedSample(pad, -0.006f, 0.0f, 3e-4f, 1000, 1200));
    EXPECT_EQ(report.drawn_m, 0.0f);
}

TEST(SlackSkin, AMirroredGlideLeavesMirroredPunctures) {
    const auto model = cheek();
    Glide there;
    Glide back = there;
    back.from_m = -there.from_m;
    back.way_m = -there.way_m;
    const Glided a = glide(*model, there), b = glide(*model, back);
    ASSERT_EQ(a.needleX_m.size(), b.needleX_m.size());
    for (std::size_t k = 0; k < a.needleX_m.size(); ++k) {
        EXPECT_NEAR(a.needleX_m[k], -b.needleX_m[k], 3e-6f);
    }
}

TEST(SlackSkin, CountsInTheHashOfTheState) {
    const auto model = cheek();
    Glided dry = glide(*model, {});
    const std::uint64_t before = stateHash(dry.state);
    dry.state.drawn.now_m.z += 1e-6f;
    EXPECT_NE(stateHash(dry.state), before);
}

} // namespace
} // namespace stipple::sim
