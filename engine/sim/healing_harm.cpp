#include "engine/sim/healing_harm.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

namespace {

/// Two-sided 95 % of a normal distribution.
constexpr double kSigmas95 = 1.959963984540054;

/// Wilson's interval for a share seen in a series, 95 %.
Band wilson(const CountedHarm& harm) {
    const auto n = static_cast<double>(harm.patients);
    const double share = static_cast<double>(harm.cases) / n;
    const double square = kSigmas95 * kSigmas95;
    const double middle = share + square / (2.0 * n);
    const double reach = kSigmas95 * fixedSqrt(share * (1.0 - share) / n + square / (4.0 * n * n));
    const double scale = 1.0 + square / n;
    return {static_cast<float>(std::max(0.0, middle - reach) / scale), static_cast<float>(share),
            static_cast<float>((middle + reach) / scale)};
}

/// All series that hold this skin type: pooled, and from the lowest end of any to the highest. That
/// nobody was seen in a small series does not make it impossible: the likely share is the mean
/// after Jeffreys' prior, half a case more in one person more.
Band seenShare(const HealingParameters& healing, int fitzpatrick) {
    float cases = 0.0f, patients = 0.0f;
    Band band{1.0f, 0.0f, 0.0f};
    for (const CountedHarm& study : healing.pigmentStudies) {
        if (fitzpatrick >= study.fitzpatrickFrom && fitzpatrick <= study.fitzpatrickTo) {
            const Band one = wilson(study);
            band.low = std::min(band.low, one.low);
            band.high = std::max(band.high, one.high);
            cases += study.cases;
            patients += study.patients;
        }
    }
    band.likely = (cases + 0.5f) / (patients + 1.0f);
    return patients > 0.0f ? band : Band{0.0f, band.likely, 1.0f};
}

float withOdds(float chance, float factor) {
    const float odds = chance * factor;
    return odds / (1.0f - chance + odds);
}

/// Factor on the odds from what the needles did.
float doseOdds(const HealingParameters& healing, const PlaceDose& dose) {
    float odds = std::min(1.0f, dose.redness);
    if (dose.redness > healing.overdoseFrom) {
        // as much again multiplies the odds once
        odds = static_cast<float>(
            fixedPow(static_cast<double>(healing.overdoseOdds),
                     static_cast<double>(dose.redness / healing.overdoseFrom - 1.0f)));
    }
    return dose.scratch_m > 0.0f ? std::max(1.0f, odds) * healing.scratchOdds : odds;
}

RiskLevel levelOf(int faults) {
    return faults == 0 ? RiskLevel::Baseline : faults == 1 ? RiskLevel::Raised : RiskLevel::High;
}

} // namespace

Band darkMarkChance(const HealingParameters& healing, const PlaceDose& dose,
                    const HealingClient& client, const AfterCare& care,
                    const TreatmentCourse& course) {
    if (!(dose.redness > 0.0f) && !(dose.scratch_m > 0.0f)) {
        return {};
    }
    float odds = doseOdds(healing, dose);
    odds *= care.sunProtected ? 1.0f : healing.sunOdds;
    odds *= care.leftAlone ? 1.0f : healing.pickingOdds;
    odds *= care.before.sunAvoided ? 1.0f : healing.sunBeforeOdds;
    odds *= care.before.primed ? healing.primedOdds : 1.0f;
    if (course.sessions > 1 && course.interval_s < healing.intervalLeast_s) {
        odds *= healing.earlyOdds;
    }
    const Band seen = seenShare(healing, client.fitzpatrick);
    return {withOdds(seen.low, odds), withOdds(seen.likely, odds), withOdds(seen.high, odds)};
}

float markLeft(const HealingParameters& healing, float time_s) {
    const float since_s = time_s - healing.markFrom_s;
    if (since_s > 0.0f) {
        return static_cast<float>(
            fixedExp(-static_cast<double>(since_s) / static_cast<double>(healing.markFade_s)));
    }
    return std::clamp(time_s / healing.markFrom_s, 0.0f, 1.0f);
}

Band lastingLineChance(const HealingParameters& healing, const PlaceDose& dose, float visible_m) {
    return dose.scratch_m >= visible_m ? wilson(healing.tramLines) : Band{};
}

RiskLevel infectionRisk(const HealingParameters& healing, const HealingClient& client,
                        const AfterCare& care, const TreatmentCourse& course) {
    const bool crusted = course.sessions > 1 && course.interval_s < healing.crustTo_s;
    const int faults = (care.cleanHands ? 0 : 2) + (care.newCartridge ? 0 : 2) +
                       (client.openSkin ? 2 : 0) + (care.leftAlone ? 0 : 1) +
                       (care.gentleOnly ? 0 : 1) + (care.uncovered ? 0 : 1) +
                       (care.rested ? 0 : 1) + (crusted ? 1 : 0);
    return levelOf(faults);
}

RiskLevel granulomaRisk(const AfterCare& care, float density) {
    return care.sterileSerum || !(density > 0.0f) ? RiskLevel::Baseline : RiskLevel::High;
}

RiskLevel coldSoreRisk(const HealingClient& client, const AfterCare& care) {
    return levelOf(!client.coldSores ? 0 : care.before.antiviral ? 1 : 2);
}

RiskLevel raisedScarRisk(const HealingClient& client) {
    return client.raisedScars ? RiskLevel::High : RiskLevel::Baseline;
}

} // namespace stipple::sim
