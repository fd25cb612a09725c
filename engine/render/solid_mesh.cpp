#include "engine/render/solid_mesh.h"

#include "engine/render/unorm8.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

SolidVertex vertexOf(const glm::vec3& position, const glm::vec3& normal, const Material& material) {
    SolidVertex vertex;
    vertex.position_m = position;
    vertex.normal = normal;
    for (std::size_t i = 0; i < 4; ++i) {
        vertex.colour[i] = unorm8(material.colour[i]);
    }
    vertex.surface = {unorm8(material.roughness), unorm8(material.metal), unorm8(material.scatter),
                      material.moves ? std::uint8_t{255} : std::uint8_t{0}};
    return vertex;
}

/// Outward slope of the stretch from ring a to ring b, as (radial, along z).
glm::vec2 slopeOf(const Ring& a, const Ring& b) {
    const glm::vec2 way(b.radius_m - a.radius_m, b.z_m - a.z_m);
    const float length = glm::length(way);
    return length > 0.0f ? glm::vec2(way.y, -way.x) / length : glm::vec2(1.0f, 0.0f);
}

glm::vec2 smoothed(const glm::vec2& own, const glm::vec2& neighbour) {
    return glm::dot(own, neighbour) > 0.7f ? glm::normalize(own + neighbour) : own;
}

void addStretch(SolidMesh& mesh, const Ring& a, const Ring& b, glm::vec2 slopeA, glm::vec2 slopeB,
                std::uint32_t sides, const glm::vec3& offset_m) {
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    for (std::uint32_t i = 0; i <= sides; ++i) {
        const float angle = 6.2831853f * static_cast<float>(i) / static_cast<float>(sides);
        const float c = std::cos(angle), s = std::sin(angle);
        const auto add = [&](const Ring& ring, glm::vec2 slope) {
            mesh.vertices.push_back(
                vertexOf(offset_m + glm::vec3(c * ring.radius_m, s * ring.radius_m, ring.z_m),
                         glm::vec3(c * slope.x, s * slope.x, slope.y), a.material));
        };
        add(a, slopeA);
        add(b, slopeB);
    }
    for (std::uint32_t i = 0; i < sides; ++i) {
        const std::uint32_t at = first + 2 * i;
        for (const std::uint32_t corner : {at, at + 2, at + 1, at + 1, at + 2, at + 3}) {
            mesh.indices.push_back(corner);
        }
    }
}

/// Where outside is at a corner of the rim, long enough for a mitre.
glm::vec3 outwardAt(const sim::SkinMesh& mesh, std::span<const std::uint32_t> rim, std::size_t i) {
    const auto place = [&](std::size_t number) {
        return mesh.positions_m[rim[number % rim.size()]];
    };
    // counter-clockwise seen from above: outside is on the right of the way
    const auto rightOf = [](const glm::vec3& way) {
        return glm::normalize(glm::vec3(-way.z, 0.0f, way.x));
    };
    const glm::vec3 before = rightOf(place(i) - place(i + rim.size() - 1));
    const glm::vec3 after = rightOf(place(i + 1) - place(i));
    const glm::vec3 sum = before + after;
    return sum / std::max(0.5f * glm::dot(sum, sum), 0.5f);
}

constexpr Material kSilicone{
    .colour = {0.520f, 0.270f, 0.180f, 1.0f}, .roughness = 0.5f, .scatter = 1.0f};

} // namespace

void addTurned(SolidMesh& mesh, std::span<const Ring> rings, std::uint32_t sides,
               glm::vec3 offset_m) {
    for (std::size_t i = 0; i + 1 < rings.size(); ++i) {
        const glm::vec2 own = slopeOf(rings[i], rings[i + 1]);
        const glm::vec2 before = i > 0 ? smoothed(own, slopeOf(rings[i - 1], rings[i])) : own;
        const glm::vec2 after =
            i + 2 < rings.size() ? smoothed(own, slopeOf(rings[i + 1], rings[i + 2])) : own;
        addStretch(mesh, rings[i], rings[i + 1], before, after, sides, offset_m);
    }
}

void append(SolidMesh& mesh, const SolidMesh& more) {
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.insert(mesh.vertices.end(), more.vertices.begin(), more.vertices.end());
    for (const std::uint32_t index : more.indices) {
        mesh.indices.push_back(first + index);
    }
}

SolidMesh padRim(const sim::SkinMesh& mesh, std::span<const std::uint32_t> rim,
                 float trayHeight_m) {
    // out and down from a little under the skin's edge, so that no gap shows: a rounded shoulder,
    // then a wall
    constexpr std::array<glm::vec2, 6> kProfile{
        glm::vec2(-0.0010f, 0.0002f), glm::vec2(0.0f, 0.00002f),   glm::vec2(0.0007f, 0.0002f),
        glm::vec2(0.0012f, 0.0006f),  glm::vec2(0.0015f, 0.0013f), glm::vec2(0.0016f, 1.0f)};
    constexpr std::array<float, 6> kUp{0.95f, 0.95f, 0.85f, 0.55f, 0.2f, 0.05f};
    SolidMesh out;
    const auto rings = static_cast<std::uint32_t>(kProfile.size());
    for (std::size_t corner = 0; corner < rim.size(); ++corner) {
        const glm::vec3 outward = outwardAt(mesh, rim, corner);
        const glm::vec3 away = glm::normalize(outward);
        for (std::size_t i = 0; i < rings; ++i) {
            glm::vec3 at = mesh.positions_m[rim[corner]] + outward * kProfile[i].x;
            at.y = std::max(at.y - kProfile[i].y, trayHeight_m);
            const glm::vec3 normal = glm::normalize(away * std::sqrt(1.0f - kUp[i] * kUp[i]) +
                                                    glm::vec3(0.0f, kUp[i], 0.0f));
            out.vertices.push_back(vertexOf(at, normal, kSilicone));
        }
    }
    const auto corners = static_cast<std::uint32_t>(rim.size());
    for (std::uint32_t corner = 0; corner < corners; ++corner) {
        for (std::uint32_t i = 0; i + 1 < rings; ++i) {
            const std::uint32_t a = corner * rings + i, b = (corner + 1) % corners * rings + i;
            for (const std::uint32_t index : {a, a + 1, b, b, a + 1, b + 1}) {
                out.indices.push_back(index);
            }
        }
    }
    return out;
}

Result<GpuMesh> sendMesh(const gpu::Device& device, const std::string& name,
                         std::span<const std::byte> vertices,
                         std::span<const std::uint32_t> indices) {
    Result<gpu::Buffer> points =
        gpu::Buffer::createFilled(device, name + " corners", vertices, gpu::BufferUse::Vertex);
    if (!points) {
        return points.error();
    }
    Result<gpu::Buffer> order = gpu::Buffer::createFilled(
        device, name + " triangles", std::as_bytes(indices), gpu::BufferUse::Index);
    if (!order) {
        return order.error();
    }
    GpuMesh mesh;
    mesh.vertices = std::move(points).value();
    mesh.indices = std::move(order).value();
    mesh.indexCount = static_cast<std::uint32_t>(indices.size());
    return mesh;
}

Result<GpuMesh> sendMesh(const gpu::Device& device, const std::string& name,
                         const SolidMesh& mesh) {
    return sendMesh(device, name, std::as_bytes(std::span(mesh.vertices)), mesh.indices);
}

void drawMesh(gpu::CommandList& commands, const GpuMesh& mesh) {
    commands.bindVertices(mesh.vertices);
    commands.bindIndices32(mesh.indices);
    commands.drawIndexed(mesh.indexCount);
}

} // namespace stipple::render
