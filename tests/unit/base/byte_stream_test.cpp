#include "engine/base/byte_stream.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stipple {
namespace {

TEST(ByteStream, FieldsAreLittleEndian) {
    ByteWriter writer;
    writer.u16(0x1234);
    writer.u32(0xa1b2c3d4U);
    writer.i16(-2);
    const std::vector<std::uint8_t> expected{0x34, 0x12, 0xd4, 0xc3, 0xb2, 0xa1, 0xfe, 0xff};
    EXPECT_EQ(std::vector<std::uint8_t>(writer.bytes().begin(), writer.bytes().end()), expected);
}

TEST(ByteStream, EverythingComesBack) {
    ByteWriter writer;
    writer.u8(200);
    writer.u64(0x0123456789abcdefULL);
    writer.i32(std::numeric_limits<std::int32_t>::min());
    writer.f32(-0.0f);
    writer.f64(1.0 / 3.0);
    writer.text("Backe \xc3\xbc");
    writer.raw(std::vector<std::uint8_t>{1, 2, 3});
    ByteReader reader(writer.bytes());
    EXPECT_EQ(reader.u8(), 200);
    EXPECT_EQ(reader.u64(), 0x0123456789abcdefULL);
    EXPECT_EQ(reader.i32(), std::numeric_limits<std::int32_t>::min());
    EXPECT_TRUE(std::signbit(reader.f32()));
    EXPECT_EQ(reader.f64(), 1.0 / 3.0);
    EXPECT_EQ(reader.text(), "Backe \xc3\xbc");
    EXPECT_EQ(reader.raw(3)[2], 3);
    EXPECT_EQ(reader.left(), 0U);
    EXPECT_FALSE(reader.failed());
}

TEST(ByteStream, RunningPastTheEndGivesZerosAndStaysFailed) {
    const std::vector<std::uint8_t> three{1, 2, 3};
    ByteReader reader(three);
    EXPECT_EQ(reader.u32(), 0U);
    EXPECT_TRUE(reader.failed());
    EXPECT_EQ(reader.u8(), 0); // although three bytes are left
    EXPECT_TRUE(reader.raw(1).empty());
}

TEST(ByteStream, ATextLongerThanAllowedOrThanTheRestFails) {
    ByteWriter writer;
    writer.text("abcdef");
    ByteReader strict(writer.bytes());
    EXPECT_EQ(strict.text(5), "");
    EXPECT_TRUE(strict.failed());
    ByteWriter lying;
    lying.u32(0xffffffffU);
    ByteReader reader(lying.bytes());
    EXPECT_EQ(reader.text(0xffffffffU), "");
    EXPECT_TRUE(reader.failed());
}

} // namespace
} // namespace stipple
