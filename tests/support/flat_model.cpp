#include "tests/support/flat_model.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/pen_pose.h"
#include "engine/sim/plate_table.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

namespace stipple::test {

namespace {

struct Thickness {
    float corneum_um, epidermis_um, papillary_mm, reticular_mm, fat_mm;
};

sim::SkinZone zoneOf(const char* id, const char* label, const Thickness& t) {
    sim::SkinZone zone;
    zone.id = id;
    zone.label = label;
    zone.tissue.layers = {{{t.corneum_um * 1e-6f, 10e6f, 0.48f},
                           {t.epidermis_um * 1e-6f, 1e6f, 0.48f},
                           {t.papillary_mm * 1e-3f, 40e3f, 0.48f},
                           {t.reticular_mm * 1e-3f, 90e3f, 0.48f},
                           {t.fat_mm * 1e-3f, 3e3f, 0.48f}}};
    zone.tissue.skinSigma_m = 0.25e-3f;
    zone.tissue.lockingStrain = 0.35f;
    return zone;
}

std::uint32_t countOf(float length_m, float spacing_m) {
    return static_cast<std::uint32_t>(length_m / spacing_m + 0.5f);
}

glm::vec3 normalOf(const FlatPad& pad, float x_m, float z_m) {
    // Central difference over 2 mm: exact for this surface but for rounding.
    constexpr float kHalf_m = 1e-3f;
    const float dx = padSurface_m(pad, x_m + kHalf_m, z_m) - padSurface_m(pad, x_m - kHalf_m, z_m);
    const float dz = padSurface_m(pad, x_m, z_m + kHalf_m) - padSurface_m(pad, x_m, z_m - kHalf_m);
    return glm::normalize(glm::vec3(-dx, 2.0f * kHalf_m, -dz));
}

void fillMesh(const FlatPad& pad, sim::SkinMesh& mesh) {
    const std::uint32_t nx = countOf(pad.size_m.x, pad.meshSpacing_m);
    const std::uint32_t nz = countOf(pad.size_m.y, pad.meshSpacing_m);
    for (std::uint32_t j = 0; j <= nz; ++j) {
        for (std::uint32_t i = 0; i <= nx; ++i) {
            const glm::vec2 uv(static_cast<float>(i) / static_cast<float>(nx),
                               static_cast<float>(j) / static_cast<float>(nz));
            const float x_m = (uv.x - 0.5f) * pad.size_m.x;
            const float z_m = (uv.y - 0.5f) * pad.size_m.y;
            mesh.positions_m.push_back({x_m, padSurface_m(pad, x_m, z_m), z_m});
            mesh.normals.push_back(normalOf(pad, x_m, z_m));
            mesh.uv.push_back(uv);
        }
    }
    for (std::uint32_t j = 0; j < nz; ++j) {
        for (std::uint32_t i = 0; i < nx; ++i) {
            const std::uint32_t a = j * (nx + 1) + i;
            const std::uint32_t b = a + nx + 1;
            mesh.triangles.push_back({a, b, a + 1});
            mesh.triangles.push_back({a + 1, b, b + 1});
        }
    }
    sim::linkNeighbours(mesh);
}

void fillCells(const FlatPad& pad, sim::SkinCells& cells) {
    cells.width = countOf(pad.size_m.x, pad.cellSpacing_m);
    cells.height = countOf(pad.size_m.y, pad.cellSpacing_m);
    cells.spacing_m = pad.cellSpacing_m;
    cells.area_m2 = pad.size_m.x / static_cast<float>(cells.width) * pad.size_m.y /
                    static_cast<float>(cells.height);
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 0; column < cells.width; ++column) {
            const float u = (static_cast<float>(column) + 0.5f) / static_cast<float>(cells.width);
            const float v = (static_cast<float>(row) + 0.5f) / static_cast<float>(cells.height);
            const float x_m = (u - 0.5f) * pad.size_m.x;
            const float z_m = (v - 0.5f) * pad.size_m.y;
            std::uint8_t zone = sim::kNoZone;
            for (std::size_t k = 0; k < pad.patches.size(); ++k) {
                const FlatPatch& patch = pad.patches[k];
                if (x_m >= patch.low_m.x && x_m < patch.high_m.x && z_m >= patch.low_m.y &&
                    z_m < patch.high_m.y) {
                    zone = static_cast<std::uint8_t>(k);
                }
            }
            cells.zone.push_back(zone);
            cells.position_m.push_back({x_m, padSurface_m(pad, x_m, z_m), z_m});
            cells.normal.push_back(normalOf(pad, x_m, z_m));
        }
    }
}

} // namespace

sim::SkinZone foreheadZone() {
    sim::SkinZone zone = zoneOf("forehead", "Forehead", {14, 50, 0.15f, 1.2f, 2.5f});
    zone.tissue.boneMask = true;
    return zone;
}

sim::SkinZone medialCheekZone() {
    sim::SkinZone zone = zoneOf("cheek_medial", "Medial cheek", {16, 50, 0.18f, 1.4f, 4.3f});
    zone.tissue.base = sim::BaseKind::Muscle;
    return zone;
}

sim::SkinZone lowerLidZone() {
    sim::SkinZone zone = zoneOf("lower_lid", "Lower lid", {10, 35, 0.10f, 0.6f, 0.3f});
    zone.tissue.base = sim::BaseKind::Globe;
    return zone;
}

sim::NeedlingParameters defaultNeedling() {
    sim::NeedlingParameters n{};
    n.sharpTip_m = 5e-6f;
    n.sharpForce_N = 0.020f;
    n.bluntTip_m = 37e-6f;
    n.bluntForce_N = 0.167f;
    n.openingRate = 0.2f;
    n.shaftPressure_Pa = 6.4e3f;
    n.wornTip_m = 23e-6f;
    n.wornStrokes = 500000.0f;
    n.wornBoneStrokes = 5000.0f;
    n.wornScratch = 2.0f;
    n.skinConformity_m = 0.2e-3f;
    n.tautStrain = 0.10f;
    n.dialSigma_m = 0.075e-3f;
    n.lateralCompliance_m = 0.2e-3f;
    n.scratchVisible_m = 0.3e-3f;
    n.frictionDry = 0.5f;
    n.frictionGel = 0.1f;
    n.bleedDepth_m = {0.25e-3f, 0.5e-3f, 1.0e-3f, 1.5e-3f, 2.0e-3f};
    n.bleedProbability = {0.0f, 0.005f, 0.04f, 0.15f, 0.30f};
    n.bleedRise_s = 4.0f;
    n.erythemaRise_s = 60.0f;
    n.endpointDose_perM2 = 1500e4f;
    n.erythemaDepth_m = 0.5e-3f;
    n.gelRadius_m = 0.020f;
    n.wipeRadius_m = 0.015f;
    n.gelSpentPerPuncture = 0.0002f;
    // forces stay those of the slow press on skin at rest; tests of the rest say so themselves
    n.ratePerDecade = 0.35f;
    n.rateFrom_mps = 0.001f;
    n.rateMost = 1.0f;
    n.ratePress_m = 0.5e-3f;
    n.tractionShare = 0.0f;
    n.lineRatio = 2.0f;
    n.frictionAtRest = 1.3f;
    n.tautHold = 3.0f;
    n.naturalTension_NperM = 6.2f;
    return n;
}

sim::PenDevice ringPen(std::size_t needles) {
    sim::PenDevice pen;
    pen.id = needles == 12 ? "ring12" : "ring";
    pen.label = "Test pen";
    pen.plateRadius_m = 4.5e-3f;
    pen.openingRadius_m = 3.0e-3f;
    pen.needleCircle_m = 5.0e-3f;
    pen.needleDiameter_m = 0.25e-3f;
    pen.tipRadius_m = 5e-6f;
    pen.stroke_m = 2.5e-3f;
    pen.needleLength_m = 2.5e-3f;
    pen.depthMin_m = 0.25e-3f;
    pen.depthMax_m = 2.5e-3f;
    pen.depthStep_m = 0.25e-3f;
    pen.depthLabelMax_m = 1.5e-3f;
    pen.dialTolerance_m = 0.15e-3f;
    pen.strokeRates_dHz = {500, 800, 1000, 1167, 1200, 1500};
    pen.needles_m.push_back({0.0f, 0.0f});
    for (std::size_t k = 1; k < needles; ++k) {
        const double turn =
            2.0 * kPi * static_cast<double>(k - 1) / static_cast<double>(needles - 1);
        pen.needles_m.push_back({2.5e-3f * static_cast<float>(fixedCos(turn)),
                                 2.5e-3f * static_cast<float>(fixedSin(turn))});
    }
    return pen;
}

std::unique_ptr<sim::SimModel> flatModel(const FlatPad& pad) {
    FlatPad full = pad;
    if (full.patches.empty()) {
        full.patches.push_back({foreheadZone()});
    }
    if (full.pens.empty()) {
        full.pens = {ringPen(12), ringPen(16)};
    }
    auto model = std::make_unique<sim::SimModel>();
    fillMesh(full, model->mesh);
    fillCells(full, model->cells);
    for (const FlatPatch& patch : full.patches) {
        model->zones.push_back(patch.zone);
    }
    model->pens = full.pens;
    model->needling = defaultNeedling();
    sim::finishModel(*model);
    return model;
}

float padSurface_m(const FlatPad& pad, float x_m, float z_m) {
    const float u = 2.0f * x_m / pad.size_m.x, v = 2.0f * z_m / pad.size_m.y;
    return pad.height_m + pad.dome_m * (1.0f - u * u) * (1.0f - v * v);
}

sim::PenSample sampleAt(const glm::vec3& tip_m, std::uint16_t needle_um,
                        std::uint16_t strokeRate_dHz, const glm::vec3& shaft) {
    sim::PenSample sample;
    sim::setPose(sample, tip_m, sim::orientationAlong(shaft));
    sample.needle_um = needle_um;
    sample.strokeRate_dHz = strokeRate_dHz;
    sample.tracking = sim::Tracking::Good;
    return sample;
}

sim::PenSample pressedSample(const FlatPad& pad, float x_m, float z_m, float indentation_m,
                             std::uint16_t needle_um, std::uint16_t strokeRate_dHz) {
    const glm::vec3 normal = normalOf(pad, x_m, z_m);
    const glm::vec3 at_m(x_m, padSurface_m(pad, x_m, z_m), z_m);
    return sampleAt(at_m - normal * indentation_m, needle_um, strokeRate_dHz, normal);
}

float pressFor_m(const sim::SkinZone& zone, const sim::PenDevice& pen, float force_N) {
    const sim::ThicknessRange range;
    const sim::PlateDisc disc{pen.plateRadius_m, pen.openingRadius_m};
    const sim::PlateTables tables = sim::plateTables({&zone.tissue, 1}, {&range, 1}, {&disc, 1});
    return static_cast<float>(
        sim::platePressFor_m(tables, {}, 0.0, 0.0, static_cast<double>(force_N)));
}

} // namespace stipple::test
