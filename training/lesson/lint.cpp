#include "training/lesson/lint.h"

#include "engine/base/data_file.h"
#include "training/lesson/lesson.h"

namespace stipple::lesson {

namespace {

template <class T> Status statusOf(const Result<T>& result) {
    return result ? Status{Done{}} : Status{result.error()};
}

} // namespace

bool lintsKind(std::string_view kind) {
    return kind == "protocol" || kind == "jurisdiction" || kind == "rubric" || kind == "lesson";
}

Status lintText(std::string_view text, const std::string& name) {
    const Result<std::string> kind = dataKind(text, name);
    if (!kind) {
        return kind.error();
    }
    if (*kind == "protocol") {
        return statusOf(parseProtocol(text, name));
    }
    if (*kind == "jurisdiction") {
        return statusOf(parseJurisdiction(text, name));
    }
    if (*kind == "rubric") {
        return statusOf(parseRubric(text, name));
    }
    if (*kind == "lesson") {
        return statusOf(parseLesson(text, name));
    }
    return unknownKind(text, name, "protocol, jurisdiction, rubric, lesson");
}

} // namespace stipple::lesson
