#pragma once

#include "engine/render/renderer.h"

#include <string>
#include <vector>

namespace stipple::render {

/// One draw of the frame: its own cost is the frame up to it less the frame before it.
struct DrawCost {
    std::string name;
    double milliseconds = 0.0;
    std::uint32_t triangles = 0, fetches = 0, reads = 0; ///< as in DrawCount
    std::uint64_t fragments = 0;
    double bound_ms = 0.0; ///< triangles, fragments and fetches at the prices measured in this run
};

/// What `stipple bench frame` prints. All times are medians of the same run, wall clock, from the
/// submission until the device is idle.
struct FrameBench {
    std::string device;
    gpu::Extent size;
    int rounds = 0;
    double clear_ms = 0.0;      ///< a frame that only clears colour and depth
    double constant_ms = 0.0;   ///< a frame of one full-screen triangle, depth tested, no fetch
    double fetches_ms = 0.0;    ///< the same with four bilinear fetches, from four RGBA8 images
    double nsPerFragment = 0.0; ///< of a constant colour, no fetch
    double taps_ms = 0.0;       ///< with 13 reads of single texels of an RGBA16F image
    double nsPerFetch = 0.0;    ///< per fetch and fragment
    double nsPerRead = 0.0;     ///< per read of a single texel and fragment
    double usPerTriangle = 0.0; ///< small triangles of a sphere, without their fragments
    std::uint64_t sphereFragments = 0; ///< an ellipse of half axes 1/4 and 9/20 of the picture
    double frame_ms = 0.0;
    std::vector<DrawCost> draws;
    double bound_ms =
        0.0; ///< clear + triangles x us + fragments x (constant + fetches x ns + reads x ns)
    double ratio = 0.0; ///< frame / bound; the goal is 2.0 or less
    /// Of a person, else 0: share of the picture that is skin; cost of the diffusion, from frames
    /// that shade the skin many times; and that over a full-screen pass of as many reads times the
    /// share. The goal is 1.25 or less.
    double skinShare = 0.0, diffusion_ms = 0.0, diffusionRatio = 0.0;
    std::size_t idleUploadBytes = 0; ///< of a frame in which nothing changed
};

struct FrameBenchSettings {
    gpu::Extent size{1280, 720};
    Quality quality = Quality::Full;
    int rounds = 9; ///< the kinds of frame take turns; at least 3
};

/// Draws the scene and the frames that price it, turn about, and divides.
[[nodiscard]] Result<FrameBench> benchFrame(const gpu::Device& device, Renderer& renderer,
                                            const RenderView& view, const RenderScene& scene,
                                            const FrameBenchSettings& settings = {});

} // namespace stipple::render
