#include "engine/gpu/transient_memory.h"

#include <algorithm>

namespace stipple::gpu {
namespace {

constexpr std::size_t kAlignment = 256; // the largest minimum that devices ask for
constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;

} // namespace

TransientSlice TransientMemory::take(std::size_t bytes) {
    const std::size_t needed = std::max<std::size_t>(bytes, 1);
    while (block_ < blocks_.size() && used_ + needed > blocks_[block_].bytes()) {
        ++block_;
        used_ = 0;
    }
    if (block_ == blocks_.size()) {
        Result<Buffer> made =
            Buffer::create(*device_, fmt::format("frame memory {}", blocks_.size()),
                           std::max(needed, kBlockBytes), BufferUse::Transient);
        if (!made) {
            return {};
        }
        blocks_.push_back(std::move(made).value());
        used_ = 0;
    }
    const Buffer& block = blocks_[block_];
    const TransientSlice slice{block.handle(), used_, block.mapped() + used_};
    used_ = (used_ + needed + kAlignment - 1) / kAlignment * kAlignment;
    return slice;
}

void TransientMemory::giveBackAll() {
    block_ = 0;
    used_ = 0;
}

} // namespace stipple::gpu
