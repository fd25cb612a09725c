#include "engine/render/scene_parts.h"

#include "engine/gpu/frame.h"
#include "engine/render/frame_constants.h"
#include "engine/render/pen_mesh.h"
#include "engine/render/print_texture.h"
#include "engine/render/roller_mesh.h"
#include "engine/render/support_finger.h"

#include <glm/common.hpp>

#include <algorithm>
#include <utility>

namespace stipple::render {
namespace {

Result<SceneSamplers> createSceneSamplers(const gpu::Device& device) {
    SceneSamplers out;
    Error why;
    using gpu::Sampler;
    const bool made =
        keep(Sampler::create(device, "smooth", {}), out.smooth, why) &&
        keep(Sampler::create(device, "sharp", {.filter = gpu::Filter::Nearest}), out.sharp, why) &&
        keep(Sampler::create(device, "mipped", {.nearestMip = true}), out.mipped, why) &&
        keep(Sampler::create(device, "tiled", {.nearestMip = true, .repeat = true}), out.tiled,
             why) &&
        keep(Sampler::create(device, "repeated", {.repeat = true}), out.repeated, why);
    if (!made) {
        return why;
    }
    return out;
}

Result<GpuMesh> sendSkin(const gpu::Device& device, const sim::SkinMesh& mesh) {
    std::vector<SkinVertex> corners;
    corners.reserve(mesh.positions_m.size());
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        const glm::vec3 p = mesh.positions_m[i], n = mesh.normals[i];
        const glm::vec2 uv = mesh.uv[i];
        const float tone = 0.6f * tilingNoise(uv.x * 5.0f, uv.y * 4.0f, 64) +
                           0.4f * tilingNoise(uv.x * 17.0f, uv.y * 13.0f, 64);
        corners.push_back({{p.x, p.y, p.z}, {n.x, n.y, n.z}, {uv.x, uv.y}, tone});
    }
    const std::span indices(mesh.triangles.empty() ? nullptr : mesh.triangles[0].data(),
                            mesh.triangles.size() * 3);
    return sendMesh(device, "skin", std::as_bytes(std::span(corners)), indices);
}

glm::vec2 halfSize(const sim::SkinMesh& mesh) {
    glm::vec2 half(0.001f);
    for (const glm::vec3& p : mesh.positions_m) {
        half = glm::max(half, glm::abs(glm::vec2(p.x, p.z)));
    }
    return half + 0.0016f; // the rim stands out by this
}

} // namespace

Status SceneParts::create(const gpu::Device& on, StaticScene fixed) {
    device = &on;
    scene = std::move(fixed);
    padHalf_m = halfSize(*scene.mesh);
    float lowest_m = 1.0f;
    for (const glm::vec3& place : scene.mesh->positions_m) {
        lowest_m = std::min(lowest_m, place.y);
    }
    rimHeight_m = lowest_m - scene.trayHeight_m;
    Error why;
    const bool made = keep(createScenePipelines(on), pipelines, why) &&
                      keep(createSceneSamplers(on), samplers, why) &&
                      keep(SkinTextures::create(on, scene), skin, why);
    if (!made) {
        return why;
    }
    if (scene.person != nullptr) {
        return createPerson();
    }
    grid = gridOf(*scene.mesh);
    for (const Status& step : {createImages(), createMeshes(), drawTrayPicture()}) {
        if (!step) {
            return step;
        }
    }
    return Done{};
}

Status SceneParts::createPerson() {
    Error why;
    person.emplace();
    const bool made = keep(PersonParts::create(*device, scene), *person, why) &&
                      keep(gpu::Image::createFilled(
                               *device, "skin relief",
                               {.size = {kDetailTexels, kDetailTexels}, .mipLevels = kDetailLevels},
                               drawSkinDetail()),
                           detail, why) &&
                      keep(sendMesh(*device, "finger", gloveFinger()), finger, why) &&
                      keep(sendMesh(*device, "landing mark", landingMark()), landing, why);
    if (!made) {
        return why;
    }
    person->markTexel_m = person->atlas_m.x / static_cast<float>(skin.marks().size().width);
    return Done{};
}

Status SceneParts::createImages() {
    const PrintPicture printed = drawPrint(scene.patches, skin.atlas_m());
    Error why;
    const bool made = keep(gpu::Image::createFilled(
                               *device, "print",
                               {.size = printed.size,
                                .format = gpu::Format::R8,
                                .mipLevels = static_cast<std::uint32_t>(printed.levels.size())},
                               printed.levels),
                           print, why) &&
                      keep(gpu::Image::createFilled(
                               *device, "skin relief",
                               {.size = {kDetailTexels, kDetailTexels}, .mipLevels = kDetailLevels},
                               drawDetail()),
                           detail, why);
    return made ? Status(Done{}) : Status(why);
}

Status SceneParts::createMeshes() {
    Error why;
    const bool made =
        keep(sendSkin(*device, *scene.mesh), skinMesh, why) &&
        keep(sendMesh(*device, "rim",
                      padRim(*scene.mesh, skinRim(*scene.mesh, grid), scene.trayHeight_m)),
             rim, why) &&
        keep(sendMesh(*device, "fingertip", fingertip()), finger, why) &&
        keep(sendMesh(*device, "landing mark", landingMark()), landing, why);
    return made ? Status(Done{}) : Status(why);
}

Status SceneParts::fitPen(const PenLook& look) {
    if (penBody.indexCount > 0 && look.needles_m == needlePlaces_m &&
        look.plateRadius_m == plateRadius_m && look.bent == bentNeedle) {
        return Done{};
    }
    Error why;
    const bool roller = look.drumRadius_m > 0.0f;
    const bool made =
        keep(sendMesh(*device, "pen",
                      roller ? rollerHandle(look) : render::penBody(look.plateRadius_m)),
             penBody, why) &&
        keep(sendMesh(*device, "shell", render::penShell(look.plateRadius_m)), penShell, why) &&
        keep(sendMesh(*device, "needles",
                      roller ? rollerDrum(look)
                             : penNeedles(look.needles_m, look.needleDiameter_m, look.bent)),
             needles, why);
    needlePlaces_m = look.needles_m;
    plateRadius_m = look.plateRadius_m;
    bentNeedle = look.bent;
    return made ? Status(Done{}) : Status(why);
}

glm::vec3 SceneParts::texel_m() const {
    if (person) {
        return glm::vec3(person->markTexel_m);
    }
    const float across_m = skin.atlas_m().x;
    return {across_m / static_cast<float>(skin.marks().size().width),
            across_m / static_cast<float>(print.size().width),
            shared::kDetailSide_m / static_cast<float>(kDetailTexels)};
}

Status SceneParts::drawTrayPicture() {
    constexpr std::uint32_t kSide = 1024; // texels of 0.6 mm: its edges are soft
    Error why;
    if (!keep(gpu::Image::create(*device, "tray", {.size = {kSide, kSide}, .target = true}), tray,
              why)) {
        return why;
    }
    Result<std::unique_ptr<gpu::FrameQueue>> frames = gpu::FrameQueue::create(*device);
    if (!frames) {
        return frames.error();
    }
    Result<gpu::CommandList*> begun = (*frames)->begin();
    if (!begun) {
        return begun.error();
    }
    gpu::CommandList& commands = **begun;
    const shared::FrameConstants constants = frameConstants(
        scene, {}, {},
        {.padHalf_m = padHalf_m, .atlas_m = skin.atlas_m(), .rimHeight_m = rimHeight_m});
    commands.beginRendering({.colour = &tray, .clearColour = true});
    commands.usePipeline(pipelines.trayBake);
    commands.bindUniform(shared::kFrameBinding, gpu::bytesOf(constants));
    commands.draw(3);
    commands.endRendering();
    commands.barrier(gpu::Use::ColourTarget, gpu::Use::ShaderRead);
    if (Status sent = (*frames)->submit(); !sent) {
        return sent;
    }
    return (*frames)->wait();
}

Status SceneParts::fitPicture(gpu::Extent size, bool ownPicture) {
    Error why;
    if (!depth || depth.size() != size) {
        const gpu::ImageSettings settings{
            .size = size, .format = gpu::Format::Depth32F, .target = true};
        if (!keep(gpu::Image::create(*device, "depth", settings), depth, why)) {
            return why;
        }
    }
    if (ownPicture && (!picture || picture.size() != size)) {
        const gpu::ImageSettings settings{.size = size, .format = kPictureFormat, .target = true};
        if (!keep(gpu::Image::create(*device, "picture", settings), picture, why)) {
            return why;
        }
    }
    return Done{};
}

} // namespace stipple::render
