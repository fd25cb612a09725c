#include "tests/ui/sample_views.h"

#include <array>
#include <cmath>

namespace stipple::tests {

using namespace training_ui;

StartView sampleStart() {
    StartView view;
    view.version = "0.1.0";
    view.lessons.push_back(
        {.path = "training/lessons/pad_first_passes.toml",
         .title = "First passes on the pad",
         .summary = "Treat three marked patches of the practice pad at settings that suit each "
                    "zone: forehead, medial cheek and lower lid.",
         .instructions = {"Spread gel over the patch before you touch it.",
                          "Set depth and stroke rate for the zone; start low on the lid.",
                          "Glide steadily, three passes in three directions.",
                          "Lift the pen at every turn, and between the patches."},
         .timeLimit_s = 240.0,
         .mode = lesson::Mode::Graded,
         .assistance = lesson::Assistance::Full,
         .problem = ""});
    view.lessons.push_back(
        {.path = "training/lessons/broken.toml",
         .title = "Depth and tilt",
         .summary = "See what tilt does to delivered depth.",
         .instructions = {},
         .timeLimit_s = 120.0,
         .problem = "training/lessons/broken.toml:12: key 'pens': no such file"});
    view.recent.push_back({"a.stipple", "First passes on the pad", "A. Learner", "2026-11-22 14:02",
                           true, true, 91.0, "graded"});
    view.recent.push_back({"b.stipple", "First passes on the pad", "", "2026-11-22 13:40", true,
                           false, 58.0, "formative"});
    view.recent.push_back({"c.stipple", "First passes on the pad", "B. Learner with a long name",
                           "2026-11-21 09:12", false, false, 0.0, "graded"});
    view.preflight.push_back(
        {true, "Software Vulkan (llvmpipe): fine for practice, the picture is drawn smaller"});
    view.preflight.push_back({false, "/home/x cannot be written, so nothing will be kept"});
    return view;
}

LiveView sampleLive() {
    LiveView view;
    view.lessonTitle = "First passes on the pad";
    view.trainee = "A. Learner";
    view.mode = lesson::Mode::Graded;
    view.elapsed_s = 53.0;
    view.timeLimit_s = 240.0;
    view.pens = {"Pen with 12 needles", "Pen with 16 needles", "Pen with 36 needles"};
    view.penNeedles = {12, 16, 36};
    view.needleCount = 12;
    view.dial_mm = 0.5f;
    view.dialStep_mm = 0.25f;
    view.dialMax_mm = 2.5f;
    view.dialTolerance_mm = 0.15f;
    view.motor = true;
    view.strokeRate_Hz = 100.0f;
    view.cartridgeStrokes = 5120;
    view.zone = ZoneBand{.label = "Forehead",
                         .dialMin_mm = 0.25f,
                         .dialMax_mm = 0.5f,
                         .target_mm = 0.4f,
                         .max_mm = 1.0f,
                         .maxBecause = "zone",
                         .rateMin_Hz = 90.0f,
                         .rateMax_Hz = 120.0f,
                         .needlesMin = 12,
                         .needlesMax = 16,
                         .endpoint = "even pink",
                         .caution = "thin over bone: less force, never over the brow"};
    view.overSkin = view.seated = view.touching = true;
    view.delivered_mm = 0.42f;
    view.deliveredSigma_mm = 0.05f;
    view.tilt_deg = 3.0f;
    view.glide_mmps = 22.0f;
    view.force_N = 1.1f;
    view.stretch_pct = 15.0f;
    view.gel = 0.8f;
    view.forceAssessed = view.tiltAssessed = false;
    view.zones = {{"Forehead", 1.4f, 3, 3, 46.0f, true},
                  {"Medial cheek", 0.0f, 3, 4, 0.0f, false},
                  {"Lower lid", 0.0f, 2, 3, 0.0f, false}};
    view.nextZone = "Medial cheek";
    view.device = "27 pictures a second, 3D at 60 %, llvmpipe";
    return view;
}

SectionView sampleSection() {
    SectionView view;
    view.overSkin = true;
    view.zoneLabel = "Forehead";
    view.layer_mm = {0.015f, 0.06f, 0.2f, 1.6f, 1.9f};
    view.baseLabel = "Bone";
    view.gap_mm = -0.5f;
    view.indentation_mm = 0.5f;
    view.tilt_deg = 4.0f;
    view.needles_mm = {-2.0f, -1.2f, -0.4f, 0.4f, 1.2f, 2.0f};
    view.needleOut_mm = 0.45f;
    view.needleSet_mm = 0.5f;
    view.motor = true;
    for (int i = 0; i < 16; ++i) {
        const auto number = static_cast<float>(i);
        view.channels.push_back({.offset_mm = -3.6f + 0.42f * number,
                                 .depth_mm = 0.4f + 0.03f * std::sin(number * 2.3f),
                                 .tilt_deg = 2.0f,
                                 .age_s = 0.25f * number,
                                 .bleeds = i % 5 == 0});
    }
    view.reached_mm = 0.42f;
    view.reachedSigma_mm = 0.04f;
    view.targetLow_mm = 0.25f;
    view.targetHigh_mm = 0.5f;
    view.limit_mm = 1.0f;
    return view;
}

CoverageView sampleCoverage(MapMode mode) {
    CoverageView view;
    view.mode = mode;
    const std::array labels{"Forehead", "Medial cheek", "Lower lid"};
    for (int zone = 0; zone < 3; ++zone) {
        const float middle = -39.0f + 39.0f * static_cast<float>(zone);
        view.zones.push_back({.label = labels.at(static_cast<std::size_t>(zone)),
                              .x_mm = middle,
                              .z_mm = 0.0f,
                              .width_mm = 35.0f,
                              .height_mm = 35.0f,
                              .passesLow = 3.0f,
                              .passesHigh = 4.0f,
                              .depthLow_mm = 0.25f,
                              .depthHigh_mm = 0.5f});
        for (int i = 0; i < 49; ++i) {
            const auto column = static_cast<float>(i % 7);
            const auto row = static_cast<float>(i / 7);
            CoverageBlock block;
            block.x_mm = middle - 15.0f + 5.0f * column;
            block.z_mm = -15.0f + 5.0f * row;
            block.zone = static_cast<std::uint8_t>(zone);
            if (zone == 0) {
                block.passes = std::round(2.2f + 2.0f * std::sin(column) + 0.4f * row);
                block.passes = std::max(block.passes, 0.0f);
            } else if (zone == 1 && row < 3.0f) {
                block.passes = 1.0f + row;
            }
            block.density_perCm2 = block.passes * 62.0f;
            block.depth_mm = block.passes > 0.0f ? 0.2f + 0.06f * column : 0.0f;
            view.blocks.push_back(block);
        }
    }
    view.pen = PadMark{-30.0f, 5.0f, true};
    return view;
}

namespace {

constexpr std::array kFaceZones{"Lateral cheek",
                                "Medial cheek",
                                "Chin",
                                "Jawline",
                                "Zygoma",
                                "Temple",
                                "Forehead",
                                "Glabella",
                                "Nose dorsum and sidewalls",
                                "Nose tip and ala",
                                "Upper cutaneous lip",
                                "Crow's feet",
                                "Lower lid",
                                "Neck, lateral",
                                "Neck, middle",
                                "Décolleté"};

} // namespace

CoverageView samplePerson(std::size_t zones) {
    CoverageView view;
    view.person = true;
    view.blockSide_mm = 5.0f;
    for (std::size_t zone = 0; zone < zones; ++zone) {
        const auto row = static_cast<float>(zone);
        view.zones.push_back({.label = kFaceZones.at(zone % kFaceZones.size()),
                              .z_mm = -70.0f + 10.0f * row,
                              .width_mm = 100.0f,
                              .height_mm = 10.0f,
                              .passesLow = 3.0f,
                              .passesHigh = 5.0f});
        for (int i = 0; i < 40; ++i) {
            const auto column = static_cast<float>(i % 20);
            view.blocks.push_back({.x_mm = -47.5f + 5.0f * column,
                                   .z_mm = -72.5f + 10.0f * row + (i < 20 ? 0.0f : 5.0f),
                                   .zone = static_cast<std::uint8_t>(zone),
                                   .passes = column < 2.0f * row ? 3.0f : 0.0f});
        }
    }
    view.active = 1;
    view.pen = PadMark{10.0f, -55.0f, true};
    return view;
}

LiveView sampleLiveOnPerson(std::size_t zones) {
    LiveView view = sampleLive();
    view.onPerson = true;
    view.lessonTitle = "The whole face in 12 minutes";
    view.zones.clear();
    for (std::size_t zone = 0; zone < zones; ++zone) {
        view.zones.push_back({.label = kFaceZones.at(zone % kFaceZones.size()),
                              .passesMin = 3,
                              .passesMax = 4,
                              .active = zone == 1});
    }
    view.zone->label = "Medial cheek";
    view.zone->caution =
        "The region of the infraorbital foramen is tender; facial and angular vessels. Cartridges "
        "of 36 needles for shallow work only [S2]. Scars to 2.0 mm are for a medical practitioner.";
    view.nextZone = "Lateral cheek";
    return view;
}

namespace {

void addMetric(scoring::Score& score, const char* id, const char* label, const char* unit,
               lesson::Domain domain, double value, double uncertainty, double target,
               double points, double most, scoring::Verdict verdict, const char* evidence) {
    score.metrics.push_back({.id = id,
                             .label = label,
                             .unit = unit,
                             .domain = domain,
                             .value = value,
                             .uncertainty = uncertainty,
                             .target = target,
                             .highIsGood = std::string_view(unit) == "%",
                             .points = points,
                             .maxPoints = most,
                             .verdict = verdict,
                             .evidence = evidence,
                             .source = "sample",
                             .grade = "P"});
}

void fillScore(scoring::Score& score) {
    using lesson::Domain;
    using scoring::Verdict;
    score.total = 71.4;
    score.mode = "graded";
    score.assistance = "full";
    score.device = "mouse";
    score.criticalFails.push_back(
        {"X6", "Over-depth", "1.3 cm² of lower lid at 0.9 mm, limit 0.3", 9320});
    score.domains = {{Domain::Preparation, 3.0, 3.0, 100.0, true},
                     {Domain::Depth, 11.0, 20.0, 55.0, false},
                     {Domain::Coverage, 14.2, 16.0, 88.8, true},
                     {Domain::Handling, 9.0, 12.0, 75.0, true},
                     {Domain::Safety, 0.0, 0.0, 100.0, true}};
    addMetric(score, "A5", "Settings before contact", "%", Domain::Preparation, 100, 0, 100, 3, 3,
              Verdict::Good, "dial, rate and cartridge fitted the zone on all 3 patches");
    addMetric(score, "B1", "Dial within the protocol", "%", Domain::Depth, 88.4, 1.5, 95, 4.0, 8,
              Verdict::Fair, "11.6 % of the area was treated at 0.75 mm, range 0.25 to 0.50");
    addMetric(score, "B2", "Delivered depth error", "mm", Domain::Depth, 0.21, 0.08, 0.15, 3, 6,
              Verdict::CannotTell, "0.21 mm around the target; the limit lies inside the doubt");
    addMetric(score, "B3", "Over-depth", "cm²", Domain::Depth, 1.3, 0.2, 0.0, 0, 4, Verdict::Poor,
              "22 % of lower lid at 0.9 mm, limit 0.3");
    addMetric(score, "C1", "Coverage", "%", Domain::Coverage, 96.2, 1.0, 95, 6, 6, Verdict::Good,
              "141 of 147 squares with enough passes");
    addMetric(score, "C2", "Uniformity", "1", Domain::Coverage, 0.33, 0.02, 0.35, 4, 4,
              Verdict::Good, "spread of punctures per square");
    addMetric(score, "D1", "Angle", "%", Domain::Handling, 0, 0, 85, 0, 0, Verdict::NotAssessed,
              "not assessed with this device");
    addMetric(score, "D2", "Glide speed", "%", Domain::Handling, 72.0, 2.0, 80, 2.4, 4,
              Verdict::Fair, "28 % of the time faster than 30 mm/s");
    addMetric(score, "D4", "Drag", "per 100 cm²", Domain::Handling, 3.0, 0.0, 1.0, 2, 4,
              Verdict::Fair, "2 drag events on medial cheek");
}

} // namespace

void fillReview(SampleReview& review) {
    for (std::uint32_t i = 0; i < 600; ++i) {
        const auto t = static_cast<float>(i);
        const bool touching = i % 60 > 8;
        scoring::TracePoint point;
        point.tick = i * scoring::kTraceEvery;
        point.touching = touching;
        point.motor = true;
        point.terms.set_m = touching ? 0.0005f : 0.0f;
        point.terms.dialError_m = -0.00002f;
        point.terms.rise_m = 0.00002f;
        point.terms.dimple_m = 0.00007f;
        point.terms.cosTilt = 0.998f;
        point.terms.delivered_m = 0.000429f;
        point.delivered_mm =
            touching ? 0.42f + 0.08f * std::sin(t * 0.21f) + (i > 400 ? 0.35f : 0.0f) : 0.0f;
        point.tilt_deg = 4.0f + 3.0f * std::sin(t * 0.05f);
        point.glide_mmps = 22.0f + 9.0f * std::sin(t * 0.33f);
        point.force_N = 1.1f + 0.2f * std::sin(t * 0.17f);
        point.stretch_pct = i > 60 ? 15.0f : 0.0f;
        point.gel = 1.0f - 0.5f * std::fmod(t, 200.0f) / 200.0f;
        review.trace.push_back(point);
        review.targets.push_back({.depthLow_mm = 0.25f,
                                  .depthHigh_mm = 0.5f,
                                  .limit_mm = i > 400 ? 0.5f : 1.0f,
                                  .tiltMax_deg = 6.0f});
    }
    ReviewView& view = review.view;
    view.title = "First passes on the pad";
    view.trainee = "A. Learner";
    view.when = "2026-11-22 14:02";
    fillScore(view.score);
    view.integrity = "Re-simulated: the same bits";
    view.signatureText = "signed by station 12ab34cd";
    view.trace = review.trace;
    view.targets = review.targets;
    view.forceAssessed = view.tiltAssessed = false;
    view.tickCount = 600 * scoring::kTraceEvery;
    view.tick = 250 * scoring::kTraceEvery;
    view.section = sampleSection();
    view.coverage = sampleCoverage(MapMode::Passes);
}

} // namespace stipple::tests
