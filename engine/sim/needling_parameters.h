#pragma once

#include <array>

namespace stipple::sim {

/// Parameters of the delivered-depth, drag, bleeding and erythema models, read from
/// scenes/needling.toml, where each has its source and grade. No defaults: data, not code.
struct NeedlingParameters {
    // k_v: share of the set depth delivered against needle speed at entry, log-linear between
    float slowSpeed_mps, slowShare, fastSpeed_mps, fastShare;
    // k_t: share against strain of the support hand, linear from slack to taut
    float slackShare, tautStrain;
    // k_p: share against contact force, linear
    float lightForce_N, lightShare, seatedForce_N;
    // rim lift that the skin follows by itself
    float skinConformity_m;
    // indentation bonus between two forces, on soft support only
    float bonusFrom_N, bonusTo_N, bonusMost_m;
    // dial error: normal with this sigma, clipped at the device's tolerance
    float dialSigma_m;
    // lateral compliance of the skin before a dragged needle scratches, and friction
    float lateralCompliance_m, scratchVisible_m, frictionDry, frictionGel;
    // bleeding probability per puncture at these depths, linear between
    std::array<float, 5> bleedDepth_m, bleedProbability;
    // seconds for a blood point to well up, for erythema to show
    float bleedRise_s, erythemaRise_s;
    // depth-weighted punctures per m2 that reach the clinical end point of erythema
    float endpointDose_perM2;
    // erythema dose weight of a puncture: depth over this, at most 1 above
    float erythemaDepth_m;
    // radius of the gel, wipe and support hand's reach, share of the film spent per puncture/cm2
    float gelRadius_m, wipeRadius_m, gelSpentPerPuncture;
    // skin pressed fast: stiffer by 1 + ratePerDecade log10(v / rateFrom), up to rateMost, when
    // pressed by ratePress
    float ratePerDecade, rateFrom_mps, rateMost, ratePress_m;
    // share of the dermis that carries the support hand's tension, up to tautStrain
    float tractionShare;
};

} // namespace stipple::sim
