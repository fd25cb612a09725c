#include "training/app/exercise_loader.h"

#include "engine/base/file.h"
#include "engine/base/state_hash.h"

#include <functional>

namespace stipple::app {

namespace {

/// Gives the text of a file by its path from the data root.
using ReadText = std::function<Result<std::string>(const std::string& path)>;

/// Reads the files of one exercise and keeps their texts.
class ExerciseFiles {
public:
    explicit ExerciseFiles(const ReadText& read) : read_(read) {}

    /// Reads and parses one file; after a failure further calls give empty values.
    template <class T>
    T parsed(const std::string& path, Result<T> (*parse)(std::string_view, const std::string&)) {
        if (failure_) {
            return T{};
        }
        Result<std::string> text = read_(path);
        if (!text) {
            failure_ = text.error();
            return T{};
        }
        Result<T> value = parse(*text, path);
        if (!value) {
            failure_ = value.error();
            return T{};
        }
        files_.push_back({.path = path, .text = std::move(text).value()});
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
    std::vector<recording::EmbeddedFile> files_;
    std::optional<Error> failure_;
};

Result<Exercise> load(const ReadText& read, const std::string& lessonPath) {
    ExerciseFiles files(read);
    Exercise exercise;
    lesson::Lesson lesson = files.parsed(lessonPath, lesson::parseLesson);
    exercise.scene = files.parsed(lesson.scene, scene::parsePadScene);
    const auto tissues = files.parsed(exercise.scene.tissues, scene::parseTissues);
    const auto needling = files.parsed(exercise.scene.needling, scene::parseNeedling);
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
    auto model = scene::buildPadModel(exercise.scene, tissues, needling, std::move(pens));
    if (!model) {
        return model.error();
    }
    auto assignment =
        lesson::assign(std::move(lesson), std::move(protocol), std::move(jurisdiction),
                       std::move(rubric), **model, files.contentHash());
    if (!assignment) {
        return assignment.error();
    }
    exercise.model = std::move(model).value();
    exercise.assignment = std::move(assignment).value();
    exercise.files = std::move(files.files());
    return exercise;
}

} // namespace

Result<Exercise> loadExercise(const std::filesystem::path& root, const std::string& lessonPath) {
    const ReadText read = [&root](const std::string& path) { return readTextFile(root / path); };
    return load(read, lessonPath);
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
    return load(read, lessonPath);
}

} // namespace stipple::app
