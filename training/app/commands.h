#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stipple::app {

/// What the demo, the start screen and the benchmarks take when no lesson is named.
inline constexpr const char* kFirstLesson = "training/lessons/pad_first_passes.toml";

/// What every command may be told.
struct CommonOptions {
    std::string gpu; ///< part of a device's name; empty = the best one
    bool validation = false;
};

struct PracticeOptions {
    std::string lesson; ///< path; empty opens the start screen
    std::string pen = "mouse";
    std::string out; ///< folder of records; empty = the user's attempts
    std::string trainee;
    std::string quality = "auto"; ///< low, full, auto
    double uiScale = 1.0;
    double speed = 1.0; ///< of a scripted or recorded pen against the clock
    int width = 1280, height = 800;
    bool window = true;          ///< false: the same without one, for measuring
    bool ownSettings = true;     ///< false: the settings as they come, not this user's
    bool closeAtEnd = false;     ///< leave after the score instead of showing the review
    std::string screenshotAtEnd; ///< PNG; empty = none
};

struct PerformOptions {
    std::string lesson, pen, out;
    std::string trainee;
    bool json = false;
    bool quiet = false; ///< the caller prints the result
};

struct RenderOptions {
    std::string file, out;
    double at_s = 0.0;
    std::optional<double> day =
        std::nullopt;           ///< days after the attempt's end instead of a moment of it
    bool days = false;          ///< a sheet of the attempt and the year after it instead
    std::string care = "good";  ///< of the skin in those days: good or poor
    std::string view = "front"; ///< front, close, section, coverage
    int width = 1280, height = 720;
};

struct PatientOptions {
    std::string file;
    std::string out; ///< PNG; empty = none
    std::string glb; ///< binary glTF; empty = none
    bool regions = false;
    int width = 640, height = 360; ///< of one picture of the sheet
};

// Each command prints its result, returns an ExitCode and never throws.
[[nodiscard]] int practice(const PracticeOptions& options, const CommonOptions& common);
[[nodiscard]] int perform(const PerformOptions& options);
[[nodiscard]] int score(const std::string& file, bool json);
[[nodiscard]] int render(const RenderOptions& options, const CommonOptions& common);
[[nodiscard]] int report(const std::string& file, const std::string& out);
[[nodiscard]] int lint(const std::vector<std::string>& files);
[[nodiscard]] int devices(const CommonOptions& common);
[[nodiscard]] int demo(const std::string& out, double speed, const CommonOptions& common);
/// `lesson` empty: of the start screen.
[[nodiscard]] int firstFrame(const std::string& lesson, const CommonOptions& common);
[[nodiscard]] int patient(const PatientOptions& options, const CommonOptions& common);
[[nodiscard]] int patients();

struct BenchOptions {
    std::string part;      ///< empty: all that take less than a minute
    std::string lesson;    ///< empty: the first exercise on the pad
    double seconds = 20.0; ///< of the parts that let a pen perform
    double speed = 1.0;    ///< of that pen against the clock; more makes a long attempt short
    bool json = false;
};
[[nodiscard]] int bench(const BenchOptions& options, const CommonOptions& common);

/// Where a window could open.
[[nodiscard]] bool hasDisplay();

} // namespace stipple::app
