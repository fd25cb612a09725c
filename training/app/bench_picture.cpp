#include "training/app/bench_picture.h"

#include "engine/render/frame_bench.h"
#include "training/app/scene_view.h"

namespace stipple::app {

namespace {

// how a frame's figures are called
std::vector<BenchFigure> figuresOf(const render::FrameBench& bench) {
    std::vector<BenchFigure> out = {
        {"frame", "clear only", "ms", bench.clear_ms},
        {"frame", "per fragment of a constant colour", "ns", bench.nsPerFragment},
        {"frame", "per bilinear fetch and fragment", "ns", bench.nsPerFetch},
        {"frame", "per small triangle", "us", bench.usPerTriangle},
    };
    for (const render::DrawCost& draw : bench.draws) {
        out.push_back({"frame",
                       fmt::format("{}: {} triangles, {} fragments x {} fetches", draw.name,
                                   draw.triangles, draw.fragments, draw.fetches),
                       "ms", draw.milliseconds});
    }
    out.push_back({"frame",
                   fmt::format("whole frame, {} x {}", bench.size.width, bench.size.height), "ms",
                   bench.frame_ms});
    out.push_back({"frame", "its own bound", "ms", bench.bound_ms});
    out.push_back({"frame", "frame / bound", "1", bench.ratio, 2.0});
    if (bench.diffusionRatio > 0.0) {
        out.push_back({"frame", fmt::format("diffusion, {:.0f} % skin", 100.0 * bench.skinShare),
                       "ms", bench.diffusion_ms});
        out.push_back({"frame", "diffusion / full-screen taps by share of skin", "1",
                       bench.diffusionRatio, 1.25});
    }
    out.push_back({"frame", "uploaded by an idle frame", "bytes",
                   static_cast<double>(bench.idleUploadBytes)});
    return out;
}

} // namespace

Result<std::vector<BenchFigure>> benchPicture(const Exercise& exercise, const std::string& gpu) {
    auto device = gpu::Device::create(
        {.gpu = gpu, .validation = false, .surfaceExtensions = {}, .makeSurface = {}});
    if (!device) {
        return device.error();
    }
    const auto shown = showScene(exercise);
    if (!shown) {
        return shown.error();
    }
    auto renderer = render::Renderer::create(**device, (*shown)->fixed);
    if (!renderer) {
        return renderer.error();
    }
    // the skin of a finished attempt, with the pen on it
    attempt::Attempt attempt(*exercise.model,
                             scoring::makeScoreRules(exercise.assignment, *exercise.model, {}), 1,
                             std::nullopt);
    const std::vector<sim::PenSample> samples = expertSamples(exercise);
    for (std::size_t tick = 0; tick < samples.size() / 2; ++tick) {
        if (Status done = attempt.tick(samples[tick]); !done) {
            return done.error();
        }
    }
    const Moment moment{exercise, attempt, 0.3};
    const render::RenderView view = render::viewOf(startCamera(exercise), 1280.0f / 720.0f);
    const render::RenderScene scene = renderScene(moment, {});
    const auto bench = render::benchFrame(**device, *renderer, view, scene);
    if (!bench) {
        return bench.error();
    }
    return figuresOf(*bench);
}

} // namespace stipple::app
