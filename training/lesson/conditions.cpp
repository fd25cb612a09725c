#include "training/lesson/conditions.h"

namespace stipple::lesson {

std::string_view modeName(Mode mode) {
    return mode == Mode::Graded ? "graded" : "formative";
}

std::string_view assistanceName(Assistance assistance) {
    switch (assistance) {
    case Assistance::None:
        return "none";
    case Assistance::Cues:
        return "cues";
    case Assistance::Full:
        break;
    }
    return "full";
}

std::optional<Mode> modeFrom(std::string_view name) {
    for (const Mode mode : {Mode::Formative, Mode::Graded}) {
        if (modeName(mode) == name) {
            return mode;
        }
    }
    return std::nullopt;
}

std::optional<Assistance> assistanceFrom(std::string_view name) {
    for (const Assistance assistance : {Assistance::None, Assistance::Cues, Assistance::Full}) {
        if (assistanceName(assistance) == name) {
            return assistance;
        }
    }
    return std::nullopt;
}

} // namespace stipple::lesson
