#include "engine/render/renderer.h"

#include "engine/render/frame_constants.h"
#include "engine/render/person_passes.h"
#include "engine/render/scene_passes.h"

#include <algorithm>
#include <utility>

namespace stipple::render {

struct Renderer::Parts : SceneParts {};

namespace {

void drawPerson(DrawLog& log, const SceneParts& parts, FrameInput frame) {
    const RenderView& view = frame.view;
    const gpu::Extent size = frame.targets.colour->size();
    const shared::PersonConstants person =
        personConstants(*parts.person, view, size, frame.constants);
    frame.person = &person;
    frame.levels = personLevels(*parts.person, *parts.scene.mesh, view, person.forward.w);
    frame.skinBox = skinBox(*parts.person, view, size);
    frame.targets.clearDepth = false;  // the skin is in it
    frame.targets.clearColour = false; // skin and backdrop fill all of it
    for (const auto draw : {drawPersonFacts, drawPersonSkin, drawPen, drawPersonCloth, drawBackdrop,
                            drawHair, drawOver}) {
        if (log.wanted()) {
            draw(log, parts, frame);
        }
    }
}

void drawPad(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    // the pen comes first: what it hides is not shaded
    for (const auto draw : {drawPen, drawSkin, drawRim, drawTray, drawOver}) {
        if (log.wanted()) {
            draw(log, parts, frame);
        }
    }
}

/// Makes what depends on the pen and the size of the picture, where that changed.
Status fitParts(SceneParts& parts, const RenderScene& scene, gpu::Extent drawn, bool ownPicture) {
    if (Status fitted = parts.fitPen(scene.penLook); !fitted) {
        return fitted;
    }
    if (Status fitted = parts.fitPicture(drawn, ownPicture); !fitted) {
        return fitted;
    }
    return parts.person ? parts.person->fitPictures(*parts.device, drawn) : Status(Done{});
}

} // namespace

std::uint32_t FrameStats::triangles() const {
    std::uint32_t sum = 0;
    for (const DrawCount& draw : draws) {
        sum += draw.triangles;
    }
    return sum;
}

Renderer::Renderer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;
Renderer::~Renderer() = default;

Result<Renderer> Renderer::create(const gpu::Device& device, StaticScene scene) {
    STIPPLE_ASSERT(scene.mesh != nullptr && scene.cells != nullptr, "a scene has a mesh and cells");
    auto parts = std::make_unique<Parts>();
    if (Status made = parts->create(device, std::move(scene)); !made) {
        return made.error();
    }
    return Renderer(std::move(parts));
}

void Renderer::forgetSkin() {
    parts_->skin.forget();
}

namespace {

/// What changed of the skin since the frame before. Returns how many bytes that was.
std::size_t uploadSkin(gpu::CommandList& commands, SceneParts& parts, const RenderScene& scene) {
    const std::size_t before = commands.uploadedBytes();
    parts.skin.update(commands, *scene.skin, scene.overlay);
    if (parts.person) {
        parts.person->updateSwelling(commands, *scene.skin, parts.skin.changedTiles());
        parts.person->updateLook(commands, scene.look);
    }
    return commands.uploadedBytes() - before;
}

} // namespace

Result<FrameStats> Renderer::draw(gpu::CommandList& commands, const gpu::Image& target,
                                  const RenderView& view, const RenderScene& scene,
                                  const DrawSettings& settings) {
    STIPPLE_ASSERT(scene.skin != nullptr, "a frame shows a skin");
    SceneParts& parts = *parts_;
    const float scale = std::clamp(settings.scale, 0.25f, 2.0f);
    const bool smoothed = parts.person && settings.quality == Quality::Full && scale <= 1.0f;
    const bool ownPicture = scale != 1.0f || smoothed;
    const auto scaled = [&](std::uint32_t side) {
        return std::max(16U, static_cast<std::uint32_t>(static_cast<float>(side) * scale + 0.5f));
    };
    FrameStats stats;
    stats.drawn = ownPicture
                      ? gpu::Extent{scaled(target.size().width), scaled(target.size().height)}
                      : target.size();
    if (const Status fitted = fitParts(parts, scene, stats.drawn, ownPicture); !fitted) {
        return fitted.error();
    }

    stats.uploadedBytes = uploadSkin(commands, parts, scene);
    const std::vector<glm::mat4> fingers = parts.person ? parts.hand.lay(*parts.scene.mesh, scene)
                                                        : supportFingers(parts.scene, scene);
    const shared::FrameConstants constants =
        frameConstants(parts.scene, view, scene,
                       {.padHalf_m = parts.padHalf_m,
                        .atlas_m = parts.skin.atlas_m(),
                        .rimHeight_m = parts.rimHeight_m,
                        .pictureHeight_px = static_cast<float>(stats.drawn.height),
                        .texel_m = parts.texel_m(),
                        .fingers = fingers});
    const glm::vec3 haze = displayOf(hazeOf(parts.scene));
    const FrameInput frame{
        .view = view,
        .scene = scene,
        .constants = constants,
        .targets = {.colour = ownPicture ? &parts.picture : &target,
                    .depth = &parts.depth,
                    .clearColour = true,
                    .clearDepth = true,
                    .clear = {haze.x, haze.y, haze.z, 1.0f}},
        .fingers = fingers,
        .full = settings.quality == Quality::Full,
        .diffused = !settings.withoutDiffusion,
        .skinRepeats = settings.skinRepeats,
    };
    DrawLog log(commands, stats, settings);
    stats.person = parts.person.has_value();
    if (stats.person) {
        drawPerson(log, parts, frame);
    } else {
        drawPad(log, parts, frame);
    }
    log.endScene();
    if (smoothed && log.wanted()) {
        drawSmooth(log, parts, target);
    } else if (ownPicture && !smoothed) {
        drawPicture(log, parts, target);
    }
    return stats;
}

} // namespace stipple::render
