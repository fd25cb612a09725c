#include "training/app/pen_spec.h"

#include <gtest/gtest.h>

namespace stipple::app {
namespace {

TEST(PenSpec, ReadsTheThreeKinds) {
    EXPECT_EQ(parsePenSpec("mouse")->kind, PenKind::Mouse);

    const auto scripted = parsePenSpec("scripted:too-deep,seed=42");
    ASSERT_TRUE(scripted.ok());
    EXPECT_EQ(scripted->kind, PenKind::Scripted);
    EXPECT_EQ(scripted->name, "too-deep");
    EXPECT_EQ(scripted->seed, 42U);

    const auto recorded = parsePenSpec("recorded:out/a b,c.stipple");
    ASSERT_TRUE(recorded.ok());
    EXPECT_EQ(recorded->name, "out/a b,c.stipple");
}

TEST(PenSpec, RefusesTheRestInWords) {
    for (const char* bad :
         {"", "keyboard", "recorded:", "scripted:expert,seed=", "scripted:expert,seed=-1",
          "scripted:expert,seed=1x", "scripted:expert,speed=2"}) {
        const auto spec = parsePenSpec(bad);
        ASSERT_FALSE(spec.ok()) << bad;
        EXPECT_FALSE(spec.error().text.empty());
    }
}

} // namespace
} // namespace stipple::app
