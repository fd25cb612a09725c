#pragma once

#include "engine/render/render_scene.h"
#include "engine/render/render_view.h"
#include "engine/scene/skin_appearance.h"
#include "engine/ui/plot.h"
#include "training/app/view_builder.h"
#include "training/ui/ui_action.h"

#include <memory>
#include <vector>

namespace stipple::app {

/// What the renderer uploads once for an exercise, and what it borrows besides the model. Stays
/// where it is while a renderer lives.
struct ShownScene {
    render::StaticScene fixed;
    scene::SkinAppearance appearance; ///< of a person; empty for a pad
    render::PersonLook person;
    std::vector<std::uint8_t> zonePaint; ///< where zones are painted over the skin; else empty
};

/// Paints a person's skin, which takes its time; a pad needs none. Borrows the exercise.
[[nodiscard]] Result<std::unique_ptr<ShownScene>> showScene(const Exercise& exercise);

/// How a pen looks at rest, motor off.
[[nodiscard]] render::PenLook penLookOf(const sim::PenDevice& device);

/// What it draws at a moment. Borrows the attempt's skin and `overlay`.
[[nodiscard]] render::RenderScene renderScene(const Moment& moment,
                                              const render::SkinOverlay& overlay);

/// The camera of the scene file, and one close to a place.
[[nodiscard]] render::OrbitCamera startCamera(const Exercise& exercise);
/// `camera` moved so that the lesson's zones of a person fill the part `free` of the picture, what
/// is not under panels. A pad is seen whole: unchanged.
[[nodiscard]] render::OrbitCamera lessonCamera(const Exercise& exercise,
                                               const render::OrbitCamera& camera,
                                               const ui::Box& picture, const ui::Box& free);
[[nodiscard]] render::OrbitCamera closeCamera(const Exercise& exercise, const glm::vec3& at_m);

/// The coverage map on the pad itself: one value per skin cell, renewed when asked.
struct OverlayField {
    std::vector<float> value;
    training_ui::MapMode mode = training_ui::MapMode::Off;
    std::uint32_t revision = 0;
};
void renewOverlay(const Moment& moment, training_ui::MapMode mode, OverlayField& field);
[[nodiscard]] render::SkinOverlay overlayOf(const OverlayField& field);

} // namespace stipple::app
