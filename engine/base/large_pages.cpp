#include "engine/base/large_pages.h"

#include <cstdint>
#include <sys/mman.h>

namespace stipple {

void preferLargePages(void* begin, std::size_t bytes) {
    constexpr std::uintptr_t kPage = 4096, kLarge = std::uintptr_t{2} << 20U;
    const auto from = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t first = (from + kPage - 1) / kPage * kPage;
    const std::uintptr_t last = (from + bytes) / kPage * kPage;
    if (begin == nullptr || last < first + kLarge) {
        return;
    }
    // refused where the system knows no large pages: the memory is as good without
    (void)::madvise(static_cast<char*>(begin) + (first - from), last - first, MADV_HUGEPAGE);
}

} // namespace stipple
