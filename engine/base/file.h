#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

/// The whole file as text. Fails with the path and the system's reason; refuses over 64 MiB.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path);

/// The whole file as bytes; refuses over 512 MiB.
[[nodiscard]] Result<std::vector<std::uint8_t>> readBinaryFile(const std::filesystem::path& path);

/// Writes beside the file and renames: a reader sees the old or the new content, never half of it.
/// On failure (full disk, read-only folder) the old file is untouched and the part removed.
[[nodiscard]] Status writeFileWhole(const std::filesystem::path& path,
                                    std::span<const std::uint8_t> bytes);
[[nodiscard]] Status writeFileWhole(const std::filesystem::path& path, std::string_view text);

/// Makes the folder and its parents.
[[nodiscard]] Status makeFolder(const std::filesystem::path& path);

} // namespace stipple
