#include "training/lesson/protocol.h"

#include "engine/base/data_file.h"

#include <array>
#include <set>
#include <utility>

namespace stipple::lesson {

namespace {

constexpr std::array<std::string_view, 3> kIndications = {"rejuvenation", "scar", "pigment"};

void expectIndication(TomlTable& table, const std::string& indication) {
    for (const std::string_view known : kIndications) {
        if (indication == known) {
            return;
        }
    }
    if (table.has("indication")) {
        table.problem("indication",
                      fmt::format("'{}' is none of rejuvenation, scar, pigment", indication));
    }
}

/// Whole numbers from 1: passes, needles.
SourcedRange counts(TomlTable& table, std::string_view key, double most) {
    SourcedRange range = sourcedRangeIn(table, key, "1", 1.0, most);
    const auto whole = [](double value) { return value == std::floor(value); };
    if (!whole(range.min) || !whole(range.max)) {
        table.problem(key, "must be whole numbers");
    }
    return range;
}

/// The depths of a rule against each other.
void checkDepths(TomlTable& table, const ZoneRule& rule) {
    if (!table.has("target") || !table.has("depth") || !table.has("zone_max")) {
        return;
    }
    const double target = rule.target_mm.value, most = rule.zoneMax_mm.value;
    if (target > most) {
        table.problem("target", fmt::format("target {} mm is above the zone maximum {} mm",
                                            decimal(target), decimal(most)));
    } else if (target < rule.depth_mm.min || target > rule.depth_mm.max) {
        table.problem("target", fmt::format("target {} mm is outside the depth range {} to {} mm",
                                            decimal(target), decimal(rule.depth_mm.min),
                                            decimal(rule.depth_mm.max)));
    }
    if (rule.depth_mm.max > most) {
        table.problem("depth", fmt::format("depth {} mm is above the zone maximum {} mm",
                                           decimal(rule.depth_mm.max), decimal(most)));
    }
}

ZoneRule readRule(TomlTable& table) {
    constexpr double kDeepest_mm = 3.0; // the longest dial of any pen on the market, S106
    ZoneRule rule;
    rule.zone = idText(table, "zone");
    rule.indication = table.text("indication");
    expectIndication(table, rule.indication);
    rule.depth_mm = sourcedRangeIn(table, "depth", "mm", 0.05, kDeepest_mm);
    rule.target_mm = sourcedIn(table, "target", "mm", 0.05, kDeepest_mm);
    rule.zoneMax_mm = sourcedIn(table, "zone_max", "mm", 0.05, kDeepest_mm);
    rule.passes = counts(table, "passes", 20.0);
    rule.strokeRate_Hz = sourcedRangeIn(table, "stroke_rate", "Hz", 0.0, 500.0);
    if (rule.strokeRate_Hz.min < 1.0 && rule.strokeRate_Hz.max > 0.0) {
        table.problem("stroke_rate", "must be 1 to 500 Hz, or 0 to 0 for rollers, which have none");
    }
    rule.needles = counts(table, "needles", 540.0); // the largest roller found, S148
    TomlTable endpoint = table.table("endpoint");
    rule.endpoint = filledText(endpoint, "text");
    rule.endpointSource = filledText(endpoint, "source");
    rule.endpointGrade = gradeText(endpoint, "grade");
    rule.caution = filledText(table, "caution");
    checkDepths(table, rule);
    return rule;
}

} // namespace

Result<Protocol> parseProtocol(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    Protocol out;
    expectKind(root, "protocol");
    out.id = idText(root, "id");
    out.label = filledText(root, "label");
    out.version = filledText(root, "version");

    std::set<std::pair<std::string, std::string>> seen;
    for (TomlTable& table : root.tables("rule")) {
        ZoneRule rule = readRule(table);
        if (!seen.emplace(rule.zone, rule.indication).second) {
            table.problem("zone", fmt::format("the rule for zone '{}' and indication '{}' is there "
                                              "twice",
                                              rule.zone, rule.indication));
        }
        out.rules.push_back(std::move(rule));
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

const ZoneRule* findRule(const Protocol& protocol, std::string_view zone,
                         std::string_view indication) {
    for (const ZoneRule& rule : protocol.rules) {
        if (rule.zone == zone && rule.indication == indication) {
            return &rule;
        }
    }
    return nullptr;
}

} // namespace stipple::lesson
