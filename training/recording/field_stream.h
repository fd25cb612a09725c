#pragma once

#include "engine/base/byte_stream.h"

#include <array>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace stipple::recording {

// The writer refuses what the reader would not take, so both use these limits.
inline constexpr std::uint32_t kLongestText = 16U << 20U; ///< bytes of one text
inline constexpr std::uint32_t kLongestList = 1U << 16U;  ///< items of one list

// FieldWriter and FieldReader have the same members, so that one function template per structure
// (record_layout.h) both writes and reads it. `since` is the format version that brought a field:
// a reader leaves the field at its default when the file is older.

/// Appends fields to a payload, always in the current format version.
class FieldWriter {
public:
    template <class T> void field(std::uint32_t /*since*/, const T& value) { put(value); }

    /// An enum with `count` values, as one byte.
    template <class E> void choice(std::uint32_t /*since*/, const E& value, std::uint8_t count) {
        const auto number = static_cast<std::uint8_t>(value);
        failed_ = failed_ || number >= count;
        out_.u8(number);
    }

    template <class List, class Item>
    void list(std::uint32_t /*since*/, const List& items, Item&& item) {
        failed_ = failed_ || items.size() > kLongestList;
        out_.u32(static_cast<std::uint32_t>(items.size()));
        for (const auto& one : items) {
            item(*this, one);
        }
    }

    /// True when something was longer than a reader accepts: the payload must not be used.
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return out_.bytes(); }

private:
    void put(bool value) { out_.u8(value ? 1 : 0); }
    void put(std::uint8_t value) { out_.u8(value); }
    void put(std::uint16_t value) { out_.u16(value); }
    void put(std::uint32_t value) { out_.u32(value); }
    void put(std::uint64_t value) { out_.u64(value); }
    void put(std::int16_t value) { out_.i16(value); }
    void put(std::int32_t value) { out_.i32(value); }
    void put(std::int64_t value) { out_.u64(static_cast<std::uint64_t>(value)); }
    void put(float value) { out_.f32(value); }
    void put(double value) { out_.f64(value); }
    void put(const std::string& value) {
        failed_ = failed_ || value.size() > kLongestText;
        out_.text(value);
    }
    template <class T, std::size_t N> void put(const std::array<T, N>& values) {
        for (const T& value : values) {
            put(value);
        }
    }

    ByteWriter out_;
    bool failed_ = false;
};

/// Reads what FieldWriter wrote in format `version`. Anything impossible (past the end, a bool of
/// 2, an unknown choice) latches failed(); memory never grows beyond what the payload can hold.
class FieldReader {
public:
    FieldReader(std::span<const std::uint8_t> bytes, std::uint32_t version)
        : in_(bytes), version_(version) {}

    template <class T> void field(std::uint32_t since, T& value) {
        if (version_ >= since) {
            get(value);
        }
    }

    template <class E> void choice(std::uint32_t since, E& value, std::uint8_t count) {
        if (version_ < since) {
            return;
        }
        const std::uint8_t number = in_.u8();
        if (number >= count) {
            failed_ = true;
            return;
        }
        value = static_cast<E>(number);
    }

    template <class List, class Item> void list(std::uint32_t since, List& items, Item&& item) {
        if (version_ < since) {
            return;
        }
        const std::uint32_t count = in_.u32();
        // an item takes at least one byte, so a count beyond the rest of the payload is a lie
        if (count > kLongestList || count > in_.left()) {
            failed_ = true;
            return;
        }
        items.clear();
        for (std::uint32_t i = 0; i < count && !failed(); ++i) {
            item(*this, items.emplace_back());
        }
    }

    [[nodiscard]] bool failed() const { return failed_ || in_.failed(); }
    /// True when the payload was understood and nothing is left over.
    [[nodiscard]] bool finished() const { return !failed() && in_.left() == 0; }

private:
    void get(bool& value) {
        const std::uint8_t byte = in_.u8();
        failed_ = failed_ || byte > 1;
        value = byte == 1;
    }
    void get(std::uint8_t& value) { value = in_.u8(); }
    void get(std::uint16_t& value) { value = in_.u16(); }
    void get(std::uint32_t& value) { value = in_.u32(); }
    void get(std::uint64_t& value) { value = in_.u64(); }
    void get(std::int16_t& value) { value = in_.i16(); }
    void get(std::int32_t& value) { value = in_.i32(); }
    void get(std::int64_t& value) { value = static_cast<std::int64_t>(in_.u64()); }
    void get(float& value) { value = in_.f32(); }
    void get(double& value) { value = in_.f64(); }
    void get(std::string& value) { value = in_.text(kLongestText); }
    template <class T, std::size_t N> void get(std::array<T, N>& values) {
        for (T& value : values) {
            get(value);
        }
    }

    ByteReader in_;
    std::uint32_t version_;
    bool failed_ = false;
};

} // namespace stipple::recording
