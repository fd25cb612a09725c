#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "engine/platform/wall_clock.h"
#include "training/app/bench_core.h"
#include "training/app/bench_cost.h"
#include "training/app/bench_mechanics.h"
#include "training/app/bench_pace.h"
#include "training/app/bench_picture.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace stipple::app {

namespace {

using Figures = std::vector<BenchFigure>;

// becomes this program anew, which says on `out` when it has shown its first frame
[[noreturn]] void becomeFirstFrame(int out, const std::string& lesson,
                                   const CommonOptions& common) {
    std::vector<std::string> words{"stipple", "first-frame"};
    if (!lesson.empty()) {
        words.push_back(lesson);
    }
    if (!common.gpu.empty()) {
        words.insert(words.end(), {"--gpu", common.gpu});
    }
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    if (::dup2(out, STDOUT_FILENO) >= 0) {
        ::execv("/proc/self/exe", arguments.data());
    }
    ::_exit(127);
}

// from the start of the process until its first frame is shown
Result<double> startSeconds(const std::string& lesson, const CommonOptions& common) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) {
        return fail("a second process could not be listened to");
    }
    const double begin_s = platform::wallClock_s();
    const pid_t child = ::fork();
    if (child == 0) {
        becomeFirstFrame(pipe[1], lesson, common);
    }
    ::close(pipe[1]);
    char said = 0;
    const bool drawn = child > 0 && ::read(pipe[0], &said, 1) == 1;
    const double used_s = platform::wallClock_s() - begin_s;
    ::close(pipe[0]);
    int status = 0;
    const bool ended = child > 0 && ::waitpid(child, &status, 0) == child;
    if (!drawn || !ended || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return fail("the first frame could not be drawn; run `stipple devices` to see why");
    }
    return used_s;
}

Result<Figures> benchStart(const std::string& lesson, const CommonOptions& common) {
    constexpr double kStartScreen_s = 1.5;
    constexpr double kSkin_s = 2.0;
    double best_s = 1e9;
    double first_s = 0.0;
    for (int round = 0; round < 4; ++round) {
        const auto used_s = startSeconds(lesson, common);
        if (!used_s) {
            return used_s.error();
        }
        // the first one warms the file cache
        (round == 0 ? first_s : best_s) = round == 0 ? *used_s : std::min(best_s, *used_s);
    }
    return Figures{{"start", "first start of this run", "s", first_s},
                   {"start",
                    lesson.empty() ? "process start to first frame, warm"
                                   : "process start to first frame of the skin, warm",
                    "s", best_s, lesson.empty() ? kStartScreen_s : kSkin_s}};
}

Result<Figures> benchPart(const std::string& part, const Exercise& exercise,
                          const CommonOptions& common) {
    if (part == "score") {
        return benchScore(exercise);
    }
    if (part == "tick") {
        return benchTick(exercise);
    }
    if (part == "puncture") {
        return benchPuncture(exercise);
    }
    if (part == "mechanics") {
        return benchMechanics(exercise);
    }
    return benchPicture(exercise, common.gpu);
}

// the parts that start the program, or its window, and load the lesson themselves
std::optional<Result<Figures>> benchWhole(const std::string& part, const BenchOptions& options,
                                          const CommonOptions& common) {
    const std::string lesson = options.lesson.empty() ? kFirstLesson : options.lesson;
    if (part == "start") {
        return benchStart(options.lesson, common);
    }
    if (part == "cost") {
        const auto root = platform::dataRoot();
        return root ? benchCost(*root) : Result<Figures>(root.error());
    }
    if (part == "pace") {
        return benchPace(lesson, options.seconds, common);
    }
    if (part == "memory") {
        return benchMemory(lesson, options.seconds, options.speed, common);
    }
    return std::nullopt;
}

void printTable(const Figures& figures) {
    for (const BenchFigure& figure : figures) {
        const std::string goal =
            figure.goal == 0.0
                ? ""
                : fmt::format("goal {} {:g}: {}", figure.lessIsBetter ? "at most" : "at least",
                              figure.goal, meetsGoal(figure) ? "met" : "MISSED");
        fmt::print("{:<9} {:<46} {:>12.4g} {:<7} {}\n", figure.part, figure.name, figure.value,
                   figure.unit, goal);
    }
}

void printJson(const Figures& figures) {
    nlohmann::json out = nlohmann::json::object();
    out["format"] = "stipple-bench";
    out["version"] = 1;
    out["software"] = STIPPLE_VERSION;
    out["figures"] = nlohmann::json::array();
    for (const BenchFigure& figure : figures) {
        nlohmann::json line = {{"part", figure.part},
                               {"name", figure.name},
                               {"unit", figure.unit},
                               {"value", figure.value}};
        if (figure.goal != 0.0) {
            line["goal"] = figure.goal;
            line["goalIs"] = figure.lessIsBetter ? "at most" : "at least";
            line["met"] = meetsGoal(figure);
        }
        out["figures"].push_back(std::move(line));
    }
    fmt::print("{}\n", out.dump(2));
}

} // namespace

int bench(const BenchOptions& options, const CommonOptions& common) {
    const auto root = platform::dataRoot();
    const auto file =
        root ? readLesson(*root, options.lesson.empty() ? kFirstLesson : options.lesson)
             : Result<LessonFile>(root.error());
    if (!file) {
        logError("{}", file.error().text);
        return kSurroundings;
    }
    const std::vector<std::string> parts =
        options.part.empty()
            ? std::vector<std::string>{"score", "tick", "puncture", "frame", "start"}
            : std::vector<std::string>{options.part};
    std::optional<Result<Exercise>> exercise; // not for the parts that need none
    Figures all;
    int code = kFine;
    for (const std::string& one : parts) {
        std::optional<Result<Figures>> figures = benchWhole(one, options, common);
        if (!figures) {
            if (!exercise) {
                exercise.emplace(loadExercise(*root, *file));
            }
            figures =
                *exercise ? benchPart(one, **exercise, common) : Result<Figures>(exercise->error());
        }
        if (!*figures) {
            logError("{}: not run: {}", one, figures->error().text);
            code = kSurroundings;
            continue;
        }
        all.insert(all.end(), (*figures)->begin(), (*figures)->end());
    }
    options.json ? printJson(all) : printTable(all);
    return code;
}

} // namespace stipple::app
