#include "engine/base/byte_stream.h"

#include <bit>

namespace stipple {

void ByteWriter::little(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) {
        bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

void ByteWriter::f32(float value) {
    u32(std::bit_cast<std::uint32_t>(value));
}

void ByteWriter::f64(double value) {
    u64(std::bit_cast<std::uint64_t>(value));
}

void ByteWriter::text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    bytes_.insert(bytes_.end(), value.begin(), value.end());
}

void ByteWriter::raw(std::span<const std::uint8_t> value) {
    bytes_.insert(bytes_.end(), value.begin(), value.end());
}

std::uint64_t ByteReader::little(std::size_t count) {
    const std::span<const std::uint8_t> part = raw(count);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < part.size(); ++i) {
        value |= std::uint64_t{part[i]} << (8U * i);
    }
    return value;
}

float ByteReader::f32() {
    return std::bit_cast<float>(u32());
}

double ByteReader::f64() {
    return std::bit_cast<double>(u64());
}

std::string ByteReader::text(std::uint32_t longest) {
    const std::uint32_t size = u32();
    if (size > longest) {
        failed_ = true;
        return {};
    }
    const std::span<const std::uint8_t> part = raw(size);
    return {part.begin(), part.end()};
}

std::span<const std::uint8_t> ByteReader::raw(std::size_t count) {
    if (failed_ || count > left()) {
        failed_ = true;
        return {};
    }
    const std::span<const std::uint8_t> part = bytes_.subspan(at_, count);
    at_ += count;
    return part;
}

} // namespace stipple
