#include "engine/base/log.h"
#include "engine/gpu/describe.h"
#include "engine/platform/paths.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"

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
    return wayland.empty() ? "X11 at " + x11 : "Wayland at " + wayland;
}

std::string folderText() {
    const auto folder = platform::writableUserFolder();
    return folder ? folder->string() : folder.error().text;
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
    if (!common.gpu.empty()) {
        fmt::print("chosen:      --gpu {}\n", common.gpu);
    }
    if (!vulkan.problem.empty()) {
        logError("{}", vulkan.problem);
        return kSurroundings;
    }
    return kFine;
}

} // namespace stipple::app
