#include "training/lesson/conditions.h"

#include <array>

namespace stipple::lesson {

namespace {

struct CartridgeWords {
    std::string_view name, seen, meant;
};

/// In the order of sim::CartridgeOrigin.
constexpr std::array kCartridgeWords{
    CartridgeWords{"sealed", "from its sealed pack", "from its sealed pack"},
    CartridgeWords{"open", "seal was already open", "seal broken, lot unknown"},
    CartridgeWords{"used", "dried blood under the cap", "used on another client"},
    CartridgeWords{"dropped", "one needle stands askew", "dropped, a needle is bent"}};

const CartridgeWords& wordsOf(sim::CartridgeOrigin origin) {
    return kCartridgeWords.at(static_cast<std::size_t>(origin));
}

} // namespace

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

std::string_view cartridgeName(sim::CartridgeOrigin origin) {
    return wordsOf(origin).name;
}

std::string_view cartridgeSeen(sim::CartridgeOrigin origin) {
    return wordsOf(origin).seen;
}

std::string_view cartridgeMeant(sim::CartridgeOrigin origin) {
    return wordsOf(origin).meant;
}

} // namespace stipple::lesson
