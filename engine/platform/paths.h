#pragma once

#include "engine/base/result.h"

#include <filesystem>

namespace stipple::platform {

/// The folder that holds scenes/ and training/: STIPPLE_ROOT when set, else the nearest one above
/// the program file. Fails when there is none, saying where it looked.
[[nodiscard]] Result<std::filesystem::path> dataRoot();

/// $XDG_DATA_HOME/stipple or ~/.local/share/stipple. Only the name: nothing is made.
/// Fails when neither XDG_DATA_HOME nor HOME is an absolute path.
[[nodiscard]] Result<std::filesystem::path> userFolder();

/// userFolder(), made when missing and checked by writing into it. Fails in words on a read-only
/// home or a full disk: the program then goes on, and keeps nothing.
[[nodiscard]] Result<std::filesystem::path> writableUserFolder();

/// A subfolder of the writable user folder, made when missing: "attempts", "keys".
[[nodiscard]] Result<std::filesystem::path> writableUserFolder(const std::filesystem::path& inside);

/// Where the settings lie: userFolder() / "settings.toml".
[[nodiscard]] Result<std::filesystem::path> settingsPath();

} // namespace stipple::platform
