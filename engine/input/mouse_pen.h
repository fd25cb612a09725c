#pragma once

#include "engine/input/pen_source.h"

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

namespace stipple::input {

/// Where the pointer's ray meets the skin, found by the app once a frame.
struct PointerTarget {
    bool onSkin = false;
    glm::vec3 position_m{0.0f};
    glm::vec3 normal{0.0f, 1.0f, 0.0f}; ///< unit
    float seat_m = 0.0f;                ///< indentation for the normal seating force there
    float press_m = 0.0f;               ///< indentation for the raised force there
};

/// What the keys and the dial say now.
struct PenControls {
    bool seated = false;               ///< the button that puts the pen on the skin
    bool pressHarder = false;
    bool motor = false;
    bool gel = false, wipe = false, newCartridge = false;
    bool stretch = false;
    float tilt_deg = 0.0f;             ///< towards `tiltAzimuth_deg`
    float tiltAzimuth_deg = 0.0f;
    std::uint16_t needle_um = 0;
    std::uint16_t strokeRate_dHz = 0;  ///< used while the motor is on
    std::uint8_t pen = 0;
};

/// A pen held by mouse and keyboard. The frame tells the newest target; ticks move there smoothly,
/// so that 25 frames a second make 240 believable samples.
class MousePen final : public PenSource {
public:
    void point(const PointerTarget& target, const PenControls& controls);
    [[nodiscard]] sim::PenSample sample(std::uint32_t tick) override;
    [[nodiscard]] sim::InputTraits traits() const override;

private:
    PointerTarget target_;
    PenControls controls_;
    glm::vec3 position_m_{0.0f};
    glm::vec3 normal_{0.0f, 1.0f, 0.0f};
    float lift_m_ = 0.02f; ///< of the tip above the skin, negative when pressed in
    bool placed_ = false;
};

} // namespace stipple::input
