#include "training/lesson/lint.h"

#include "training/lesson/lesson.h"

#include <array>

namespace stipple::lesson {

std::span<const DataKind> dataKinds() {
    static constexpr std::array kinds{DataKind{"lesson", lintWith<parseLesson>},
                                      DataKind{"protocol", lintWith<parseProtocol>},
                                      DataKind{"jurisdiction", lintWith<parseJurisdiction>},
                                      DataKind{"rubric", lintWith<parseRubric>}};
    return kinds;
}

Status lintText(std::string_view text, const std::string& name) {
    return lintByKind(dataKinds(), text, name);
}

} // namespace stipple::lesson
