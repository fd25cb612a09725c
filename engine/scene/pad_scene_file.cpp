#include "engine/scene/pad_scene.h"

#include "engine/base/data_file.h"
#include "engine/scene/pad_layout.h"
#include "engine/scene/view_file.h"

namespace stipple::scene {

namespace {

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
    if (table.has("lines")) {
        const Sourced lines = sourcedIn(table, "lines", "deg", 0.0, 180.0);
        const auto whole = static_cast<int>(std::clamp(lines.value, 0.0, 180.0) + 0.5);
        // to the right is half a turn as well as none
        patch.lines_deg = static_cast<std::uint8_t>(whole > 0 ? whole : 180);
    }
    return patch;
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
