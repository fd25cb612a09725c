#pragma once

#include "engine/sim/needle_depth.h"
#include "engine/sim/pen_device.h"
#include "engine/sim/plate_table.h"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace stipple::sim {

// How skin gives under the needles of a cartridge: the layered Green's function of
// layered_flexibility.h, read at the needles' places while a model is built and looked up in a
// tick. A needle's load is carried by a disc as wide as its shaft; all needles push alike.
//
// Inside the opening of a seated plate the skin is held around: there the plate's rings stay where
// they are, and what they give up of their pressure is what holds. Skin stretched by the support
// hand carries the needles by its tension, too, as under a plate. Small strain.

/// Most needles of a cartridge whose places are told one by one.
inline constexpr std::size_t kMostNeedles = 64;

/// One stack under one pen.
struct GiveTable {
    float alone_mpN = 0.0f; ///< of a needle by itself
    /// Of the needles' force, the share that the rings give up: how hard the plate must be pressed.
    float relief = 0.0f;
    std::vector<NeedleGive> needles; ///< empty for a device with more than kMostNeedles
    /// What each of these is divided by: 1 and this for each unit of strain.
    float aloneGain = 0.0f;
    std::vector<NeedleGive> gains;
};

/// One zone under one pen, over thickness: the axes of its PlateZone.
struct GiveZone {
    std::vector<double> logSkin, logFat;
    std::vector<GiveTable> tables; ///< [skin][fat]
};

/// Where a needle stands between the places at which a PlateReading tells the skin's surface.
struct NeedlePlace {
    std::uint32_t meanNode = 0, slopeNode = 0;
    float meanShare = 0.0f, slopeShare = 0.0f;
    float square = 0.0f; ///< of its distance from the axis over the plate's radius
};

/// The same of any place in the plate of a pen of the model that `plates` is of.
[[nodiscard]] NeedlePlace needlePlace(const PenDevice& pen, const PlateTables& plates,
                                      const glm::vec2& at_m);

struct NeedleGives {
    std::size_t zoneCount = 0;
    std::vector<GiveZone> zones;                  ///< [pen][zone]
    std::vector<std::vector<NeedlePlace>> places; ///< [pen][needle]
};

/// One tissue under one pen, directly: a fraction of a millisecond.
[[nodiscard]] GiveTable giveTable(const PenDevice& pen, const TissueStack& tissue);

/// The tables of every tissue under every pen, as thick as `plates` has them, in parts that `share`
/// calls.
[[nodiscard]] NeedleGives needleGives(std::span<const TissueStack> tissues,
                                      std::span<const PenDevice> pens, const PlateTables& plates,
                                      const ShareWork& share = workAlone);

/// What the tables say at a site.
struct GiveReading {
    float alone_mpN = 0.0f, relief = 0.0f;
    std::array<NeedleGive, kMostNeedles> needles;
};

/// `pen` is its number in the model; `site` tells zone and thickness.
[[nodiscard]] GiveReading readGives(const NeedleGives& gives, std::size_t pen,
                                    const PlateSite& site);

} // namespace stipple::sim
