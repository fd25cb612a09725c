#include "engine/sim/sim_model.h"

#include "engine/base/assert.h"
#include "engine/base/state_hash.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/skin_walk.h"

#include <array>

namespace stipple::sim {

namespace {

constexpr float kGridPitch_m = 0.004f;

static_assert(sizeof(NeedlingParameters) % sizeof(float) == 0, "only floats, so no padding");

template <class T> void mixVector(StateHash& hash, const std::vector<T>& values) {
    mixAll(hash, std::span<const T>(values));
}

void mixText(StateHash& hash, const std::string& text) {
    mixAll(hash, std::span<const char>(text));
}

void mixZone(StateHash& hash, const SkinZone& zone) {
    mixText(hash, zone.id);
    mix(hash, std::uint64_t{zone.face});
    mix(hash, std::uint64_t{zone.treatable});
    for (const TissueLayer& layer : zone.tissue.layers) {
        mix(hash, layer.thickness_m);
        mix(hash, layer.youngsModulus_Pa);
        mix(hash, layer.poissonRatio);
    }
    mix(hash, std::uint64_t{static_cast<std::uint8_t>(zone.tissue.base)});
    mix(hash, std::uint64_t{zone.tissue.boneMask});
    mix(hash, zone.tissue.skinSigma_m);
    mix(hash, zone.tissue.lockingStrain);
    // only where there is one, so that models without no-go areas keep their hash
    if (zone.noGo || !zone.reason.empty()) {
        mix(hash, std::uint64_t{zone.noGo});
        mixText(hash, zone.reason);
    }
}

/// The arrays of a curved atlas; nothing of them counts where there are none.
void mixCurved(StateHash& hash, const SkinCells& cells) {
    const auto mixNumbered = [&hash](std::uint64_t number, const auto& values) {
        if (!values.empty()) {
            mix(hash, number);
            mixVector(hash, values);
        }
    };
    mixNumbered(1, cells.areas_m2);
    mixNumbered(2, cells.source);
    mixNumbered(3, cells.skinScale);
    mixNumbered(4, cells.fatScale);
    mixNumbered(5, cells.lines_deg);
}

void mixPen(StateHash& hash, const PenDevice& pen) {
    mixText(hash, pen.id);
    mixVector(hash, pen.needles_m);
    for (const float number :
         {pen.plateRadius_m, pen.openingRadius_m, pen.needleCircle_m, pen.needleDiameter_m,
          pen.tipRadius_m, pen.stroke_m, pen.needleLength_m, pen.depthMin_m, pen.depthMax_m,
          pen.depthStep_m, pen.depthLabelMax_m, pen.dialTolerance_m}) {
        mix(hash, number);
    }
    mixVector(hash, pen.strokeRates_dHz);
    if (pen.driveForce_N > 0.0f) {
        mix(hash, pen.driveForce_N);
    }
    // only of motors that can be slowed, so that older models keep their hash
    if (pen.stallForce_N > 0.0f) {
        mix(hash, pen.loadFree_N);
        mix(hash, pen.stallForce_N);
    }
    // only of rollers, so that models with pens keep their hash
    if (pen.kind == DeviceKind::Roller) {
        mix(hash, pen.drumRadius_m);
        mix(hash, pen.drumWidth_m);
        mix(hash, pen.rowGive);
        mix(hash, std::uint64_t{pen.needleRows});
    }
}

template <class T> bool emptyOr(const std::vector<T>& values, std::size_t size) {
    return values.empty() || values.size() == size;
}

void checkCurved(const SkinCells& cells) {
    const std::size_t count = cellCount(cells);
    STIPPLE_ASSERT(emptyOr(cells.areas_m2, count) && emptyOr(cells.source, count) &&
                       emptyOr(cells.skinScale, count) && emptyOr(cells.fatScale, count) &&
                       emptyOr(cells.lines_deg, count),
                   "what a cell has, every cell has");
    for (std::size_t k = 0; k < cells.source.size(); ++k) {
        const std::uint32_t source = cells.source[k];
        STIPPLE_ASSERT(cells.zone[k] == kOffSkin
                           ? source == kNone || (source < count && cells.zone[source] != kOffSkin)
                           : source == k,
                       "a texel shows itself, or skin across a seam, or nothing");
    }
    for (std::size_t k = 0; k < cells.areas_m2.size(); ++k) {
        STIPPLE_ASSERT(cells.zone[k] == kOffSkin || cells.areas_m2[k] > 0.0f,
                       "every cell of skin has an area");
    }
}

void checkModel(const SimModel& model) {
    const SkinMesh& mesh = model.mesh;
    STIPPLE_ASSERT(!model.zones.empty(), "the skin outside the zones needs a tissue too");
    STIPPLE_ASSERT(!model.pens.empty(), "a model needs at least one pen");
    STIPPLE_ASSERT(mesh.normals.size() == mesh.positions_m.size() &&
                       mesh.uv.size() == mesh.positions_m.size(),
                   "every position needs a normal and an atlas coordinate");
    const SkinCells& cells = model.cells;
    STIPPLE_ASSERT(cells.width > 0 && cells.height > 0 &&
                       cells.zone.size() == std::size_t{cells.width} * cells.height &&
                       cells.position_m.size() == cells.zone.size() &&
                       cells.normal.size() == cells.zone.size() && cells.area_m2 > 0.0f,
                   "cells must fill the atlas and have an area");
    for (const PenDevice& pen : model.pens) {
        STIPPLE_ASSERT(pen.plateRadius_m > 0.0f && pen.openingRadius_m >= 0.0f &&
                           pen.openingRadius_m <= kWidestOpening * pen.plateRadius_m,
                       "a plate has a face");
        STIPPLE_ASSERT(pen.kind == DeviceKind::Pen ||
                           (pen.drumRadius_m > 0.0f && pen.drumWidth_m > 0.0f &&
                            pen.needleRows > 0 && pen.needleRows <= 64 &&
                            pen.needles_m.size() % pen.needleRows == 0),
                       "a roller has a drum with rows that are all alike");
    }
    checkCurved(cells);
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t corner : triangle) {
            STIPPLE_ASSERT(corner < mesh.positions_m.size(), "a corner without a position");
        }
    }
}

} // namespace

void finishModel(SimModel& model, const ShareWork& share) {
    checkModel(model);
    if (model.mesh.neighbours.size() != model.mesh.triangles.size()) {
        linkNeighbours(model.mesh);
    }
    // none of these reads what another one makes
    const std::array<void (*)(SimModel&), 4> parts{
        [](SimModel& m) { m.collider = SkinCollider(m.mesh); },
        [](SimModel& m) { m.grid = buildCellGrid(m.cells, kGridPitch_m); },
        [](SimModel& m) {
            m.seams = linkSeamTiles(m.cells);
            m.plainTiles = plainTiles(m.cells);
        },
        [](SimModel& m) { m.contentHash = modelHash(m); }};
    share(parts.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t part = first; part < last; ++part) {
            parts[part](model);
        }
    });
    model.plates = platesOf(model, share);
    std::vector<TissueStack> tissues;
    for (const SkinZone& zone : model.zones) {
        tissues.push_back(zone.tissue);
    }
    model.gives = needleGives(tissues, model.pens, model.plates, share);
    model.folds = foldZones(tissues, model.plates, model.needling);
    model.relaxation = relaxationTerms(rateLawOf(model.needling));
}

TissueStack tissueAt(const SimModel& model, std::uint32_t cell) {
    const SkinCells& cells = model.cells;
    const std::uint8_t zone = cells.zone[cell];
    TissueStack stack = model.zones[zone < model.zones.size() ? zone : 0U].tissue;
    if (zone == kOffSkin) {
        return stack;
    }
    if (!cells.skinScale.empty()) {
        for (std::size_t k = 0; k < static_cast<std::size_t>(Layer::Hypodermis); ++k) {
            stack.layers[k].thickness_m *= cells.skinScale[cell];
        }
    }
    if (!cells.fatScale.empty()) {
        stack.layers[static_cast<std::size_t>(Layer::Hypodermis)].thickness_m *=
            cells.fatScale[cell];
    }
    return stack;
}

std::uint64_t modelHash(const SimModel& model) {
    StateHash hash;
    mix(hash, std::uint64_t{kCoreVersion});
    mixVector(hash, model.mesh.positions_m);
    mixVector(hash, model.mesh.normals);
    mixVector(hash, model.mesh.uv);
    mixVector(hash, model.mesh.triangles);
    mixVector(hash, model.mesh.neighbours);
    mix(hash, std::uint64_t{model.cells.width});
    mix(hash, std::uint64_t{model.cells.height});
    mix(hash, model.cells.spacing_m);
    mix(hash, model.cells.area_m2);
    mixVector(hash, model.cells.zone);
    mixVector(hash, model.cells.position_m);
    mixVector(hash, model.cells.normal);
    mixCurved(hash, model.cells);
    mix(hash, std::uint64_t{model.zones.size()});
    for (const SkinZone& zone : model.zones) {
        mixZone(hash, zone);
    }
    mix(hash, std::uint64_t{model.pens.size()});
    for (const PenDevice& pen : model.pens) {
        mixPen(hash, pen);
    }
    mixAll(hash, std::span<const NeedlingParameters>(&model.needling, 1));
    return hash.value;
}

} // namespace stipple::sim
