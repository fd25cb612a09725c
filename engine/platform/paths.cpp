#include "engine/platform/paths.h"

#include "engine/base/file.h"

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <system_error>

namespace stipple::platform {

namespace fs = std::filesystem;

namespace {

bool holdsData(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "scenes", ignored) &&
           fs::is_directory(folder / "training", ignored);
}

/// The value of a variable that must hold an absolute path; empty when it does not.
fs::path absoluteFrom(const char* variable) {
    const char* value = std::getenv(variable);
    if (value == nullptr || value[0] != '/') {
        return {};
    }
    return value;
}

} // namespace

Result<fs::path> dataRoot() {
    if (const char* given = std::getenv("STIPPLE_ROOT"); given != nullptr && *given != '\0') {
        if (!holdsData(given)) {
            return fail("STIPPLE_ROOT is '{}', which has no folders scenes/ and training/; correct "
                        "or unset it",
                        given);
        }
        return fs::path(given);
    }
    std::error_code problem;
    const fs::path program = fs::read_symlink("/proc/self/exe", problem);
    if (problem) {
        return fail("the program's own place is unknown ({}); set STIPPLE_ROOT to the folder with "
                    "scenes/ and training/",
                    problem.message());
    }
    for (fs::path folder = program.parent_path();; folder = folder.parent_path()) {
        if (holdsData(folder)) {
            return folder;
        }
        if (folder == folder.parent_path()) {
            break;
        }
    }
    return fail("no folder above '{}' has scenes/ and training/; set STIPPLE_ROOT to the one that "
                "does",
                program.string());
}

Result<fs::path> userFolder() {
    if (fs::path data = absoluteFrom("XDG_DATA_HOME"); !data.empty()) {
        return data / "stipple";
    }
    if (fs::path home = absoluteFrom("HOME"); !home.empty()) {
        return home / ".local" / "share" / "stipple";
    }
    return fail("neither XDG_DATA_HOME nor HOME is an absolute path; set one so that attempts can "
                "be kept");
}

Result<fs::path> writableUserFolder() {
    return writableUserFolder({});
}

Result<fs::path> writableUserFolder(const fs::path& inside) {
    Result<fs::path> user = userFolder();
    if (!user) {
        return user;
    }
    const fs::path folder = inside.empty() ? *user : *user / inside;
    if (const Status made = makeFolder(folder); !made) {
        return made.error();
    }
    const fs::path probe = folder / (".write-check-" + std::to_string(::getpid()));
    const Status written = writeFileWhole(probe, std::string_view("ok"));
    if (!written) {
        return fail("'{}' cannot be written, so nothing will be kept: {}", folder.string(),
                    written.error().text);
    }
    std::error_code ignored;
    fs::remove(probe, ignored);
    return folder;
}

Result<fs::path> settingsPath() {
    Result<fs::path> user = userFolder();
    if (!user) {
        return user;
    }
    return *user / "settings.toml";
}

} // namespace stipple::platform
