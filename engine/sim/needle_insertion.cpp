#include "engine/sim/needle_insertion.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_drive.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/skin_response.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

/// A shaft flatter than this does not drive needles into the skin.
constexpr float kSteepestCos = 0.1f;
/// A plate that gives up nothing holds against any force, and no base is this far away.
constexpr float kFar = 1.0f;

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

/// Where in the plate the tip of a needle comes out.
glm::vec2 tipPlace_m(const PenDevice& pen, std::size_t needle, const BentNeedle& bent) {
    return needle == bent.number ? pen.needles_m[needle] + bent.aside_m : pen.needles_m[needle];
}

/// The skin's surface under each needle: skinRise_m with what does not change worked out before.
void setSurface(const std::vector<NeedlePlace>& places, const NeedlePlace& bentTip,
                const PlateReading& plate, std::span<const float> along_m, CartridgeContact& out) {
    std::array<float, kSkinPlaces> mean_m{}, slope{};
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        mean_m[s] = static_cast<float>(plate.sunk_m[s]);
        slope[s] = static_cast<float>(plate.sunkSlope[s]);
    }
    const auto press_m = static_cast<float>(plate.pose.press_m);
    const auto bend_m = static_cast<float>(plate.pose.bend_m);
    const auto lean = static_cast<float>(plate.pose.tilt_m / plate.radius_m);
    for (std::size_t k = 0; k < along_m.size(); ++k) {
        const NeedlePlace& at = k == out.bent.number ? bentTip : places[k];
        const float middle_m =
            mean_m[at.meanNode] + at.meanShare * (mean_m[at.meanNode + 1] - mean_m[at.meanNode]);
        const float tilted =
            slope[at.slopeNode] + at.slopeShare * (slope[at.slopeNode + 1] - slope[at.slopeNode]);
        out.sunk_m[k] = middle_m + tilted * along_m[k];
        out.rise_m[k] = press_m - lean * along_m[k] - bend_m * at.square - out.sunk_m[k];
    }
}

/// Sums of the needles' terms, and what stopped the one that went deepest.
struct TermSums {
    float rise_m = 0.0f, gap_m = 0.0f, dimple_m = 0.0f, cut_m = 0.0f, depth_m = 0.0f;
    float deepest_m = -1.0f, count = 0.0f;
    float lift_m = 0.0f;
    NeedleStop stop = NeedleStop::Air;

    void add(float nominal_m, float rise, const NeedleDepth& needle) {
        const float up_m = std::max(0.0f, rise);
        const float air_m = std::min(std::max(0.0f, -rise), nominal_m);
        rise_m += up_m;
        gap_m += air_m;
        dimple_m += needle.dimple_m;
        cut_m += nominal_m + up_m - air_m - needle.dimple_m - needle.depth_m;
        depth_m += needle.depth_m;
        count += 1.0f;
        if (needle.depth_m > deepest_m) {
            deepest_m = needle.depth_m;
            stop = needle.stop;
        }
    }
};

DepthTerms termsOf(const CartridgeContact& cartridge, const TermSums& sums, float set_m,
                   float dialError_m) {
    DepthTerms terms;
    terms.set_m = set_m;
    terms.dialError_m = dialError_m;
    terms.cosTilt = cartridge.cosTilt;
    terms.speed_mps = cartridge.speed_mps;
    terms.opening_N = cartridge.push.open_N;
    if (sums.count > 0.0f) {
        terms.rise_m = sums.rise_m / sums.count;
        terms.gap_m = sums.gap_m / sums.count;
        terms.dimple_m = sums.dimple_m / sums.count;
        terms.cut_m = sums.cut_m / sums.count;
        terms.delivered_m = sums.depth_m / sums.count;
        terms.lift_m = sums.lift_m / sums.count;
        terms.deepest_m = sums.deepest_m;
        terms.stop = sums.stop;
    }
    return terms;
}

/// One needle of a stroke.
struct NeedleStroke {
    std::size_t number = 0;
    float nominal_m = 0.0f; ///< see nominalReach_m
    glm::vec3 exit_m{0.0f}; ///< where its tip leaves the plate
    float higher_m = 0.0f;  ///< its tip above the others, along the skin's normal
    float lean = 0.0f;      ///< way that it is pushed sideways for each depth
};

/// What a leaning needle adds to the way sideways that a stroke's needles make, and the scratch
/// that comes of both.
struct SideWay {
    float drag_m = 0.0f, scratch_m = 0.0f;
};

SideWay sideWayOf(const NeedlingParameters& needling, const StrokeInput& stroke,
                  const NeedleStroke& one, float depth_m) {
    if (!(one.lean > 0.0f)) {
        return {stroke.drag_m, stroke.scratch_m};
    }
    // both ways in one line is the most that they can make
    const float drag_m = stroke.drag_m + one.lean * depth_m;
    return {drag_m, scratchLength_m(needling, stroke.pen.needleDiameter_m, drag_m,
                                    stroke.cartridge.gel, false, stroke.cartridge.wear)};
}

/// Drives one needle: its puncture, if there is one, and its terms. Returns StepNote bits.
std::uint32_t strikeNeedle(const SimModel& model, SimState& state, const StrokeInput& stroke,
                           const NeedleStroke& one, TermSums& sums) {
    const CartridgeContact& cartridge = stroke.cartridge;
    const NeedleGive& give = cartridge.gives.needles[one.number];
    const float rise_m = cartridge.rise_m[one.number];
    const float reach_m = one.nominal_m - one.higher_m + rise_m;
    NeedleLimits limits{.length_m = stroke.pen.needleLength_m};
    NeedleDepth needle = needleDepth(cartridge.push, give, reach_m, limits);
    if (!(needle.depth_m > 0.0f)) {
        sums.add(one.nominal_m, rise_m, needle);
        return 0;
    }
    const std::optional<SkinPoint> point =
        needleFoot(model.mesh, stroke.contact, one.exit_m - stroke.drawn_m, state.pen.shaft);
    const std::uint32_t cell = point ? cellAt(model.cells, model.mesh, *point) : 0;
    if (!point || model.cells.zone[cell] == kOffSkin) {
        return 0; // beyond the cut edge of the body
    }
    const TissueStack tissue = tissueAt(model, cell);
    limits.base_m = baseBelow_m(tissue, cartridge.sunk_m[one.number]);
    if (!(reach_m < limits.base_m)) {
        needle = needleDepth(cartridge.push, give, reach_m, limits);
    }
    // A needle that stays in the horny layer dents the skin and opens no channel.
    if (needle.depth_m <= tissue.layers[0].thickness_m) {
        sums.add(one.nominal_m, rise_m, {0.0f, needle.dimple_m + needle.depth_m, NeedleStop::Skin});
        return 0;
    }
    sums.add(one.nominal_m, rise_m, needle);
    sums.lift_m += needleLift_m(cartridge.push, give, needle.depth_m);
    const bool onBone = needle.stop == NeedleStop::Bone;
    Puncture puncture;
    puncture.tick = state.tick;
    puncture.triangle = point->triangle;
    puncture.barycentric = point->barycentric;
    puncture.depth_m = needle.depth_m;
    puncture.tilt_rad = stroke.contact.tilt_rad;
    const SideWay side = sideWayOf(model.needling, stroke, one, needle.depth_m);
    puncture.drag_m = side.drag_m;
    puncture.cell = cell;
    puncture.needle = static_cast<std::uint16_t>(one.number);
    puncture.layer =
        static_cast<std::uint8_t>(onBone ? Layer::Base : layerAt(tissue, needle.depth_m));
    puncture.bleeds =
        nextUniform(state.random) < bleedProbability(model.needling, needle.depth_m) ? 1 : 0;
    appendPuncture(state, puncture);
    markPuncture(model, state, puncture, side.scratch_m);
    const bool torn = one.lean > 0.0f && side.scratch_m >= model.needling.scratchVisible_m;
    return (onBone ? std::uint32_t{kBoneReached} : 0U) | (torn ? std::uint32_t{kScratched} : 0U);
}

} // namespace

CartridgeContact meetCartridge(const SimModel& model, std::size_t pen, const PlateSite& site,
                               const PlateReading& plate, float force_N,
                               std::span<const float> along_m, const CartridgeEntry& entry) {
    const PenDevice& device = model.pens[pen];
    CartridgeContact out;
    out.gives = readGives(model.gives, pen, site);
    out.cosTilt = entry.cosTilt;
    out.speed_mps = entry.speed_mps;
    out.gel = entry.gel;
    out.wear = entry.wear;
    out.bent = entry.bent;
    const PlateZone& zone = model.plates.zones[site.zone];
    const double base_m = zone.skin_m * static_cast<double>(site.skinScale) +
                          zone.fat_m * static_cast<double>(site.fatScale);
    out.push = needlePush(
        model.needling,
        {.speed_mps = entry.speed_mps,
         .tipDiameter_m = wornTip_m(model.needling, 2.0f * device.tipRadius_m, entry.wear),
         .shaftDiameter_m = device.needleDiameter_m,
         .gel = entry.gel,
         .locking_m = static_cast<float>(zone.lockingStrain * base_m)});
    const auto count = static_cast<float>(device.needles_m.size());
    out.push.most_N = device.driveForce_N / count;
    const float share = out.gives.relief * count;
    out.push.guard_N = share > 0.0f ? force_N / share : kFar;
    NeedlePlace bentTip;
    if (entry.bent.number != kNone) {
        bentTip = needlePlace(device, model.plates,
                              device.needles_m[entry.bent.number] + entry.bent.aside_m);
    }
    setSurface(model.gives.places[pen], bentTip, plate, along_m, out);
    return out;
}

float drawDialError_m(const NeedlingParameters& needling, float tolerance_m, Pcg32& random) {
    return std::clamp(needling.dialSigma_m * nextNormal(random), -tolerance_m, tolerance_m);
}

float nominalReach_m(const PenDevice& pen, float set_m, float dialError_m, float cosTilt) {
    return std::clamp(set_m + dialError_m, 0.0f, pen.needleLength_m) * cosTilt;
}

bool stopsNeedles(BaseKind base) {
    return base == BaseKind::Bone || base == BaseKind::Cartilage || base == BaseKind::Teeth;
}

float baseBelow_m(const TissueStack& tissue, float sunk_m) {
    return stopsNeedles(tissue.base) ? std::max(0.0f, baseDepth_m(tissue) - sunk_m) : kFar;
}

float scratchLength_m(const NeedlingParameters& needling, float needleDiameter_m, float travel_m,
                      float gel, bool motorOff, float wear) {
    const float length_m =
        std::max(0.0f, travel_m - needleDiameter_m - needling.lateralCompliance_m);
    const float least = frictionOf(needling, 1.0f), most = frictionOf(needling, 0.0f);
    const float dry = most > least ? (frictionOf(needling, gel) - least) / (most - least) : 0.0f;
    const float worn = 1.0f + (needling.wornScratch - 1.0f) * wear;
    return length_m * (1.0f + dry) * worn * (motorOff ? 2.0f : 1.0f);
}

std::array<float, kMostNeedles> towardsRaised_m(const PenDevice& pen, const PenPose& pose,
                                                const glm::vec3& normal, const BentNeedle& bent) {
    std::array<float, kMostNeedles> along_m{};
    const PlateAxes axes = plateAxes(pose);
    const float x = glm::dot(axes.x, normal), y = glm::dot(axes.y, normal);
    // the plate's plane rises by the sine of the tilt; upright, no side is raised
    const auto sine = static_cast<float>(fixedSqrt(static_cast<double>(x * x + y * y)));
    if (sine > 1e-5f) {
        for (std::size_t k = 0; k < std::min(pen.needles_m.size(), kMostNeedles); ++k) {
            const glm::vec2 tip_m = tipPlace_m(pen, k, bent);
            along_m[k] = (tip_m.x * x + tip_m.y * y) / sine;
        }
    }
    return along_m;
}

StrokeResult strikeNeedles(const SimModel& model, SimState& state, const StrokeInput& stroke) {
    const CartridgeContact& cartridge = stroke.cartridge;
    const float set_m = static_cast<float>(stroke.sample.needle_um) * 1e-6f;
    TermSums sums;
    StrokeResult result;
    if (cartridge.cosTilt >= kSteepestCos) {
        const PlateAxes axes = plateAxes(state.pen);
        const float nominal_m =
            nominalReach_m(stroke.pen, set_m, stroke.dialError_m, cartridge.cosTilt);
        for (std::size_t k = 0; k < stroke.pen.needles_m.size(); ++k) {
            const glm::vec2 place = tipPlace_m(stroke.pen, k, cartridge.bent);
            NeedleStroke one{k, nominal_m, stroke.plate_m + axes.x * place.x + axes.y * place.y};
            if (k == cartridge.bent.number) {
                one.higher_m = cartridge.bent.higher_m * cartridge.cosTilt;
                one.lean = cartridge.bent.lean;
            }
            result.notes |= strikeNeedle(model, state, stroke, one, sums);
        }
    }
    result.terms = termsOf(cartridge, sums, set_m, stroke.dialError_m);
    return result;
}

void scratchNeedles(const SimModel& model, SimState& state, const PenDevice& pen,
                    const PenContact& contact, const BentNeedle& bent, float length_m) {
    if (glm::dot(state.pen.shaft, contact.normal) < kSteepestCos) {
        return;
    }
    const PlateAxes axes = plateAxes(state.pen);
    for (std::size_t k = 0; k < pen.needles_m.size(); ++k) {
        const glm::vec2 place = tipPlace_m(pen, k, bent);
        const glm::vec3 exit_m = state.pen.tip_m + axes.x * place.x + axes.y * place.y;
        const std::optional<SkinPoint> point =
            needleFoot(model.mesh, contact, exit_m - state.drawn.now_m, state.pen.shaft);
        const std::uint32_t cell = point ? cellAt(model.cells, model.mesh, *point) : 0;
        if (point && model.cells.zone[cell] != kOffSkin) {
            markScratch(model, state, cell, length_m);
        }
    }
}

DepthTerms heldStroke(const SimModel& model, const HeldPen& held) {
    const PenDevice& pen = model.pens[held.pen];
    if (pen.kind == DeviceKind::Roller) {
        return {}; // nothing strokes
    }
    const auto tilt = static_cast<double>(held.tilt_rad);
    const auto sine = static_cast<float>(fixedSin(tilt));
    const auto cosine = static_cast<float>(fixedCos(tilt));
    const PlateDisc disc{pen.plateRadius_m, pen.openingRadius_m};
    const auto found = std::find(model.plates.discs.begin(), model.plates.discs.end(), disc);
    const PlateSite site{.disc = static_cast<std::size_t>(found - model.plates.discs.begin()),
                         .zone = held.zone,
                         .skinScale = held.skinScale,
                         .fatScale = held.fatScale,
                         .strain = model.needling.tractionShare *
                                   std::clamp(held.strain, 0.0f, model.needling.tautStrain) *
                                   held.hold};
    PlatePose pose = platePose(pen, 0.0f, sine, held.curvature_perM);
    const double lift_m = pose.tilt_m < 0.0 ? -pose.tilt_m : pose.tilt_m;
    pose.press_m = held.force_N > 0.0f
                       ? platePressFor_m(model.plates, site, pose.tilt_m, pose.bend_m,
                                         static_cast<double>(held.force_N))
                       : -lift_m - static_cast<double>(held.gap_m);
    const PlateReading plate = readPlate(model.plates, site, pose);
    std::array<float, kMostNeedles> along_m{};
    const std::size_t count = std::min(pen.needles_m.size(), kMostNeedles);
    for (std::size_t k = 0; k < count; ++k) {
        along_m[k] = pen.needles_m[k].x;
    }
    const StrokeTiming timing = strokeTiming(pen.stroke_m, held.rate_dHz, held.set_m);
    const CartridgeContact cartridge =
        meetCartridge(model, held.pen, site, plate, held.force_N, {along_m.data(), count},
                      {.cosTilt = cosine,
                       .speed_mps = timing.entrySpeed_mps,
                       .gel = held.gel,
                       .wear = held.wear});
    const float nominal_m = nominalReach_m(pen, held.set_m, held.dialError_m, cosine);
    TissueStack tissue = model.zones[held.zone].tissue;
    for (std::size_t k = 0; k < kSoftLayerCount; ++k) {
        const bool fat = k == static_cast<std::size_t>(Layer::Hypodermis);
        tissue.layers[k].thickness_m *= fat ? held.fatScale : held.skinScale;
    }
    TermSums sums;
    for (std::size_t k = 0; k < count; ++k) {
        const NeedleDepth needle = needleDepth(
            cartridge.push, cartridge.gives.needles[k], nominal_m + cartridge.rise_m[k],
            {.length_m = pen.needleLength_m, .base_m = baseBelow_m(tissue, cartridge.sunk_m[k])});
        sums.add(nominal_m, cartridge.rise_m[k], needle);
        sums.lift_m += needleLift_m(cartridge.push, cartridge.gives.needles[k], needle.depth_m);
    }
    return termsOf(cartridge, sums, held.set_m, held.dialError_m);
}

} // namespace stipple::sim
