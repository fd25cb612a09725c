#pragma once

#include "engine/sim/needle_give.h"
#include "engine/sim/needling_parameters.h"
#include "engine/sim/pen_device.h"
#include "engine/sim/plate_relaxation.h"
#include "engine/sim/plate_table.h"
#include "engine/sim/skin_cells.h"
#include "engine/sim/skin_collider.h"
#include "engine/sim/skin_fold.h"
#include "engine/sim/skin_mesh.h"
#include "engine/sim/tissue_layers.h"

#include <cstdint>
#include <vector>

namespace stipple::sim {

/// Rules of simulation and scoring. Raised by hand when results are meant to change.
inline constexpr std::uint32_t kCoreVersion = 5;

/// Everything that stays the same during an attempt. Shared, never written.
/// Not copied or moved once `collider` is built: it borrows the mesh.
struct SimModel {
    SkinMesh mesh;
    SkinCells cells;
    CellGrid grid;
    SeamTiles seams;
    std::vector<std::uint8_t> plainTiles; ///< see there
    SkinCollider collider;
    std::vector<SkinZone> zones;
    std::vector<PenDevice> pens;
    NeedlingParameters needling{};
    PlateTables plates;          ///< force of every pen's plate on every zone
    NeedleGives gives;           ///< of every zone under the needles of every pen
    RelaxationTerms relaxation;  ///< how that force yields, from `needling`
    std::vector<FoldZone> folds; ///< of every zone, before a plate that pushes it along
    std::uint64_t contentHash = 0;

    SimModel() = default;
    SimModel(const SimModel&) = delete;
    SimModel& operator=(const SimModel&) = delete;
};

/// Builds collider, grid, seams, plain tiles, plates, gives, relaxation, folds and content hash
/// after the other members are filled. `share` calls the parts of what takes long.
void finishModel(SimModel& model, const ShareWork& share = workAlone);

/// Tissue under a cell: its zone's, as thick as it is there. The first zone's outside every zone.
[[nodiscard]] TissueStack tissueAt(const SimModel& model, std::uint32_t cell);

/// Hash of everything in the model that can change a result.
[[nodiscard]] std::uint64_t modelHash(const SimModel& model);

} // namespace stipple::sim
