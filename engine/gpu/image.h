#pragma once

#include "engine/gpu/device.h"
#include "engine/gpu/format.h"

#include <cstddef>
#include <span>
#include <vector>

namespace stipple::gpu {

struct ImageSettings {
    Extent size;
    Format format = Format::Rgba8;
    std::uint32_t mipLevels = 1;
    bool target = false; ///< drawn into (colour or depth)
};

/// A picture on the device, always in the GENERAL layout. Zero when new. Destroying one waits for
/// the device.
class Image {
public:
    Image() = default;
    [[nodiscard]] static Result<Image> create(const Device& device, const std::string& name,
                                              const ImageSettings& settings);
    /// With content: one tightly packed block per mip level, largest first. Waits for the copy.
    [[nodiscard]] static Result<Image>
    createFilled(const Device& device, const std::string& name, const ImageSettings& settings,
                 std::span<const std::vector<std::uint8_t>> mips);
    Image(Image&& other) noexcept;
    Image& operator=(Image&& other) noexcept;
    ~Image();

    [[nodiscard]] Extent size() const { return settings_.size; }
    [[nodiscard]] Format format() const { return settings_.format; }
    [[nodiscard]] std::uint32_t mipLevels() const { return settings_.mipLevels; }
    [[nodiscard]] VkImage handle() const { return image_; }
    [[nodiscard]] VkImageView view() const { return views_.empty() ? VK_NULL_HANDLE : views_[0]; }
    /// Of this level and the smaller ones.
    [[nodiscard]] VkImageView viewFrom(std::uint32_t level) const;
    [[nodiscard]] bool isDepth() const { return settings_.format == Format::Depth32F; }
    explicit operator bool() const { return image_ != VK_NULL_HANDLE; }

private:
    [[nodiscard]] Status makeViews(const std::string& name);
    void release();
    const Device* device_ = nullptr;
    VkImage image_ = VK_NULL_HANDLE;
    std::vector<VkImageView> views_; ///< one per mip level: from it on
    VkDeviceMemory memory_ = VK_NULL_HANDLE;
    ImageSettings settings_;
};

[[nodiscard]] VkFormat vulkanFormat(Format format);

enum class Filter : std::uint8_t { Nearest, Linear };

struct SamplerSettings {
    Filter filter = Filter::Linear;
    bool nearestMip = false;   ///< pick one mip level; costs no second fetch
    bool repeat = false;       ///< else the edge is extended
    bool depthCompare = false; ///< returns the share of texels that are farther
    float mipBias = 0.0f;
};

/// How a texture is read.
class Sampler {
public:
    Sampler() = default;
    [[nodiscard]] static Result<Sampler> create(const Device& device, const std::string& name,
                                                const SamplerSettings& settings);
    Sampler(Sampler&& other) noexcept;
    Sampler& operator=(Sampler&& other) noexcept;
    ~Sampler();
    [[nodiscard]] VkSampler handle() const { return sampler_; }

private:
    const Device* device_ = nullptr;
    VkSampler sampler_ = VK_NULL_HANDLE;
};

} // namespace stipple::gpu
