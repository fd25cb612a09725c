#pragma once

#include <array>
#include <string>
#include <vector>

namespace stipple::training_ui {

inline constexpr std::size_t kSectionLayers =
    5; ///< stratum corneum .. hypodermis, as in engine/sim

/// A needle channel made lately, in the plane of the section.
struct SectionChannel {
    float offset_mm = 0.0f; ///< from the plate's centre now, along the section
    float depth_mm = 0.0f;
    float tilt_deg = 0.0f; ///< of the shaft when it was made, clockwise as seen
    float age_s = 0.0f;
    bool bleeds = false;
};

/// What the cross-section under the tip shows. All in millimetres of the skin; drawn to scale.
struct SectionView {
    bool overSkin = false; ///< false: "the pen is off the skin"
    std::string zoneLabel;
    std::array<float, kSectionLayers> layer_mm{};
    std::string baseLabel = "Bone";
    bool baseIsHard = true;

    float plateRadius_mm = 4.5f;
    float gap_mm = 0.0f; ///< plate centre above the undeformed skin; negative when pressed in
    float indentation_mm = 0.0f;
    float tilt_deg = 0.0f;         ///< clockwise as seen
    std::vector<float> needles_mm; ///< offsets from the shaft, along the section
    float needleOut_mm = 0.0f;     ///< how far they stand out of the plate at this moment
    float needleSet_mm = 0.0f;     ///< the dial
    float needleDiameter_mm = 0.25f;
    bool motor = false;
    /// Set, and what the motor makes of it under the press of the plate.
    float setRate_Hz = 0.0f, rate_Hz = 0.0f;

    float rimStretch_pct = 0.0f;       ///< of the skin beside the plate's rim; 0: nothing touches
    float lockingStretch_pct = 100.0f; ///< no stretch above this is told as a number
    float fold_mm = 0.0f;              ///< height of the fold that the plate pushes before it
    bool foldRight = true;             ///< where it stands, as seen
    float lift_mm = 0.0f;              ///< skin that comes up with the needles as they leave

    std::vector<SectionChannel> channels;
    float reached_mm = 0.0f, reachedSigma_mm = 0.0f; ///< delivered lately; 0: nothing yet

    bool showTarget = true;                          ///< off without assistance
    float targetLow_mm = 0.0f, targetHigh_mm = 0.0f; ///< delivered
    float limit_mm = 0.0f;                           ///< effective maximum; 0: none
};

} // namespace stipple::training_ui
