#include "training/app/healing_preview.h"

#include "engine/base/file.h"
#include "engine/scene/healing_file.h"
#include "training/scoring/measure.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace stipple::app {

namespace {

using training_ui::HealingChoices;

constexpr const char* kHealingFile = "scenes/healing.toml";
constexpr std::size_t kCurvePoints = 97;
/// Blood points are counted over discs of about a square centimetre.
constexpr float kBloodReach_m = 0.0056f;
/// On a pad nobody has an age or a skin type; the tissues are those of this person.
constexpr float kPadAge_y = 35.0f;
constexpr int kPadFitzpatrick = 2;
/// The end of the map's ramp: so many times the serum of the clinical end point.
constexpr float kMostSerum = 3.0f;

std::string typeText(int fitzpatrick) {
    constexpr std::array kNames{"I", "II", "III", "IV", "V", "VI"};
    return kNames[static_cast<std::size_t>(std::clamp(fitzpatrick, 1, 6) - 1)];
}

/// Whether the consultation says more than "no" to the question with these words.
bool saidYes(const scene::Patient& person, std::string_view words) {
    return std::any_of(person.history.begin(), person.history.end(), [words](const auto& item) {
        return item.question.find(words) != std::string::npos && item.bearing != "none";
    });
}

sim::HealingClient clientOf(const scene::Patient& person) {
    sim::HealingClient client{static_cast<float>(person.age_y), person.fitzpatrick};
    client.raisedScars = saidYes(person, "scars grow thick");
    client.coldSores = saidYes(person, "cold sores");
    client.isotretinoin = saidYes(person, "isotretinoin");
    client.thinBlood = saidYes(person, "thins the blood");
    return client;
}

std::vector<sim::PlaceDose> dosesIf(const sim::NeedlingParameters& needling,
                                    const std::vector<sim::PlaceDose>& doses,
                                    const HealingChoices& choices) {
    std::vector<sim::PlaceDose> out = doses;
    for (sim::PlaceDose& dose : out) {
        dose = sim::doseIf(needling, dose, choices.depthFactor, choices.passFactor);
    }
    return out;
}

void renewSerum(HealingPreview& preview, const std::vector<sim::PlaceDose>& doses,
                const HealingChoices& choices) {
    ++preview.serumRevision;
    const sim::SimModel& model = *preview.exercise->model;
    const sim::AfterCare care = careOf(choices);
    const float endpoint_perM2 = model.needling.endpointDose_perM2;
    constexpr float kEndPointDepth_m = 0.5e-3f;
    // all that comes in with plain care through the channels of the end point
    const float whole_s = sim::serumPassage_s(preview.healing, endpoint_perM2, kEndPointDepth_m,
                                              preview.client, sim::AfterCare{}, 365.0f * kDay_s);
    preview.serum.assign(doses.size(), -1.0f);
    for (std::size_t cell = 0; cell < doses.size(); ++cell) {
        const sim::PlaceDose& dose = doses[cell];
        if (dose.density > 0.01f) {
            const float passed_s =
                sim::serumPassage_s(preview.healing, dose.density * endpoint_perM2, dose.depth_m,
                                    preview.client, care, choices.day * kDay_s);
            preview.serum[cell] = std::min(1.0f, passed_s / (kMostSerum * whole_s));
        }
    }
}

void renewSkin(HealingPreview& preview, const HealingChoices& choices) {
    const sim::SimModel& model = *preview.exercise->model;
    const std::vector<std::uint32_t> revision = preview.shown.tileRevision;
    const auto doses = dosesIf(model.needling, preview.doses, choices);
    const auto spread = dosesIf(model.needling, preview.spread, choices);
    const sim::AfterCare care = careOf(choices);
    preview.shown = sim::healedSkin(model, preview.healing, preview.treated, {doses, spread},
                                    preview.client, care, choices.day * kDay_s);
    // whatever was drawn before, every tile is another now
    for (std::size_t k = 0; k < revision.size(); ++k) {
        preview.shown.tileRevision[k] = revision[k] + 1;
    }
    HealingChoices then = preview.shownFor;
    then.day = choices.day;
    then.zone = choices.zone;
    then.serumMap = choices.serumMap;
    if (!preview.shownOnce || !(then == choices)) {
        preview.marks =
            sim::darkMarks(model, preview.healing, spread, preview.client, care, courseOf(choices));
    }
    if (!preview.before.complaint.empty()) {
        const LookChange change{spread, preview.marks, courseOf(choices), choices.day * kDay_s};
        renewLook(preview.before, model.cells, preview.healing, change, preview.look);
    }
    preview.serum.clear();
    if (choices.serumMap) {
        renewSerum(preview, spread, choices);
    }
}

void listZones(HealingPreview& preview) {
    const auto& zones = preview.exercise->model->zones;
    for (std::size_t k = 0; k < zones.size(); ++k) {
        if (preview.zones[k].treatedShare > 0.0f) {
            preview.treatedZones.push_back(static_cast<std::uint8_t>(k));
            const bool lesion = zones[k].id.starts_with(scene::kLesionZone);
            preview.client.openSkin = preview.client.openSkin || lesion;
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

/// For pens as they were held; of a zone that the lesson does not ask for, the largest.
std::vector<float> zoneDoubts_m(const CheckedAttempt& attempt, const sim::SimModel& model) {
    const scoring::ScoreRules& rules = attempt.rules;
    const std::vector<float> doubts_m =
        scoring::depthDoubts_m({rules, model, attempt.replay->scoreState()});
    float most_m = 0.0f;
    for (const float doubt_m : doubts_m) {
        most_m = std::max(most_m, doubt_m);
    }
    std::vector<float> out;
    for (std::size_t zone = 0; zone < model.zones.size(); ++zone) {
        const std::uint8_t target = rules.targetOfZone[zone];
        out.push_back(target != scoring::kNoTarget ? doubts_m[target] : most_m);
    }
    return out;
}

void takeRecord(const CheckedAttempt& attempt, HealingPreview& preview) {
    const sim::SimModel& model = *preview.exercise->model;
    preview.treated = attempt.replay->state().skin;
    preview.doses = sim::placeDoses(model, preview.treated);
    preview.spread = sim::spreadDoses(model, preview.doses, preview.healing.rednessSpread_m);
    preview.zones = sim::zoneDoses(model, preview.doses);
    preview.blood = sim::zoneBlood(model, preview.healing, preview.treated, kBloodReach_m);
    preview.depthDoubt_m = zoneDoubts_m(attempt, model);
}

Status takeClient(HealingPreview& preview) {
    preview.client = {kPadAge_y, kPadFitzpatrick};
    preview.clientText = "The practice pad heals like the person whose tissue it has";
    const auto& patient = preview.exercise->patient;
    if (!patient) {
        return Done{};
    }
    const scene::Patient& person = patient->patient;
    preview.client = clientOf(person);
    preview.clientText =
        fmt::format("{}, {} years, type {}", person.sex == scene::Sex::Female ? "Woman" : "Man",
                    person.age_y, typeText(person.fitzpatrick));
    auto before = lookBefore(*patient);
    if (!before) {
        return before.error();
    }
    preview.before = std::move(before).value();
    return Done{};
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
    if (Status taken = takeClient(*preview); !taken) {
        return taken.error();
    }
    takeRecord(attempt, *preview);
    preview->complaints = complaintsOf(*preview->exercise);
    for (std::size_t k = 0; k < kCurvePoints; ++k) {
        preview->days.push_back(
            training_ui::healingDay(static_cast<float>(k) / static_cast<float>(kCurvePoints - 1)));
    }
    listZones(*preview);
    return preview;
}

bool cartridgeWasNew(const CheckedAttempt& attempt) {
    const sim::CartridgeOrigin origin = attempt.replay->scoreState().cartridge.origin;
    return origin != sim::CartridgeOrigin::Used && origin != sim::CartridgeOrigin::Open;
}

bool renewHealing(HealingPreview& preview, const HealingChoices& choices) {
    if (preview.treatedZones.empty() || (preview.shownOnce && preview.shownFor == choices)) {
        return false;
    }
    const auto number = static_cast<std::size_t>(
        std::clamp(choices.zone, 0, static_cast<int>(preview.treatedZones.size()) - 1));
    const std::uint8_t zone = preview.treatedZones[number];
    const HealingCase at{preview.healing,     preview.exercise->model->needling,
                         preview.client,      preview.zones[zone],
                         preview.blood[zone], preview.depthDoubt_m[zone],
                         preview.complaints};
    preview.curves = healingCurves(at, choices, preview.days);
    preview.risks = healingRisks(at, choices);
    preview.dose = healingDose(at, choices);
    HealingChoices elsewhere = preview.shownFor;
    elsewhere.zone = choices.zone;
    const bool other = !preview.shownOnce || !(elsewhere == choices);
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
    scene.look = lookOf(preview.look);
    if (!preview.serum.empty()) {
        scene.overlay = {
            .value = preview.serum, .thin = 0.0f, .over = 1.01f, .revision = preview.serumRevision};
    }
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
    view.phase = healingPhase(sim::phaseAt(preview.healing, choices.day * kDay_s), choices.day);
    view.client = preview.clientText;
    return view;
}

} // namespace stipple::app
