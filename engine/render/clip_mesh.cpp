#include "engine/render/clip_mesh.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <map>
#include <utility>

namespace stipple::render {
namespace {

/// Makes the corners on cut edges, each once.
class Cutter {
public:
    Cutter(SolidMesh& mesh, const std::vector<float>& level) : mesh_(&mesh), level_(&level) {}

    std::uint32_t between(std::uint32_t a, std::uint32_t b) {
        const std::pair<std::uint32_t, std::uint32_t> edge = std::minmax(a, b);
        const auto next = static_cast<std::uint32_t>(mesh_->vertices.size());
        const auto [known, isNew] = made_.try_emplace(edge, next);
        if (isNew) {
            const float from = (*level_)[edge.first], to = (*level_)[edge.second];
            SolidVertex vertex = mesh_->vertices[edge.first];
            const SolidVertex& other = mesh_->vertices[edge.second];
            const float share = from / (from - to);
            vertex.position_m = glm::mix(vertex.position_m, other.position_m, share);
            vertex.normal = glm::normalize(glm::mix(vertex.normal, other.normal, share));
            mesh_->vertices.push_back(vertex);
        }
        return known->second;
    }

private:
    SolidMesh* mesh_;
    const std::vector<float>* level_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> made_;
};

} // namespace

std::vector<std::array<std::uint32_t, 2>> clipMesh(SolidMesh& mesh, std::vector<float> level) {
    Cutter cutter(mesh, level);
    std::vector<std::uint32_t> kept;
    std::vector<std::array<std::uint32_t, 2>> cut;
    for (std::size_t first = 0; first + 2 < mesh.indices.size(); first += 3) {
        std::vector<std::uint32_t> corners;
        std::array<std::uint32_t, 2> edge{};
        for (std::size_t i = 0; i < 3; ++i) {
            const std::uint32_t a = mesh.indices[first + i];
            const std::uint32_t b = mesh.indices[first + (i + 1) % 3];
            const bool inside = level[a] >= 0.0f;
            if (inside) {
                corners.push_back(a);
            }
            if (inside != (level[b] >= 0.0f)) {
                corners.push_back(cutter.between(a, b));
                edge[inside ? 0 : 1] = corners.back(); // leaves at 0, comes back at 1
            }
        }
        for (std::size_t i = 2; i < corners.size(); ++i) {
            kept.insert(kept.end(), {corners[0], corners[i - 1], corners[i]});
        }
        if (corners.size() > 2 && edge[0] != edge[1]) {
            cut.push_back(edge);
        }
    }
    mesh.indices = std::move(kept);
    return cut;
}

} // namespace stipple::render
