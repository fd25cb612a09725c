#include "engine/base/fixed_math.h"

#include <bit>
#include <cmath>
#include <cstdint>

namespace stipple {

namespace {

// sin on [-pi/4, pi/4]: Taylor to x^17, remainder below 1e-18
double sinSmall(double x) {
    const double z = x * x;
    double sum = 1.0 / 355687428096000.0;
    sum = sum * z - 1.0 / 1307674368000.0;
    sum = sum * z + 1.0 / 6227020800.0;
    sum = sum * z - 1.0 / 39916800.0;
    sum = sum * z + 1.0 / 362880.0;
    sum = sum * z - 1.0 / 5040.0;
    sum = sum * z + 1.0 / 120.0;
    sum = sum * z - 1.0 / 6.0;
    return x + x * z * sum;
}

// cos on [-pi/4, pi/4]: Taylor to x^16
double cosSmall(double x) {
    const double z = x * x;
    double sum = 1.0 / 20922789888000.0;
    sum = sum * z - 1.0 / 87178291200.0;
    sum = sum * z + 1.0 / 479001600.0;
    sum = sum * z - 1.0 / 3628800.0;
    sum = sum * z + 1.0 / 40320.0;
    sum = sum * z - 1.0 / 720.0;
    sum = sum * z + 1.0 / 24.0;
    sum = sum * z - 0.5;
    return 1.0 + z * sum;
}

struct Quadrant {
    double rest;
    int index;
};

// x = index * pi/2 + rest, with pi/2 in two parts so that the subtraction keeps its digits
Quadrant reduce(double x) {
    constexpr double kHalfPiHigh = 1.57079632673412561417e+00;
    constexpr double kHalfPiLow = 6.07710050650619224932e-11;
    const double turns = x * (2.0 / kPi);
    const auto count = static_cast<std::int64_t>(turns < 0.0 ? turns - 0.5 : turns + 0.5);
    const auto n = static_cast<double>(count);
    return {(x - n * kHalfPiHigh) - n * kHalfPiLow, static_cast<int>(count & 3)};
}

// atan on [0, tan(pi/8)] after two halvings of the angle
double atanUnit(double x) {
    // atan(x) = 2 atan(x / (1 + sqrt(1 + x^2))), twice: |x| <= 0.199
    const double half = x / (1.0 + fixedSqrt(1.0 + x * x));
    const double quarter = half / (1.0 + fixedSqrt(1.0 + half * half));
    const double z = quarter * quarter;
    double sum = 0.0;
    for (int k = 12; k >= 0; --k) {
        const double sign = (k % 2 == 0) ? 1.0 : -1.0;
        sum = sum * z + sign / static_cast<double>(2 * k + 1);
    }
    return 4.0 * quarter * sum;
}

} // namespace

double fixedSqrt(double x) {
    return std::sqrt(x);
}

double fixedSin(double x) {
    const Quadrant q = reduce(x);
    switch (q.index) {
    case 0:
        return sinSmall(q.rest);
    case 1:
        return cosSmall(q.rest);
    case 2:
        return -sinSmall(q.rest);
    default:
        return -cosSmall(q.rest);
    }
}

double fixedCos(double x) {
    const Quadrant q = reduce(x);
    switch (q.index) {
    case 0:
        return cosSmall(q.rest);
    case 1:
        return -sinSmall(q.rest);
    case 2:
        return -cosSmall(q.rest);
    default:
        return sinSmall(q.rest);
    }
}

double fixedExp(double x) {
    constexpr double kLn2High = 6.93147180369123816490e-01;
    constexpr double kLn2Low = 1.90821492927058770002e-10;
    if (x < -708.0) {
        return 0.0;
    }
    const double clamped = x > 709.0 ? 709.0 : x;
    const double scaled = clamped / (kLn2High + kLn2Low);
    const auto count = static_cast<std::int64_t>(scaled < 0.0 ? scaled - 0.5 : scaled + 0.5);
    const auto n = static_cast<double>(count);
    const double rest = (clamped - n * kLn2High) - n * kLn2Low;
    // Taylor to rest^13 on |rest| <= ln2 / 2
    double sum = 1.0;
    for (int k = 13; k >= 1; --k) {
        sum = 1.0 + sum * rest / static_cast<double>(k);
    }
    const auto power = std::bit_cast<double>(static_cast<std::uint64_t>(count + 1023) << 52U);
    return sum * power;
}

double fixedLog(double x) {
    constexpr double kLn2 = 6.93147180559945309417e-01;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<std::int64_t>((bits >> 52U) & 0x7ffU) - 1023;
    auto mantissa = std::bit_cast<double>((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
    if (mantissa > 1.41421356237309504880) {
        mantissa *= 0.5;
        ++exponent;
    }
    // log(m) = 2 atanh(t), t = (m - 1) / (m + 1), |t| <= 0.172
    const double t = (mantissa - 1.0) / (mantissa + 1.0);
    const double z = t * t;
    double sum = 0.0;
    for (int k = 10; k >= 0; --k) {
        sum = sum * z + 1.0 / static_cast<double>(2 * k + 1);
    }
    return static_cast<double>(exponent) * kLn2 + 2.0 * t * sum;
}

double fixedPow(double base, double power) {
    return base <= 0.0 ? (power == 0.0 ? 1.0 : 0.0) : fixedExp(power * fixedLog(base));
}

double fixedAtan2(double y, double x) {
    const double absoluteY = y < 0.0 ? -y : y;
    const double absoluteX = x < 0.0 ? -x : x;
    if (absoluteX == 0.0 && absoluteY == 0.0) {
        return 0.0;
    }
    double angle = absoluteY <= absoluteX ? atanUnit(absoluteY / absoluteX)
                                          : 0.5 * kPi - atanUnit(absoluteX / absoluteY);
    if (x < 0.0) {
        angle = kPi - angle;
    }
    return y < 0.0 ? -angle : angle;
}

double fixedAsin(double x) {
    const double clamped = x > 1.0 ? 1.0 : (x < -1.0 ? -1.0 : x);
    return fixedAtan2(clamped, fixedSqrt((1.0 - clamped) * (1.0 + clamped)));
}

double fixedAcos(double x) {
    return 0.5 * kPi - fixedAsin(x);
}

void fixedBessel(double x, std::span<double> order, std::span<double> moment) {
    const std::size_t wanted = order.size();
    if (x < 1e-6) {
        // the first terms of the series; the next ones are below 1e-24
        for (std::size_t m = 0; m < wanted; ++m) {
            order[m] = m == 0 ? 1.0 : (m == 1 ? 0.5 * x : 0.0);
            moment[m] = m == 0 ? 0.5 * x * x : 0.0;
        }
        return;
    }
    // Miller: from an order far above x, where J is as good as 0, downwards
    //   J_m = 2 (m + 1) / x J_(m+1) - J_(m+2),
    // scaled at the end by J_0 + 2 (J_2 + J_4 + ...) = 1. With the integrals S_m of J_m and F_m of
    // t J_m from 0 to x: S_m = 2 J_(m+1) + S_(m+2), F_m = 2 (m + 1) S_(m+1) - F_(m+2).
    const double above = x + 4.0 * fixedSqrt(x) + 30.0;
    std::size_t m = static_cast<std::size_t>(above) + wanted;
    const double twoOverX = 2.0 / x;
    double j1 = 1e-290, j2 = 0.0, s1 = 0.0, s2 = 0.0, f1 = 0.0, f2 = 0.0, sum = 0.0;
    while (m > 0) {
        --m;
        const auto next = static_cast<double>(m + 1);
        const double j0 = twoOverX * next * j1 - j2;
        const double s0 = 2.0 * j1 + s2;
        const double f0 = 2.0 * next * s1 - f2;
        if (m < wanted) {
            order[m] = j0;
            moment[m] = f0;
        }
        sum += m == 0 ? j0 : (m % 2 == 0 ? 2.0 * j0 : 0.0);
        j2 = j1;
        j1 = j0;
        s2 = s1;
        s1 = s0;
        f2 = f1;
        f1 = f0;
    }
    for (std::size_t k = 0; k < wanted; ++k) {
        order[k] /= sum;
        moment[k] /= sum;
    }
}

} // namespace stipple
