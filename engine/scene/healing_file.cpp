#include "engine/scene/healing_file.h"

#include "engine/base/data_file.h"

#include <array>
#include <utility>

namespace stipple::scene {

namespace {

constexpr double kHour_s = 3600.0;
constexpr double kDay_s = 24.0 * kHour_s;

/// `{ low = 20, likely = 23, high = 26, unit = "h", source = "S95", grade = "A" }`
sim::Band readBand(TomlTable& root, std::string_view key, std::string_view unit, double least,
                   double most, double toSi) {
    TomlTable table = root.table(key);
    const double low = numberIn(table, "low", least, most);
    const double likely = numberIn(table, "likely", least, most);
    const double high = numberIn(table, "high", least, most);
    if (!(low <= likely && likely <= high)) {
        table.problem("likely", "must lie between low and high");
    }
    const std::string found = table.text("unit");
    if (table.has("unit") && found != unit) {
        table.problem("unit", fmt::format("is '{}', must be '{}'", found, unit));
    }
    (void)filledText(table, "source");
    (void)gradeText(table, "grade");
    return {static_cast<float>(low * toSi), static_cast<float>(likely * toSi),
            static_cast<float>(high * toSi)};
}

void readBarrier(TomlTable& table, sim::HealingParameters& out) {
    out.fastShare = sourcedSi(table, "fast_share", "%", 0.0, 100.0, 0.01);
    out.fastTime_s = sourcedSi(table, "fast_time", "h", 0.01, 100.0, kHour_s);
    out.slowHalfLife_s = readBand(table, "slow_half_life", "h", 0.1, 1000.0, kHour_s);
    out.elderlyAge_y = sourcedSi(table, "elderly_age", "y", 18.0, 120.0);
    out.elderlyFactor = sourcedSi(table, "elderly_factor", "1", 1.0, 10.0);
    out.occludedFactor = sourcedSi(table, "occluded_factor", "1", 1.0, 10.0);
    out.depthBase = sourcedSi(table, "depth_base", "1", 0.01, 10.0);
    out.depthSlope_perM = sourcedSi(table, "depth_slope", "1/mm", 0.0, 10.0, 1e3);
    out.channelDiameter_m = sourcedSi(table, "channel_diameter", "um", 1.0, 1000.0, 1e-6);
}

void readRedness(TomlTable& table, sim::HealingParameters& out) {
    out.rednessSpread_m = sourcedSi(table, "spread", "mm", 0.0, 20.0, 1e-3);
    out.rednessSpreadTime_s = sourcedSi(table, "spread_time", "h", 0.01, 1000.0, kHour_s);
    out.irritatedFactor = sourcedSi(table, "irritated_factor", "1", 1.0, 10.0);
    const std::size_t wanted = out.rednessDepth_m.size();
    std::vector<TomlTable> points = table.tables("point");
    if (points.size() != wanted) {
        table.problem("point", fmt::format("has {} points, must have {}", points.size(), wanted));
        return;
    }
    for (std::size_t k = 0; k < wanted; ++k) {
        out.rednessDepth_m[k] = sourcedSi(points[k], "depth", "mm", 0.01, 5.0, 1e-3);
        out.rednessTime_s[k] = sourcedSi(points[k], "time", "h", 0.01, 1000.0, kHour_s);
        if (k > 0 && out.rednessDepth_m[k] <= out.rednessDepth_m[k - 1]) {
            points[k].problem("depth", "must be above the depth of the point before");
        }
        if (k > 0 && out.rednessTime_s[k] < out.rednessTime_s[k - 1]) {
            points[k].problem("time", "must not fall with depth");
        }
    }
}

void readSeen(TomlTable& table, sim::HealingParameters& out) {
    constexpr std::array kTypes{"type_1", "type_2", "type_3", "type_4", "type_5", "type_6"};
    for (std::size_t k = 0; k < kTypes.size(); ++k) {
        out.rednessSeen[k] = sourcedSi(table, kTypes[k], "%", 0.0, 100.0, 0.01);
    }
}

void readWheal(TomlTable& table, sim::HealingParameters& out) {
    constexpr double kMinute_s = 60.0;
    out.whealHeight_m = sourcedSi(table, "height", "mm", 0.0, 5.0, 1e-3);
    out.whealRise_s = sourcedSi(table, "rise", "min", 0.1, 120.0, kMinute_s);
    out.whealFall_s = sourcedSi(table, "fall", "h", 0.1, 100.0, kHour_s);
    out.oedemaShare = sourcedSi(table, "oedema_share", "%", 0.0, 100.0, 0.01);
    out.swellingTime_s = sourcedSi(table, "oedema_time", "h", 0.1, 1000.0, kHour_s);
}

void readBleeding(TomlTable& table, sim::HealingParameters& out) {
    constexpr double kPerCm2 = 1e4;
    out.pinpoint_perM2 = readBand(table, "pinpoint", "per cm2", 0.0, 1000.0, kPerCm2);
    out.streaming_perM2 = sourcedSi(table, "streaming", "per cm2", 0.0, 10000.0, kPerCm2);
    out.thinnersFactor = sourcedSi(table, "thinners_factor", "1", 1.0, 10.0);
    out.vasoconstrictorFactor = sourcedSi(table, "vasoconstrictor_factor", "1", 0.01, 1.0);
    if (out.streaming_perM2 <= out.pinpoint_perM2.high) {
        table.problem("streaming", "must be above pinpoint");
    }
}

void readBefore(TomlTable& table, sim::HealingParameters& out) {
    out.sunBeforeOdds = sourcedSi(table, "sun_odds", "1", 1.0, 100.0);
    out.primedOdds = sourcedSi(table, "primed_odds", "1", 0.01, 1.0);
    out.isotretinoinFactor = sourcedSi(table, "isotretinoin_factor", "1", 1.0, 10.0);
}

void readPhases(TomlTable& table, sim::HealingParameters& out) {
    const auto days = [&table](std::string_view key) {
        return sourcedSi(table, key, "d", 0.0, 3650.0, kDay_s);
    };
    out.flakingFrom_s = days("flaking_from");
    out.flakingTo_s = days("flaking_to");
    out.crustTo_s = sourcedSi(table, "crust_to", "d", 0.1, 3650.0, kDay_s);
    out.proliferationFrom_s = days("proliferation_from");
    out.remodellingFrom_s = days("remodelling_from");
    out.remodellingTo_s = days("remodelling_to");
    out.maturing_s = sourcedSi(table, "maturing", "d", 0.1, 3650.0, kDay_s);
    if (out.flakingTo_s <= out.flakingFrom_s) {
        table.problem("flaking_to", "must be above flaking_from");
    }
    if (out.remodellingFrom_s <= out.proliferationFrom_s) {
        table.problem("remodelling_from", "must be above proliferation_from");
    }
    if (out.remodellingTo_s <= out.remodellingFrom_s) {
        table.problem("remodelling_to", "must be above remodelling_from");
    }
}

/// A course of which `change` is read in `unit`, up to `most` of it.
sim::PublishedCourse readCourse(TomlTable& table, std::string_view unit, double most, double toSi) {
    sim::PublishedCourse course;
    course.change = sourcedSi(table, "change", unit, 0.0, most, toSi);
    course.sessions = sourcedSi(table, "sessions", "1", 1.0, 100.0);
    course.interval_s = sourcedSi(table, "interval", "d", 1.0, 3650.0, kDay_s);
    // before anything has matured a trial cannot have seen a change
    course.measured_s = sourcedSi(table, "measured", "d", 7.0, 3650.0, kDay_s);
    course.fullDepth_m = sourcedSi(table, "full_depth", "mm", 0.05, 5.0, 1e-3);
    return course;
}

void readImprovements(TomlTable& root, sim::HealingParameters& out) {
    using sim::Complaint;
    constexpr std::array<std::pair<std::string_view, Complaint>, sim::kComplaintCount> kNames{{
        {"boxcar_scar", Complaint::BoxcarScar},
        {"rolling_scar", Complaint::RollingScar},
        {"ice_pick_scar", Complaint::IcePickScar},
        {"stria", Complaint::Stria},
        {"melasma", Complaint::Melasma},
    }};
    std::array<bool, sim::kComplaintCount> seen{};
    for (TomlTable& table : root.tables("improvement")) {
        const auto index = static_cast<std::size_t>(choose(table, "complaint", kNames));
        if (seen[index]) {
            table.problem("complaint", "is there twice");
        }
        seen[index] = true;
        // all of it gone would need endless treatments
        out.improvements[index] = readCourse(table, "%", 99.0, 0.01);
    }
    for (const auto& [name, complaint] : kNames) {
        if (!seen[static_cast<std::size_t>(complaint)]) {
            root.problem("improvement", fmt::format("has none for '{}'", name));
        }
    }
}

void readPigmentStudies(TomlTable& root, sim::HealingParameters& out) {
    std::vector<TomlTable> studies = root.tables("pigment_study");
    if (studies.size() != out.pigmentStudies.size()) {
        root.problem("pigment_study", fmt::format("has {} series, must have {}", studies.size(),
                                                  out.pigmentStudies.size()));
        return;
    }
    for (std::size_t k = 0; k < studies.size(); ++k) {
        sim::CountedHarm& study = out.pigmentStudies[k];
        study.patients = sourcedSi(studies[k], "patients", "people", 1.0, 1e6);
        study.cases = sourcedSi(studies[k], "cases", "people", 0.0, 1e6);
        const auto type = [&](std::string_view key) {
            const std::int64_t value = studies[k].integer(key);
            expectIn(studies[k], key, static_cast<double>(value), 1.0, 6.0, "");
            return static_cast<int>(value < 1 ? 1 : value > 6 ? 6 : value);
        };
        study.fitzpatrickFrom = type("fitzpatrick_from");
        study.fitzpatrickTo = type("fitzpatrick_to");
        if (study.cases > study.patients) {
            studies[k].problem("cases", "must not be above patients");
        }
        if (study.fitzpatrickTo < study.fitzpatrickFrom) {
            studies[k].problem("fitzpatrick_to", "must not be below fitzpatrick_from");
        }
    }
}

void readHarm(TomlTable& table, sim::HealingParameters& out) {
    out.markFrom_s = sourcedSi(table, "mark_from", "d", 0.1, 3650.0, kDay_s);
    out.markFade_s = sourcedSi(table, "mark_fade", "d", 0.1, 36500.0, kDay_s);
    out.markSize_m = sourcedSi(table, "mark_size", "mm", 0.5, 50.0, 1e-3);
    out.markDarkness = sourcedSi(table, "mark_darkness", "%", 0.0, 500.0, 0.01);
    out.sunOdds = sourcedSi(table, "sun_odds", "1", 1.0, 100.0);
    out.scratchOdds = sourcedSi(table, "scratch_odds", "1", 1.0, 100.0);
    out.pickingOdds = sourcedSi(table, "picking_odds", "1", 1.0, 100.0);
    out.overdoseOdds = sourcedSi(table, "overdose_odds", "1", 1.0, 100.0);
    out.overdoseFrom = sourcedSi(table, "overdose_from", "end points", 1.0, 100.0);
    out.earlyOdds = sourcedSi(table, "early_odds", "1", 1.0, 100.0);
    out.tramLines.cases = sourcedSi(table, "tram_cases", "people", 0.0, 1e6);
    out.tramLines.patients = sourcedSi(table, "tram_patients", "people", 1.0, 1e6);
    if (out.tramLines.cases > out.tramLines.patients) {
        table.problem("tram_cases", "must not be above tram_patients");
    }
}

} // namespace

Result<sim::HealingParameters> parseHealing(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    sim::HealingParameters out{};
    expectKind(root, "healing");
    TomlTable barrier = root.table("barrier");
    readBarrier(barrier, out);
    TomlTable redness = root.table("redness");
    readRedness(redness, out);
    TomlTable seen = root.table("redness_seen");
    readSeen(seen, out);
    TomlTable wheal = root.table("wheal");
    readWheal(wheal, out);
    TomlTable bleeding = root.table("bleeding");
    readBleeding(bleeding, out);
    TomlTable before = root.table("before");
    readBefore(before, out);
    TomlTable phases = root.table("phases");
    readPhases(phases, out);
    TomlTable outcome = root.table("outcome");
    out.outcomeSpread = readBand(outcome, "spread", "1", 0.0, 100.0, 1.0);
    out.intervalLeast_s = sourcedSi(outcome, "interval_least", "d", 1.0, 3650.0, kDay_s);
    TomlTable density = root.table("dermal_density");
    out.dermalDensity = readCourse(density, "%", 1000.0, 0.01);
    TomlTable lines = root.table("fine_lines");
    out.fineLines = readCourse(lines, "grade", 100.0, 1.0);
    out.fineLinesWhole = sourcedSi(lines, "whole", "grade", 1.0, 100.0);
    readImprovements(root, out);
    readPigmentStudies(root, out);
    TomlTable harm = root.table("harm");
    readHarm(harm, out);
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
