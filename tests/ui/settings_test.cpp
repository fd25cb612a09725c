#include "training/ui/settings.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

using namespace training_ui;

TEST(Settings, ComeBackAsTheyWereWritten) {
    const Settings settings{.uiScale = 1.25f,
                            .quality = QualityChoice::Low,
                            .map = MapMode::Depth,
                            .keyCardSeen = true};
    const Result<Settings> read = parseSettings(settingsText(settings), "settings.toml");
    ASSERT_TRUE(read.ok()) << read.error().text;
    EXPECT_EQ(*read, settings);
}

TEST(Settings, BadOnesAreNamedWithTheirLine) {
    const Result<Settings> read =
        parseSettings("ui_scale = 9.0\nquality = \"best\"\nmap = \"off\"\nkey_card_seen = true\n"
                      "colour = \"blue\"\n",
                      "settings.toml");
    ASSERT_FALSE(read.ok());
    EXPECT_NE(read.error().text.find("settings.toml:1"), std::string::npos) << read.error().text;
    EXPECT_NE(read.error().text.find("settings.toml:2"), std::string::npos);
    EXPECT_NE(read.error().text.find("colour"), std::string::npos);
}

} // namespace
} // namespace stipple
