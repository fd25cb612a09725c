#include "training/report/score_object.h"

#include "training/report/number_text.h"
#include "training/report/report.h"

namespace stipple::report {

using nlohmann::ordered_json;

namespace {

ordered_json metricObject(const scoring::MetricScore& metric, bool withSources) {
    ordered_json object{{"id", metric.id},
                        {"label", metric.label},
                        {"value", metric.value},
                        {"unit", metric.unit},
                        {"target", metric.target},
                        {"points", metric.points},
                        {"maxPoints", metric.maxPoints},
                        {"verdict", scoring::verdictName(metric.verdict)},
                        {"uncertainty", metric.uncertainty}};
    if (withSources) {
        object["domain"] = lesson::domainName(metric.domain);
        object["evidence"] = metric.evidence;
        object["source"] = metric.source;
        object["grade"] = metric.grade;
    }
    return object;
}

} // namespace

ordered_json scoreObject(const scoring::Score& score, std::uint64_t stateHash, bool matchesRecord,
                         bool withSources) {
    ordered_json criticals = ordered_json::array();
    for (const scoring::CriticalFail& critical : score.criticalFails) {
        criticals.push_back({{"id", critical.id},
                             {"label", critical.label},
                             {"evidence", critical.evidence},
                             {"tick", critical.tick}});
    }
    ordered_json domains = ordered_json::array();
    for (const scoring::DomainScore& domain : score.domains) {
        domains.push_back({{"domain", lesson::domainName(domain.domain)},
                           {"points", domain.points},
                           {"maxPoints", domain.maxPoints},
                           {"percent", domain.percent},
                           {"passed", domain.passed}});
    }
    ordered_json metrics = ordered_json::array();
    for (const scoring::MetricScore& metric : score.metrics) {
        metrics.push_back(metricObject(metric, withSources));
    }
    ordered_json object{{"score", score.total},
                        {"passed", score.passed},
                        {"criticalFails", std::move(criticals)},
                        {"domains", std::move(domains)},
                        {"metrics", std::move(metrics)},
                        {"stateHash", hexText(stateHash)},
                        {"matchesRecord", matchesRecord},
                        {"coreVersion", score.coreVersion},
                        {"assessable", score.assessable},
                        {"mode", score.mode},
                        {"assistance", score.assistance},
                        {"device", score.device}};
    if (!score.assessable) {
        object["assessableReason"] = score.assessableReason;
    }
    return object;
}

std::string jsonText(const ordered_json& object) {
    // bytes that are no UTF-8 (a name typed in another encoding) become U+FFFD instead of an error
    return object.dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

std::string scoreJson(const scoring::Score& score, std::uint64_t stateHash, bool matchesRecord) {
    return jsonText(scoreObject(score, stateHash, matchesRecord, false));
}

} // namespace stipple::report
