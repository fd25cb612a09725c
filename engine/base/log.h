#pragma once

#include <fmt/format.h>

#include <string_view>

namespace stipple {

enum class LogLevel { Debug, Info, Warning, Error };

/// One line on standard error. Standard output stays for results.
void logLine(LogLevel level, std::string_view text);

/// Lines below `level` are dropped. Default: Info.
void setLogLevel(LogLevel level);

template <class... Args> void logInfo(fmt::format_string<Args...> format, Args&&... args) {
    logLine(LogLevel::Info, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args> void logWarning(fmt::format_string<Args...> format, Args&&... args) {
    logLine(LogLevel::Warning, fmt::format(format, std::forward<Args>(args)...));
}
template <class... Args> void logError(fmt::format_string<Args...> format, Args&&... args) {
    logLine(LogLevel::Error, fmt::format(format, std::forward<Args>(args)...));
}

} // namespace stipple
