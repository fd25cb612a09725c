#include "engine/scene/input_devices_file.h"

#include "engine/base/data_file.h"
#include "engine/base/fixed_math.h"

namespace stipple::scene {

namespace {

float readSigma(TomlTable& table, std::string_view key, std::string_view unit, double most,
                double toSi) {
    return static_cast<float>(sourcedIn(table, key, unit, 0.0, most).value * toSi);
}

} // namespace

Result<InputDevices> parseInputDevices(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    InputDevices out;
    expectKind(root, "input_devices");
    TomlTable mouse = root.table("mouse");
    out.mousePosition_px = readSigma(mouse, "position", "px", 100.0, 1.0);
    TomlTable script = root.table("scripted");
    out.scriptPosition_m = readSigma(script, "position", "um", 1e5, 1e-6);
    out.scriptTilt_rad = readSigma(script, "tilt", "deg", 90.0, kPi / 180.0);
    out.scriptForce_N = readSigma(script, "force", "N", 100.0, 1.0);
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
