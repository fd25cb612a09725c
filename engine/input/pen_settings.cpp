#include "engine/input/pen_settings.h"

namespace stipple::input {

namespace {

std::uint16_t farTooDeep(const WorkPatch& patch, const WorkPen& pen) {
    // half a millimetre beyond the maximum arrives even if a seventh of the dial is lost
    const float wanted_um = (static_cast<float>(patch.needleMax_um) + 500.0f) / 0.85f + 150.0f;
    std::uint32_t dial_um = pen.dialMin_um;
    while (static_cast<float>(dial_um) < wanted_um && dial_um < pen.dialMax_um) {
        dial_um += pen.dialStep_um;
    }
    return static_cast<std::uint16_t>(dial_um);
}

/// The first step above the range where the zone's maximum stays far, else the last one below it.
std::uint16_t oneStepOutside(const WorkPatch& patch, const WorkPen& pen) {
    std::uint16_t below_um = patch.needle_um;
    for (std::uint32_t dial_um = pen.dialMin_um; dial_um <= pen.dialMax_um;
         dial_um += pen.dialStep_um) {
        if (dial_um < patch.needleLow_um) {
            below_um = static_cast<std::uint16_t>(dial_um);
        } else if (dial_um > patch.needleHigh_um && dial_um + 150 < patch.needleMax_um) {
            return static_cast<std::uint16_t>(dial_um);
        }
    }
    return below_um;
}

std::uint16_t rateOutside(const WorkPatch& patch, const WorkPen& pen) {
    std::uint16_t best = patch.strokeRate_dHz;
    for (const std::uint16_t rate : pen.strokeRates_dHz) {
        if (rate < patch.rateLow_dHz || rate > patch.rateHigh_dHz) {
            best = rate;
        }
    }
    return best;
}

} // namespace

void setPen(const OperatorStyle& style, const WorkSurface& surface, const WorkPatch& patch,
            PlanStep& step) {
    step.pen = style.wrongPen ? surface.unsuitablePen : patch.pen;
    const WorkPen& pen = surface.pens[step.pen];
    switch (style.dial) {
    case OperatorStyle::Dial::Right:
        step.needle_um = patch.needle_um;
        break;
    case OperatorStyle::Dial::FarTooDeep:
        step.needle_um = farTooDeep(patch, pen);
        break;
    case OperatorStyle::Dial::Smallest:
        step.needle_um = pen.dialMin_um;
        break;
    case OperatorStyle::Dial::OneStepOutside:
        step.needle_um = oneStepOutside(patch, pen);
        break;
    }
    step.strokeRate_dHz = patch.strokeRate_dHz;
    if (pen.strokeRates_dHz.empty()) {
        step.strokeRate_dHz = 0; // rolled by the hand
    } else if (style.rate == OperatorStyle::Rate::Lowest) {
        step.strokeRate_dHz = pen.strokeRates_dHz.front();
    } else if (style.rate == OperatorStyle::Rate::OneStepOutside) {
        step.strokeRate_dHz = rateOutside(patch, pen);
    }
    step.stretch_pct = static_cast<std::uint8_t>(style.stretch_pct);
}

} // namespace stipple::input
