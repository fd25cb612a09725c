#include "engine/base/file.h"
#include "engine/render/chromophores.h"
#include "engine/render/png_file.h"
#include "training/app/patient_sheet.h"
#include "training/app/scene_view.h"

#include <nlohmann/json.hpp>

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace stipple::app {

namespace {

using nlohmann::json;

// numbers of the glTF 2.0 specification
constexpr int kFloat = 5126, kUnsignedInt = 5125;
constexpr int kArrayBuffer = 34962, kElementBuffer = 34963;

/// The binary chunk, and what describes it.
struct Buffer {
    std::vector<std::uint8_t> bytes;
    json views = json::array(), accessors = json::array();

    void pad(std::uint8_t with) {
        while (bytes.size() % 4 != 0) {
            bytes.push_back(with);
        }
    }
    std::size_t addView(const void* data, std::size_t size, int target) {
        pad(0);
        json view = {{"buffer", 0}, {"byteOffset", bytes.size()}, {"byteLength", size}};
        if (target != 0) {
            view["target"] = target;
        }
        const auto* from = static_cast<const std::uint8_t*>(data);
        bytes.insert(bytes.end(), from, from + size);
        views.push_back(std::move(view));
        return views.size() - 1;
    }
    template <class T>
    std::size_t addArray(const std::vector<T>& values, std::size_t count, const char* type,
                         int component, int target) {
        const std::size_t view = addView(values.data(), values.size() * sizeof(T), target);
        accessors.push_back(
            {{"bufferView", view}, {"componentType", component}, {"count", count}, {"type", type}});
        return accessors.size() - 1;
    }
};

// skin frame to glTF: the person stands again, looks along +z
glm::vec3 upright(const glm::vec3& v) {
    return {v.x, -v.z, v.y};
}

void bounds(const std::vector<glm::vec3>& places, json& accessor) {
    glm::vec3 low{1e9f};
    glm::vec3 high{-1e9f};
    for (const glm::vec3& place : places) {
        low = glm::min(low, place);
        high = glm::max(high, place);
    }
    accessor["min"] = {low.x, low.y, low.z};
    accessor["max"] = {high.x, high.y, high.z};
}

json primitive(const sim::SkinMesh& mesh, int material, Buffer& buffer) {
    std::vector<glm::vec3> places;
    std::vector<glm::vec3> normals;
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        places.push_back(upright(mesh.positions_m[i]));
        const glm::vec3 normal = upright(mesh.normals[i]);
        const float length = glm::length(normal);
        normals.push_back(length > 1e-6f ? normal / length : glm::vec3(0.0f, 0.0f, 1.0f));
    }
    json out = {{"material", material}, {"mode", 4}};
    out["attributes"]["POSITION"] =
        buffer.addArray(places, places.size(), "VEC3", kFloat, kArrayBuffer);
    bounds(places, buffer.accessors.back());
    out["attributes"]["NORMAL"] =
        buffer.addArray(normals, normals.size(), "VEC3", kFloat, kArrayBuffer);
    if (mesh.uv.size() == places.size()) {
        out["attributes"]["TEXCOORD_0"] =
            buffer.addArray(mesh.uv, mesh.uv.size(), "VEC2", kFloat, kArrayBuffer);
    }
    out["indices"] = buffer.addArray(mesh.triangles, mesh.triangles.size() * 3, "SCALAR",
                                     kUnsignedInt, kElementBuffer);
    return out;
}

std::uint8_t toSrgb(float linear) {
    const float x = std::clamp(linear, 0.0f, 1.0f);
    const float coded = x <= 0.0031308f ? 12.92f * x : 1.055f * std::pow(x, 1.0f / 2.4f) - 0.055f;
    return static_cast<std::uint8_t>(std::lround(255.0f * coded));
}

// the colour of every texel, from the pigment through the same optics as the program's own picture
gpu::Picture albedo(const scene::SkinAppearance& skin) {
    constexpr std::size_t kSteps = 64;
    std::vector<glm::vec3> table(kSteps * kSteps);
    for (std::size_t i = 0; i < table.size(); ++i) {
        const std::size_t row = i / kSteps;
        const float m = static_cast<float>(i % kSteps) / (kSteps - 1);
        const float b = static_cast<float>(row) / (kSteps - 1);
        table[i] = render::skinAlbedo(
            {.melanin = render::kMostMelanin * m * m, .blood = render::kMostBlood * b * b});
    }
    const glm::vec3 hair{0.035f, 0.026f, 0.02f};
    gpu::Picture picture{.size = {skin.width, skin.height}, .rgba = {}};
    picture.rgba.resize(std::size_t{skin.width} * skin.height * 4);
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
        const std::size_t m = skin.pigment[i] * (kSteps - 1) / 255;
        const std::size_t b = skin.pigment[i + 1] * (kSteps - 1) / 255;
        const float covered = static_cast<float>(skin.pigment[i + 3]) / 255.0f;
        const glm::vec3 colour = glm::mix(table[b * kSteps + m], hair, covered);
        picture.rgba[i] = toSrgb(colour.r);
        picture.rgba[i + 1] = toSrgb(colour.g);
        picture.rgba[i + 2] = toSrgb(colour.b);
        picture.rgba[i + 3] = 255;
    }
    return picture;
}

// the relief as a tangent-space normal map
gpu::Picture normalMap(const scene::SkinAppearance& skin) {
    gpu::Picture picture{.size = {skin.width, skin.height}, .rgba = {}};
    picture.rgba.resize(std::size_t{skin.width} * skin.height * 4, 255);
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
        const float u = (static_cast<float>(skin.relief[i]) - 128.0f) / 127.0f;
        const float v = (static_cast<float>(skin.relief[i + 1]) - 128.0f) / 127.0f;
        const glm::vec3 n = glm::normalize(glm::vec3(-u, v, 1.0f));
        for (int axis = 0; axis < 3; ++axis) {
            picture.rgba[i + static_cast<std::size_t>(axis)] =
                static_cast<std::uint8_t>(std::lround(127.5f + 127.5f * n[axis]));
        }
    }
    return picture;
}

std::size_t addImage(const gpu::Picture& picture, json& gltf, Buffer& buffer) {
    const std::vector<std::uint8_t> png = render::encodePng(picture);
    gltf["images"].push_back(
        {{"bufferView", buffer.addView(png.data(), png.size(), 0)}, {"mimeType", "image/png"}});
    gltf["textures"].push_back({{"source", gltf["images"].size() - 1}, {"sampler", 0}});
    return gltf["textures"].size() - 1;
}

void append(std::vector<std::uint8_t>& out, std::uint32_t word) {
    for (const unsigned int shift : {0U, 8U, 16U, 24U}) {
        out.push_back(static_cast<std::uint8_t>(word >> shift));
    }
}

std::vector<std::uint8_t> glbOf(const json& gltf, Buffer& buffer) {
    std::string text = gltf.dump();
    text.resize((text.size() + 3) / 4 * 4, ' ');
    buffer.pad(0);
    std::vector<std::uint8_t> out;
    append(out, 0x46546c67U); // "glTF"
    append(out, 2);
    append(out, static_cast<std::uint32_t>(12 + 8 + text.size() + 8 + buffer.bytes.size()));
    append(out, static_cast<std::uint32_t>(text.size()));
    append(out, 0x4e4f534aU); // "JSON"
    out.insert(out.end(), text.begin(), text.end());
    append(out, static_cast<std::uint32_t>(buffer.bytes.size()));
    append(out, 0x004e4942U); // "BIN"
    out.insert(out.end(), buffer.bytes.begin(), buffer.bytes.end());
    return out;
}

} // namespace

Status exportGlb(const Exercise& exercise, const std::string& path) {
    const auto shown = showScene(exercise);
    if (!shown) {
        return shown.error();
    }
    const PatientScene& person = *exercise.patient;
    const bool fine = !person.built.fineSkin.triangles.empty();
    Buffer buffer;
    json gltf = {{"asset", {{"version", "2.0"}, {"generator", "Stipple " STIPPLE_VERSION}}},
                 {"scene", 0},
                 {"scenes", {{{"nodes", {0}}}}},
                 {"nodes", {{{"mesh", 0}, {"name", person.patient.id}}}},
                 {"samplers", {{{"magFilter", 9729}, {"minFilter", 9987}}}},
                 {"images", json::array()},
                 {"textures", json::array()}};
    json primitives = json::array();
    primitives.push_back(primitive(fine ? person.built.fineSkin : exercise.model->mesh, 0, buffer));
    const std::size_t colour = addImage(albedo((*shown)->appearance), gltf, buffer);
    const std::size_t relief = addImage(normalMap((*shown)->appearance), gltf, buffer);
    gltf["materials"].push_back({{"name", "skin"},
                                 {"pbrMetallicRoughness",
                                  {{"baseColorTexture", {{"index", colour}}},
                                   {"metallicFactor", 0.0},
                                   {"roughnessFactor", 0.5}}},
                                 {"normalTexture", {{"index", relief}}}});
    if (!person.built.eyes.triangles.empty()) {
        gltf["materials"].push_back({{"name", "eyes"},
                                     {"pbrMetallicRoughness",
                                      {{"baseColorFactor", {0.7, 0.66, 0.62, 1.0}},
                                       {"metallicFactor", 0.0},
                                       {"roughnessFactor", 0.1}}}});
        primitives.push_back(primitive(person.built.eyes, 1, buffer));
    }
    gltf["meshes"].push_back({{"primitives", std::move(primitives)}});
    gltf["bufferViews"] = buffer.views;
    gltf["accessors"] = buffer.accessors;
    buffer.pad(0);
    gltf["buffers"].push_back({{"byteLength", buffer.bytes.size()}});
    return writeFileWhole(path, std::span<const std::uint8_t>(glbOf(gltf, buffer)));
}

} // namespace stipple::app
