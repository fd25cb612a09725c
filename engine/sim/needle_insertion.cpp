#include "engine/sim/needle_insertion.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/skin_response.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

/// A shaft flatter than this does not drive needles into the skin.
constexpr float kSteepestCos = 0.1f;

/// Straight line from (x0, y0) to (x1, y1), level outside.
float between(float x, float x0, float y0, float x1, float y1) {
    if (!(x > x0)) {
        return y0;
    }
    return x < x1 ? y0 + (y1 - y0) * ((x - x0) / (x1 - x0)) : y1;
}

float positive(float value) {
    return value > 0.0f ? value : 0.0f;
}

float sineOf(float cosine) {
    const auto c = static_cast<double>(cosine);
    return c < 1.0 ? static_cast<float>(fixedSqrt(1.0 - c * c)) : 0.0f;
}

/// Where a needle meets the skin.
std::optional<SkinPoint> needleFoot(const SkinMesh& mesh, const PenContact& contact,
                                    const glm::vec3& exit_m, const glm::vec3& shaft) {
    // Down the shaft to the tangent plane, then a short walk to the triangle there.
    const float along =
        glm::dot(exit_m - contact.point_m, contact.normal) / glm::dot(shaft, contact.normal);
    const SkinWalk walk = walkTo(mesh, contact.point.triangle, exit_m - shaft * along);
    return walk.arrived ? std::optional<SkinPoint>(walk.point) : std::nullopt;
}

/// Offsets of the needles from the plate centre, turned into the skin frame.
struct PlateAxes {
    glm::vec3 x, y;
};

PlateAxes plateAxes(const PenPose& pose) {
    return {pose.orientation * glm::vec3(1.0f, 0.0f, 0.0f),
            pose.orientation * glm::vec3(0.0f, 1.0f, 0.0f)};
}

} // namespace

float speedShare(const NeedlingParameters& needling, float entrySpeed_mps) {
    if (!(entrySpeed_mps > needling.slowSpeed_mps)) {
        return needling.slowShare;
    }
    if (entrySpeed_mps >= needling.fastSpeed_mps) {
        return needling.fastShare;
    }
    const auto slow = static_cast<double>(needling.slowSpeed_mps);
    const double share = fixedLog(static_cast<double>(entrySpeed_mps) / slow) /
                         fixedLog(static_cast<double>(needling.fastSpeed_mps) / slow);
    return needling.slowShare +
           (needling.fastShare - needling.slowShare) * static_cast<float>(share);
}

float stretchShare(const NeedlingParameters& needling, float strain) {
    return between(strain, 0.0f, needling.slackShare, needling.tautStrain, 1.0f);
}

float pressShare(const NeedlingParameters& needling, float force_N) {
    return between(force_N, needling.lightForce_N, needling.lightShare, needling.seatedForce_N,
                   1.0f);
}

float rimGap_m(const NeedlingParameters& needling, float needleCircle_m, float sinTilt,
               float lift_m) {
    return positive(0.5f * needleCircle_m * sinTilt + lift_m - needling.skinConformity_m);
}

float hoverGap_m(float gap_m, float needleCircle_m, float sinTilt) {
    return positive(gap_m - 0.5f * needleCircle_m * sinTilt);
}

float indentBonus_m(const NeedlingParameters& needling, float force_N, bool overBone) {
    return overBone ? 0.0f
                    : between(force_N, needling.bonusFrom_N, 0.0f, needling.bonusTo_N,
                              needling.bonusMost_m);
}

float drawDialError_m(const NeedlingParameters& needling, float tolerance_m, Pcg32& random) {
    return std::clamp(needling.dialSigma_m * nextNormal(random), -tolerance_m, tolerance_m);
}

float deliveredDepth_m(const DepthTerms& terms) {
    const float reach_m = terms.speedShare * terms.stretchShare * terms.pressShare *
                              (terms.set_m + terms.dialError_m) * terms.cosTilt -
                          terms.gap_m;
    return reach_m > 0.0f ? reach_m + terms.indentBonus_m : 0.0f;
}

bool stopsNeedles(BaseKind base) {
    return base == BaseKind::Bone || base == BaseKind::Cartilage || base == BaseKind::Teeth;
}

DepthTerms strokeTerms(const NeedlingParameters& needling, const PenDevice& pen,
                       const PenContact& contact, const TissueStack& tissue,
                       const PenSample& sample, float entrySpeed_mps, float dialError_m) {
    DepthTerms terms;
    terms.set_m = static_cast<float>(sample.needle_um) * 1e-6f;
    // The cartridge lets no needle out farther than its length, whatever the dial's error.
    terms.dialError_m = std::min(dialError_m, pen.needleLength_m - terms.set_m);
    terms.speedShare = speedShare(needling, entrySpeed_mps);
    terms.stretchShare = stretchShare(needling, static_cast<float>(sample.stretch_pct) * 0.01f);
    terms.pressShare = pressShare(needling, contact.force_N);
    terms.cosTilt = static_cast<float>(fixedCos(static_cast<double>(contact.tilt_rad)));
    const float sinTilt = sineOf(terms.cosTilt);
    terms.gap_m = rimGap_m(needling, pen.needleCircle_m, sinTilt, 0.0f) +
                  hoverGap_m(contact.gap_m, pen.needleCircle_m, sinTilt);
    terms.indentBonus_m = indentBonus_m(needling, contact.force_N, tissue.boneMask);
    terms.delivered_m = deliveredDepth_m(terms);
    return terms;
}

float scratchLength_m(const NeedlingParameters& needling, float needleDiameter_m, float travel_m,
                      float gel, bool motorOff) {
    const float length_m = positive(travel_m - needleDiameter_m - needling.lateralCompliance_m);
    // Friction runs from dry to gel with the film; dry counts double.
    const float dry = 1.0f - std::clamp(gel, 0.0f, 1.0f);
    return length_m * (1.0f + dry) * (motorOff ? 2.0f : 1.0f);
}

std::uint32_t strikeNeedles(const SimModel& model, SimState& state, const StrokeInput& stroke) {
    if (stroke.terms.cosTilt < kSteepestCos) {
        return 0;
    }
    const PlateAxes axes = plateAxes(state.pen);
    const float sinTilt = sineOf(stroke.terms.cosTilt);
    std::uint32_t notes = 0;
    for (std::size_t k = 0; k < stroke.pen.needles_m.size(); ++k) {
        const glm::vec2& place = stroke.pen.needles_m[k];
        const glm::vec3 offset_m = axes.x * place.x + axes.y * place.y;
        const float away_m = static_cast<float>(
            fixedSqrt(static_cast<double>(place.x * place.x + place.y * place.y)));
        const float fall_m = skinFall_m(model.needling, stroke.contact.curvature_perM, away_m);
        const float hover_m =
            hoverGap_m(stroke.contact.gap_m + fall_m, stroke.pen.needleCircle_m, sinTilt);
        DepthTerms terms = stroke.terms;
        terms.gap_m = hover_m + rimGap_m(model.needling, stroke.pen.needleCircle_m, sinTilt,
                                         glm::dot(offset_m, stroke.contact.normal));
        float depth_m = deliveredDepth_m(terms);
        if (depth_m <= 0.0f) {
            continue;
        }
        const std::optional<SkinPoint> point =
            needleFoot(model.mesh, stroke.contact, stroke.plate_m + offset_m, state.pen.shaft);
        if (!point) {
            continue;
        }
        Puncture puncture;
        puncture.cell = cellAt(model.cells, model.mesh, *point);
        if (model.cells.zone[puncture.cell] == kOffSkin) {
            continue; // beyond the cut edge of the body
        }
        const TissueStack tissue = tissueAt(model, puncture.cell);
        puncture.layer = static_cast<std::uint8_t>(layerAt(tissue, depth_m));
        if (stopsNeedles(tissue.base)) {
            const float bone_m = positive(baseDepth_m(tissue) - stroke.contact.indentation_m);
            if (depth_m >= bone_m) {
                depth_m = bone_m;
                puncture.layer = static_cast<std::uint8_t>(Layer::Base);
                notes |= kBoneReached;
            }
        }
        // A needle that stays in the horny layer dents the skin and opens no channel.
        if (depth_m <= tissue.layers[0].thickness_m) {
            continue;
        }
        puncture.tick = state.tick;
        puncture.triangle = point->triangle;
        puncture.barycentric = point->barycentric;
        puncture.depth_m = depth_m;
        puncture.tilt_rad = stroke.contact.tilt_rad;
        puncture.drag_m = stroke.drag_m;
        puncture.needle = static_cast<std::uint16_t>(k);
        puncture.bleeds =
            nextUniform(state.random) < bleedProbability(model.needling, depth_m) ? 1 : 0;
        appendPuncture(state, puncture);
        markPuncture(model, state, puncture, stroke.scratch_m);
    }
    return notes;
}

void scratchNeedles(const SimModel& model, SimState& state, const StrokeInput& stroke,
                    float length_m) {
    if (glm::dot(state.pen.shaft, stroke.contact.normal) < kSteepestCos) {
        return;
    }
    const PlateAxes axes = plateAxes(state.pen);
    for (const glm::vec2& place : stroke.pen.needles_m) {
        const glm::vec3 exit_m = stroke.plate_m + axes.x * place.x + axes.y * place.y;
        const std::optional<SkinPoint> point =
            needleFoot(model.mesh, stroke.contact, exit_m, state.pen.shaft);
        const std::uint32_t cell = point ? cellAt(model.cells, model.mesh, *point) : 0;
        if (point && model.cells.zone[cell] != kOffSkin) {
            markScratch(model, state, cell, length_m);
        }
    }
}

} // namespace stipple::sim
