#include "engine/scene/pad_scene.h"

#include "engine/base/data_file.h"
#include "engine/scene/pad_layout.h"

#include <glm/geometric.hpp>

#include <cmath>

namespace stipple::scene {

namespace {

/// `count` numbers, each inside low..high; zeros after a problem.
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

glm::vec2 pairOfMetres(TomlTable& table, std::string_view key, double low_mm, double high_mm) {
    const std::vector<double> mm = vectorIn(table, key, 2, low_mm, high_mm, "mm");
    return {static_cast<float>(mm[0] * 1e-3), static_cast<float>(mm[1] * 1e-3)};
}

void readPad(TomlTable table, PadScene& out) {
    out.size_m = pairOfMetres(table, "size_mm", 20.0, 400.0);
    out.dome_m = static_cast<float>(numberIn(table, "dome_mm", 0.0, 40.0, "mm") * 1e-3);
    out.rimHeight_m = static_cast<float>(numberIn(table, "rim_height_mm", 1.0, 50.0, "mm") * 1e-3);
    out.cellSpacing_m =
        static_cast<float>(numberIn(table, "cell_spacing_mm", 0.1, 0.5, "mm") * 1e-3);
    out.meshSpacing_m =
        static_cast<float>(numberIn(table, "mesh_spacing_mm", 0.25, 10.0, "mm") * 1e-3);
}

PadPatch readPatch(TomlTable& table) {
    PadPatch patch;
    patch.zone = idText(table, "zone");
    patch.label = filledText(table, "label");
    patch.centre_m = pairOfMetres(table, "centre_mm", -200.0, 200.0);
    patch.size_m = pairOfMetres(table, "size_mm", 1.0, 400.0);
    return patch;
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

} // namespace

Result<PadScene> parsePadScene(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    PadScene out;
    expectKind(root, "pad_scene");
    out.id = idText(root, "id");
    out.label = filledText(root, "label");
    out.tissues = pathText(root, "tissues");
    out.needling = pathText(root, "needling");
    out.surroundingTissue = idText(root, "surrounding_tissue");
    readPad(root.table("pad"), out);

    std::vector<TomlTable> patches = root.tables("patch");
    for (TomlTable& table : patches) {
        out.patches.push_back(readPatch(table));
    }
    out.camera = readCamera(root.table("camera"));
    for (TomlTable& table : root.tables("light")) {
        out.lights.push_back(readLight(table));
    }

    // what does not fit together is said only when the numbers alone are fine
    if (document->problems().empty()) {
        if (const std::string why = gridProblem(out); !why.empty()) {
            root.problem("pad", why);
        }
        for (std::size_t i = 0; i < out.patches.size(); ++i) {
            if (const std::string why = patchProblem(out, i); !why.empty()) {
                patches[i].problem("zone", why);
            }
        }
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
