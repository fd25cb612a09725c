#include "engine/scene/lint.h"

#include "engine/base/data_file.h"
#include "engine/scene/anatomy.h"
#include "engine/scene/healing_file.h"
#include "engine/scene/input_devices_file.h"
#include "engine/scene/patient.h"

namespace stipple::scene {

namespace {

template <class T> Status statusOf(const Result<T>& result) {
    return result ? Status{Done{}} : Status{result.error()};
}

} // namespace

bool lintsKind(std::string_view kind) {
    return kind == "pad_scene" || kind == "tissues" || kind == "needling" || kind == "pen" ||
           kind == "roller" || kind == "patient" || kind == "anatomy" || kind == "healing" ||
           kind == "input_devices";
}

Status lintText(std::string_view text, const std::string& name) {
    const Result<std::string> kind = dataKind(text, name);
    if (!kind) {
        return kind.error();
    }
    if (*kind == "pad_scene") {
        return statusOf(parsePadScene(text, name));
    }
    if (*kind == "tissues") {
        return statusOf(parseTissues(text, name));
    }
    if (*kind == "needling") {
        return statusOf(parseNeedling(text, name));
    }
    if (*kind == "pen" || *kind == "roller") {
        return statusOf(parsePenDevice(text, name));
    }
    if (*kind == "patient") {
        return statusOf(parsePatient(text, name));
    }
    if (*kind == "anatomy") {
        return statusOf(parseAnatomy(text, name));
    }
    if (*kind == "healing") {
        return statusOf(parseHealing(text, name));
    }
    if (*kind == "input_devices") {
        return statusOf(parseInputDevices(text, name));
    }
    return unknownKind(
        text, name,
        "pad_scene, tissues, needling, pen, roller, patient, anatomy, healing, input_devices");
}

} // namespace stipple::scene
