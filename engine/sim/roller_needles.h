#pragma once

#include "engine/sim/needle_depth.h"
#include "engine/sim/step.h"

namespace stipple::sim {

/// What drives the needles of a roller at a place, and how skin gives under each of them.
struct RollerPush {
    NeedlePush push;
    NeedleGive give;
    float speed_mps = 0.0f; ///< of a tip into the skin
};

/// For a drum that rolls at a speed: a needle of a row, pushed in as slowly as a rolling drum
/// pushes. Skin gives under it PenDevice::rowGive times as much as under a needle by itself. The
/// needles on their way in share the force that the drum is pressed with: too light a press opens
/// no skin.
[[nodiscard]] RollerPush rollerPush(const SimModel& model, const SimState& state,
                                    const PenSample& sample, const StepReport& report,
                                    double rolling_mps);

/// One tick of a roller, after its contact is known. While needles reach the skin the drum turns by
/// the way that it is moved along its rolling direction, and every row that passes the bottom makes
/// its holes, once in a stay in the skin. A row that is lifted out before it got there has only
/// dented the skin. Needles that are moved sideways meanwhile tear; the skin follows them a
/// little, and rows that roll out take what they did along.
void rollNeedles(const SimModel& model, SimState& state, const PenSample& sample,
                 const PenDevice& roller, StepReport& report);

/// Angle by which the drum has turned since the attempt began.
[[nodiscard]] double drumAngle_rad(const PenDevice& roller, const RollerState& roll);

} // namespace stipple::sim
