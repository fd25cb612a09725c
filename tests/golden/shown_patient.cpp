#include "tests/golden/shown_patient.h"

#include "engine/base/file.h"

#include <glm/geometric.hpp>

#include <cstdlib>
#include <filesystem>

namespace stipple::test {
namespace {

namespace fs = std::filesystem;

fs::path rootFolder() {
    const char* root = std::getenv("STIPPLE_ROOT");
    return root != nullptr ? root : ".";
}

std::string textOf(const std::string& path) {
    return readTextFile(rootFolder() / path).value();
}

/// Where a cell lies on the mesh; the mesh's triangles are few enough to look at all.
sim::SkinPoint pointOf(const sim::SkinMesh& mesh, const glm::vec2& uv) {
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        const glm::vec2 a = mesh.uv[mesh.triangles[t][0]], p = uv - a;
        const glm::vec2 b = mesh.uv[mesh.triangles[t][1]] - a;
        const glm::vec2 c = mesh.uv[mesh.triangles[t][2]] - a;
        const float whole = b.x * c.y - c.x * b.y;
        const glm::vec2 at((p.x * c.y - c.x * p.y) / whole, (b.x * p.y - p.x * b.y) / whole);
        if (at.x >= 0.0f && at.y >= 0.0f && at.x + at.y <= 1.0f) {
            return {t, at};
        }
    }
    return {};
}

sim::SkinState untouched(const sim::SkinCells& cells) {
    sim::SkinState skin;
    for (std::vector<float>* field :
         {&skin.deepest_m, &skin.dose, &skin.erythema, &skin.bloodPoints, &skin.bleeding, &skin.gel,
          &skin.scratch_m}) {
        field->assign(sim::cellCount(cells), 0.0f);
    }
    skin.punctures.assign(sim::cellCount(cells), 0);
    skin.tileRevision.assign(std::size_t{sim::tilesAcross(cells)} * sim::tilesDown(cells), 0);
    return skin;
}

} // namespace

std::unique_ptr<ShownPatient> showPatient(const std::string& id, std::string& reason) {
    const fs::path path = rootFolder() / ".build/patients/people.stipple-people";
    if (!fs::exists(path)) {
        reason = "no people: fetch them with `./stipple patients` (" + path.string() + ")";
        return nullptr;
    }
    const scene::PeopleAsset people =
        scene::parsePeopleAsset(readTextFile(path).value(), path.string()).value();
    auto out = std::make_unique<ShownPatient>();
    const std::string file = "scenes/patients/" + id + ".toml";
    out->patient = scene::parsePatient(textOf(file), file).value();
    const scene::Patient& patient = out->patient;
    const scene::Anatomy anatomy =
        scene::parseAnatomy(textOf(patient.anatomy), patient.anatomy).value();
    const auto tissues =
        scene::parseTissuesOf(patient, textOf(patient.tissues), patient.tissues).value();
    const auto needling = scene::parseNeedling(textOf(patient.needling), patient.needling).value();
    const std::string pen = "scenes/devices/pen_12.toml";
    out->built = scene::buildPatientModel(patient, people, anatomy, tissues, needling,
                                          {scene::parsePenDevice(textOf(pen), pen).value()})
                     .value();
    out->appearance =
        scene::paintAppearance(patient, out->built, anatomy, *scene::findPart(people, patient.part))
            .value();
    out->look = {.pigment = out->appearance.pigment,
                 .relief = out->appearance.relief,
                 .eyes = &out->built.eyes,
                 .lashes = &out->built.lashes};
    out->skin = untouched(out->built.model->cells);
    return out;
}

render::StaticScene ShownPatient::fixed() const {
    render::StaticScene out;
    out.mesh = &built.model->mesh;
    out.cells = &built.model->cells;
    out.person = &look;
    for (const scene::RoomLight& light : patient.lights) {
        if (light.kind == "key") {
            out.key = {light.direction, light.radiance};
        } else if (light.kind == "fill") {
            out.fill = {light.direction, light.radiance};
        } else {
            out.room = light.radiance;
        }
    }
    return out;
}

render::RenderScene ShownPatient::scene() const {
    render::RenderScene out;
    out.skin = &skin;
    out.penLook.visible = false;
    return out;
}

std::uint32_t ShownPatient::cellAt(float x_m, float z_m) const {
    const sim::SkinCells& cells = built.model->cells;
    std::uint32_t best = 0;
    float least = 1e9f;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const glm::vec3 place = cells.position_m[cell];
        const float off = glm::length(glm::vec2(place.x - x_m, place.z - z_m));
        if (cells.zone[cell] != sim::kOffSkin && cells.normal[cell].y > 0.1f &&
            off - 0.1f * place.y < least) {
            least = off - 0.1f * place.y;
            best = cell;
        }
    }
    return best;
}

void ShownPatient::treatAround(std::uint32_t middle, float radius_m) {
    const sim::SkinCells& cells = built.model->cells;
    std::uint32_t number = 0;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const glm::vec3 off = cells.position_m[cell] - cells.position_m[middle];
        if (cells.zone[cell] == sim::kOffSkin || glm::length(off) > radius_m) {
            continue;
        }
        skin.erythema[cell] = 1.0f - 0.5f * glm::length(off) / radius_m;
        skin.gel[cell] = off.z > 0.5f * radius_m ? 1.0f : 0.0f;
        skin.scratch_m[cell] = std::abs(off.x - 0.3f * off.z) < 0.0003f ? 0.003f : 0.0f;
        ++skin.tileRevision[cell / cells.width / sim::kTileTexels * sim::tilesAcross(cells) +
                            cell % cells.width / sim::kTileTexels];
        if (++number % 11 != 0) {
            continue;
        }
        const glm::vec2 texel(static_cast<float>(cell % cells.width),
                              static_cast<float>(cell / cells.width));
        const glm::vec2 size(static_cast<float>(cells.width), static_cast<float>(cells.height));
        const sim::SkinPoint at = pointOf(built.model->mesh, (texel + 0.5f) / size);
        sim::Puncture one;
        one.triangle = at.triangle;
        one.barycentric = at.barycentric;
        one.cell = cell;
        one.bleeds = number % 99 == 0 ? 1 : 0;
        skin.log.push_back(one);
        skin.bleeding[cell] = one.bleeds;
        skin.bloodPoints[cell] = one.bleeds;
    }
}

} // namespace stipple::test
