#include "engine/sim/plate_model.h"

#include "engine/base/assert.h"

#include <algorithm>

namespace stipple::sim {

namespace {

PlateDisc discOf(const PenDevice& pen) {
    return {pen.plateRadius_m, pen.openingRadius_m};
}

/// The zone whose tissue counts under a cell: the first one outside every zone.
std::size_t tissueZone(const SimModel& model, std::uint32_t cell) {
    const std::uint8_t zone = model.cells.zone[cell];
    return zone < model.zones.size() ? zone : 0U;
}

float scaleAt(const std::vector<float>& scale, const SkinCells& cells, std::uint32_t cell) {
    return scale.empty() || cells.zone[cell] == kOffSkin ? 1.0f : scale[cell];
}

std::vector<ThicknessRange> rangesOf(const SimModel& model) {
    std::vector<ThicknessRange> ranges(model.zones.size());
    const SkinCells& cells = model.cells;
    if (cells.skinScale.empty() && cells.fatScale.empty()) {
        return ranges;
    }
    for (std::uint32_t cell = 0; cell < cellCount(cells); ++cell) {
        ThicknessRange& range = ranges[tissueZone(model, cell)];
        const float skin = scaleAt(cells.skinScale, cells, cell);
        const float fat = scaleAt(cells.fatScale, cells, cell);
        range = {std::min(range.skinLow, skin), std::max(range.skinHigh, skin),
                 std::min(range.fatLow, fat), std::max(range.fatHigh, fat)};
    }
    return ranges;
}

} // namespace

PlateTables platesOf(const SimModel& model, const ShareWork& share) {
    std::vector<TissueStack> tissues;
    for (const SkinZone& zone : model.zones) {
        tissues.push_back(zone.tissue);
    }
    std::vector<PlateDisc> discs;
    for (const PenDevice& pen : model.pens) {
        if (std::find(discs.begin(), discs.end(), discOf(pen)) == discs.end()) {
            discs.push_back(discOf(pen));
        }
    }
    return plateTables(tissues, rangesOf(model), discs, share);
}

PlateSite plateSite(const SimModel& model, const PenDevice& pen, std::uint32_t cell,
                    const SkinPull& pull) {
    const std::vector<PlateDisc>& discs = model.plates.discs;
    const auto disc = std::find(discs.begin(), discs.end(), discOf(pen));
    STIPPLE_ASSERT(disc != discs.end(), "the pen must be one of the model's");
    return {.disc = static_cast<std::size_t>(disc - discs.begin()),
            .zone = tissueZone(model, cell),
            .skinScale = scaleAt(model.cells.skinScale, model.cells, cell),
            .fatScale = scaleAt(model.cells.fatScale, model.cells, cell),
            .strain = model.needling.tractionShare *
                      std::clamp(pull.strain, 0.0f, model.needling.tautStrain) *
                      holdAlong(model.needling.lineRatio, pull.direction_deg,
                                linesAt_deg(model.cells, cell))};
}

PlatePose platePose(const PenDevice& pen, float gap_m, float sinTilt, float curvature_perM) {
    const auto radius_m = static_cast<double>(pen.plateRadius_m);
    return {.press_m = -static_cast<double>(gap_m),
            .tilt_m = radius_m * static_cast<double>(sinTilt),
            .bend_m = 0.5 * static_cast<double>(curvature_perM) * radius_m * radius_m};
}

float gapForForce_m(const SimModel& model, const PenDevice& pen, std::uint32_t cell, float sinTilt,
                    float curvature_perM, float force_N, const SkinPull& pull) {
    const PlatePose pose = platePose(pen, 0.0f, sinTilt, curvature_perM);
    return static_cast<float>(-platePressFor_m(model.plates, plateSite(model, pen, cell, pull),
                                               pose.tilt_m, pose.bend_m,
                                               static_cast<double>(force_N)));
}

} // namespace stipple::sim
