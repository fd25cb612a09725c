#include "training/lesson/rubric.h"

#include "engine/base/data_file.h"

#include <array>
#include <set>

namespace stipple::lesson {

namespace {

/// What scoring can measure, and the unit of each.
struct KnownKey {
    std::string_view key, unit;
};

constexpr std::array<KnownKey, 19> kMetricKeys = {{
    {"settings_ok", "%"},
    {"setting_compliance", "%"},
    {"depth_error_rms", "mm"},
    {"over_depth_area", "cm2"},
    {"under_treated", "%"},
    {"coverage", "%"},
    {"uniformity", "1"},
    {"over_treatment", "%"},
    {"direction_diversity", "%"},
    {"hole_density", "%"},
    {"angle", "%"},
    {"glide_speed", "%"},
    {"contact_force", "%"},
    {"drag", "per 100 cm2"},
    {"lift_at_turns", "%"},
    {"skin_tension", "%"},
    {"gel_film", "%"},
    {"zone_intrusion", "mm"},
    {"cartridge_breaches", "1"},
}};

/// `unit` is the threshold's; the amount's unit stands in the README of the rubrics.
constexpr std::array<KnownKey, 8> kCriticalKeys = {{
    {"over_depth", "mm"},
    {"jurisdiction", "mm"},
    {"tram_lines", "mm"},
    {"bone_force", "N"},
    {"wrong_zone", "s"},
    {"no_go", "s"},
    {"lesion", "s"},
    {"cartridge", "1"},
}};

constexpr std::array<std::pair<std::string_view, Domain>, 5> kDomains = {{
    {"preparation", Domain::Preparation},
    {"depth", Domain::Depth},
    {"coverage", Domain::Coverage},
    {"handling", Domain::Handling},
    {"safety", Domain::Safety},
}};

template <std::size_t N>
void expectKey(TomlTable& table, const std::array<KnownKey, N>& known, const std::string& key,
               const std::string& unit) {
    for (const KnownKey& entry : known) {
        if (entry.key == key) {
            if (table.has("unit") && unit != entry.unit) {
                table.problem("unit", fmt::format("is '{}', '{}' is measured in '{}'", unit, key,
                                                  entry.unit));
            }
            return;
        }
    }
    if (table.has("key")) {
        table.problem("key", fmt::format("nothing measures '{}'", key));
    }
}

Domain readDomain(TomlTable& table) {
    const std::string text = table.text("domain");
    for (const auto& [name, domain] : kDomains) {
        if (text == name) {
            return domain;
        }
    }
    if (table.has("domain")) {
        table.problem("domain", fmt::format("'{}' is none of preparation, depth, coverage, "
                                            "handling, safety",
                                            text));
    }
    return Domain::Preparation;
}

MetricRule readMetric(TomlTable& table) {
    MetricRule rule;
    rule.id = filledText(table, "id");
    rule.key = filledText(table, "key");
    rule.label = filledText(table, "label");
    rule.unit = filledText(table, "unit");
    rule.domain = readDomain(table);
    rule.green = numberIn(table, "green", 0.0, 1e4);
    rule.amber = numberIn(table, "amber", 0.0, 1e4);
    rule.points = numberIn(table, "points", 0.0, 100.0);
    rule.source = filledText(table, "source");
    rule.grade = gradeText(table, "grade");
    expectKey(table, kMetricKeys, rule.key, rule.unit);
    if (rule.green == rule.amber && table.has("green") && table.has("amber")) {
        table.problem("amber", "is the same as green: no value would lie between");
    }
    return rule;
}

CriticalRule readCritical(TomlTable& table) {
    CriticalRule rule;
    rule.id = filledText(table, "id");
    rule.key = filledText(table, "key");
    rule.label = filledText(table, "label");
    rule.threshold = numberIn(table, "threshold", 0.0, 1e4);
    rule.amount = numberIn(table, "amount", 0.0, 1e4);
    rule.unit = filledText(table, "unit");
    rule.source = filledText(table, "source");
    rule.grade = gradeText(table, "grade");
    expectKey(table, kCriticalKeys, rule.key, rule.unit);
    return rule;
}

void readLimits(TomlTable table, Rubric& out) {
    const SourcedRange glide = sourcedRangeIn(table, "glide", "cm/s", 0.0, 50.0);
    out.glideMin_mps = glide.min * 0.01;
    out.glideMax_mps = glide.max * 0.01;
    const SourcedRange force = sourcedRangeIn(table, "force", "N", 0.0, 20.0);
    out.forceMin_N = force.min;
    out.forceMax_N = force.max;
    out.forcePeak_N = sourcedIn(table, "force_peak", "N", 0.0, 20.0).value;
    out.forceBone_N = sourcedIn(table, "force_bone", "N", 0.0, 20.0).value;
    out.angleCircle_m = sourcedIn(table, "angle_circle", "mm", 1.0, 15.0).value * 1e-3;
    out.angleFloor_deg = sourcedIn(table, "angle_floor", "deg", 0.0, 45.0).value;
    out.angleCap_deg = sourcedIn(table, "angle_cap", "deg", 0.0, 90.0).value;
    out.slipIndexMax = sourcedIn(table, "slip_index", "1", 0.01, 20.0).value;
    out.turn_deg = sourcedIn(table, "turn", "deg", 5.0, 180.0).value;
    out.lift_m = sourcedIn(table, "lift", "mm", 0.1, 50.0).value * 1e-3;
    out.strainMin_pct = sourcedIn(table, "strain", "%", 0.0, 50.0).value;
    out.directionsApart_deg = sourcedIn(table, "directions_apart", "deg", 5.0, 90.0).value;
    out.directionsWanted = sourcedIn(table, "directions_wanted", "1", 1.0, 8.0).value;
    out.underShare = sourcedIn(table, "under_share", "1", 0.0, 1.0).value;
    out.faceDeepest_m = sourcedIn(table, "face_deepest", "mm", 0.1, 10.0).value * 1e-3;
    if (table.has("holes")) { // only rubrics of rollers count them
        const SourcedRange holes = sourcedRangeIn(table, "holes", "per cm2", 0.0, 1e5);
        out.holesMin_perCm2 = holes.min;
        out.holesMax_perCm2 = holes.max;
    }
    if (table.has("angle_cap") && out.angleCap_deg < out.angleFloor_deg) {
        table.problem("angle_cap", "is below angle_floor");
    }
    if (table.has("force_peak") && out.forcePeak_N < out.forceMax_N) {
        table.problem("force_peak", "is below the end of the force range");
    }
}

void readPassRule(TomlTable table, Rubric& out) {
    out.passTotal = numberIn(table, "total", 0.0, 100.0, "%");
    out.passDomain = numberIn(table, "domain", 0.0, 100.0, "%");
    out.passSource = filledText(table, "source");
    out.passGrade = gradeText(table, "grade");
}

/// Every id and every key once, and the points as the file declares them.
void checkTogether(TomlTable& root, std::vector<TomlTable>& metrics,
                   std::vector<TomlTable>& criticals, const Rubric& rubric) {
    std::set<std::string> ids, keys, watched;
    double points = 0.0;
    for (std::size_t i = 0; i < rubric.metrics.size(); ++i) {
        points += rubric.metrics[i].points;
        if (!ids.insert(rubric.metrics[i].id).second) {
            metrics[i].problem("id", fmt::format("'{}' is there twice", rubric.metrics[i].id));
        }
        if (!keys.insert(rubric.metrics[i].key).second) {
            metrics[i].problem("key", fmt::format("'{}' is scored twice", rubric.metrics[i].key));
        }
    }
    for (std::size_t i = 0; i < rubric.criticals.size(); ++i) {
        if (!ids.insert(rubric.criticals[i].id).second) {
            criticals[i].problem("id", fmt::format("'{}' is there twice", rubric.criticals[i].id));
        }
        if (!watched.insert(rubric.criticals[i].key).second) {
            criticals[i].problem("key",
                                 fmt::format("'{}' is watched twice", rubric.criticals[i].key));
        }
    }
    const double declared = numberIn(root, "points", 0.0, 1000.0);
    if (root.has("points") && std::fabs(declared - points) > 1e-9) {
        root.problem("points", fmt::format("says {}, the metrics sum to {}", decimal(declared),
                                           decimal(points)));
    }
}

} // namespace

Result<Rubric> parseRubric(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    Rubric out;
    expectKind(root, "rubric");
    out.id = idText(root, "id");
    out.label = filledText(root, "label");
    out.version = filledText(root, "version");
    readPassRule(root.table("pass"), out);
    readLimits(root.table("limits"), out);

    std::vector<TomlTable> metrics = root.tables("metric");
    for (TomlTable& table : metrics) {
        out.metrics.push_back(readMetric(table));
    }
    std::vector<TomlTable> criticals = root.tables("critical");
    for (TomlTable& table : criticals) {
        out.criticals.push_back(readCritical(table));
    }
    checkTogether(root, metrics, criticals, out);
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (out.metrics[i].key == "hole_density" && !(out.holesMax_perCm2 > 0.0)) {
            metrics[i].problem("key", "needs the range 'holes' among the limits");
        }
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

std::string_view domainName(Domain domain) {
    switch (domain) {
    case Domain::Preparation:
        return "Settings";
    case Domain::Depth:
        return "Depth";
    case Domain::Coverage:
        return "Coverage";
    case Domain::Handling:
        return "Handling";
    case Domain::Safety:
        return "Safety";
    }
    return "";
}

} // namespace stipple::lesson
