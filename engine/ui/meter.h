#pragma once

#include "engine/ui/plot.h"
#include "engine/ui/theme.h"

#include <optional>
#include <string>

namespace stipple::ui {

/// A measured value against its target band.
struct Meter {
    std::string label, unit;
    float value = 0.0f, sigma = 0.0f; ///< sigma 0: no uncertainty is shown
    float least = 0.0f, most = 1.0f;  ///< of the bar
    std::optional<float> bandLow{}, bandHigh{};
    std::optional<float> limit{}; ///< a hard line
    int decimals = 1;
    bool live = true;     ///< false: nothing is measured at this moment
    bool assessed = true; ///< false: marked with *, without a state
    bool showBand = true; ///< off without assistance
    bool showState = true;
};

/// Inside the band, near it (within a quarter of the axis), or beyond; Unknown when not live.
[[nodiscard]] State meterState(const Meter& meter);

/// Height of a meter row at this scale.
[[nodiscard]] float meterHeight(const Screen& screen);

/// Draws label, value ± uncertainty, state mark and bar into a row of `width_px` at the cursor.
void drawMeter(const Screen& screen, const Meter& meter, float width_px);

} // namespace stipple::ui
