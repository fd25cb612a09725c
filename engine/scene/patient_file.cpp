#include "engine/base/data_file.h"
#include "engine/scene/patient_parts.h"
#include "engine/scene/view_file.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::scene {

namespace {

constexpr std::array<std::pair<std::string_view, Sex>, 2> kSexes = {{
    {"female", Sex::Female},
    {"male", Sex::Male},
}};

constexpr std::array<std::pair<std::string_view, Indication>, 5> kIndications = {{
    {"none", Indication::None},
    {"acne_scars", Indication::AcneScars},
    {"fine_lines", Indication::FineLines},
    {"pigment", Indication::Pigment},
    {"striae", Indication::Striae},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> kBearings = {{
    {"none", "none"},
    {"relative", "relative"},
    {"absolute", "absolute"},
}};

float share(TomlTable& table, std::string_view key) {
    return static_cast<float>(numberIn(table, key, 0.0, 1.0));
}

/// A whole number inside low..high.
int wholeIn(TomlTable& table, std::string_view key, int low, int high, std::string_view unit) {
    const std::int64_t value = table.integer(key);
    if (table.has(key) && (value < low || value > high)) {
        table.problem(key, fmt::format("is {}{}{}, must be {} to {}", value,
                                       unit.empty() ? "" : " ", unit, low, high));
        return low;
    }
    return static_cast<int>(value);
}

void readAncestry(TomlTable table, Patient& out) {
    out.african = share(table, "african");
    out.asian = share(table, "asian");
    out.caucasian = share(table, "caucasian");
    const float sum = out.african + out.asian + out.caucasian;
    if (table.has("african") && table.has("asian") && table.has("caucasian") &&
        std::fabs(sum - 1.0F) > 1e-4F) {
        table.problem("african", fmt::format("the three shares sum to {}, must sum to 1",
                                             decimal(static_cast<double>(sum))));
    }
}

void readShape(TomlTable& root, Patient& out) {
    if (!root.has("shape")) {
        return;
    }
    for (TomlTable& table : root.tables("shape")) {
        MorphWeight morph;
        morph.name = filledText(table, "morph");
        morph.weight = static_cast<float>(numberIn(table, "weight", -1.0, 1.0));
        out.shape.push_back(std::move(morph));
    }
}

/// Limits: melanosomes 1.3 to 43 % of the epidermis from the lightest to the darkest adult, blood
/// 0.2 to 7 % of the papillary dermis (Jacques 1998).
void readTone(TomlTable table, SkinTone& out) {
    out.melanin = static_cast<float>(sourcedIn(table, "melanin", "%", 1.0, 43.0).value / 100.0);
    out.haemoglobin = static_cast<float>(sourcedIn(table, "blood", "%", 0.2, 7.0).value / 100.0);
    out.tan = share(table, "tan");
    out.oil = share(table, "oil");
}

LesionKind readKind(TomlTable& table) {
    const std::string text = table.text("kind");
    std::string names;
    for (const LesionWords& words : allLesionWords()) {
        if (text == words.name) {
            return words.kind;
        }
        names += fmt::format("{}{}", names.empty() ? "" : ", ", words.name);
    }
    if (table.has("kind")) {
        table.problem("kind", fmt::format("'{}' is none of {}", text, names));
    }
    return LesionKind::Mole;
}

Lesion readLesion(TomlTable& table) {
    constexpr int kMostSpots = 200;
    Lesion lesion;
    lesion.line = table.line("kind");
    lesion.kind = readKind(table);
    lesion.landmark = idText(table, "landmark");
    const std::vector<double> offset = vectorIn(table, "offset_mm", 2, -80.0, 80.0, "mm");
    lesion.offset_mm = {static_cast<float>(offset[0]), static_cast<float>(offset[1])};
    lesion.radius_mm = static_cast<float>(numberIn(table, "radius_mm", 0.2, 40.0, "mm"));
    lesion.spread_mm = static_cast<float>(numberIn(table, "spread_mm", 0.0, 80.0, "mm"));
    lesion.count = static_cast<std::uint32_t>(wholeIn(table, "count", 1, kMostSpots, ""));
    lesion.strength = share(table, "strength");
    if (table.has("count") && table.has("spread_mm") &&
        (lesion.count > 1) != (lesion.spread_mm > 0.0F)) {
        table.problem("spread_mm", "must be 0 for one lesion, and more than 0 for several");
    }
    return lesion;
}

HistoryItem readHistory(TomlTable& table) {
    HistoryItem item;
    item.question = filledText(table, "question");
    item.answer = filledText(table, "answer");
    item.bearing = choose(table, "bearing", kBearings);
    item.source = filledText(table, "source");
    item.grade = gradeText(table, "grade");
    return item;
}

void readPerson(TomlTable& root, Patient& out) {
    // below 18 nobody is treated; device labels ask for 22, which is for the trainee to notice
    out.age_y = wholeIn(root, "age", 18, 100, "years");
    out.sex = choose(root, "sex", kSexes);
    out.fitzpatrick = wholeIn(root, "fitzpatrick", 1, 6, "");
    out.weight = share(root, "weight");
    readAncestry(root.table("ancestry"), out);
    readShape(root, out);
    readTone(root.table("tone"), out.tone);
    out.indication = choose(root, "indication", kIndications);
}

} // namespace

Result<Patient> parsePatient(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    Patient out;
    expectKind(root, "patient");
    out.id = idText(root, "id");
    out.label = filledText(root, "label");
    out.part = idText(root, "part");
    out.anatomy = pathText(root, "anatomy");
    out.tissues = pathText(root, "tissues");
    out.needling = pathText(root, "needling");
    readPerson(root, out);
    if (root.has("lesion")) {
        for (TomlTable& table : root.tables("lesion")) {
            out.lesions.push_back(readLesion(table));
        }
    }
    for (TomlTable& table : root.tables("history")) {
        out.history.push_back(readHistory(table));
    }
    out.camera = readCamera(root.table("camera"));
    for (TomlTable& table : root.tables("light")) {
        out.lights.push_back(readLight(table));
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
