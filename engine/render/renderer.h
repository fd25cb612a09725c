#pragma once

#include "engine/gpu/command_list.h"
#include "engine/render/render_scene.h"
#include "engine/render/render_view.h"

#include <memory>
#include <string>
#include <vector>

namespace stipple::render {

struct DrawSettings {
    Quality quality = Quality::Full;
    /// Size of the 3D picture against the target, 0.25 .. 2; above 1 smooths edges in stills.
    float scale = 1.0f;
    /// Gives every draw a pass of its own with a fragment count. Slower: for the bench.
    bool measured = false;
    /// A person's skin without the diffusion of light: the bench subtracts.
    bool withoutDiffusion = false;
    /// A person's skin is shaded so often: the bench divides.
    std::uint32_t skinRepeats = 1;
    /// Only the first so many draws of the frame: the bench subtracts. 0 = all.
    std::uint32_t firstDraws = 0;
};

/// What one draw of a frame handed to the device.
struct DrawCount {
    std::string name; ///< as in gpu::PassTime
    std::uint32_t triangles = 0;
    std::uint32_t fetches = 0; ///< bilinear texture fetches of one fragment
    std::uint32_t reads = 0;   ///< of single texels
};

/// What a frame was made of.
struct FrameStats {
    std::vector<DrawCount> draws;
    gpu::Extent drawn;             ///< size of the 3D picture
    bool person = false;           ///< else the pad
    std::size_t uploadedBytes = 0; ///< of skin textures; 0 when nothing changed
    [[nodiscard]] std::uint32_t triangles() const;
};

/// Draws the pad, what was done to it, and the pen. Reads the simulation, never writes it.
class Renderer {
public:
    /// Sends what never changes. `scene`'s mesh and cells must outlive the renderer.
    [[nodiscard]] static Result<Renderer> create(const gpu::Device& device, StaticScene scene);
    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;
    ~Renderer();

    /// Records one frame into `target`, an Rgba8 image made as a target; all of it is written.
    /// Fails only when the device has no memory for a new size.
    [[nodiscard]] Result<FrameStats> draw(gpu::CommandList& commands, const gpu::Image& target,
                                          const RenderView& view, const RenderScene& scene,
                                          const DrawSettings& settings = {});

    /// The next frame shows another attempt's skin: send all of it anew.
    void forgetSkin();

private:
    struct Parts;
    explicit Renderer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

} // namespace stipple::render
