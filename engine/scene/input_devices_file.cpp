#include "engine/scene/input_devices_file.h"

#include "engine/base/data_file.h"
#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::scene {

namespace {

std::optional<float> readSigma(TomlTable& table, std::string_view key, std::string_view unit,
                               double most, double toSi) {
    if (!table.has(key)) {
        return std::nullopt;
    }
    return static_cast<float>(sourcedIn(table, key, unit, 0.0, most).value * toSi);
}

InputDevice readDevice(TomlTable& table) {
    InputDevice device;
    device.id = idText(table, "id");
    device.positionSigma_px = readSigma(table, "position_pixels", "px", 100.0, 1.0);
    device.positionSigma_m = readSigma(table, "position", "um", 1e5, 1e-6);
    device.tiltSigma_rad = readSigma(table, "tilt", "deg", 90.0, kPi / 180.0);
    device.forceSigma_N = readSigma(table, "force", "N", 100.0, 1.0);
    if (device.positionSigma_px.has_value() == device.positionSigma_m.has_value()) {
        table.problem("id", "needs either position or position_pixels");
    }
    return device;
}

} // namespace

Result<std::vector<InputDevice>> parseInputDevices(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    expectKind(root, "input_devices");
    std::vector<InputDevice> out;
    for (TomlTable& table : root.tables("device")) {
        InputDevice device = readDevice(table);
        if (std::any_of(out.begin(), out.end(),
                        [&](const InputDevice& one) { return one.id == device.id; })) {
            table.problem("id", "is there twice");
        }
        out.push_back(std::move(device));
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
