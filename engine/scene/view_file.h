#pragma once

#include "engine/base/data_file.h"
#include "engine/scene/pad_scene.h"

#include <string_view>
#include <vector>

namespace stipple::scene {

// What the files of a pad and of a patient have in common: where the camera starts, and lights.

/// `count` numbers, each inside low..high; zeros after a problem.
[[nodiscard]] std::vector<double> vectorIn(TomlTable& table, std::string_view key,
                                           std::size_t count, double low, double high,
                                           std::string_view unit);

[[nodiscard]] CameraStart readCamera(TomlTable table);

[[nodiscard]] RoomLight readLight(TomlTable& table);

} // namespace stipple::scene
