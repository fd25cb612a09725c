#pragma once

#include "engine/input/skin_sections.h"
#include "engine/input/skin_unfolding.h"
#include "engine/input/work_surface.h"

#include <functional>
#include <memory>
#include <vector>

namespace stipple::input {

/// A section of a zone, unfolded, with what an operator feels and sees of it: where it ends, and
/// where the places begin that must not be touched.
class SkinPatch {
public:
    /// Borrows the model. `section` is the number under which `sectionOf` knows it; `avoids` tells
    /// the zones that count as no-go here.
    SkinPatch(const sim::SimModel& model, const SkinTopology& topology,
              const std::vector<std::uint16_t>& sectionOf, std::uint16_t section,
              const SkinSection& cells, const std::vector<std::uint8_t>& avoids);

    [[nodiscard]] SurfacePoint at(glm::vec2 uv_m) const;
    /// Way along the skin to the section's border; negative outside.
    [[nodiscard]] float clearance_m(glm::vec2 uv_m) const;
    /// Way to the nearest place of no-go, half a millimetre more to skin too thin for the setting;
    /// negative inside, kFar_m or so where there is none about.
    [[nodiscard]] float noGo_m(glm::vec2 uv_m) const;
    /// The same of the zone with the id "orbit" alone.
    [[nodiscard]] float orbit_m(glm::vec2 uv_m) const;
    /// Side lengths of the box about the origin that holds the section.
    [[nodiscard]] glm::vec2 size_m() const { return unfolding_.high_m() - unfolding_.low_m(); }
    [[nodiscard]] float distortion() const { return unfolding_.distortion(); }

    static constexpr float kFar_m = 1.0f;

private:
    template <class T> [[nodiscard]] T sampled(const std::vector<T>& field, glm::vec2 uv_m) const;

    const sim::SimModel* model_;
    SkinUnfolding unfolding_;
    glm::vec2 origin_m_{0.0f}; ///< of the raster's first node
    int across_ = 0, down_ = 0;
    std::vector<float> clearance_m_, noGo_m_, orbit_m_;
    std::vector<glm::vec3> normal_; ///< mean under a tip plate
};

/// Distances of all nodes of a raster to its nearest node that is set, in nodes; 1e9 where none is.
/// Exact (Felzenszwalb and Huttenlocher 2012).
[[nodiscard]] std::vector<float> distanceToSet(const std::vector<std::uint8_t>& set, int across,
                                               int down);

/// Whether an operator who works on one zone must keep the needles off another: the orbit, lips and
/// lesions, or a zone too thin for the setting.
using AvoidsZone = std::function<bool(std::uint8_t worked, std::uint8_t other)>;
/// Off what is a no-go for everybody.
[[nodiscard]] AvoidsZone avoidsNoGo(const sim::SimModel& model);

/// The patches of some zones of a person, in the order of `zones`. Borrows the model.
struct SkinPatchOfZone {
    std::uint8_t zone = 0;
    float area_m2 = 0.0f;
    std::shared_ptr<const SkinPatch> patch;
};
[[nodiscard]] std::vector<SkinPatchOfZone> skinPatchesOf(const sim::SimModel& model,
                                                         std::span<const std::uint8_t> zones,
                                                         const AvoidsZone& avoids,
                                                         const SectionSizes& sizes = {});

} // namespace stipple::input
