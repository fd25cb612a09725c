#pragma once

#include "engine/input/pen_source.h"
#include "engine/input/work_surface.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <functional>
#include <optional>

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
    bool seated = false; ///< the button that puts the pen on the skin
    bool pressHarder = false;
    bool motor = false;
    bool gel = false, wipe = false, newCartridge = false;
    bool stretch = false;
    std::uint8_t pull_deg = 180;  ///< direction of that stretch, as sim/skin_pull.h tells it
    float tilt_deg = 0.0f;        ///< towards `tiltAzimuth_deg`
    float tiltAzimuth_deg = 0.0f; ///< 0: along +x of the pad, 90: towards the viewer
    std::uint16_t needle_um = 0;
    std::uint16_t strokeRate_dHz = 0; ///< used while the motor is on
    std::uint8_t pen = 0;
    bool roller = false; ///< what is held is one
};

/// Strain that the stretch key gives the skin: the middle of the 10 to 20 % that clinical.md 9, D6
/// aims at.
inline constexpr std::uint8_t kStretchHand_pct = 15;
/// How high the raised pen floats.
inline constexpr float kMouseHover_m = 0.006f;

/// The skin nearest to a place, with the mean normal under a tip plate; nothing where there is none
/// near.
using SkinFoot = std::function<std::optional<SurfacePoint>(const glm::vec3& near_m)>;

/// A pen held by mouse and keyboard. The frame tells the newest target; ticks move there smoothly,
/// so that 25 frames a second make 240 believable samples. Off the skin the pen stays where it was
/// last, raised. On a person it follows the skin between the targets, however that is curved; a
/// target that lies across a gap, as from the nose to the cheek behind it, it reaches raised.
/// A raised roller turns to the way that it is moved; on the skin it stays as it was set down.
class MousePen final : public PenSource {
public:
    /// pixel_m  size of one pixel of the picture on the skin, for the uncertainty of the position
    /// skin     tells the skin under the pen; empty: flat enough to go straight to the target
    explicit MousePen(float pixel_m = 0.0002f, SkinFoot skin = {});

    void point(const PointerTarget& target, const PenControls& controls);
    [[nodiscard]] sim::PenSample sample(std::uint32_t tick) override;
    [[nodiscard]] sim::InputTraits traits() const override;

private:
    void follow();
    void turnRoller(const glm::vec3& moved_m);
    [[nodiscard]] glm::vec3 followSkin();

    PointerTarget target_;
    PenControls controls_;
    float pixel_m_;
    SkinFoot skin_;
    bool crossing_ = false;                           ///< on the way over a gap, raised
    glm::vec3 position_m_{0.0f}, velocity_mps_{0.0f}; ///< on the undeformed skin
    glm::vec3 normal_{0.0f, 1.0f, 0.0f};
    float lift_m_ = kMouseHover_m; ///< of the tip above the skin, negative when pressed in
    float liftRate_mps_ = 0.0f;
    glm::vec3 heading_{0.0f, 0.0f, 1.0f};       ///< of a roller: where it rolls, or the other way
    float tiltX_deg_ = 0.0f, tiltZ_deg_ = 0.0f; ///< followed tilt, as a vector in the skin's plane
    bool placed_ = false;
};

} // namespace stipple::input
