#include "training/lesson/lesson.h"

#include "engine/base/data_file.h"
#include "engine/base/fixed_math.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace stipple::lesson {

namespace {

constexpr std::array<std::pair<std::string_view, Mode>, 2> kModes = {{
    {"formative", Mode::Formative},
    {"graded", Mode::Graded},
}};

constexpr std::array<std::pair<std::string_view, Assistance>, 3> kAssistance = {{
    {"full", Assistance::Full},
    {"cues", Assistance::Cues},
    {"none", Assistance::None},
}};

constexpr std::array<std::pair<std::string_view, sim::CartridgeOrigin>, 4> kOrigins = {{
    {"sealed", sim::CartridgeOrigin::Sealed},
    {"open", sim::CartridgeOrigin::Open},
    {"used", sim::CartridgeOrigin::Used},
    {"dropped", sim::CartridgeOrigin::Dropped},
}};

/// A list of texts with at least one entry, none of them empty.
std::vector<std::string> filledTexts(TomlTable& root, std::string_view key) {
    std::vector<std::string> texts = root.texts(key);
    if (root.has(key) && texts.empty()) {
        root.problem(key, "needs at least one entry");
    }
    for (const std::string& text : texts) {
        if (text.empty()) {
            root.problem(key, "holds an empty text");
        }
    }
    return texts;
}

void readPens(TomlTable& root, Lesson& out) {
    out.pens = filledTexts(root, "pens");
    std::set<std::string> seen;
    for (const std::string& pen : out.pens) {
        if (!seen.insert(pen).second) {
            root.problem("pens", fmt::format("'{}' is there twice", pen));
        }
        if (!pen.empty() && (pen.front() == '/' || pen.find("..") != std::string::npos)) {
            root.problem("pens", "must be paths below the data folder");
        }
    }
}

void readZones(TomlTable& root, Lesson& out) {
    std::set<std::string> seen;
    std::vector<TomlTable> zones = root.tables("zone");
    if (root.has("zone") && zones.empty()) {
        root.problem("zone", "needs at least one entry");
    }
    for (TomlTable& table : zones) {
        LessonZone zone;
        zone.zone = idText(table, "zone");
        zone.indication = idText(table, "indication");
        zone.stamping = table.has("stamping") && table.flag("stamping");
        if (!seen.insert(zone.zone).second) {
            table.problem("zone", fmt::format("zone '{}' is there twice", zone.zone));
        }
        out.zones.push_back(std::move(zone));
    }
}

/// A setting in whole steps of the sample: `unit` per step.
std::uint16_t steps(TomlTable& table, std::string_view key, double most, double perUnit,
                    std::string_view unit) {
    const double value = numberIn(table, key, 0.0, most, unit);
    const double scaled = value * perUnit;
    if (!(value >= 0.0 && value <= most)) {
        return 0;
    }
    if (std::fabs(scaled - std::round(scaled)) > 1e-6) {
        table.problem(key, fmt::format("must be a multiple of {} {}", 1.0 / perUnit, unit));
    }
    return static_cast<std::uint16_t>(std::lround(scaled));
}

/// A dropped cartridge has a bent needle: it says how far, and may say which, from 1.
sim::CartridgeStart readCartridge(TomlTable table, std::size_t pens) {
    sim::CartridgeStart out;
    out.origin = choose(table, "state", kOrigins);
    if (out.origin != sim::CartridgeOrigin::Sealed && pens != 1) {
        table.problem("state",
                      fmt::format("is that of one cartridge: the lesson needs one pen, not "
                                  "{}",
                                  pens));
    }
    if (out.origin == sim::CartridgeOrigin::Dropped) {
        const double bend_deg = sourcedIn(table, "bend", "deg", 1.0, 45.0).value;
        out.bend_rad = static_cast<float>(bend_deg * kPi / 180.0);
        if (table.has("needle")) {
            const std::int64_t number = table.integer("needle");
            expectIn(table, "needle", static_cast<double>(number), 1.0, 64.0, "");
            out.needle = static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 1, 64)) - 1;
        }
    }
    return out;
}

} // namespace

Result<Lesson> parseLesson(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    Lesson out;
    expectKind(root, "lesson");
    out.id = idText(root, "id");
    out.title = filledText(root, "title");
    out.version = filledText(root, "version");
    out.summary = filledText(root, "summary");
    out.instructions = filledTexts(root, "instructions");
    out.scene = pathText(root, "scene");
    out.protocol = pathText(root, "protocol");
    out.jurisdiction = pathText(root, "jurisdiction");
    out.rubric = pathText(root, "rubric");
    readPens(root, out);
    out.mode = choose(root, "mode", kModes);
    out.assistance = choose(root, "assistance", kAssistance);
    out.timeLimit_s = numberIn(root, "time_limit_s", 10.0, 7200.0, "s");
    out.startNeedle_um = steps(root, "start_needle_mm", 3.0, 1000.0, "mm");
    out.startStrokeRate_dHz = steps(root, "start_stroke_rate_Hz", 500.0, 10.0, "Hz");
    readZones(root, out);
    if (root.has("cartridge")) {
        out.cartridge = readCartridge(root.table("cartridge"), out.pens.size());
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

const ZoneTarget* targetOf(const Assignment& assignment, std::uint8_t zone) {
    for (const ZoneTarget& target : assignment.targets) {
        if (target.zone == zone) {
            return &target;
        }
    }
    return nullptr;
}

} // namespace stipple::lesson
