#pragma once

#include "engine/gpu/command_list.h"

#include <glm/vec2.hpp>

#include <cstdint>
#include <vector>

namespace stipple::render {

/// The picture of punctures and blood in host memory, with its smaller levels, and which tiles of
/// it changed. Texel: red puncture, green height of a blood bead, and with four channels blue and
/// alpha its slope (128 = flat).
class MarkCanvas {
public:
    static constexpr std::uint32_t kLevels = 4;
    static constexpr std::uint32_t kTile = 64; ///< side of a tile at level 0, texels

    MarkCanvas() = default;
    /// `channels`: 4, or 2 to do without the slopes.
    MarkCanvas(gpu::Extent size, float texel_m, std::size_t channels = 4);

    void clear();
    /// A needle mark: a dark core of `radius_m` with a faint ring.
    void addPuncture(glm::vec2 uv, float radius_m);
    /// A round bead.
    void addBlood(glm::vec2 uv, float radius_m);
    /// Takes the blood, not the punctures, away within the box (level 0 texels).
    void wipeBlood(const gpu::Box& box);
    /// The texels that a bead of `addBlood` may have touched.
    [[nodiscard]] gpu::Box beadBox(glm::vec2 uv, float radius_m) const {
        return boxAround(texelAt(uv), radius_m / texel_m_);
    }

    [[nodiscard]] gpu::Extent size(std::uint32_t level = 0) const;
    /// All of a level, rows from the top.
    [[nodiscard]] const std::vector<std::uint8_t>& level(std::uint32_t number) const {
        return levels_[number];
    }
    [[nodiscard]] glm::vec2 texelAt(glm::vec2 uv) const;

    /// Tiles changed since the last call, their smaller levels brought up to date.
    [[nodiscard]] std::vector<std::uint32_t> takeChanged();
    /// The box of a tile at a level; empty widths do not occur.
    [[nodiscard]] gpu::Box tileBox(std::uint32_t tile, std::uint32_t level) const;
    /// The texels of a box of a level, tightly packed.
    [[nodiscard]] std::vector<std::uint8_t> copyBox(const gpu::Box& box, std::uint32_t level) const;

private:
    [[nodiscard]] gpu::Box boxAround(glm::vec2 texel, float radius) const;
    void noteChanged(const gpu::Box& box);
    [[nodiscard]] std::uint8_t* texelOf(std::uint32_t x, std::uint32_t y) {
        return &levels_[0][(std::size_t{y} * size_.width + x) * channels_];
    }
    void shrink(const gpu::Box& box, std::uint32_t level);
    [[nodiscard]] std::uint32_t tilesAcross() const { return (size_.width + kTile - 1) / kTile; }

    gpu::Extent size_;
    float texel_m_ = 0.0001f;
    std::size_t channels_ = 4;
    std::vector<std::vector<std::uint8_t>> levels_;
    std::vector<std::uint8_t> changed_;
};

} // namespace stipple::render
