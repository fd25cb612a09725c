#include "training/ui/settings.h"

#include "engine/base/toml_reader.h"

#include <string_view>

#include <array>

namespace stipple::training_ui {

namespace {

constexpr std::array<std::string_view, 3> kQualityNames{"low", "full", "auto"};
constexpr std::array<std::string_view, 4> kMapNames{"off", "passes", "density", "depth"};

/// Position of the text at `key` in `names`; 0 and a problem when it is none of them.
template <std::size_t N>
std::size_t choice(TomlTable& table, std::string_view key,
                   const std::array<std::string_view, N>& names) {
    const std::string text = table.text(key);
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == text) {
            return i;
        }
    }
    table.problem(key, fmt::format("must be one of: {}", fmt::join(names, ", ")));
    return 0;
}

} // namespace

Result<Settings> parseSettings(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    Settings settings;
    settings.uiScale = static_cast<float>(root.number("ui_scale"));
    if (!(settings.uiScale >= kLeastUiScale && settings.uiScale <= kMostUiScale)) {
        root.problem("ui_scale",
                     fmt::format("must lie between {} and {}", kLeastUiScale, kMostUiScale));
    }
    settings.quality = static_cast<QualityChoice>(choice(root, "quality", kQualityNames));
    settings.map = static_cast<MapMode>(choice(root, "map", kMapNames));
    settings.keyCardSeen = root.flag("key_card_seen");
    if (const Status good = document->finish(); !good) {
        return good.error();
    }
    return settings;
}

std::string settingsText(const Settings& settings) {
    return fmt::format("ui_scale = {:.2f}\nquality = \"{}\"\nmap = \"{}\"\nkey_card_seen = {}\n",
                       settings.uiScale,
                       kQualityNames.at(static_cast<std::size_t>(settings.quality)),
                       kMapNames.at(static_cast<std::size_t>(settings.map)), settings.keyCardSeen);
}

} // namespace stipple::training_ui
