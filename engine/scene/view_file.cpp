#include "engine/scene/view_file.h"

#include <cmath>

namespace stipple::scene {

std::vector<double> vectorIn(TomlTable& table, std::string_view key, std::size_t count, double low,
                             double high, std::string_view unit) {
    std::vector<double> values = table.numbers(key);
    if (table.has(key) && values.size() != count) {
        table.problem(key, fmt::format("must hold {} numbers", count));
    }
    values.resize(count, 0.0);
    for (const double value : values) {
        expectIn(table, key, value, low, high, unit);
    }
    return values;
}

CameraStart readCamera(TomlTable table) {
    CameraStart camera;
    const std::vector<double> target_mm = vectorIn(table, "target_mm", 3, -500.0, 500.0, "mm");
    for (int i = 0; i < 3; ++i) {
        camera.target_m[i] = static_cast<float>(target_mm[static_cast<std::size_t>(i)] * 1e-3);
    }
    camera.distance_m =
        static_cast<float>(numberIn(table, "distance_mm", 20.0, 2000.0, "mm") * 1e-3);
    camera.azimuth_deg = static_cast<float>(numberIn(table, "azimuth_deg", -180.0, 180.0, "deg"));
    camera.elevation_deg = static_cast<float>(numberIn(table, "elevation_deg", 5.0, 89.0, "deg"));
    camera.fieldOfView_deg =
        static_cast<float>(numberIn(table, "field_of_view_deg", 10.0, 90.0, "deg"));
    return camera;
}

RoomLight readLight(TomlTable& table) {
    RoomLight light;
    light.kind = table.text("kind");
    if (table.has("kind") && light.kind != "key" && light.kind != "fill" && light.kind != "room") {
        table.problem("kind", fmt::format("'{}' is none of key, fill, room", light.kind));
    }
    const std::vector<double> towards = vectorIn(table, "direction", 3, -1000.0, 1000.0, "");
    const std::vector<double> radiance = vectorIn(table, "radiance", 3, 0.0, 1000.0, "");
    const double length =
        std::sqrt(towards[0] * towards[0] + towards[1] * towards[1] + towards[2] * towards[2]);
    if (length < 1e-6) {
        if (table.has("direction")) {
            table.problem("direction", "has no length");
        }
        return light;
    }
    for (int i = 0; i < 3; ++i) {
        const std::size_t at = static_cast<std::size_t>(i);
        light.direction[i] = static_cast<float>(towards[at] / length);
        light.radiance[i] = static_cast<float>(radiance[at]);
    }
    return light;
}

} // namespace stipple::scene
