#pragma once

#include "engine/gpu/command_list.h"
#include "engine/render/renderer.h"
#include "engine/render/scene_parts.h"
#include "shaders/shared/scene_shared.h"

namespace stipple::render {

/// Names and counts the draws of a frame. All draws of the scene share one pass, because every
/// pass makes lavapipe load and store the whole picture; when measured, each has its own.
class DrawLog {
public:
    DrawLog(gpu::CommandList& commands, FrameStats& stats, const DrawSettings& settings)
        : commands_(&commands), stats_(&stats), measured_(settings.measured),
          most_(settings.firstDraws) {}

    /// Begins a draw into the scene's targets; only the first one of a frame clears them.
    void begin(const char* name, const gpu::RenderTargets& targets);
    void end();
    /// After the last draw of the scene.
    void endScene();
    void count(const char* name, std::uint32_t triangles, std::uint32_t fetches,
               std::uint32_t reads = 0);
    /// False when the frame was asked to stop before this draw.
    [[nodiscard]] bool wanted() const { return most_ == 0 || stats_->draws.size() < most_; }
    [[nodiscard]] gpu::CommandList& commands() const { return *commands_; }

private:
    gpu::CommandList* commands_;
    FrameStats* stats_;
    bool measured_, begun_ = false, open_ = false;
    std::size_t most_;
};

/// What the passes of one frame read.
struct FrameInput {
    const RenderView& view;
    const RenderScene& scene;
    const shared::FrameConstants& constants;
    gpu::RenderTargets targets;
    std::vector<glm::mat4> fingers; ///< model matrices of the support hand
    bool full = true;               ///< else the skin without relief and reflections
    const shared::PersonConstants* person = nullptr; ///< null on a pad
    PersonLevels levels{};                           ///< of a person's skin
    bool diffused = true;
    std::uint32_t skinRepeats = 1;
    gpu::Box skinBox{}; ///< pixels that a person's skin can cover
};

void drawPen(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
void drawSkin(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
void drawRim(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
void drawTray(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
/// What is blended over the rest: fingertips, landing mark, the cartridge's clear shell.
void drawOver(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
/// Brings the 3D picture to the size of the target.
void drawPicture(DrawLog& log, const SceneParts& parts, const gpu::Image& target);

} // namespace stipple::render
