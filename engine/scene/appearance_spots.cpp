#include "engine/scene/appearance_canvas.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::scene {

namespace {

/// One texel of one spot: how far from its middle (1 = its ragged edge) and how plain it is.
struct SpotTouch {
    AppearanceCanvas& canvas;
    std::size_t cell;
    float away; ///< 0 middle .. 1 edge
    float radius_m;
    float strength;
    float grain;  ///< -1..1, of about a millimetre; in melasma of several
    float chance; ///< 0..1, of the spot: no two of many are equally plain
};

float dome(float away) {
    const float left = std::max(0.0F, 1.0F - away * away);
    return left * left;
}

/// Depths and heights are those of plain clinical examples and only drawn: no score reads them.
void touchScar(LesionKind kind, const SpotTouch& at) {
    AppearanceCanvas& canvas = at.canvas;
    if (kind == LesionKind::IcePickScar) { // narrow, deep, with a dark throat
        canvas.height_m[at.cell] -= 0.0008F * at.strength * dome(std::min(0.8F * at.away, 1.0F));
        canvas.blood[at.cell] *= 1.0F + 0.5F * at.strength * smoothRamp(1.3F, 0.8F, at.away);
    } else if (kind == LesionKind::BoxcarScar) { // uneven floor, steep walls; no two are as deep
        const float floor = smoothRamp(1.04F, 0.80F, at.away);
        canvas.height_m[at.cell] -= 0.00060F * at.strength * (0.55F + 0.45F * at.chance) * floor *
                                    (1.0F + 0.22F * at.grain);
        canvas.melanin[at.cell] *= 1.0F - 0.12F * floor;
        canvas.blood[at.cell] *= 1.0F + 0.15F * floor;
    } else if (kind == LesionKind::RollingScar) { // a shallow hollow without an edge
        canvas.height_m[at.cell] -= 0.00060F * at.strength * dome(std::min(at.away / 1.3F, 1.0F));
    } else { // stria: a pale, thin, slightly sunken band
        const float band = smoothRamp(1.0F, 0.6F, at.away);
        canvas.height_m[at.cell] -= 0.00018F * at.strength * band * (1.0F + 0.5F * at.grain);
        canvas.melanin[at.cell] *= 1.0F - 0.45F * at.strength * band;
        canvas.blood[at.cell] *= 1.0F + 0.25F * at.strength * band;
    }
}

void touchPigment(LesionKind kind, const SpotTouch& at) {
    float& melanin = at.canvas.melanin[at.cell];
    if (kind == LesionKind::AgeSpot) {
        // a stain that the sun left ends within half a millimetre, a mark that an inflammation left
        // in dark skin fades out
        const float dark = smoothRamp(0.08F, 0.18F, melanin);
        const float inside = smoothRamp(1.0F + 0.25F * dark, 0.66F - 0.46F * dark, at.away);
        const float plain = at.strength * (0.55F + 0.45F * at.chance) * (1.0F + 0.15F * at.grain);
        melanin += std::max(0.035F, 0.9F * melanin) * plain * inside;
    } else if (kind == LesionKind::Melasma) { // patches that run into each other
        const float patch = smoothRamp(1.05F, 0.35F, at.away + 0.24F * at.grain);
        melanin += std::max(0.022F, 0.75F * melanin) * at.strength * patch;
    } else { // mole
        const float inside = smoothRamp(1.0F, 0.75F, at.away);
        melanin += (std::max(0.25F, 1.6F * melanin) - melanin) * at.strength * inside;
        at.canvas.blood[at.cell] *= 1.0F + 0.4F * inside;
        at.canvas.height_m[at.cell] += 0.35F * at.radius_m * at.strength * dome(at.away);
    }
}

void touchInflamed(LesionKind kind, const SpotTouch& at) {
    AppearanceCanvas& canvas = at.canvas;
    float& blood = canvas.blood[at.cell];
    float& height_m = canvas.height_m[at.cell];
    const float inside = smoothRamp(1.0F, 0.55F, at.away);
    const float halo = smoothRamp(1.9F, 0.7F, at.away);
    switch (kind) {
    case LesionKind::ActiveAcne: { // a papule with a red court and a pale head
        // inflamed dark skin makes more pigment: brown to violet, darkest in the middle
        float& melanin = canvas.melanin[at.cell];
        const float dark = std::clamp(melanin / 0.2F, 0.0F, 1.0F);
        blood += 0.035F * at.strength * halo;
        blood *= 1.0F - 0.55F * (1.0F - dark) * smoothRamp(0.38F, 0.15F, at.away);
        melanin *= 1.0F + 0.50F * dark * at.strength * smoothRamp(1.6F, 0.0F, at.away);
        canvas.oil[at.cell] = std::max(canvas.oil[at.cell], 0.9F * inside);
        // a wide dome: the flanks of a steep one, dark in the shade, would be seen as a ring
        height_m += 0.00055F * at.strength * dome(std::min(at.away / 1.25F, 1.0F));
        break;
    }
    case LesionKind::ColdSore: // a cluster of small blisters on a red ground
        blood += 0.045F * at.strength * halo;
        height_m += 0.0005F * at.strength * inside * smoothRamp(-0.1F, 0.5F, at.grain);
        canvas.oil[at.cell] = std::max(canvas.oil[at.cell], inside);
        break;
    case LesionKind::Eczema: // red, dry, rough
        blood += 0.028F * at.strength * inside * (1.0F + 0.4F * at.grain);
        canvas.oil[at.cell] *= 1.0F - 0.9F * inside;
        height_m += 0.00012F * at.strength * inside * at.grain;
        break;
    case LesionKind::Psoriasis: // a raised red plaque under pale scales
        blood += 0.045F * at.strength * inside;
        height_m += 0.0004F * at.strength * smoothRamp(1.0F, 0.85F, at.away) +
                    0.00025F * inside * smoothRamp(0.0F, 0.4F, at.grain);
        canvas.melanin[at.cell] *= 1.0F - 0.6F * inside * smoothRamp(0.0F, 0.4F, at.grain);
        canvas.oil[at.cell] *= 1.0F - inside;
        break;
    default: { // open wound: a raw, red edge around a dark bed, half crusted
        float& melanin = canvas.melanin[at.cell];
        const float bed = smoothRamp(0.95F, 0.45F, at.away + 0.20F * at.grain);
        blood += (0.10F - blood) * at.strength * smoothRamp(1.25F, 0.80F, at.away);
        melanin *= 1.0F - 0.35F * at.strength * smoothRamp(1.10F, 0.85F, at.away);
        melanin += std::max(0.0F, 0.20F - melanin) * at.strength * bed;
        canvas.oil[at.cell] = std::max(canvas.oil[at.cell], 0.7F * inside);
        height_m -= 0.0006F * at.strength * inside * (1.0F + 0.5F * at.grain);
        break;
    }
    }
}

bool isScar(LesionKind kind) {
    return kind == LesionKind::IcePickScar || kind == LesionKind::BoxcarScar ||
           kind == LesionKind::RollingScar || kind == LesionKind::Stria;
}

bool isPigment(LesionKind kind) {
    return kind == LesionKind::AgeSpot || kind == LesionKind::Melasma || kind == LesionKind::Mole;
}

/// Boxcar scars are of many outlines: longish, bent, two grown together. `seed` makes each its own.
float awayInBoxcar(const LesionSpot& spot, const glm::vec3& to, std::uint32_t seed) {
    const auto chance = [&](float x) { return noiseAt({x, 0.4F, 0.7F}, 1.0F, seed); };
    const glm::vec3 aside =
        std::fabs(spot.normal.y) < 0.7F ? glm::vec3(0.0F, 1.0F, 0.0F) : glm::vec3(1.0F, 0.0F, 0.0F);
    const glm::vec3 u = glm::normalize(glm::cross(aside, spot.normal));
    const glm::vec2 flat(glm::dot(to, u), glm::dot(to, glm::cross(spot.normal, u)));
    const glm::vec2 along = glm::normalize(glm::vec2(chance(0.3F) + 0.01F, chance(1.3F)));
    const glm::vec2 across(-along.y, along.x);
    const float size = spot.radius_m * (0.80F + 0.35F * chance(2.3F));
    const float longish = 1.12F + 0.22F * chance(3.3F);
    const auto lobe = [&](const glm::vec2& middle, float share) {
        const float x = glm::dot(flat - middle * size, along) / longish;
        const float y = glm::dot(flat - middle * size, across) * longish;
        // between a round and a square outline
        const float round = x * x + y * y;
        const float square = std::sqrt(x * x * x * x + y * y * y * y);
        return std::sqrt(0.5F * (round + square)) / (share * size);
    };
    const glm::vec2 beside =
        along * (0.75F + 0.25F * chance(4.3F)) + across * (0.5F * chance(5.3F));
    return std::min(lobe({0.0F, 0.0F}, 0.95F), lobe(beside, 0.60F + 0.20F * chance(6.3F)));
}

/// Striae are bands many times as long as they are wide, wounds are cuts; everything else is about
/// round.
float awayOf(const Lesion& lesion, const LesionSpot& spot, const glm::vec3& to,
             std::uint32_t seed) {
    if (lesion.kind == LesionKind::BoxcarScar) {
        return awayInBoxcar(spot, to, seed);
    }
    if (lesion.kind == LesionKind::IcePickScar) { // no two are as wide
        return glm::length(to) / spot.radius_m /
               (0.85F + 0.40F * noiseAt({0.3F, 0.4F, 0.7F}, 1.0F, seed));
    }
    if (lesion.kind == LesionKind::OpenWound) { // a cut, aslant
        const float along = glm::dot(to, glm::vec3(0.8F, 0.0F, 0.6F));
        const float across = std::sqrt(std::max(0.0F, glm::dot(to, to) - along * along));
        return glm::length(glm::vec2(along, across / 0.5F)) / spot.radius_m;
    }
    if (lesion.kind != LesionKind::Stria) {
        return glm::length(to) / spot.radius_m;
    }
    // striae of the abdomen run towards the groin: down and inwards
    const float inwards = spot.position_m.x > 0.0F ? -0.55F : 0.55F;
    const glm::vec3 band = glm::normalize(glm::vec3(inwards, 0.0F, 0.835F));
    const float along = glm::dot(to, band);
    return glm::length(glm::vec2(along / 9.0F, glm::length(to - band * along))) / spot.radius_m;
}

} // namespace

void paintSpots(const AppearanceInput& input, AppearanceCanvas& canvas) {
    const sim::SimModel& model = *input.model.model;
    std::vector<std::uint32_t> near;
    std::uint32_t number = 0;
    for (const LesionSpot& spot : input.model.spots) {
        const Lesion& lesion = input.patient.lesions[spot.lesion];
        ++number;
        if (lesion.kind == LesionKind::Wrinkle) {
            continue;
        }
        const auto apart = static_cast<float>(number);
        const float chance =
            0.5F + 0.5F * noiseAt({0.37F * apart, 0.71F * apart, 0.0F}, 1.0F, input.seed);
        near.clear();
        const float reach = lesion.kind == LesionKind::Stria ? 9.5F : 2.0F;
        sim::cellsWithin(model.cells, model.grid, spot.position_m, reach * spot.radius_m, near);
        for (const std::uint32_t cell : near) {
            // not the other lip or the back of the ear
            if (glm::dot(model.cells.normal[cell], spot.normal) < 0.2F) {
                continue;
            }
            const glm::vec3& place = model.cells.position_m[cell];
            const bool patch = lesion.kind == LesionKind::AgeSpot ||
                               lesion.kind == LesionKind::Eczema ||
                               lesion.kind == LesionKind::Psoriasis;
            const bool boxcar = lesion.kind == LesionKind::BoxcarScar;
            const float uneven = patch ? 0.26F : boxcar ? 0.22F : 0.16F;
            const float pitch_m = (boxcar ? 0.42F : 0.6F) * spot.radius_m;
            const float ragged = uneven * noiseAt(place, pitch_m, input.seed + number);
            const SpotTouch touch{
                canvas,
                cell,
                std::max(0.0F,
                         awayOf(lesion, spot, place - spot.position_m, input.seed + 313U * number) +
                             ragged),
                spot.radius_m,
                lesion.strength,
                noiseAt(place, lesion.kind == LesionKind::Melasma ? 0.0050F : 0.0013F,
                        input.seed + 991U * number),
                chance};
            if (isScar(lesion.kind)) {
                touchScar(lesion.kind, touch);
            } else if (isPigment(lesion.kind)) {
                touchPigment(lesion.kind, touch);
            } else {
                touchInflamed(lesion.kind, touch);
            }
        }
    }
}

} // namespace stipple::scene
