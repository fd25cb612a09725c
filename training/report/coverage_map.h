#pragma once

#include "training/report/report.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::report {

enum class MapMode { Passes, Density, Depth };
inline constexpr std::array<MapMode, 3> kMapModes{MapMode::Passes, MapMode::Density,
                                                  MapMode::Depth};

/// One score block of about 5 mm that the report shows.
struct MapBlock {
    std::uint32_t column = 0, row = 0; ///< row 0: the far edge of the pad, or nearest the crown
    std::uint8_t zone = sim::kNoZone;
    float passes = 0.0f;
    float density_perCm2 = 0.0f; ///< punctures
    float depth_mm = 0.0f;       ///< mean delivered; 0 without punctures
    float deepest_mm = 0.0f;
    bool needled = false;
};

/// Blocks of treatable zones, and others that were needled, row by row.
struct CoverageMap {
    std::vector<MapBlock> blocks;
    float blockSide_mm = 0.0f;
    std::uint32_t rows = 0, columns = 0; ///< of the grid; of a body, of its front view
};

[[nodiscard]] CoverageMap coverageMap(const ReportInput& input);

/// How a block stands against what the lesson asks of its zone. Unasked: the lesson does not treat
/// the zone, and nothing happened there. Outside: it does not, but needles were.
enum class BlockFinding { Fine, Thin, Over, Unasked, Outside };

/// Thin and over by passes: below the least, above the most plus one (rubric C3). By depth: mean
/// below the rubric's share of the target, deepest above the effective maximum. No limits are known
/// for the density of punctures.
[[nodiscard]] BlockFinding findingOf(const lesson::Assignment& assignment, MapMode mode,
                                     const MapBlock& block);

[[nodiscard]] float valueOf(MapMode mode, const MapBlock& block);
[[nodiscard]] std::string_view modeTitle(MapMode mode);
[[nodiscard]] std::string_view findingName(BlockFinding finding);
[[nodiscard]] std::string zoneLabel(const ReportInput& input, std::uint8_t zone);

} // namespace stipple::report
