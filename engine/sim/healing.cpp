#include "engine/sim/healing.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

namespace {

constexpr double kLn2 = 0.69314718055994530942;

/// Half-life of the slow part as a factor of the plain one.
float slowFactor(const HealingParameters& healing, float depth_m, const HealingClient& client,
                 const AfterCare& care) {
    return (healing.depthBase + healing.depthSlope_perM * depth_m) *
           (client.age_y > healing.elderlyAge_y ? healing.elderlyFactor : 1.0f) *
           (care.uncovered ? 1.0f : healing.occludedFactor) *
           (client.isotretinoin ? healing.isotretinoinFactor : 1.0f);
}

float open(const HealingParameters& healing, float slowHalfLife_s, float time_s) {
    const float slow_s = slowHalfLife_s / static_cast<float>(kLn2);
    return healing.fastShare * decay(time_s, healing.fastTime_s) +
           (1.0f - healing.fastShare) * decay(time_s, slow_s);
}

/// The integral of barrierOpen: until a time, and for all time.
struct OpenTime {
    float until_s = 0.0f, whole_s = 0.0f;
};

OpenTime openTime(const HealingParameters& healing, float depth_m, const HealingClient& client,
                  const AfterCare& care, float time_s) {
    const float slow_s = healing.slowHalfLife_s.likely / static_cast<float>(kLn2) *
                         slowFactor(healing, depth_m, client, care);
    const float fast = healing.fastShare * healing.fastTime_s;
    const float slow = (1.0f - healing.fastShare) * slow_s;
    return {fast * (1.0f - decay(time_s, healing.fastTime_s)) +
                slow * (1.0f - decay(time_s, slow_s)),
            fast + slow};
}

/// What a puncture dose does over what the trial's did: all who reach deep and dense enough do the
/// same, and more does not do more.
float responseShare(const PublishedCourse& trial, const PlaceDose& dose) {
    const float deep =
        trial.fullDepth_m > 0.0f ? std::clamp(dose.depth_m / trial.fullDepth_m, 0.0f, 1.0f) : 1.0f;
    return deep * std::clamp(dose.density, 0.0f, 1.0f);
}

/// Treatments before the skin has rebuilt count for less, in proportion to the time it was given.
float intervalShare(const HealingParameters& healing, float interval_s) {
    return std::min(1.0f, interval_s / healing.intervalLeast_s);
}

/// Sum over the treatments of how far each has matured.
float maturedSum(const HealingParameters& healing, float sessions, float interval_s, float time_s,
                 float later) {
    float sum = 0.0f;
    for (int k = 0; static_cast<float>(k) < sessions; ++k) {
        const float whole = std::min(1.0f, sessions - static_cast<float>(k));
        const float since_s = time_s - static_cast<float>(k) * interval_s;
        sum += whole * (k == 0 ? 1.0f : later) * matured(healing, since_s);
    }
    return sum;
}

float trialSum(const HealingParameters& healing, const PublishedCourse& trial) {
    const float last_s = std::max(0.0f, trial.sessions - 1.0f) * trial.interval_s;
    return maturedSum(healing, trial.sessions, trial.interval_s, last_s + trial.measured_s, 1.0f);
}

float courseSum(const HealingParameters& healing, const TreatmentCourse& course, float time_s) {
    return maturedSum(healing, static_cast<float>(course.sessions), course.interval_s, time_s,
                      intervalShare(healing, course.interval_s));
}

Band spread(const HealingParameters& healing, float likely) {
    return {likely * healing.outcomeSpread.low, likely, likely * healing.outcomeSpread.high};
}

/// A change to which every treatment adds the same, so that the trial's own course ends where the
/// trial did.
Band addedUp(const HealingParameters& healing, const PublishedCourse& trial, const PlaceDose& dose,
             const TreatmentCourse& course, float time_s) {
    const float each = trial.change / trialSum(healing, trial);
    return spread(healing, each * responseShare(trial, dose) * courseSum(healing, course, time_s));
}

} // namespace

float decay(float time_s, float constant_s) {
    return static_cast<float>(
        fixedExp(-static_cast<double>(std::max(time_s, 0.0f)) / static_cast<double>(constant_s)));
}

Band barrierOpen(const HealingParameters& healing, float depth_m, const HealingClient& client,
                 const AfterCare& care, float time_s) {
    const float factor = slowFactor(healing, depth_m, client, care);
    return {open(healing, healing.slowHalfLife_s.low * factor, time_s),
            open(healing, healing.slowHalfLife_s.likely * factor, time_s),
            open(healing, healing.slowHalfLife_s.high * factor, time_s)};
}

float serumTakenUp(const HealingParameters& healing, float depth_m, const HealingClient& client,
                   const AfterCare& care, float time_s) {
    const OpenTime open = openTime(healing, depth_m, client, care, time_s);
    return open.until_s / open.whole_s;
}

float serumPassage_s(const HealingParameters& healing, float punctures_perM2, float depth_m,
                     const HealingClient& client, const AfterCare& care, float time_s) {
    return openSurface(healing, punctures_perM2) *
           openTime(healing, depth_m, client, care, time_s).until_s;
}

float openSurface(const HealingParameters& healing, float punctures_perM2) {
    const float area_m2 =
        static_cast<float>(kPi) * 0.25f * healing.channelDiameter_m * healing.channelDiameter_m;
    return std::min(1.0f, punctures_perM2 * area_m2);
}

float rednessLeft(const HealingParameters& healing, float depth_m, const AfterCare& care,
                  float time_s) {
    const auto& depths = healing.rednessDepth_m;
    const auto& times = healing.rednessTime_s;
    float constant_s = times.back();
    float depthBefore_m = 0.0f, timeBefore_s = 0.0f;
    for (std::size_t k = 0; k < depths.size(); ++k) {
        if (depth_m < depths[k]) {
            constant_s = timeBefore_s + (times[k] - timeBefore_s) * (depth_m - depthBefore_m) /
                                            (depths[k] - depthBefore_m);
            break;
        }
        depthBefore_m = depths[k];
        timeBefore_s = times[k];
    }
    constant_s *= care.gentleOnly && care.before.activesStopped ? 1.0f : healing.irritatedFactor;
    return constant_s > 0.0f ? decay(time_s, constant_s) : time_s > 0.0f ? 0.0f : 1.0f;
}

float swellingLeft(const HealingParameters& healing, float time_s) {
    return decay(time_s, healing.swellingTime_s);
}

float flaking(const HealingParameters& healing, float time_s) {
    const float half_s = 0.5f * (healing.flakingTo_s - healing.flakingFrom_s);
    const float off_s = time_s - healing.flakingFrom_s - half_s;
    return std::max(0.0f, 1.0f - (off_s < 0.0f ? -off_s : off_s) / half_s);
}

float crust(const HealingParameters& healing, float time_s) {
    return std::clamp(1.0f - time_s / healing.crustTo_s, 0.0f, 1.0f);
}

HealingPhase phaseAt(const HealingParameters& healing, float time_s) {
    return time_s < healing.proliferationFrom_s ? HealingPhase::Inflammation
           : time_s < healing.remodellingFrom_s ? HealingPhase::Proliferation
           : time_s < healing.remodellingTo_s   ? HealingPhase::Remodelling
                                                : HealingPhase::Done;
}

float matured(const HealingParameters& healing, float time_s) {
    const float since_s = time_s - healing.proliferationFrom_s;
    return since_s > 0.0f ? 1.0f - decay(since_s, healing.maturing_s) : 0.0f;
}

Band dermalDensityGain(const HealingParameters& healing, const PlaceDose& dose,
                       const TreatmentCourse& course, float time_s) {
    return addedUp(healing, healing.dermalDensity, dose, course, time_s);
}

Band fineLineGrades(const HealingParameters& healing, const PlaceDose& dose,
                    const TreatmentCourse& course, float time_s) {
    return addedUp(healing, healing.fineLines, dose, course, time_s);
}

Band improvement(const HealingParameters& healing, Complaint complaint, const PlaceDose& dose,
                 const TreatmentCourse& course, float time_s) {
    const PublishedCourse& trial = healing.improvements[static_cast<std::size_t>(complaint)];
    // every treatment takes the same share of what is left, so that the trial's own course ends
    // where the trial did and none takes away more than there is
    const double left = fixedLog(1.0 - static_cast<double>(trial.change)) /
                        static_cast<double>(trialSum(healing, trial));
    const auto strength =
        static_cast<double>(responseShare(trial, dose) * courseSum(healing, course, time_s));
    const auto likely = static_cast<float>(1.0 - fixedExp(left * strength));
    const Band band = spread(healing, likely);
    return {band.low, likely, std::min(1.0f, band.high)};
}

} // namespace stipple::sim
