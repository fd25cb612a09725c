#pragma once

#include <cstddef>
#include <vector>

namespace stipple {

/// Asks the system to back a stretch of memory that has not been touched yet with large pages:
/// fields of megabytes that are read a row here and a row there cost fewer searches for their
/// pages. A hint that may come to nothing; what the memory holds never depends on it.
void preferLargePages(void* begin, std::size_t bytes);

/// `count` times `value` in memory with large pages, where there are some.
template <class T> void fillLarge(std::vector<T>& field, std::size_t count, const T& value) {
    field.clear();
    field.reserve(count);
    preferLargePages(field.data(), count * sizeof(T));
    field.assign(count, value);
}

} // namespace stipple
