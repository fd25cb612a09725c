#include "engine/render/scene_passes.h"

#include "engine/render/frame_constants.h"
#include "engine/render/roller_mesh.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace stipple::render {
namespace {

shared::SolidPush pushOf(const glm::mat4& model, float needleOut_m = 0.0f) {
    return {.model = model, .shift = {0.0f, 0.0f, -needleOut_m, 0.0f}};
}

void drawSolid(gpu::CommandList& commands, const GpuMesh& mesh, const shared::SolidPush& push) {
    commands.pushConstants(gpu::bytesOf(push));
    drawMesh(commands, mesh);
}

void bindFrame(gpu::CommandList& commands, const FrameInput& frame) {
    commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(frame.constants));
}

/// The skin, finely divided only around the plate; returns how many triangles it took.
std::uint32_t drawSkinMesh(gpu::CommandList& commands, const SceneParts& parts, const Dent& dent) {
    constexpr float kAround_m = 0.0035f; // beyond, the dent is less than a quarter of its depth
    const std::vector<std::uint16_t> order =
        skinTriangles(*parts.scene.mesh, parts.grid, {dent.centre_m.x, dent.centre_m.z},
                      dent.depth_m > 0.0f ? dent.radius_m + kAround_m : 0.0f);
    const gpu::TransientSlice indices =
        order.empty() ? gpu::TransientSlice{} : commands.transient(order.size() * sizeof(order[0]));
    if (indices.host == nullptr) { // too many corners for 16 bits, or no memory: as it is
        drawMesh(commands, parts.skinMesh);
        return parts.skinMesh.triangles();
    }
    std::memcpy(indices.host, order.data(), order.size() * sizeof(order[0]));
    commands.bindVertices(parts.skinMesh.vertices);
    commands.bindIndices16(indices);
    commands.drawIndexed(static_cast<std::uint32_t>(order.size()));
    return static_cast<std::uint32_t>(order.size() / 3);
}

/// Lifted a little, so that the dome does not cut the ring.
glm::mat4 landingModel(const LandingMark& mark, float swollen_m) {
    const glm::vec3 up = mark.normal;
    const bool level = std::abs(up.z) > 0.9f; // the crown or the chin of a person
    const glm::vec3 aside = level ? glm::vec3(0.0f, 1.0f, 0.0f) : glm::vec3(0.0f, 0.0f, 1.0f);
    const glm::vec3 across = glm::normalize(glm::cross(up, aside));
    glm::mat4 model(1.0f);
    model[0] = glm::vec4(across * mark.radius_m, 0.0f);
    model[1] = glm::vec4(up, 0.0f);
    model[2] = glm::vec4(glm::cross(across, up) * mark.radius_m, 0.0f);
    model[3] = glm::vec4(mark.centre_m + up * (0.0003f + swollen_m), 1.0f);
    return model;
}

} // namespace

void DrawLog::begin(const char* name, const gpu::RenderTargets& targets) {
    if (open_ && !measured_) {
        return;
    }
    gpu::RenderTargets now = targets;
    if (begun_) {
        now.clearColour = false;
        now.clearDepth = false;
        commands_->barrier(gpu::Use::ColourTarget, gpu::Use::ColourTarget);
        commands_->barrier(gpu::Use::DepthTarget, gpu::Use::DepthTarget);
    }
    commands_->beginPass(measured_ ? name : "scene");
    commands_->beginRendering(now);
    begun_ = true;
    open_ = true;
}

void DrawLog::end() {
    if (measured_) {
        endScene();
    }
}

void DrawLog::endScene() {
    if (open_) {
        commands_->endRendering();
        commands_->endPass();
        open_ = false;
    }
}

void DrawLog::count(const char* name, std::uint32_t triangles, std::uint32_t fetches,
                    std::uint32_t reads) {
    stats_->draws.push_back({name, triangles, fetches, reads});
}

void drawPen(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("pen", frame.targets);
    commands.usePipeline(parts.pipelines.solid);
    bindFrame(commands, frame);
    std::uint32_t triangles = 0;
    if (frame.scene.penLook.visible) {
        const glm::mat4 model = penModel(frame.scene.pen);
        drawSolid(commands, parts.penBody, pushOf(model));
        const PenLook& look = frame.scene.penLook;
        drawSolid(commands, parts.needles,
                  look.drumRadius_m > 0.0f ? pushOf(model * rollerDrumModel(look))
                                           : pushOf(model, look.needleOut_m));
        triangles += parts.penBody.triangles() + parts.needles.triangles();
    }
    log.end();
    log.count("pen", triangles, 0);
}

void drawSkin(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("skin", frame.targets);
    const std::size_t overlay = frame.scene.overlay.value.empty() ? 0 : 1;
    commands.usePipeline(parts.pipelines.skin[frame.full ? 0 : 1][overlay]);
    bindFrame(commands, frame);
    commands.bindTexture(shared::kFieldBinding, parts.skin.fields(), parts.samplers.smooth);
    commands.bindTexture(shared::kMarkBinding, parts.skin.marks(), parts.samplers.mipped);
    commands.bindTexture(shared::kPrintBinding, parts.print, parts.samplers.mipped);
    commands.bindTexture(shared::kDetailBinding, parts.detail, parts.samplers.tiled);
    commands.bindTexture(shared::kOverlayBinding, parts.skin.overlay(), parts.samplers.sharp);
    const std::uint32_t triangles = drawSkinMesh(commands, parts, frame.scene.dent);
    log.end();
    log.count("skin", triangles, (frame.full ? 4U : 3U) + static_cast<std::uint32_t>(overlay));
}

void drawRim(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("rim", frame.targets);
    commands.usePipeline(parts.pipelines.rim);
    bindFrame(commands, frame);
    drawSolid(commands, parts.rim, pushOf(glm::mat4(1.0f)));
    log.end();
    log.count("rim", parts.rim.triangles(), 0);
}

void drawTray(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("tray", frame.targets);
    commands.usePipeline(parts.pipelines.ground);
    bindFrame(commands, frame);
    commands.bindTexture(shared::kTrayBinding, parts.tray, parts.samplers.smooth);
    commands.draw(6);
    log.end();
    log.count("tray", 2, 1);
    if (!frame.scene.penLook.visible || !log.wanted()) {
        return;
    }
    log.begin("pen shadow", frame.targets);
    commands.usePipeline(parts.pipelines.penShadow);
    bindFrame(commands, frame);
    commands.bindTexture(shared::kTrayBinding, parts.tray, parts.samplers.smooth);
    commands.draw(6);
    log.end();
    log.count("pen shadow", 2, 1);
}

void drawOver(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("over", frame.targets);
    std::uint32_t triangles = 0;
    const auto add = [&](const gpu::Pipeline& pipeline, const GpuMesh& mesh,
                         const glm::mat4& model) {
        commands.usePipeline(pipeline);
        bindFrame(commands, frame);
        drawSolid(commands, mesh, pushOf(model));
        triangles += mesh.triangles();
    };
    for (const glm::mat4& finger : frame.fingers) {
        add(parts.pipelines.faded, parts.finger, finger);
    }
    if (frame.scene.landing.radius_m > 0.0f) {
        const float swollen_m =
            parts.person ? parts.person->swollen.heightAt_m(frame.scene.landing.centre_m) : 0.0f;
        add(parts.pipelines.landing, parts.landing, landingModel(frame.scene.landing, swollen_m));
    }
    // a roller has no shell to see through
    if (frame.scene.penLook.visible && !(frame.scene.penLook.drumRadius_m > 0.0f)) {
        const glm::mat4 model = penModel(frame.scene.pen);
        add(parts.pipelines.shellInside, parts.penShell, model);
        add(parts.pipelines.shellOutside, parts.penShell, model);
    }
    log.end();
    log.count("over", triangles, 0);
}

void drawPicture(DrawLog& log, const SceneParts& parts, const gpu::Image& target) {
    gpu::CommandList& commands = log.commands();
    commands.barrier(gpu::Use::ColourTarget, gpu::Use::ShaderRead);
    commands.beginPass("picture");
    commands.beginRendering({.colour = &target});
    commands.usePipeline(parts.pipelines.picture);
    commands.bindTexture(shared::kPictureBinding, parts.picture, parts.samplers.smooth);
    commands.draw(3);
    commands.endRendering();
    commands.endPass();
    log.count("picture", 1, 1);
}

} // namespace stipple::render
