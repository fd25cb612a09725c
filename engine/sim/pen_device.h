#pragma once

#include <glm/vec2.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace stipple::sim {

/// A microneedling pen with its cartridge. The four fields that 21 CFR 878.4430 makes mandatory
/// are needle length, needle geometry, maximum penetration depth and puncture rate.
struct PenDevice {
    std::string id, label;
    std::vector<glm::vec2> needles_m; ///< in the plate, pen frame x y
    float plateRadius_m = 0.0f;       ///< contact radius of the tip plate
    float openingRadius_m = 0.0f; ///< of the hole in the plate that the needles leave by; 0: none
    float needleCircle_m = 0.0f;  ///< diameter of the circle that holds the needles
    float needleDiameter_m = 0.0f;
    float tipRadius_m = 0.0f;
    float stroke_m = 0.0f;       ///< total travel of the drive, peak to peak
    float needleLength_m = 0.0f; ///< longest exposure that the cartridge allows
    float depthMin_m = 0.0f, depthMax_m = 0.0f, depthStep_m = 0.0f; ///< the dial
    float depthLabelMax_m = 0.0f; ///< maximum penetration depth of the label, for zones it covers
    float dialTolerance_m = 0.0f; ///< half width: set value +- this
    std::vector<std::uint16_t> strokeRates_dHz; ///< the settings of the speed switch, rising
};

} // namespace stipple::sim
