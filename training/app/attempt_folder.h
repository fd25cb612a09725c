#pragma once

#include "engine/base/result.h"
#include "training/ui/start_view.h"

#include <string>
#include <vector>

namespace stipple::app {

/// The folder that keeps attempts: `wished` when given, else "attempts" in the user's folder, else
/// (read-only home) "out/attempts" here, with a warning that says so.
[[nodiscard]] Result<std::string> attemptFolder(const std::string& wished);

/// A file name in `folder` that does not exist yet: date, time and lesson.
[[nodiscard]] std::string newAttemptPath(const std::string& folder, const std::string& lessonId);

/// The newest attempts of a folder, newest first; damaged ones are left out.
[[nodiscard]] std::vector<training_ui::RecentAttempt> recentAttempts(const std::string& folder,
                                                                     std::size_t most);

/// Every lesson under training/lessons, with its problem when it cannot be started.
[[nodiscard]] std::vector<training_ui::LessonEntry> allLessons(const std::string& root);

/// "2026-03-14 09:26" in local time.
[[nodiscard]] std::string dateText(std::int64_t unix_s);

} // namespace stipple::app
