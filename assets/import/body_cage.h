#pragma once

#include "assets/import/package_body.h"
#include "assets/import/stencil_mesh.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace stipple::importer {

inline constexpr std::uint32_t kUnset = 0xffffffffU; ///< no point or quad yet, or none

/// How finely the skin of a quad is needed.
enum class Grain : std::uint8_t {
    Fine,  ///< skin that is treated and looked at
    Plain, ///< scalp and the like: treated, so its cells are as dense, but smooth: larger triangles
    Coarse, ///< ears, nape, shoulders: seen, not treated
};

/// Whether the cells must lie close: the skin is treated.
[[nodiscard]] constexpr bool isDense(Grain grain) {
    return grain != Grain::Coarse;
}

/// A quad of the body's own mesh.
struct CageQuad {
    std::array<std::uint32_t, 4> point{}; ///< of Cage::points_m
    std::array<glm::dvec2, 4> sheet{};
    std::uint8_t sheetNumber = 0;
    Grain grain = Grain::Fine;
};

/// The part of the body that a surface is made of, and the ring around it that shapes its rim.
struct Cage {
    std::vector<glm::dvec3> points_m; ///< neutral body
    std::vector<std::uint32_t> packagePoint;
    std::vector<CageQuad> skin, eyes, lashes;
    std::vector<CageQuad> around; ///< shapes the rim of `skin`, is not drawn
};

/// Which quads of the package's body belong to a part.
struct PartPlan {
    std::string_view id;
    bool eyes = false; ///< with eyes and lashes, and without the skin inside mouth and lids
    /// Positive inside, metres or so; zero is the cut.
    double (*inside)(const glm::dvec3& place_m) = nullptr;
    Grain (*grain)(const glm::dvec3& place_m) = nullptr;
};

/// Number of the connected piece of the unfolding that each body quad lies in: 0 for the head, 1
/// for the trunk, 2.. for the rest, by the smallest quad in it.
[[nodiscard]] std::vector<std::uint8_t> sheetNumbers(const PackageBody& body);

/// Quads of the neutral body that lie inside the plan, wholly or in part.
[[nodiscard]] Cage cutCage(const PackageBody& body, const std::vector<glm::dvec3>& neutral_m,
                           const PartPlan& plan);

} // namespace stipple::importer
