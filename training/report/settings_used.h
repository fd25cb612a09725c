#pragma once

#include "training/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace stipple::report {

/// A stretch of needling in one zone with the same settings; short lifts do not end it.
struct SettingsSpan {
    double from_s = 0.0, to_s = 0.0;
    std::uint8_t zone = sim::kNoZone;
    float dial_mm = 0.0f;
    bool motor = false;
    std::optional<float> rate_Hz;    ///< only when the samples were given
    std::optional<std::uint8_t> pen; ///< index into SimModel::pens; likewise
    sim::CartridgeOrigin cartridge = sim::CartridgeOrigin::Sealed; ///< of the one that is fitted
    /// Least rate that the motor really ran at; 0: it stood still, or was off. With rate_Hz.
    std::optional<float> slowest_Hz = {};
};

/// In the order of time, from the points at which the pen touched the skin.
[[nodiscard]] std::vector<SettingsSpan> settingsUsed(const ReportInput& input);

/// What of a span leaves the protocol: "" when nothing does, else "dial above 0.5 mm".
[[nodiscard]] std::string settingsRemark(const ReportInput& input, const SettingsSpan& span);

} // namespace stipple::report
