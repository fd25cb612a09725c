#pragma once

#include "engine/gpu/command_list.h"
#include "engine/render/render_scene.h"

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::render {

/// A corner of something solid. Colour is linear; surface: roughness, metal, light that scatters
/// inside, 1 = moves with the needles.
struct SolidVertex {
    glm::vec3 position_m{0.0f}, normal{0.0f};
    std::array<std::uint8_t, 4> colour{};
    std::array<std::uint8_t, 4> surface{};
};
static_assert(sizeof(SolidVertex) == 32);

/// Triangles in host memory, counter-clockwise from outside.
struct SolidMesh {
    std::vector<SolidVertex> vertices;
    std::vector<std::uint32_t> indices;
    [[nodiscard]] std::uint32_t triangles() const {
        return static_cast<std::uint32_t>(indices.size() / 3);
    }
};

/// What a stretch of a turned body is made of. Linear colour.
struct Material {
    std::array<float, 4> colour{};
    float roughness = 0.5f, metal = 0.0f, scatter = 0.0f;
    bool moves = false; ///< with the needles
};

/// One ring of a turned body: radius and height along +Z; the material is that of the stretch up
/// to the next ring. Rings run so that the outside lies to the right of the way.
struct Ring {
    float radius_m = 0.0f, z_m = 0.0f;
    Material material;
};

/// A body of revolution around Z, added to `mesh`. Edges sharper than 45 degrees stay sharp.
void addTurned(SolidMesh& mesh, std::span<const Ring> rings, std::uint32_t sides,
               glm::vec3 offset_m = glm::vec3(0.0f));

/// The side of the pad: its rim (counter-clockwise from above) rounded over and drawn down to the
/// tray.
[[nodiscard]] SolidMesh padRim(const sim::SkinMesh& mesh, std::span<const std::uint32_t> rim,
                               float trayHeight_m);

/// Adds a copy of `more`.
void append(SolidMesh& mesh, const SolidMesh& more);

/// A mesh on the device.
struct GpuMesh {
    gpu::Buffer vertices, indices;
    std::uint32_t indexCount = 0;
    [[nodiscard]] std::uint32_t triangles() const { return indexCount / 3; }
};

[[nodiscard]] Result<GpuMesh> sendMesh(const gpu::Device& device, const std::string& name,
                                       std::span<const std::byte> vertices,
                                       std::span<const std::uint32_t> indices);
[[nodiscard]] Result<GpuMesh> sendMesh(const gpu::Device& device, const std::string& name,
                                       const SolidMesh& mesh);

void drawMesh(gpu::CommandList& commands, const GpuMesh& mesh);

} // namespace stipple::render
