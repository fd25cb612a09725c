#include "engine/base/random.h"
#include "engine/base/state_hash.h"
#include "engine/scene/patient_parts.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::scene {

namespace {

constexpr float kStride_m = 0.002F; // short against the curvature of a face
constexpr float kGridPitch_m = 0.004F;
constexpr int kTries = 24;
constexpr float kApart = 2.2F; // of the radius, between the middles of two spots

/// Directions along the skin at a place: to the person's left, and towards the crown.
struct Directions {
    glm::vec3 left, up;
};

Directions directionsAt(const glm::vec3& normal) {
    const glm::vec3 leftwards(1.0F, 0.0F, 0.0F), crownwards(0.0F, 0.0F, -1.0F);
    const float sideways = glm::dot(normal, leftwards), lengthways = glm::dot(normal, crownwards);
    // on an ear the left points out of the skin, on the vertex the crown does
    if (sideways * sideways <= lengthways * lengthways) {
        const glm::vec3 left = glm::normalize(leftwards - normal * sideways);
        return {left, glm::cross(normal, left)};
    }
    const glm::vec3 up = glm::normalize(crownwards - normal * lengthways);
    return {glm::cross(up, normal), up};
}

/// Goes along the skin in short strides, so that an offset follows the curvature. Gives up, with no
/// triangle, where the skin ends.
sim::SkinPoint goAlong(const sim::SkinMesh& mesh, sim::SkinPoint from, const glm::vec2& offset_m) {
    const float length = glm::length(offset_m);
    const int strides = static_cast<int>(length / kStride_m) + 1;
    const glm::vec2 stride = offset_m / static_cast<float>(strides);
    for (int i = 0; i < strides && length > 0.0F; ++i) {
        const Directions along = directionsAt(sim::normalAt(mesh, from));
        const glm::vec3 target =
            sim::positionAt(mesh, from) + along.left * stride.x + along.up * stride.y;
        const sim::SkinWalk walk = sim::walkTo(mesh, from.triangle, target);
        if (!walk.arrived) {
            return {};
        }
        from = walk.point;
    }
    return from;
}

/// A place in the unit disc, each equally likely.
glm::vec2 inDisc(Pcg32& random) {
    for (;;) {
        // one after the other: compilers differ in the order in which they evaluate arguments
        const float x = 2.0F * nextUniform(random) - 1.0F;
        const float y = 2.0F * nextUniform(random) - 1.0F;
        const glm::vec2 at(x, y);
        if (glm::dot(at, at) <= 1.0F) {
            return at;
        }
    }
}

/// Offsets of a lesion's spots from its middle, apart from each other where there is room.
std::vector<glm::vec2> scatter(const Lesion& lesion, Pcg32& random) {
    std::vector<glm::vec2> out;
    const float wanted = kApart * lesion.radius_mm;
    for (std::uint32_t spot = 0; spot < lesion.count; ++spot) {
        glm::vec2 best(0.0F);
        float bestSquare = -1.0F;
        for (int i = 0; i < kTries && bestSquare < wanted * wanted; ++i) {
            const glm::vec2 at = inDisc(random) * lesion.spread_mm;
            float nearest = 1e6F;
            for (const glm::vec2& other : out) {
                nearest = std::min(nearest, glm::dot(at - other, at - other));
            }
            if (nearest > bestSquare) {
                best = at;
                bestSquare = nearest;
            }
        }
        out.push_back(best);
    }
    return out;
}

std::uint64_t seedOf(const Patient& patient) {
    StateHash hash;
    mixAll(hash, std::span<const char>(patient.id));
    return hash.value;
}

LesionSpot spotAt(const sim::SkinMesh& mesh, const sim::SkinPoint& at, std::uint32_t lesion,
                  float radius_mm) {
    return {lesion, at, sim::positionAt(mesh, at), sim::normalAt(mesh, at), radius_mm * 1e-3F};
}

/// Reason and label of the zone that a lesion makes of the one below it.
sim::SkinZone lesionZone(LesionKind kind, const sim::SkinZone& below) {
    const LesionWords& words = wordsOf(kind);
    sim::SkinZone zone = below;
    zone.id = std::string(kLesionZone) + std::string(words.name) + "_" + below.id;
    zone.label = std::string(words.label) + " (" + below.label + ")";
    zone.treatable = false;
    zone.noGo = true;
    zone.reason = words.reason;
    return zone;
}

} // namespace

Result<std::vector<LesionSpot>> placeSpots(const Patient& patient, const Anatomy& anatomy,
                                           const BodyPart& part, const sim::SkinMesh& mesh) {
    std::vector<LesionSpot> spots;
    const std::uint64_t seed = seedOf(patient);
    for (std::uint32_t i = 0; i < patient.lesions.size(); ++i) {
        const Lesion& lesion = patient.lesions[i];
        const auto blame = [&](const std::string& why) {
            return fail("patient '{}', the lesion of line {}: {}", patient.id, lesion.line, why);
        };
        const Result<PlaceOnPart> place = placeOf(anatomy, part, lesion.landmark);
        if (!place) {
            return blame(place.error().text);
        }
        const sim::SkinPoint middle =
            goAlong(mesh, {place->triangle, place->barycentric}, lesion.offset_mm * 1e-3F);
        if (middle.triangle == sim::kNone) {
            return blame("the offset leads off the skin");
        }
        if (lesion.count == 1) {
            spots.push_back(spotAt(mesh, middle, i, lesion.radius_mm));
            continue;
        }
        Pcg32 random = seededRandom(seed, i);
        for (const glm::vec2& offset_mm : scatter(lesion, random)) {
            // alike, not equal
            const float radius_mm = lesion.radius_mm * (0.7F + 0.6F * nextUniform(random));
            const sim::SkinPoint at = goAlong(mesh, middle, offset_mm * 1e-3F);
            if (at.triangle != sim::kNone) {
                spots.push_back(spotAt(mesh, at, i, radius_mm));
            }
        }
    }
    return spots;
}

Status markNoGoLesions(const Patient& patient, const std::vector<LesionSpot>& spots,
                       sim::SimModel& model) {
    const auto noGo = [&](const LesionSpot& spot) {
        return isNoGo(patient.lesions[spot.lesion].kind);
    };
    if (std::none_of(spots.begin(), spots.end(), noGo)) {
        return Done{};
    }
    const sim::CellGrid grid = sim::buildCellGrid(model.cells, kGridPitch_m);
    const std::size_t plain = model.zones.size();
    std::vector<std::uint32_t> near;
    for (const LesionSpot& spot : spots) {
        if (!noGo(spot)) {
            continue;
        }
        near.clear();
        sim::cellsWithin(model.cells, grid, spot.position_m, spot.radius_m, near);
        for (const std::uint32_t cell : near) {
            // not the far side of a lip or an ear, and not what another lesion has
            const std::uint8_t below = model.cells.zone[cell];
            if (below >= plain || glm::dot(model.cells.normal[cell], spot.normal) <= 0.0F) {
                continue;
            }
            sim::SkinZone zone = lesionZone(patient.lesions[spot.lesion].kind, model.zones[below]);
            std::size_t index = plain;
            while (index < model.zones.size() && model.zones[index].id != zone.id) {
                ++index;
            }
            if (index >= sim::kOffSkin) {
                return fail("patient '{}': more than {} zones", patient.id, sim::kOffSkin);
            }
            if (index == model.zones.size()) {
                model.zones.push_back(std::move(zone));
            }
            model.cells.zone[cell] = static_cast<std::uint8_t>(index);
        }
    }
    return Done{};
}

} // namespace stipple::scene
