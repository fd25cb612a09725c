#pragma once

#include "tests/replay/scripted_attempt.h"
#include "tests/support/data_text.h"

namespace stipple::test {

/// Tests on people; they are skipped where nobody has made them.
class OnPeople : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(dataRoot() / ".build/patients/people.stipple-people")) {
            GTEST_SKIP() << "no patients on this computer: ./stipple patients";
        }
    }
};

/// Every lesson about a face or neck.
[[nodiscard]] inline std::vector<std::string> faceLessons() {
    std::vector<std::string> paths = dataFiles({"training/lessons"});
    std::erase_if(paths, [](const std::string& path) {
        return !std::filesystem::path(path).filename().string().starts_with("face_");
    });
    return paths;
}

/// Everybody with a face; some are a belly or a hand.
[[nodiscard]] inline std::vector<std::string> facePatients() {
    std::vector<std::string> paths = dataFiles({"scenes/patients"});
    std::erase_if(paths, [](const std::string& path) {
        return dataText(path).find("\npart = \"head\"\n") == std::string::npos;
    });
    return paths;
}

/// A lesson with another person on the couch.
[[nodiscard]] inline Result<app::Exercise> lessonOn(const std::string& lessonPath,
                                                    const std::string& patient) {
    auto lesson = app::readLesson(dataRoot(), lessonPath);
    if (!lesson) {
        return lesson.error();
    }
    const std::size_t at = lesson->text.find("scene = \"") + 9;
    lesson->text.replace(at, lesson->text.find('"', at) - at, patient);
    return app::loadExercise(dataRoot(), *lesson);
}

} // namespace stipple::test
