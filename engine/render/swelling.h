#pragma once

#include "engine/gpu/format.h"
#include "engine/sim/skin_cells.h"
#include "engine/sim/skin_mesh.h"
#include "engine/sim/skin_state.h"
#include "shaders/shared/person_shared.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::render {

/// Height of skin of this redness (erythema, 1 = clinical end point) over untouched skin, metres.
/// Grows with its square, so that swelling comes after redness, as it does in life.
[[nodiscard]] float swollen_m(float erythema);

/// How far treated skin has swollen: a height for each corner of the drawn mesh, smooth over
/// several millimetres whatever the cells, and its slope, as a picture of one texel a corner. Only
/// what changed is worked out anew. Corners at one place (seams of the atlas) stay equal.
class Swelling {
public:
    static constexpr std::uint32_t kRow = shared::kSwellingRow; ///< corners in a row of the picture

    Swelling() = default;
    /// `drawn` has its corners in the atlas of `cells`. `cells` must outlive this.
    Swelling(const sim::SkinMesh& drawn, const sim::SkinCells& cells);

    /// Takes in the redness of the tiles that changed (one entry per tile, not 0) and returns which
    /// rows of the picture did, rising.
    [[nodiscard]] std::vector<std::uint32_t> follow(const sim::SkinState& skin,
                                                    std::span<const std::uint8_t> changedTiles);

    [[nodiscard]] gpu::Extent size() const;
    /// Four bytes a corner: slope along x, y, z, -kMostSlope..kMostSlope as 1..255; height,
    /// 0..kMostHeight_m as 0..255. As person.vert reads them.
    [[nodiscard]] const std::vector<std::uint8_t>& texels() const { return texels_; }
    [[nodiscard]] float cornerHeight_m(std::uint32_t corner) const;
    /// Of the corner nearest to a place.
    [[nodiscard]] float heightAt_m(const glm::vec3& place_m) const;

private:
    static constexpr std::size_t kRounds = 4; ///< of smoothing

    void joinCorners(const sim::SkinMesh& drawn);
    void linkNeighbours(const sim::SkinMesh& drawn);
    void findWindows();
    [[nodiscard]] float rawAt(std::uint32_t point, const std::vector<float>& erythema) const;
    [[nodiscard]] glm::vec3 slopeAt(std::uint32_t point) const;
    void grow(std::vector<std::uint32_t>& points);
    void encode(std::uint32_t point, std::vector<std::uint8_t>& rowChanged);

    const sim::SkinCells* cells_ = nullptr;
    // per point: where corners lie
    std::vector<glm::vec3> place_m_, normal_;
    std::vector<float> reach_m_; ///< half the way to the neighbours: what the point stands for
    std::vector<float> share_;   ///< that the neighbours have in a round
    std::vector<std::uint32_t> cornerFirst_, corners_;
    std::vector<std::uint32_t> neighbourFirst_, neighbours_;
    std::array<std::vector<float>, kRounds + 1> height_m_; ///< before and after each round
    std::vector<glm::vec2> uv_;                            ///< per corner
    std::vector<std::uint32_t> pointOf_;                   ///< per corner
    std::vector<std::vector<std::uint32_t>> tilePoints_;   ///< per tile: points that it changes
    std::vector<std::uint8_t> marked_;                     ///< per point, while points are gathered
    std::vector<std::uint8_t> texels_;
};

} // namespace stipple::render
