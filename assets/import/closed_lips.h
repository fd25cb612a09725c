#pragma once

#include "assets/import/package_body.h"

namespace stipple::importer {

/// How far each point must move so that the lips touch, metres. The package's mouth stands open by
/// about a millimetre. Lips meet half way; the movement fades over the next rings of points.
/// neutral_m  the points of the neutral body, on which the gap is measured
[[nodiscard]] std::vector<glm::dvec3> lipClosure(const PackageBody& body,
                                                 const std::vector<glm::dvec3>& neutral_m);

} // namespace stipple::importer
