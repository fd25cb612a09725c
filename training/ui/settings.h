#pragma once

#include "engine/base/result.h"
#include "training/ui/ui_action.h"

#include <string>
#include <string_view>

namespace stipple::training_ui {

inline constexpr float kLeastUiScale = 0.8f, kMostUiScale = 2.5f;

/// What a person sets once; kept in settings.toml of the user folder.
struct Settings {
    float uiScale = 1.0f; ///< kLeastUiScale .. kMostUiScale, on top of the monitor's
    QualityChoice quality = QualityChoice::Auto;
    MapMode map = MapMode::Passes;
    bool keyCardSeen = false; ///< the card opens by itself until it was closed once
    friend bool operator==(const Settings&, const Settings&) = default;
};

/// Unknown keys, wrong types and values out of range come back with file and line.
[[nodiscard]] Result<Settings> parseSettings(std::string_view text, const std::string& name);
[[nodiscard]] std::string settingsText(const Settings& settings);

} // namespace stipple::training_ui
