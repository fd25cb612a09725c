#include "assets/import/body_parts.h"

#include <glm/geometric.hpp>

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

// Whether no zone of scenes/anatomy/face.toml reaches so far, a quad's width left out: auricles,
// nape below the hair and behind the neck's side, shoulders.
bool untreatedHead(const glm::dvec3& p) {
    const double side_m = std::fabs(p.x);
    const bool auricle = side_m > 0.072 && p.z > 0.022 && p.z < 0.062 && p.y > 0.684 && p.y < 0.742;
    const bool concha = side_m > 0.06 && p.z > 0.036 && p.z < 0.053 && p.y > 0.696 && p.y < 0.732;
    const bool nape = p.y < 0.668 && p.z < 0.003;
    const bool shoulder = p.y < 0.59 && (side_m > 0.125 || p.z < 0.012);
    const bool arm = p.y < 0.575 && side_m > 0.12;
    return auricle || concha || nape || shoulder || arm;
}

// Fine on face, front of neck and chest; plain on scalp and the sides, which are smooth; coarse
// where nothing is treated.
Grain headGrain(const glm::dvec3& p) {
    const double side_m = std::fabs(p.x);
    const bool ear = side_m > 0.067 && p.z < 0.082 && p.y > 0.67;
    const bool scalp = p.y > 0.69 && (p.z < 0.055 || p.y > 0.815);
    const bool nape = p.y <= 0.69 && p.z < 0.005;
    const bool shoulder = p.y < 0.59 && (side_m > 0.14 || p.z < 0.03);
    if (untreatedHead(p) && (ear || p.y < 0.67)) {
        return Grain::Coarse;
    }
    return ear || scalp || nape || shoulder ? Grain::Plain : Grain::Fine;
}

// The left hand with its wrist. Places on the neutral body: joints of wrist, hand and middle
// finger, and directions from elbow to wrist, wrist to finger, and out of the back of the hand.
constexpr glm::dvec3 kWrist_m{0.4533, 0.1973, 0.1833};
constexpr glm::dvec3 kAlongForearm{0.512, -0.521, 0.685};
constexpr glm::dvec3 kMiddleKnuckle_m{0.4974, 0.1458, 0.2598};
constexpr glm::dvec3 kAlongHand{0.475, -0.509, 0.717};
constexpr glm::dvec3 kOutOfHandsBack{0.731, 0.682, 0.0};

double insideHand(const glm::dvec3& p) {
    constexpr double wrist_m = 0.03;
    constexpr double leftArm_m = 0.35;
    return p.x > leftArm_m ? glm::dot(p - kWrist_m, kAlongForearm) + wrist_m : -1.0;
}

// Fine on the back of the hand, coarse on palm and fingers.
Grain handGrain(const glm::dvec3& p) {
    const glm::dvec3 fromKnuckle = p - kMiddleKnuckle_m;
    const bool back = glm::dot(fromKnuckle, kOutOfHandsBack) > -0.002;
    const bool hand = glm::dot(fromKnuckle, kAlongHand) < 0.012;
    return back && hand ? Grain::Fine : Grain::Coarse;
}

// The front of the belly: an oval about the navel.
double insideAbdomen(const glm::dvec3& p) {
    const double x = p.x / 0.115;
    const double y = (p.y - 0.196) / 0.105;
    return p.z > 0.0 ? 1.0 - x * x - y * y : -1.0;
}

Grain abdomenGrain(const glm::dvec3& /*place_m*/) {
    return Grain::Fine;
}

} // namespace

std::span<const PartPlan> bodyParts() {
    static constexpr std::array<PartPlan, 3> parts{
        {{.id = "head", .eyes = true, .inside = insideHead, .grain = headGrain},
         {.id = "hand", .eyes = false, .inside = insideHand, .grain = handGrain},
         {.id = "abdomen", .eyes = false, .inside = insideAbdomen, .grain = abdomenGrain}}};
    return parts;
}

} // namespace stipple::importer
