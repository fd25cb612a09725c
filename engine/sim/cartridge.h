#pragma once

#include "engine/sim/pen_device.h"
#include "engine/sim/skin_mesh.h"

#include <cstdint>

namespace stipple::sim {

// The cartridge in the pen, besides its wear: where it comes from, and a needle that is bent.
//
// A bent needle is straight but for its root, where it leaves the carrier: it leans. Its tip lies
// length x sin(bend) beside its place and length x (1 - cos(bend)) higher than the others, so that
// a needle that is out with all of its length reaches length x cos(bend). The hole in the plate
// lets nothing out beyond its edge and straightens what leans farther. The carrier still moves
// along the pen's axis, so that on its way in the needle is pushed sideways through the skin: by
// tan(bend) for each depth, which is how much wider its slit is.

/// Where the fitted cartridge comes from.
enum class CartridgeOrigin : std::uint8_t {
    Sealed,  ///< taken from its sealed pack for this client
    Open,    ///< its seal was broken before, its lot is unknown
    Used,    ///< was in another client's skin
    Dropped, ///< has fallen: it touched what is not sterile, and a needle is bent
};

/// How the cartridge lies ready when an attempt begins.
struct CartridgeStart {
    CartridgeOrigin origin = CartridgeOrigin::Sealed;
    float bend_rad = 0.0f;        ///< of one needle; 0: all are straight
    std::uint32_t needle = kNone; ///< number of that needle; kNone: the seed decides
};

/// The cartridge that is fitted; as it is here, a sealed one. Part of SimState.
struct CartridgeState {
    CartridgeOrigin origin = CartridgeOrigin::Sealed;
    std::uint32_t bentNeedle = kNone;
    float bendSine = 0.0f, bendCosine = 1.0f;
    glm::vec2 bendWay{0.0f}; ///< to where it leans, unit, pen frame x y; 0: no needle is bent
};

/// The same number of needles, start and seed give the same cartridge.
[[nodiscard]] CartridgeState fittedCartridge(const CartridgeStart& start, std::size_t needles,
                                             std::uint64_t seed);

/// Whether nothing is wrong with where it comes from.
[[nodiscard]] inline bool isFresh(const CartridgeState& cartridge) {
    return cartridge.origin == CartridgeOrigin::Sealed;
}

/// What a bend does to the needle of a pen; with number kNone it does nothing to any.
struct BentNeedle {
    std::uint32_t number = kNone;
    glm::vec2 aside_m{0.0f}; ///< its tip from where it would be, pen frame
    float higher_m = 0.0f;   ///< its tip behind the others
    float lean = 0.0f;       ///< way sideways for each depth
};

[[nodiscard]] BentNeedle bentNeedle(const CartridgeState& cartridge, const PenDevice& pen);

} // namespace stipple::sim
