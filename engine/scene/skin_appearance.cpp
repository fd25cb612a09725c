#include "engine/scene/skin_appearance.h"

#include "engine/base/state_hash.h"
#include "engine/scene/appearance_canvas.h"
#include "engine/scene/shared_loop.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace stipple::scene {

namespace {

constexpr float kMostMelanin = 0.5F, kMostBlood = 0.2F;

/// How a region differs from the person's mean, and which lines run there. Relative amounts seen on
/// healthy faces (redder nose, cheeks and ears, thin dark lids, oily middle); drawn, never scored.
struct RegionLook {
    std::string_view id;
    float melanin, blood, oil, thin;
    SoftChannel lines = kChannelNone;
    static constexpr SoftChannel kChannelNone = kMelaninChannel;
};

constexpr RegionLook kLooks[] = {
    {"forehead", 1.05F, 0.85F, 0.75F, 0.0F, kAcrossChannel},
    {"glabella", 1.00F, 0.95F, 0.70F, 0.0F, kFrownChannel},
    {"temple", 1.00F, 0.85F, 0.45F, 0.0F, kFanChannel},
    {"orbit", 1.15F, 1.25F, 0.35F, 0.25F, kLidChannel},
    {"lower_lid", 1.12F, 1.20F, 0.35F, 0.15F, kLidChannel},
    {"crows_feet", 1.05F, 1.00F, 0.40F, 0.0F, kFanChannel},
    {"nose_dorsum", 1.00F, 1.20F, 0.80F, 0.10F},
    {"nose_tip", 1.00F, 1.50F, 0.95F, 0.25F},
    {"nostril", 1.00F, 1.80F, 0.30F, 0.20F},
    {"cheek_medial", 0.97F, 1.35F, 0.55F, 0.0F},
    {"zygoma", 0.97F, 1.40F, 0.60F, 0.0F},
    {"cheek_lateral", 1.00F, 1.05F, 0.45F, 0.0F},
    {"upper_lip", 1.05F, 1.00F, 0.50F, 0.0F, kLipChannel},
    {"vermilion", 1.00F, 1.20F, 0.50F, 0.30F},
    {"chin", 1.03F, 1.15F, 0.65F, 0.0F},
    {"jawline", 1.05F, 0.85F, 0.40F, 0.0F},
    {"neck", 1.00F, 0.75F, 0.30F, 0.0F, kRingChannel},
    {"decollete", 1.05F, 0.95F, 0.35F, 0.0F},
    {"ear", 0.95F, 1.60F, 0.30F, 0.90F},
    {"brow", 1.00F, 0.90F, 0.50F, 0.0F},
    {"scalp", 1.00F, 0.80F, 0.30F, 0.0F},
    {"dorsal_hand", 1.05F, 1.00F, 0.20F, 0.05F},
    {"abdomen", 0.90F, 0.70F, 0.20F, 0.0F},
};

/// The look of a zone; of the region whose id ends a lesion's zone as well.
SoftWeights::Channels channelsOf(std::string_view zone) {
    SoftWeights::Channels out{};
    out[kMelaninChannel] = 1.0F;
    out[kBloodChannel] = 0.85F;
    out[kOilChannel] = 0.4F;
    for (const RegionLook& look : kLooks) {
        if (zone == look.id || (zone.starts_with(kLesionZone) && zone.ends_with(look.id))) {
            out[kMelaninChannel] = look.melanin;
            out[kBloodChannel] = look.blood;
            out[kOilChannel] = look.oil;
            out[kThinChannel] = look.thin;
            if (look.lines != RegionLook::kChannelNone) {
                out[look.lines] = 1.0F;
            }
        }
    }
    return out;
}

std::uint8_t coded(float share) {
    return static_cast<std::uint8_t>(std::clamp(share, 0.0F, 1.0F) * 255.0F + 0.5F);
}

std::uint8_t rootCoded(float amount, float most) {
    return coded(std::sqrt(std::max(0.0F, amount / most)));
}

/// The texel itself, or the cell that it shows in the gutter of a chart; kNone where nothing is.
std::uint32_t shown(const sim::SkinCells& cells, std::size_t texel) {
    return cells.source.empty() ? static_cast<std::uint32_t>(texel) : cells.source[texel];
}

/// Rise of the height per metre from texel `from` to texel `to`, through the gutter.
float slopeBetween(const sim::SkinCells& cells, const std::vector<float>& height_m,
                   std::uint32_t from, std::uint32_t to) {
    if (from == sim::kNone || to == sim::kNone || from == to) {
        return 0.0F;
    }
    const float way_m = glm::distance(cells.position_m[from], cells.position_m[to]);
    return way_m > 1e-6F ? (height_m[to] - height_m[from]) / way_m : 0.0F;
}

/// `hollow_m`: how far the skin rises on both sides of the cell, mean of the two directions; none
/// at the foot of what stands out.
struct Relief {
    float slopeU = 0.0F, slopeV = 0.0F, hollow_m = 0.0F;
};

Relief reliefAt(const sim::SkinCells& cells, const std::vector<float>& height_m, std::uint32_t x,
                std::uint32_t y) {
    constexpr std::uint32_t kFar = 3; // texels: hollows of about a millimetre
    const auto at = [&](std::uint32_t column, std::uint32_t row) {
        return shown(cells, std::size_t{row} * cells.width + column);
    };
    const std::uint32_t left = at(x > 0 ? x - 1 : x, y);
    const std::uint32_t right = at(std::min(x + 1, cells.width - 1), y);
    const std::uint32_t above = at(x, y > 0 ? y - 1 : y);
    const std::uint32_t below = at(x, std::min(y + 1, cells.height - 1));
    Relief out{slopeBetween(cells, height_m, left, right),
               slopeBetween(cells, height_m, above, below), 0.0F};
    const float own_m = height_m[at(x, y)];
    const auto between = [&](std::uint32_t one, std::uint32_t other) {
        const bool both = one != sim::kNone && other != sim::kNone;
        return both ? std::max(0.0F, std::min(height_m[one], height_m[other]) - own_m) : 0.0F;
    };
    out.hollow_m =
        0.5F *
        (between(at(x > kFar ? x - kFar : 0, y), at(std::min(x + kFar, cells.width - 1), y)) +
         between(at(x, y > kFar ? y - kFar : 0), at(x, std::min(y + kFar, cells.height - 1))));
    return out;
}

/// What is no cell of the skin but drawn, as the ends of ear canals, nostrils and the mouth's
/// corners are: the person's own colour, redder and in shade. Unpainted it would shine out of them.
void lineOpenings(const SkinTone& tone, SkinAppearance& out) {
    constexpr std::uint8_t kShade = 60; // of 255
    const std::array<std::uint8_t, 4> pigment{rootCoded(tone.melanin, kMostMelanin),
                                              rootCoded(2.0F * tone.haemoglobin, kMostBlood),
                                              coded(tone.oil), 0};
    const std::array<std::uint8_t, 4> relief{128, 128, kShade, 0};
    for (std::size_t byte = 0; byte < out.pigment.size(); ++byte) {
        out.pigment[byte] = pigment[byte % 4];
        out.relief[byte] = relief[byte % 4];
    }
}

void encode(const sim::SkinCells& cells, const AppearanceCanvas& canvas, SkinAppearance& out) {
    const std::size_t texels = sim::cellCount(cells);
    const auto slopeCode = [](float slope) {
        return static_cast<std::uint8_t>(std::clamp(128.0F + 127.0F * slope + 0.5F, 0.0F, 255.0F));
    };
    shareLoop(texels, [&](std::size_t first, std::size_t last) {
        for (std::size_t texel = first; texel < last; ++texel) {
            const std::uint32_t cell = shown(cells, texel);
            if (cell == sim::kNone || cells.zone[cell] == sim::kOffSkin) {
                continue;
            }
            std::uint8_t* pigment = &out.pigment[texel * 4];
            pigment[0] = rootCoded(canvas.melanin[cell], kMostMelanin);
            pigment[1] = rootCoded(canvas.blood[cell], kMostBlood);
            pigment[2] = coded(canvas.oil[cell]);
            pigment[3] = coded(canvas.hair[cell]);
            const Relief relief =
                reliefAt(cells, canvas.height_m, static_cast<std::uint32_t>(texel % cells.width),
                         static_cast<std::uint32_t>(texel / cells.width));
            std::uint8_t* bytes = &out.relief[texel * 4];
            bytes[0] = slopeCode(relief.slopeU);
            bytes[1] = slopeCode(relief.slopeV);
            // half dark in a hollow of 0.4 mm
            bytes[2] = coded(1.0F / (1.0F + std::max(0.0F, relief.hollow_m) / 0.0004F));
            bytes[3] = coded(canvas.translucency[cell]);
        }
    });
}

} // namespace

Result<SkinAppearance> paintAppearance(const Patient& patient, const PatientModel& model,
                                       const Anatomy& anatomy, const BodyPart& part) {
    const sim::SkinCells& cells = model.model->cells;
    const std::size_t texels = sim::cellCount(cells);
    if (part.cells.triangle.size() != texels || model.painted.region.size() != texels) {
        return fail("patient '{}': the skin of the part '{}' is not that of the model", patient.id,
                    part.id);
    }
    StateHash hash;
    mixAll(hash, std::span<const char>(patient.id));
    const AppearanceInput input{patient, model, anatomy, part,
                                static_cast<std::uint32_t>(hash.value)};
    std::vector<SoftWeights::Channels> ofZone;
    for (const sim::SkinZone& zone : model.model->zones) {
        ofZone.push_back(channelsOf(zone.id));
    }
    const SoftWeights soft(cells, ofZone);

    AppearanceCanvas canvas;
    for (std::vector<float>* field : {&canvas.melanin, &canvas.blood, &canvas.oil, &canvas.hair,
                                      &canvas.translucency, &canvas.height_m}) {
        field->assign(texels, 0.0F);
    }
    paintTone(input, soft, canvas);
    paintEdges(input, canvas);
    paintLines(input, soft, canvas);
    paintNavel(input, canvas);
    paintHand(input, canvas);
    paintSpots(input, canvas);

    SkinAppearance out;
    out.width = cells.width;
    out.height = cells.height;
    out.pigment.resize(texels * 4);
    out.relief.resize(texels * 4);
    lineOpenings(patient.tone, out);
    encode(cells, canvas, out);
    out.height_m = std::move(canvas.height_m);
    return out;
}

} // namespace stipple::scene
