#pragma once

#include "engine/sim/sim_model.h"

#include <memory>
#include <string>
#include <vector>

namespace stipple::test {

/// The shipped pen with 12 needles over three zones of the shipped tissues; no skin to walk on.
[[nodiscard]] std::unique_ptr<sim::SimModel> needleModel();
inline constexpr std::size_t kCheekZone = 0, kForeheadZone = 1, kArmZone = 2;

/// One published figure about needles, and what the model makes of its conditions. Nothing is tuned
/// to a row; a row may lie outside, and the page says so.
struct NeedleRow {
    std::string source, conditions, published, unit;
    double low = 0.0, high = 0.0; ///< what counts as inside
    double ours = 0.0;
    std::string remark; ///< why it is outside, or what the comparison leaves out; may be empty
};

[[nodiscard]] bool isInside(const NeedleRow& row);

/// clinical.md 3.2: forces on one needle and on a cartridge.
[[nodiscard]] std::vector<NeedleRow> needleForceRows();
/// clinical.md 3.3: measured over set depth by situation, and the arithmetic of tilt.
[[nodiscard]] std::vector<NeedleRow> needleDepthRows();
/// clinical.md 3.4 and 3.5: dwell, speed, slip, density per pass, scratches.
[[nodiscard]] std::vector<NeedleRow> needleGlideRows();

/// The three as tables of the validation page, with their headings.
[[nodiscard]] std::string needleTables();

/// Depth over the dial in five situations, as a plot.
[[nodiscard]] std::string needlePlot();

inline constexpr const char* kNeedlesBegin = "<!-- needles: begin -->\n";
inline constexpr const char* kNeedlesEnd = "<!-- needles: end -->\n";

} // namespace stipple::test
