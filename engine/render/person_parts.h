#pragma once

#include "engine/gpu/command_list.h"
#include "engine/render/render_scene.h"
#include "engine/render/render_view.h"
#include "engine/render/seen_triangles.h"
#include "engine/render/solid_mesh.h"
#include "engine/render/swelling.h"
#include "shaders/shared/person_shared.h"

namespace stipple::render {

/// What is painted over a person's skin.
enum class SkinPaint : std::uint8_t { None, Coverage, Regions };

/// Every way in which a person's triangles and pixels are drawn.
struct PersonPipelines {
    gpu::Pipeline facts;      ///< skin into light and facts
    gpu::Pipeline skin[2][3]; ///< [low quality][SkinPaint]: pixels with facts into colours
    gpu::Pipeline undiffused; ///< skin[0][0] without diffusion
    gpu::Pipeline cloth;      ///< pillow, drape, cap
    gpu::Pipeline lash, brow;
    gpu::Pipeline backdrop, smooth;
};

/// Key light on the skin and distance; what a pixel remembers of its triangle.
inline constexpr gpu::Format kLightFormat = gpu::Format::Rg16F;
inline constexpr gpu::Format kFactsFormat = gpu::Format::Rgba32U;

/// What is on the device for a person beside what a pad has.
struct PersonParts {
    PersonPipelines pipelines;
    gpu::Image light, facts, picture;
    gpu::Image pigment, relief, table, regions;
    gpu::Image swelling; ///< Swelling::texels
    Swelling swollen;
    GpuMesh skin, cloth;
    SeenTriangles skinSeen, clothSeen;   ///< empty on a graphics card: all are drawn
    GpuMesh lashes, brows;               ///< may be empty
    glm::vec3 low_m{0.0f}, high_m{0.0f}; ///< box around the skin
    glm::vec2 atlas_m{1.0f};
    glm::vec3 hair{0.0f}; ///< colour where it grows on the skin
    float markTexel_m = 0.0002f;
    SkinLook firstLook;             ///< as in PersonLook
    std::uint32_t lookRevision = 0; ///< of the look that was sent last

    [[nodiscard]] static Result<PersonParts> create(const gpu::Device& device,
                                                    const StaticScene& scene);
    /// Makes the images anew for another size.
    [[nodiscard]] Status fitPictures(const gpu::Device& device, gpu::Extent size);
    /// Records the uploads of another look.
    void updateLook(gpu::CommandList& commands, const SkinLook& look);
    /// Records the uploads that swelling needs after the redness of these tiles changed.
    void updateSwelling(gpu::CommandList& commands, const sim::SkinState& treated,
                        std::span<const std::uint8_t> changedTiles);
};

/// Mip levels that suit the skin in the middle of the picture.
struct PersonLevels {
    std::uint32_t pigment = 0, relief = 0, marks = 0, pores = 0;
};

/// What the person's passes need for this view of a `frame`.
[[nodiscard]] shared::PersonConstants personConstants(const PersonParts& parts,
                                                      const RenderView& view, gpu::Extent size,
                                                      const shared::FrameConstants& frame);

/// `focal_px`: pixels of one metre at distance 1.
[[nodiscard]] PersonLevels personLevels(const PersonParts& parts, const sim::SkinMesh& mesh,
                                        const RenderView& view, float focal_px);

/// How far the skin in the middle of the picture is from the eye, about.
[[nodiscard]] float skinDistance_m(const sim::SkinMesh& mesh, const RenderView& view);

/// The pixels that the skin can cover.
[[nodiscard]] gpu::Box skinBox(const PersonParts& parts, const RenderView& view, gpu::Extent size);

} // namespace stipple::render
