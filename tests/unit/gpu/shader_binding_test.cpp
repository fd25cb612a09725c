#include "engine/gpu/shader_module.h"
#include "shaders/shared/imgui_shared.h"
#include "shaders/shared/scene_shared.h"

#include <gtest/gtest.h>
#include <spirv_cross/spirv_cross_c.h>

#include <map>
#include <set>
#include <string>

namespace stipple {
namespace {

/// What a shader says about itself.
struct Reflection {
    std::set<std::uint32_t> textures, uniforms;
    std::size_t pushBytes = 0, uniformBytes = 0;
};

std::size_t declaredBytes(spvc_compiler compiler, const spvc_reflected_resource& resource) {
    std::size_t bytes = 0;
    spvc_compiler_get_declared_struct_size(
        compiler, spvc_compiler_get_type_handle(compiler, resource.base_type_id), &bytes);
    return bytes;
}

Reflection reflect(const char* shader) {
    Reflection out;
    const std::span<const std::uint32_t> words = gpu::embeddedShader(shader);
    spvc_context context = nullptr;
    spvc_context_create(&context);
    spvc_parsed_ir ir = nullptr;
    spvc_context_parse_spirv(context, words.data(), words.size(), &ir);
    spvc_compiler compiler = nullptr;
    spvc_context_create_compiler(context, SPVC_BACKEND_NONE, ir, SPVC_CAPTURE_MODE_COPY, &compiler);
    spvc_resources resources = nullptr;
    spvc_compiler_create_shader_resources(compiler, &resources);
    const auto each = [&](spvc_resource_type type, auto visit) {
        const spvc_reflected_resource* list = nullptr;
        std::size_t count = 0;
        spvc_resources_get_resource_list_for_type(resources, type, &list, &count);
        for (std::size_t i = 0; i < count; ++i) {
            visit(list[i]);
        }
    };
    const auto slotOf = [&](const spvc_reflected_resource& one) {
        return spvc_compiler_get_decoration(compiler, one.id, SpvDecorationBinding);
    };
    each(SPVC_RESOURCE_TYPE_SAMPLED_IMAGE,
         [&](const spvc_reflected_resource& one) { out.textures.insert(slotOf(one)); });
    each(SPVC_RESOURCE_TYPE_UNIFORM_BUFFER, [&](const spvc_reflected_resource& one) {
        out.uniforms.insert(slotOf(one));
        out.uniformBytes = declaredBytes(compiler, one);
    });
    each(SPVC_RESOURCE_TYPE_PUSH_CONSTANT,
         [&](const spvc_reflected_resource& one) { out.pushBytes = declaredBytes(compiler, one); });
    spvc_context_destroy(context);
    return out;
}

TEST(ShaderBindings, SkinReadsItsFiveTexturesAndTheFrame) {
    const Reflection skin = reflect("skin.frag");
    EXPECT_EQ(skin.textures, (std::set<std::uint32_t>{shared::kFieldBinding, shared::kMarkBinding,
                                                      shared::kPrintBinding, shared::kDetailBinding,
                                                      shared::kOverlayBinding}));
    EXPECT_EQ(skin.uniforms, std::set<std::uint32_t>{shared::kFrameBinding});
}

TEST(ShaderBindings, FrameConstantsHaveOneSizeEverywhere) {
    for (const char* shader :
         {"skin.vert", "skin.frag", "rim.vert", "ground.vert", "traybake.frag", "penshadow.vert",
          "penshadow.frag", "solid.vert", "landing.vert", "glass.vert", "glass.frag"}) {
        EXPECT_EQ(reflect(shader).uniformBytes, sizeof(shared::FrameConstants)) << shader;
    }
}

TEST(ShaderBindings, PushConstantsHaveTheSizeOfTheirStruct) {
    EXPECT_EQ(reflect("solid.vert").pushBytes, sizeof(shared::SolidPush));
    EXPECT_EQ(reflect("plain.vert").pushBytes, sizeof(shared::SolidPush));
    EXPECT_EQ(reflect("imgui.vert").pushBytes, sizeof(shared::ImguiPush));
    EXPECT_EQ(reflect("imgui.frag").textures, std::set<std::uint32_t>{shared::kImguiTexture});
    EXPECT_EQ(reflect("picture.frag").textures, std::set<std::uint32_t>{shared::kPictureBinding});
}

} // namespace
} // namespace stipple
