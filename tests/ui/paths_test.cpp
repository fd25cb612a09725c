#include "engine/platform/paths.h"
#include "engine/platform/window.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace stipple {
namespace {

/// Sets or unsets a variable, and puts it back at the end.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name)) {
            old_ = old;
        }
        set(value);
    }
    ~Variable() { set(old_ ? old_->c_str() : nullptr); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

private:
    void set(const char* value) const {
        if (value != nullptr) {
            setenv(name_, value, 1);
        } else {
            unsetenv(name_);
        }
    }
    const char* name_;
    std::optional<std::string> old_;
};

TEST(Paths, TheDataRootIsGivenOrFoundAboveTheProgram) {
    const Result<std::filesystem::path> given = platform::dataRoot();
    ASSERT_TRUE(given.ok()) << given.error().text;
    const Variable none("STIPPLE_ROOT", nullptr);
    const Result<std::filesystem::path> found = platform::dataRoot();
    // the build folder may lie outside the source tree: then the sentence says what to set
    if (found.ok()) {
        EXPECT_TRUE(std::filesystem::is_directory(*found / "scenes"));
    } else {
        EXPECT_NE(found.error().text.find("STIPPLE_ROOT"), std::string::npos);
    }
}

TEST(Paths, AWrongDataRootIsNamed) {
    const Variable wrong("STIPPLE_ROOT", "/usr/share");
    const Result<std::filesystem::path> root = platform::dataRoot();
    ASSERT_FALSE(root.ok());
    EXPECT_NE(root.error().text.find("/usr/share"), std::string::npos);
}

TEST(Paths, TheUserFolderFollowsXdgThenHome) {
    const Variable home("HOME", "/home/somebody");
    {
        const Variable data("XDG_DATA_HOME", "/data/somebody");
        EXPECT_EQ(platform::userFolder().value(), "/data/somebody/stipple");
    }
    {
        // the specification says to ignore a path that is not absolute
        const Variable data("XDG_DATA_HOME", "data");
        EXPECT_EQ(platform::userFolder().value(), "/home/somebody/.local/share/stipple");
        EXPECT_EQ(platform::settingsPath().value(),
                  "/home/somebody/.local/share/stipple/settings.toml");
    }
    const Variable data("XDG_DATA_HOME", nullptr);
    const Variable homeless("HOME", nullptr);
    EXPECT_FALSE(platform::userFolder().ok());
}

TEST(Paths, AFolderThatCannotBeWrittenIsReported) {
    // nobody, not even root, can make a folder in /proc
    const Variable data("XDG_DATA_HOME", "/proc/stipple-test");
    const Result<std::filesystem::path> folder = platform::writableUserFolder("attempts");
    ASSERT_FALSE(folder.ok());
    EXPECT_NE(folder.error().text.find("/proc/stipple-test"), std::string::npos)
        << folder.error().text;
}

TEST(Window, WithoutADisplaySaysSo) {
    const Variable x11("DISPLAY", nullptr);
    const Variable wayland("WAYLAND_DISPLAY", nullptr);
    const Result<platform::Window> window = platform::Window::create({});
    ASSERT_FALSE(window.ok());
    EXPECT_NE(window.error().text.find("no display"), std::string::npos) << window.error().text;
}

TEST(Window, ADisplayThatDoesNotAnswerIsNoCrash) {
    const Variable x11("DISPLAY", ":4713");
    const Variable wayland("WAYLAND_DISPLAY", nullptr);
    const Result<platform::Window> window = platform::Window::create({});
    ASSERT_FALSE(window.ok());
    EXPECT_FALSE(window.error().text.empty());
}

} // namespace
} // namespace stipple
