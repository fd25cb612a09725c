#include "engine/scene/appearance_canvas.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::scene {

namespace {

constexpr std::uint32_t kNavelSeed = 71;
// half of it, across and along the body, and how deep: drawn, never scored
constexpr float kWide_m = 0.0085F, kLong_m = 0.0080F, kDeep_m = 0.0052F;

/// Where the navel is: the middle of the cells of the region that is named after it.
struct NavelPlace {
    glm::vec3 middle_m{0.0F};
    bool found = false;
};

NavelPlace navelOf(const AppearanceInput& input) {
    const sim::SkinCells& cells = input.model.model->cells;
    glm::dvec3 sum{0.0};
    double count = 0.0;
    for (std::size_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const std::uint8_t region = input.model.painted.region[cell];
        if (region < input.anatomy.regions.size() &&
            input.anatomy.regions[region].id == "umbilicus") {
            sum += glm::dvec3(cells.position_m[cell]);
            count += 1.0;
        }
    }
    return {count > 0.0 ? glm::vec3(sum / count) : glm::vec3(0.0F), count > 0.0};
}

} // namespace

void paintNavel(const AppearanceInput& input, AppearanceCanvas& canvas) {
    const NavelPlace navel = navelOf(input);
    if (!navel.found) {
        return;
    }
    const sim::SimModel& model = *input.model.model;
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, navel.middle_m, 2.2F * kWide_m, near);
    for (const std::uint32_t cell : near) {
        const glm::vec3& place_m = model.cells.position_m[cell];
        const glm::vec3 to = place_m - navel.middle_m;
        // the upper edge hangs over: steep above, a slope below
        const float up = -to.z / kLong_m;
        const float uneven = 0.10F * noiseAt(place_m, 0.006F, input.seed + kNavelSeed);
        const float away =
            glm::length(glm::vec2(to.x / kWide_m, up * (up > 0.0F ? 1.15F : 0.90F))) + uneven;
        const float inside = smoothRamp(1.05F, 0.30F, away);
        // what is left of the cord stands up from the ground, and folds run to it
        const float knot =
            smoothRamp(0.50F, 0.0F, glm::length(glm::vec2(to.x / kWide_m, up + 0.12F)));
        const float fold = std::fabs(noiseAt(place_m, 0.0024F, input.seed + kNavelSeed + 1));
        const float ridge = smoothRamp(1.65F, 1.25F, away) * smoothRamp(0.85F, 1.15F, away);
        canvas.height_m[cell] += 0.0006F * ridge + 0.0011F * knot - kDeep_m * inside -
                                 0.00022F * inside * (1.0F - smoothRamp(0.0F, 0.45F, fold));
        // the ground sees little sun, and its folds little light
        canvas.melanin[cell] *= 1.0F + 0.45F * inside;
        canvas.blood[cell] *= 1.0F + 1.1F * inside;
        canvas.oil[cell] *= 1.0F - 0.4F * inside;
    }
}

} // namespace stipple::scene
