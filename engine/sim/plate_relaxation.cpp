#include "engine/sim/plate_relaxation.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

// Fung's quasi-linear viscoelasticity with the elastic force F as the elastic response. Beside the
// lasting spring stand Maxwell arms; arm i has yielded R_i newtons and adds g_i (F - R_i), with
//   dR/dt = (F - R) / T - fresh R.
// The last term is the glide: a plate that moves on by its diameter stands on skin without memory.

namespace stipple::sim {

namespace {

/// u with (1 - exp(-u)) / u = 1/2: the length of a steady press, in times of a term, at which the
/// term holds half of what it would hold at a sudden press.
constexpr double kHalfTimes = 1.5936242600400399;

/// Less than a nanonewton in every term: numbers that would only shrink until they are denormal.
bool forgotten(const PlateMemory& memory) {
    constexpr double kNothing_N = 1e-9;
    return std::all_of(memory.yielded_N.begin(), memory.yielded_N.end(),
                       [](double yielded_N) { return yielded_N < kNothing_N; });
}

} // namespace

RateLaw rateLawOf(const NeedlingParameters& needling) {
    return {.perDecade = static_cast<double>(needling.ratePerDecade),
            .slow_mps = static_cast<double>(needling.rateFrom_mps),
            .most = static_cast<double>(needling.rateMost),
            .press_m = static_cast<double>(needling.ratePress_m)};
}

RelaxationTerms relaxationTerms(const RateLaw& law) {
    RelaxationTerms out;
    if (!(law.most > 1.0)) {
        out.time_s.fill(1.0);
        return out;
    }
    double left = law.most - 1.0;
    double decade = 1.0; // speed over the slow one at the start of the term's range
    for (std::size_t i = 0; i < kRelaxationTerms; ++i) {
        const bool last = i + 1 == kRelaxationTerms;
        const double share = std::max(last ? left : std::min(left, law.perDecade), 0.0);
        const double wide = law.perDecade > 0.0 ? share / law.perDecade : 0.0;
        const double middle_mps = law.slow_mps * decade * fixedPow(10.0, 0.5 * wide);
        out.share[i] = share;
        out.time_s[i] = law.press_m / middle_mps / kHalfTimes;
        left -= share;
        decade *= fixedPow(10.0, wide);
    }
    return out;
}

double relaxedForce_N(const RelaxationTerms& terms, PlateMemory& memory, double before_N,
                      double after_N, double seconds, double fresh_perS) {
    if (before_N == 0.0 && after_N == 0.0 && forgotten(memory)) {
        memory = {};
        return 0.0;
    }
    double force_N = after_N;
    for (std::size_t i = 0; i < kRelaxationTerms; ++i) {
        const double yield_perS = 1.0 / terms.time_s[i];
        const double rate_perS = yield_perS + fresh_perS;
        const double left = fixedExp(-rate_perS * seconds);
        double& yielded_N = memory.yielded_N[i];
        // the exact solution for a force that changes evenly
        const double constant = (1.0 - left) / rate_perS;
        yielded_N = left * yielded_N + yield_perS * before_N * constant;
        if (seconds > 0.0) {
            yielded_N +=
                yield_perS * (after_N - before_N) / seconds * (seconds - constant) / rate_perS;
        }
        force_N += terms.share[i] * (after_N - yielded_N);
    }
    return std::max(force_N, 0.0);
}

double steadyGlideFactor(const RelaxationTerms& terms, double fresh_perS) {
    double factor = 1.0;
    for (std::size_t i = 0; i < kRelaxationTerms; ++i) {
        const double worn = fresh_perS * terms.time_s[i];
        factor += terms.share[i] * worn / (1.0 + worn);
    }
    return factor;
}

} // namespace stipple::sim
