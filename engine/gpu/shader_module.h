#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace stipple::gpu {

/// The SPIR-V words of a shader of shaders/, by file name ("skin.frag"). They are part of the
/// program, so that it runs from anywhere. Stops the program when there is no such shader.
[[nodiscard]] std::span<const std::uint32_t> embeddedShader(std::string_view fileName);

} // namespace stipple::gpu
