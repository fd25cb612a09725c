#include "tests/gpu/small_person.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::test {
namespace {

constexpr std::uint32_t kColumns = 48, kRows = 32;   // of the mesh
constexpr std::uint32_t kWidth = 256, kHeight = 128; // of the atlas
constexpr float kPi = 3.14159265f;
constexpr glm::vec3 kHalf_m{0.075f, 0.095f, 0.115f};
// the chart leaves room for the gutters
constexpr float kEdge = static_cast<float>(SmallPerson::kGutter) / static_cast<float>(kWidth);

glm::vec3 normalAt(const glm::vec3& place) {
    return glm::normalize(place / (kHalf_m * kHalf_m));
}

std::uint8_t rootByte(float amount, float most) {
    return static_cast<std::uint8_t>(std::sqrt(amount / most) * 255.0f + 0.5f);
}

} // namespace

glm::vec3 SmallPerson::placeAt(float u, float v) {
    const float around = ((u - kEdge) / (1.0f - 2.0f * kEdge)) * 2.0f * kPi; // 0: straight down
    const float along = v * kPi;
    return kHalf_m * glm::vec3(-std::sin(around) * std::sin(along),
                               -std::cos(around) * std::sin(along), -std::cos(along));
}

SmallPerson::SmallPerson(float melanin, float blood) {
    for (std::uint32_t row = 0; row <= kRows; ++row) {
        for (std::uint32_t column = 0; column <= kColumns; ++column) {
            const float share = static_cast<float>(column) / float{kColumns};
            const glm::vec2 uv(kEdge + share * (1.0f - 2.0f * kEdge),
                               (static_cast<float>(row) + 0.5f) / float{kRows + 1});
            mesh.uv.push_back(uv);
            mesh.positions_m.push_back(placeAt(column == kColumns ? kEdge : uv.x, uv.y));
            mesh.normals.push_back(normalAt(mesh.positions_m.back()));
        }
    }
    for (std::uint32_t row = 0; row < kRows; ++row) {
        for (std::uint32_t column = 0; column < kColumns; ++column) {
            const std::uint32_t a = row * (kColumns + 1) + column, b = a + 1, c = a + kColumns + 1,
                                d = c + 1;
            mesh.triangles.push_back({a, c, b});
            mesh.triangles.push_back({b, c, d});
        }
    }
    cells.width = kWidth;
    cells.height = kHeight;
    cells.area_m2 = 0.0006f * 0.0006f;
    cells.spacing_m = 0.0006f;
    for (std::uint32_t y = 0; y < kHeight; ++y) {
        for (std::uint32_t x = 0; x < kWidth; ++x) {
            const bool gutter = x < kGutter || x >= kWidth - kGutter;
            const std::uint32_t across =
                x < kGutter ? x + kWidth - 2 * kGutter : x - (kWidth - 2 * kGutter);
            cells.zone.push_back(gutter ? sim::kOffSkin
                                        : static_cast<std::uint8_t>(x < kWidth / 2 ? 0 : 1));
            cells.source.push_back(y * kWidth + (gutter ? across : x));
            const glm::vec3 place = placeAt((static_cast<float>(x) + 0.5f) / float{kWidth},
                                            (static_cast<float>(y) + 0.5f) / float{kHeight});
            cells.position_m.push_back(place);
            cells.normal.push_back(normalAt(place));
            const std::uint8_t hair = place.z < -0.085f ? 255 : 0;
            pigment.insert(pigment.end(),
                           {rootByte(melanin, 0.5f), rootByte(blood, 0.2f), 100, hair});
            relief.insert(relief.end(), {128, 128, 255, 0});
        }
    }
    const std::size_t count = sim::cellCount(cells);
    for (std::vector<float>* field :
         {&skin.deepest_m, &skin.dose, &skin.erythema, &skin.bloodPoints, &skin.bleeding, &skin.gel,
          &skin.scratch_m}) {
        field->assign(count, 0.0f);
    }
    skin.punctures.assign(count, 0);
    skin.tileRevision.assign(std::size_t{sim::tilesAcross(cells)} * sim::tilesDown(cells), 0);
    look.pigment = pigment;
    look.relief = relief;
}

render::StaticScene SmallPerson::fixed() const {
    render::StaticScene out;
    out.mesh = &mesh;
    out.cells = &cells;
    out.person = &look;
    out.key = {glm::normalize(glm::vec3(-0.45f, 0.8f, 0.4f)), glm::vec3(3.2f, 3.0f, 2.8f)};
    out.fill = {glm::normalize(glm::vec3(0.8f, 0.5f, 0.2f)), glm::vec3(0.6f, 0.62f, 0.66f)};
    out.room = glm::vec3(0.42f, 0.43f, 0.45f);
    return out;
}

render::RenderScene SmallPerson::scene() const {
    render::RenderScene out;
    out.skin = &skin;
    out.penLook.visible = false;
    return out;
}

void SmallPerson::redden(const glm::vec3& place_m, float radius_m, float erythema) {
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] != sim::kOffSkin &&
            glm::length(cells.position_m[cell] - place_m) < radius_m) {
            skin.erythema[cell] = erythema;
            ++skin.tileRevision[cell / kWidth / sim::kTileTexels * sim::tilesAcross(cells) +
                                cell % kWidth / sim::kTileTexels];
        }
    }
}

void SmallPerson::puncture(const glm::vec3& place_m, bool bleeds) {
    std::uint32_t nearest = 0;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] != sim::kOffSkin &&
            glm::length(cells.position_m[cell] - place_m) <
                glm::length(cells.position_m[nearest] - place_m)) {
            nearest = cell;
        }
    }
    sim::Puncture one;
    one.tick = static_cast<Tick>(skin.log.size());
    one.cell = nearest;
    one.bleeds = bleeds ? 1 : 0;
    const glm::vec2 uv((static_cast<float>(nearest % kWidth) + 0.5f) / float{kWidth},
                       (static_cast<float>(nearest / kWidth) + 0.5f) / float{kHeight});
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        const glm::vec2 a = mesh.uv[mesh.triangles[t][0]];
        const glm::vec2 b = mesh.uv[mesh.triangles[t][1]] - a;
        const glm::vec2 c = mesh.uv[mesh.triangles[t][2]] - a, p = uv - a;
        const float whole = b.x * c.y - c.x * b.y;
        const glm::vec2 at((p.x * c.y - c.x * p.y) / whole, (b.x * p.y - p.x * b.y) / whole);
        if (at.x >= 0.0f && at.y >= 0.0f && at.x + at.y <= 1.0f) {
            one.triangle = t;
            one.barycentric = at;
        }
    }
    skin.log.push_back(one);
    skin.bleeding[nearest] += bleeds ? 1.0f : 0.0f;
    skin.bloodPoints[nearest] += bleeds ? 1.0f : 0.0f;
    ++skin.tileRevision[nearest / kWidth / sim::kTileTexels * sim::tilesAcross(cells) +
                        nearest % kWidth / sim::kTileTexels];
}

} // namespace stipple::test
