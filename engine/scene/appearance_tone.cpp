#include "engine/scene/appearance_canvas.h"
#include "engine/scene/shared_loop.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::scene {

namespace {

// well below the 1 of hair under the cap: the skin shows between
constexpr float kThickestBrow = 0.40F;
constexpr std::uint32_t kMottleSeed = 11, kPatchSeed = 23, kFreckleSeed = 37, kHairSeed = 53;

/// The distance to the border of all regions of one id, metres, negative inside; `reach_m` where no
/// region has the id.
std::vector<float> distanceTo_m(const AppearanceInput& input, std::string_view id, float reach_m) {
    const BodySurface& skin = input.part.skin;
    const sim::SkinMesh& mesh = input.model.model->mesh;
    std::vector<glm::vec3> points_m(skin.stencilFirst.size() - 1, glm::vec3(0.0F));
    for (std::size_t vertex = 0; vertex < skin.point.size(); ++vertex) {
        points_m[skin.point[vertex]] = mesh.positions_m[vertex];
    }
    for (std::size_t region = 0; region < input.anatomy.regions.size(); ++region) {
        if (input.anatomy.regions[region].id == id) {
            return distanceToRegion_m(input.model.painted, input.part, points_m,
                                      static_cast<std::uint8_t>(region), reach_m);
        }
    }
    return std::vector<float>(input.model.painted.region.size(), reach_m);
}

/// How sunlit a place of an upright person is: the front and what faces up.
float sunOn(const glm::vec3& normal) {
    // upright, -z of the skin frame is up and +y is forwards
    return std::clamp(0.55F + 0.35F * normal.y - 0.45F * normal.z, 0.0F, 1.0F);
}

/// Height of the slit of the mouth: the middle of all cells of the lips, towards the feet.
float slitOf_m(const sim::SkinCells& cells, const std::vector<float>& distance_m) {
    double sum = 0.0, count = 0.0;
    for (std::size_t cell = 0; cell < distance_m.size(); ++cell) {
        if (cells.zone[cell] != sim::kOffSkin && distance_m[cell] < 0.0F) {
            sum += static_cast<double>(cells.position_m[cell].z);
            count += 1.0;
        }
    }
    return count > 0.0 ? static_cast<float>(sum / count) : 0.0F;
}

/// Lips are darker and redder than the skin beside them, in very dark skin lighter (Baras and
/// others 2009, 914 women, photographs under even light), and the lower one is the lighter and
/// redder of both (measured on 19 women, Skin Research and Technology 29, 2023). How much is drawn
/// by eye.
void paintLips(const AppearanceInput& input, AppearanceCanvas& canvas) {
    const sim::SkinCells& cells = input.model.model->cells;
    const std::vector<float> distance_m = distanceTo_m(input, "vermilion", 0.004F);
    const float slit_m = slitOf_m(cells, distance_m);
    const float full = input.patient.sex == Sex::Male ? 0.80F : 1.0F;
    for (std::size_t cell = 0; cell < distance_m.size(); ++cell) {
        const float inside = smoothRamp(0.0009F, -0.0011F, distance_m[cell]);
        if (cells.zone[cell] == sim::kOffSkin || inside <= 0.0F) {
            continue;
        }
        const glm::vec3& at = cells.position_m[cell];
        const float uneven = 0.92F + 0.08F * noiseAt(at, 0.003F, input.seed);
        const float upper = smoothRamp(slit_m + 0.001F, slit_m - 0.002F, at.z);
        // the rim of dark lips keeps the brown of the skin, their middle is rose
        const float dark = smoothRamp(0.06F, 0.28F, canvas.melanin[cell]);
        const float rim = dark * smoothRamp(-0.0040F, -0.0004F, distance_m[cell]);
        const float kept = 0.70F + 0.12F * dark + 0.28F * rim + (0.10F + 0.12F * dark) * upper;
        canvas.melanin[cell] *= 1.0F + (kept - 1.0F) * inside;
        // vessels in loops under a thin horny layer: more than the dermis alone holds
        const float red = full * (0.125F - 0.025F * rim - 0.010F * upper) * uneven;
        canvas.blood[cell] += (red - canvas.blood[cell]) * inside;
        canvas.oil[cell] += (0.45F - canvas.oil[cell]) * inside;
        canvas.translucency[cell] = std::max(canvas.translucency[cell], 0.35F * inside);
        // fine furrows across the lips
        const float furrow =
            std::fabs(noiseAt(at * glm::vec3(1.0F, 0.25F, 0.25F), 0.0011F, input.seed));
        canvas.height_m[cell] -= 0.00012F * inside * (1.0F - smoothRamp(0.0F, 0.35F, furrow));
    }
}

void paintBrows(const AppearanceInput& input, AppearanceCanvas& canvas) {
    const sim::SkinCells& cells = input.model.model->cells;
    const std::vector<float> distance_m = distanceTo_m(input, "brow", 0.006F);
    const float full = input.patient.sex == Sex::Male ? 1.0F : 0.85F;
    // beside the nose a brow begins with a few hairs, not with an edge
    constexpr float kThinStart = 0.35F, kStart_m = 0.009F;
    float nose_m = 1.0F;
    for (std::size_t cell = 0; cell < distance_m.size(); ++cell) {
        if (cells.zone[cell] != sim::kOffSkin && distance_m[cell] < 0.0F) {
            nose_m = std::min(nose_m, std::fabs(cells.position_m[cell].x));
        }
    }
    for (std::size_t cell = 0; cell < distance_m.size(); ++cell) {
        if (cells.zone[cell] == sim::kOffSkin) {
            continue;
        }
        const glm::vec3& at = cells.position_m[cell];
        const float ragged = 0.0012F * noiseAt(at, 0.002F, input.seed + kHairSeed);
        const float inside = smoothRamp(0.0012F, -0.0016F, distance_m[cell] + ragged);
        if (inside <= 0.0F) {
            continue;
        }
        // how densely hairs grow; the renderer draws each of them
        const float clump = noiseAt(at, 0.0026F, input.seed + kHairSeed + 1);
        const float begun = smoothRamp(-0.001F, kStart_m, std::fabs(at.x) - nose_m);
        canvas.hair[cell] =
            std::max(canvas.hair[cell], full * inside * kThickestBrow * (0.86F + 0.20F * clump) *
                                            (kThinStart + (1.0F - kThinStart) * begun));
    }
}

/// The box around one ear of a person who lies on the back: its highest place towards the crown and
/// its middle between front and back.
struct EarPlace {
    float top_m = 1.0F, middle_m = 0.0F;
    bool found = false;
};

EarPlace earOf(const AppearanceInput& input) {
    const sim::SkinCells& cells = input.model.model->cells;
    EarPlace out;
    double sum = 0.0, count = 0.0;
    for (std::size_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const std::uint8_t region = input.model.painted.region[cell];
        if (region < input.anatomy.regions.size() && input.anatomy.regions[region].id == "ear") {
            out.top_m = std::min(out.top_m, cells.position_m[cell].z);
            sum += static_cast<double>(cells.position_m[cell].y);
            count += 1.0;
        }
    }
    out.found = count > 0.0;
    out.middle_m = out.found ? static_cast<float>(sum / count) : 0.0F;
    return out;
}

/// The hair of the head lies under a cap; its edge runs a little inside the hairline. Sideburns,
/// which no cap covers, are trimmed.
void paintScalp(const AppearanceInput& input, AppearanceCanvas& canvas) {
    const sim::SkinCells& cells = input.model.model->cells;
    const std::vector<float> distance_m = distanceTo_m(input, "scalp", 0.012F);
    const EarPlace ear = earOf(input);
    shareLoop(distance_m.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t cell = first; cell < last; ++cell) {
            if (cells.zone[cell] != sim::kOffSkin) {
                const float ragged =
                    0.002F * noiseAt(cells.position_m[cell], 0.003F, input.seed + kHairSeed + 2);
                const glm::vec3& at = cells.position_m[cell];
                const float below =
                    ear.found ? smoothRamp(ear.top_m - 0.006F, ear.top_m + 0.004F, at.z) *
                                    smoothRamp(ear.middle_m - 0.004F, ear.middle_m + 0.006F, at.y)
                              : 0.0F;
                const float root =
                    smoothRamp(-0.001F, -0.010F, distance_m[cell] + ragged) * (1.0F - below);
                canvas.hair[cell] = std::max(canvas.hair[cell], root);
            }
        }
    });
}

/// What remains of a man's beard after shaving: a faint darkness with pores.
void paintStubble(const AppearanceInput& input, AppearanceCanvas& canvas) {
    if (input.patient.sex != Sex::Male) {
        return;
    }
    const sim::SkinCells& cells = input.model.model->cells;
    std::vector<float> share(input.model.model->zones.size(), 0.0F);
    for (std::size_t zone = 0; zone < share.size(); ++zone) {
        const std::string& id = input.model.model->zones[zone].id;
        share[zone] = id == "upper_lip" || id == "chin" ? 1.0F : id == "jawline" ? 0.8F : 0.0F;
    }
    std::vector<SoftWeights::Channels> ofZone(share.size());
    for (std::size_t zone = 0; zone < share.size(); ++zone) {
        ofZone[zone][0] = share[zone];
    }
    const SoftWeights soft(cells, ofZone);
    // more blood than any blotch of the cheeks has: lips
    const float lips = std::max(0.03F, 2.0F * input.patient.tone.haemoglobin);
    shareLoop(sim::cellCount(cells), [&](std::size_t first, std::size_t last) {
        for (std::size_t cell = first; cell < last; ++cell) {
            if (cells.zone[cell] == sim::kOffSkin || canvas.blood[cell] > lips) {
                continue;
            }
            const float beard = soft.at(cells.position_m[cell])[0];
            const float grain =
                0.5F + 0.5F * noiseAt(cells.position_m[cell], 0.0008F, input.seed + kHairSeed + 3);
            canvas.hair[cell] = std::max(canvas.hair[cell], 0.20F * beard * (0.5F + grain));
        }
    });
}

} // namespace

namespace {

/// Out of line with the body: skin that lies along an axis would show the lattice of the noise.
glm::vec3 turned(const glm::vec3& at) {
    return {0.48F * at.x + 0.64F * at.y + 0.60F * at.z, -0.80F * at.x + 0.60F * at.y,
            -0.36F * at.x - 0.48F * at.y + 0.80F * at.z};
}

} // namespace

void paintTone(const AppearanceInput& input, const SoftWeights& soft, AppearanceCanvas& canvas) {
    const sim::SkinCells& cells = input.model.model->cells;
    const SkinTone& tone = input.patient.tone;
    // freckles belong to the types that hardly tan
    const float freckles = input.patient.fitzpatrick <= 2 ? 1.0F : 0.0F;
    // sun leaves the tone of an older skin uneven
    const float uneven =
        0.10F + 0.0035F * static_cast<float>(std::max(0, input.patient.age_y - 25));
    shareLoop(sim::cellCount(cells), [&](std::size_t first, std::size_t last) {
        Noise patches(0.016F, input.seed + kPatchSeed), mottles(0.0045F, input.seed + kMottleSeed);
        Noise dots(0.0017F, input.seed + kFreckleSeed),
            fields(0.011F, input.seed + kFreckleSeed + 1);
        for (std::size_t cell = first; cell < last; ++cell) {
            if (cells.zone[cell] == sim::kOffSkin) {
                continue;
            }
            const SoftWeights::Channels here = soft.at(cells.position_m[cell]);
            const glm::vec3 at = turned(cells.position_m[cell]);
            const float sun = sunOn(cells.normal[cell]);
            const float wide = patches.at(at), narrow = mottles.at(at);
            float melanin = tone.melanin * here[kMelaninChannel] * (1.0F + tone.tan * sun) *
                            (1.0F + uneven * (0.55F * wide + 0.3F * narrow));
            if (freckles > 0.0F) {
                const float spot = dots.at(at) + 0.30F * fields.at(at);
                melanin *= 1.0F + freckles * 0.4F * sun * smoothRamp(0.40F, 0.80F, spot);
            }
            canvas.melanin[cell] = melanin;
            // capillaries: blotches of a few millimetres
            canvas.blood[cell] =
                tone.haemoglobin * here[kBloodChannel] * (1.0F + 0.22F * narrow + 0.16F * wide);
            canvas.oil[cell] =
                std::clamp(tone.oil * here[kOilChannel] * (1.0F + 0.15F * narrow), 0.0F, 1.0F);
            canvas.translucency[cell] = here[kThinChannel];
        }
    });
}

void paintEdges(const AppearanceInput& input, AppearanceCanvas& canvas) {
    paintLips(input, canvas);
    paintStubble(input, canvas);
    paintBrows(input, canvas);
    paintScalp(input, canvas);
}

} // namespace stipple::scene
