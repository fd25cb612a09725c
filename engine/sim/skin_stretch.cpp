#include "engine/sim/skin_stretch.h"

#include "engine/base/fixed_math.h"

namespace stipple::sim {

double slopeStretch(double fall_m, double along_m) {
    if (!(along_m > 0.0)) {
        return 0.0;
    }
    const double slope = fall_m / along_m;
    // the same as the root less 1, without its loss of digits
    return slope * slope / (fixedSqrt(1.0 + slope * slope) + 1.0);
}

double drawnShare(double away, double poissonRatio) {
    if (!(away > 1.0)) {
        return 1.0;
    }
    const double root = fixedSqrt(away * away - 1.0);
    return 2.0 / kPi *
           (fixedAtan2(1.0, root) + poissonRatio / (2.0 - poissonRatio) * root / (away * away));
}

double drawnStrain(double drawn_m, double radius_m, double over_m, double poissonRatio) {
    if (!(over_m > 0.0) || !(radius_m > 0.0)) {
        return 0.0;
    }
    return drawn_m * (1.0 - drawnShare(1.0 + over_m / radius_m, poissonRatio)) / over_m;
}

double pulledStrain(double strain, double cosine) {
    return strain * cosine * cosine;
}

SkinStretch skinStretch(double rim, double drawn, double pull) {
    const double most = (1.0 + rim) * (1.0 + drawn) * (1.0 + pull) - 1.0;
    return {static_cast<float>(rim), static_cast<float>(drawn), static_cast<float>(pull),
            static_cast<float>(most)};
}

} // namespace stipple::sim
