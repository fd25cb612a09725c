#include "assets/import/body_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::importer {

namespace {

double share(double from, double to, double at) {
    return std::clamp((at - from) / (to - from), 0.0, 1.0);
}

// Everything above the neck, and below it half an ellipsoid: in front down to the upper sternum,
// behind to the nape.
double insideHead(const glm::dvec3& p) {
    constexpr double neck_m = 0.66;
    if (p.y > neck_m) {
        return 1.0;
    }
    const double halfWidth_m = 0.175;
    const double depth_m = 0.165 - 0.045 * share(0.04, -0.04, p.z);
    const double x = p.x / halfWidth_m;
    const double y = (neck_m - p.y) / depth_m;
    return 1.0 - x * x - y * y;
}

// Fine on face, front of neck and chest; coarse on scalp, ears, nape and shoulders.
Grain headGrain(const glm::dvec3& p) {
    const double side_m = std::fabs(p.x);
    const bool ear = side_m > 0.067 && p.z < 0.082 && p.y > 0.67;
    const bool scalp = p.y > 0.69 && (p.z < 0.055 || p.y > 0.815);
    const bool nape = p.y <= 0.69 && p.z < 0.005;
    const bool shoulder = p.y < 0.59 && (side_m > 0.14 || p.z < 0.03);
    return ear || scalp || nape || shoulder ? Grain::Coarse : Grain::Fine;
}

} // namespace

std::span<const PartPlan> bodyParts() {
    static constexpr std::array<PartPlan, 1> parts{
        {{.id = "head", .eyes = true, .inside = insideHead, .grain = headGrain}}};
    return parts;
}

} // namespace stipple::importer
