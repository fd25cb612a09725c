#include "engine/scene/anatomy.h"
#include "engine/scene/lint.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

namespace {

using namespace stipple;
using test::changed;
using test::holds;

// line numbers of the problems below are counted in here
constexpr const char* kSmall = R"(kind = "anatomy"
format = 1
id = "small"
part = "patch"
elsewhere = "thin"
blend_mm = 6.0
landmark = [
  { id = "top", view = "front", at_mm = [0.0, 30.0] },
  { id = "side", view = "front", at_mm = [20.0, 0.0], mirrored = true },
  { id = "low", view = "front", at_mm = [0.0, -30.0] },
]

[[region]]
id = "thick"
label = "Thick"
use = "treated"
tissue = "thick"
source = "made up"
grade = "P"
area = { min = 10.0, max = 14.0, unit = "cm2", source = "made up", grade = "P" }
[[region.ring]]
through = ["top", "side", "low"]
sides = "across"
)";

std::string problemOf(const std::string& after, const std::string& from, const std::string& to) {
    const auto parsed = scene::parseAnatomy(changed(kSmall, after, from, to), "a.toml");
    EXPECT_FALSE(parsed) << to;
    return parsed ? "" : parsed.error().text;
}

TEST(AnatomyFile, IsRead) {
    const auto anatomy = scene::parseAnatomy(kSmall, "a.toml");
    ASSERT_TRUE(anatomy) << anatomy.error().text;
    EXPECT_EQ(anatomy->part, "patch");
    EXPECT_EQ(anatomy->blend_mm, 6.0);
    ASSERT_EQ(anatomy->landmarks.size(), 3U);
    EXPECT_EQ(anatomy->landmarks[1].id, "side");
    EXPECT_TRUE(anatomy->landmarks[1].mirrored);
    EXPECT_FALSE(anatomy->landmarks[2].mirrored);
    EXPECT_EQ(anatomy->landmarks[1].line, 9);
    ASSERT_EQ(anatomy->regions.size(), 1U);
    EXPECT_EQ(anatomy->regions[0].use, scene::RegionUse::Treated);
    EXPECT_EQ(anatomy->regions[0].area_cm2, 12.0);
    EXPECT_EQ(anatomy->regions[0].areaSlack_cm2, 2.0);
    // "across" goes down the left side and comes back up the right one
    ASSERT_EQ(anatomy->regions[0].rings.size(), 1U);
    EXPECT_EQ(anatomy->regions[0].rings[0].landmarks,
              (std::vector<std::string>{"top", "side_l", "low", "side_r"}));
}

TEST(AnatomyFile, UnknownLandmarkIsNamedWithItsLine) {
    const std::string text = problemOf("through", "\"low\"", "\"lowest\"");
    EXPECT_TRUE(holds(text, "a.toml:22: key 'through': unknown landmark 'lowest'"));
    EXPECT_TRUE(holds(problemOf("through", "\"side\"", "\"side_x\""),
                      "a.toml:22: key 'through': unknown landmark 'side_x'"));
    // a landmark in the middle has no sides
    EXPECT_TRUE(holds(problemOf("through", "\"top\"", "\"top_l\""), "unknown landmark 'top_l'"));
}

TEST(AnatomyFile, RingThatIsNotMirroredMustSayTheSide) {
    EXPECT_TRUE(holds(problemOf("sides", "across", "one"),
                      "landmark 'side' is on both sides; say side_l or side_r"));
}

TEST(AnatomyFile, UnknownKeysAndWordsAreProblems) {
    EXPECT_TRUE(holds(problemOf("blend_mm", "blend_mm", "blend"), "a.toml:6: unknown key 'blend'"));
    EXPECT_TRUE(holds(problemOf("through", "sides = \"across\"", "sides = \"across\"\nknots = 3"),
                      "a.toml:24: unknown key 'knots'"));
    EXPECT_TRUE(holds(problemOf("id = \"top\"", "front", "back"),
                      "a.toml:8: key 'view': 'back' is none of front, side, below"));
    EXPECT_TRUE(holds(problemOf("[[region]]", "treated", "treatable"),
                      "a.toml:16: key 'use': 'treatable' is none of treated, no_go, other"));
    EXPECT_TRUE(holds(problemOf("sides", "across", "all"), "'all' is none of one, both, across"));
}

TEST(AnatomyFile, ImpossibleLandmarksAreProblems) {
    EXPECT_TRUE(holds(problemOf("landmark", "\"low\"", "\"top\""),
                      "a.toml:10: key 'id': landmark 'top' is there twice"));
    EXPECT_TRUE(holds(problemOf("landmark", "\"low\"", "\"low_l\""), "must not end in _l or _r"));
    EXPECT_TRUE(holds(problemOf("id = \"side\"", "20.0", "-20.0"), "given on the left"));
    EXPECT_TRUE(holds(problemOf("id = \"top\"", "30.0", "30000.0"), "is 30000.0 mm"));
    EXPECT_TRUE(holds(problemOf("id = \"top\"", "0.0, 30.0", "0.0"), "must hold 2 numbers"));
}

TEST(AnatomyFile, ImpossibleRegionsAreProblems) {
    EXPECT_TRUE(holds(problemOf("[[region]]", "tissue = \"thick\"", "tissue = \"thin\""),
                      "of a treated region must be its id, 'thick'"));
    EXPECT_TRUE(holds(problemOf("[[region]]", "\"treated\"", "\"no_go\""), "key 'reason'"));
    EXPECT_TRUE(holds(problemOf("area", "10.0", "15.0"), "min 15 is above max 14"));
    EXPECT_TRUE(holds(problemOf("through", "[\"top\", \"side\", \"low\"]", "[\"top\", \"low\"]"),
                      "a ring needs at least 3 landmarks"));
    EXPECT_TRUE(
        holds(problemOf("through", "sides = \"across\"",
                        "beyond = [\"low\", \"side_l\"]\nbeyond_mm = 5.0\nsides = \"across\""),
              "key 'beyond': 'side_l' is not in 'through'"));
}

TEST(AnatomyFile, LintKnowsTheKind) {
    EXPECT_TRUE(scene::lintText(kSmall, "a.toml"));
    EXPECT_FALSE(scene::lintText(changed(kSmall, "id = \"top\"", "front", "back"), "a.toml"));
}

} // namespace
