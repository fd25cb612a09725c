#include "engine/base/log.h"
#include "engine/gpu/describe.h"
#include "engine/platform/paths.h"
#include "engine/platform/window.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace stipple::app {

namespace {

const char* variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::string displayText() {
    const std::string x11 = variable("DISPLAY");
    const std::string wayland = variable("WAYLAND_DISPLAY");
    if (x11.empty() && wayland.empty()) {
        return "none (neither DISPLAY nor WAYLAND_DISPLAY is set): windows cannot open, `perform`, "
               "`score`, `render` and `report` work";
    }
    const std::string place = wayland.empty() ? "X11 at " + x11 : "Wayland at " + wayland;
    const auto window = platform::Window::create({.visible = false});
    return window ? place : fmt::format("{}: {}", place, window.error().text);
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    return text;
}

std::string folderText() {
    const auto folder = platform::writableUserFolder();
    return folder ? folder->string()
                  : fmt::format("{}: attempts will go to out/attempts here and stay unsigned",
                                folder.error().text);
}

} // namespace

int devices(const CommonOptions& common) {
    const gpu::VulkanDescription vulkan = gpu::describeVulkan();
    fmt::print("display:     {}\n", displayText());
    fmt::print("your files:  {}\n", folderText());
    fmt::print("vulkan:      {}\n",
               vulkan.loaderVersion.empty() ? "no loader" : "loader " + vulkan.loaderVersion);
    fmt::print("validation:  {}\n",
               vulkan.validationLayer ? "installed" : "not installed (only developers need it)");
    for (const gpu::DeviceDescription& device : vulkan.devices) {
        const bool usable = device.missing.empty();
        fmt::print("device:      {} ({}, Vulkan {}, {}, {:.1f} GiB){}\n", device.name, device.kind,
                   device.apiVersion, device.driver, device.memory_GiB,
                   usable
                       ? (device.canPresent ? ": usable" : ": usable for pictures, not for windows")
                       : ": not usable");
        for (const std::string& missing : device.missing) {
            fmt::print("             missing: {}\n", missing);
        }
    }
    if (!vulkan.problem.empty()) {
        logError("{}", vulkan.problem);
        return kSurroundings;
    }
    const auto named = [&common](const gpu::DeviceDescription& device) {
        return device.missing.empty() &&
               lower(device.name).find(lower(common.gpu)) != std::string::npos;
    };
    if (std::none_of(vulkan.devices.begin(), vulkan.devices.end(), named)) {
        logError("no usable device is named '{}'; leave out --gpu, or give a part of a name above",
                 common.gpu);
        return kSurroundings;
    }
    return kFine;
}

} // namespace stipple::app
