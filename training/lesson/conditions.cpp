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

std::string_view cartridgeName(sim::CartridgeOrigin origin) {
    switch (origin) {
    case sim::CartridgeOrigin::Open:
        return "open";
    case sim::CartridgeOrigin::Used:
        return "used";
    case sim::CartridgeOrigin::Dropped:
        return "dropped";
    case sim::CartridgeOrigin::Sealed:
        break;
    }
    return "sealed";
}

std::string_view cartridgeSeen(sim::CartridgeOrigin origin) {
    switch (origin) {
    case sim::CartridgeOrigin::Open:
        return "seal was already open";
    case sim::CartridgeOrigin::Used:
        return "dried blood under the cap";
    case sim::CartridgeOrigin::Dropped:
        return "one needle stands askew";
    case sim::CartridgeOrigin::Sealed:
        break;
    }
    return "from its sealed pack";
}

std::string_view cartridgeMeant(sim::CartridgeOrigin origin) {
    switch (origin) {
    case sim::CartridgeOrigin::Open:
        return "seal broken, lot unknown";
    case sim::CartridgeOrigin::Used:
        return "used on another client";
    case sim::CartridgeOrigin::Dropped:
        return "dropped, a needle is bent";
    case sim::CartridgeOrigin::Sealed:
        break;
    }
    return "from its sealed pack";
}

} // namespace stipple::lesson
