#pragma once

#include "engine/render/renderer.h"
#include "training/app/load_progress.h"
#include "training/app/scene_view.h"

#include <memory>

namespace stipple::app {

/// An exercise on the device: the renderer, and what it borrows besides the model.
struct ShownExercise {
    std::unique_ptr<ShownScene> scene;
    std::unique_ptr<render::Renderer> renderer; ///< goes before `scene`
};

/// Paints and sends what never changes of an exercise. The exercise must outlive it. Takes a second
/// or two of a person; from any thread, also while another one draws frames.
/// `regions`: a person's zones and no-go areas are painted over the skin.
[[nodiscard]] Result<ShownExercise> showOn(const gpu::Device& device, const Exercise& exercise,
                                           bool regions = false, const LoadWatch& watch = {});

/// Draws a few small frames that nobody sees, each with some more of the scene, so that the first
/// one in the window finds shaders compiled and skin sent. `skin` as at the start of the attempt.
[[nodiscard]] Status warmUp(const gpu::Device& device, const Exercise& exercise,
                            const sim::SkinState& skin, ShownExercise& shown);

} // namespace stipple::app
