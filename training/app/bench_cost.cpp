#include "training/app/bench_cost.h"

#include "training/app/processor_clock.h"
#include "training/attempt/attempt.h"

#include <algorithm>
#include <array>

namespace stipple::app {

namespace {

constexpr std::array<const char*, 3> kLessons{"training/lessons/pad_first_passes.toml",
                                              "training/lessons/face_forehead.toml",
                                              "training/lessons/face_full.toml"};
constexpr std::array<std::uint16_t, 6> kRates_dHz{0, 300, 600, 900, 1200, 1500};
constexpr std::size_t kTicks = std::size_t{120} * kTickRate_Hz;
constexpr int kCostRounds = 3;

// two minutes of the expert's work from shortly before the first stroke, as a record
std::vector<sim::PenSample> workOf(const Exercise& exercise) {
    const std::vector<sim::PenSample> all = expertSamples(exercise);
    const auto first = std::find_if(all.begin(), all.end(), [](const sim::PenSample& sample) {
        return sample.strokeRate_dHz > 0;
    });
    const auto left = static_cast<std::size_t>(all.end() - first);
    return {first, first + static_cast<std::ptrdiff_t>(std::min(left, kTicks))};
}

std::vector<sim::PenSample> atRate(std::vector<sim::PenSample> samples, std::uint16_t rate_dHz) {
    for (sim::PenSample& sample : samples) {
        sample.strokeRate_dHz = sample.strokeRate_dHz > 0 ? rate_dHz : std::uint16_t{0};
    }
    return samples;
}

CostPoint measured(const Exercise& exercise, const std::vector<sim::PenSample>& samples) {
    const double minutes = static_cast<double>(samples.size()) / kTickRate_Hz / 60.0;
    CostPoint best{0.0, 1e9};
    for (int round = 0; round < kCostRounds; ++round) {
        attempt::Attempt attempt(
            *exercise.model,
            scoring::makeScoreRules(exercise.assignment, *exercise.model, {.name = "bench"}), 1,
            std::nullopt);
        const double begin_s = processorClock_s();
        for (const sim::PenSample& sample : samples) {
            STIPPLE_ASSERT(attempt.tick(sample).ok(), "a benchmark attempt does not break");
        }
        best.run_s = std::min(best.run_s, (processorClock_s() - begin_s) / minutes);
        best.strokes = static_cast<double>(attempt.state().skin.log.size()) / minutes;
    }
    return best;
}

// the straight line of least squares
void fit(CostCurve& curve) {
    const auto count = static_cast<double>(curve.points.size());
    double x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
    for (const CostPoint& point : curve.points) {
        x += point.strokes / count;
        y += point.run_s / count;
        xx += point.strokes * point.strokes / count;
        xy += point.strokes * point.run_s / count;
    }
    const double perStroke_s = (xy - x * y) / (xx - x * x);
    curve.perMillionStrokes_s = perStroke_s * 1e6;
    curve.still_s = y - perStroke_s * x;
}

std::string nameOf(const CostCurve& curve) {
    return std::filesystem::path(curve.lesson).stem().string();
}

} // namespace

Result<std::vector<CostCurve>> costCurves(const std::filesystem::path& root) {
    std::vector<CostCurve> curves;
    for (const char* lesson : kLessons) {
        const auto file = readLesson(root, lesson);
        if (!file) {
            return file.error();
        }
        const auto exercise = loadExercise(root, *file);
        if (!exercise) {
            return exercise.error();
        }
        CostCurve curve;
        curve.lesson = lesson;
        const std::vector<std::uint8_t>& zones = exercise->model->cells.zone;
        curve.cells = static_cast<double>(
            zones.size() -
            static_cast<std::size_t>(std::count(zones.begin(), zones.end(), sim::kOffSkin)));
        const std::vector<sim::PenSample> samples = workOf(*exercise);
        for (const std::uint16_t rate_dHz : kRates_dHz) {
            curve.points.push_back(measured(*exercise, atRate(samples, rate_dHz)));
        }
        fit(curve);
        curves.push_back(std::move(curve));
    }
    return curves;
}

Result<std::vector<BenchFigure>> benchCost(const std::filesystem::path& root) {
    const auto curves = costCurves(root);
    if (!curves) {
        return curves.error();
    }
    std::vector<BenchFigure> out;
    for (const CostCurve& curve : *curves) {
        const std::string name = nameOf(curve);
        out.push_back({"cost", name + ": cells of skin", "1", curve.cells});
        for (const CostPoint& point : curve.points) {
            out.push_back({"cost",
                           fmt::format("{}: a minute with {:.0f} strokes", name, point.strokes),
                           "ms", point.run_s * 1e3});
        }
        out.push_back({"cost", name + ": a minute without strokes", "ms", curve.still_s * 1e3});
        out.push_back(
            {"cost", name + ": a stroke of one needle", "ns", curve.perMillionStrokes_s * 1e3});
    }
    const CostCurve& pad = curves->front();
    const CostCurve& face = curves->back();
    out.push_back({"cost", "cells of the full face / of the pad", "1", face.cells / pad.cells});
    out.push_back({"cost", "a stroke on the full face / on the pad", "1",
                   face.perMillionStrokes_s / pad.perMillionStrokes_s});
    return out;
}

} // namespace stipple::app
