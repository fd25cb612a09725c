#include "engine/sim/plate_stiffening.h"

namespace stipple::sim {

namespace {

/// Beyond this share of the locking press the force goes on in a straight line.
constexpr double kLinearFrom = 0.99;
constexpr double kLinearValue = kLinearFrom / (1.0 - kLinearFrom);
constexpr double kLinearSlope = 1.0 / ((1.0 - kLinearFrom) * (1.0 - kLinearFrom));

} // namespace

double lockingPress_m(const TissueStack& stack) {
    return static_cast<double>(stack.lockingStrain) * static_cast<double>(baseDepth_m(stack));
}

double stiffenedPress_m(double locking_m, double press_m) {
    if (!(locking_m > 0.0)) {
        return press_m;
    }
    const double share = press_m / locking_m;
    return locking_m * (share < kLinearFrom ? share / (1.0 - share)
                                            : kLinearValue + (share - kLinearFrom) * kLinearSlope);
}

double unstiffenedPress_m(double locking_m, double stiffened_m) {
    if (!(locking_m > 0.0)) {
        return stiffened_m;
    }
    const double value = stiffened_m / locking_m;
    return locking_m * (value < kLinearValue ? value / (1.0 + value)
                                             : kLinearFrom + (value - kLinearValue) / kLinearSlope);
}

double dermisTension_NperM(const TissueStack& stack) {
    double tension_NperM = 0.0;
    for (const Layer layer : {Layer::PapillaryDermis, Layer::ReticularDermis}) {
        const TissueLayer& dermis = stack.layers[static_cast<std::size_t>(layer)];
        tension_NperM += static_cast<double>(dermis.youngsModulus_Pa) *
                         static_cast<double>(dermis.thickness_m) /
                         (2.0 * (1.0 - static_cast<double>(dermis.poissonRatio)));
    }
    return tension_NperM;
}

} // namespace stipple::sim
