#include "engine/scene/anatomy_cells.h"

#include <algorithm>

namespace stipple::scene {

namespace {

constexpr std::uint32_t kMostBoxes = 256; // along each axis

std::uint32_t boxCount(float length_m, float pitch_m) {
    const float boxes = length_m / pitch_m + 1.0f;
    return boxes < static_cast<float>(kMostBoxes) ? static_cast<std::uint32_t>(boxes) : kMostBoxes;
}

std::uint32_t boxAlong(float at_m, float pitch_m, std::uint32_t count) {
    const float at = at_m / pitch_m;
    if (!(at > 0.0f)) {
        return 0;
    }
    return at < static_cast<float>(count) ? static_cast<std::uint32_t>(at) : count - 1;
}

} // namespace

CellWeights cellWeights(const AtlasCells& cells, std::size_t texel) {
    CellWeights weights;
    weights.b = static_cast<double>(cells.barycentric[texel][0]) / kWholeBarycentric;
    weights.c = static_cast<double>(cells.barycentric[texel][1]) / kWholeBarycentric;
    weights.a = 1.0 - weights.b - weights.c;
    return weights;
}

PlaceGrid::PlaceGrid(std::vector<glm::vec3> places_m, float pitch_m)
    : places_m_(std::move(places_m)), pitch_m_(pitch_m) {
    if (places_m_.empty()) {
        return;
    }
    glm::vec3 low = places_m_.front(), high = low;
    for (const glm::vec3& place : places_m_) {
        for (int i = 0; i < 3; ++i) {
            low[i] = std::min(low[i], place[i]);
            high[i] = std::max(high[i], place[i]);
        }
    }
    origin_m_ = low;
    countX_ = boxCount(high.x - low.x, pitch_m);
    countY_ = boxCount(high.y - low.y, pitch_m);
    countZ_ = boxCount(high.z - low.z, pitch_m);

    // counted, then filled, so that a box holds its places in rising order
    std::vector<std::uint32_t> boxes;
    boxes.reserve(places_m_.size());
    first_.assign(std::size_t{countX_} * countY_ * countZ_ + 1, 0);
    for (const glm::vec3& place : places_m_) {
        const Box box = boxOf(place);
        boxes.push_back((box.z * countY_ + box.y) * countX_ + box.x);
        ++first_[boxes.back() + 1];
    }
    for (std::size_t i = 1; i < first_.size(); ++i) {
        first_[i] += first_[i - 1];
    }
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    sorted_.resize(places_m_.size());
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        sorted_[next[boxes[i]]++] = i;
    }
}

PlaceGrid::Box PlaceGrid::boxOf(const glm::vec3& place_m) const {
    return {boxAlong(place_m.x - origin_m_.x, pitch_m_, countX_),
            boxAlong(place_m.y - origin_m_.y, pitch_m_, countY_),
            boxAlong(place_m.z - origin_m_.z, pitch_m_, countZ_)};
}

} // namespace stipple::scene
