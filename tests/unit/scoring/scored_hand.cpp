#include "tests/unit/scoring/scored_hand.h"

namespace stipple::test {

namespace {

lesson::Rubric padRubric() {
    lesson::Rubric rubric;
    rubric.passTotal = 75.0;
    rubric.passDomain = 60.0;
    rubric.glideMin_mps = 0.01;
    rubric.glideMax_mps = 0.03;
    rubric.forceMin_N = 0.5;
    rubric.forceMax_N = 2.0;
    rubric.forcePeak_N = 3.0;
    rubric.forceBone_N = 1.5;
    rubric.angleCircle_m = 0.005;
    rubric.angleFloor_deg = 4.0;
    rubric.angleCap_deg = 15.0;
    rubric.slipIndexMax = 1.0;
    rubric.turn_deg = 60.0;
    rubric.lift_m = 0.002;
    rubric.strainMin_pct = 5.0;
    rubric.directionsApart_deg = 30.0;
    rubric.directionsWanted = 2.0;
    rubric.underShare = 0.5;
    rubric.faceDeepest_m = 0.0025;
    using lesson::Domain;
    const auto add = [&rubric](const char* key, Domain domain, double green, double amber) {
        lesson::MetricRule rule;
        rule.id = rule.key = rule.label = key;
        rule.domain = domain;
        rule.green = green;
        rule.amber = amber;
        rule.points = 1.0;
        rubric.metrics.push_back(rule);
    };
    add("settings_ok", Domain::Preparation, 100, 90);
    add("over_depth_area", Domain::Depth, 0, 0.25);
    add("angle", Domain::Handling, 85, 70);
    add("contact_force", Domain::Handling, 85, 70);
    add("drag", Domain::Handling, 1, 4);
    const auto watch = [&rubric](const char* key, double threshold, double amount) {
        lesson::CriticalRule rule;
        rule.id = rule.key = rule.label = key;
        rule.threshold = threshold;
        rule.amount = amount;
        rubric.criticals.push_back(rule);
    };
    watch("over_depth", 0.5, 1.0);
    watch("jurisdiction", 0.0, 0.0);
    watch("tram_lines", 10.0, 3.0);
    watch("bone_force", 4.0, 1.0);
    watch("wrong_zone", 0.0, 0.2);
    return rubric;
}

} // namespace

lesson::Assignment padAssignment(const sim::SimModel& model) {
    lesson::Assignment assignment;
    assignment.lesson.mode = lesson::Mode::Graded;
    assignment.rubric = padRubric();
    assignment.jurisdictionFace_m = assignment.jurisdictionBody_m = 0.0015f;
    for (std::size_t i = 0; i < model.zones.size(); ++i) {
        lesson::ZoneTarget target;
        target.zone = static_cast<std::uint8_t>(i);
        target.id = model.zones[i].id;
        target.label = model.zones[i].label;
        target.depthMin_m = 0.00025f;
        target.depthMax_m = 0.0005f;
        target.target_m = 0.000375f;
        target.max_m = 0.001f;
        target.passesMin = 2;
        target.passesMax = 3;
        target.rateMin_Hz = 90.0f;
        target.rateMax_Hz = 120.0f;
        target.needlesMin = 12;
        target.needlesMax = 16;
        assignment.targets.push_back(target);
    }
    return assignment;
}

FlatPad twoZonePad() {
    FlatPad pad;
    pad.patches = {{foreheadZone(), {-1.0f, -1.0f}, {0.0f, 1.0f}},
                   {medialCheekZone(), {0.0f, -1.0f}, {1.0f, 1.0f}}};
    return pad;
}

ScoredHand::ScoredHand(const FlatPad& pad, sim::InputTraits traits)
    : pad_(pad), model_(flatModel(pad)), assignment_(padAssignment(*model_)),
      rules_(scoring::makeScoreRules(assignment_, *model_, std::move(traits))),
      state_(sim::startState(*model_, 1)), seen_(scoring::startScore(rules_, *model_)) {}

void ScoredHand::feed(const Touch& touch, std::uint32_t ticks) {
    for (std::uint32_t i = 0; i < ticks; ++i) {
        const glm::vec2 uv{place_m_.x / pad_.size_m.x + 0.5f, place_m_.z / pad_.size_m.y + 0.5f};
        sim::PenSample sample = sampleAt(place_m_, touch.needle_um, touch.strokeRate_dHz);
        sample.stretch_pct = touch.stretch_pct;
        sample.pen = touch.pen;
        sim::StepReport report;
        report.contact.touching = touch.touching;
        report.contact.nearSkin = true;
        report.contact.point_m = place_m_;
        report.contact.gap_m = touch.gap_m;
        report.contact.cell = sim::cellAt(model_->cells, uv);
        report.contact.zone = model_->cells.zone[report.contact.cell];
        report.contact.force_N = touch.touching ? touch.force_N : 0.0f;
        report.contact.tilt_rad = touch.tilt_rad;
        report.contact.glide_mps = touch.direction * touch.speed_mps;
        report.strokes = touch.stroke ? 1 : 0;
        report.strokeRate_dHz = touch.strokeRate_dHz;
        report.slipIndex = touch.slipIndex;
        report.gel = touch.gel;
        report.notes = touch.notes;
        const sim::Puncture puncture{.depth_m = touch.depth_m, .cell = report.contact.cell};
        const bool reaches = static_cast<float>(touch.needle_um) * 1e-6f > touch.gap_m;
        if ((touch.touching || reaches) && touch.stroke && touch.depth_m > 0.0f &&
            touch.strokeRate_dHz > 0) {
            report.fresh = {&puncture, 1};
        }
        scoring::observe(rules_, *model_, seen_, state_, sample, report);
        place_m_ += touch.direction * (touch.speed_mps * kTick_s);
    }
}

void ScoredHand::lift(float gap_m, std::uint32_t ticks) {
    feed({.touching = false, .speed_mps = 0.0f, .gap_m = gap_m}, ticks);
}

scoring::Measurement ScoredHand::measured(const std::string& key) const {
    return scoring::measure({rules_, *model_, seen_}, key);
}

bool ScoredHand::raised(const std::string& key) const {
    for (std::size_t i = 0; i < assignment_.rubric.criticals.size(); ++i) {
        if (assignment_.rubric.criticals[i].key == key) {
            return seen_.criticals[i].raised;
        }
    }
    return false;
}

scoring::Score ScoredHand::score() const {
    return scoring::scoreSoFar(rules_, *model_, seen_, state_);
}

} // namespace stipple::test
