#pragma once

#include "engine/base/result.h"
#include "engine/input/work_surface.h"
#include "engine/scene/pad_scene.h"
#include "engine/scene/patient.h"
#include "training/lesson/lesson.h"
#include "training/recording/attempt_record.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stipple::app {

/// The person on whom a lesson is done.
struct PatientScene {
    scene::Patient patient;
    scene::Anatomy anatomy;
    std::shared_ptr<const scene::PeopleAsset> people; ///< what `part` points into
    const scene::BodyPart* part = nullptr;
    scene::PatientModel built; ///< without its `model`, which is Exercise::model
};

/// A lesson with everything that it names, ready to be attempted.
struct Exercise {
    std::unique_ptr<sim::SimModel> model;
    lesson::Assignment assignment;
    // what every scene has
    std::string sceneId, sceneLabel;
    scene::CameraStart camera;
    std::vector<scene::RoomLight> lights;
    // and one of these two
    std::optional<scene::PadScene> pad;
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
[[nodiscard]] Result<LessonFile> readLesson(const std::filesystem::path& root,
                                            const std::string& given);

/// Loads what the lesson names from the data root. Fails with file, line and reason.
[[nodiscard]] Result<Exercise> loadExercise(const std::filesystem::path& root,
                                            const LessonFile& lesson);

/// The same of a lesson in the data root; `lessonPath` is relative to it.
[[nodiscard]] Result<Exercise> loadExercise(const std::filesystem::path& root,
                                            const std::string& lessonPath);

/// The same from the files that a record carries.
[[nodiscard]] Result<Exercise> loadExercise(const std::vector<recording::EmbeddedFile>& files,
                                            const std::string& lessonPath);

/// What a scripted operator feels of the exercise: its patches in the lesson's order, with the
/// settings that suit each. The exercise must outlive it.
[[nodiscard]] input::WorkSurface workSurfaceOf(const Exercise& exercise);

} // namespace stipple::app
