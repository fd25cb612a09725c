#pragma once

#include "engine/base/result.h"
#include "engine/platform/window.h"
#include "engine/render/frame_output.h"
#include "engine/render/renderer.h"
#include "engine/ui/imgui_context.h"
#include "engine/ui/imgui_pass.h"
#include "engine/ui/plot.h"
#include "training/app/shown_exercise.h"

#include <memory>
#include <optional>
#include <string>

namespace stipple::app {

struct StageSettings {
    int width = 1280, height = 800;
    bool window = true; ///< false: pictures only
    float uiScale = 1.0f;
    std::string gpu;
    bool validation = false;
};

/// A 3D picture to be drawn behind the panels.
struct Picture {
    const render::RenderView& view;
    const render::RenderScene& scene;
    ui::Box box;        ///< pixels of the window
    float scale = 1.0f; ///< resolution against the box
    render::Quality quality = render::Quality::Full;
};

/// Window or offscreen image, GPU, panels and renderer: all that is needed to show a frame.
class Stage {
public:
    /// Fails in words without a display (when a window is wished) or without a usable device.
    [[nodiscard]] static Result<std::unique_ptr<Stage>> create(const StageSettings& settings);
    ~Stage();

    /// Uploads what never changes of an exercise. The exercise must live until the next call.
    /// `regions`: a person's zones and no-go areas are painted over the skin.
    [[nodiscard]] Status showExercise(const Exercise& exercise, bool regions = false);
    /// The same with what was made beside the window on this stage's device.
    void show(ShownExercise shown);
    void forgetExercise();
    /// The next picture shows another attempt at the same exercise: no old marks on its skin.
    void forgetSkin();

    /// Reads the events and begins the panels of a frame.
    const platform::InputFrame& beginFrame(float delta_s);
    /// Where the frame's 3D picture will be. Before the panels, which may lie on it.
    void placePicture(const ui::Box& box);
    /// Draws picture and panels and shows them. Does nothing while the window is minimised.
    [[nodiscard]] Status endFrame(const std::optional<Picture>& picture);
    /// What the last frame showed.
    [[nodiscard]] Result<gpu::Picture> picture() { return output_->picture(); }
    /// The same as a PNG file.
    [[nodiscard]] Status savePng(const std::string& path);

    void setUiScale(float scale);
    [[nodiscard]] ui::Screen screen() const { return imgui_->screen(); }
    [[nodiscard]] ui::ImguiContext& panels() { return *imgui_; }
    [[nodiscard]] platform::Window* window() { return window_ ? &*window_ : nullptr; }
    [[nodiscard]] const gpu::Device& device() const { return *device_; }
    [[nodiscard]] bool minimised() const;

private:
    Stage() = default;
    [[nodiscard]] Status openDevice();
    [[nodiscard]] Status drawPicture(const Picture& picture);

    // in the order in which they must go: the window last
    StageSettings settings_;
    std::optional<platform::Window> window_;
    std::unique_ptr<gpu::Device> device_;
    std::optional<render::FrameOutput> output_;
    std::unique_ptr<ui::ImguiContext> imgui_;
    std::optional<ui::ImguiPass> imguiPass_;
    std::uint32_t fontRevision_ = 0;
    ShownExercise shown_;
    gpu::Image picture_; ///< the 3D picture at its own resolution; the panels' pass scales it up
    platform::InputFrame input_;
};

} // namespace stipple::app
