#pragma once

#include <glm/vec2.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace stipple::sim {

/// What drives the needles in: a motor, or the hand that rolls a drum over the skin.
enum class DeviceKind : std::uint8_t { Pen, Roller };

/// A microneedling pen with its cartridge, or a roller. The four fields that 21 CFR 878.4430 makes
/// mandatory are needle length, needle geometry, maximum penetration depth and puncture rate.
/// The frame of a roller has its origin at the lowest point of the bare drum, +X along the drum's
/// axis and +Z away from the skin: it rolls along +-Y.
struct PenDevice {
    std::string id, label;
    DeviceKind kind = DeviceKind::Pen;
    /// In the plate, pen frame x y. Of a roller the drum's surface laid flat, row after row: x
    /// along the axis, y around.
    std::vector<glm::vec2> needles_m;
    float plateRadius_m = 0.0f;   ///< contact radius of the tip plate
    float openingRadius_m = 0.0f; ///< of the hole in the plate that the needles leave by; 0: none
    float needleCircle_m = 0.0f;  ///< diameter of the circle that holds the needles
    float needleDiameter_m = 0.0f;
    float tipRadius_m = 0.0f;
    float stroke_m = 0.0f;       ///< total travel of the drive, peak to peak
    float needleLength_m = 0.0f; ///< longest exposure that the cartridge allows
    float depthMin_m = 0.0f, depthMax_m = 0.0f, depthStep_m = 0.0f; ///< the dial
    float depthLabelMax_m = 0.0f; ///< maximum penetration depth of the label, for zones it covers
    float dialTolerance_m = 0.0f; ///< half width: set value +- this
    float driveForce_N = 0.0f;    ///< that the drive has for all needles; 0: more than enough
    /// Press of the plate up to which the motor keeps its rate, and under which it stands still;
    /// slower in a straight line between. A stall of 0: no press slows it.
    float loadFree_N = 0.0f, stallForce_N = 0.0f;
    std::vector<std::uint16_t> strokeRates_dHz; ///< the settings of the speed switch, rising
    // of a roller; its length is fixed, so that both ends of the dial are that, and it has no
    // rates. plateRadius_m is that of the disc with the area of skin under the drum when it is
    // pressed in by its needles' length, needleCircle_m the width of the lane that it needles.
    float drumRadius_m = 0.0f, drumWidth_m = 0.0f; ///< without the needles
    /// How much skin gives under a needle of a row, all of which push at once beside the barrel,
    /// over what it gives under a needle by itself.
    float rowGive = 1.0f;
    std::uint32_t needleRows = 0; ///< rows along the axis, evenly around the drum; at most 64
};

/// Whether needles that touch the skin go into it: the motor runs, or there is none.
[[nodiscard]] inline bool needlesWork(const PenDevice& pen, std::uint16_t strokeRate_dHz) {
    return pen.kind == DeviceKind::Roller || strokeRate_dHz != 0;
}

} // namespace stipple::sim
