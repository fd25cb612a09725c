#include "tests/support/head_shape.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/skin_walk.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <map>

namespace stipple::test {

namespace {

/// A place on one of the six faces of the cube that the head is blown up from.
struct FacePlace {
    std::uint32_t face = 0;
    glm::vec2 at{0.0f}; ///< 0..1; beyond in a gutter
};

float bump(const glm::vec3& direction, const glm::vec3& middle, float width) {
    const glm::vec3 away = direction - glm::normalize(middle);
    const auto share = static_cast<double>(glm::dot(away, away) / (width * width));
    return static_cast<float>(fixedExp(-share));
}

glm::vec3 cubePoint(const FacePlace& place) {
    const int axis = static_cast<int>(place.face % 3U);
    glm::vec3 point{0.0f};
    point[axis] = place.face < 3 ? 1.0f : -1.0f;
    point[(axis + 1) % 3] = 2.0f * place.at.x - 1.0f;
    point[(axis + 2) % 3] = 2.0f * place.at.y - 1.0f;
    return point;
}

/// The face on which a point really lies, when it was extended beyond its own.
FacePlace folded(const glm::vec3& point) {
    int axis = 0;
    for (int k = 1; k < 3; ++k) {
        axis = point[k] * point[k] > point[axis] * point[axis] ? k : axis;
    }
    const float size = point[axis] > 0.0f ? point[axis] : -point[axis];
    FacePlace place;
    place.face = static_cast<std::uint32_t>(axis) + (point[axis] > 0.0f ? 0U : 3U);
    place.at = {0.5f + 0.5f * point[(axis + 1) % 3] / size,
                0.5f + 0.5f * point[(axis + 2) % 3] / size};
    return place;
}

glm::vec3 surface(const HeadShape& shape, const FacePlace& place) {
    const glm::vec3 direction = glm::normalize(cubePoint(place));
    const float out_m = shape.nose_m * bump(direction, {0.0f, 1.0f, 0.1f}, shape.noseWidth) -
                        shape.dent_m * bump(direction, {0.0f, 1.0f, 0.38f}, shape.dentWidth);
    return direction * shape.half_m + direction * out_m;
}

/// Edges of the surface that a step of the face's coordinates makes, outward cross product.
struct Steps {
    glm::vec3 x_m, y_m;
};

Steps stepsAt(const HeadShape& shape, const FacePlace& place, float step) {
    const auto moved = [&](float x, float y) {
        return surface(shape, {place.face, place.at + glm::vec2(x, y)});
    };
    const Steps steps{moved(0.5f * step, 0.0f) - moved(-0.5f * step, 0.0f),
                      moved(0.0f, 0.5f * step) - moved(0.0f, -0.5f * step)};
    return place.face < 3 ? steps : Steps{steps.y_m, steps.x_m};
}

struct Atlas {
    std::uint32_t across = 0, side = 0, width = 0, height = 0; ///< charts in a row, texels

    explicit Atlas(const HeadShape& shape) {
        const std::uint32_t count = 6 * shape.charts * shape.charts;
        across = 1;
        while (across * across < count) {
            ++across;
        }
        side = shape.chartTexels + 2 * shape.gutter;
        width = across * side;
        height = (count + across - 1) / across * side;
    }
};

void fillMesh(const HeadShape& shape, const Atlas& atlas, sim::SkinMesh& mesh) {
    const std::uint32_t per = shape.quads / shape.charts;
    std::map<std::array<int, 3>, std::uint32_t> points;
    std::vector<std::uint32_t> pointOf;
    std::vector<glm::vec3> normals;
    for (std::uint32_t chart = 0; chart < 6 * shape.charts * shape.charts; ++chart) {
        const std::uint32_t face = chart / (shape.charts * shape.charts);
        const std::uint32_t x0 = chart % shape.charts * per;
        const std::uint32_t y0 = chart / shape.charts % shape.charts * per;
        const auto first = static_cast<std::uint32_t>(mesh.positions_m.size());
        for (std::uint32_t k = 0; k < (per + 1) * (per + 1); ++k) {
            const glm::uvec2 local(k % (per + 1), k / (per + 1));
            const glm::vec2 at =
                glm::vec2(local + glm::uvec2(x0, y0)) / static_cast<float>(shape.charts * per);
            const FacePlace place{face, at};
            // whole numbers on the cube's surface: the same point from every chart
            const glm::vec3 key = cubePoint(place) * static_cast<float>(shape.charts * per);
            const auto whole = [](float v) {
                return static_cast<int>(v < 0 ? v - 0.5f : v + 0.5f);
            };
            pointOf.push_back(
                points
                    .emplace(std::array<int, 3>{whole(key.x), whole(key.y), whole(key.z)},
                             static_cast<std::uint32_t>(points.size()))
                    .first->second);
            mesh.positions_m.push_back(surface(shape, place));
            const glm::vec2 origin = glm::vec2(chart % atlas.across, chart / atlas.across) *
                                         static_cast<float>(atlas.side) +
                                     static_cast<float>(shape.gutter);
            const glm::vec2 texel =
                origin + glm::vec2(local) *
                             (static_cast<float>(shape.chartTexels) / static_cast<float>(per));
            mesh.uv.push_back(texel / glm::vec2(atlas.width, atlas.height));
        }
        for (std::uint32_t k = 0; k < per * per; ++k) {
            const std::uint32_t a = first + k / per * (per + 1) + k % per;
            const std::uint32_t b = a + 1, c = a + per + 1, d = c + 1;
            if (face < 3) {
                mesh.triangles.push_back({a, b, d});
                mesh.triangles.push_back({a, d, c});
            } else {
                mesh.triangles.push_back({a, d, b});
                mesh.triangles.push_back({a, c, d});
            }
        }
    }
    normals.assign(points.size(), glm::vec3(0.0f));
    for (const auto& t : mesh.triangles) {
        const glm::vec3 area = glm::cross(mesh.positions_m[t[1]] - mesh.positions_m[t[0]],
                                          mesh.positions_m[t[2]] - mesh.positions_m[t[0]]);
        for (const std::uint32_t corner : t) {
            normals[pointOf[corner]] += area;
        }
    }
    for (const std::uint32_t point : pointOf) {
        mesh.normals.push_back(glm::normalize(normals[point]));
    }
    sim::linkNeighbours(mesh, pointOf);
}

/// The texel of a place that lies on its face.
std::uint32_t texelOf(const HeadShape& shape, const Atlas& atlas, const FacePlace& place) {
    const std::uint32_t most = shape.charts * shape.chartTexels - 1;
    const auto whole = [&](float at) {
        return std::min(most, static_cast<std::uint32_t>(at * static_cast<float>(most + 1)));
    };
    const std::uint32_t x = whole(place.at.x), y = whole(place.at.y);
    const std::uint32_t chart =
        (place.face * shape.charts + y / shape.chartTexels) * shape.charts + x / shape.chartTexels;
    const std::uint32_t column =
        chart % atlas.across * atlas.side + shape.gutter + x % shape.chartTexels;
    const std::uint32_t row =
        chart / atlas.across * atlas.side + shape.gutter + y % shape.chartTexels;
    return row * atlas.width + column;
}

void fillCell(const HeadShape& shape, sim::SkinCells& cells, std::uint32_t at,
              const FacePlace& place) {
    const float step = 1.0f / static_cast<float>(shape.charts * shape.chartTexels);
    const Steps steps = stepsAt(shape, place, step);
    const glm::vec3 area = glm::cross(steps.x_m, steps.y_m);
    cells.position_m[at] = surface(shape, place);
    cells.areas_m2[at] = glm::length(area);
    cells.normal[at] = area / cells.areas_m2[at];
    cells.zone[at] = shape.zoneAt ? shape.zoneAt(cells.position_m[at]) : std::uint8_t{0};
    cells.source[at] = at;
    cells.spacing_m = std::max({cells.spacing_m, glm::length(steps.x_m), glm::length(steps.y_m)});
}

void fillCells(const HeadShape& shape, const Atlas& atlas, sim::SkinCells& cells) {
    const std::size_t count = std::size_t{atlas.width} * atlas.height;
    cells.width = atlas.width;
    cells.height = atlas.height;
    cells.zone.assign(count, sim::kOffSkin);
    cells.position_m.assign(count, glm::vec3(0.0f));
    cells.normal.assign(count, glm::vec3(0.0f));
    cells.areas_m2.assign(count, 0.0f);
    cells.source.assign(count, sim::kNone);
    cells.skinScale.assign(count, shape.skinScale);
    cells.fatScale.assign(count, shape.fatScale);
    double sum_m2 = 0.0, cellsOnSkin = 0.0;
    const std::uint32_t charts = 6 * shape.charts * shape.charts;
    const float perFace = static_cast<float>(shape.charts * shape.chartTexels);
    for (std::uint32_t at = 0; at < count; ++at) {
        const std::uint32_t column = at % atlas.width, row = at / atlas.width;
        const std::uint32_t chart = row / atlas.side * atlas.across + column / atlas.side;
        if (chart >= charts) {
            continue;
        }
        const glm::vec2 local =
            glm::vec2(column % atlas.side, row % atlas.side) + 0.5f - float(shape.gutter);
        const glm::uvec2 origin(chart % shape.charts, chart / shape.charts % shape.charts);
        const FacePlace place{chart / (shape.charts * shape.charts),
                              (local + glm::vec2(origin * shape.chartTexels)) / perFace};
        const float most = static_cast<float>(shape.chartTexels);
        if (local.x > 0.0f && local.y > 0.0f && local.x < most && local.y < most) {
            fillCell(shape, cells, at, place);
            sum_m2 += static_cast<double>(cells.areas_m2[at]);
            cellsOnSkin += 1.0;
        } else {
            cells.source[at] = texelOf(shape, atlas, folded(cubePoint(place)));
        }
    }
    cells.area_m2 = static_cast<float>(sum_m2 / cellsOnSkin);
}

std::unique_ptr<sim::SimModel> furnished(std::unique_ptr<sim::SimModel> model) {
    model->pens = {ringPen(12), ringPen(16)};
    model->needling = defaultNeedling();
    sim::finishModel(*model);
    return model;
}

} // namespace

std::unique_ptr<sim::SimModel> headModel(const HeadShape& shape) {
    STIPPLE_ASSERT(shape.quads % shape.charts == 0, "charts end between quads");
    const Atlas atlas(shape);
    auto model = std::make_unique<sim::SimModel>();
    fillMesh(shape, atlas, model->mesh);
    fillCells(shape, atlas, model->cells);
    model->zones = shape.zones;
    if (model->zones.empty()) {
        model->zones = {medialCheekZone()};
    }
    return furnished(std::move(model));
}

HeadPlace placeOn(const sim::SimModel& model, const glm::vec3& direction) {
    const glm::vec3 out = glm::normalize(direction);
    const auto hit = model.collider.cast(out * 0.5f, -out, 0.5f);
    STIPPLE_ASSERT(hit.has_value(), "a head has skin all around");
    return {hit->point, hit->position_m, sim::normalAt(model.mesh, hit->point)};
}

sim::PenSample standingOn(const HeadPlace& place, float press_m, std::uint16_t needle_um,
                          std::uint16_t strokeRate_dHz) {
    return sampleAt(place.position_m - place.normal * press_m, needle_um, strokeRate_dHz,
                    place.normal);
}

std::unique_ptr<sim::SimModel> foldedModel(const std::vector<glm::vec2>& corners_m) {
    constexpr float kHalf_m = 0.02f, kSpacing_m = 0.0005f;
    // short pieces, so that the mean normals of the corners stay at the corners
    std::vector<glm::vec2> line_m{corners_m.front()};
    for (std::size_t k = 1; k < corners_m.size(); ++k) {
        const glm::vec2 way_m = corners_m[k] - corners_m[k - 1];
        const auto pieces = static_cast<std::uint32_t>(glm::length(way_m) / kSpacing_m) + 1U;
        for (std::uint32_t piece = 1; piece <= pieces; ++piece) {
            line_m.push_back(corners_m[k - 1] +
                             way_m * (static_cast<float>(piece) / static_cast<float>(pieces)));
        }
    }
    std::vector<float> along_m{0.0f};
    for (std::size_t k = 1; k < line_m.size(); ++k) {
        along_m.push_back(along_m.back() + glm::distance(line_m[k], line_m[k - 1]));
    }
    const auto leftOf = [&](std::size_t k) {
        const glm::vec2 way = line_m[k + 1] - line_m[k];
        return glm::normalize(glm::vec3(-way.y, way.x, 0.0f));
    };
    auto model = std::make_unique<sim::SimModel>();
    sim::SkinMesh& mesh = model->mesh;
    for (std::size_t k = 0; k < line_m.size(); ++k) {
        const glm::vec3 before = leftOf(k > 0 ? k - 1 : 0);
        const glm::vec3 after = leftOf(std::min(k, line_m.size() - 2));
        for (const float z_m : {-kHalf_m, kHalf_m}) {
            mesh.positions_m.push_back({line_m[k].x, line_m[k].y, z_m});
            mesh.normals.push_back(glm::normalize(before + after));
            mesh.uv.push_back({along_m[k] / along_m.back(), z_m < 0.0f ? 0.0f : 1.0f});
        }
    }
    for (std::uint32_t k = 0; k + 1 < line_m.size(); ++k) {
        const std::uint32_t a = 2 * k;
        mesh.triangles.push_back({a, a + 1, a + 2});
        mesh.triangles.push_back({a + 2, a + 1, a + 3});
    }
    sim::SkinCells& cells = model->cells;
    cells.width = static_cast<std::uint32_t>(along_m.back() / kSpacing_m);
    cells.height = static_cast<std::uint32_t>(2.0f * kHalf_m / kSpacing_m);
    cells.spacing_m = kSpacing_m;
    cells.area_m2 = kSpacing_m * kSpacing_m;
    for (std::uint32_t at = 0; at < cells.width * cells.height; ++at) {
        const float way_m = (static_cast<float>(at % cells.width) + 0.5f) * along_m.back() /
                            static_cast<float>(cells.width);
        std::size_t k = 0;
        while (k + 2 < along_m.size() && along_m[k + 1] < way_m) {
            ++k;
        }
        const float share = (way_m - along_m[k]) / (along_m[k + 1] - along_m[k]);
        const glm::vec2 place_m = line_m[k] + (line_m[k + 1] - line_m[k]) * share;
        cells.zone.push_back(0);
        cells.position_m.push_back(
            {place_m.x, place_m.y,
             (static_cast<float>(at / cells.width) + 0.5f) * kSpacing_m - kHalf_m});
        cells.normal.push_back(leftOf(k));
    }
    model->zones = {medialCheekZone()};
    return furnished(std::move(model));
}

} // namespace stipple::test
