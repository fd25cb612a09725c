#pragma once

#include "engine/base/fixed_math.h"

#include <cstdint>

namespace stipple {

/// PCG-XSH-RR 64/32 (O'Neill 2014): small, fast, the same numbers on every machine.
struct Pcg32 {
    std::uint64_t state = 0x853c49e6748fea9bULL;
    std::uint64_t increment = 0xda3e39cb94b95bdbULL; ///< odd; selects the stream

    friend bool operator==(const Pcg32&, const Pcg32&) = default;
};

/// Next 32 random bits.
[[nodiscard]] inline std::uint32_t nextBits(Pcg32& random) {
    const std::uint64_t old = random.state;
    random.state = old * 6364136223846793005ULL + random.increment;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto rotation = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> rotation) | (shifted << ((32U - rotation) & 31U));
}

/// A generator for `seed`; different streams of one seed are independent.
[[nodiscard]] inline Pcg32 seededRandom(std::uint64_t seed, std::uint64_t stream = 0) {
    Pcg32 random{0, (stream << 1U) | 1U};
    (void)nextBits(random);
    random.state += seed;
    (void)nextBits(random);
    return random;
}

/// Uniform in [0, 1).
[[nodiscard]] inline float nextUniform(Pcg32& random) {
    return static_cast<float>(nextBits(random) >> 8U) * 0x1p-24f;
}

/// Standard normal, by Box and Muller with the project's own log, sqrt and cos.
[[nodiscard]] inline float nextNormal(Pcg32& random) {
    const double u1 = (static_cast<double>(nextBits(random)) + 1.0) * 0x1p-32;
    const double u2 = static_cast<double>(nextBits(random)) * 0x1p-32;
    return static_cast<float>(fixedSqrt(-2.0 * fixedLog(u1)) *
                              fixedCos(6.283185307179586476925286766559 * u2));
}

} // namespace stipple
