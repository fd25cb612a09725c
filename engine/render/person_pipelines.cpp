#include "engine/render/person_pipelines.h"

#include "engine/gpu/shader_module.h"
#include "engine/render/person_mesh.h"
#include "engine/render/scene_pipelines.h"
#include "shaders/shared/scene_shared.h"

#include <cstddef>
#include <utility>

namespace stipple::render {
namespace {

using gpu::BindingKind;
using gpu::VertexFormat;

const gpu::Binding kPerson{shared::kPersonBinding, BindingKind::Uniform};

gpu::PipelineSettings settingsOf(const char* name, std::string_view vertex,
                                 std::string_view fragment) {
    gpu::PipelineSettings settings;
    settings.name = name;
    settings.vertexCode = gpu::embeddedShader(vertex);
    settings.fragmentCode = gpu::embeddedShader(fragment);
    settings.colour = kPictureFormat;
    settings.depth = gpu::Format::Depth32F;
    return settings;
}

gpu::PipelineSettings factsSettings() {
    gpu::PipelineSettings settings = settingsOf("person facts", "person.vert", "person.frag");
    settings.vertexStride = sizeof(PersonVertex);
    settings.attributes = {{0, VertexFormat::Float3, offsetof(PersonVertex, position_m)},
                           {1, VertexFormat::Float3, offsetof(PersonVertex, normal)},
                           {2, VertexFormat::Float2, offsetof(PersonVertex, uv)},
                           {3, VertexFormat::Rgba8, offsetof(PersonVertex, tangent)},
                           {4, VertexFormat::Rgba8, offsetof(PersonVertex, light)}};
    settings.bindings = {kFrame, kPerson, {shared::kSwellingBinding, BindingKind::Texture}};
    settings.colour = kLightFormat;
    settings.second = kFactsFormat;
    settings.depthTest = true;
    settings.depthWrite = true;
    settings.cull = gpu::Cull::Back;
    return settings;
}

gpu::PipelineSettings skinSettings(bool plain, SkinPaint paint, bool diffused) {
    gpu::PipelineSettings settings = settingsOf("person skin", "screen.vert", "personskin.frag");
    // only where the skin is, without a fetch: nothing else is in the depth image yet
    settings.depthTest = true;
    settings.depthBehind = true;
    settings.bindings = {kFrame, kPerson};
    for (std::uint32_t slot = shared::kLightBinding; slot <= shared::kPaintBinding; ++slot) {
        settings.bindings.push_back({slot, BindingKind::Texture});
    }
    settings.constants = {paint == SkinPaint::Regions, paint == SkinPaint::Coverage, plain,
                          diffused};
    return settings;
}

gpu::PipelineSettings clothSettings() {
    gpu::PipelineSettings settings = settingsOf("cloth", "cloth.vert", "solid.frag");
    settings.vertexStride = sizeof(SolidVertex);
    settings.attributes = {{0, VertexFormat::Float3, offsetof(SolidVertex, position_m)},
                           {1, VertexFormat::Float3, offsetof(SolidVertex, normal)},
                           {2, VertexFormat::Rgba8, offsetof(SolidVertex, colour)},
                           {3, VertexFormat::Rgba8, offsetof(SolidVertex, surface)}};
    settings.bindings = {kFrame};
    settings.depthTest = true;
    settings.depthWrite = true;
    settings.cull = gpu::Cull::None;
    return settings;
}

gpu::PipelineSettings lashSettings() {
    gpu::PipelineSettings settings = settingsOf("lashes", "lash.vert", "lash.frag");
    settings.vertexStride = sizeof(SolidVertex);
    settings.attributes = {{0, VertexFormat::Float3, offsetof(SolidVertex, position_m)},
                           {1, VertexFormat::Float3, offsetof(SolidVertex, normal)},
                           {2, VertexFormat::Rgba8, offsetof(SolidVertex, colour)}};
    settings.bindings = {kFrame};
    settings.depthTest = true;
    settings.blend = gpu::Blend::Premultiplied;
    settings.cull = gpu::Cull::None;
    return settings;
}

gpu::PipelineSettings browSettings() {
    gpu::PipelineSettings settings = lashSettings();
    settings.name = "brows";
    settings.vertexCode = gpu::embeddedShader("brow.vert");
    settings.fragmentCode = gpu::embeddedShader("brow.frag");
    settings.attributes.push_back({3, VertexFormat::Rgba8, offsetof(SolidVertex, surface)});
    settings.bindings.push_back({shared::kPigmentBinding, BindingKind::Texture});
    settings.cull = gpu::Cull::Back;
    return settings;
}

gpu::PipelineSettings backdropSettings() {
    gpu::PipelineSettings settings = settingsOf("backdrop", "backdrop.vert", "solid.frag");
    settings.bindings = {kFrame};
    settings.depthTest = true;
    return settings;
}

gpu::PipelineSettings smoothSettings() {
    gpu::PipelineSettings settings = settingsOf("smooth", "picture.vert", "smooth.frag");
    settings.depth = gpu::Format::Undefined;
    settings.bindings = {{shared::kPictureBinding, BindingKind::Texture},
                         {shared::kPictureBinding + 1, BindingKind::Texture}};
    return settings;
}

} // namespace

Result<PersonPipelines> createPersonPipelines(const gpu::Device& device) {
    PersonPipelines out;
    std::vector<std::pair<gpu::Pipeline*, gpu::PipelineSettings>> wishes{
        {&out.facts, factsSettings()},
        {&out.cloth, clothSettings()},
        {&out.lash, lashSettings()},
        {&out.brow, browSettings()},
        {&out.backdrop, backdropSettings()},
        {&out.smooth, smoothSettings()},
        {&out.undiffused, skinSettings(false, SkinPaint::None, false)},
    };
    for (const bool plain : {false, true}) {
        for (const SkinPaint paint : {SkinPaint::None, SkinPaint::Coverage, SkinPaint::Regions}) {
            wishes.emplace_back(&out.skin[plain ? 1 : 0][static_cast<std::size_t>(paint)],
                                skinSettings(plain, paint, !plain));
        }
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
