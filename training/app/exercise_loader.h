#pragma once

#include "engine/base/result.h"
#include "engine/input/work_surface.h"
#include "engine/scene/pad_scene.h"
#include "training/app/load_progress.h"
#include "training/app/patient_loader.h"
#include "training/lesson/lesson.h"
#include "training/recording/attempt_record.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stipple::app {

/// A lesson with everything that it names, ready to be attempted.
struct Exercise {
    const sim::SimModel* model = nullptr; ///< `padModel` or that of `patient`
    lesson::Assignment assignment;
    // what every scene has
    std::string sceneId, sceneLabel;
    scene::CameraStart camera;
    std::vector<scene::RoomLight> lights;
    // and one of these two
    std::optional<scene::PadScene> pad;
    std::unique_ptr<sim::SimModel> padModel;
    std::optional<PatientScene> patient;
    std::string lessonPath;                     ///< the lesson's among `files`
    std::vector<recording::EmbeddedFile> files; ///< all texts that were read, in reading order
};

/// A lesson as somebody named it.
struct LessonFile {
    std::string path;  ///< from the data root; of a lesson elsewhere its name alone
    std::string shown; ///< as it was given, for problems
    std::string text;
};

/// Finds and reads a lesson: an absolute path, one from the working folder, or one from the data
/// root, in this order. Fails when there is no such file or it cannot be read.
/// `what` and `like` name in the problem what was looked for, and an example.
[[nodiscard]] Result<LessonFile>
readLesson(const std::filesystem::path& root, const std::string& given,
           std::string_view what = "lesson",
           std::string_view like = "training/lessons/pad_first_passes.toml");

/// Loads what the lesson names from the data root. Fails with file, line and reason.
/// `watch` is told of the steps Files, Body and Model.
[[nodiscard]] Result<Exercise> loadExercise(const std::filesystem::path& root,
                                            const LessonFile& lesson, const LoadWatch& watch = {});

/// The same without the body of a patient, which takes no time and needs no people asset: lesson,
/// zones and pens are checked, and the model of a patient has zones and pens but no skin.
[[nodiscard]] Result<Exercise> lookAtExercise(const std::filesystem::path& root,
                                              const LessonFile& lesson);

/// A patient without a lesson: the assignment is empty.
[[nodiscard]] Result<Exercise> loadPatient(const std::filesystem::path& root,
                                           const LessonFile& patient);

/// The same of a lesson in the data root; `lessonPath` is relative to it.
[[nodiscard]] Result<Exercise> loadExercise(const std::filesystem::path& root,
                                            const std::string& lessonPath);

/// The same from the files that a record carries, of a lesson on a pad.
[[nodiscard]] Result<Exercise> loadExercise(const std::vector<recording::EmbeddedFile>& files,
                                            const std::string& lessonPath);

/// The same from a record. The body of a patient alone is read from below `root`, and must be the
/// one that the record names.
[[nodiscard]] Result<Exercise> loadExercise(const recording::AttemptHeader& header,
                                            const std::filesystem::path& root,
                                            const LoadWatch& watch = {});

/// Why the bodies below `root` are not those that a record was made on; empty when they are, or
/// when it needs none.
[[nodiscard]] std::string peopleProblem(const recording::AttemptHeader& header,
                                        const std::filesystem::path& root);

/// What a scripted operator feels of the exercise: its patches in the lesson's order, with the
/// settings that suit each. The exercise must outlive it.
[[nodiscard]] input::WorkSurface workSurfaceOf(const Exercise& exercise);

} // namespace stipple::app
