#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>

namespace stipple {

/// A running 64-bit hash of plain values; equal input gives equal bits on every machine.
/// For noticing differences, not for security.
struct StateHash {
    std::uint64_t value = 0x9e3779b97f4a7c15ULL;
};

inline void mix(StateHash& hash, std::uint64_t word) {
    std::uint64_t x = hash.value ^ word;
    x *= 0xbf58476d1ce4e5b9ULL;
    x ^= x >> 29U;
    hash.value = x * 0x94d049bb133111ebULL + 0x632be59bd9b4e019ULL;
}

inline void mix(StateHash& hash, float number) {
    mix(hash, std::uint64_t{std::bit_cast<std::uint32_t>(number)});
}

/// Mixes the bytes of values that have no padding (integers, floats, structs of them).
template <class T> void mixAll(StateHash& hash, std::span<const T> values) {
    static_assert(std::is_trivially_copyable_v<T>);
    const auto* bytes = reinterpret_cast<const unsigned char*>(values.data());
    const std::size_t size = values.size_bytes();
    std::size_t at = 0;
    for (; at + 8 <= size; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + at, 8);
        mix(hash, word);
    }
    std::uint64_t rest = 0;
    if (at < size) {
        std::memcpy(&rest, bytes + at, size - at);
    }
    mix(hash, rest);
    mix(hash, std::uint64_t{size});
}

} // namespace stipple
