#include "training/app/attempt_folder.h"

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "engine/platform/wall_clock.h"
#include "training/app/exercise_loader.h"
#include "training/recording/attempt_record.h"

#include <algorithm>
#include <ctime>
#include <filesystem>

namespace stipple::app {

namespace fs = std::filesystem;

namespace {

std::tm localTime(std::int64_t unix_s) {
    const auto time = static_cast<std::time_t>(unix_s);
    std::tm local{};
    localtime_r(&time, &local);
    return local;
}

std::vector<fs::path> filesWith(const fs::path& folder, const char* extension) {
    std::vector<fs::path> found;
    std::error_code code;
    for (fs::directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
        if (it->path().extension() == extension) {
            found.push_back(it->path());
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

// the consultation card; a pad has none
void addPatient(const std::string& root, const Exercise& exercise,
                training_ui::LessonEntry& entry) {
    if (!exercise.patient) {
        return;
    }
    const scene::Patient& patient = exercise.patient->patient;
    entry.patient = patient.label;
    for (const scene::HistoryItem& item : patient.history) {
        entry.history.push_back(
            {.question = item.question, .answer = item.answer, .bearing = item.bearing});
    }
    entry.problem = missingPeople(root);
}

} // namespace

std::string dateText(std::int64_t unix_s) {
    const std::tm t = localTime(unix_s);
    return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
                       t.tm_hour, t.tm_min);
}

Result<std::string> attemptFolder(const std::string& wished) {
    if (!wished.empty()) {
        if (Status made = makeFolder(wished); !made) {
            return made.error();
        }
        return wished;
    }
    if (const auto kept = platform::writableUserFolder("attempts")) {
        return kept->string();
    } else {
        logWarning("{}; attempts go to out/attempts in this folder", kept.error().text);
    }
    const std::string here = "out/attempts";
    if (Status made = makeFolder(here); !made) {
        return made.error();
    }
    return here;
}

std::string newAttemptPath(const std::string& folder, const std::string& lessonId) {
    const std::tm t = localTime(platform::dateNow_unix());
    const std::string stem =
        fmt::format("{}/{:04}{:02}{:02}-{:02}{:02}{:02}-{}", folder, t.tm_year + 1900, t.tm_mon + 1,
                    t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec, lessonId);
    std::string path = stem + ".stipple";
    std::error_code code;
    for (int copy = 2; fs::exists(path, code); ++copy) {
        path = fmt::format("{}-{}.stipple", stem, copy);
    }
    return path;
}

std::vector<training_ui::RecentAttempt> recentAttempts(const std::string& folder,
                                                       std::size_t most) {
    std::vector<fs::path> files = filesWith(folder, ".stipple");
    std::reverse(files.begin(), files.end());
    std::vector<training_ui::RecentAttempt> recent;
    for (const fs::path& file : files) {
        if (recent.size() == most) {
            break;
        }
        const auto record = recording::readAttempt(file.string());
        if (!record) {
            continue;
        }
        recent.push_back({.path = file.string(),
                          .lesson = fs::path(record->header.lessonPath).stem().string(),
                          .trainee = record->header.trainee,
                          .when = dateText(record->header.startedAt_unix),
                          .complete = record->complete,
                          .passed = record->complete && record->score.passed,
                          .total = record->score.total,
                          .mode = record->header.mode});
    }
    return recent;
}

std::vector<training_ui::LessonEntry> allLessons(const std::string& root) {
    std::vector<training_ui::LessonEntry> lessons;
    for (const fs::path& file : filesWith(fs::path(root) / "training/lessons", ".toml")) {
        training_ui::LessonEntry entry;
        entry.path = fs::relative(file, root).string();
        entry.title = file.stem().string();
        const auto text = readTextFile(file);
        const auto exercise = text ? lookAtExercise(root, {entry.path, entry.path, *text})
                                   : Result<Exercise>(text.error());
        if (!exercise) {
            entry.problem = exercise.error().text;
        } else {
            addPatient(root, *exercise, entry);
            const lesson::Lesson& lesson = exercise->assignment.lesson;
            entry.title = lesson.title;
            entry.summary = lesson.summary;
            entry.instructions = lesson.instructions;
            entry.timeLimit_s = lesson.timeLimit_s;
            entry.mode = lesson.mode;
            entry.assistance = lesson.assistance;
        }
        lessons.push_back(std::move(entry));
    }
    // one begins on the pad
    std::stable_partition(lessons.begin(), lessons.end(),
                          [](const auto& lesson) { return lesson.patient.empty(); });
    return lessons;
}

} // namespace stipple::app
