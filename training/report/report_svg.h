#pragma once

#include "training/report/coverage_map.h"
#include "training/report/html_text.h"
#include "training/report/trace_chart.h"

#include <array>

namespace stipple::report {

/// Ten even steps of the cividis ramp, which every kind of colour vision can order
/// (Nunez, Anderton, Renslow 2018, doi 10.1371/journal.pone.0199239).
inline constexpr std::array<std::uint32_t, 10> kCividis{0x00224e, 0x123570, 0x3b496c, 0x575d6d,
                                                        0x707173, 0x8a8678, 0xa59c74, 0xc3b369,
                                                        0xe1cc55, 0xfee838};

/// Colour at `share` of the ramp (clamped to 0..1), as 0xrrggbb.
[[nodiscard]] std::uint32_t cividis(double share);

/// The map as squares of 5 mm as they lie on the pad: number in each, diagonal hatch for thin,
/// cross hatch for over, a bold frame for outside.
void drawMap(HtmlText& html, const ReportInput& input, const CoverageMap& map, MapMode mode);

/// A chart with its axes, the patches in a strip above and the legend below.
void drawChart(HtmlText& html, const ReportInput& input, const TraceChart& chart);

} // namespace stipple::report
