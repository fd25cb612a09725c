#pragma once

#include "engine/gpu/command_list.h"
#include "engine/render/mark_canvas.h"
#include "engine/render/redness_spread.h"
#include "engine/render/render_scene.h"

#include <optional>
#include <vector>

namespace stipple::render {

/// What the needles did to the skin, as textures. Only what changed since the last frame is sent:
/// the tiles of SkinState::tileRevision and the new entries of SkinState::log. A texel in the
/// gutter of a chart shows the cell across the seam (SkinCells::source) and is sent when that
/// changes. On a person marks have two channels (see MarkCanvas) and twice the cells' resolution.
class SkinTextures {
public:
    SkinTextures() = default;
    [[nodiscard]] static Result<SkinTextures> create(const gpu::Device& device,
                                                     const StaticScene& scene);

    /// Records the uploads of this frame. An unchanged skin sends nothing.
    void update(gpu::CommandList& commands, const sim::SkinState& skin, const SkinOverlay& overlay);

    /// Per tile: not 0 where the last update found a change.
    [[nodiscard]] const std::vector<std::uint8_t>& changedTiles() const { return changedTiles_; }

    /// Everything is sent anew with the next update: for another attempt's skin.
    void forget();

    [[nodiscard]] const gpu::Image& fields() const { return fields_; }
    [[nodiscard]] const gpu::Image& marks() const { return marks_; }
    [[nodiscard]] const gpu::Image& overlay() const { return overlay_; }
    /// Size of the atlas on the skin.
    [[nodiscard]] glm::vec2 atlas_m() const { return atlas_m_; }

private:
    void updateFields(gpu::CommandList& commands, const sim::SkinState& skin);
    void updateMarks(gpu::CommandList& commands);
    void updateOverlay(gpu::CommandList& commands, const SkinOverlay& overlay);
    void findFollowers();
    void findChangedTiles(const sim::SkinState& skin);
    void wipeDryBeads(const sim::SkinState& skin, std::size_t tile);
    void splat(const sim::Puncture& puncture, std::size_t number);
    [[nodiscard]] gpu::Box tileWithRim(std::size_t tile) const;
    void redrawBeads(std::size_t tile, const gpu::Box& wiped);
    [[nodiscard]] bool logWasReplaced(const sim::SkinState& skin) const;

    const sim::SkinMesh* mesh_ = nullptr;
    const sim::SkinCells* cells_ = nullptr;
    glm::vec2 atlas_m_{1.0f};
    std::uint32_t texelsPerCell_ = 1;
    gpu::Image fields_, marks_, overlay_;
    MarkCanvas canvas_;
    std::optional<RednessSpread> redness_; ///< of a person
    std::vector<std::uint32_t> sentRevision_;
    std::vector<std::uint8_t> changedTiles_;
    /// Per tile: the other tiles with gutter texels that show its cells.
    std::vector<std::vector<std::uint32_t>> followers_;
    std::size_t drawnPunctures_ = 0;
    sim::Puncture lastDrawn_;
    /// A painted bead: goes as a whole when its cell is wiped.
    struct Bead {
        glm::vec2 uv;
        float radius_m;
        std::uint32_t cell;
    };
    std::vector<std::vector<Bead>> beads_; ///< per tile of its cell
    std::uint32_t overlayRevision_ = 0xffffffffU;
    bool forgotten_ = false;
};

/// The four bytes of each cell of the box: erythema / 1.5 (as `redness` has it spread, where there
/// is one), gel, scratches (`ScratchLines`), how far the blood of the cell and its neighbours has
/// welled up.
[[nodiscard]] std::vector<std::uint8_t> packFields(const sim::SkinState& skin,
                                                   const sim::SkinCells& cells, const gpu::Box& box,
                                                   const RednessSpread* redness = nullptr);

/// The cell that a texel shows, kNone: nothing.
[[nodiscard]] inline std::uint32_t shownCell(const sim::SkinCells& cells, std::size_t texel) {
    return cells.source.empty() ? static_cast<std::uint32_t>(texel) : cells.source[texel];
}

/// Width and height of the atlas on the skin, measured along its middle row and column; of an atlas
/// with several charts by the mean cell.
[[nodiscard]] glm::vec2 atlasSize_m(const sim::SkinCells& cells);

} // namespace stipple::render
