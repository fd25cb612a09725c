#include "engine/render/scene_parts.h"

#include "engine/render/pen_mesh.h"
#include "engine/render/print_texture.h"

#include <glm/common.hpp>

#include <algorithm>
#include <utility>

namespace stipple::render {
namespace {

/// Moves a made part to its place; false, with the reason kept, when it failed.
template <class T> bool keep(Result<T> made, T& place, Error& why) {
    if (!made) {
        why = made.error();
        return false;
    }
    place = std::move(made).value();
    return true;
}

Result<SceneSamplers> createSceneSamplers(const gpu::Device& device) {
    SceneSamplers out;
    Error why;
    using gpu::Sampler;
    const bool made =
        keep(Sampler::create(device, "smooth", {}), out.smooth, why) &&
        keep(Sampler::create(device, "sharp", {.filter = gpu::Filter::Nearest}), out.sharp, why) &&
        keep(Sampler::create(device, "mipped", {.nearestMip = true}), out.mipped, why) &&
        keep(Sampler::create(device, "tiled", {.nearestMip = true, .repeat = true}), out.tiled,
             why);
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
    if (Status images = createImages(); !images) {
        return images;
    }
    return createMeshes();
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
        keep(sendMesh(*device, "rim", padRim(*scene.mesh, scene.trayHeight_m)), rim, why) &&
        keep(sendMesh(*device, "fingertip", fingertip()), finger, why);
    return made ? Status(Done{}) : Status(why);
}

Status SceneParts::fitPen(const PenLook& look) {
    if (penBody.indexCount > 0 && look.needles_m == needlePlaces_m &&
        look.plateRadius_m == plateRadius_m) {
        return Done{};
    }
    Error why;
    const bool made =
        keep(sendMesh(*device, "pen", render::penBody(look.plateRadius_m)), penBody, why) &&
        keep(sendMesh(*device, "shell", render::penShell(look.plateRadius_m)), penShell, why) &&
        keep(sendMesh(*device, "needles", penNeedles(look.needles_m, look.needleDiameter_m)),
             needles, why);
    needlePlaces_m = look.needles_m;
    plateRadius_m = look.plateRadius_m;
    return made ? Status(Done{}) : Status(why);
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
