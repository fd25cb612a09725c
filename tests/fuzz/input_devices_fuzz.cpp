// Any bytes as a data file of kind "input_devices": a value or a reason, never a crash.

#include "engine/scene/input_devices_file.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto result = stipple::scene::parseInputDevices(text, "fuzz.toml");
    // a refusal must say something
    if (!result && result.error().text.empty()) {
        __builtin_trap();
    }
    return 0;
}
