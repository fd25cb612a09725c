#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "engine/platform/wall_clock.h"
#include "training/app/bench_core.h"
#include "training/app/bench_picture.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <sys/wait.h>
#include <unistd.h>

namespace stipple::app {

namespace {

constexpr const char* kFirstLesson = "training/lessons/pad_first_passes.toml";

using Figures = std::vector<BenchFigure>;

// this program, started anew, until it has drawn and shown its first frame
Result<double> startSeconds() {
    const double begin_s = platform::wallClock_s();
    const pid_t child = ::fork();
    if (child < 0) {
        return fail("a second process could not be started");
    }
    if (child == 0) {
        ::execl("/proc/self/exe", "stipple", "first-frame", static_cast<char*>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    if (::waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return fail("the first frame could not be drawn; run `stipple devices` to see why");
    }
    return platform::wallClock_s() - begin_s;
}

Result<Figures> benchStart() {
    double best_s = 1e9;
    double first_s = 0.0;
    for (int round = 0; round < 4; ++round) {
        const auto used_s = startSeconds();
        if (!used_s) {
            return used_s.error();
        }
        // the first one warms the file cache
        (round == 0 ? first_s : best_s) = round == 0 ? *used_s : std::min(best_s, *used_s);
    }
    return Figures{{"start", "first start of this run", "s", first_s},
                   {"start", "process start to first frame, warm", "s", best_s, 1.5}};
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
    return part == "start" ? benchStart() : benchPicture(exercise, common.gpu);
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

int bench(const std::string& part, const std::string& lesson, bool json,
          const CommonOptions& common) {
    const auto root = platform::dataRoot();
    if (!root) {
        logError("{}", root.error().text);
        return kSurroundings;
    }
    const auto file = readLesson(*root, lesson.empty() ? kFirstLesson : lesson);
    if (!file) {
        logError("{}", file.error().text);
        return kSurroundings;
    }
    const auto exercise = loadExercise(*root, *file);
    if (!exercise) {
        logError("{}", exercise.error().text);
        return kSurroundings;
    }
    const std::vector<std::string> parts =
        part.empty() ? std::vector<std::string>{"score", "tick", "puncture", "frame", "start"}
                     : std::vector<std::string>{part};
    Figures all;
    int code = kFine;
    for (const std::string& one : parts) {
        const auto figures = benchPart(one, *exercise, common);
        if (!figures) {
            logError("{}: not run: {}", one, figures.error().text);
            code = kSurroundings;
            continue;
        }
        all.insert(all.end(), figures->begin(), figures->end());
    }
    json ? printJson(all) : printTable(all);
    return code;
}

} // namespace stipple::app
