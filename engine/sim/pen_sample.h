#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>

namespace stipple::sim {

enum class Tracking : std::uint8_t { Lost = 0, Good = 1 };

/// Bits of PenSample::buttons.
enum PenButton : std::uint16_t {
    kGelButton = 1U << 0U,          ///< a fresh gel film is spread around the tip while held
    kWipeButton = 1U << 1U,         ///< gauze wipes blood and gel around the tip while held
    kNewCartridgeButton = 1U << 2U, ///< an unused cartridge is fitted at the press
};

/// The only input of one tick. Integers: what was recorded is exactly what was simulated.
/// Skin frame: metres, right-handed, +Y up. Pen frame: origin in the centre of the tip plate, +Z
/// up the shaft, needles leave along -Z.
struct PenSample {
    std::array<std::int32_t, 3> tip_um{}; ///< tip-plate centre, skin frame
    std::array<std::int16_t, 4>
        orientation_q15{};            ///< pen to skin, unit quaternion x y z w, 32767 = 1
    std::uint16_t needle_um = 0;      ///< needle length set on the dial
    std::uint16_t strokeRate_dHz = 0; ///< tenths of a hertz, 0 = motor off
    std::uint16_t buttons = 0;        ///< PenButton bits
    Tracking tracking = Tracking::Lost;
    std::uint8_t pen = 0;         ///< index into SimModel::pens
    std::uint8_t stretch_pct = 0; ///< strain that the support hand gives the skin
    /// Direction of that pull along the skin, as skin_pull.h tells directions: 1 to 180 degrees; 0:
    /// not told, counts as the mean of all directions.
    std::uint8_t pull_deg = 0;
    std::array<std::uint8_t, 2> reserved{}; ///< zero; leaves no padding to hash

    friend bool operator==(const PenSample&, const PenSample&) = default;
};
static_assert(std::has_unique_object_representations_v<PenSample>);
static_assert(sizeof(PenSample) == 32);

/// What an input device measures, and how well. Part of every record: what was not measured is
/// not scored.
struct InputTraits {
    std::string name;             ///< as on the command line: "mouse", "scripted:expert,seed=1"
    bool measuresForce = false;   ///< false: the contact force is the program's, not the trainee's
    bool measuresTilt = false;    ///< false: the tilt is a key, not a hand
    float positionSigma_m = 0.0f; ///< standard uncertainty of the tip position along the skin
    float tiltSigma_rad = 0.0f;   ///< of the shaft's direction
    float forceSigma_N = 0.0f;    ///< of the contact force
};

} // namespace stipple::sim
