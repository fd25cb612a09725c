#pragma once

#include "engine/render/detail_texture.h"
#include "engine/render/person_parts.h"
#include "engine/render/scene_pipelines.h"
#include "engine/render/skin_textures.h"
#include "engine/render/skin_triangles.h"
#include "engine/render/solid_mesh.h"
#include "engine/render/support_hand.h"

#include <optional>

namespace stipple::render {

struct SceneSamplers {
    gpu::Sampler smooth, sharp, mipped, tiled;
    gpu::Sampler repeated; ///< as `tiled`, of one mip level
};

/// Everything on the device that the passes draw with.
struct SceneParts {
    const gpu::Device* device = nullptr;
    StaticScene scene;
    ScenePipelines pipelines;
    SceneSamplers samplers;
    SkinTextures skin;
    gpu::Image print, detail, tray, picture, depth;
    GpuMesh skinMesh, rim, penBody, penShell, needles, finger, landing;
    SkinGrid grid;
    std::optional<PersonParts> person;     ///< none: the pad on its tray
    SupportHand hand;                      ///< on a person
    std::vector<glm::vec2> needlePlaces_m; ///< that `needles` was made for
    BentLook bentNeedle;                   ///< likewise
    float plateRadius_m = 0.0f;            ///< that the pen was made for
    glm::vec2 padHalf_m{0.06f, 0.04f};
    float rimHeight_m = 0.01f; ///< of the rim above the tray

    /// Sizes on the skin of the texels of marks, print and relief.
    [[nodiscard]] glm::vec3 texel_m() const;
    [[nodiscard]] Status create(const gpu::Device& on, StaticScene fixed);
    /// Each makes its part anew when what it depends on changed.
    [[nodiscard]] Status fitPen(const PenLook& look);
    [[nodiscard]] Status fitPicture(gpu::Extent size, bool ownPicture);

private:
    [[nodiscard]] Status createPerson();
    [[nodiscard]] Status createImages();
    [[nodiscard]] Status createMeshes();
    [[nodiscard]] Status drawTrayPicture();
};

} // namespace stipple::render
