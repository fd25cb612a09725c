#pragma once

#include "engine/base/result.h"
#include "engine/input/work_surface.h"
#include "engine/scene/pad_scene.h"
#include "training/lesson/lesson.h"
#include "training/recording/attempt_record.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace stipple::app {

/// A lesson with everything that it names, ready to be attempted.
struct Exercise {
    std::unique_ptr<sim::SimModel> model;
    lesson::Assignment assignment;
    scene::PadScene scene;
    std::vector<recording::EmbeddedFile> files; ///< all texts that were read, in reading order
};

/// Loads a lesson from the data root; `lessonPath` is relative to it. Fails with file, line and
/// reason.
[[nodiscard]] Result<Exercise> loadExercise(const std::filesystem::path& root,
                                            const std::string& lessonPath);

/// The same from the files that a record carries.
[[nodiscard]] Result<Exercise> loadExercise(const std::vector<recording::EmbeddedFile>& files,
                                            const std::string& lessonPath);

/// What a scripted operator feels of the exercise: its patches in the lesson's order, with the
/// settings that suit each. The exercise must outlive it.
[[nodiscard]] input::WorkSurface workSurfaceOf(const Exercise& exercise);

} // namespace stipple::app
