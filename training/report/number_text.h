#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace stipple::report {

// Numbers as text, with a decimal point whatever the locale says.

/// Fixed decimals; "-0" becomes "0", what is not finite "not a number".
[[nodiscard]] std::string fixedNumber(double value, int decimals);
/// About three digits that matter, without trailing zeros: 0.153, 22.4, 1240.
[[nodiscard]] std::string shortNumber(double value);
/// "22.4 %", "0.15 mm"; a unit of "1" or "" is left out.
[[nodiscard]] std::string quantity(double value, std::string_view unit);
/// "22.4 ± 1.5 %"; the half width only when it is not smaller than the last digit shown.
[[nodiscard]] std::string quantity(double value, double halfWidth, std::string_view unit);
/// Minutes and seconds: 65.26 -> "1:05.3".
[[nodiscard]] std::string clockTime(double time_s);
/// Seconds of the attempt at a tick.
[[nodiscard]] double seconds(std::uint32_t tick);
/// "2026-03-01 14:05 UTC".
[[nodiscard]] std::string dateText(std::int64_t unix_s);
/// Sixteen hexadecimal digits.
[[nodiscard]] std::string hexText(std::uint64_t value);
/// The shortest decimal number that reads back as `value`, as a double: 0.1f -> 0.1.
[[nodiscard]] double shortestDouble(float value);

} // namespace stipple::report
