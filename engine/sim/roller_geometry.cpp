#include "engine/sim/roller_geometry.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

namespace {

double tipRadius_m(const PenDevice& roller) {
    return static_cast<double>(roller.drumRadius_m) + static_cast<double>(roller.needleLength_m);
}

double girth_m(const PenDevice& roller) {
    return 2.0 * kPi * static_cast<double>(roller.drumRadius_m);
}

} // namespace

double rowPitch_m(const PenDevice& roller) {
    return girth_m(roller) / static_cast<double>(std::max(roller.needleRows, 1U));
}

std::size_t needlesPerRow(const PenDevice& roller) {
    return roller.needles_m.size() / std::max(roller.needleRows, 1U);
}

double holesPerPass_perM2(const PenDevice& roller) {
    return static_cast<double>(roller.needles_m.size()) /
           (girth_m(roller) * static_cast<double>(roller.drumWidth_m));
}

double entryAngle_rad(const PenDevice& roller, double depth_m) {
    const double depth = std::clamp(depth_m, 0.0, static_cast<double>(roller.needleLength_m));
    return fixedAcos(1.0 - depth / tipRadius_m(roller));
}

double entryTravel_m(const PenDevice& roller, double depth_m) {
    return static_cast<double>(roller.drumRadius_m) * entryAngle_rad(roller, depth_m);
}

double slitLength_m(const PenDevice& roller, double depth_m) {
    const double angle = entryAngle_rad(roller, depth_m);
    return 2.0 * (tipRadius_m(roller) * fixedSin(angle) -
                  static_cast<double>(roller.drumRadius_m) * angle);
}

double entrySpeed_mps(const PenDevice& roller, double depth_m, double rolling_mps) {
    const double around =
        rolling_mps * tipRadius_m(roller) / static_cast<double>(roller.drumRadius_m);
    return around * fixedSin(entryAngle_rad(roller, depth_m));
}

} // namespace stipple::sim
