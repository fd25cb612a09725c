#include "training/app/bench_core.h"

#include "engine/input/scripted_pen.h"
#include "engine/platform/wall_clock.h"
#include "training/app/processor_clock.h"
#include "training/attempt/attempt.h"

#include <algorithm>

namespace stipple::app {

namespace {

scoring::ScoreRules rulesOf(const Exercise& exercise) {
    return scoring::makeScoreRules(exercise.assignment, *exercise.model, {.name = "bench"});
}

// seconds for all samples through the simulation alone
double stepSeconds(const Exercise& exercise, const std::vector<sim::PenSample>& samples,
                   std::size_t& punctures) {
    sim::SimState state = sim::startState(*exercise.model, 1);
    const double begin_s = platform::wallClock_s();
    for (const sim::PenSample& sample : samples) {
        (void)sim::step(*exercise.model, state, sample);
    }
    const double used_s = platform::wallClock_s() - begin_s;
    punctures = state.skin.log.size();
    return used_s;
}

double appendSeconds(std::size_t count) {
    std::vector<sim::Puncture> log;
    const double begin_s = platform::wallClock_s();
    for (std::size_t i = 0; i < count; ++i) {
        log.push_back(sim::Puncture{.tick = static_cast<Tick>(i)});
    }
    const double used_s = platform::wallClock_s() - begin_s;
    STIPPLE_ASSERT(log.back().tick + 1 == count, "the log must really be written");
    return used_s;
}

// deepest channel and puncture count of every cell, from the log alone
bool fieldsEqualTheLog(const Exercise& exercise, const std::vector<sim::PenSample>& samples) {
    sim::SimState state = sim::startState(*exercise.model, 1);
    for (const sim::PenSample& sample : samples) {
        (void)sim::step(*exercise.model, state, sample);
    }
    std::vector<float> deepest_m(state.skin.deepest_m.size(), 0.0f);
    std::vector<std::uint16_t> punctures(state.skin.punctures.size(), 0);
    for (const sim::Puncture& puncture : state.skin.log) {
        deepest_m[puncture.cell] = std::max(deepest_m[puncture.cell], puncture.depth_m);
        punctures[puncture.cell] =
            static_cast<std::uint16_t>(std::min(punctures[puncture.cell] + 1, 65535));
    }
    return deepest_m == state.skin.deepest_m && punctures == state.skin.punctures;
}

} // namespace

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

std::vector<sim::PenSample> expertSamples(const Exercise& exercise) {
    auto pen = input::makeScriptedPen("expert", 1, workSurfaceOf(exercise));
    STIPPLE_ASSERT(pen.ok(), "the expert is built in");
    std::vector<sim::PenSample> samples;
    const auto most =
        static_cast<std::uint32_t>(exercise.assignment.lesson.timeLimit_s * kTickRate_Hz);
    while (!(*pen)->finished() && samples.size() < most) {
        samples.push_back((*pen)->sample(static_cast<std::uint32_t>(samples.size())));
    }
    return samples;
}

bool meetsGoal(const BenchFigure& figure) {
    return figure.goal == 0.0 ||
           (figure.lessIsBetter ? figure.value <= figure.goal : figure.value >= figure.goal);
}

std::vector<BenchFigure> benchScore(const Exercise& exercise) {
    const std::vector<sim::PenSample> samples = expertSamples(exercise);
    const double attempt_s = static_cast<double>(samples.size()) / kTickRate_Hz;
    std::vector<double> run_s;
    double total = 0.0;
    for (int round = 0; round < 3; ++round) {
        attempt::Attempt attempt(*exercise.model, rulesOf(exercise), 1, std::nullopt);
        const double begin_s = processorClock_s();
        for (const sim::PenSample& sample : samples) {
            STIPPLE_ASSERT(attempt.tick(sample).ok(), "a benchmark attempt does not break");
        }
        total = attempt.scoreSoFar().total;
        run_s.push_back(processorClock_s() - begin_s);
    }
    return {{"score", "attempt length", "s", attempt_s},
            {"score", "processor time, median of 3", "s", median(run_s)},
            {"score", "expert's score", "of 100", total},
            {"score", "attempt seconds per second of a core", "1", attempt_s / median(run_s), 300.0,
             false}};
}

std::vector<BenchFigure> benchTick(const Exercise& exercise) {
    const std::vector<sim::PenSample> samples = expertSamples(exercise);
    attempt::Attempt attempt(*exercise.model, rulesOf(exercise), 1, std::nullopt);
    std::vector<double> seated_s;
    for (const sim::PenSample& sample : samples) {
        const double begin_s = platform::wallClock_s();
        STIPPLE_ASSERT(attempt.tick(sample).ok(), "a benchmark attempt does not break");
        const double used_s = platform::wallClock_s() - begin_s;
        if (attempt.lastReport().contact.touching) {
            seated_s.push_back(used_s);
        }
    }
    STIPPLE_ASSERT(!seated_s.empty(), "the expert touches the skin");
    std::sort(seated_s.begin(), seated_s.end());
    const double p99_s = seated_s[seated_s.size() * 99 / 100];
    return {{"tick", "seated ticks", "1", static_cast<double>(seated_s.size())},
            {"tick", "median", "us", median(seated_s) * 1e6},
            {"tick", "99th percentile", "us", p99_s * 1e6},
            {"tick", "worst", "us", seated_s.back() * 1e6},
            {"tick", "99th percentile / tick length", "1", p99_s * kTickRate_Hz, 0.1}};
}

std::vector<BenchFigure> benchPuncture(const Exercise& exercise) {
    const std::vector<sim::PenSample> samples = expertSamples(exercise);
    std::vector<sim::PenSample> silent = samples;
    for (sim::PenSample& sample : silent) {
        sample.strokeRate_dHz = 0;
    }
    std::size_t punctures = 0;
    std::size_t none = 0;
    std::vector<double> ratios, punctureNs, appendNs;
    for (int round = 0; round < 5; ++round) {
        const double with_s = stepSeconds(exercise, samples, punctures);
        const double without_s = stepSeconds(exercise, silent, none);
        const double append_s = appendSeconds(punctures);
        const auto count = static_cast<double>(punctures);
        punctureNs.push_back((with_s - without_s) * 1e9 / count);
        appendNs.push_back(append_s * 1e9 / count);
        ratios.push_back(punctureNs.back() / appendNs.back());
    }
    const bool equal = fieldsEqualTheLog(exercise, samples);
    const sim::SimState state = sim::startState(*exercise.model, 1);
    const sim::SkinState& skin = state.skin;
    const double bytes = static_cast<double>(
        sizeof(float) * (skin.deepest_m.size() + skin.dose.size() + skin.erythema.size() +
                         skin.bloodPoints.size() + skin.bleeding.size() + skin.gel.size() +
                         skin.scratch_m.size()) +
        sizeof(std::uint16_t) * skin.punctures.size());
    const auto cells = static_cast<double>(sim::cellCount(exercise.model->cells));
    return {{"puncture", "punctures", "1", static_cast<double>(punctures)},
            {"puncture", "per puncture, simulated and recorded", "ns", median(punctureNs)},
            {"puncture", "per plain append", "ns", median(appendNs)},
            {"puncture", "puncture / append", "1", median(ratios)},
            {"puncture", "field bytes / (cells x 8)", "1", bytes / (cells * 8.0)},
            {"puncture", "fields rebuilt from the log are equal", "1 = yes", equal ? 1.0 : 0.0, 1.0,
             false}};
}

} // namespace stipple::app
