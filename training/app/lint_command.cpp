#include "engine/base/data_file.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "engine/scene/lint.h"
#include "training/app/commands.h"
#include "training/app/exercise_loader.h"
#include "training/app/exit_code.h"
#include "training/lesson/lint.h"

#include <cstdio>

namespace stipple::app {

namespace {

// a lesson is only right together with what it names
Status lintWholeLesson(const std::string& file, const std::string& text) {
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    const LessonFile lesson{file, file, text};
    // without the bodies, the zones still tell whether a lesson fits its patient
    const auto exercise =
        missingPeople(*root).empty() ? loadExercise(*root, lesson) : lookAtExercise(*root, lesson);
    if (!exercise) {
        return exercise.error();
    }
    return Done{};
}

Status lintFile(const std::string& file, const std::string& text) {
    std::vector<DataKind> kinds;
    for (const std::span<const DataKind> some : {lesson::dataKinds(), scene::dataKinds()}) {
        kinds.insert(kinds.end(), some.begin(), some.end());
    }
    if (Status alone = lintByKind(kinds, text, file); !alone) {
        return alone;
    }
    const auto kind = dataKind(text, file);
    return kind && *kind == "lesson" ? lintWholeLesson(file, text) : Status(Done{});
}

} // namespace

int lint(const std::vector<std::string>& files) {
    int code = kFine;
    for (const std::string& file : files) {
        const auto text = readTextFile(file);
        if (!text) {
            logError("{}", text.error().text);
            code = kSurroundings;
            continue;
        }
        if (Status good = lintFile(file, *text); !good) {
            fmt::print("{}\n", good.error().text);
            code = code == kSurroundings ? code : kCheckFailed;
        } else {
            fmt::print("{}: fine\n", file);
        }
    }
    return code;
}

} // namespace stipple::app
