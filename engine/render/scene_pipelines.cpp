#include "engine/render/scene_pipelines.h"

#include "engine/gpu/shader_module.h"
#include "engine/render/solid_mesh.h"
#include "shaders/shared/scene_shared.h"

#include <cstddef>
#include <utility>

namespace stipple::render {
namespace {

using gpu::Binding;
using gpu::BindingKind;
using gpu::VertexFormat;

gpu::PipelineSettings sceneSettings(const char* name, std::string_view vertex,
                                    std::string_view fragment) {
    gpu::PipelineSettings settings;
    settings.name = name;
    settings.vertexCode = gpu::embeddedShader(vertex);
    settings.fragmentCode = gpu::embeddedShader(fragment);
    settings.colour = kPictureFormat;
    settings.depth = gpu::Format::Depth32F;
    settings.depthTest = true;
    settings.depthWrite = true;
    settings.cull = gpu::Cull::Back;
    return settings;
}

void useSolidVertices(gpu::PipelineSettings& settings) {
    settings.vertexStride = sizeof(SolidVertex);
    settings.attributes = {{0, VertexFormat::Float3, offsetof(SolidVertex, position_m)},
                           {1, VertexFormat::Float3, offsetof(SolidVertex, normal)},
                           {2, VertexFormat::Rgba8, offsetof(SolidVertex, colour)},
                           {3, VertexFormat::Rgba8, offsetof(SolidVertex, surface)}};
    settings.pushConstantBytes = sizeof(shared::SolidPush);
}

gpu::PipelineSettings skinSettings(bool plain, bool withOverlay) {
    gpu::PipelineSettings settings = sceneSettings("skin", "skin.vert", "skin.frag");
    settings.vertexStride = sizeof(SkinVertex);
    settings.attributes = {{0, VertexFormat::Float3, offsetof(SkinVertex, position_m)},
                           {1, VertexFormat::Float3, offsetof(SkinVertex, normal)},
                           {2, VertexFormat::Float2, offsetof(SkinVertex, uv)},
                           {3, VertexFormat::Float1, offsetof(SkinVertex, tone)}};
    settings.bindings = {kFrame,
                         {shared::kFieldBinding, BindingKind::Texture},
                         {shared::kMarkBinding, BindingKind::Texture},
                         {shared::kPrintBinding, BindingKind::Texture},
                         {shared::kDetailBinding, BindingKind::Texture},
                         {shared::kOverlayBinding, BindingKind::Texture}};
    settings.constants[1] = withOverlay;
    settings.constants[2] = plain;
    return settings;
}

gpu::PipelineSettings rimSettings() {
    gpu::PipelineSettings settings = sceneSettings("rim", "rim.vert", "solid.frag");
    useSolidVertices(settings);
    settings.bindings = {kFrame};
    return settings;
}

gpu::PipelineSettings groundSettings() {
    gpu::PipelineSettings settings = sceneSettings("ground", "ground.vert", "ground.frag");
    settings.bindings = {kFrame, {shared::kTrayBinding, BindingKind::Texture}};
    settings.cull = gpu::Cull::None;
    settings.depthWrite = false; // nothing drawn later lies behind it
    return settings;
}

gpu::PipelineSettings penShadowSettings() {
    gpu::PipelineSettings settings =
        sceneSettings("pen shadow", "penshadow.vert", "penshadow.frag");
    settings.bindings = {kFrame, {shared::kTrayBinding, BindingKind::Texture}};
    settings.cull = gpu::Cull::None;
    settings.depthWrite = false;
    settings.blend = gpu::Blend::Multiply;
    return settings;
}

gpu::PipelineSettings trayBakeSettings() {
    gpu::PipelineSettings settings = sceneSettings("tray picture", "picture.vert", "traybake.frag");
    settings.bindings = {kFrame};
    settings.depth = gpu::Format::Undefined;
    settings.depthTest = false;
    settings.depthWrite = false;
    settings.cull = gpu::Cull::None;
    return settings;
}

gpu::PipelineSettings solidSettings() {
    gpu::PipelineSettings settings = sceneSettings("solid", "solid.vert", "solid.frag");
    useSolidVertices(settings);
    settings.bindings = {kFrame};
    return settings;
}

/// Fades out where the corners' alpha is small.
gpu::PipelineSettings fadedSettings() {
    gpu::PipelineSettings settings = solidSettings();
    settings.name = "faded";
    settings.blend = gpu::Blend::Premultiplied;
    return settings;
}

gpu::PipelineSettings landingSettings() {
    gpu::PipelineSettings settings = sceneSettings("landing", "landing.vert", "solid.frag");
    useSolidVertices(settings);
    settings.bindings = {kFrame};
    settings.cull = gpu::Cull::None;
    settings.depthWrite = false;
    settings.blend = gpu::Blend::Premultiplied;
    return settings;
}

gpu::PipelineSettings shellSettings(gpu::Cull cull) {
    gpu::PipelineSettings settings = sceneSettings(
        cull == gpu::Cull::Front ? "shell inside" : "shell outside", "glass.vert", "glass.frag");
    useSolidVertices(settings);
    settings.bindings = {kFrame};
    settings.cull = cull;
    settings.depthWrite = false;
    settings.blend = gpu::Blend::Premultiplied;
    return settings;
}

gpu::PipelineSettings pictureSettings() {
    gpu::PipelineSettings settings = sceneSettings("picture", "picture.vert", "picture.frag");
    settings.bindings = {{shared::kPictureBinding, BindingKind::Texture}};
    settings.depth = gpu::Format::Undefined;
    settings.depthTest = false;
    settings.depthWrite = false;
    settings.cull = gpu::Cull::None;
    return settings;
}

} // namespace

Result<ScenePipelines> createScenePipelines(const gpu::Device& device) {
    ScenePipelines out;
    std::vector<std::pair<gpu::Pipeline*, gpu::PipelineSettings>> wishes{
        {&out.rim, rimSettings()},
        {&out.ground, groundSettings()},
        {&out.trayBake, trayBakeSettings()},
        {&out.penShadow, penShadowSettings()},
        {&out.solid, solidSettings()},
        {&out.faded, fadedSettings()},
        {&out.landing, landingSettings()},
        {&out.shellInside, shellSettings(gpu::Cull::Front)},
        {&out.shellOutside, shellSettings(gpu::Cull::Back)},
        {&out.picture, pictureSettings()},
    };
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t plain = i / 2, overlay = i % 2;
        wishes.emplace_back(&out.skin[plain][overlay], skinSettings(plain == 1, overlay == 1));
    }
    for (const auto& [pipeline, settings] : wishes) {
        Result<gpu::Pipeline> made = gpu::Pipeline::create(device, settings);
        if (!made) {
            return made.error();
        }
        *pipeline = std::move(made).value();
    }
    return out;
}

} // namespace stipple::render
