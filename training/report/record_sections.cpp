#include "training/report/report_sections.h"

#include "training/lesson/conditions.h"
#include "training/report/number_text.h"
#include "training/report/settings_used.h"

#include <fmt/format.h>

namespace stipple::report {

namespace {

constexpr std::size_t kMostSpans = 200; // rows of settings; what is beyond stands in report.json

void fact(HtmlText& html, std::string_view name, std::string_view value) {
    html.element("dt", name).element("dd", value.empty() ? "\xe2\x80\x93" : value);
}

std::string named(std::string_view label, std::string_view id, std::string_view version) {
    return version.empty() ? fmt::format("{} ({})", label, id)
                           : fmt::format("{} ({}, version {})", label, id, version);
}

std::string rangeText(double low, double high, std::string_view unit) {
    return low == high ? quantity(low, unit)
                       : fmt::format("{} to {}", shortNumber(low), quantity(high, unit));
}

std::string cited(std::string text, std::string_view source, std::string_view grade) {
    return source.empty() ? text : fmt::format("{} [{}, {}]", text, source, grade);
}

void writeSpan(HtmlText& html, const ReportInput& input, const SettingsSpan& span) {
    html.open("tr");
    rowHead(html, fmt::format("{} to {}", clockTime(span.from_s), clockTime(span.to_s)));
    cell(html, span.zone < input.model.zones.size() ? input.model.zones[span.zone].label
                                                    : "outside the zones");
    numberCell(html, quantity(shortestDouble(span.dial_mm), "mm"));
    const bool rolled = span.pen && *span.pen < input.model.pens.size() &&
                        input.model.pens[*span.pen].kind == sim::DeviceKind::Roller;
    numberCell(html, rolled         ? "rolled by hand"
                     : !span.motor  ? "motor off"
                     : span.rate_Hz ? quantity(shortestDouble(*span.rate_Hz), "Hz")
                                    : "motor on");
    cell(html, span.pen && *span.pen < input.model.pens.size() ? input.model.pens[*span.pen].label
                                                               : "\xe2\x80\x93");
    cell(html, lesson::cartridgeMeant(span.cartridge));
    const std::string remark = settingsRemark(input, span);
    cell(html, remark.empty() ? "as the protocol asks" : remark);
    html.close();
}

/// What one row of the table of targets says about a patch, from the lesson and its rule.
struct TargetRow {
    const char* name;
    std::string (*text)(const lesson::ZoneTarget& target, const lesson::ZoneRule& rule);
};

using Target = lesson::ZoneTarget;
using Rule = lesson::ZoneRule;

constexpr TargetRow kTargetRows[] = {
    {"Dial",
     [](const Target& target, const Rule& rule) {
         return cited(rangeText(1e3 * shortestDouble(target.depthMin_m),
                                1e3 * shortestDouble(target.depthMax_m), "mm"),
                      rule.depth_mm.source, rule.depth_mm.grade);
     }},
    {"Delivered depth",
     [](const Target& target, const Rule& rule) {
         return cited(quantity(1e3 * shortestDouble(target.target_m), "mm"), rule.target_mm.source,
                      rule.target_mm.grade);
     }},
    {"Effective maximum",
     [](const Target& target, const Rule&) {
         return fmt::format("{}, because of the {}",
                            quantity(1e3 * shortestDouble(target.max_m), "mm"), target.maxBecause);
     }},
    {"Maximum of the zone",
     [](const Target&, const Rule& rule) {
         return cited(quantity(rule.zoneMax_mm.value, "mm"), rule.zoneMax_mm.source,
                      rule.zoneMax_mm.grade);
     }},
    {"Passes",
     [](const Target& target, const Rule& rule) {
         return cited(rangeText(target.passesMin, target.passesMax, "1"), rule.passes.source,
                      rule.passes.grade);
     }},
    {"Stroke rate",
     [](const Target& target, const Rule& rule) {
         if (target.rateMax_Hz <= 0.0f) {
             return cited("none: rolled by hand", rule.strokeRate_Hz.source,
                          rule.strokeRate_Hz.grade);
         }
         return cited(
             rangeText(shortestDouble(target.rateMin_Hz), shortestDouble(target.rateMax_Hz), "Hz"),
             rule.strokeRate_Hz.source, rule.strokeRate_Hz.grade);
     }},
    {"Needles",
     [](const Target& target, const Rule& rule) {
         return cited(rangeText(target.needlesMin, target.needlesMax, "1"), rule.needles.source,
                      rule.needles.grade);
     }},
    {"End point",
     [](const Target& target, const Rule& rule) {
         return cited(target.endpoint, rule.endpointSource, rule.endpointGrade);
     }},
    {"Caution", [](const Target& target, const Rule&) { return target.caution; }},
};

} // namespace

void writeSettings(HtmlText& html, const ReportInput& input) {
    openSection(html, "settings", "Settings used");
    const std::vector<SettingsSpan> spans = settingsUsed(input);
    if (spans.empty()) {
        html.element("p", "The pen never touched the skin.");
        closeSection(html);
        return;
    }
    openTable(html, "Settings while the pen was on the skin",
              {"Time", "Zone", "Dial", "Stroke rate", "Pen", "Cartridge", "Against the protocol"});
    for (std::size_t i = 0; i < spans.size() && i < kMostSpans; ++i) {
        writeSpan(html, input, spans[i]);
    }
    closeTable(html);
    if (spans.size() > kMostSpans) {
        html.element("p",
                     fmt::format("{} further rows are in report.json.", spans.size() - kMostSpans));
    }
    closeSection(html);
}

void writeTargets(HtmlText& html, const ReportInput& input) {
    openSection(html, "asked", "What was asked");
    std::vector<std::string> columns{"Asked for"};
    for (const Target& target : input.assignment.targets) {
        columns.push_back(fmt::format("{}, {}", target.label, target.indication));
    }
    openTable(html, "Targets of the lesson, with source and grade", columns);
    for (const TargetRow& row : kTargetRows) {
        html.open("tr");
        rowHead(html, row.name);
        for (const Target& target : input.assignment.targets) {
            const Rule* rule =
                lesson::findRule(input.assignment.protocol, target.id, target.indication);
            cell(html, row.text(target, rule != nullptr ? *rule : Rule{}));
        }
        html.close();
    }
    closeTable(html);
    if (!input.assignment.jurisdiction.text.empty()) {
        html.element("p", input.assignment.jurisdiction.text);
    }
    closeSection(html);
}

void writeRecord(HtmlText& html, const ReportInput& input) {
    const lesson::Assignment& asked = input.assignment;
    openSection(html, "record", "Record");
    html.open("dl", {{"class", "facts"}});
    fact(html, "Lesson", named(asked.lesson.title, asked.lesson.id, asked.lesson.version));
    fact(html, "Protocol", named(asked.protocol.label, asked.protocol.id, asked.protocol.version));
    fact(html, "Jurisdiction", named(asked.jurisdiction.label, asked.jurisdiction.id, ""));
    fact(html, "Rubric", named(asked.rubric.label, asked.rubric.id, asked.rubric.version));
    fact(html, "Software",
         fmt::format("Stipple {}, core version {}", input.header.softwareVersion,
                     input.header.coreVersion));
    fact(html, "Scored by core version", fmt::format("{}", input.score.coreVersion));
    fact(html, "Model", hexText(input.header.modelHash));
    fact(html, "Files that judge", hexText(input.header.lessonHash));
    fact(html, "Seed", fmt::format("{}", input.header.seed));
    fact(html, "State at the end", hexText(input.stateHash));
    fact(html, "Simulated again",
         input.matchesRecord ? "the same bits and the same score as recorded"
                             : "differs from the record, or was not checked");
    fact(html, "Complete", input.complete ? "yes" : "no, the record was cut off");
    fact(html, "Integrity", input.integrity.empty() ? "nothing wrong was found" : input.integrity);
    fact(html, "Signature", input.signatureText);
    html.close();
    closeSection(html);
}

} // namespace stipple::report
