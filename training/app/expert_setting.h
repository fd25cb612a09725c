#pragma once

#include "training/app/exercise_loader.h"

#include <cstdint>

namespace stipple::app {

/// How a careful operator sets the pen for a zone of a lesson, and presses it.
struct ExpertSetting {
    std::uint8_t pen = 0;
    std::uint16_t needle_um = 0, strokeRate_dHz = 0;
    float pressShare = 1.0f; ///< of a hand's usual newton
};

/// On the pad: the first pen that can do what the target asks, with the dial whose usual delivery
/// on flat skin comes nearest the target. On a person: what foresees the least needling over the
/// zone's maximum on its curved skin with the dial's tolerance, and comes near the target; bone
/// near the surface is pressed lightly. `hurry`: the widest lane that can do it.
[[nodiscard]] ExpertSetting expertSetting(const Exercise& exercise,
                                          const lesson::ZoneTarget& target, bool hurry);

/// Whether the target permits so many needles as the pen has.
[[nodiscard]] bool permitsCartridge(const lesson::ZoneTarget& target, const sim::PenDevice& pen);

/// Whether a dial, on flat skin of a zone and with the worst of its errors, goes over the maximum.
[[nodiscard]] bool goesTooDeep(const Exercise& exercise, const lesson::ZoneTarget& target,
                               std::size_t pen, float dial_m);

} // namespace stipple::app
