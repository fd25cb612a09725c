#include "tests/gpu/small_pad.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace stipple::test {
namespace {

constexpr float kWidth_m = 0.120f, kDepth_m = 0.080f;
constexpr std::uint32_t kAcross = 60, kDown = 40; // mesh boxes
constexpr std::uint32_t kCellsAcross = 240, kCellsDown = 160;

glm::vec3 normalAt(float x, float z) {
    constexpr float kStep = 0.0005f;
    const float dx = SmallPad::height_m(x + kStep, z) - SmallPad::height_m(x - kStep, z);
    const float dz = SmallPad::height_m(x, z + kStep) - SmallPad::height_m(x, z - kStep);
    return glm::normalize(glm::vec3(-dx, 2.0f * kStep, -dz));
}

void buildMesh(sim::SkinMesh& mesh) {
    for (std::uint32_t j = 0; j <= kDown; ++j) {
        for (std::uint32_t i = 0; i <= kAcross; ++i) {
            const glm::vec2 uv(static_cast<float>(i) / kAcross, static_cast<float>(j) / kDown);
            const float x = (uv.x - 0.5f) * kWidth_m, z = (uv.y - 0.5f) * kDepth_m;
            mesh.positions_m.emplace_back(x, SmallPad::height_m(x, z), z);
            mesh.normals.push_back(normalAt(x, z));
            mesh.uv.push_back(uv);
        }
    }
    const auto none = sim::kNone;
    for (std::uint32_t j = 0; j < kDown; ++j) {
        for (std::uint32_t i = 0; i < kAcross; ++i) {
            // a b at the far side, c d nearer; two triangles, counter-clockwise from above
            const std::uint32_t a = j * (kAcross + 1) + i, b = a + 1, c = a + kAcross + 1,
                                d = c + 1;
            const std::uint32_t first = 2 * (j * kAcross + i), second = first + 1;
            mesh.triangles.push_back({a, c, b});
            mesh.neighbours.push_back(
                {i > 0 ? first - 1 : none, second, j > 0 ? second - 2 * kAcross : none});
            mesh.triangles.push_back({b, c, d});
            mesh.neighbours.push_back({first, j + 1 < kDown ? first + 2 * kAcross : none,
                                       i + 1 < kAcross ? second + 1 : none});
        }
    }
}

void buildCells(sim::SkinCells& cells) {
    cells.width = kCellsAcross;
    cells.height = kCellsDown;
    cells.spacing_m = kWidth_m / kCellsAcross;
    cells.area_m2 = cells.spacing_m * cells.spacing_m;
    for (std::uint32_t j = 0; j < kCellsDown; ++j) {
        for (std::uint32_t i = 0; i < kCellsAcross; ++i) {
            const float x = ((static_cast<float>(i) + 0.5f) / kCellsAcross - 0.5f) * kWidth_m;
            const float z = ((static_cast<float>(j) + 0.5f) / kCellsDown - 0.5f) * kDepth_m;
            cells.zone.push_back(0);
            cells.position_m.emplace_back(x, SmallPad::height_m(x, z), z);
            cells.normal.push_back(normalAt(x, z));
        }
    }
}

} // namespace

float SmallPad::height_m(float x_m, float z_m) {
    const float u = 2.0f * x_m / kWidth_m, v = 2.0f * z_m / kDepth_m;
    return 0.010f + 0.005f * std::max(0.0f, 1.0f - u * u) * std::max(0.0f, 1.0f - v * v);
}

SmallPad::SmallPad() {
    buildMesh(mesh);
    buildCells(cells);
    const std::size_t count = sim::cellCount(cells);
    for (std::vector<float>* field :
         {&skin.deepest_m, &skin.dose, &skin.erythema, &skin.bloodPoints, &skin.bleeding, &skin.gel,
          &skin.scratch_m}) {
        field->assign(count, 0.0f);
    }
    skin.punctures.assign(count, 0);
    skin.tileRevision.assign(std::size_t{sim::tilesAcross(cells)} * sim::tilesDown(cells), 0);
}

render::StaticScene SmallPad::fixed() const {
    render::StaticScene scene;
    scene.mesh = &mesh;
    scene.cells = &cells;
    const char* names[] = {"Forehead", "Medial cheek", "Lower lid"};
    for (int i = 0; i < 3; ++i) {
        const glm::vec2 centre(-0.039f + 0.039f * static_cast<float>(i), 0.003f);
        const glm::vec2 size(kWidth_m, kDepth_m);
        scene.patches.push_back({.uvLow = (centre - 0.0175f) / size + 0.5f,
                                 .uvHigh = (centre + 0.0175f) / size + 0.5f,
                                 .label = names[i]});
    }
    scene.key = {glm::normalize(glm::vec3(-0.55f, 0.75f, 0.45f)), glm::vec3(3.2f, 2.95f, 2.6f)};
    scene.fill = {glm::normalize(glm::vec3(0.8f, 0.5f, 0.2f)), glm::vec3(0.55f, 0.62f, 0.72f)};
    scene.room = glm::vec3(0.42f, 0.43f, 0.45f);
    return scene;
}

render::RenderScene SmallPad::with(float x_m, float z_m, float gap_m) const {
    render::RenderScene scene;
    scene.skin = &skin;
    scene.pen.tip_m = {x_m, height_m(x_m, z_m) + gap_m, z_m};
    // +Z of the pen to +Y of the pad: a quarter turn about -X
    scene.pen.orientation = glm::quat(0.70710678f, -0.70710678f, 0.0f, 0.0f);
    scene.pen.shaft = {0.0f, 1.0f, 0.0f};
    scene.pen.tracked = true;
    for (int i = 0; i < 12; ++i) {
        const float ring = i < 8 ? 0.0016f : 0.0007f;
        const float angle = 6.2831853f * static_cast<float>(i) / (i < 8 ? 8.0f : 4.0f);
        scene.penLook.needles_m.emplace_back(ring * std::cos(angle), ring * std::sin(angle));
    }
    scene.penLook.needleOut_m = 0.0008f;
    return scene;
}

std::uint32_t SmallPad::cellAtPlace(float x_m, float z_m) const {
    const auto column = static_cast<std::uint32_t>((x_m / kWidth_m + 0.5f) * kCellsAcross);
    const auto row = static_cast<std::uint32_t>((z_m / kDepth_m + 0.5f) * kCellsDown);
    return std::min(row, kCellsDown - 1) * kCellsAcross + std::min(column, kCellsAcross - 1);
}

void SmallPad::touch(std::uint32_t cell) {
    const std::uint32_t column = cell % cells.width, row = cell / cells.width;
    ++skin.tileRevision[row / sim::kTileTexels * sim::tilesAcross(cells) +
                        column / sim::kTileTexels];
}

void SmallPad::puncture(float x_m, float z_m, bool bleeds) {
    const float fx = (x_m / kWidth_m + 0.5f) * kAcross, fz = (z_m / kDepth_m + 0.5f) * kDown;
    const auto i = static_cast<std::uint32_t>(fx), j = static_cast<std::uint32_t>(fz);
    const float s = fx - static_cast<float>(i), t = fz - static_cast<float>(j);
    sim::Puncture one;
    one.tick = static_cast<Tick>(skin.log.size());
    // corners a c b: a + t (c - a) + s (b - a); corners b c d: measured from d's two edges
    if (s + t <= 1.0f) {
        one.triangle = 2 * (j * kAcross + i);
        one.barycentric = {t, s};
    } else {
        one.triangle = 2 * (j * kAcross + i) + 1;
        one.barycentric = {1.0f - s, s + t - 1.0f};
    }
    one.depth_m = 0.0005f;
    one.cell = cellAtPlace(x_m, z_m);
    one.bleeds = bleeds ? 1 : 0;
    skin.log.push_back(one);
    ++skin.punctures[one.cell];
    if (bleeds) {
        skin.bleeding[one.cell] += 1.0f;
        skin.bloodPoints[one.cell] += 1.0f;
    }
    touch(one.cell);
}

void SmallPad::redden(glm::vec2 low_m, glm::vec2 high_m, float erythema) {
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const glm::vec3 p = cells.position_m[cell];
        if (p.x >= low_m.x && p.x <= high_m.x && p.z >= low_m.y && p.z <= high_m.y) {
            skin.erythema[cell] = erythema;
            touch(cell);
        }
    }
}

void SmallPad::spreadGel(glm::vec2 centre_m, float radius_m) {
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const glm::vec3 p = cells.position_m[cell];
        if (glm::length(glm::vec2(p.x, p.z) - centre_m) < radius_m) {
            skin.gel[cell] = 1.0f;
            touch(cell);
        }
    }
}

render::RenderView frontView(float aspect) {
    return render::viewOf({.target_m = {0.0f, 0.014f, 0.0f},
                           .distance_m = 0.26f,
                           .azimuth_rad = 0.0f,
                           .elevation_rad = 0.85f,
                           .fieldOfView_rad = 0.5f},
                          aspect);
}

render::RenderView closeView(float aspect) {
    return render::viewOf({.target_m = {0.0f, 0.015f, 0.004f},
                           .distance_m = 0.075f,
                           .azimuth_rad = 0.35f,
                           .elevation_rad = 0.62f,
                           .fieldOfView_rad = 0.5f},
                          aspect);
}

bool deviceIsRequired() {
    const char* ci = std::getenv("CI");
    return ci != nullptr && *ci != '\0' && std::string(ci) != "false";
}

std::unique_ptr<gpu::Device> openDevice(std::string& reason) {
    gpu::DeviceSettings settings;
    settings.validation = true;
    Result<std::unique_ptr<gpu::Device>> device = gpu::Device::create(settings);
    if (!device) {
        reason = device.error().text;
        return nullptr;
    }
    return std::move(device).value();
}

gpu::Picture drawOnce(render::FrameOutput& output, render::Renderer& renderer, gpu::Extent size,
                      const render::RenderView& view, const render::RenderScene& scene,
                      const render::DrawSettings& settings, render::FrameStats* stats) {
    const Result<bool> begun = output.begin(size);
    STIPPLE_ASSERT(begun.ok() && *begun, "a frame begins");
    Result<render::FrameStats> drawn =
        renderer.draw(output.commands(), output.target(), view, scene, settings);
    STIPPLE_ASSERT(drawn.ok(), "a frame is drawn");
    if (stats != nullptr) {
        *stats = *drawn;
    }
    STIPPLE_ASSERT(output.finish().ok(), "a frame is finished");
    Result<gpu::Picture> picture = output.picture();
    STIPPLE_ASSERT(picture.ok(), "a frame is read back");
    return std::move(picture).value();
}

} // namespace stipple::test
