#pragma once

#include "engine/gpu/device.h"
#include "engine/render/frame_output.h"
#include "engine/render/renderer.h"
#include "engine/sim/skin_cells.h"
#include "engine/sim/skin_mesh.h"
#include "engine/sim/skin_state.h"

#include <memory>
#include <string>

namespace stipple::test {

/// A practice pad of 120 x 80 mm made by hand, so that pictures depend on no data file: a dome of
/// 5 mm on a rim of 10 mm, mesh every 2 mm, cells of 0.5 mm, three patches of 35 mm.
struct SmallPad {
    sim::SkinMesh mesh;
    sim::SkinCells cells;
    sim::SkinState skin;
    SmallPad();

    [[nodiscard]] render::StaticScene fixed() const;
    /// The pen upright over x, z with its plate `gap_m` above the skin.
    [[nodiscard]] render::RenderScene with(float x_m, float z_m, float gap_m) const;
    [[nodiscard]] static float height_m(float x_m, float z_m);

    /// One channel at x, z: log, counts and tile revision, as a step would leave them.
    void puncture(float x_m, float z_m, bool bleeds);
    /// Raises erythema in a box of the pad.
    void redden(glm::vec2 low_m, glm::vec2 high_m, float erythema);
    void spreadGel(glm::vec2 centre_m, float radius_m);
    void touch(std::uint32_t cell);
    [[nodiscard]] std::uint32_t cellAtPlace(float x_m, float z_m) const;
};

/// The camera of the exercise.
[[nodiscard]] render::RenderView frontView(float aspect);
/// Near the middle patch.
[[nodiscard]] render::RenderView closeView(float aspect);

/// A headless device with validation, or null with the reason. Where the variable CI is set a
/// missing device fails the test instead of skipping it.
[[nodiscard]] std::unique_ptr<gpu::Device> openDevice(std::string& reason);

/// True when a test without a device has to fail.
[[nodiscard]] bool deviceIsRequired();

/// One frame into an image, read back.
[[nodiscard]] gpu::Picture drawOnce(render::FrameOutput& output, render::Renderer& renderer,
                                    gpu::Extent size, const render::RenderView& view,
                                    const render::RenderScene& scene,
                                    const render::DrawSettings& settings = {},
                                    render::FrameStats* stats = nullptr);

} // namespace stipple::test

/// First line of a test that draws: skips, or in CI fails, without a device.
#define STIPPLE_OPEN_DEVICE(device)                                                                \
    std::string deviceReason;                                                                      \
    const std::unique_ptr<stipple::gpu::Device> device = stipple::test::openDevice(deviceReason);  \
    if (!device) {                                                                                 \
        if (stipple::test::deviceIsRequired()) {                                                   \
            FAIL() << deviceReason;                                                                \
        }                                                                                          \
        GTEST_SKIP() << deviceReason;                                                              \
    }
