#pragma once

#include "engine/render/render_scene.h"
#include "engine/render/render_view.h"
#include "shaders/shared/scene_shared.h"

namespace stipple::render {

/// What the constants of a frame need to know beside view and scene.
struct FrameFacts {
    Quality quality = Quality::Full;
    std::uint32_t shadowTexels = 1024;
    glm::vec2 padHalf_m{0.06f, 0.04f};
    glm::vec2 atlas_m{0.12f, 0.08f};
};

[[nodiscard]] shared::FrameConstants frameConstants(const StaticScene& fixed,
                                                    const RenderView& view,
                                                    const RenderScene& scene,
                                                    const FrameFacts& facts);

/// Skin frame to the clip space of the key light: a box around the pad.
[[nodiscard]] glm::mat4 keyLightClip(const glm::vec3& towardsLight, glm::vec2 padHalf_m);

/// Pen frame to skin frame.
[[nodiscard]] glm::mat4 penModel(const sim::PenPose& pen);

} // namespace stipple::render
