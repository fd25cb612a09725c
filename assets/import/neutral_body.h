#pragma once

#include "assets/import/body_cage.h"
#include "engine/scene/people_asset.h"

#include <string>
#include <vector>

namespace stipple::importer {

/// Unit of the package's shape targets.
inline constexpr double kTargetStep_m = 1e-4;

/// A target and how much of it the neutral body has.
struct NeutralShare {
    std::string target;
    int parts = 0; ///< of kNeutralParts
};
inline constexpr int kNeutralParts = 6;

/// The neutral adult: equal shares of both sexes and three ancestries, young, of average build,
/// with closed eyes.
[[nodiscard]] std::vector<NeutralShare> neutralShares();

/// The targets that the asset keeps as morphs, sorted.
[[nodiscard]] std::vector<std::string> keptTargets(const PackageTargets& targets);

/// Displacements of the neutral body from the package's own, in 0.1 mm / kNeutralParts.
[[nodiscard]] Result<std::vector<std::array<int, 3>>>
neutralDisplacement(const PackageTargets& targets);

/// All morphs for the points of a cage: the kept targets, and "neutral", which leads from the
/// package's own body to the neutral one.
[[nodiscard]] Result<std::vector<scene::BodyMorph>>
morphsOf(const Cage& cage, const PackageBody& body, const PackageTargets& targets);

} // namespace stipple::importer
