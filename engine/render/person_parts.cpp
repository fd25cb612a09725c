#include "engine/render/person_parts.h"

#include "engine/render/brow_strands.h"
#include "engine/render/cap_mesh.h"
#include "engine/render/chromophores.h"
#include "engine/render/couch.h"
#include "engine/render/detail_texture.h"
#include "engine/render/draw_order.h"
#include "engine/render/lash_strip.h"
#include "engine/render/mip_levels.h"
#include "engine/render/person_mesh.h"
#include "engine/render/person_pipelines.h"
#include "engine/render/skin_textures.h"
#include "shaders/shared/scene_shared.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/vec4.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stipple::render {
namespace {

constexpr std::uint32_t kAtlasLevels = 3; // more would run over the gutters

/// An atlas and its smaller levels.
std::vector<std::vector<std::uint8_t>> levelsOf(std::span<const std::uint8_t> texels,
                                                gpu::Extent size) {
    std::vector<std::vector<std::uint8_t>> levels{{texels.begin(), texels.end()}};
    gpu::Extent now = size;
    while (levels.size() < kAtlasLevels) {
        levels.push_back(halved(levels.back(), now, 4));
        now = {std::max(1U, now.width / 2), std::max(1U, now.height / 2)};
    }
    return levels;
}

Result<gpu::Image> sendAtlas(const gpu::Device& device, const char* name, gpu::Extent size,
                             std::span<const std::uint8_t> texels) {
    if (texels.size() != std::size_t{size.width} * size.height * 4) {
        return fail("The {} of the person has {} bytes, not 4 for each of {} x {} texels.", name,
                    texels.size(), size.width, size.height);
    }
    return gpu::Image::createFilled(device, name, {.size = size, .mipLevels = kAtlasLevels},
                                    levelsOf(texels, size));
}

void sendAgain(gpu::CommandList& commands, const gpu::Image& image,
               std::span<const std::uint8_t> texels) {
    const auto levels = levelsOf(texels, image.size());
    gpu::Extent now = image.size();
    for (std::uint32_t level = 0; level < kAtlasLevels; ++level) {
        commands.upload(image, level, {0, 0, now.width, now.height}, levels[level]);
        now = {std::max(1U, now.width / 2), std::max(1U, now.height / 2)};
    }
}

Result<gpu::Image> sendTable(const gpu::Device& device) {
    const std::vector<std::vector<std::uint8_t>> levels{drawChromophores()};
    return gpu::Image::createFilled(
        device, "chromophores",
        {.size = {kChromophoreSide, kChromophoreSide}, .format = gpu::Format::Rgba16F}, levels);
}

/// Region numbers as texels; gutters show the cell across the seam.
Result<gpu::Image> sendRegions(const gpu::Device& device, const StaticScene& scene) {
    const sim::SkinCells& cells = *scene.cells;
    if (scene.regions.region.empty()) {
        return gpu::Image::create(device, "regions", {.size = {1, 1}, .format = gpu::Format::R8});
    }
    STIPPLE_ASSERT(scene.regions.region.size() == sim::cellCount(cells), "one region per cell");
    std::vector<std::uint8_t> codes;
    codes.reserve(sim::cellCount(cells));
    for (std::size_t texel = 0; texel < sim::cellCount(cells); ++texel) {
        const std::uint32_t cell = shownCell(cells, texel);
        codes.push_back(cell == sim::kNone ? sim::kNoZone : scene.regions.region[cell]);
    }
    const std::vector<std::vector<std::uint8_t>> levels{std::move(codes)};
    return gpu::Image::createFilled(
        device, "regions", {.size = {cells.width, cells.height}, .format = gpu::Format::R8},
        levels);
}

void removeHidden(sim::SkinMesh& mesh, const std::vector<std::uint8_t>& hidden) {
    std::vector<std::array<std::uint32_t, 3>> seen;
    for (std::size_t i = 0; i < mesh.triangles.size(); ++i) {
        if (hidden[i] == 0) {
            seen.push_back(mesh.triangles[i]);
        }
    }
    mesh.triangles = std::move(seen);
}

Result<GpuMesh> sendSkin(const gpu::Device& device, const sim::SkinMesh& mesh, const RayTree& tree,
                         const StaticScene& scene) {
    std::vector<SeenLight> light = seenLight(tree, mesh.positions_m, mesh.normals, scene);
    smoothSeenLight(mesh.positions_m, mesh.triangles, light);
    const std::vector<PersonVertex> corners = personVertices(mesh, light);
    const std::span indices(mesh.triangles.empty() ? nullptr : mesh.triangles[0].data(),
                            mesh.triangles.size() * 3);
    return sendMesh(device, "person", std::as_bytes(std::span(corners)), indices);
}

void findRuns(const sim::SkinMesh& skin, const SolidMesh& cloth, PersonParts& out) {
    constexpr float kMoved_m = 0.006f; // swollen, and pressed in by the plate
    const std::span indices(skin.triangles.empty() ? nullptr : skin.triangles[0].data(),
                            skin.triangles.size() * 3);
    out.skinSeen = SeenTriangles(skin.positions_m, indices, false, kMoved_m);
    std::vector<glm::vec3> places_m;
    places_m.reserve(cloth.vertices.size());
    for (const SolidVertex& vertex : cloth.vertices) {
        places_m.push_back(vertex.position_m);
    }
    out.clothSeen = SeenTriangles(places_m, cloth.indices, true, 0.0f);
}

} // namespace

Result<PersonParts> PersonParts::create(const gpu::Device& device, const StaticScene& scene) {
    PersonParts out;
    const PersonLook& look = *scene.person;
    const bool fine = !device.isSoftware() && look.fineSkin != nullptr;
    sim::SkinMesh skinMesh = fine ? *look.fineSkin : *scene.mesh;
    out.low_m = glm::vec3(1e9f);
    out.high_m = glm::vec3(-1e9f);
    for (const glm::vec3& place : skinMesh.positions_m) {
        out.low_m = glm::min(out.low_m, place);
        out.high_m = glm::max(out.high_m, place);
    }
    out.atlas_m = atlasSize_m(*scene.cells);
    out.firstLook = {look.pigment, look.relief, 0};
    // fair on fair skin
    out.hair =
        glm::mix(glm::vec3(0.085f, 0.050f, 0.030f), glm::vec3(0.022f, 0.016f, 0.013f),
                 std::min(static_cast<float>(meanMelanin(look.pigment)) * (2.2f / 255.0f), 1.0f));
    const SolidMesh brows = browStrands(skinMesh, *scene.cells, look.pigment, look.eyes);
    const HeadCap cap = capOver(skinMesh, *scene.cells, look.pigment);
    SolidMesh cloth = cap.mesh;
    append(cloth, clothAround(*scene.mesh, look.eyes != nullptr));
    removeHidden(skinMesh, cap.hidden);
    orderForDrawing(skinMesh);
    RayTree tree;
    tree.add(skinMesh.positions_m, skinMesh.triangles);
    addToTree(tree, cloth);
    tree.build();
    lightCloth(cloth, tree, scene);
    if (device.isSoftware()) {
        findRuns(skinMesh, cloth, out);
    }
    const gpu::Extent atlas{scene.cells->width, scene.cells->height};
    out.swollen = Swelling(skinMesh, *scene.cells);
    const std::vector<std::vector<std::uint8_t>> flat{out.swollen.texels()};
    Error why;
    const bool made =
        keep(createPersonPipelines(device), out.pipelines, why) &&
        keep(sendAtlas(device, "pigment", atlas, look.pigment), out.pigment, why) &&
        keep(sendAtlas(device, "relief", atlas, look.relief), out.relief, why) &&
        keep(sendTable(device), out.table, why) &&
        keep(sendRegions(device, scene), out.regions, why) &&
        keep(gpu::Image::createFilled(device, "swelling", {.size = out.swollen.size()}, flat),
             out.swelling, why) &&
        keep(sendSkin(device, skinMesh, tree, scene), out.skin, why) &&
        keep(sendMesh(device, "cloth", cloth), out.cloth, why) &&
        (brows.indices.empty() || keep(sendMesh(device, "brows", brows), out.brows, why)) &&
        (look.lashes == nullptr ||
         keep(sendMesh(device, "lashes", lashStrips(*look.lashes, meanMelanin(look.pigment))),
              out.lashes, why));
    if (!made) {
        return why;
    }
    return out;
}

void PersonParts::updateLook(gpu::CommandList& commands, const SkinLook& look) {
    if (look.revision == lookRevision) {
        return;
    }
    lookRevision = look.revision;
    const SkinLook& shown = look.revision == 0 ? firstLook : look;
    sendAgain(commands, pigment, shown.pigment);
    sendAgain(commands, relief, shown.relief);
    commands.barrier(gpu::Use::TransferWrite, gpu::Use::ShaderRead);
}

void PersonParts::updateSwelling(gpu::CommandList& commands, const sim::SkinState& treated,
                                 std::span<const std::uint8_t> changedTiles) {
    constexpr std::size_t kRowBytes = std::size_t{Swelling::kRow} * 4;
    const std::vector<std::uint32_t> rows = swollen.follow(treated, changedTiles);
    for (const std::uint32_t row : rows) {
        const std::span all(swollen.texels());
        commands.upload(swelling, 0, {0, row, Swelling::kRow, 1},
                        all.subspan(row * kRowBytes, kRowBytes));
    }
    if (!rows.empty()) {
        commands.barrier(gpu::Use::TransferWrite, gpu::Use::ShaderRead);
    }
}

Status PersonParts::fitPictures(const gpu::Device& device, gpu::Extent size) {
    if (light && light.size() == size) {
        return Done{};
    }
    const auto target = [&](const char* name, gpu::Format format) {
        return gpu::Image::create(device, name, {.size = size, .format = format, .target = true});
    };
    Error why;
    const bool made = keep(target("person light", kLightFormat), light, why) &&
                      keep(target("person facts", kFactsFormat), facts, why);
    return made ? Status(Done{}) : Status(why);
}

float skinDistance_m(const sim::SkinMesh& mesh, const RenderView& view) {
    const glm::vec3 forward = -glm::vec3(glm::transpose(view.view)[2]);
    float nearest = 9.0f, middle = 9.0f;
    for (const glm::vec3& place : mesh.positions_m) {
        const glm::vec3 to = place - view.eye_m;
        const float along = glm::dot(to, forward), square = glm::dot(to, to);
        nearest = std::min(nearest, square);
        if (along > 0.0f && along * along > 0.985f * square) { // within 7 degrees
            middle = std::min(middle, square);
        }
    }
    return std::sqrt(middle < 9.0f ? middle : nearest);
}

shared::PersonConstants personConstants(const PersonParts& parts, const RenderView& view,
                                        gpu::Extent size, const shared::FrameConstants& frame) {
    constexpr float kPaleRing_m = 0.0016f; // half the width of the pale ring around the plate
    shared::PersonConstants out{};
    // along right, down and forward
    const glm::mat3 axes(glm::vec3(1.0f, 0.0f, 0.0f), glm::vec3(0.0f, -1.0f, 0.0f),
                         glm::vec3(0.0f, 0.0f, -1.0f));
    const glm::mat3 toPicture = axes * glm::mat3(view.view), back = glm::transpose(toPicture);
    const auto told = [&](const glm::vec4& way, float w) {
        return glm::vec4(toPicture * glm::vec3(way), w);
    };
    const auto place = [&](const glm::vec4& at, float w) {
        return told(at - glm::vec4(view.eye_m, 0.0f), w);
    };
    const glm::vec2 zoom(view.projection[0][0], std::abs(view.projection[1][1]));
    const auto width = static_cast<float>(size.width), height = static_cast<float>(size.height);
    out.right = glm::vec4(back[0], 1.0f / zoom.x);
    out.down = glm::vec4(back[1], 1.0f / zoom.y);
    out.forward = glm::vec4(back[2], 0.5f * height * zoom.y);
    out.picture = {out.forward.w / width, out.forward.w / height, 0.0f, 0.0f};
    out.atlas = glm::vec4(parts.atlas_m, parts.atlas_m / shared::kDetailSide_m);
    out.hair = glm::vec4(parts.hair, 0.0f);
    out.key = told(frame.keyDirection, 0.0f);
    const float plate_m = std::max(frame.dentCentre.w, 0.001f);
    out.plate = place(frame.dentCentre, std::clamp(frame.dentNormal.w * 1500.0f, 0.0f, 1.0f));
    out.ring = {0.5f / (plate_m * kPaleRing_m), 0.5f * plate_m / kPaleRing_m, 0.0f, 0.0f};
    out.caster = frame.caster;
    out.caster.start = place(frame.caster.start, frame.caster.start.w);
    out.caster.axis = told(frame.caster.axis, frame.caster.axis.w);
    return out;
}

PersonLevels personLevels(const PersonParts& parts, const sim::SkinMesh& mesh,
                          const RenderView& view, float focal_px) {
    const float pigment_m = parts.atlas_m.x / static_cast<float>(parts.pigment.size().width);
    const float pixel_m = 1.1f * skinDistance_m(mesh, view) / focal_px;
    const auto level = [&](float texel_m, float sharper, std::uint32_t count) {
        const float wished = std::max(std::log2(pixel_m / texel_m) - sharper, 0.0f);
        return std::min(static_cast<std::uint32_t>(wished + 0.5f), count - 1);
    };
    return {.pigment = level(pigment_m, 0.2f, kAtlasLevels),
            .relief = level(pigment_m, 0.4f, kAtlasLevels),
            .marks = level(parts.markTexel_m, 0.4f, MarkCanvas::kLevels),
            .pores = level(shared::kDetailSide_m / float{kDetailTexels}, 0.2f, kDetailLevels)};
}

gpu::Box skinBox(const PersonParts& parts, const RenderView& view, gpu::Extent size) {
    const glm::mat4 toClip = view.projection * view.view;
    glm::vec2 low(1.0f), high(-1.0f);
    for (std::uint32_t corner = 0; corner < 8; ++corner) {
        const glm::vec3 at{(corner & 1U) != 0 ? parts.low_m.x : parts.high_m.x,
                           (corner & 2U) != 0 ? parts.low_m.y : parts.high_m.y,
                           (corner & 4U) != 0 ? parts.low_m.z : parts.high_m.z};
        const glm::vec4 clip = toClip * glm::vec4(at, 1.0f);
        if (clip.w < 0.01f) { // beside or behind the eye: the box may be anywhere
            return {0, 0, size.width, size.height};
        }
        low = glm::min(low, glm::vec2(clip) / clip.w);
        high = glm::max(high, glm::vec2(clip) / clip.w);
    }
    const auto pixel = [](float share, std::uint32_t side) {
        const float whole = static_cast<float>(side);
        return static_cast<std::uint32_t>(std::clamp((share * 0.5f + 0.5f) * whole, 0.0f, whole));
    };
    const std::uint32_t left = pixel(low.x, size.width), top = pixel(low.y, size.height);
    const std::uint32_t right = std::min(pixel(high.x, size.width) + 1, size.width);
    const std::uint32_t bottom = std::min(pixel(high.y, size.height) + 1, size.height);
    return {left, top, right - std::min(left, right), bottom - std::min(top, bottom)};
}

} // namespace stipple::render
