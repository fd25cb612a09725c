#include "engine/render/person_passes.h"

#include <cstring>

namespace stipple::render {
namespace {

void bindPerson(gpu::CommandList& commands, const FrameInput& frame) {
    commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(frame.constants));
    commands.bindUniform(shared::kPersonBinding, gpu::bytesOf(*frame.person));
}

/// What of the mesh may be seen, or all of it; returns how many triangles that is.
std::uint32_t drawSeen(gpu::CommandList& commands, const GpuMesh& mesh, const SeenTriangles& seen,
                       const RenderView& view) {
    const std::vector<std::uint16_t> order =
        seen.empty() ? std::vector<std::uint16_t>{} : seen.from(view);
    if (!seen.empty() && order.empty()) {
        return 0;
    }
    const gpu::TransientSlice indices =
        order.empty() ? gpu::TransientSlice{} : commands.transient(order.size() * sizeof(order[0]));
    if (indices.host == nullptr) { // not in runs, or no memory: as it is
        drawMesh(commands, mesh);
        return mesh.triangles();
    }
    std::memcpy(indices.host, order.data(), order.size() * sizeof(order[0]));
    commands.bindVertices(mesh.vertices);
    commands.bindIndices16(indices);
    commands.drawIndexed(static_cast<std::uint32_t>(order.size()));
    return static_cast<std::uint32_t>(order.size() / 3);
}

SkinPaint paintOf(const SceneParts& parts, const FrameInput& frame) {
    if (!parts.scene.regions.region.empty()) {
        return SkinPaint::Regions;
    }
    return frame.scene.overlay.value.empty() ? SkinPaint::None : SkinPaint::Coverage;
}

} // namespace

void drawPersonFacts(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    const PersonParts& person = *parts.person;
    commands.beginPass("facts");
    commands.beginRendering({.colour = &person.light,
                             .depth = &parts.depth,
                             .second = &person.facts,
                             .clearColour = true,
                             .clearDepth = true});
    commands.usePipeline(person.pipelines.facts);
    bindPerson(commands, frame);
    commands.bindTexture(shared::kSwellingBinding, person.swelling, parts.samplers.sharp);
    const std::uint32_t triangles = drawSeen(commands, person.skin, person.skinSeen, frame.view);
    commands.endRendering();
    commands.endPass();
    commands.barrier(gpu::Use::ColourTarget, gpu::Use::ShaderRead);
    commands.barrier(gpu::Use::DepthTarget, gpu::Use::DepthTarget);
    log.count("facts", triangles, 0);
}

void drawPersonSkin(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    const PersonParts& person = *parts.person;
    const SkinPaint paint = paintOf(parts, frame);
    log.begin("skin", frame.targets);
    commands.usePipeline(
        frame.diffused ? person.pipelines.skin[frame.full ? 0 : 1][static_cast<std::size_t>(paint)]
                       : person.pipelines.undiffused);
    bindPerson(commands, frame);
    const SceneSamplers& samplers = parts.samplers;
    commands.bindTexture(shared::kLightBinding, person.light, samplers.sharp);
    commands.bindTexture(shared::kFactsBinding, person.facts, samplers.sharp);
    // one mip level for the whole face, chosen here: also a level that is the same for all pixels
    // costs lavapipe a choice in each of them
    const PersonLevels& levels = frame.levels;
    commands.bindTexture(shared::kPigmentBinding, person.pigment, samplers.smooth, levels.pigment);
    commands.bindTexture(shared::kReliefBinding, person.relief, samplers.smooth, levels.relief);
    commands.bindTexture(shared::kPersonFieldBinding, parts.skin.fields(), samplers.smooth);
    commands.bindTexture(shared::kPersonMarkBinding, parts.skin.marks(), samplers.smooth,
                         levels.marks);
    commands.bindTexture(shared::kPoreBinding, parts.detail, samplers.repeated, levels.pores);
    commands.bindTexture(shared::kTableBinding, person.table, samplers.smooth);
    commands.bindTexture(shared::kPaintBinding,
                         paint == SkinPaint::Regions ? person.regions : parts.skin.overlay(),
                         samplers.sharp);
    const gpu::Box box = frame.skinBox;
    if (box.width > 0 && box.height > 0) {
        commands.setScissor(box);
        for (std::uint32_t i = 0; i < frame.skinRepeats; ++i) {
            commands.draw(3);
        }
        const gpu::Extent whole = frame.targets.colour->size();
        commands.setScissor({0, 0, whole.width, whole.height});
    }
    log.end();
    const std::uint32_t smooth = frame.full ? 6 : 4;
    const bool taps = frame.full && frame.diffused;
    log.count("skin", 1, smooth + (paint == SkinPaint::None ? 0U : 1U),
              2 + (taps ? shared::kDiffusionTaps - 1 : 0));
}

void drawPersonCloth(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("cloth", frame.targets);
    commands.usePipeline(parts.person->pipelines.cloth);
    commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(frame.constants));
    const std::uint32_t triangles =
        drawSeen(commands, parts.person->cloth, parts.person->clothSeen, frame.view);
    log.end();
    log.count("cloth", triangles, 0);
}

void drawHair(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    const GpuMesh& lashes = parts.person->lashes;
    const GpuMesh& brows = parts.person->brows;
    log.begin("hair", frame.targets);
    if (brows.indexCount > 0) {
        commands.usePipeline(parts.person->pipelines.brow);
        commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(frame.constants));
        commands.bindTexture(shared::kPigmentBinding, parts.person->pigment, parts.samplers.smooth);
        drawMesh(commands, brows);
    }
    if (lashes.indexCount > 0) {
        commands.usePipeline(parts.person->pipelines.lash);
        commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(frame.constants));
        drawMesh(commands, lashes);
    }
    log.end();
    log.count("hair", lashes.triangles() + brows.triangles(), 0);
}

void drawBackdrop(DrawLog& log, const SceneParts& parts, const FrameInput& frame) {
    gpu::CommandList& commands = log.commands();
    log.begin("backdrop", frame.targets);
    commands.usePipeline(parts.person->pipelines.backdrop);
    commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(frame.constants));
    constexpr std::uint32_t kTriangles = 2 * shared::kBackdropAcross * shared::kBackdropDown;
    commands.draw(3 * kTriangles);
    log.end();
    log.count("backdrop", kTriangles, 0);
}

void drawSmooth(DrawLog& log, const SceneParts& parts, const gpu::Image& target) {
    gpu::CommandList& commands = log.commands();
    commands.barrier(gpu::Use::ColourTarget, gpu::Use::ShaderRead);
    commands.beginPass("smooth");
    commands.beginRendering({.colour = &target});
    commands.usePipeline(parts.person->pipelines.smooth);
    commands.bindTexture(shared::kPictureBinding, parts.picture, parts.samplers.smooth);
    commands.bindTexture(shared::kPictureBinding + 1, parts.picture, parts.samplers.sharp);
    commands.draw(3);
    commands.endRendering();
    commands.endPass();
    log.count("smooth", 1, 1, 4); // and two fetches more where an edge is
}

} // namespace stipple::render
