#pragma once

#include "engine/scene/anatomy.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace stipple::scene {

/// Weights of the three corners at a texel's cell; sums to 1.
struct CellWeights {
    double a = 1.0, b = 0.0, c = 0.0;
};
[[nodiscard]] CellWeights cellWeights(const AtlasCells& cells, std::size_t texel);

/// Boxes of equal size over places in space, to find all within a radius in a fixed order.
class PlaceGrid {
public:
    /// `pitch_m` is the largest radius that will be asked for.
    PlaceGrid(std::vector<glm::vec3> places_m, float pitch_m);

    /// Calls `visit(index, squaredDistance_m2)` for places at most `pitch_m` away, in rising order
    /// of their box and then of their number.
    template <class Visit> void near(const glm::vec3& centre_m, Visit&& visit) const {
        if (places_m_.empty()) {
            return;
        }
        const Box low = boxOf(centre_m - glm::vec3(pitch_m_));
        const Box high = boxOf(centre_m + glm::vec3(pitch_m_));
        for (std::uint32_t z = low.z; z <= high.z; ++z) {
            for (std::uint32_t y = low.y; y <= high.y; ++y) {
                for (std::uint32_t x = low.x; x <= high.x; ++x) {
                    visitBox((std::size_t{z} * countY_ + y) * countX_ + x, centre_m, visit);
                }
            }
        }
    }

private:
    struct Box {
        std::uint32_t x = 0, y = 0, z = 0;
    };
    [[nodiscard]] Box boxOf(const glm::vec3& place_m) const;

    template <class Visit>
    void visitBox(std::size_t box, const glm::vec3& centre_m, Visit&& visit) const {
        for (std::uint32_t i = first_[box]; i < first_[box + 1]; ++i) {
            const glm::vec3 apart = places_m_[sorted_[i]] - centre_m;
            const float square = apart.x * apart.x + apart.y * apart.y + apart.z * apart.z;
            if (square <= pitch_m_ * pitch_m_) {
                visit(sorted_[i], square);
            }
        }
    }

    std::vector<glm::vec3> places_m_;
    float pitch_m_ = 0.0f;
    glm::vec3 origin_m_{0.0f};
    std::uint32_t countX_ = 1, countY_ = 1, countZ_ = 1;
    std::vector<std::uint32_t> first_, sorted_;
};

/// Fills `painted.skinScale` and `fatScale` from `painted.region`.
void blendThickness(const Anatomy& anatomy, const BodyPart& part,
                    const std::map<std::string, sim::SkinZone>& tissues,
                    const std::vector<glm::vec3>& points_m, PaintedAnatomy& painted);

} // namespace stipple::scene
