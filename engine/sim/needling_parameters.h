#pragma once

#include <array>

namespace stipple::sim {

/// Parameters of the needle mechanics, drag, bleeding and erythema models, read from
/// scenes/needling.toml, where each has its source and grade. No defaults: data, not code.
struct NeedlingParameters {
    // force that opens skin at a slow speed: a straight line through two tips
    float sharpTip_m, sharpForce_N, bluntTip_m, bluntForce_N;
    // the opening force falls with speed over rateFrom_mps, to the power of -openingRate
    float openingRate;
    // pressure of skin on a shaft that spreads it, and friction coefficients
    float shaftPressure_Pa, frictionDry, frictionGel;
    // a worn tip's diameter, strokes and strokes on bone that wear it, and its scratches' factor
    float wornTip_m, wornStrokes, wornBoneStrokes, wornScratch;
    // dial error: normal with this sigma, clipped at the device's tolerance
    float dialSigma_m;
    // lateral compliance of the skin before a dragged needle scratches
    float lateralCompliance_m, scratchVisible_m;
    // rim lift that the skin follows by itself
    float skinConformity_m;
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
    // strain of the support hand from which skin is taut, and the share of the dermis that carries
    // its tension
    float tautStrain, tractionShare;
    // stiffness along the lines of tension over that across them; friction of skin at rest over
    // that of sliding skin; how much more taut skin holds sideways than slack skin
    float lineRatio, frictionAtRest, tautHold;
    // tension of skin at rest along its lines, for each metre of width
    float naturalTension_NperM;
};

} // namespace stipple::sim
