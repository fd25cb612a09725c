#include "engine/base/fixed_clock.h"
#include "training/lesson/conditions.h"
#include "training/report/coverage_map.h"
#include "training/report/number_text.h"
#include "training/report/report.h"
#include "training/report/report_sections.h"
#include "training/report/score_object.h"
#include "training/report/settings_used.h"

namespace stipple::report {

namespace {

using nlohmann::ordered_json;

constexpr int kReportVersion = 1; // README.md says what each version holds

double mm(float value_m) {
    return 1e3 * shortestDouble(value_m);
}

ordered_json rangeArray(double low, double high) {
    return ordered_json::array({low, high});
}

ordered_json recordObject(const ReportInput& input) {
    return {{"complete", input.complete},
            {"matchesRecord", input.matchesRecord},
            {"integrity", input.integrity},
            {"signature", input.signatureText},
            {"stateHash", hexText(input.stateHash)},
            {"modelHash", hexText(input.header.modelHash)},
            {"lessonHash", hexText(input.header.lessonHash)},
            {"seed", input.header.seed},
            {"softwareVersion", input.header.softwareVersion},
            {"coreVersion", input.header.coreVersion}};
}

ordered_json inputObject(const sim::InputTraits& device) {
    return {{"name", device.name},
            {"measuresForce", device.measuresForce},
            {"measuresTilt", device.measuresTilt},
            {"positionSigma_m", shortestDouble(device.positionSigma_m)},
            {"tiltSigma_rad", shortestDouble(device.tiltSigma_rad)},
            {"forceSigma_N", shortestDouble(device.forceSigma_N)}};
}

ordered_json askedObject(const ReportInput& input) {
    const lesson::Assignment& asked = input.assignment;
    ordered_json targets = ordered_json::array();
    for (const lesson::ZoneTarget& target : asked.targets) {
        targets.push_back({{"zone", target.id},
                           {"label", target.label},
                           {"indication", target.indication},
                           {"dial_mm", rangeArray(mm(target.depthMin_m), mm(target.depthMax_m))},
                           {"delivered_mm", mm(target.target_m)},
                           {"maximum_mm", mm(target.max_m)},
                           {"maximumBecause", target.maxBecause},
                           {"passes", rangeArray(target.passesMin, target.passesMax)},
                           {"rate_Hz", rangeArray(shortestDouble(target.rateMin_Hz),
                                                  shortestDouble(target.rateMax_Hz))},
                           {"needles", rangeArray(target.needlesMin, target.needlesMax)},
                           {"endpoint", target.endpoint},
                           {"caution", target.caution}});
    }
    return {{"lesson",
             {{"id", asked.lesson.id},
              {"title", asked.lesson.title},
              {"version", asked.lesson.version}}},
            {"protocol",
             {{"id", asked.protocol.id},
              {"label", asked.protocol.label},
              {"version", asked.protocol.version}}},
            {"jurisdiction", {{"id", asked.jurisdiction.id}, {"label", asked.jurisdiction.label}}},
            {"rubric",
             {{"id", asked.rubric.id},
              {"label", asked.rubric.label},
              {"version", asked.rubric.version},
              {"passTotal", asked.rubric.passTotal},
              {"passDomain", asked.rubric.passDomain},
              {"passSource", asked.rubric.passSource},
              {"passGrade", asked.rubric.passGrade}}},
            {"targets", std::move(targets)}};
}

ordered_json coverageObject(const ReportInput& input) {
    const CoverageMap map = coverageMap(input);
    ordered_json blocks = ordered_json::array();
    for (const MapBlock& block : map.blocks) {
        blocks.push_back(
            {{"zone", zoneLabel(input, block.zone)},
             {"row", block.row},
             {"column", block.column},
             {"passes", shortestDouble(block.passes)},
             {"punctures_perCm2", shortestDouble(block.density_perCm2)},
             {"depth_mm", shortestDouble(block.depth_mm)},
             {"deepest_mm", shortestDouble(block.deepest_mm)},
             {"byPasses", findingName(findingOf(input.assignment, MapMode::Passes, block))},
             {"byDepth", findingName(findingOf(input.assignment, MapMode::Depth, block))}});
    }
    return {{"blockSide_mm", shortestDouble(map.blockSide_mm)},
            {"rows", map.rows},
            {"columns", map.columns},
            {"blocks", std::move(blocks)}};
}

ordered_json settingsArray(const ReportInput& input) {
    ordered_json spans = ordered_json::array();
    for (const SettingsSpan& span : settingsUsed(input)) {
        ordered_json object{{"from_s", span.from_s},
                            {"to_s", span.to_s},
                            {"zone", zoneLabel(input, span.zone)},
                            {"dial_mm", shortestDouble(span.dial_mm)},
                            {"motor", span.motor}};
        object["rate_Hz"] = span.rate_Hz ? ordered_json(shortestDouble(*span.rate_Hz)) : nullptr;
        object["pen"] = span.pen && *span.pen < input.model.pens.size()
                            ? ordered_json(input.model.pens[*span.pen].id)
                            : nullptr;
        object["cartridge"] = lesson::cartridgeName(span.cartridge);
        object["remark"] = settingsRemark(input, span);
        spans.push_back(std::move(object));
    }
    return spans;
}

ordered_json traceObject(const ReportInput& input) {
    ordered_json trace;
    const auto column = [&](const char* name, auto&& value) {
        ordered_json values = ordered_json::array();
        for (const scoring::TracePoint& point : input.trace) {
            values.push_back(value(point));
        }
        trace[name] = std::move(values);
    };
    using Point = scoring::TracePoint;
    column("time_s", [](const Point& p) { return seconds(p.tick); });
    column("zone", [&](const Point& p) {
        return p.zone < input.model.zones.size() ? ordered_json(input.model.zones[p.zone].id)
                                                 : ordered_json(nullptr);
    });
    column("touching", [](const Point& p) { return p.touching; });
    column("motor", [](const Point& p) { return p.motor; });
    column("dial_mm", [](const Point& p) { return shortestDouble(p.dial_mm); });
    column("delivered_mm", [](const Point& p) { return shortestDouble(p.delivered_mm); });
    column("deepest_mm", [](const Point& p) { return shortestDouble(p.deepest_mm); });
    column("tilt_deg", [](const Point& p) { return shortestDouble(p.tilt_deg); });
    column("force_N", [](const Point& p) { return shortestDouble(p.force_N); });
    column("glide_mmps", [](const Point& p) { return shortestDouble(p.glide_mmps); });
    column("slipIndex", [](const Point& p) { return shortestDouble(p.slipIndex); });
    column("stretch_pct", [](const Point& p) { return shortestDouble(p.stretch_pct); });
    column("gel", [](const Point& p) { return shortestDouble(p.gel); });
    column("tip_m", [](const Point& p) {
        return ordered_json::array(
            {shortestDouble(p.tip_m.x), shortestDouble(p.tip_m.y), shortestDouble(p.tip_m.z)});
    });
    return trace;
}

} // namespace

std::string reportJson(const ReportInput& input) {
    ordered_json report{
        {"format", "stipple-report"},      {"version", kReportVersion},
        {"trainee", input.header.trainee}, {"startedAt_unix", input.header.startedAt_unix},
        {"duration_s", input.duration_s},  {"verdict", verdictLine(input.score)},
        {"reasons", reasons(input)}};
    report["score"] = scoreObject(input.score, input.stateHash, input.matchesRecord, true);
    report["record"] = recordObject(input);
    report["input"] = inputObject(input.header.input);
    report["asked"] = askedObject(input);
    report["coverage"] = coverageObject(input);
    report["settings"] = settingsArray(input);
    report["trace"] = traceObject(input);
    return jsonText(report);
}

} // namespace stipple::report
