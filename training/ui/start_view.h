#pragma once

#include "training/lesson/lesson.h"

#include <string>
#include <vector>

namespace stipple::training_ui {

/// A line of the consultation before a treatment.
struct HistoryLine {
    std::string question, answer;
    std::string bearing; ///< "none", "relative" or "absolute" contraindication
};

struct LessonEntry {
    std::string path, title, summary;
    std::vector<std::string> instructions;
    double timeLimit_s = 0.0;
    lesson::Mode mode = lesson::Mode::Formative; ///< as the lesson proposes
    lesson::Assistance assistance = lesson::Assistance::Full;
    std::string patient{}; ///< who it is; empty: a practice pad
    std::vector<HistoryLine> history{};
    std::string problem; ///< not empty: the lesson cannot be started, and why
};

struct RecentAttempt {
    std::string path, lesson, trainee, when;
    bool complete = true;
    bool passed = false;
    double total = 0.0;
    std::string mode;
};

/// One line of the pre-flight: what the machine can do.
struct PreflightLine {
    bool fine = true;
    std::string text; ///< "Software Vulkan (llvmpipe): fine for practice, ..."
};

/// What the start screen shows.
struct StartView {
    std::string version;
    std::vector<LessonEntry> lessons;
    std::vector<RecentAttempt> recent; ///< newest first
    std::vector<PreflightLine> preflight;
    std::string notice; ///< one sentence about what just happened; may be empty
};

/// What the trainee has chosen so far; kept by the app between frames.
struct StartChoices {
    int lesson = 0;
    int choicesFor = -1; ///< lesson that mode and assistance were taken from
    lesson::Mode mode = lesson::Mode::Formative;
    lesson::Assistance assistance = lesson::Assistance::Full;
    std::string trainee;
    bool history = false; ///< the patient's history is shown
};

} // namespace stipple::training_ui
