#include "engine/render/scratch_lines.h"

#include "engine/render/skin_textures.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr float kFirstScratch_m = 0.0003f; // a line that one sees: scenes/needling.toml
constexpr float kFullScratch_m = 0.0015f;
// in cells: how far the scratched cells are looked for that make a line, their standard deviation
// about the middle of the nearest ones, and the half width of what is drawn
constexpr int kLook = 3;
constexpr float kReach = 2.9f, kSigma = 1.4f, kHalfWidth = 1.3f;
constexpr float kMiddle = 0.5f; // of a straight row of cells, blurred with weights 1 2 1
// variance of cells across a line: thinner is a line, thicker a patch; along it: shorter is a point
constexpr float kThin = 0.35f, kThick = 0.70f, kShort = 0.25f, kLong = 0.55f;
constexpr float kWholeWeight = 0.9f; // less than a cell beside the end of a line

/// Scratched cells with weights: their sum, middle and spread.
struct Cloud {
    float weight = 0.0f;
    glm::vec2 sum{0.0f};
    float xx = 0.0f, yy = 0.0f, xy = 0.0f;

    void add(const glm::vec2& at, float weightHere) {
        weight += weightHere;
        sum += at * weightHere;
        xx += at.x * at.x * weightHere;
        yy += at.y * at.y * weightHere;
        xy += at.x * at.y * weightHere;
    }
};

/// The cell's way from the line through the cloud, and how much of a line that is, 0..1. The cell
/// is the origin.
struct LineFit {
    float away = 0.0f, share = 0.0f;
};

LineFit fitOf(const Cloud& cloud) {
    const glm::vec2 middle = cloud.sum / cloud.weight;
    const float a = cloud.xx / cloud.weight - middle.x * middle.x;
    const float c = cloud.yy / cloud.weight - middle.y * middle.y;
    const float b = cloud.xy / cloud.weight - middle.x * middle.y;
    const float apart = std::sqrt((a - c) * (a - c) + 4.0f * b * b);
    if (apart < 1e-6f) {
        return {};
    }
    const float along = 0.5f * (a + c + apart), across = 0.5f * (a + c - apart);
    // cosine and sine of twice the direction of the line
    const float cosine = (a - c) / apart, sine = 2.0f * b / apart;
    const float square =
        0.5f * ((1.0f - cosine) * middle.x * middle.x - 2.0f * sine * middle.x * middle.y +
                (1.0f + cosine) * middle.y * middle.y);
    const float thin = std::clamp((kThick - across) / (kThick - kThin), 0.0f, 1.0f);
    const float drawn = std::clamp((along - kShort) / (kLong - kShort), 0.0f, 1.0f);
    return {std::sqrt(std::max(square, 0.0f)), thin * drawn};
}

} // namespace

float scratchStrength(float scratch_m) {
    const float seen = std::clamp(scratch_m / kFirstScratch_m, 0.0f, 1.0f);
    const float full = (scratch_m - kFirstScratch_m) / (kFullScratch_m - kFirstScratch_m);
    return seen * (0.6f + 0.4f * std::clamp(full, 0.0f, 1.0f));
}

ScratchLines::ScratchLines(const sim::SkinState& skin, const sim::SkinCells& cells,
                           const gpu::Box& box)
    : left_(static_cast<int>(box.x) - kLook), top_(static_cast<int>(box.y) - kLook),
      across_(static_cast<int>(box.width) + 2 * kLook),
      down_(static_cast<int>(box.height) + 2 * kLook) {
    const auto width = static_cast<int>(cells.width), height = static_cast<int>(cells.height);
    for (int row = std::max(0, top_); row < std::min(height, top_ + down_); ++row) {
        for (int column = std::max(0, left_); column < std::min(width, left_ + across_); ++column) {
            const std::size_t texel =
                static_cast<std::size_t>(row) * cells.width + static_cast<std::size_t>(column);
            const std::uint32_t cell = shownCell(cells, texel);
            if (cell == sim::kNone || !(skin.scratch_m[cell] > 0.0f)) {
                continue;
            }
            if (strength_.empty()) {
                strength_.assign(
                    static_cast<std::size_t>(across_) * static_cast<std::size_t>(down_), 0.0f);
            }
            strength_[static_cast<std::size_t>(row - top_) * static_cast<std::size_t>(across_) +
                      static_cast<std::size_t>(column - left_)] =
                scratchStrength(skin.scratch_m[cell]);
        }
    }
}

float ScratchLines::strengthAt(int column, int row) const {
    return strength_[static_cast<std::size_t>(row) * static_cast<std::size_t>(across_) +
                     static_cast<std::size_t>(column)];
}

float ScratchLines::at(std::uint32_t x, std::uint32_t y) const {
    if (strength_.empty()) {
        return 0.0f;
    }
    const int column = static_cast<int>(x) - left_, row = static_cast<int>(y) - top_;
    Cloud nearest;
    float strongest = 0.0f;
    for (int j = -1; j <= 1; ++j) {
        for (int i = -1; i <= 1; ++i) {
            const float here = strengthAt(column + i, row + j);
            strongest = std::max(strongest, here);
            nearest.add({static_cast<float>(i), static_cast<float>(j)},
                        here * (i == 0 ? 0.5f : 0.25f) * (j == 0 ? 0.5f : 0.25f));
        }
    }
    if (nearest.weight <= 0.0f) {
        return 0.0f;
    }
    // around the nearest ones, so that a line beside them does not count
    const glm::vec2 middle = nearest.sum / nearest.weight;
    Cloud cloud;
    for (int j = -kLook; j <= kLook; ++j) {
        for (int i = -kLook; i <= kLook; ++i) {
            const glm::vec2 at(static_cast<float>(i), static_cast<float>(j));
            const float here = strengthAt(column + i, row + j);
            const float square = glm::dot(at - middle, at - middle);
            if (here > 0.0f && square <= kReach * kReach) {
                cloud.add(at, here * std::exp(-0.5f * square / (kSigma * kSigma)));
            }
        }
    }
    const LineFit fit = fitOf(cloud);
    const float line = kMiddle * strongest * std::max(0.0f, 1.0f - fit.away / kHalfWidth) *
                       std::min(1.0f, cloud.weight / (kWholeWeight * strongest));
    return nearest.weight + (line - nearest.weight) * fit.share;
}

} // namespace stipple::render
