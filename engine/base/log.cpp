#include "engine/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace stipple {

namespace {

spdlog::logger& logger() {
    static const std::shared_ptr<spdlog::logger> instance = [] {
        auto made = std::make_shared<spdlog::logger>(
            "stipple", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("stipple: %l: %v");
        return made;
    }();
    return *instance;
}

spdlog::level::level_enum toSpdlog(LogLevel level) {
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        break;
    }
    return spdlog::level::err;
}

} // namespace

void logLine(LogLevel level, std::string_view text) {
    logger().log(toSpdlog(level), text);
}

void setLogLevel(LogLevel level) {
    logger().set_level(toSpdlog(level));
}

} // namespace stipple
