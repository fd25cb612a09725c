#pragma once

#include "engine/render/render_scene.h"

#include <vector>

namespace stipple::test {

/// An egg of skin with one chart whose seam runs down the back, with gutters beside it: a person
/// without the asset. Looks up (+y), crown at -z.
struct SmallPerson {
    sim::SkinMesh mesh;
    sim::SkinCells cells;
    sim::SkinState skin;
    std::vector<std::uint8_t> pigment, relief;
    render::PersonLook look;

    SmallPerson(float melanin, float blood);
    SmallPerson(const SmallPerson&) = delete;
    SmallPerson& operator=(const SmallPerson&) = delete;

    [[nodiscard]] render::StaticScene fixed() const;
    /// With the pen out of sight.
    [[nodiscard]] render::RenderScene scene() const;
    /// Erythema within a distance of a place.
    void redden(const glm::vec3& place_m, float radius_m, float erythema);
    /// One puncture in the middle of the cell nearest to a place.
    void puncture(const glm::vec3& place_m, bool bleeds);

    static constexpr std::uint32_t kGutter = 2; ///< texels on either side of the seam
    static glm::vec3 placeAt(float u, float v);
};

} // namespace stipple::test
