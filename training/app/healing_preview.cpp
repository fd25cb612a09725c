#include "training/app/healing_preview.h"

#include "engine/base/file.h"
#include "engine/scene/healing_file.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::app {

namespace {

using training_ui::HealingChoices;
using training_ui::HealingCurve;
using training_ui::HealingRisk;

constexpr const char* kHealingFile = "scenes/healing.toml";
constexpr float kDay_s = 24.0f * 3600.0f;
constexpr std::size_t kCurvePoints = 97;
/// On a pad nobody has an age or a skin type; the tissues are those of this person.
constexpr float kPadAge_y = 35.0f;
constexpr int kPadFitzpatrick = 2;

sim::AfterCare careOf(const HealingChoices& choices) {
    return {choices.sunProtected, choices.leftAlone,  choices.gentleOnly,
            choices.uncovered,    choices.cleanHands, choices.sterileSerum};
}

sim::TreatmentCourse courseOf(const HealingChoices& choices) {
    return {choices.sessions, choices.interval_weeks * 7.0f * kDay_s};
}

std::string typeText(int fitzpatrick) {
    constexpr std::array kNames{"I", "II", "III", "IV", "V", "VI"};
    return kNames[static_cast<std::size_t>(std::clamp(fitzpatrick, 1, 6) - 1)];
}

/// What a patient has come for, each once, of the kinds that somebody has measured.
std::vector<std::pair<std::string, sim::Complaint>> complaintsOf(const Exercise& exercise) {
    using scene::LesionKind;
    constexpr std::array<std::pair<LesionKind, sim::Complaint>, sim::kComplaintCount> kKnown{{
        {LesionKind::BoxcarScar, sim::Complaint::BoxcarScar},
        {LesionKind::RollingScar, sim::Complaint::RollingScar},
        {LesionKind::IcePickScar, sim::Complaint::IcePickScar},
        {LesionKind::Stria, sim::Complaint::Stria},
        {LesionKind::Melasma, sim::Complaint::Melasma},
    }};
    std::vector<std::pair<std::string, sim::Complaint>> out;
    if (!exercise.patient) {
        return out;
    }
    const auto& lesions = exercise.patient->patient.lesions;
    for (const auto& [kind, complaint] : kKnown) {
        const bool there = std::any_of(lesions.begin(), lesions.end(),
                                       [kind = kind](const auto& one) { return one.kind == kind; });
        if (there) {
            out.emplace_back(scene::lesionLabel(kind), complaint);
        }
    }
    return out;
}

/// Fills a curve with one band per point and the band of the chosen day, times `scale`.
template <class BandAt>
void addCurve(HealingPreview& preview, float day, std::string label, std::string unit, float scale,
              float least_most, int decimals, const BandAt& bandAt) {
    HealingCurve curve;
    curve.label = std::move(label);
    curve.unit = std::move(unit);
    curve.decimals = decimals;
    curve.most = least_most;
    for (const float at : preview.days) {
        const sim::Band band = bandAt(at * kDay_s);
        curve.low.push_back(band.low * scale);
        curve.likely.push_back(band.likely * scale);
        curve.high.push_back(band.high * scale);
        curve.most = std::max(curve.most, band.high * scale);
    }
    const sim::Band now = bandAt(day * kDay_s);
    curve.nowLow = now.low * scale;
    curve.nowLikely = now.likely * scale;
    curve.nowHigh = now.high * scale;
    preview.curves.push_back(std::move(curve));
}

sim::Band sure(float value) {
    return {value, value, value};
}

void renewCurves(HealingPreview& preview, const sim::PlaceDose& dose,
                 const HealingChoices& choices) {
    const sim::HealingParameters& healing = preview.healing;
    const sim::AfterCare care = careOf(choices);
    const sim::TreatmentCourse course = courseOf(choices);
    const float day = choices.day;
    preview.curves.clear();
    addCurve(preview, day, "Barrier open", "%", 100.0f, 100.0f, 0, [&](float t_s) {
        return sim::barrierOpen(healing, dose.depth_m, preview.client, care, t_s);
    });
    addCurve(preview, day, "Redness, of the end point", "%", 100.0f, 100.0f, 0, [&](float t_s) {
        return sure(dose.redness * sim::rednessLeft(healing, dose.depth_m, care, t_s));
    });
    addCurve(preview, day, "Denser dermis", "%", 100.0f, 10.0f, 0,
             [&](float t_s) { return sim::dermalDensityGain(healing, dose, course, t_s); });
    const auto complaints = complaintsOf(*preview.exercise);
    for (const auto& [label, complaint] : complaints) {
        addCurve(preview, day, label + ", better by", "%", 100.0f, 10.0f, 0,
                 [&, kind = complaint](float t_s) {
                     return sim::improvement(healing, kind, dose, course, t_s);
                 });
    }
    if (complaints.empty()) {
        addCurve(preview, day, "Wrinkles, better by", "grades", 1.0f, 0.5f, 1,
                 [&](float t_s) { return sim::fineLineGrades(healing, dose, course, t_s); });
    }
}

std::string chanceText(const sim::Band& band) {
    if (band.likely < 0.005f) {
        return fmt::format("none counted (below {:.0f} %)", std::ceil(band.high * 100.0f));
    }
    return fmt::format("{:.0f} % ({:.0f} to {:.0f} %)", band.likely * 100.0f, band.low * 100.0f,
                       band.high * 100.0f);
}

ui::State chanceState(const sim::Band& band) {
    return band.likely >= 0.10f   ? ui::State::Poor
           : band.likely >= 0.02f ? ui::State::Fair
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

void renewRisks(HealingPreview& preview, const sim::PlaceDose& dose, float scratchVisible_m,
                const HealingChoices& choices) {
    const sim::AfterCare care = careOf(choices);
    const sim::Band marks =
        sim::darkMarkChance(preview.healing, dose, preview.client, care, courseOf(choices));
    const sim::Band lines = sim::lastingLineChance(preview.healing, dose, scratchVisible_m);
    preview.risks.clear();
    preview.risks.push_back({"Dark marks", chanceText(marks), chanceState(marks)});
    preview.risks.push_back({"Lasting lines",
                             lines.high > 0.0f ? "where it was scratched, " + chanceText(lines)
                                               : std::string("no visible scratch"),
                             lines.high > 0.0f ? ui::State::Poor : ui::State::Good});
    preview.risks.push_back(
        levelRisk("Infection", sim::infectionRisk(care), "hygiene or aftercare was broken"));
    preview.risks.push_back(
        levelRisk("Granuloma", sim::granulomaRisk(care), "a product was needled into the skin"));
}

std::string doseText(const sim::ZoneDose& zone, const sim::PlaceDose& dose) {
    return fmt::format("{:.0f} % of the zone treated, {:.2f} mm deep on average, {:.1f} times the "
                       "punctures of the end point",
                       zone.treatedShare * 100.0f, dose.depth_m * 1e3f, dose.density);
}

std::string phaseText(sim::HealingPhase phase, float day) {
    const std::string time = training_ui::healingTime(day);
    switch (phase) {
    case sim::HealingPhase::Inflammation:
        return time + ": inflammation";
    case sim::HealingPhase::Proliferation:
        return time + ": proliferation, new tissue forms";
    case sim::HealingPhase::Remodelling:
        return time + ": remodelling, the new tissue matures";
    case sim::HealingPhase::Done:
        break;
    }
    return time + ": healed";
}

/// The same but for what the picture does not show.
bool sameSkin(const HealingChoices& a, const HealingChoices& b) {
    return a.day == b.day && careOf(a).gentleOnly == careOf(b).gentleOnly &&
           a.uncovered == b.uncovered && a.depthFactor == b.depthFactor &&
           a.passFactor == b.passFactor;
}

void renewSkin(HealingPreview& preview, const HealingChoices& choices) {
    const sim::SimModel& model = *preview.exercise->model;
    const std::vector<std::uint32_t> revision = preview.shown.tileRevision;
    std::vector<sim::PlaceDose> doses = preview.doses;
    for (sim::PlaceDose& dose : doses) {
        dose = sim::doseIf(model.needling, dose, choices.depthFactor, choices.passFactor);
    }
    preview.shown = sim::healedSkin(model, preview.healing, preview.treated, doses, preview.client,
                                    careOf(choices), choices.day * kDay_s);
    // whatever was drawn before, every tile is another now
    for (std::size_t k = 0; k < revision.size(); ++k) {
        preview.shown.tileRevision[k] = revision[k] + 1;
    }
}

void listZones(HealingPreview& preview) {
    const auto& zones = preview.exercise->model->zones;
    for (std::size_t k = 0; k < zones.size(); ++k) {
        if (preview.zones[k].treatedShare > 0.0f) {
            preview.treatedZones.push_back(static_cast<std::uint8_t>(k));
        }
    }
    std::stable_sort(preview.treatedZones.begin(), preview.treatedZones.end(),
                     [&](std::uint8_t a, std::uint8_t b) {
                         return preview.zones[a].treatedShare > preview.zones[b].treatedShare;
                     });
    for (const std::uint8_t zone : preview.treatedZones) {
        preview.zoneNames.push_back(zones[zone].label);
    }
}

} // namespace

Result<std::unique_ptr<HealingPreview>> previewHealing(const CheckedAttempt& attempt,
                                                       const std::filesystem::path& root) {
    const auto text = readTextFile(root / kHealingFile);
    if (!text) {
        return text.error();
    }
    const auto healing = scene::parseHealing(*text, kHealingFile);
    if (!healing) {
        return healing.error();
    }
    auto preview = std::make_unique<HealingPreview>();
    preview->exercise = attempt.exercise.get();
    preview->healing = *healing;
    preview->client = {kPadAge_y, kPadFitzpatrick};
    preview->clientText = "The practice pad heals like the person whose tissue it has";
    if (const auto& patient = attempt.exercise->patient) {
        const scene::Patient& person = patient->patient;
        preview->client = {static_cast<float>(person.age_y), person.fitzpatrick};
        preview->clientText =
            fmt::format("{}, {} years, type {}", person.sex == scene::Sex::Female ? "Woman" : "Man",
                        person.age_y, typeText(person.fitzpatrick));
    }
    preview->treated = attempt.replay->state().skin;
    preview->doses = sim::placeDoses(*preview->exercise->model, preview->treated);
    preview->zones = sim::zoneDoses(*preview->exercise->model, preview->doses);
    for (std::size_t k = 0; k < kCurvePoints; ++k) {
        preview->days.push_back(
            training_ui::healingDay(static_cast<float>(k) / static_cast<float>(kCurvePoints - 1)));
    }
    listZones(*preview);
    return preview;
}

bool renewHealing(HealingPreview& preview, const HealingChoices& choices) {
    if (preview.treatedZones.empty() || (preview.shownOnce && preview.shownFor == choices)) {
        return false;
    }
    const sim::SimModel& model = *preview.exercise->model;
    const auto at = static_cast<std::size_t>(
        std::clamp(choices.zone, 0, static_cast<int>(preview.treatedZones.size()) - 1));
    const sim::ZoneDose& zone = preview.zones[preview.treatedZones[at]];
    const sim::PlaceDose dose =
        sim::doseIf(model.needling, zone.mean, choices.depthFactor, choices.passFactor);
    renewCurves(preview, dose, choices);
    renewRisks(preview, dose, model.needling.scratchVisible_m, choices);
    preview.dose = doseText(zone, dose);
    const bool other = !preview.shownOnce || !sameSkin(preview.shownFor, choices);
    if (other) {
        renewSkin(preview, choices);
    }
    preview.shownFor = choices;
    preview.shownOnce = true;
    return other;
}

glm::vec3 treatedPlace_m(const HealingPreview& preview) {
    const std::vector<sim::Puncture>& log = preview.treated.log;
    return log.empty() ? glm::vec3(0.0f)
                       : preview.exercise->model->cells.position_m[log[log.size() / 2].cell];
}

render::RenderScene healedScene(const HealingPreview& preview) {
    render::RenderScene scene;
    scene.skin = preview.treatedZones.empty() ? &preview.treated : &preview.shown;
    scene.penLook.visible = false;
    return scene;
}

training_ui::HealingView healingView(const HealingPreview& preview, const HealingChoices& choices) {
    training_ui::HealingView view;
    view.days = preview.days;
    view.curves = preview.curves;
    view.risks = preview.risks;
    view.zones = preview.zoneNames;
    view.dose = preview.dose;
    view.phase = phaseText(sim::phaseAt(preview.healing, choices.day * kDay_s), choices.day);
    view.client = preview.clientText;
    return view;
}

} // namespace stipple::app
