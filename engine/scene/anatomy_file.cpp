#include "engine/scene/anatomy.h"

#include "engine/base/data_file.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace stipple::scene {

namespace {

constexpr double kFarthest_mm = 2500.0; // from the body frame's origin; nobody is larger
constexpr std::size_t kMostRegions = 200;

/// Landmarks by the names that rings may use.
struct LandmarkNames {
    std::set<std::string, std::less<>> middle; ///< once
    std::set<std::string, std::less<>> paired; ///< on both sides, without the side
};

bool endsWithSide(std::string_view id) {
    return id.size() > 2 && (id.substr(id.size() - 2) == "_l" || id.substr(id.size() - 2) == "_r");
}

LandmarkView readView(TomlTable& table) {
    const std::string view = table.text("view");
    if (table.has("view") && view != "front" && view != "side" && view != "below") {
        table.problem("view", fmt::format("'{}' is none of front, side, below", view));
    }
    return view == "side"    ? LandmarkView::Side
           : view == "below" ? LandmarkView::Below
                             : LandmarkView::Front;
}

Landmark readLandmark(TomlTable& table, LandmarkNames& names) {
    Landmark landmark;
    landmark.line = table.line("id");
    landmark.id = idText(table, "id");
    landmark.view = readView(table);
    const std::vector<double> at = table.numbers("at_mm");
    if (table.has("at_mm") && at.size() != 2) {
        table.problem("at_mm", "must hold 2 numbers");
    } else if (at.size() == 2) {
        expectIn(table, "at_mm", at[0], -kFarthest_mm, kFarthest_mm, "mm");
        expectIn(table, "at_mm", at[1], -kFarthest_mm, kFarthest_mm, "mm");
        landmark.at_mm = {static_cast<float>(at[0]), static_cast<float>(at[1])};
    }
    landmark.mirrored = table.has("mirrored") && table.flag("mirrored");
    if (landmark.mirrored && landmark.view != LandmarkView::Side && !(landmark.at_mm.x > 0.0f)) {
        table.problem("at_mm", "a mirrored landmark is given on the left, where x is above 0");
    }
    if (endsWithSide(landmark.id)) {
        table.problem("id", "must not end in _l or _r; mirrored = true makes both sides");
    }
    const bool twice = names.middle.count(landmark.id) != 0 || names.paired.count(landmark.id) != 0;
    if (twice) {
        table.problem("id", fmt::format("landmark '{}' is there twice", landmark.id));
    }
    (landmark.mirrored ? names.paired : names.middle).insert(landmark.id);
    return landmark;
}

/// Whether a ring may name `name`; a mirrored ring names paired landmarks without the side.
bool isKnown(const LandmarkNames& names, std::string_view name, bool mirroredRing) {
    if (names.middle.count(name) != 0 || (mirroredRing && names.paired.count(name) != 0)) {
        return true;
    }
    return endsWithSide(name) && names.paired.count(name.substr(0, name.size() - 2)) != 0;
}

void checkNames(TomlTable& table, std::string_view key, const std::vector<std::string>& landmarks,
                const LandmarkNames& names, bool mirroredRing) {
    for (const std::string& name : landmarks) {
        if (isKnown(names, name, mirroredRing)) {
            continue;
        }
        const bool sideless = names.paired.count(name) != 0;
        table.problem(key, sideless
                               ? fmt::format("landmark '{}' is on both sides; say {}_l or {}_r",
                                             name, name, name)
                               : fmt::format("unknown landmark '{}'", name));
    }
}

/// Completes a ring that is given from the middle down the left side to the middle again.
void closeByMirror(const LandmarkNames& names, std::vector<std::string>& landmarks) {
    std::vector<std::string> right;
    for (std::string& name : landmarks) {
        if (names.paired.count(name) != 0) {
            right.insert(right.begin(), name + "_r");
            name += "_l";
        }
    }
    landmarks.insert(landmarks.end(), right.begin(), right.end());
}

ZoneRing readRing(TomlTable& table, const LandmarkNames& names) {
    ZoneRing ring;
    ring.line = table.line("through");
    ring.landmarks = table.texts("through");
    // "one": as listed; "both": again on the other side; "across": listed from the middle along
    // the left side to the middle, the right side follows by reflection
    const std::string sides = table.text("sides");
    if (table.has("sides") && sides != "one" && sides != "both" && sides != "across") {
        table.problem("sides", fmt::format("'{}' is none of one, both, across", sides));
    }
    ring.mirrored = sides == "both";
    ring.hole = table.has("hole") && table.flag("hole");
    const bool bare = sides != "one";
    checkNames(table, "through", ring.landmarks, names, bare);
    if (table.has("beyond")) {
        ring.beyond = table.texts("beyond");
        ring.beyond_mm = numberIn(table, "beyond_mm", 0.1, 200.0, "mm");
        checkNames(table, "beyond", ring.beyond, names, bare);
        for (const std::string& name : ring.beyond) {
            if (std::find(ring.landmarks.begin(), ring.landmarks.end(), name) ==
                ring.landmarks.end()) {
                table.problem("beyond", fmt::format("'{}' is not in 'through'", name));
            }
        }
    }
    if (sides == "across") {
        closeByMirror(names, ring.landmarks);
        closeByMirror(names, ring.beyond);
    }
    if (table.has("through") && ring.landmarks.size() < 3) {
        table.problem("through", "a ring needs at least 3 landmarks");
    }
    return ring;
}

RegionUse readUse(TomlTable& table) {
    const std::string use = table.text("use");
    if (table.has("use") && use != "treated" && use != "no_go" && use != "other") {
        table.problem("use", fmt::format("'{}' is none of treated, no_go, other", use));
    }
    return use == "treated" ? RegionUse::Treated
           : use == "no_go" ? RegionUse::NoGo
                            : RegionUse::Other;
}

TensionLines readLines(TomlTable table, const LandmarkNames& names) {
    using Run = TensionLines::Run;
    constexpr std::array<std::pair<std::string_view, Run>, 5> kRuns{{{"across", Run::Across},
                                                                     {"along", Run::Along},
                                                                     {"parallel", Run::Parallel},
                                                                     {"around", Run::Around},
                                                                     {"away", Run::Away}}};
    TensionLines lines;
    const std::string run = table.text("run");
    for (const auto& [word, meaning] : kRuns) {
        lines.run = run == word ? meaning : lines.run;
    }
    if (table.has("run") && lines.run == Run::Unknown) {
        table.problem("run",
                      fmt::format("'{}' is none of across, along, parallel, around, away", run));
    }
    if (lines.run == Run::Parallel || lines.run == Run::Around || lines.run == Run::Away) {
        lines.of = table.texts("of");
        checkNames(table, "of", lines.of, names, true);
        const bool enough = lines.run == Run::Parallel ? lines.of.size() == 2 : !lines.of.empty();
        if (table.has("of") && !enough) {
            table.problem("of", lines.run == Run::Parallel ? "must name 2 landmarks"
                                                           : "must name a landmark");
        }
    }
    lines.source = filledText(table, "source");
    lines.grade = gradeText(table, "grade");
    return lines;
}

AnatomyRegion readRegion(TomlTable& table, const LandmarkNames& names) {
    AnatomyRegion region;
    region.id = idText(table, "id");
    region.label = filledText(table, "label");
    region.use = readUse(table);
    region.tissue = idText(table, "tissue");
    if (region.use == RegionUse::Treated && region.tissue != region.id) {
        table.problem("tissue", fmt::format("of a treated region must be its id, '{}'", region.id));
    }
    if (region.use == RegionUse::NoGo) {
        region.reason = filledText(table, "reason");
    }
    region.source = filledText(table, "source");
    region.grade = gradeText(table, "grade");
    if (table.has("area")) {
        const SourcedRange area = sourcedRangeIn(table, "area", "cm2", 0.01, 20000.0);
        region.area_cm2 = (area.min + area.max) / 2.0;
        region.areaSlack_cm2 = (area.max - area.min) / 2.0;
    }
    if (table.has("lines")) {
        region.lines = readLines(table.table("lines"), names);
    }
    for (TomlTable& ring : table.tables("ring")) {
        region.rings.push_back(readRing(ring, names));
    }
    return region;
}

} // namespace

Result<Anatomy> parseAnatomy(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    expectKind(root, "anatomy");
    Anatomy anatomy;
    anatomy.file = name;
    anatomy.id = idText(root, "id");
    anatomy.part = idText(root, "part");
    anatomy.elsewhere = idText(root, "elsewhere");
    anatomy.blend_mm = numberIn(root, "blend_mm", 1.0, 30.0, "mm");

    LandmarkNames names;
    for (TomlTable& table : root.tables("landmark")) {
        anatomy.landmarks.push_back(readLandmark(table, names));
    }
    std::set<std::string> ids;
    for (TomlTable& table : root.tables("region")) {
        anatomy.regions.push_back(readRegion(table, names));
        if (!ids.insert(anatomy.regions.back().id).second) {
            table.problem("id",
                          fmt::format("region '{}' is there twice", anatomy.regions.back().id));
        }
    }
    if (anatomy.regions.size() > kMostRegions) {
        root.problem("region", fmt::format("more than {} regions", kMostRegions));
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return anatomy;
}

} // namespace stipple::scene
