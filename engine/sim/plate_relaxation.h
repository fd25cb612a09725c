#pragma once

#include "engine/sim/needling_parameters.h"

#include <array>
#include <cstddef>

namespace stipple::sim {

/// How much stiffer skin is when pressed fast: the factor 1 + perDecade log10(v / slow_mps) on the
/// force at a constant speed v of pressing, from 1 up to `most`.
struct RateLaw {
    double perDecade = 0.0;
    double slow_mps = 0.0;
    double most = 1.0;
    /// The press at which the factor is meant: a speed is a time only together with a way.
    double press_m = 0.0;
};

inline constexpr std::size_t kRelaxationTerms = 5;

/// A Prony series: at a sudden press the force is 1 + the sum of the shares times the lasting one,
/// and each share dies away with its time.
struct RelaxationTerms {
    std::array<double, kRelaxationTerms> share{}, time_s{};
};

/// The series for a rate law: one term per decade of speed with that decade's share of the factor,
/// the last one with what is left below `most`. A term's force at constant speed is half of what it
/// is at a sudden press when the press lasts 1.594 of its times, so its time puts that into the
/// middle of its decade. Derived, not measured: only the law it is made from has a source.
/// A law that allows no more than 1 gives shares of 0: the force stays elastic.
[[nodiscard]] RelaxationTerms relaxationTerms(const RateLaw& law);

/// The rate law of the needling parameters.
[[nodiscard]] RateLaw rateLawOf(const NeedlingParameters& needling);

/// What the skin under a plate has yielded of its elastic force, term by term. 0: unpressed.
struct PlateMemory {
    std::array<double, kRelaxationTerms> yielded_N{};
};

/// The force under the plate at the end of a time in which the elastic force went in a straight
/// line from `before_N` to `after_N`; the memory moves on by that time. Exact for any length of it.
/// fresh_perS: how many of its own diameters' worth of fresh skin the plate glides on to in a
/// second, its speed along the skin over its diameter: fresh skin has yielded nothing yet.
/// Never negative: skin that comes back slower than the plate leaves lets go of it. Under no force
/// at all a memory of less than a nanonewton is forgotten.
[[nodiscard]] double relaxedForce_N(const RelaxationTerms& terms, PlateMemory& memory,
                                    double before_N, double after_N, double seconds,
                                    double fresh_perS);

/// The force over the elastic one after a long time under constant press at a constant glide; 1
/// when the plate rests.
[[nodiscard]] double steadyGlideFactor(const RelaxationTerms& terms, double fresh_perS);

} // namespace stipple::sim
