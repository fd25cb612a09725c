#pragma once

#include "engine/sim/sim_model.h"
#include "engine/sim/skin_pull.h"

namespace stipple::sim {

/// Tables of every zone under the plate of every pen, as thick as the zone's cells get. Takes a
/// millisecond for each table: about 0.3 s for a face on one thread.
[[nodiscard]] PlateTables platesOf(const SimModel& model, const ShareWork& share = workAlone);

/// Where in the model's tables the plate of one of its pens over a cell is looked up: the same
/// tissue that tissueAt gives. More strain than that of taut skin makes no difference; along the
/// lines of tension the same strain gives more tension than across them.
[[nodiscard]] PlateSite plateSite(const SimModel& model, const PenDevice& pen, std::uint32_t cell,
                                  const SkinPull& pull = {});

/// How the plate lies to skin of a curvature: its centre `gap_m` above the undeformed skin, tilted
/// by an angle of the given sine.
[[nodiscard]] PlatePose platePose(const PenDevice& pen, float gap_m, float sinTilt,
                                  float curvature_perM);

/// The gap at which the plate presses with an elastic force of `force_N`: negative when its centre
/// lies below the undeformed skin.
[[nodiscard]] float gapForForce_m(const SimModel& model, const PenDevice& pen, std::uint32_t cell,
                                  float sinTilt, float curvature_perM, float force_N,
                                  const SkinPull& pull = {});

} // namespace stipple::sim
