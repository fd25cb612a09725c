#pragma once

#include "engine/render/ray_tree.h"
#include "engine/render/solid_mesh.h"

namespace stipple::render {

/// What a person lies on and under: couch, drape over the lower rim of the mesh, and for a head a
/// pillow and a cap instead of hair. Fitted to the mesh, which lies on its back (y up, crown -z).
[[nodiscard]] SolidMesh clothAround(const sim::SkinMesh& mesh, bool head);

void addToTree(RayTree& tree, const SolidMesh& mesh);

/// Writes the share of room, key and fill that reaches each corner into `surface`.
void lightCloth(SolidMesh& mesh, const RayTree& tree, const StaticScene& lights);

} // namespace stipple::render
