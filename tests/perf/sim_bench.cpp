#include "engine/sim/pen_contact.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/skin_response.h"
#include "engine/sim/skin_walk.h"
#include "engine/sim/step.h"
#include "tests/support/flat_model.h"
#include "tests/support/head_shape.h"

#include <benchmark/benchmark.h>

// The simulation on a pad as large as the practice pad: 120 x 80 mm, 38,400 cells of 0.5 mm or
// 153,600 of 0.25 mm, 16 needles at 120 Hz. Read ratios within one run, not absolute times.

namespace stipple {
namespace {

struct Setup {
    explicit Setup(float cellSpacing_m) {
        pad.size_m = {0.12f, 0.08f};
        pad.dome_m = 0.006f;
        pad.cellSpacing_m = cellSpacing_m;
        pad.patches = {{test::foreheadZone()}};
        model = test::flatModel(pad);
        press_m = test::pressFor_m(model->zones[0], model->pens[1], 1.0f);
        // Twenty seconds of lanes at 3 cm/s, as integers, so that only the step is measured.
        float x_m = -0.05f, z_m = -0.03f, way = 0.03f * kTick_s;
        for (int k = 0; k < 20 * 240; ++k) {
            x_m += way;
            if (x_m > 0.05f || x_m < -0.05f) {
                way = -way;
                z_m += 0.005f;
            }
            sim::PenSample sample = test::pressedSample(pad, x_m, z_m, press_m, 1000, 1200);
            sample.pen = 1;
            sample.stretch_pct = 10;
            samples.push_back(sample);
        }
    }

    test::FlatPad pad;
    std::unique_ptr<sim::SimModel> model;
    float press_m = 0.0f;
    std::vector<sim::PenSample> samples;
};

void simulatedSecond(benchmark::State& bench, float cellSpacing_m) {
    const Setup setup(cellSpacing_m);
    sim::SimState state = sim::startState(*setup.model, 1);
    std::size_t at = 0, punctures = 0;
    for (auto _ : bench) {
        for (int k = 0; k < 240; ++k) {
            punctures += sim::step(*setup.model, state, setup.samples[at]).fresh.size();
            at = (at + 1) % setup.samples.size();
        }
        if (state.skin.log.size() > 400000) {
            bench.PauseTiming();
            state = sim::startState(*setup.model, 1);
            bench.ResumeTiming();
        }
    }
    bench.counters["per_tick"] =
        benchmark::Counter(240.0 * static_cast<double>(bench.iterations()),
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    bench.counters["per_puncture"] = benchmark::Counter(
        static_cast<double>(punctures), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void SimulatedSecond_HalfMillimetreCells(benchmark::State& bench) {
    simulatedSecond(bench, 5e-4f);
}
void SimulatedSecond_QuarterMillimetreCells(benchmark::State& bench) {
    simulatedSecond(bench, 2.5e-4f);
}

void HoveringSecond(benchmark::State& bench) {
    const Setup setup(5e-4f);
    sim::SimState state = sim::startState(*setup.model, 1);
    const sim::PenSample sample = test::pressedSample(setup.pad, 0.0f, 0.0f, -0.05f, 1000, 1200);
    for (auto _ : bench) {
        for (int k = 0; k < 240; ++k) {
            benchmark::DoNotOptimize(sim::step(*setup.model, state, sample));
        }
    }
}

void Contact(benchmark::State& bench) {
    const Setup setup(5e-4f);
    const sim::PenPose pose = sim::poseOf(setup.samples[100]);
    const sim::PenContact first = sim::contactOf(*setup.model, setup.model->pens[1], pose, 0);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(
            sim::contactOf(*setup.model, setup.model->pens[1], pose, first.point.triangle));
    }
}

void PlateForce(benchmark::State& bench) {
    const Setup setup(5e-4f);
    const sim::PlateSite site = sim::plateSite(*setup.model, setup.model->pens[1], 0);
    double press_m = 0.3e-3;
    for (auto _ : bench) {
        benchmark::DoNotOptimize(press_m);
        benchmark::DoNotOptimize(
            sim::readPlate(setup.model->plates, site, {press_m, 0.2e-3, 0.05e-3}).force_N);
    }
}

void Cast(benchmark::State& bench) {
    const Setup setup(5e-4f);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(
            setup.model->collider.cast({0.0031f, 0.04f, 0.0017f}, {0.0f, -1.0f, 0.0f}, 0.05f));
    }
}

/// The same walk with and without the marking of the fields: what a puncture costs over the log.
void PunctureAppend(benchmark::State& bench) {
    const Setup setup(5e-4f);
    sim::SimState state = sim::startState(*setup.model, 1);
    sim::Puncture puncture;
    puncture.depth_m = 1e-3f;
    for (auto _ : bench) {
        puncture.cell = (puncture.cell + 7919U) % 38400U;
        sim::appendPuncture(state, puncture);
        if (state.skin.log.size() > 400000) {
            state.skin.log.clear();
        }
    }
}

void PunctureAppendAndMark(benchmark::State& bench) {
    const Setup setup(5e-4f);
    sim::SimState state = sim::startState(*setup.model, 1);
    sim::Puncture puncture;
    puncture.depth_m = 1e-3f;
    for (auto _ : bench) {
        puncture.cell = (puncture.cell + 7919U) % 38400U;
        sim::appendPuncture(state, puncture);
        sim::markPuncture(*setup.model, state, puncture, 0.0f);
        if (state.skin.log.size() > 400000) {
            state.skin.log.clear();
        }
    }
}

void StateHashOfAQuarterMillimetrePad(benchmark::State& bench) {
    const Setup setup(2.5e-4f);
    sim::SimState state = sim::startState(*setup.model, 1);
    state.skin.log.resize(400000);
    for (auto _ : bench) {
        benchmark::DoNotOptimize(sim::stateHash(state));
    }
}

/// A head of 812,000 texels in 24 charts, as large as a patient, worked in lanes around the face.
struct HeadSetup {
    HeadSetup() {
        test::HeadShape shape;
        shape.chartTexels = 180;
        model = test::headModel(shape);
        for (std::uint32_t k = 0; k < 20 * kTickRate_Hz; ++k) {
            const auto lane = static_cast<float>(k / 960U); // four seconds each
            const float side = static_cast<float>(k % 960U) / 480.0f - 1.0f;
            sim::PenSample sample = test::standingOn(
                test::placeOn(*model, {0.7f * side, 1.0f, 0.1f * lane - 0.2f}), 8e-4f, 1000, 1200);
            sample.pen = 1;
            sample.stretch_pct = 10;
            samples.push_back(sample);
        }
    }

    std::unique_ptr<sim::SimModel> model;
    std::vector<sim::PenSample> samples;
};

const HeadSetup& head() {
    static const HeadSetup setup;
    return setup;
}

/// One second of work with its hash mark: what re-scoring pays for a second of a patient.
void SimulatedSecond_Head(benchmark::State& bench) {
    sim::SimState state = sim::startState(*head().model, 1);
    sim::TileHashes known;
    benchmark::DoNotOptimize(sim::stateHash(state, known));
    std::size_t at = 0;
    for (auto _ : bench) {
        for (std::uint32_t k = 0; k < kTickRate_Hz; ++k) {
            benchmark::DoNotOptimize(sim::step(*head().model, state, head().samples[at]));
            at = (at + 1) % head().samples.size();
        }
        benchmark::DoNotOptimize(sim::stateHash(state, known));
    }
}

/// The mark alone, after a second of work and as a whole.
void MarkOfAHead(benchmark::State& bench, bool whole) {
    sim::SimState state = sim::startState(*head().model, 1);
    sim::TileHashes known;
    benchmark::DoNotOptimize(sim::stateHash(state, known));
    std::size_t at = 0;
    for (auto _ : bench) {
        bench.PauseTiming();
        for (std::uint32_t k = 0; k < kTickRate_Hz; ++k) {
            benchmark::DoNotOptimize(sim::step(*head().model, state, head().samples[at]));
            at = (at + 1) % head().samples.size();
        }
        bench.ResumeTiming();
        benchmark::DoNotOptimize(whole ? sim::stateHash(state) : sim::stateHash(state, known));
    }
}

/// A pen that hovers over the face: the skin is searched for each tick.
void HoveringSecond_Head(benchmark::State& bench, float lift_m) {
    sim::SimState state = sim::startState(*head().model, 1);
    std::vector<sim::PenSample> hover;
    for (std::uint32_t k = 0; k < kTickRate_Hz; ++k) {
        const float side = static_cast<float>(k) / 120.0f - 1.0f;
        hover.push_back(test::standingOn(test::placeOn(*head().model, {side, 1.0f, 0.1f}), -lift_m,
                                         1000, 1200));
    }
    for (auto _ : bench) {
        for (const sim::PenSample& sample : hover) {
            benchmark::DoNotOptimize(sim::step(*head().model, state, sample));
        }
    }
}

BENCHMARK(SimulatedSecond_Head)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(MarkOfAHead, changed, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(MarkOfAHead, whole, true)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(HoveringSecond_Head, near, 0.003f)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(HoveringSecond_Head, far, 0.015f)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(HoveringSecond_Head, away, 0.060f)->Unit(benchmark::kMillisecond);
BENCHMARK(SimulatedSecond_HalfMillimetreCells)->Unit(benchmark::kMillisecond);
BENCHMARK(SimulatedSecond_QuarterMillimetreCells)->Unit(benchmark::kMillisecond);
BENCHMARK(HoveringSecond)->Unit(benchmark::kMillisecond);
BENCHMARK(Contact);
BENCHMARK(PlateForce);
BENCHMARK(Cast);
BENCHMARK(PunctureAppend);
BENCHMARK(PunctureAppendAndMark);
BENCHMARK(StateHashOfAQuarterMillimetrePad)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace stipple
