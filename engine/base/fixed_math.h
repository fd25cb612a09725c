#pragma once

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

} // namespace stipple
