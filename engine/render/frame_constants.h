#pragma once

#include "engine/render/render_scene.h"
#include "engine/render/render_view.h"
#include "shaders/shared/scene_shared.h"

#include <span>

namespace stipple::render {

/// What the constants of a frame need to know beside view and scene.
struct FrameFacts {
    glm::vec2 padHalf_m{0.06f, 0.04f};
    glm::vec2 atlas_m{0.12f, 0.08f};
    float rimHeight_m = 0.01f; ///< of the rim above the tray
    float pictureHeight_px = 720.0f;
    glm::vec3 texel_m{0.0001f};           ///< of marks, print and relief
    std::span<const glm::mat4> fingers{}; ///< of the support hand on a person
};

[[nodiscard]] shared::FrameConstants frameConstants(const StaticScene& fixed,
                                                    const RenderView& view,
                                                    const RenderScene& scene,
                                                    const FrameFacts& facts);

/// Light as the shaders show it: `toDisplay` of lighting.glsl.
[[nodiscard]] glm::vec3 displayOf(const glm::vec3& light);

/// What the room far away looks like, before `displayOf`.
[[nodiscard]] glm::vec3 hazeOf(const StaticScene& fixed);

/// Pen frame to skin frame.
[[nodiscard]] glm::mat4 penModel(const sim::PenPose& pen);

} // namespace stipple::render
