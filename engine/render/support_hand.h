#pragma once

#include "engine/render/render_scene.h"

#include <glm/mat4x4.hpp>

#include <vector>

namespace stipple::render {

/// Where the fingertips of the support hand lie on the pad: on the bare strip on the viewer's side
/// of the patch nearest to the pen, so that they hide no patch and no name. None without strain, or
/// on a person.
[[nodiscard]] std::vector<glm::mat4> supportFingers(const StaticScene& fixed,
                                                    const RenderScene& scene);

/// The hand that stretches a person's skin. It stays where it lies while the pen works within its
/// reach and is drawn along when the pen goes farther, so it remembers.
class SupportHand {
public:
    /// Two fingers beside the place that the pen touches or hovers over, along the skin there; none
    /// without strain, before the pen came near, and where there is no skin to lie on. The line
    /// between them is that of the pull, where it is told, and the hand is on that side of it that
    /// is nearer to the side of the body and the crown. Their contact is at the origin, the hand
    /// along +z, +y off the skin.
    [[nodiscard]] std::vector<glm::mat4> lay(const sim::SkinMesh& mesh, const RenderScene& scene);

private:
    bool placed_ = false;
    glm::vec3 middle_m_{0.0f}, normal_{0.0f, 1.0f, 0.0f}, pull_{0.0f};
    glm::vec3 towards_{0.0f}; ///< from the fingertips to the hand where it was; 0: nowhere yet
};

} // namespace stipple::render
