#include "training/scoring/depth_uncertainty.h"

#include "engine/base/fixed_math.h"

namespace stipple::scoring {

float depthUncertainty_m(const DepthDoubts& doubts) {
    const float dial = 0.5f * doubts.dialTolerance_m;
    const float force = doubts.depthPerForce_mpN * doubts.forceSigma_N;
    const float tilt = 0.5f * doubts.needleCircle_m * doubts.tiltSigma_rad;
    const float skin = doubts.skinThickness_m > 0.0f
                           ? doubts.shortfall_m * doubts.skinSigma_m / doubts.skinThickness_m
                           : 0.0f;
    const float squares = dial * dial + force * force + tilt * tilt + skin * skin;
    return 2.0f * static_cast<float>(fixedSqrt(static_cast<double>(squares)));
}

} // namespace stipple::scoring
