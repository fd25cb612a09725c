#pragma once

#include "engine/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stipple {

/// Appends little-endian fields to a growing buffer.
class ByteWriter {
public:
    void u8(std::uint8_t value) { bytes_.push_back(value); }
    void u16(std::uint16_t value) { little(value, 2); }
    void u32(std::uint32_t value) { little(value, 4); }
    void u64(std::uint64_t value) { little(value, 8); }
    void i16(std::int16_t value) { little(static_cast<std::uint16_t>(value), 2); }
    void i32(std::int32_t value) { little(static_cast<std::uint32_t>(value), 4); }
    void f32(float value);
    void f64(double value);
    void text(std::string_view value); ///< u32 length, then UTF-8
    void raw(std::span<const std::uint8_t> value);

    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return bytes_; }
    void clear() { bytes_.clear(); }

private:
    void little(std::uint64_t value, int count);

    std::vector<std::uint8_t> bytes_;
};

/// Reads what ByteWriter wrote. Running past the end returns zeros and latches failed(); nothing
/// is ever read outside the span.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    [[nodiscard]] std::uint8_t u8() { return static_cast<std::uint8_t>(little(1)); }
    [[nodiscard]] std::uint16_t u16() { return static_cast<std::uint16_t>(little(2)); }
    [[nodiscard]] std::uint32_t u32() { return static_cast<std::uint32_t>(little(4)); }
    [[nodiscard]] std::uint64_t u64() { return little(8); }
    [[nodiscard]] std::int16_t i16() { return static_cast<std::int16_t>(u16()); }
    [[nodiscard]] std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
    [[nodiscard]] float f32();
    [[nodiscard]] double f64();
    [[nodiscard]] std::string text(std::uint32_t longest = 1U << 20U);
    [[nodiscard]] std::span<const std::uint8_t> raw(std::size_t count);

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::size_t left() const { return bytes_.size() - at_; }
    [[nodiscard]] std::size_t position() const { return at_; }

private:
    std::uint64_t little(std::size_t count);

    std::span<const std::uint8_t> bytes_;
    std::size_t at_ = 0;
    bool failed_ = false;
};

} // namespace stipple
