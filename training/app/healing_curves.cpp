#include "training/app/healing_curves.h"

#include "engine/base/result.h"
#include "engine/sim/healing_early.h"
#include "training/app/healing_look.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::app {

namespace {

using training_ui::HealingChoices;
using training_ui::HealingCurve;
using training_ui::HealingRisk;

constexpr float kMinute_s = 60.0f;
constexpr float kPerCm2 = 1e4f;

/// How a curve is shown.
struct CurveLook {
    std::string label, unit;
    float scale = 1.0f;     ///< from the band's unit
    float leastMost = 1.0f; ///< the axis reaches at least so far
    int decimals = 0;
};

sim::Band sure(float value) {
    return {value, value, value};
}

/// From the lowest of all ends to the highest, likely as with the likely dose.
template <class BandOf>
sim::Band doubted(const DoubtedDose& doses, float time_s, const BandOf& bandOf) {
    const sim::Band low = bandOf(doses.low, time_s), likely = bandOf(doses.likely, time_s);
    const sim::Band high = bandOf(doses.high, time_s);
    return {std::min({low.low, likely.low, high.low}), likely.likely,
            std::max({low.high, likely.high, high.high})};
}

template <class BandOf>
HealingCurve curveOf(CurveLook look, const DoubtedDose& doses, std::span<const float> days,
                     float day, const BandOf& bandOf) {
    HealingCurve curve;
    curve.label = std::move(look.label);
    curve.unit = std::move(look.unit);
    curve.decimals = look.decimals;
    curve.most = look.leastMost;
    for (const float at : days) {
        const sim::Band band = doubted(doses, at * kDay_s, bandOf);
        curve.low.push_back(band.low * look.scale);
        curve.likely.push_back(band.likely * look.scale);
        curve.high.push_back(band.high * look.scale);
        curve.most = std::max(curve.most, curve.high.back());
    }
    const sim::Band now = doubted(doses, day * kDay_s, bandOf);
    curve.nowLow = now.low * look.scale;
    curve.nowLikely = now.likely * look.scale;
    curve.nowHigh = now.high * look.scale;
    return curve;
}

std::string chanceText(const sim::Band& band) {
    return fmt::format("{:.0f} % ({:.0f} to {:.0f} %)", band.likely * 100.0f, band.low * 100.0f,
                       band.high * 100.0f);
}

ui::State chanceState(const sim::Band& band) {
    return band.likely >= 0.10f   ? ui::State::Poor
           : band.likely >= 0.03f ? ui::State::Fair
                                  : ui::State::Good;
}

HealingRisk levelRisk(std::string label, sim::RiskLevel level, const std::string& reason) {
    switch (level) {
    case sim::RiskLevel::Baseline:
        return {std::move(label), "as low as it gets; nobody has counted a rate", ui::State::Good};
    case sim::RiskLevel::Raised:
        return {std::move(label), "raised: " + reason, ui::State::Fair};
    case sim::RiskLevel::High:
        break;
    }
    return {std::move(label), "high: " + reason, ui::State::Poor};
}

std::string infectionReason(const sim::HealingClient& client, const sim::AfterCare& care) {
    if (!care.newCartridge) {
        return "a used cartridge carries blood, and what is in it";
    }
    return client.openSkin ? "skin that was not whole was needled"
                           : "hygiene or aftercare was broken";
}

HealingRisk bleedRisk(const HealingCase& at, const HealingChoices& choices) {
    const float points_perM2 = at.blood.points_perM2 * choices.passFactor *
                               sim::bleedFactor(at.healing, at.client, careOf(choices));
    std::string words = fmt::format("{:.0f} points per cm2 at the end", points_perM2 / kPerCm2);
    switch (sim::bleedEnd(at.healing, points_perM2)) {
    case sim::BleedEnd::None:
        return {"Blood", "none at the end", ui::State::Good};
    case sim::BleedEnd::Few:
        words += ", fewer than the end point for scars";
        break;
    case sim::BleedEnd::Pinpoint:
        words += ", the end point for scars";
        break;
    case sim::BleedEnd::Streaming:
        return {"Blood", words + ": streaming, too much", ui::State::Poor};
    }
    if (at.blood.streamingShare > 0.01f) {
        words += fmt::format("; {:.0f} % of them stream", at.blood.streamingShare * 100.0f);
        return {"Blood", words, ui::State::Fair};
    }
    return {"Blood", words, ui::State::Good};
}

} // namespace

sim::AfterCare careOf(const HealingChoices& choices) {
    sim::AfterCare care;
    care.sunProtected = choices.sunProtected;
    care.leftAlone = choices.leftAlone;
    care.gentleOnly = choices.gentleOnly;
    care.uncovered = choices.uncovered;
    care.cleanHands = choices.cleanHands;
    care.sterileSerum = choices.sterileSerum;
    care.rested = choices.rested;
    care.newCartridge = choices.newCartridge;
    care.before.sunAvoided = choices.sunAvoided;
    care.before.activesStopped = choices.activesStopped;
    care.before.thinnersStopped = choices.thinnersStopped;
    care.before.primed = choices.primed;
    care.before.antiviral = choices.antiviral;
    return care;
}

sim::TreatmentCourse courseOf(const HealingChoices& choices) {
    return {choices.sessions, choices.interval_weeks * 7.0f * kDay_s};
}

std::vector<std::pair<std::string, sim::Complaint>> complaintsOf(const Exercise& exercise) {
    std::vector<std::pair<std::string, sim::Complaint>> out;
    if (!exercise.patient) {
        return out;
    }
    for (const scene::Lesion& lesion : exercise.patient->patient.lesions) {
        const sim::Complaint* complaint = complaintOf(lesion.kind);
        const auto same = [complaint](const auto& one) { return one.second == *complaint; };
        if (complaint != nullptr && std::none_of(out.begin(), out.end(), same)) {
            out.emplace_back(scene::lesionLabel(lesion.kind), *complaint);
        }
    }
    return out;
}

DoubtedDose doubtedDose(const HealingCase& at, const HealingChoices& choices) {
    const sim::PlaceDose& mean = at.zone.mean;
    const float doubt = mean.depth_m > 0.0f ? std::min(1.0f, at.depthDoubt_m / mean.depth_m) : 0.0f;
    const auto moved = [&](float share) {
        return sim::doseIf(at.needling, mean, choices.depthFactor * share, choices.passFactor);
    };
    return {moved(1.0f - doubt), moved(1.0f), moved(1.0f + doubt)};
}

std::vector<HealingCurve> healingCurves(const HealingCase& at, const HealingChoices& choices,
                                        std::span<const float> days) {
    const sim::HealingParameters& healing = at.healing;
    const sim::AfterCare care = careOf(choices);
    const sim::TreatmentCourse course = courseOf(choices);
    const DoubtedDose doses = doubtedDose(at, choices);
    std::vector<HealingCurve> curves;
    const auto add = [&](CurveLook look, const auto& bandOf) {
        curves.push_back(curveOf(std::move(look), doses, days, choices.day, bandOf));
    };
    add({"Barrier open", "%", 100.0f, 100.0f, 0}, [&](const sim::PlaceDose& dose, float t_s) {
        return sim::barrierOpen(healing, dose.depth_m, at.client, care, t_s);
    });
    add({"Serum let in, minutes of bare skin", "min", 1.0f / kMinute_s, 1.0f, 0},
        [&](const sim::PlaceDose& dose, float t_s) {
            return sure(sim::serumPassage_s(healing, dose.density * at.needling.endpointDose_perM2,
                                            dose.depth_m, at.client, care, t_s));
        });
    add({"Redness seen, of the end point", "%", 100.0f, 100.0f, 0},
        [&](const sim::PlaceDose& dose, float t_s) {
            const float left = sim::rednessLeft(healing, dose.depth_m, care, t_s);
            return sure(sim::rednessSeen(healing, dose.redness * left, at.client.fitzpatrick));
        });
    add({"Swelling", "mm", 1e3f, 1.0f, 2}, [&](const sim::PlaceDose& dose, float t_s) {
        return sure(sim::swollen_m(healing, dose, t_s));
    });
    add({"Denser dermis", "%", 100.0f, 10.0f, 0}, [&](const sim::PlaceDose& dose, float t_s) {
        return sim::dermalDensityGain(healing, dose, course, t_s);
    });
    for (const auto& [label, complaint] : at.complaints) {
        add({label + ", better by", "%", 100.0f, 10.0f, 0},
            [&, kind = complaint](const sim::PlaceDose& dose, float t_s) {
                return sim::improvement(healing, kind, dose, course, t_s);
            });
    }
    if (at.complaints.empty()) {
        add({"Wrinkles, better by", "grades", 1.0f, 0.5f, 1},
            [&](const sim::PlaceDose& dose, float t_s) {
                return sim::fineLineGrades(healing, dose, course, t_s);
            });
    }
    return curves;
}

std::vector<HealingRisk> healingRisks(const HealingCase& at, const HealingChoices& choices) {
    const sim::AfterCare care = careOf(choices);
    const sim::TreatmentCourse course = courseOf(choices);
    const sim::PlaceDose dose = doubtedDose(at, choices).likely;
    const sim::Band marks = sim::darkMarkChance(at.healing, dose, at.client, care, course);
    const sim::Band lines = sim::lastingLineChance(at.healing, dose, at.needling.scratchVisible_m);
    std::vector<HealingRisk> risks;
    risks.push_back(bleedRisk(at, choices));
    risks.push_back({"Dark marks", chanceText(marks), chanceState(marks)});
    risks.push_back({"Lasting lines",
                     lines.high > 0.0f ? "where it was scratched, " + chanceText(lines)
                                       : std::string("no visible scratch"),
                     lines.high > 0.0f ? ui::State::Poor : ui::State::Good});
    risks.push_back(levelRisk("Infection", sim::infectionRisk(at.healing, at.client, care, course),
                              infectionReason(at.client, care)));
    risks.push_back(levelRisk("Granuloma", sim::granulomaRisk(care, dose.density),
                              "15 people are published, vitamin C among the causes"));
    if (at.client.coldSores) {
        risks.push_back(levelRisk("Cold sores", sim::coldSoreRisk(at.client, care),
                                  care.before.antiviral ? "had them before, with an antiviral now"
                                                        : "had them before, and no antiviral"));
    }
    if (at.client.raisedScars) {
        risks.push_back(levelRisk("Raised scars", sim::raisedScarRisk(at.client),
                                  "prone to them, which no trial has let in"));
    }
    return risks;
}

std::string healingDose(const HealingCase& at, const HealingChoices& choices) {
    const DoubtedDose doses = doubtedDose(at, choices);
    return fmt::format("{:.0f} % of the zone treated, {:.2f} mm deep on average (± {:.2f}), {:.1f} "
                       "times the punctures of the end point, redness {:.1f} ({:.1f} to {:.1f})",
                       at.zone.treatedShare * 100.0f, doses.likely.depth_m * 1e3f,
                       (doses.high.depth_m - doses.likely.depth_m) * 1e3f, doses.likely.density,
                       doses.likely.redness, doses.low.redness, doses.high.redness);
}

std::string healingPhase(sim::HealingPhase phase, float day) {
    constexpr std::array kWords{": inflammation", ": proliferation, new tissue forms",
                                ": remodelling, the new tissue matures", ": healed"};
    return training_ui::healingTime(day) + kWords[static_cast<std::size_t>(phase)];
}

} // namespace stipple::app
