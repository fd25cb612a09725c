#include "engine/sim/sim_model.h"

#include "engine/base/assert.h"
#include "engine/base/state_hash.h"
#include "engine/sim/skin_walk.h"

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
}

void mixPen(StateHash& hash, const PenDevice& pen) {
    mixText(hash, pen.id);
    mixVector(hash, pen.needles_m);
    for (const float number :
         {pen.plateRadius_m, pen.needleCircle_m, pen.needleDiameter_m, pen.tipRadius_m,
          pen.stroke_m, pen.needleLength_m, pen.depthMin_m, pen.depthMax_m, pen.depthStep_m,
          pen.depthLabelMax_m, pen.dialTolerance_m}) {
        mix(hash, number);
    }
    mixVector(hash, pen.strokeRates_dHz);
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
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t corner : triangle) {
            STIPPLE_ASSERT(corner < mesh.positions_m.size(), "a corner without a position");
        }
    }
}

} // namespace

void finishModel(SimModel& model) {
    checkModel(model);
    if (model.mesh.neighbours.size() != model.mesh.triangles.size()) {
        linkNeighbours(model.mesh);
    }
    model.collider = SkinCollider(model.mesh);
    model.grid = buildCellGrid(model.cells, kGridPitch_m);
    model.contentHash = modelHash(model);
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
