#pragma once

#include "engine/gpu/pipeline.h"
#include "shaders/shared/scene_shared.h"

namespace stipple::render {

/// Every way in which the scene's triangles become pixels.
struct ScenePipelines {
    /// [low quality][coverage overlay on]: on lavapipe a branch costs as much as taking it
    gpu::Pipeline skin[2][2];
    gpu::Pipeline rim, ground, trayBake, penShadow, solid, faded, landing, shellInside,
        shellOutside, picture;
};

/// What every pass reads of the frame.
inline constexpr gpu::Binding kFrame{shared::kFrameBinding, gpu::BindingKind::Uniform};

/// Format of the picture: display values, so that no second full-screen pass is needed.
inline constexpr gpu::Format kPictureFormat = gpu::Format::Rgba8;

/// A corner of the skin.
struct SkinVertex {
    float position_m[3], normal[3], uv[2];
    float tone; ///< slow change of the silicone's colour, -1..1
};

[[nodiscard]] Result<ScenePipelines> createScenePipelines(const gpu::Device& device);

} // namespace stipple::render
