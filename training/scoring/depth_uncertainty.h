#pragma once

namespace stipple::scoring {

/// What makes a delivered depth uncertain. Standard uncertainties unless said otherwise.
struct DepthDoubts {
    float dialTolerance_m = 0.0f;   ///< half width of the pen's tolerance, two sigma
    float shortfall_m = 0.0f;       ///< set depth that compliant skin takes away
    float depthPerForce_mpN = 0.0f; ///< change of depth with contact force
    float forceSigma_N = 0.0f;
    float needleCircle_m = 0.0f;
    float tiltSigma_rad = 0.0f;
    float skinSigma_m = 0.0f, skinThickness_m = 0.0f;
};

/// Half width of the 95 percent interval of a delivered depth (two sigma): dial tolerance, contact
/// force, rim lift by an unseen tilt (half the needle circle times the angle), and skin that is
/// thicker or thinner than the model's and so gives way more or less than `shortfall_m`.
/// The parts are taken as independent and added in squares.
[[nodiscard]] float depthUncertainty_m(const DepthDoubts& doubts);

} // namespace stipple::scoring
