#pragma once

#include "engine/gpu/readback.h"

#include <filesystem>

namespace stipple::render {

/// Writes a picture as PNG; the old file stays whole until the new one is.
[[nodiscard]] Status writePng(const std::filesystem::path& path, const gpu::Picture& picture);

/// The bytes of a PNG file, for pictures inside documents.
[[nodiscard]] std::vector<std::uint8_t> encodePng(const gpu::Picture& picture);

/// Fails with the path when the file is missing or no picture.
[[nodiscard]] Result<gpu::Picture> readPng(const std::filesystem::path& path);

} // namespace stipple::render
