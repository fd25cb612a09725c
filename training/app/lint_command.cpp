#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/base/toml_reader.h"
#include "engine/platform/paths.h"
#include "engine/scene/lint.h"
#include "training/app/commands.h"
#include "training/app/exercise_loader.h"
#include "training/app/exit_code.h"
#include "training/lesson/lint.h"

#include <cstdio>

namespace stipple::app {

namespace {

// the `kind` that every data file begins with
Result<std::string> kindOf(const std::string& text, const std::string& name) {
    auto document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    if (!root.has("kind")) {
        return fail("{}:1: key 'kind' is missing; every data file says what it is, such as "
                    "kind = \"lesson\"",
                    name);
    }
    return root.text("kind");
}

// a lesson is only right together with what it names
Status lintWhole(const std::string& kind, const std::string& file) {
    if (kind != "lesson") {
        return Done{};
    }
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    const auto exercise = loadExercise(root->string(), file);
    if (!exercise) {
        return exercise.error();
    }
    return Done{};
}

Status lintFile(const std::string& file, const std::string& text) {
    const auto kind = kindOf(text, file);
    if (!kind) {
        return kind.error();
    }
    if (scene::lintsKind(*kind)) {
        return scene::lintText(text, file);
    }
    if (Status alone = lesson::lintText(text, file); !alone) {
        return alone;
    }
    return lintWhole(*kind, file);
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
