#include "engine/sim/needle_depth.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

namespace {

constexpr float kPi_f = static_cast<float>(kPi);

/// How far linear skin sinks under a needle: a length, and as much again for each metre of depth,
/// by which friction grows.
struct LinearDimple {
    float start_m = 0.0f, perDepth = 0.0f;
};

/// Held by the plate, or as if free where it holds no more.
LinearDimple linearDimple(const NeedlePush& push, const NeedleGive& give, bool held) {
    const float give_mpN = push.softness * (held ? give.guarded_mpN : give.free_mpN);
    const float spared_m =
        held ? 0.0f : push.softness * (give.free_mpN - give.guarded_mpN) * push.guard_N;
    return {give_mpN * push.open_N - spared_m, give_mpN * push.drag_NpM};
}

/// How far skin that locks sinks under a needle of which `way_m` less that is in it: the smaller
/// root u of u = s / (1 + s / lock) with s = start + perDepth (way - u).
float equilibrium_m(const LinearDimple& linear, float locking_m, float way_m) {
    const float most_m = linear.start_m + linear.perDepth * way_m;
    if (!(locking_m > 0.0f)) {
        return most_m / (1.0f + linear.perDepth);
    }
    const float eased_m = locking_m * linear.perDepth;
    const float apart_m = locking_m + most_m - eased_m;
    const auto root_m = static_cast<float>(
        fixedSqrt(static_cast<double>(apart_m * apart_m + 4.0f * eased_m * locking_m)));
    return 2.0f * locking_m * most_m / (locking_m + most_m + eased_m + root_m);
}

} // namespace

float openingForce_N(const NeedlingParameters& needling, float tipDiameter_m) {
    if (tipDiameter_m < needling.sharpTip_m) {
        return needling.sharpForce_N * (std::max(0.0f, tipDiameter_m) / needling.sharpTip_m);
    }
    const float slope = (needling.bluntForce_N - needling.sharpForce_N) /
                        (needling.bluntTip_m - needling.sharpTip_m);
    return needling.sharpForce_N + slope * (tipDiameter_m - needling.sharpTip_m);
}

float openingShare(const NeedlingParameters& needling, float speed_mps) {
    if (!(speed_mps > needling.rateFrom_mps)) {
        return 1.0f;
    }
    return static_cast<float>(
        fixedPow(static_cast<double>(speed_mps) / static_cast<double>(needling.rateFrom_mps),
                 -static_cast<double>(needling.openingRate)));
}

float rateStiffening(const NeedlingParameters& needling, float speed_mps) {
    if (!(speed_mps > needling.rateFrom_mps)) {
        return 1.0f;
    }
    constexpr double kLog10 = 2.302585092994045684;
    const double decades =
        fixedLog(static_cast<double>(speed_mps) / static_cast<double>(needling.rateFrom_mps)) /
        kLog10;
    return std::min(static_cast<float>(1.0 + static_cast<double>(needling.ratePerDecade) * decades),
                    needling.rateMost);
}

float frictionOf(const NeedlingParameters& needling, float gel) {
    const float film = std::clamp(gel, 0.0f, 1.0f);
    return needling.frictionDry + (needling.frictionGel - needling.frictionDry) * film;
}

float wearOf(const NeedlingParameters& needling, std::uint64_t strokes, std::uint64_t boneStrokes) {
    const float wear = static_cast<float>(strokes) / needling.wornStrokes +
                       static_cast<float>(boneStrokes) / needling.wornBoneStrokes;
    return std::min(wear, 1.0f);
}

float wornTip_m(const NeedlingParameters& needling, float tipDiameter_m, float wear) {
    return tipDiameter_m + std::max(0.0f, needling.wornTip_m - tipDiameter_m) * wear;
}

NeedlePush needlePush(const NeedlingParameters& needling, const NeedleEntry& entry) {
    NeedlePush push;
    push.open_N =
        openingForce_N(needling, entry.tipDiameter_m) * openingShare(needling, entry.speed_mps);
    push.drag_NpM =
        frictionOf(needling, entry.gel) * needling.shaftPressure_Pa * kPi_f * entry.shaftDiameter_m;
    push.softness = 1.0f / rateStiffening(needling, entry.speed_mps);
    push.locking_m = entry.locking_m;
    return push;
}

float dimple_m(const NeedlePush& push, const NeedleGive& give, float force_N) {
    const float beyond_N = std::max(0.0f, force_N - push.guard_N);
    const float linear_m = push.softness * (give.guarded_mpN * force_N +
                                            (give.free_mpN - give.guarded_mpN) * beyond_N);
    return push.locking_m > 0.0f ? linear_m * push.locking_m / (push.locking_m + linear_m)
                                 : linear_m;
}

float needleLift_m(const NeedlePush& push, const NeedleGive& give, float depth_m) {
    if (!(depth_m > 0.0f)) {
        return 0.0f;
    }
    const float give_mpN = push.guard_N > 0.0f ? give.guarded_mpN : give.free_mpN;
    const float linear_m = push.softness * give_mpN * push.drag_NpM * depth_m;
    const float locked_m =
        push.locking_m > 0.0f ? linear_m * push.locking_m / (push.locking_m + linear_m) : linear_m;
    return std::min(locked_m, depth_m);
}

NeedleDepth needleDepth(const NeedlePush& push, const NeedleGive& give, float reach_m,
                        const NeedleLimits& limits) {
    if (!(reach_m > 0.0f)) {
        return {};
    }
    const bool onBone = !(reach_m < limits.base_m);
    const float way_m = onBone ? std::max(0.0f, limits.base_m) : reach_m;
    if (push.most_N > 0.0f && !(push.open_N < push.most_N)) {
        return {0.0f, std::min(way_m, dimple_m(push, give, push.most_N)), NeedleStop::Force};
    }
    const bool held = push.open_N < push.guard_N;
    const LinearDimple linear = linearDimple(push, give, held);
    // the dimple that opens the skin is not below the way; without its division
    if (push.locking_m > 0.0f
            ? !(linear.start_m * push.locking_m < way_m * (push.locking_m + linear.start_m))
            : !(linear.start_m < way_m)) {
        return {0.0f, way_m, NeedleStop::Skin};
    }
    float sunk_m = equilibrium_m(linear, push.locking_m, way_m);
    if (held && push.open_N + push.drag_NpM * (way_m - sunk_m) > push.guard_N) {
        sunk_m = equilibrium_m(linearDimple(push, give, false), push.locking_m, way_m);
    }
    NeedleDepth out{std::max(0.0f, way_m - sunk_m), sunk_m,
                    onBone ? NeedleStop::Bone : NeedleStop::Travel};
    if (push.most_N > 0.0f && push.drag_NpM * out.depth_m > push.most_N - push.open_N) {
        out = {(push.most_N - push.open_N) / push.drag_NpM, dimple_m(push, give, push.most_N),
               NeedleStop::Force};
    }
    if (out.depth_m > limits.length_m) {
        const float force_N = push.open_N + push.drag_NpM * limits.length_m;
        out = {limits.length_m, dimple_m(push, give, force_N), NeedleStop::Length};
    }
    return out;
}

} // namespace stipple::sim
