#include "training/app/shown_exercise.h"

#include "engine/gpu/frame.h"

namespace stipple::app {

Result<ShownExercise> showOn(const gpu::Device& device, const Exercise& exercise, bool regions,
                             const LoadWatch& watch) {
    ShownExercise out;
    if (!goesOn(watch, LoadStep::Skin)) {
        return leftOff();
    }
    auto scene = showScene(exercise);
    if (!scene) {
        return scene.error();
    }
    out.scene = std::move(scene).value();
    if (regions && exercise.patient) {
        out.scene->zonePaint = scene::zonePaint(*exercise.model);
        out.scene->fixed.regions.region = out.scene->zonePaint;
    }
    if (!goesOn(watch, LoadStep::Light)) {
        return leftOff();
    }
    auto renderer = render::Renderer::create(device, out.scene->fixed);
    if (!renderer) {
        return renderer.error();
    }
    out.renderer = std::make_unique<render::Renderer>(std::move(renderer).value());
    return out;
}

Status warmUp(const gpu::Device& device, const Exercise& exercise, const sim::SkinState& skin,
              ShownExercise& shown) {
    // the shaders are compiled for formats and states, not for a size
    constexpr gpu::Extent kSmall{64, 64};
    auto target = gpu::Image::create(device, "warm-up", {.size = kSmall, .target = true});
    auto frames = gpu::FrameQueue::create(device);
    if (!target || !frames) {
        return target ? frames.error() : target.error();
    }
    const render::RenderView view = render::viewOf(startCamera(exercise), 1.0f);
    render::RenderScene scene;
    scene.skin = &skin;
    scene.penLook = penLookOf(exercise.model->pens.front());
    // one compiled draw more each time: the window's own frames come in between
    for (std::uint32_t draws = 1;; ++draws) {
        const auto commands = (*frames)->begin();
        if (!commands) {
            return commands.error();
        }
        const auto drawn =
            shown.renderer->draw(**commands, *target, view, scene, {.firstDraws = draws});
        if (!drawn) {
            return drawn.error();
        }
        if (Status sent = (*frames)->submit(); !sent) {
            return sent;
        }
        if (drawn->draws.size() < draws) {
            return (*frames)->wait();
        }
    }
}

} // namespace stipple::app
