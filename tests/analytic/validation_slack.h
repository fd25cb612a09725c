#pragma once

#include "engine/sim/tissue_layers.h"

#include <string>
#include <vector>

namespace stipple::test {

/// Sideways stiffness of a rigid disc in an elastic sheet that shear springs hold: the dermis as a
/// sheet in plane stress over the hypodermis in plain shear. Exact (Baranov 1967, Novak 1974, for
/// piles; at rest), newtons per metre.
[[nodiscard]] double discInSheet_NpM(const sim::TissueStack& tissue, double radius_m);

/// One zone: how it holds sideways, and how far a plate of 9 mm under 1 N draws it along.
struct SidewaysRow {
    std::string zone;
    double ours_NpM = 0.0, sheet_NpM = 0.0;
    double dry_mm = 0.0, gel_mm = 0.0, taut_mm = 0.0; ///< slack and dry; with gel; and taut
};
[[nodiscard]] std::vector<SidewaysRow> sidewaysRows();

/// One zone under the support hand's pull: stiffness under a ring of 6 to 9 mm over that at rest,
/// and depth over what was set.
struct DirectionRow {
    std::string zone;
    double notTold = 0.0, along = 0.0, across = 0.0;
    double direct = 0.0; ///< along, solved for that tension instead of looked up
};
[[nodiscard]] std::vector<DirectionRow> directionRows();

/// One zone slack and taut, the shipped pen of 12 needles at 1 N and 100 Hz.
struct TentingRow {
    std::string zone;
    double slackDimple_mm = 0.0, tautDimple_mm = 0.0; ///< 0.5 mm set
    double slackDepth_mm = 0.0, tautDepth_mm = 0.0;   ///< of it
    double slackOpened_pct = 0.0,
           tautOpened_pct = 0.0; ///< needles that opened the skin, 0.25 mm set
    /// Skin that comes up with the needles, 1 mm set: slack and dry, slack under gel, taut.
    double dryLift_um = 0.0, gelLift_um = 0.0, tautLift_um = 0.0;
};
[[nodiscard]] std::vector<TentingRow> tentingRows();

/// One zone before a plate of 9 mm under 1 N that is about to slip: the fold's length, what tension
/// and sheet bear and what skin is compressed by where slack and dry, as percent, and heights.
struct FoldRow {
    std::string zone;
    double wave_mm = 0.0, borne_pct = 0.0, compressed_pct = 0.0;
    double along_mm = 0.0, across_mm = 0.0; ///< slack and dry, the glide against the lines
    double gel_mm = 0.0, pulled_mm = 0.0;   ///< under gel; dry and pulled by 5 % along the glide
};
[[nodiscard]] std::vector<FoldRow> foldRows();

/// All of these as tables of the validation page, with their headings.
[[nodiscard]] std::string slackTables();

inline constexpr const char* kSlackBegin = "<!-- slack: begin -->\n";
inline constexpr const char* kSlackEnd = "<!-- slack: end -->\n";

} // namespace stipple::test
