#include "engine/render/frame_bench.h"

#include "engine/gpu/shader_module.h"
#include "engine/render/frame_output.h"
#include "engine/render/person_parts.h"
#include "engine/render/scene_pipelines.h"
#include "engine/render/solid_mesh.h"
#include "shaders/shared/scene_shared.h"

#include <glm/gtc/matrix_transform.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <utility>

namespace stipple::render {
namespace {

constexpr std::uint32_t kFetches = 4;       // in shaders/fetches.frag
constexpr std::uint32_t kSkinRepeats = 12;  // far away the skin costs little more than noise
constexpr std::uint32_t kSphereSides = 224; // about 50 000 triangles, half of them culled
constexpr const char* kPricePass = "price";

using Record = std::function<Status(gpu::CommandList&, const gpu::Image&)>;

/// The frames that price a fetch and a triangle.
struct PriceList {
    gpu::Pipeline constant, fetches, taps, sphere;
    gpu::Sampler sampler, sharp;
    gpu::Image textures[kFetches], light, depth;
    GpuMesh mesh;
};

gpu::PipelineSettings fullScreen(const char* name, const char* fragment) {
    gpu::PipelineSettings settings;
    settings.name = name;
    settings.vertexCode = gpu::embeddedShader("picture.vert");
    settings.fragmentCode = gpu::embeddedShader(fragment);
    settings.colour = kPictureFormat;
    settings.depth = gpu::Format::Depth32F;
    // as every draw of the scene
    settings.depthTest = true;
    settings.depthWrite = true;
    return settings;
}

gpu::PipelineSettings sphereSettings() {
    gpu::PipelineSettings settings = fullScreen("bench sphere", "constant.frag");
    settings.vertexCode = gpu::embeddedShader("plain.vert");
    settings.vertexStride = sizeof(SolidVertex);
    settings.attributes = {{0, gpu::VertexFormat::Float3, 0}};
    settings.pushConstantBytes = sizeof(shared::SolidPush);
    settings.cull = gpu::Cull::Back;
    return settings;
}

SolidMesh sphere() {
    std::vector<Ring> rings;
    for (std::uint32_t i = 0; i <= kSphereSides / 2; ++i) {
        const float angle =
            3.14159265f *
            (static_cast<float>(i) / (static_cast<float>(kSphereSides) / 2.0f) - 0.5f);
        rings.push_back({.radius_m = std::cos(angle), .z_m = std::sin(angle), .material = {}});
    }
    SolidMesh mesh;
    addTurned(mesh, rings, kSphereSides);
    return mesh;
}

Status createPrices(const gpu::Device& device, gpu::Extent size, PriceList& out) {
    gpu::PipelineSettings fetches = fullScreen("bench fetches", "fetches.frag");
    for (std::uint32_t i = 0; i < kFetches; ++i) {
        fetches.bindings.push_back({shared::kFieldBinding + i, gpu::BindingKind::Texture});
    }
    gpu::PipelineSettings taps = fullScreen("bench taps", "taps.frag");
    taps.bindings = {{shared::kLightBinding, gpu::BindingKind::Texture}};
    Error why;
    const auto keep = [&why](auto made, auto& place) {
        if (!made) {
            why = made.error();
            return false;
        }
        place = std::move(made).value();
        return true;
    };
    const bool made =
        keep(gpu::Pipeline::create(device, fullScreen("bench constant", "constant.frag")),
             out.constant) &&
        keep(gpu::Pipeline::create(device, fetches), out.fetches) &&
        keep(gpu::Pipeline::create(device, taps), out.taps) &&
        keep(gpu::Sampler::create(device, "bench texels", {.filter = gpu::Filter::Nearest}),
             out.sharp) &&
        keep(gpu::Image::create(device, "bench light", {.size = size, .format = kLightFormat}),
             out.light) &&
        keep(gpu::Pipeline::create(device, sphereSettings()), out.sphere) &&
        keep(gpu::Sampler::create(device, "bench", {.repeat = true}), out.sampler) &&
        keep(gpu::Image::create(device, "bench depth",
                                {.size = size, .format = gpu::Format::Depth32F, .target = true}),
             out.depth) &&
        keep(sendMesh(device, "bench sphere", sphere()), out.mesh);
    for (gpu::Image& texture : out.textures) {
        if (!made ||
            !keep(gpu::Image::create(device, "bench texture", {.size = {1024, 1024}}), texture)) {
            return why;
        }
    }
    return Done{};
}

/// A frame that clears and then does `inside`.
Record clearAnd(const PriceList& prices, std::function<void(gpu::CommandList&)> inside) {
    return [&prices, inside = std::move(inside)](gpu::CommandList& commands,
                                                 const gpu::Image& target) -> Status {
        commands.beginPass(kPricePass);
        commands.beginRendering({.colour = &target, .depth = &prices.depth, .clearColour = true});
        inside(commands);
        commands.endRendering();
        commands.endPass();
        return Done{};
    };
}

Result<double> time_ms(FrameOutput& output, gpu::Extent size, const Record& record) {
    const auto start = std::chrono::steady_clock::now();
    if (const Result<bool> begun = output.begin(size); !begun) {
        return begun.error();
    }
    if (const Status recorded = record(output.commands(), output.target()); !recorded) {
        return recorded.error();
    }
    if (const Status sent = output.finish(); !sent) {
        return sent.error();
    }
    if (const Status done = output.wait(); !done) {
        return done.error();
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    return took.count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The frames of a run, the first three of which set the prices.
enum Kind : std::size_t { kClear, kConstant, kFetch, kTaps, kTriangles, kWholeFrame, kFirstPart };

/// Draws every kind once a round, in turn, and returns each kind's times.
Result<std::vector<std::vector<double>>> runTurns(FrameOutput& output,
                                                  const FrameBenchSettings& settings,
                                                  const std::vector<Record>& kinds) {
    std::vector<std::vector<double>> times(kinds.size());
    for (int round = -1; round < std::max(settings.rounds, 3); ++round) {
        for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
            const Result<double> one = time_ms(output, settings.size, kinds[kind]);
            if (!one) {
                return one.error();
            }
            if (round >= 0) { // the first round warms up
                times[kind].push_back(*one);
            }
        }
    }
    return times;
}

std::vector<double> mediansOf(const std::vector<std::vector<double>>& times) {
    std::vector<double> medians;
    medians.reserve(times.size());
    for (const std::vector<double>& kind : times) {
        medians.push_back(median(kind));
    }
    return medians;
}

/// What the diffusion costs, from the last two kinds of a person's run: the skin shaded many times
/// with and without it. Differences within a round, so that a slow round counts on both sides.
double diffusionOf_ms(const std::vector<std::vector<double>>& times) {
    const std::vector<double>& with = times[times.size() - 2];
    const std::vector<double>& without = times.back();
    std::vector<double> each;
    for (std::size_t round = 0; round < with.size(); ++round) {
        each.push_back((with[round] - without[round]) / kSkinRepeats);
    }
    return median(std::move(each));
}

std::vector<Record> priceFrames(const PriceList& prices) {
    return {
        clearAnd(prices, [](gpu::CommandList&) {}),
        clearAnd(prices,
                 [&prices](gpu::CommandList& commands) {
                     commands.usePipeline(prices.constant);
                     commands.draw(3);
                 }),
        clearAnd(prices,
                 [&prices](gpu::CommandList& commands) {
                     commands.usePipeline(prices.fetches);
                     for (std::uint32_t i = 0; i < kFetches; ++i) {
                         commands.bindTexture(shared::kFieldBinding + i, prices.textures[i],
                                              prices.sampler);
                     }
                     commands.draw(3);
                 }),
        clearAnd(prices,
                 [&prices](gpu::CommandList& commands) {
                     commands.usePipeline(prices.taps);
                     commands.bindTexture(shared::kLightBinding, prices.light, prices.sharp);
                     commands.draw(3);
                 }),
        clearAnd(prices,
                 [&prices](gpu::CommandList& commands) {
                     const shared::SolidPush push{
                         .model = glm::scale(glm::translate(glm::mat4(1.0f), {0.0f, 0.0f, 0.5f}),
                                             glm::vec3(0.5f, 0.9f, 0.4f)),
                         .shift = {}};
                     commands.usePipeline(prices.sphere);
                     commands.pushConstants(gpu::bytesOf(push));
                     drawMesh(commands, prices.mesh);
                 }),
    };
}

/// What a frame's passes did.
Result<std::vector<gpu::PassTime>> passesOf(FrameOutput& output, gpu::Extent size,
                                            const Record& record) {
    if (const Result<double> one = time_ms(output, size, record); !one) {
        return one.error();
    }
    return output.passTimes();
}

std::uint64_t fragmentsOf(const std::vector<gpu::PassTime>& passes, const std::string& name) {
    for (const gpu::PassTime& pass : passes) {
        if (pass.name == name) {
            return pass.fragments;
        }
    }
    return 0;
}

void fillPrices(const std::vector<double>& medians, const PriceList& prices, FrameBench& bench) {
    const double pixels = static_cast<double>(bench.size.width) * bench.size.height;
    bench.clear_ms = medians[kClear];
    bench.constant_ms = medians[kConstant];
    bench.fetches_ms = medians[kFetch];
    bench.taps_ms = medians[kTaps];
    bench.nsPerFragment = std::max(0.0, bench.constant_ms - bench.clear_ms) * 1e6 / pixels;
    bench.nsPerFetch =
        std::max(0.0, bench.fetches_ms - bench.constant_ms) * 1e6 / (pixels * kFetches);
    bench.nsPerRead =
        std::max(0.0, bench.taps_ms - bench.constant_ms) * 1e6 / (pixels * shared::kDiffusionTaps);
    const double sphereFragments_ms =
        static_cast<double>(bench.sphereFragments) * bench.nsPerFragment * 1e-6;
    bench.usPerTriangle = std::max(0.0, medians[kTriangles] - bench.clear_ms - sphereFragments_ms) *
                          1e3 / static_cast<double>(prices.mesh.triangles());
    bench.frame_ms = medians[kWholeFrame];
}

void fillBound(const std::vector<double>& medians, FrameBench& bench) {
    bench.bound_ms = bench.clear_ms;
    double before = bench.clear_ms;
    for (std::size_t i = 0; i < bench.draws.size(); ++i) {
        DrawCost& draw = bench.draws[i];
        const double nsPerFragment =
            bench.nsPerFragment + draw.fetches * bench.nsPerFetch + draw.reads * bench.nsPerRead;
        draw.bound_ms = draw.triangles * bench.usPerTriangle * 1e-3 +
                        static_cast<double>(draw.fragments) * nsPerFragment * 1e-6;
        draw.milliseconds = medians[kFirstPart + i] - before;
        before = medians[kFirstPart + i];
        bench.bound_ms += draw.bound_ms;
    }
    bench.ratio = bench.bound_ms > 0.0 ? bench.frame_ms / bench.bound_ms : 0.0;
}

void fillDiffusion(const std::vector<std::vector<double>>& times, FrameBench& bench) {
    for (const DrawCost& draw : bench.draws) {
        if (draw.name == "skin" && draw.fragments > 0) {
            bench.skinShare = static_cast<double>(draw.fragments) /
                              (static_cast<double>(bench.size.width) * bench.size.height);
            bench.diffusion_ms = diffusionOf_ms(times);
            bench.diffusionRatio =
                bench.diffusion_ms / (bench.skinShare * (bench.taps_ms - bench.clear_ms));
        }
    }
}

/// What a frame draws, before anything of it is measured.
void listDraws(const FrameStats& stats, const std::vector<gpu::PassTime>& passes,
               FrameBench& bench) {
    for (const DrawCount& draw : stats.draws) {
        bench.draws.push_back({.name = draw.name,
                               .milliseconds = 0.0,
                               .triangles = draw.triangles,
                               .fetches = draw.fetches,
                               .reads = draw.reads,
                               .fragments = fragmentsOf(passes, draw.name),
                               .bound_ms = 0.0});
    }
}

/// Two frames to learn what a frame is made of, told in `stats`; the second one is idle.
Status learnDraws(FrameOutput& output, const Record& measured, const FrameStats& stats,
                  FrameBench& bench) {
    std::vector<gpu::PassTime> passes;
    for (int i = 0; i < 2; ++i) {
        Result<std::vector<gpu::PassTime>> seen = passesOf(output, bench.size, measured);
        if (!seen) {
            return seen.error();
        }
        passes = std::move(seen).value();
    }
    bench.idleUploadBytes = stats.uploadedBytes;
    listDraws(stats, passes, bench);
    return Done{};
}

} // namespace

Result<FrameBench> benchFrame(const gpu::Device& device, Renderer& renderer, const RenderView& view,
                              const RenderScene& scene, const FrameBenchSettings& settings) {
    Result<FrameOutput> output = FrameOutput::create(device);
    PriceList prices;
    if (Status made = createPrices(device, settings.size, prices); !made || !output) {
        return made ? output.error() : made.error();
    }
    FrameStats stats;
    const auto frameWith = [&](DrawSettings how) -> Record {
        how.quality = settings.quality;
        return [&, how](gpu::CommandList& commands, const gpu::Image& target) -> Status {
            Result<FrameStats> drawn = renderer.draw(commands, target, view, scene, how);
            if (!drawn) {
                return drawn.error();
            }
            stats = std::move(drawn).value();
            return Done{};
        };
    };
    FrameBench bench;
    bench.device = fmt::format("{} ({})", device.name(), device.driver());
    bench.size = settings.size;
    bench.rounds = std::max(settings.rounds, 3);
    if (Status learnt = learnDraws(*output, frameWith({.measured = true}), stats, bench); !learnt) {
        return learnt.error();
    }
    std::vector<Record> kinds = priceFrames(prices);
    const auto priced = passesOf(*output, settings.size, kinds[kTriangles]);
    if (!priced) {
        return priced.error();
    }
    bench.sphereFragments = fragmentsOf(*priced, kPricePass);
    kinds.push_back(frameWith({}));
    for (std::uint32_t i = 1; i <= bench.draws.size(); ++i) {
        kinds.push_back(frameWith({.firstDraws = i}));
    }
    if (stats.person) {
        // the facts of the skin, then its pixels
        kinds.push_back(frameWith({.skinRepeats = kSkinRepeats, .firstDraws = 2}));
        kinds.push_back(
            frameWith({.withoutDiffusion = true, .skinRepeats = kSkinRepeats, .firstDraws = 2}));
    }
    const bool person = stats.person;
    const Result<std::vector<std::vector<double>>> times = runTurns(*output, settings, kinds);
    if (!times) {
        return times.error();
    }
    const std::vector<double> medians = mediansOf(*times);
    fillPrices(medians, prices, bench);
    fillBound(medians, bench);
    if (person) {
        fillDiffusion(*times, bench);
    }
    return bench;
}

} // namespace stipple::render
