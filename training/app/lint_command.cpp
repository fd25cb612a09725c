#include "engine/base/data_file.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "engine/scene/lint.h"
#include "engine/scene/pad_scene.h"
#include "training/app/commands.h"
#include "training/app/exercise_loader.h"
#include "training/app/exit_code.h"
#include "training/lesson/lint.h"

#include <cstdio>

namespace stipple::app {

namespace {

constexpr const char* kTissuesFile = "scenes/tissues.toml";

// a lesson is only right together with what it names
Status lintWholeLesson(const std::filesystem::path& root, const std::string& file,
                       const std::string& text) {
    const LessonFile lesson{file, file, text};
    // without the bodies, the zones still tell whether a lesson fits its patient
    const auto exercise =
        missingPeople(root).empty() ? loadExercise(root, lesson) : lookAtExercise(root, lesson);
    if (!exercise) {
        return exercise.error();
    }
    return Done{};
}

// a patient, made of its body
Status lintWholePatient(const std::filesystem::path& root, const std::string& file,
                        const std::string& text) {
    const auto exercise = loadPatient(root, {file, file, text});
    return exercise ? Status(Done{}) : Status(exercise.error());
}

// whether every landmark meets skin and every ring closes on the body part
Status lintWholeAnatomy(const std::filesystem::path& root, const std::string& file,
                        const std::string& text) {
    const auto anatomy = scene::parseAnatomy(text, file);
    const auto people = readPeople(root);
    const auto tissuesText = readTextFile(root / kTissuesFile);
    if (!anatomy || !people || !tissuesText) {
        return !anatomy ? anatomy.error() : !people ? people.error() : tissuesText.error();
    }
    const auto tissues = scene::parseTissues(*tissuesText, kTissuesFile);
    const scene::BodyPart* part = scene::findPart(**people, anatomy->part);
    if (!tissues || part == nullptr) {
        return tissues ? fail("{}: the people asset has no part '{}'", file, anatomy->part)
                       : tissues.error();
    }
    const auto painted = scene::paintAnatomy(*anatomy, *part, *tissues);
    return painted ? Status(Done{}) : Status(painted.error());
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
    if (!kind) {
        return kind.error();
    }
    if (*kind != "lesson" && *kind != "patient" && *kind != "anatomy") {
        return Done{};
    }
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    if (*kind == "lesson") {
        return lintWholeLesson(*root, file, text);
    }
    if (!missingPeople(*root).empty()) {
        return Done{}; // no bodies to look at them with
    }
    return *kind == "patient" ? lintWholePatient(*root, file, text)
                              : lintWholeAnatomy(*root, file, text);
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
