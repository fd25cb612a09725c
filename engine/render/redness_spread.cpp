#include "engine/render/redness_spread.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr std::uint32_t kBlock = 4;           // texels
constexpr float kReach_m = 0.0042f;           // beyond, hardly anything arrives
constexpr float kTogether_m = 0.0030f;        // cells of one block are not farther apart
constexpr float kLeastChange = 1.5f / 512.0f; // half a step of what is sent
constexpr std::uint32_t kPerTile = sim::kTileTexels / kBlock;

} // namespace

RednessSpread::RednessSpread(const sim::SkinCells& cells)
    : cells_(&cells), across_((cells.width + kBlock - 1) / kBlock),
      down_((cells.height + kBlock - 1) / kBlock) {}

void RednessSpread::gather() {
    const std::size_t blocks = std::size_t{across_} * down_;
    middle_m_.assign(blocks, glm::vec3(0.0f));
    count_.assign(blocks, 0.0f);
    own_.assign(blocks, 0.0f);
    spread_.assign(blocks, 0.0f);
    marked_.assign(blocks, 0);
    neighbours_.resize(blocks);
    for (std::uint32_t y = 0; y < cells_->height; ++y) {
        for (std::uint32_t x = 0; x < cells_->width; ++x) {
            const std::uint32_t cell = y * cells_->width + x;
            if (cells_->zone[cell] == sim::kOffSkin) {
                continue;
            }
            const std::uint32_t block = y / kBlock * across_ + x / kBlock;
            const glm::vec3 place = cells_->position_m[cell];
            const float before = count_[block];
            if (before > 0.0f && glm::distance(place, middle_m_[block]) > kTogether_m) {
                continue;
            }
            middle_m_[block] = (middle_m_[block] * before + place) / (before + 1.0f);
            count_[block] = before + 1.0f;
        }
    }
    blocks_.position_m = middle_m_;
    blocks_.zone.assign(blocks, sim::kOffSkin);
    for (std::size_t block = 0; block < blocks; ++block) {
        if (count_[block] > 0.0f) {
            blocks_.zone[block] = 0;
        }
    }
    grid_ = sim::buildCellGrid(blocks_, kReach_m);
}

void RednessSpread::readBlock(std::uint32_t block, const std::vector<float>& erythema) {
    const std::uint32_t left = block % across_ * kBlock, top = block / across_ * kBlock;
    float sum = 0.0f, count = 0.0f;
    for (std::uint32_t y = top; y < std::min(top + kBlock, cells_->height); ++y) {
        for (std::uint32_t x = left; x < std::min(left + kBlock, cells_->width); ++x) {
            const std::uint32_t cell = y * cells_->width + x;
            if (cells_->zone[cell] != sim::kOffSkin &&
                glm::distance(cells_->position_m[cell], middle_m_[block]) <= kTogether_m) {
                sum += erythema[cell];
                count += 1.0f;
            }
        }
    }
    own_[block] = count > 0.0f ? sum / count : 0.0f;
}

void RednessSpread::findNeighbours(std::uint32_t block) {
    std::vector<std::uint32_t> near;
    sim::cellsWithin(blocks_, grid_, middle_m_[block], kReach_m, near);
    for (const std::uint32_t other : near) {
        const glm::vec3 way = middle_m_[other] - middle_m_[block];
        const float weight = std::exp(-0.5f * glm::dot(way, way) / (kSpread_m * kSpread_m));
        neighbours_[block].push_back({other, weight * count_[other]});
    }
}

float RednessSpread::meanAround(std::uint32_t block) {
    float sum = 0.0f, weights = 0.0f;
    for (const Neighbour& other : neighbours_[block]) {
        sum += other.weight * own_[other.block];
        weights += other.weight;
    }
    return weights > 0.0f ? sum / weights : 0.0f;
}

void RednessSpread::markTiles(std::uint32_t block, std::vector<std::uint8_t>& changedTiles) const {
    // a texel takes from the blocks around it
    const std::uint32_t x = block % across_, y = block / across_;
    const std::uint32_t tiles = sim::tilesAcross(*cells_);
    for (std::uint32_t row = y > 0 ? y - 1 : 0; row <= std::min(y + 1, down_ - 1); ++row) {
        for (std::uint32_t column = x > 0 ? x - 1 : 0; column <= std::min(x + 1, across_ - 1);
             ++column) {
            const std::size_t tile = std::size_t{row / kPerTile} * tiles + column / kPerTile;
            if (tile < changedTiles.size()) {
                changedTiles[tile] = 1;
            }
        }
    }
}

void RednessSpread::follow(const sim::SkinState& skin, std::vector<std::uint8_t>& changedTiles) {
    if (std::find_if(changedTiles.begin(), changedTiles.end(),
                     [](std::uint8_t changed) { return changed != 0; }) == changedTiles.end()) {
        return;
    }
    if (middle_m_.empty()) {
        gather();
    }
    const std::uint32_t tiles = sim::tilesAcross(*cells_);
    std::vector<std::uint32_t> stale;
    const auto mark = [&](std::uint32_t block) {
        if (marked_[block] == 0) {
            marked_[block] = 1;
            stale.push_back(block);
        }
    };
    for (std::uint32_t block = 0; block < own_.size(); ++block) {
        const std::size_t tile =
            std::size_t{block / across_ / kPerTile} * tiles + block % across_ / kPerTile;
        if (count_[block] <= 0.0f || tile >= changedTiles.size() || changedTiles[tile] == 0) {
            continue;
        }
        const float before = own_[block];
        readBlock(block, skin.erythema);
        if (own_[block] == before) {
            continue;
        }
        if (neighbours_[block].empty()) {
            findNeighbours(block);
        }
        for (const Neighbour& other : neighbours_[block]) {
            mark(other.block);
        }
    }
    for (const std::uint32_t block : stale) {
        marked_[block] = 0;
        if (neighbours_[block].empty()) {
            findNeighbours(block);
        }
        const float now = meanAround(block);
        // what is left out here arrives with the next, larger change
        if (std::abs(now - spread_[block]) > kLeastChange) {
            spread_[block] = now;
            markTiles(block, changedTiles);
        }
    }
}

float RednessSpread::at(std::uint32_t x, std::uint32_t y, std::uint32_t cell, float own) const {
    if (spread_.empty()) {
        return own;
    }
    const float column = (static_cast<float>(x) + 0.5f) / float{kBlock} - 0.5f;
    const float row = (static_cast<float>(y) + 0.5f) / float{kBlock} - 0.5f;
    const float left = std::floor(column), top = std::floor(row);
    const glm::vec3 place = cells_->position_m[cell];
    float sum = 0.0f, weights = 0.0f;
    for (int corner = 0; corner < 4; ++corner) {
        const float cx = left + static_cast<float>(corner & 1);
        const float cy = top + static_cast<float>(corner >> 1);
        if (cx < 0.0f || cy < 0.0f || cx >= static_cast<float>(across_) ||
            cy >= static_cast<float>(down_)) {
            continue;
        }
        const std::size_t block =
            static_cast<std::size_t>(cy) * across_ + static_cast<std::size_t>(cx);
        // not the chart beside it in the atlas
        const glm::vec3 way = place - middle_m_[block];
        if (count_[block] <= 0.0f || glm::dot(way, way) > kTogether_m * kTogether_m) {
            continue;
        }
        const float weight = (1.0f - std::abs(column - cx)) * (1.0f - std::abs(row - cy));
        sum += weight * spread_[block];
        weights += weight;
    }
    return weights > 0.01f ? sum / weights : own;
}

} // namespace stipple::render
