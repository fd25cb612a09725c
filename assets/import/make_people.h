#pragma once

#include "assets/import/body_cage.h"
#include "engine/base/result.h"
#include "engine/scene/people_asset.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace stipple::importer {

/// How a part turned out, for the person who runs the importer.
struct PartReport {
    std::string id;
    std::size_t cagePoints = 0, morphs = 0, triangles = 0, fineTriangles = 0, charts = 0;
    std::size_t cells = 0, overlapping = 0;
    std::uint32_t width = 0, height = 0; ///< of the atlas
};

/// Surfaces, atlas and cells of a part, without its morphs.
/// bodies_m  the cage on other bodies, on which texels must lie close enough, too
[[nodiscard]] scene::BodyPart makePart(const PartPlan& plan, const Cage& cage,
                                       const std::vector<std::vector<glm::dvec3>>& bodies_m,
                                       PartReport& report);

/// Makes the people asset from the unpacked package. `say` gets a line of progress now and then.
/// Fails with the file of the package that is missing or not as expected.
[[nodiscard]] Result<scene::PeopleAsset>
makePeople(const std::filesystem::path& package,
           const std::function<void(const std::string&)>& say);

} // namespace stipple::importer
