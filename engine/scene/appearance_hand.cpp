#include "engine/scene/appearance_canvas.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace stipple::scene {

namespace {

// All of this is drawn, never scored: nails, creases, tendons and veins as on plain photographs of
// hands. A hand lies with its back up (+y) and the fingers towards the viewer (+z).
constexpr std::uint32_t kHandSeed = 83;

/// The end of a finger.
struct Finger {
    glm::vec3 tip_m{0.0F};
    glm::vec3 along{0.0F, 0.0F, 1.0F}; ///< out of the tip
    glm::vec3 up{0.0F, 1.0F, 0.0F};    ///< out of the nail
    float radius_m = 0.007F;
};

/// Where a landmark of the anatomy lies on this person; false where there is none of the name.
bool placeAt(const AppearanceInput& input, std::string_view id, glm::vec3& out) {
    const Result<PlaceOnPart> at = placeOf(input.anatomy, input.part, id);
    if (!at) {
        return false;
    }
    const auto& corner = input.part.skin.triangles[at->triangle];
    const std::vector<glm::vec3>& places = input.model.model->mesh.positions_m;
    const glm::vec2 b = at->barycentric;
    out =
        places[corner[0]] * (1.0F - b.x - b.y) + places[corner[1]] * b.x + places[corner[2]] * b.y;
    return true;
}

/// Places that are farther from the wrist than all others around them.
std::vector<glm::vec3> tipsOf(const sim::SkinCells& cells, const glm::vec3& wrist_m) {
    constexpr float kBin_m = 0.005F, kAlone_m = 0.014F, kBeyond_m = 0.030F;
    struct Far {
        glm::vec3 place_m;
        float far_m;
    };
    std::map<std::tuple<int, int, int>, Far> bins;
    for (std::size_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const glm::vec3& at = cells.position_m[cell];
        if (cells.zone[cell] == sim::kOffSkin || at.z < wrist_m.z + kBeyond_m) {
            continue;
        }
        const float far_m = glm::distance(at, wrist_m);
        const std::tuple<int, int, int> bin{static_cast<int>(std::floor(at.x / kBin_m)),
                                            static_cast<int>(std::floor(at.y / kBin_m)),
                                            static_cast<int>(std::floor(at.z / kBin_m))};
        const auto known = bins.try_emplace(bin, Far{at, far_m}).first;
        if (far_m > known->second.far_m) {
            known->second = {at, far_m};
        }
    }
    std::vector<glm::vec3> out;
    for (const auto& bin : bins) {
        const Far& one = bin.second;
        const bool farthest = std::all_of(bins.begin(), bins.end(), [&](const auto& other) {
            return other.second.far_m <= one.far_m ||
                   glm::distance(other.second.place_m, one.place_m) > kAlone_m;
        });
        if (farthest) {
            out.push_back(one.place_m);
        }
    }
    return out;
}

Finger fingerAt(const AppearanceInput& input, const glm::vec3& tip_m) {
    const sim::SimModel& model = *input.model.model;
    constexpr float kFrom_m = 0.008F, kTo_m = 0.014F;
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, tip_m, kTo_m, near);
    glm::vec3 sum(0.0F);
    float count = 0.0F;
    const auto ring = [&](std::uint32_t cell) {
        return glm::distance(model.cells.position_m[cell], tip_m) > kFrom_m;
    };
    for (const std::uint32_t cell : near) {
        if (ring(cell)) {
            sum += model.cells.position_m[cell];
            count += 1.0F;
        }
    }
    Finger out;
    out.tip_m = tip_m;
    if (count < 1.0F) {
        return out;
    }
    const glm::vec3 middle_m = sum / count;
    out.along = glm::normalize(tip_m - middle_m);
    float wide = 0.0F;
    for (const std::uint32_t cell : near) {
        if (ring(cell)) {
            const glm::vec3 off = model.cells.position_m[cell] - middle_m;
            wide += glm::length(off - out.along * glm::dot(off, out.along));
        }
    }
    out.radius_m = std::clamp(wide / count, 0.004F, 0.012F);
    return out;
}

/// The fingers with their nails' directions: up, but of the thumb mostly outwards.
std::vector<Finger> fingersOf(const AppearanceInput& input, const glm::vec3& wrist_m) {
    std::vector<Finger> out;
    std::size_t thumb = 0;
    for (const glm::vec3& tip_m : tipsOf(input.model.model->cells, wrist_m)) {
        out.push_back(fingerAt(input, tip_m));
        if (tip_m.z < out[thumb].tip_m.z) {
            thumb = out.size() - 1;
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float outwards = out[i].tip_m.x > wrist_m.x ? 1.0F : -1.0F;
        const glm::vec3 wished =
            i == thumb ? glm::vec3(0.75F * outwards, 0.65F, 0.0F) : glm::vec3(0.0F, 1.0F, 0.0F);
        out[i].up = glm::normalize(wished - out[i].along * glm::dot(wished, out[i].along));
    }
    return out;
}

/// A nail of one texel, and the skin around it. `across`, `back`: -1..1 over the nail, `back` from
/// its free edge to its root.
void paintNailAt(AppearanceCanvas& canvas, std::size_t cell, float across, float back) {
    // square with round corners, rounder at the root
    const float square = std::sqrt(across * across * across * across + back * back * back * back);
    const float round = across * across + back * back;
    const float away = std::sqrt(back > 0.0F ? 0.5F * (square + round) : square);
    const float inside = smoothRamp(1.04F, 0.96F, away);
    // a bed of blood, a pale moon at the root, a free edge without a bed
    const float moon = smoothRamp(0.45F, 0.60F, back) * smoothRamp(0.75F, 0.45F, std::fabs(across));
    const float edge = smoothRamp(-0.76F, -0.84F, back);
    const float pale = std::max(0.55F * moon, edge);
    canvas.melanin[cell] +=
        (std::min(0.012F, 0.3F * canvas.melanin[cell]) + 0.006F * edge - canvas.melanin[cell]) *
        inside;
    canvas.blood[cell] += (0.024F * (1.0F - pale) + 0.001F - canvas.blood[cell]) * inside;
    canvas.oil[cell] += (0.95F - canvas.oil[cell]) * inside;
    // the walls around it stand over the plate
    const float wall = smoothRamp(1.38F, 1.12F, away) * smoothRamp(0.94F, 1.06F, away) *
                       smoothRamp(-0.95F, -0.55F, back);
    canvas.height_m[cell] += 0.00042F * wall - 0.00012F * inside;
    canvas.blood[cell] *= 1.0F + 0.35F * wall;
}

/// Furrows across the back of a finger, over its two joints.
float creaseDepth_m(const Finger& finger, const glm::vec3& at, float back_m, std::uint32_t seed) {
    float depth_m = 0.0F;
    for (const float joint : {3.3F, 6.2F}) { // from the tip, in half widths of the finger
        const float over_m = back_m - joint * finger.radius_m;
        const float near = smoothRamp(0.0062F, 0.0015F, std::fabs(over_m));
        if (near <= 0.0F) {
            continue;
        }
        const float wave = 0.0010F * noiseAt(at, 0.006F, seed);
        const float pitch_m = 0.0021F;
        const float x = (over_m + wave) / pitch_m;
        const float off = (x - std::floor(x + 0.5F)) * pitch_m / 0.00050F;
        const float furrow = 1.0F / (1.0F + off * off);
        depth_m += 0.00022F * near * furrow * furrow *
                   smoothRamp(-0.45F, 0.35F, noiseAt(at, 0.0035F, seed + 1));
    }
    return depth_m;
}

void paintFinger(const AppearanceInput& input, const Finger& finger, AppearanceCanvas& canvas) {
    const sim::SimModel& model = *input.model.model;
    const glm::vec3 side = glm::cross(finger.along, finger.up);
    const float nail_m = 1.45F * finger.radius_m, free_m = 0.0006F;
    const float lined =
        0.55F +
        0.45F * std::clamp(static_cast<float>(input.patient.age_y - 25) / 40.0F, 0.0F, 1.0F);
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, finger.tip_m, 8.0F * finger.radius_m, near);
    for (const std::uint32_t cell : near) {
        const glm::vec3& at = model.cells.position_m[cell];
        const glm::vec3 off = at - finger.tip_m;
        const float back_m = -glm::dot(off, finger.along), across_m = glm::dot(off, side);
        const float turned = glm::dot(model.cells.normal[cell], finger.up);
        // another finger, or the other side of this one
        if (turned < 0.05F || std::fabs(across_m) > 1.25F * finger.radius_m + 0.12F * back_m) {
            continue;
        }
        const float across = across_m / (0.78F * finger.radius_m);
        const float back = (back_m - free_m) / (0.5F * nail_m) - 1.0F;
        if (back < 1.6F && std::fabs(across) < 1.6F) {
            paintNailAt(canvas, cell, across, back);
        }
        canvas.height_m[cell] -= lined * smoothRamp(0.1F, 0.5F, turned) *
                                 creaseDepth_m(finger, at, back_m, input.seed + kHandSeed);
    }
}

/// A straight piece of a vein or tendon, seen from above: x and z.
struct Cord {
    glm::vec2 from_m, to_m;
    float share; ///< how plainly it shows, 0..1
};

/// Seen from above.
glm::vec2 flat(const glm::vec3& at) {
    return {at.x, at.z};
}

/// Veins rise between the knuckles, join in an arch and run on over the wrist on both sides.
std::vector<Cord> veinsOf(const glm::vec2& wrist_m, const std::array<glm::vec2, 4>& knuckle_m) {
    const auto between = [&](std::size_t first, float share) {
        return knuckle_m[first] + share * (knuckle_m[first + 1] - knuckle_m[first]);
    };
    const auto back = [&](const glm::vec2& from, float share) {
        return wrist_m + share * (from - wrist_m);
    };
    const glm::vec2 inner = back(between(0, 0.80F), 0.62F), outer = back(between(2, 0.30F), 0.55F);
    const glm::vec2 arch = back(between(1, 0.50F), 0.46F);
    const glm::vec2 radial = back(knuckle_m[0], 0.12F), ulnar = back(knuckle_m[3], 0.16F);
    const glm::vec2 up = 0.55F * (wrist_m - between(1, 0.5F));
    return {{back(between(0, 0.45F), 0.98F), inner, 0.9F},
            {back(between(1, 0.50F), 0.96F), inner, 0.7F},
            {back(between(2, 0.55F), 0.97F), outer, 0.9F},
            {inner, arch, 0.8F},
            {arch, outer, 0.6F},
            {inner, radial, 1.0F},
            {outer, ulnar, 0.8F},
            {radial, radial + up, 0.7F}};
}

/// How plainly a cord shows at a place: 1 on it, 0 beside `wide_m`; its ends are round.
float onCord(const Cord& cord, const glm::vec2& at, float wide_m) {
    const glm::vec2 way = cord.to_m - cord.from_m, to = at - cord.from_m;
    const float share = std::clamp(glm::dot(to, way) / glm::dot(way, way), 0.0F, 1.0F);
    return cord.share * smoothRamp(wide_m, 0.0F, glm::length(to - way * share));
}

/// Tendons from the wrist to the knuckles and veins over them, plainer the thinner the skin.
void paintBack(const AppearanceInput& input, const glm::vec3& wrist_m, AppearanceCanvas& canvas) {
    const sim::SkinCells& cells = input.model.model->cells;
    constexpr std::array<std::string_view, 4> kKnuckles{"index_knuckle", "middle_knuckle",
                                                        "ring_knuckle", "little_knuckle"};
    std::array<glm::vec2, 4> knuckle_m{};
    std::vector<Cord> tendons;
    for (std::size_t i = 0; i < kKnuckles.size(); ++i) {
        glm::vec3 at(0.0F);
        if (!placeAt(input, kKnuckles[i], at)) {
            return;
        }
        knuckle_m[i] = flat(at);
        const glm::vec2 way = knuckle_m[i] - flat(wrist_m);
        tendons.push_back({flat(wrist_m) + 0.45F * way, flat(wrist_m) + 0.97F * way, 1.0F});
    }
    const std::vector<Cord> veins = veinsOf(flat(wrist_m), knuckle_m);
    const float aged =
        std::clamp(static_cast<float>(input.patient.age_y - 20) / 45.0F, 0.15F, 1.0F);
    const float plain = aged * (1.25F - 0.5F * input.patient.weight);
    const std::uint32_t seed = input.seed + kHandSeed;
    for (std::size_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const float turned = cells.normal[cell].y;
        if (cells.zone[cell] == sim::kOffSkin || turned < 0.25F) {
            continue;
        }
        const glm::vec3& at = cells.position_m[cell];
        float tendon = 0.0F, vein = 0.0F;
        for (const Cord& cord : tendons) {
            tendon = std::max(tendon, onCord(cord, flat(at), 0.0040F));
        }
        // no vein is straight
        const glm::vec2 bent = flat(at) + 0.0034F * glm::vec2(noiseAt(at, 0.013F, seed + 2),
                                                              noiseAt(at, 0.015F, seed + 3));
        for (const Cord& cord : veins) {
            vein = std::max(vein, onCord(cord, bent, 0.0026F));
        }
        const float shown = plain * smoothRamp(0.30F, 0.75F, turned);
        vein *= 0.45F + 0.55F * smoothRamp(-0.4F, 0.3F, noiseAt(at, 0.017F, seed + 4));
        canvas.height_m[cell] += shown * (0.00085F * tendon + 0.00062F * vein);
        // venous blood lies deep: the skin over it is less red, and so looks blue beside the rest
        canvas.blood[cell] *= 1.0F - 0.28F * shown * vein;
        canvas.melanin[cell] *= 1.0F + 0.12F * shown * vein;
    }
}

} // namespace

void paintHand(const AppearanceInput& input, AppearanceCanvas& canvas) {
    glm::vec3 wrist_m(0.0F);
    if (input.part.id != "hand" || !placeAt(input, "wrist_middle", wrist_m)) {
        return;
    }
    paintBack(input, wrist_m, canvas);
    for (const Finger& finger : fingersOf(input, wrist_m)) {
        paintFinger(input, finger, canvas);
    }
}

} // namespace stipple::scene
