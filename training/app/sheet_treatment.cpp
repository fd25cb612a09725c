#include "training/app/sheet_treatment.h"

#include "engine/sim/skin_response.h"
#include "training/app/orbit_moves.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

namespace stipple::app {

namespace {

constexpr float kDepth_m = 0.0008f;
constexpr float kScratch_m = 0.002f;

// where the tram lines go: the zone that has the most room on this part of the body
std::optional<std::uint8_t> shownZone(const sim::SimModel& model) {
    constexpr std::array<std::string_view, 3> kWished{"cheek_medial", "dorsal_hand", "abdomen"};
    for (const std::string_view wished : kWished) {
        for (std::size_t zone = 0; zone < model.zones.size(); ++zone) {
            if (model.zones[zone].id == wished) {
                return static_cast<std::uint8_t>(zone);
            }
        }
    }
    return std::nullopt;
}

std::uint32_t nearestCell(const sim::SimModel& model, const glm::vec3& place_m,
                          const glm::vec3& normal, float reach_m) {
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, place_m, reach_m, near);
    std::uint32_t best = sim::kNone;
    float least = 1e9f;
    for (const std::uint32_t cell : near) {
        const float away_m = glm::distance(model.cells.position_m[cell], place_m);
        if (away_m < least && glm::dot(model.cells.normal[cell], normal) > 0.3f) {
            least = away_m;
            best = cell;
        }
    }
    return best;
}

// somewhere in the cell, on its triangle
glm::vec2 scattered(const sim::SimModel& model, const scene::AtlasCells& atlas, std::uint32_t cell,
                    Pcg32& random) {
    const std::array<std::uint32_t, 3>& corner = model.mesh.triangles[atlas.triangle[cell]];
    const glm::vec3 from = model.mesh.positions_m[corner[0]];
    const glm::vec2 middle(static_cast<float>(atlas.barycentric[cell][0]) / 65535.0f,
                           static_cast<float>(atlas.barycentric[cell][1]) / 65535.0f);
    const float side_m = std::sqrt(sim::areaOf_m2(model.cells, cell));
    const auto share = [&](std::uint32_t to) {
        const float long_m = glm::distance(from, model.mesh.positions_m[to]);
        return side_m / std::max(long_m, side_m) * (nextUniform(random) - 0.5f);
    };
    const glm::vec2 moved = middle + glm::vec2(share(corner[1]), share(corner[2]));
    const bool inside = moved.x >= 0.0f && moved.y >= 0.0f && moved.x + moved.y <= 1.0f;
    return inside ? moved : middle;
}

void needleCell(const Exercise& exercise, sim::SimState& state, std::uint32_t cell) {
    const sim::SimModel& model = *exercise.model;
    const scene::AtlasCells& atlas = exercise.patient->part->cells;
    const float wished = model.needling.endpointDose_perM2 * sim::areaOf_m2(model.cells, cell);
    const auto whole = static_cast<std::uint32_t>(wished);
    const float rest = wished - static_cast<float>(whole);
    const std::uint32_t count = whole + (nextUniform(state.random) < rest ? 1U : 0U);
    for (std::uint32_t i = 0; i < count; ++i) {
        sim::Puncture one;
        one.tick = state.tick;
        one.triangle = atlas.triangle[cell];
        one.barycentric = scattered(model, atlas, cell, state.random);
        one.depth_m = kDepth_m * (0.7f + 0.6f * nextUniform(state.random));
        one.cell = cell;
        one.bleeds =
            nextUniform(state.random) < sim::bleedProbability(model.needling, one.depth_m) ? 1 : 0;
        sim::appendPuncture(state, one);
        sim::markPuncture(model, state, one, 0.0f);
    }
}

// A place that moves along the skin.
struct Walker {
    glm::vec3 place_m{0.0f}, normal{0.0f};
    std::uint32_t cell = sim::kNone;
};

// onto the skin nearest to the walker's place; false where there is none
bool land(const sim::SimModel& model, float reach_m, Walker& walker) {
    walker.cell = nearestCell(model, walker.place_m, walker.normal, reach_m);
    if (walker.cell == sim::kNone) {
        return false;
    }
    walker.normal = model.cells.normal[walker.cell];
    const glm::vec3 off = model.cells.position_m[walker.cell] - walker.place_m;
    walker.place_m += walker.normal * glm::dot(off, walker.normal);
    return true;
}

glm::vec3 flatOn(const glm::vec3& way, const glm::vec3& normal) {
    return glm::normalize(way - normal * glm::dot(way, normal));
}

} // namespace

Status dragNeedles(const sim::SimModel& model, sim::SimState& state, const TreatedPlace& at) {
    constexpr float kHalf_m = 0.011f, kApart_m = 0.0016f, kStep_m = 0.00015f;
    const float reach_m = 3.0f * model.cells.spacing_m + 0.001f;
    const glm::vec3 along = flatOn({0.55f, 0.1f, -0.83f}, at.normal);
    const glm::vec3 across = glm::cross(at.normal, along);
    for (int needle = 0; needle < 4; ++needle) {
        Walker middle{at.place_m + across * (kApart_m * static_cast<float>(needle)), at.normal};
        if (!land(model, reach_m, middle)) {
            return fail("There is no skin under needle {} of the tram lines.", needle + 1);
        }
        for (const float side : {-1.0f, 1.0f}) { // out of the middle, along the curve of the skin
            Walker walker = middle;
            for (float way_m = 0.0f; way_m < kHalf_m; way_m += kStep_m) {
                const float share = 0.5f + 0.5f * side * way_m / kHalf_m;
                sim::markScratch(model, state, walker.cell, kScratch_m * share);
                walker.place_m += flatOn(along, walker.normal) * (side * kStep_m);
                if (!land(model, reach_m, walker)) {
                    return fail("The tram lines leave the skin {:.1f} mm from their middle.",
                                1000.0f * way_m);
                }
            }
        }
    }
    return Done{};
}

void wipeTreated(const sim::SimModel& model, sim::SimState& state) {
    for (std::uint32_t cell = 0; cell < sim::cellCount(model.cells); ++cell) {
        const sim::SkinState& skin = state.skin;
        if (skin.gel[cell] > 0.0f || skin.bleeding[cell] > 0.0f || skin.bloodPoints[cell] > 0.0f) {
            sim::wipeSkin(model, state, model.cells.position_m[cell], model.cells.normal[cell]);
        }
    }
}

Result<TreatedPlace> treatLeftHalf(const Exercise& exercise, sim::SimState& state) {
    const sim::SimModel& model = *exercise.model;
    for (std::uint32_t cell = 0; cell < sim::cellCount(model.cells); ++cell) {
        const std::uint8_t zone = model.cells.zone[cell];
        if (zone < model.zones.size() && model.zones[zone].treatable && !model.zones[zone].noGo &&
            model.cells.position_m[cell].x > 0.0f) {
            needleCell(exercise, state, cell);
        }
    }
    const std::optional<std::uint8_t> zone = shownZone(model);
    const ZoneFrame frame = zone ? frameOf(model.cells, *zone, {1.0f, 0.0f, 0.0f}) : ZoneFrame{};
    // the middle of the box around a curved zone lies beside the skin
    const std::uint32_t cell = nearestCell(model, frame.middle_m, frame.normal, 0.02f);
    if (!zone || cell == sim::kNone) {
        return fail("{}: there is no zone to draw tram lines on.", exercise.sceneId);
    }
    const TreatedPlace out{model.cells.position_m[cell], model.cells.normal[cell]};
    if (Status dragged = dragNeedles(model, state, out); !dragged) {
        return fail("{}: {}", exercise.sceneId, dragged.error().text);
    }
    const glm::vec3 beside =
        out.place_m + 0.025f * glm::normalize(glm::cross(out.normal, glm::vec3(1.0f, 0, 0)));
    sim::spreadGel(model, state, beside, out.normal);
    return out;
}

void letRest(const sim::SimModel& model, sim::SimState& state, double seconds) {
    const auto ticks = static_cast<std::uint64_t>(seconds * kTickRate_Hz);
    for (std::uint64_t i = 0; i < ticks; ++i) {
        ++state.tick;
        sim::evolveSkin(model, state);
    }
}

} // namespace stipple::app
