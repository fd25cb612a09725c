#include "engine/base/random.h"
#include "tests/unit/scoring/scored_hand.h"
#include "training/scoring/depth_doubts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

// What a score says of itself, tried out: errors are drawn as the data states them, the attempt as
// it truly was is computed with the same code as the one that was seen, and the truth must lie in
// the stated band 95 times in a hundred. Errors of an input device and of a dial stay the same
// through an attempt (a calibration that is off), which is the worst that they can do to a sum.

namespace stipple::test {
namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr float kForceSigma_N = 0.12f, kTiltSigma_rad = 0.015f, kPositionSigma_m = 0.0004f;

const sim::InputTraits kDevice{.name = "test",
                               .measuresForce = true,
                               .measuresTilt = true,
                               .positionSigma_m = kPositionSigma_m,
                               .tiltSigma_rad = kTiltSigma_rad,
                               .forceSigma_N = kForceSigma_N};

/// How often the truth was in the band, and where that share must lie when the band is one of 95
/// percent: three standard deviations of a binomial share (99.7 %).
struct Held {
    int inside = 0, all = 0;

    void count(double truth, double value, double halfWidth) {
        inside += std::abs(truth - value) <= halfWidth + 1e-9 ? 1 : 0;
        ++all;
    }
    [[nodiscard]] double share() const { return static_cast<double>(inside) / all; }
    [[nodiscard]] double error() const { return 3.0 * std::sqrt(0.95 * 0.05 / all); }
};

/// One true state of dial, device and person, in standard uncertainties.
struct Draw {
    float dial = 0.0f, force = 0.0f, tilt = 0.0f, skin = 0.0f;
};

/// The dial's error is cut at its tolerance, two standard uncertainties.
Draw draw(Pcg32& random) {
    Draw out;
    out.dial = std::clamp(nextNormal(random), -2.0f, 2.0f);
    out.force = nextNormal(random);
    out.tilt = nextNormal(random);
    out.skin = nextNormal(random);
    return out;
}

/// The pen as it truly was, where `seen` is what was measured.
sim::HeldPen truthOf(const sim::SimModel& model, const sim::HeldPen& seen, const Draw& draw) {
    const scoring::DepthInputs inputs =
        scoring::depthInputs(model.pens[seen.pen], model.zones[seen.zone].tissue, kDevice);
    sim::HeldPen truth = seen;
    truth.dialError_m = 0.5f * model.pens[seen.pen].dialTolerance_m * draw.dial;
    truth.force_N = std::max(0.01f, seen.force_N + inputs.force_N * draw.force);
    const float tilt = seen.tilt_rad + inputs.tilt_rad * draw.tilt;
    truth.tilt_rad = tilt < 0.0f ? -tilt : tilt;
    truth.skinScale = std::max(0.2f, 1.0f + inputs.skinScale * draw.skin);
    return truth;
}

TEST(MonteCarlo, TheBandOfADepthHoldsTheTruth) {
    const auto model = flatModel(twoZonePad());
    Pcg32 random = seededRandom(kSeed);
    Held all;
    constexpr int kTruths = 400;
    for (const std::size_t zone : {std::size_t{0}, std::size_t{1}}) {
        for (const float set_m : {0.0005f, 0.0010f, 0.0015f}) {
            for (const float force_N : {0.4f, 1.0f, 2.0f}) {
                sim::HeldPen seen;
                seen.zone = zone;
                seen.set_m = set_m;
                seen.force_N = force_N;
                seen.tilt_rad = 0.03f;
                const scoring::DepthInputs inputs =
                    scoring::depthInputs(model->pens[0], model->zones[zone].tissue, kDevice);
                const float value_m = sim::heldStroke(*model, seen).delivered_m;
                const float half_m =
                    scoring::depthUncertainty_m(scoring::depthParts(*model, seen, inputs));
                Held here;
                for (int k = 0; k < kTruths; ++k) {
                    const float truth_m =
                        sim::heldStroke(*model, truthOf(*model, seen, draw(random))).delivered_m;
                    here.count(static_cast<double>(truth_m), static_cast<double>(value_m),
                               static_cast<double>(half_m));
                }
                // one by one, the bend of the depth's curve costs up to two in a hundred
                EXPECT_NEAR(here.share(), 0.95, here.error() + 0.02)
                    << "zone " << zone << ", " << 1e3f * set_m << " mm, " << force_N << " N";
                all.inside += here.inside;
                all.all += here.all;
            }
        }
    }
    EXPECT_NEAR(all.share(), 0.95, all.error()) << all.all;
}

/// One imagined attempt: what was measured in each tick, before any error.
struct Attempt {
    std::vector<float> force_N, tilt_rad;
    std::vector<float> depth_m;
};

/// Errors that stay through an attempt.
struct Errors {
    float force_N = 0.0f, tilt_rad = 0.0f;
    std::array<float, 2> depth_m{}; ///< on the left and the right half of the pad
    glm::vec3 place_m{0.0f};
};

constexpr std::uint32_t kTicks = 2400; // ten seconds

/// A hand that wanders: force and tilt walk about their means and come back.
Attempt wander(float force_N, float tilt_rad, std::uint64_t seed) {
    Pcg32 random = seededRandom(seed);
    Attempt out;
    float force = 0.0f, tilt = 0.0f;
    for (std::uint32_t k = 0; k < kTicks; ++k) {
        force += -0.02f * force + 0.06f * nextNormal(random);
        tilt += -0.02f * tilt + 0.005f * nextNormal(random);
        out.force_N.push_back(std::max(0.0f, force_N + force));
        out.tilt_rad.push_back(std::max(0.0f, tilt_rad + tilt));
        out.depth_m.push_back(0.0003f);
    }
    return out;
}

/// Scores the attempt with everything off by `errors`: twice the same five slanting lines over the
/// pad, so far apart that blocks are needled by halves.
void perform(ScoredHand& hand, const Attempt& attempt, const Errors& errors) {
    hand.seen_ = scoring::startScore(hand.rules_, *hand.model_);
    constexpr std::uint32_t kLine = 240; // ticks: a second, 32 mm
    for (std::uint32_t k = 0; k < kTicks; ++k) {
        const std::uint32_t line = k / kLine % 5;
        if (k % kLine == 0) {
            hand.put(-0.0155f + errors.place_m.x,
                     -0.0175f + 0.0066f * static_cast<float>(line) + errors.place_m.z);
        }
        Touch touch;
        touch.speed_mps = 0.032f;
        touch.direction = {0.96f, 0.0f, 0.28f}; // unit
        touch.force_N = std::max(0.0f, attempt.force_N[k] + errors.force_N);
        touch.tilt_rad = std::max(0.0f, attempt.tilt_rad[k] + errors.tilt_rad);
        touch.depth_m =
            attempt.depth_m[k] + errors.depth_m[hand.place_m().x < errors.place_m.x ? 0 : 1];
        hand.feed(touch, 1);
    }
}

lesson::Assignment onePass(lesson::Assignment assignment) {
    for (lesson::ZoneTarget& target : assignment.targets) {
        target.passesMin = 1;
        target.passesMax = 2;
    }
    return assignment;
}

/// What the draw does to pens, places and depths of the attempt that was scored last.
Errors errorsOf(const ScoredHand& hand, const Draw& draw, Pcg32& random) {
    Errors errors{.force_N = kForceSigma_N * draw.force,
                  .tilt_rad = kTiltSigma_rad * draw.tilt,
                  .depth_m = {},
                  .place_m = {kPositionSigma_m * nextNormal(random), 0.0f,
                              kPositionSigma_m * nextNormal(random)}};
    for (std::size_t zone = 0; zone < 2; ++zone) {
        const sim::HeldPen seen = scoring::heldOnAverage(hand.seen_.uses[zone], zone);
        errors.depth_m[zone] =
            sim::heldStroke(*hand.model_, truthOf(*hand.model_, seen, draw)).delivered_m -
            sim::heldStroke(*hand.model_, seen).delivered_m;
    }
    return errors;
}

struct Metric {
    const char* key;
    bool atMost; ///< the band is no wider than it says, either
    Held held;
};

TEST(MonteCarlo, TheBandsOfAngleForceCoverageAndDoseHoldTheTruth) {
    ScoredHand hand(twoZonePad(), kDevice);
    hand.assignment_ = onePass(hand.assignment_);
    Pcg32 random = seededRandom(kSeed, 1);
    // force and angle walk as far to either side of a limit, and the dose is a straight line; the
    // others' bands are what can be at most
    std::array<Metric, 6> metrics{{{"angle", true, {}},
                                   {"contact_force", true, {}},
                                   {"dose", true, {}},
                                   {"coverage", false, {}},
                                   {"uniformity", false, {}},
                                   {"depth_error_rms", false, {}}}};
    // tilt about the limit of 5.7 degrees at 0.5 mm, force about the least of 0.5 N
    constexpr int kAttempts = 6, kTruths = 80;
    for (int k = 0; k < kAttempts; ++k) {
        const Attempt attempt = wander(0.5f, 0.10f, kSeed + 100U + static_cast<std::uint64_t>(k));
        perform(hand, attempt, {});
        std::array<scoring::Measurement, 6> seen;
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            seen[m] = hand.measured(metrics[m].key);
            EXPECT_GT(seen[m].uncertainty, 0.0) << metrics[m].key;
        }
        std::vector<Errors> truths;
        for (int t = 0; t < kTruths; ++t) {
            truths.push_back(errorsOf(hand, draw(random), random));
        }
        for (const Errors& truth : truths) {
            perform(hand, attempt, truth);
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                metrics[m].held.count(hand.measured(metrics[m].key).value, seen[m].value,
                                      seen[m].uncertainty);
            }
        }
    }
    for (const Metric& metric : metrics) {
        RecordProperty(metric.key, std::to_string(metric.held.share()));
        EXPECT_GE(metric.held.share(), 0.95 - metric.held.error()) << metric.key;
        if (metric.atMost) {
            EXPECT_LE(metric.held.share(), 0.95 + metric.held.error()) << metric.key;
        }
    }
}

} // namespace
} // namespace stipple::test
