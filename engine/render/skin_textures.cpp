#include "engine/render/skin_textures.h"

#include "engine/render/scratch_lines.h"
#include "engine/render/unorm8.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace stipple::render {
namespace {

constexpr float kMarkTexel_m = 0.0001f;
constexpr float kMarkRadius_m = 0.00007f; // the hole closes to less than the needle's 0.25 mm
constexpr float kLeastBead_m = 0.00022f, kMostBead_m = 0.00042f;
constexpr float kFullErythema = 1.5f;
constexpr std::uint32_t kPersonMarks = 2; // texels across a cell: 0.2 mm
constexpr std::uint32_t kNeverSent = 0xffffffffU;
constexpr std::uint32_t kMostMarkTexels = 4096; // every Vulkan device takes images of this size

/// A spread of 0..1 that stays the same for the same number.
float spread(std::size_t number) {
    const auto mixed = static_cast<std::uint32_t>(number * 2654435761U);
    return static_cast<float>((mixed >> 8U) & 0xffffU) / 65535.0f;
}

float welledUp(const sim::SkinState& skin, std::size_t cell) {
    const float points = skin.bloodPoints[cell];
    return points <= 0.0f ? 0.0f : std::min(points / std::max(skin.bleeding[cell], 1.0f), 1.0f);
}

bool samePuncture(const sim::Puncture& a, const sim::Puncture& b) {
    return a.tick == b.tick && a.triangle == b.triangle && a.barycentric == b.barycentric &&
           a.needle == b.needle && a.depth_m == b.depth_m;
}

} // namespace

glm::vec2 atlasSize_m(const sim::SkinCells& cells) {
    const std::size_t width = cells.width, height = cells.height;
    if (!cells.source.empty()) {
        const float side_m = std::sqrt(cells.area_m2);
        return {side_m * static_cast<float>(width), side_m * static_cast<float>(height)};
    }
    if (width < 2 || height < 2) {
        return glm::vec2(std::sqrt(std::max(cells.area_m2, 1e-10f)));
    }
    const std::size_t row = height / 2 * width, column = width / 2;
    const float across = glm::length(cells.position_m[row + width - 1] - cells.position_m[row]);
    const float down =
        glm::length(cells.position_m[(height - 1) * width + column] - cells.position_m[column]);
    return {across * static_cast<float>(width) / static_cast<float>(width - 1),
            down * static_cast<float>(height) / static_cast<float>(height - 1)};
}

std::vector<std::uint8_t> packFields(const sim::SkinState& skin, const sim::SkinCells& cells,
                                     const gpu::Box& box, const RednessSpread* redness) {
    const std::uint32_t width = cells.width, height = cells.height;
    const ScratchLines scratches(skin, cells, box);
    std::vector<std::uint8_t> out;
    out.reserve(std::size_t{box.width} * box.height * 4);
    for (std::uint32_t y = box.y; y < box.y + box.height; ++y) {
        for (std::uint32_t x = box.x; x < box.x + box.width; ++x) {
            const std::uint32_t cell = shownCell(cells, std::size_t{y} * width + x);
            if (cell == sim::kNone) {
                out.insert(out.end(), 4, std::uint8_t{0});
                continue;
            }
            // a bead reaches over its cell's edge: neighbours carry its share too
            float blood = 0.0f;
            for (std::uint32_t ny = y > 0 ? y - 1 : 0; ny <= std::min(y + 1, height - 1); ++ny) {
                for (std::uint32_t nx = x > 0 ? x - 1 : 0; nx <= std::min(x + 1, width - 1); ++nx) {
                    const std::uint32_t other = shownCell(cells, std::size_t{ny} * width + nx);
                    if (other != sim::kNone) {
                        blood = std::max(blood, welledUp(skin, other));
                    }
                }
            }
            const float own = skin.erythema[cell];
            const float red = redness != nullptr ? redness->at(x, y, cell, own) : own;
            out.push_back(unorm8(red / kFullErythema));
            out.push_back(unorm8(skin.gel[cell]));
            out.push_back(unorm8(scratches.at(x, y)));
            out.push_back(unorm8(blood));
        }
    }
    return out;
}

Result<SkinTextures> SkinTextures::create(const gpu::Device& device, const StaticScene& scene) {
    SkinTextures out;
    out.mesh_ = scene.mesh;
    out.cells_ = scene.cells;
    out.atlas_m_ = atlasSize_m(*scene.cells);
    const gpu::Extent cells{scene.cells->width, scene.cells->height};
    const float cell_m = out.atlas_m_.x / static_cast<float>(cells.width);
    const std::uint32_t most = std::max(1U, kMostMarkTexels / std::max(cells.width, cells.height));
    const bool person = scene.person != nullptr;
    out.texelsPerCell_ = std::clamp(
        person ? kPersonMarks : static_cast<std::uint32_t>(cell_m / kMarkTexel_m + 0.5f), 1U, most);
    out.canvas_ = MarkCanvas({cells.width * out.texelsPerCell_, cells.height * out.texelsPerCell_},
                             cell_m / static_cast<float>(out.texelsPerCell_), person ? 2 : 4);
    Result<gpu::Image> fields = gpu::Image::create(device, "skin fields", {.size = cells});
    if (!fields) {
        return fields.error();
    }
    // both canvas and image begin empty
    Result<gpu::Image> marks =
        gpu::Image::create(device, "skin marks",
                           {.size = out.canvas_.size(),
                            .format = person ? gpu::Format::Rg8 : gpu::Format::Rgba8,
                            .mipLevels = MarkCanvas::kLevels});
    if (!marks) {
        return marks.error();
    }
    Result<gpu::Image> overlay =
        gpu::Image::create(device, "coverage overlay", {.size = cells, .format = gpu::Format::R8});
    if (!overlay) {
        return overlay.error();
    }
    out.fields_ = std::move(fields).value();
    out.marks_ = std::move(marks).value();
    out.overlay_ = std::move(overlay).value();
    out.sentRevision_.assign(
        std::size_t{sim::tilesAcross(*scene.cells)} * sim::tilesDown(*scene.cells), 0);
    out.beads_.resize(out.sentRevision_.size());
    if (person) {
        out.redness_.emplace(*scene.cells);
    }
    out.findFollowers();
    return out;
}

void SkinTextures::forget() {
    overlayRevision_ = kNeverSent;
    forgotten_ = true;
}

void SkinTextures::update(gpu::CommandList& commands, const sim::SkinState& skin,
                          const SkinOverlay& overlay) {
    STIPPLE_ASSERT(skin.erythema.size() == sim::cellCount(*cells_),
                   "the skin state belongs to the cells that the renderer was made with");
    const std::size_t before = commands.uploadedBytes();
    if (logWasReplaced(skin)) {
        canvas_.clear();
        std::fill(beads_.begin(), beads_.end(), std::vector<Bead>());
        std::fill(sentRevision_.begin(), sentRevision_.end(), kNeverSent);
        drawnPunctures_ = 0;
        forgotten_ = false;
    }
    for (; drawnPunctures_ < skin.log.size(); ++drawnPunctures_) {
        splat(skin.log[drawnPunctures_], drawnPunctures_);
    }
    if (!skin.log.empty()) {
        lastDrawn_ = skin.log.back();
    }
    updateFields(commands, skin);
    updateMarks(commands);
    updateOverlay(commands, overlay);
    if (commands.uploadedBytes() != before) {
        commands.barrier(gpu::Use::TransferWrite, gpu::Use::ShaderRead);
    }
}

bool SkinTextures::logWasReplaced(const sim::SkinState& skin) const {
    if (forgotten_ || skin.log.size() < drawnPunctures_) {
        return true;
    }
    return drawnPunctures_ > 0 && !samePuncture(skin.log[drawnPunctures_ - 1], lastDrawn_);
}

void SkinTextures::splat(const sim::Puncture& puncture, std::size_t number) {
    if (puncture.triangle >= mesh_->triangles.size() || puncture.cell >= sim::cellCount(*cells_)) {
        return;
    }
    const std::array<std::uint32_t, 3>& corner = mesh_->triangles[puncture.triangle];
    const glm::vec2 b = puncture.barycentric;
    const glm::vec2 uv = mesh_->uv[corner[0]] * (1.0f - b.x - b.y) + mesh_->uv[corner[1]] * b.x +
                         mesh_->uv[corner[2]] * b.y;
    // texels of a coarse chart are larger than the mean one
    const float area_m2 = sim::areaOf_m2(*cells_, puncture.cell);
    const float finer =
        std::clamp(area_m2 > 0.0f ? std::sqrt(cells_->area_m2 / area_m2) : 1.0f, 0.4f, 2.0f);
    canvas_.addPuncture(uv, kMarkRadius_m * finer);
    if (puncture.bleeds != 0) {
        const float radius_m =
            finer * (kLeastBead_m + (kMostBead_m - kLeastBead_m) * spread(number));
        canvas_.addBlood(uv, radius_m);
        beads_[sim::tileOf(*cells_, puncture.cell)].push_back({uv, radius_m, puncture.cell});
    }
}

void SkinTextures::wipeDryBeads(const sim::SkinState& skin, std::size_t tile) {
    std::vector<Bead>& beads = beads_[tile];
    const auto kept = std::stable_partition(beads.begin(), beads.end(), [&](const Bead& bead) {
        return skin.bleeding[bead.cell] > 0.0f || skin.bloodPoints[bead.cell] > 0.0f;
    });
    if (kept == beads.end()) {
        return;
    }
    gpu::Box wiped = canvas_.beadBox(kept->uv, kept->radius_m);
    for (auto bead = kept; bead != beads.end(); ++bead) {
        const gpu::Box box = canvas_.beadBox(bead->uv, bead->radius_m);
        canvas_.wipeBlood(box);
        const std::uint32_t right = std::max(wiped.x + wiped.width, box.x + box.width);
        const std::uint32_t bottom = std::max(wiped.y + wiped.height, box.y + box.height);
        wiped.x = std::min(wiped.x, box.x);
        wiped.y = std::min(wiped.y, box.y);
        wiped.width = right - wiped.x;
        wiped.height = bottom - wiped.y;
    }
    beads.erase(kept, beads.end());
    // what was wiped off a bead that stays: no wipe bites a piece out of a drop
    const std::uint32_t across = sim::tilesAcross(*cells_), down = sim::tilesDown(*cells_);
    const auto x = static_cast<std::uint32_t>(tile) % across;
    const auto y = static_cast<std::uint32_t>(tile) / across;
    for (std::uint32_t row = y > 0 ? y - 1 : 0; row <= std::min(y + 1, down - 1); ++row) {
        for (std::uint32_t column = x > 0 ? x - 1 : 0; column <= std::min(x + 1, across - 1);
             ++column) {
            redrawBeads(std::size_t{row} * across + column, wiped);
        }
    }
}

void SkinTextures::redrawBeads(std::size_t tile, const gpu::Box& wiped) {
    for (const Bead& bead : beads_[tile]) {
        const gpu::Box box = canvas_.beadBox(bead.uv, bead.radius_m);
        if (box.x < wiped.x + wiped.width && wiped.x < box.x + box.width &&
            box.y < wiped.y + wiped.height && wiped.y < box.y + box.height) {
            canvas_.addBlood(bead.uv, bead.radius_m);
        }
    }
}

gpu::Box SkinTextures::tileWithRim(std::size_t tile) const {
    const std::uint32_t across = sim::tilesAcross(*cells_);
    const std::uint32_t x = static_cast<std::uint32_t>(tile) % across * sim::kTileTexels;
    const std::uint32_t y = static_cast<std::uint32_t>(tile) / across * sim::kTileTexels;
    const std::uint32_t left = x > 0 ? x - 1 : 0, top = y > 0 ? y - 1 : 0;
    return {left, top, std::min(x + sim::kTileTexels + 1, cells_->width) - left,
            std::min(y + sim::kTileTexels + 1, cells_->height) - top};
}

void SkinTextures::findFollowers() {
    followers_.resize(sentRevision_.size());
    const std::uint32_t across = sim::tilesAcross(*cells_);
    const auto tileOf = [&](std::size_t texel) {
        return static_cast<std::uint32_t>(texel / cells_->width / sim::kTileTexels * across +
                                          texel % cells_->width / sim::kTileTexels);
    };
    for (std::size_t texel = 0; texel < cells_->source.size(); ++texel) {
        const std::uint32_t cell = cells_->source[texel];
        if (cell == sim::kNone || tileOf(cell) == tileOf(texel)) {
            continue;
        }
        std::vector<std::uint32_t>& list = followers_[tileOf(cell)];
        if (std::find(list.begin(), list.end(), tileOf(texel)) == list.end()) {
            list.push_back(tileOf(texel));
        }
    }
}

void SkinTextures::findChangedTiles(const sim::SkinState& skin) {
    changedTiles_.assign(std::min(sentRevision_.size(), skin.tileRevision.size()), 0);
    for (std::size_t tile = 0; tile < changedTiles_.size(); ++tile) {
        if (sentRevision_[tile] == skin.tileRevision[tile]) {
            continue;
        }
        sentRevision_[tile] = skin.tileRevision[tile];
        changedTiles_[tile] = 1;
        for (const std::uint32_t follower : followers_[tile]) {
            changedTiles_[follower] = 1;
        }
    }
}

void SkinTextures::updateFields(gpu::CommandList& commands, const sim::SkinState& skin) {
    // one cell more on each side is sent, because the blood share looks at neighbours. Tiles of
    // the same parity in x and y do not overlap then, so four groups need three barriers
    std::array<std::vector<gpu::Box>, 4> groups;
    const std::uint32_t across = sim::tilesAcross(*cells_);
    findChangedTiles(skin);
    if (redness_) {
        redness_->follow(skin, changedTiles_);
    }
    for (std::size_t tile = 0; tile < changedTiles_.size(); ++tile) {
        if (changedTiles_[tile] != 0) {
            wipeDryBeads(skin, tile);
            groups[tile / across % 2 * 2 + tile % across % 2].push_back(tileWithRim(tile));
        }
    }
    for (const std::vector<gpu::Box>& group : groups) {
        for (const gpu::Box& box : group) {
            commands.upload(fields_, 0, box,
                            packFields(skin, *cells_, box, redness_ ? &*redness_ : nullptr));
        }
        if (!group.empty()) {
            commands.barrier(gpu::Use::TransferWrite, gpu::Use::TransferWrite);
        }
    }
}

void SkinTextures::updateMarks(gpu::CommandList& commands) {
    for (const std::uint32_t tile : canvas_.takeChanged()) {
        for (std::uint32_t level = 0; level < MarkCanvas::kLevels; ++level) {
            const gpu::Box box = canvas_.tileBox(tile, level);
            commands.upload(marks_, level, box, canvas_.copyBox(box, level));
        }
    }
}

void SkinTextures::updateOverlay(gpu::CommandList& commands, const SkinOverlay& overlay) {
    if (overlay.value.empty() || overlay.revision == overlayRevision_) {
        return;
    }
    STIPPLE_ASSERT(overlay.value.size() == sim::cellCount(*cells_), "one overlay value per cell");
    overlayRevision_ = overlay.revision;
    std::vector<std::uint8_t> codes;
    codes.reserve(overlay.value.size());
    for (std::size_t texel = 0; texel < overlay.value.size(); ++texel) {
        const std::uint32_t cell = shownCell(*cells_, texel);
        const float value = cell == sim::kNone ? -1.0f : overlay.value[cell];
        codes.push_back(
            value < 0.0f ? std::uint8_t{0}
                         : static_cast<std::uint8_t>(1.0f + std::min(value, 1.0f) * 254.0f + 0.5f));
    }
    commands.upload(overlay_, 0, {0, 0, cells_->width, cells_->height}, codes);
}

} // namespace stipple::render
