#include "engine/sim/pen_pose.h"

#include "engine/base/fixed_math.h"

namespace stipple::sim {

namespace {

constexpr float kMicrometre_m = 1e-6f;
constexpr double kQ15 = 32767.0;

std::int64_t nearestWhole(double value) {
    return static_cast<std::int64_t>(value < 0.0 ? value - 0.5 : value + 0.5);
}

std::int32_t micrometres(float metres) {
    const double scaled = static_cast<double>(metres) * 1e6;
    if (!(scaled > -2147483648.0)) { // catches a NaN as well
        return -2147483647 - 1;
    }
    return scaled < 2147483647.0 ? static_cast<std::int32_t>(nearestWhole(scaled)) : 2147483647;
}

std::int16_t q15(float part) {
    const double scaled = static_cast<double>(part) * kQ15;
    if (!(scaled > -kQ15)) {
        return -32767;
    }
    return scaled < kQ15 ? static_cast<std::int16_t>(nearestWhole(scaled)) : std::int16_t{32767};
}

} // namespace

PenPose poseOf(const PenSample& sample) {
    PenPose pose;
    for (int axis = 0; axis < 3; ++axis) {
        pose.tip_m[axis] =
            static_cast<float>(sample.tip_um[static_cast<std::size_t>(axis)]) * kMicrometre_m;
    }
    double part[4];
    double square = 0.0;
    for (std::size_t k = 0; k < 4; ++k) {
        part[k] = static_cast<double>(sample.orientation_q15[k]);
        square += part[k] * part[k];
    }
    if (square == 0.0) {
        return pose;
    }
    const double scale = 1.0 / fixedSqrt(square);
    pose.orientation =
        glm::quat(static_cast<float>(part[3] * scale), static_cast<float>(part[0] * scale),
                  static_cast<float>(part[1] * scale), static_cast<float>(part[2] * scale));
    pose.shaft = pose.orientation * glm::vec3(0.0f, 0.0f, 1.0f);
    pose.tracked = sample.tracking == Tracking::Good;
    return pose;
}

void setPose(PenSample& sample, const glm::vec3& tip_m, const glm::quat& orientation) {
    sample.tip_um = {micrometres(tip_m.x), micrometres(tip_m.y), micrometres(tip_m.z)};
    sample.orientation_q15 = {q15(orientation.x), q15(orientation.y), q15(orientation.z),
                              q15(orientation.w)};
}

glm::quat orientationAlong(const glm::vec3& shaft) {
    // Half-way quaternion of the rotation from +Z to the shaft: (1 + z.s, z x s), then unit length.
    // Close to straight back 1 + z would lose its digits; (x^2 + y^2) / (1 - z) is the same.
    const auto z = static_cast<double>(shaft.z);
    const double across = static_cast<double>(shaft.x) * static_cast<double>(shaft.x) +
                          static_cast<double>(shaft.y) * static_cast<double>(shaft.y);
    const double w = z > -0.5 ? 1.0 + z : across / (1.0 - z);
    if (w < 1e-30) {
        return {0.0f, 1.0f, 0.0f, 0.0f}; // straight back: half a turn about x
    }
    const double x = -static_cast<double>(shaft.y);
    const double y = static_cast<double>(shaft.x);
    const double scale = 1.0 / fixedSqrt(w * w + x * x + y * y);
    return {static_cast<float>(w * scale), static_cast<float>(x * scale),
            static_cast<float>(y * scale), 0.0f};
}

} // namespace stipple::sim
