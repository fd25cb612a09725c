#include "training/app/exercise_loader.h"

#include "engine/base/file.h"
#include "engine/base/state_hash.h"

#include <functional>

namespace stipple::app {

namespace fs = std::filesystem;

namespace {

/// Gives the text of a file by its path from the data root.
using ReadText = std::function<Result<std::string>(const std::string& path)>;

/// Reads the files of one exercise and keeps their texts.
class ExerciseFiles {
public:
    /// `lesson` as in LessonFile::shown.
    ExerciseFiles(const ReadText& read, const std::string& lesson) : read_(read), lesson_(lesson) {}

    /// Reads and parses one file; after a failure further calls give empty values.
    template <class T>
    T parsed(const std::string& path, Result<T> (*parse)(std::string_view, const std::string&)) {
        if (failure_) {
            return T{};
        }
        Result<std::string> text = read_(path);
        if (!text) {
            failure_ = fail("{}: a file that it names is missing: {}", lesson_, text.error().text);
            return T{};
        }
        return parsed(path, path, std::move(text).value(), parse);
    }

    /// The same of a text that is already there; `shown` names it in problems.
    template <class T>
    T parsed(const std::string& path, const std::string& shown, std::string text,
             Result<T> (*parse)(std::string_view, const std::string&)) {
        Result<T> value = parse(text, shown);
        if (!value) {
            failure_ = value.error();
            return T{};
        }
        files_.push_back({.path = path, .text = std::move(text)});
        return std::move(value).value();
    }

    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    [[nodiscard]] std::vector<recording::EmbeddedFile>& files() { return files_; }
    [[nodiscard]] std::uint64_t contentHash() const {
        StateHash hash;
        for (const recording::EmbeddedFile& file : files_) {
            mixAll(hash, std::span<const char>(file.path));
            mixAll(hash, std::span<const char>(file.text));
        }
        return hash.value;
    }

private:
    const ReadText& read_;
    const std::string& lesson_;
    std::vector<recording::EmbeddedFile> files_;
    std::optional<Error> failure_;
};

Result<Exercise> load(const ReadText& read, const LessonFile& from) {
    ExerciseFiles files(read, from.shown);
    Exercise exercise;
    lesson::Lesson lesson = files.parsed(from.path, from.shown, from.text, lesson::parseLesson);
    scene::PadScene pad = files.parsed(lesson.scene, scene::parsePadScene);
    const auto tissues = files.parsed(pad.tissues, scene::parseTissues);
    const auto needling = files.parsed(pad.needling, scene::parseNeedling);
    std::vector<sim::PenDevice> pens;
    for (const std::string& path : lesson.pens) {
        pens.push_back(files.parsed(path, scene::parsePenDevice));
    }
    lesson::Protocol protocol = files.parsed(lesson.protocol, lesson::parseProtocol);
    lesson::Jurisdiction jurisdiction =
        files.parsed(lesson.jurisdiction, lesson::parseJurisdiction);
    lesson::Rubric rubric = files.parsed(lesson.rubric, lesson::parseRubric);
    if (files.failure()) {
        return *files.failure();
    }
    auto model = scene::buildPadModel(pad, tissues, needling, std::move(pens));
    if (!model) {
        return fail("{}: {}", from.shown, model.error().text);
    }
    auto assignment =
        lesson::assign(std::move(lesson), std::move(protocol), std::move(jurisdiction),
                       std::move(rubric), **model, files.contentHash());
    if (!assignment) {
        return fail("{}: {}", from.shown, assignment.error().text);
    }
    exercise.model = std::move(model).value();
    exercise.sceneId = pad.id;
    exercise.sceneLabel = pad.label;
    exercise.camera = pad.camera;
    exercise.lights = pad.lights;
    exercise.pad = std::move(pad);
    exercise.assignment = std::move(assignment).value();
    exercise.lessonPath = from.path;
    exercise.files = std::move(files.files());
    return exercise;
}

// The path from `root` of a file below it, else the file's name: a record tells nothing about the
// folders of the machine where it was made.
std::string pathInRecord(const fs::path& root, const fs::path& file) {
    std::error_code code;
    const fs::path whole = fs::weakly_canonical(file, code);
    const fs::path below = whole.lexically_relative(fs::weakly_canonical(root, code));
    const bool outside = below.empty() || *below.begin() == "..";
    return outside ? file.filename().string() : below.generic_string();
}

} // namespace

Result<LessonFile> readLesson(const fs::path& root, const std::string& given) {
    std::error_code code;
    fs::path file = given;
    if (file.is_relative() && !fs::exists(file, code)) {
        file = root / given;
        if (!fs::exists(file, code)) {
            return fail("{}: there is no such lesson, neither here nor in {}; name one like "
                        "training/lessons/pad_first_passes.toml",
                        given, root.string());
        }
    }
    auto text = readTextFile(file);
    if (!text) {
        return text.error();
    }
    return LessonFile{pathInRecord(root, file), given, std::move(text).value()};
}

Result<Exercise> loadExercise(const fs::path& root, const LessonFile& lesson) {
    const ReadText read = [&root](const std::string& path) { return readTextFile(root / path); };
    return load(read, lesson);
}

Result<Exercise> loadExercise(const fs::path& root, const std::string& lessonPath) {
    auto text = readTextFile(root / lessonPath);
    if (!text) {
        return text.error();
    }
    return loadExercise(root, LessonFile{lessonPath, lessonPath, std::move(text).value()});
}

Result<Exercise> loadExercise(const std::vector<recording::EmbeddedFile>& files,
                              const std::string& lessonPath) {
    const ReadText read = [&files](const std::string& path) -> Result<std::string> {
        for (const recording::EmbeddedFile& file : files) {
            if (file.path == path) {
                return file.text;
            }
        }
        return fail("the record does not carry the file {}", path);
    };
    auto text = read(lessonPath);
    if (!text) {
        return text.error();
    }
    return load(read, {lessonPath, lessonPath, std::move(text).value()});
}

} // namespace stipple::app
