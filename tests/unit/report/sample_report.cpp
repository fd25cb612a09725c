#include "tests/unit/report/sample_report.h"

#include <cmath>

namespace stipple::report {

namespace {

constexpr std::size_t kColumns = 24, kRows = 16;

void fillAssignment(lesson::Assignment& asked) {
    asked.lesson.id = "sample";
    asked.lesson.title = "First passes";
    asked.lesson.version = "1";
    asked.protocol = {.id = "invented", .label = "Invented protocol", .version = "3", .rules = {}};
    asked.jurisdiction.id = "nowhere";
    asked.jurisdiction.label = "Nowhere";
    asked.jurisdiction.text = "An invented ceiling.";
    asked.rubric.id = "sample_rubric";
    asked.rubric.label = "Sample rubric";
    asked.rubric.version = "2";
    asked.rubric.passTotal = 75.0;
    asked.rubric.passDomain = 60.0;
    asked.rubric.passSource = "invented";
    asked.rubric.passGrade = "P";
    asked.rubric.glideMin_mps = 0.01;
    asked.rubric.glideMax_mps = 0.03;
    asked.rubric.forceMin_N = 0.5;
    asked.rubric.forceMax_N = 2.0;
    asked.rubric.forcePeak_N = 3.0;
    asked.rubric.angleCap_deg = 15.0;
    asked.rubric.strainMin_pct = 5.0;
    asked.rubric.underShare = 0.5;
    asked.targets = {{.zone = 0,
                      .id = "forehead",
                      .label = "Forehead",
                      .indication = "rejuvenation",
                      .depthMin_m = 0.00025f,
                      .depthMax_m = 0.0005f,
                      .target_m = 0.0003f,
                      .max_m = 0.001f,
                      .maxBecause = "zone",
                      .passesMin = 2,
                      .passesMax = 3,
                      .rateMin_Hz = 90.0f,
                      .rateMax_Hz = 120.0f,
                      .needlesMin = 12,
                      .needlesMax = 16,
                      .endpoint = "even erythema",
                      .caution = "bone"},
                     {.zone = 1,
                      .id = "cheek_medial",
                      .label = "Cheek",
                      .indication = "rejuvenation",
                      .depthMin_m = 0.0005f,
                      .depthMax_m = 0.001f,
                      .target_m = 0.0006f,
                      .max_m = 0.0015f,
                      .maxBecause = "zone",
                      .passesMin = 3,
                      .passesMax = 4,
                      .rateMin_Hz = 100.0f,
                      .rateMax_Hz = 130.0f,
                      .needlesMin = 12,
                      .needlesMax = 36,
                      .endpoint = "erythema",
                      .caution = "vessels"}};
    asked.rubric.metrics = {{.id = "B1",
                             .key = "setting",
                             .label = "Setting compliance",
                             .unit = "%",
                             .domain = lesson::Domain::Depth,
                             .green = 95.0,
                             .amber = 85.0,
                             .points = 8.0,
                             .source = "S1",
                             .grade = "P"},
                            {.id = "B2",
                             .key = "depth_error_rms",
                             .label = "Delivered depth error",
                             .unit = "mm",
                             .domain = lesson::Domain::Depth,
                             .green = 0.15,
                             .amber = 0.3,
                             .points = 6.0,
                             .source = "S10",
                             .grade = "A"}};
}

scoring::MetricScore metric(const char* id, const char* label, const char* unit,
                            lesson::Domain domain, double value, double uncertainty, double target,
                            double points, double maxPoints, scoring::Verdict verdict,
                            const char* evidence) {
    return {.id = id,
            .label = label,
            .unit = unit,
            .domain = domain,
            .value = value,
            .uncertainty = uncertainty,
            .target = target,
            .points = points,
            .maxPoints = maxPoints,
            .verdict = verdict,
            .evidence = evidence,
            .source = "S10",
            .grade = "P"};
}

void fillScore(scoring::Score& score) {
    using lesson::Domain;
    using scoring::Verdict;
    score.coreVersion = 1;
    score.total = 71.25;
    score.mode = "graded";
    score.assistance = "none";
    score.device = "mouse";
    score.criticalFails = {{"X6", "Over-depth", "1.2 cm2 of the cheek, limit 1 cm2", 4800}};
    score.domains = {{Domain::Depth, 9.0, 14.0, 64.3, true},
                     {Domain::Coverage, 5.0, 9.0, 55.6, false},
                     {Domain::Handling, 4.0, 4.0, 100.0, true}};
    score.metrics = {metric("B1", "Setting compliance", "%", Domain::Depth, 88.4, 1.5, 95.0, 5.0,
                            8.0, Verdict::Fair, "forehead 100 %, cheek 77 %"),
                     metric("B2", "Delivered depth error", "mm", Domain::Depth, 0.153, 0.02, 0.15,
                            4.0, 6.0, Verdict::CannotTell, "root mean square over 98 squares"),
                     metric("C1", "Coverage", "%", Domain::Coverage, 72.0, 4.0, 95.0, 2.0, 6.0,
                            Verdict::Poor, "forehead 90 %, cheek 54 %"),
                     metric("C2", "Uniformity", "1", Domain::Coverage, 0.31, 0.0, 0.35, 3.0, 3.0,
                            Verdict::Good, "spread of punctures over their mean"),
                     metric("D2", "Glide speed", "%", Domain::Handling, 91.0, 2.0, 80.0, 4.0, 4.0,
                            Verdict::Good, "91 % of the time at 10 to 30 mm/s"),
                     metric("D3", "Contact force", "%", Domain::Handling, 0.0, 0.0, 85.0, 0.0, 0.0,
                            Verdict::NotAssessed, "a mouse does not measure force")};
}

void fillGrid(scoring::CoverageGrid& grid) {
    grid.scoreWidth = kColumns;
    grid.scoreHeight = kRows;
    grid.fineArea_m2 = 1e-6f;
    grid.scoreArea_m2 = 25e-6f;
    grid.scoreZone.assign(kColumns * kRows, sim::kNoZone);
    grid.scoreOwnFines.assign(kColumns * kRows, 25);
    grid.scoreOwnWeight.assign(kColumns * kRows, 25.0f);
    for (std::size_t row = 4; row < 11; ++row) {
        for (std::size_t column = 0; column < 7; ++column) {
            grid.scoreZone[row * kColumns + 2 + column] = 0;
            grid.scoreZone[row * kColumns + 13 + column] = 1;
        }
    }
}

void fillState(scoring::ScoreState& state, const scoring::CoverageGrid& grid) {
    const std::size_t count = grid.scoreZone.size();
    state.passes.assign(count, 0.0f);
    state.punctures.assign(count, 0);
    state.depthSum_m.assign(count, 0.0f);
    state.deepest_m.assign(count, 0.0f);
    for (std::size_t i = 0; i < count; ++i) {
        if (grid.scoreZone[i] == sim::kNoZone) {
            continue;
        }
        const bool cheek = grid.scoreZone[i] == 1;
        state.passes[i] = static_cast<float>(1 + (i * 7) % 5);
        state.punctures[i] = static_cast<std::uint32_t>(120 + (i * 37) % 260);
        const float depth_m =
            (cheek ? 0.0006f : 0.0003f) * (0.4f + 0.1f * static_cast<float>(i % 9));
        state.depthSum_m[i] = depth_m * static_cast<float>(state.punctures[i]);
        state.deepest_m[i] = 1.6f * depth_m;
    }
}

scoring::TracePoint pointAt(std::uint32_t tick) {
    const double time_s = tick / 240.0;
    const bool cheek = time_s > 60.0;
    const bool lifted = std::fmod(time_s, 12.0) < 1.0;
    scoring::TracePoint point;
    point.tick = tick;
    point.zone = lifted ? sim::kNoZone : cheek ? std::uint8_t{1} : std::uint8_t{0};
    point.touching = !lifted;
    point.motor = true;
    point.rate_Hz = 100.0f;
    point.dial_mm = cheek ? 0.75f : 0.5f;
    const auto wave = static_cast<float>(std::sin(0.9 * time_s));
    if (!lifted) {
        point.delivered_mm = (cheek ? 0.6f : 0.3f) + 0.08f * wave;
        point.deepest_mm = 1.3f * point.delivered_mm;
        point.force_N = 1.0f + 0.5f * wave;
    }
    point.tilt_deg = 6.0f + 4.0f * wave;
    point.glide_mmps = 20.0f + 12.0f * wave;
    point.stretch_pct = 12.0f;
    point.gel = 1.0f - static_cast<float>(time_s) / 240.0f;
    return point;
}

} // namespace

SampleReport::SampleReport() {
    fillAssignment(assignment);
    fillScore(score);
    fillGrid(grid);
    fillState(state, grid);
    header.coreVersion = 1;
    header.softwareVersion = "0.1.0";
    header.modelHash = 0x11;
    header.lessonHash = 0x22;
    header.seed = 7;
    header.trainee = "Ada";
    header.mode = "graded";
    header.assistance = "none";
    header.startedAt_unix = 1767225600; // 2026-01-01 00:00 UTC
    header.input.name = "mouse";
    model.zones.resize(2);
    model.zones[0].id = "forehead";
    model.zones[0].label = "Forehead";
    model.zones[1].id = "cheek_medial";
    model.zones[1].label = "Cheek";
    model.pens.resize(1);
    model.pens[0].id = "pen_12";
    model.pens[0].label = "Pen with 12 needles";
    model.pens[0].needles_m.resize(12);
    for (std::uint32_t tick = 24; tick <= 120 * 240; tick += scoring::kTraceEvery) {
        trace.push_back(pointAt(tick));
    }
    for (std::uint32_t tick = 0; tick < 120 * 240; ++tick) {
        sim::PenSample sample;
        sample.strokeRate_dHz = 1000;
        samples.push_back(sample);
    }
}

ReportInput SampleReport::input() const {
    return {.assignment = assignment,
            .header = header,
            .score = score,
            .scoreState = state,
            .grid = grid,
            .model = model,
            .trace = trace,
            .stateHash = 0x0123456789abcdefULL,
            .matchesRecord = matchesRecord,
            .complete = complete,
            .signatureText = "signed by station 12ab",
            .duration_s = 120.0,
            .integrity = integrity,
            .samples = samples};
}

} // namespace stipple::report
