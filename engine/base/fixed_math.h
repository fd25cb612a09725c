#pragma once

#include <span>

namespace stipple {

// Functions whose bits do not depend on the C library or the CPU: only + - * / and sqrt, which
// IEEE 754 rounds correctly. Errors are against the true value over the stated range.

inline constexpr double kPi = 3.14159265358979323846;

[[nodiscard]] double fixedSqrt(double x); ///< correctly rounded; x >= 0
[[nodiscard]] double fixedSin(double x);  ///< |x| <= 1e5; error below 1e-12
[[nodiscard]] double fixedCos(double x);  ///< |x| <= 1e5; error below 1e-12
[[nodiscard]] double fixedExp(double x);  ///< relative error below 1e-12; 0 under -708
[[nodiscard]] double fixedLog(double x);  ///< x > 0, normal; error below 1e-12
[[nodiscard]] double fixedPow(double base, double power); ///< base >= 0; exp(power * log(base))
[[nodiscard]] double fixedAtan2(double y, double x);      ///< (-pi, pi]; error below 1e-12
[[nodiscard]] double fixedAsin(double x);                 ///< x clamped to [-1, 1]
[[nodiscard]] double fixedAcos(double x);                 ///< x clamped to [-1, 1]

/// Bessel functions of the first kind and their first moments, for every order that `order` has
/// room for: order[m] = J_m(x), moment[m] = integral of t J_m(t) from 0 to x. The spans are of one
/// size. 0 <= x <= 1e4; errors below 1e-12, those of the moments below 1e-12 (1 + x).
void fixedBessel(double x, std::span<double> order, std::span<double> moment);

} // namespace stipple
