#pragma once

#include "engine/base/result.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::importer {

/// A quad of the package's body, with the places of its corners in the package's unfolding.
struct PackageQuad {
    std::array<std::uint32_t, 4> point{};
    std::array<std::uint32_t, 4> uv{};
    std::uint32_t group = 0; ///< index into PackageBody::groups
};

/// The morphable body as the package holds it.
struct PackageBody {
    std::vector<glm::dvec3> points_m;
    std::vector<glm::dvec2> uvs;
    std::vector<PackageQuad> quads;
    std::vector<std::string> groups; ///< "body", "helper-l-eye", "joint-..."
};

/// Displacements of all points in 0.1 mm.
using PackageTarget = std::vector<std::array<std::int16_t, 3>>;

/// Where the targets lie in the package.
struct PackageTargets {
    std::filesystem::path table;
    std::vector<std::string> names; ///< "macrodetails/african-male-old", sorted
    std::size_t points = 0;
};

/// Reads the body from an unpacked package. Fails with the file and what it lacks.
[[nodiscard]] Result<PackageBody> readPackageBody(const std::filesystem::path& package);

[[nodiscard]] Result<PackageTargets> readPackageTargets(const std::filesystem::path& package,
                                                        std::size_t points);

[[nodiscard]] Result<PackageTarget> readPackageTarget(const PackageTargets& targets,
                                                      std::string_view name);

} // namespace stipple::importer
