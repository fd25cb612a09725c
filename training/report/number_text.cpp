#include "training/report/number_text.h"

#include "engine/base/fixed_clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <ctime>

namespace stipple::report {

namespace {

// Decimals that leave three digits of a number of this size.
int decimalsFor(double size) {
    return size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
}

} // namespace

std::string fixedNumber(double value, int decimals) {
    if (!std::isfinite(value)) {
        return "not a number";
    }
    std::string text = fmt::format("{:.{}f}", value, decimals);
    if (text.find_first_not_of("-0.") == std::string::npos && text[0] == '-') {
        text.erase(0, 1);
    }
    return text;
}

std::string shortNumber(double value) {
    const int decimals = decimalsFor(std::abs(value));
    std::string text = fixedNumber(value, decimals);
    if (decimals > 0 && std::isfinite(value)) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') {
            text.pop_back();
        }
    }
    return text;
}

std::string quantity(double value, std::string_view unit) {
    const std::string number = shortNumber(value);
    return unit.empty() || unit == "1" ? number : fmt::format("{} {}", number, unit);
}

std::string quantity(double value, double halfWidth, std::string_view unit) {
    // as many decimals for both as the larger of them needs
    const int decimals = decimalsFor(std::max(std::abs(value), std::abs(halfWidth)));
    const std::string around = fixedNumber(halfWidth, decimals);
    if (!(halfWidth > 0.0) || around.find_first_not_of("0.") == std::string::npos) {
        return quantity(value, unit);
    }
    const std::string text = fmt::format("{} ± {}", fixedNumber(value, decimals), around);
    return unit.empty() || unit == "1" ? text : fmt::format("{} {}", text, unit);
}

std::string clockTime(double time_s) {
    const auto tenths = static_cast<std::int64_t>(std::lround(std::max(0.0, time_s) * 10.0));
    return fmt::format("{}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10);
}

double seconds(std::uint32_t tick) {
    return static_cast<double>(tick) / kTickRate_Hz;
}

std::string dateText(std::int64_t unix_s) {
    const std::time_t time = unix_s;
    std::tm parts{};
    if (::gmtime_r(&time, &parts) == nullptr) {
        return "unknown";
    }
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} UTC", parts.tm_year + 1900, parts.tm_mon + 1,
                       parts.tm_mday, parts.tm_hour, parts.tm_min);
}

std::string hexText(std::uint64_t value) {
    return fmt::format("{:016x}", value);
}

double shortestDouble(float value) {
    if (!std::isfinite(value)) {
        return static_cast<double>(value);
    }
    const std::string text = fmt::format("{}", value);
    double number = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace stipple::report
