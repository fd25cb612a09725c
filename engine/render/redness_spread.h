#pragma once

#include "engine/sim/skin_cells.h"
#include "engine/sim/skin_state.h"

#include <cstdint>
#include <span>
#include <vector>

namespace stipple::render {

/// Redness as it is seen: it runs a little beside the channels, as a flare does, and a needled
/// patch has no edge that one could cut along. The same width as `redness.spread` of
/// scenes/healing.toml, which tells the hours after. Only drawn: no score reads it.
///
/// Cells are gathered in blocks of the atlas; blocks share their redness by their distance on the
/// body, so that the atlas' seams do not show. Only what changed is worked out anew.
class RednessSpread {
public:
    static constexpr float kSpread_m = 0.0015f; ///< standard deviation

    RednessSpread() = default;
    /// `cells` must outlive this.
    explicit RednessSpread(const sim::SkinCells& cells);

    /// Takes in the redness of the tiles that changed (one entry per tile, not 0) and marks those
    /// whose picture changes with them.
    void follow(const sim::SkinState& skin, std::vector<std::uint8_t>& changedTiles);

    /// Of a texel that shows `cell`; `own`: the cell's redness, for where nothing is known.
    [[nodiscard]] float at(std::uint32_t x, std::uint32_t y, std::uint32_t cell, float own) const;

private:
    void gather();
    void readBlock(std::uint32_t block, const std::vector<float>& erythema);
    void findNeighbours(std::uint32_t block);
    [[nodiscard]] float meanAround(std::uint32_t block);
    void markTiles(std::uint32_t block, std::vector<std::uint8_t>& changedTiles) const;

    struct Neighbour {
        std::uint32_t block;
        float weight; ///< with the cells that it stands for
    };
    const sim::SkinCells* cells_ = nullptr;
    std::uint32_t across_ = 0, down_ = 0; ///< blocks
    // per block; of those cells alone that lie together, where charts of the atlas meet
    std::vector<glm::vec3> middle_m_;
    std::vector<float> count_, own_, spread_;
    std::vector<std::vector<Neighbour>> neighbours_; ///< found when they are first needed
    std::vector<std::uint8_t> marked_;
    sim::SkinCells blocks_; ///< the blocks as cells of their own, to be found by place
    sim::CellGrid grid_;
};

} // namespace stipple::render
