#include "engine/scene/lint.h"
#include "tests/support/wrong_file.h"

#include <gtest/gtest.h>

namespace {

using namespace stipple;
using test::changed;
using test::dataText;
using test::holds;
using Wrong = test::WrongFile;

constexpr const char* kPad = "scenes/practice_pad.toml";
constexpr const char* kTissues = "scenes/tissues.toml";
constexpr const char* kNeedling = "scenes/needling.toml";
constexpr const char* kPen = "scenes/devices/pen_16.toml";

class SceneProblem : public testing::TestWithParam<Wrong> {};

TEST_P(SceneProblem, IsToldWithFileAndLine) {
    test::expectToldAtItsLine(GetParam(), scene::lintText);
}

INSTANTIATE_TEST_SUITE_P(
    Scenes, SceneProblem,
    testing::Values(
        Wrong{kPad, "kind", "pad_scene", "pad_scenery", "'pad_scenery' is none of"},
        Wrong{kPad, "format", "format = 1", "format = 2", "is 2, this program reads 1"},
        Wrong{kPad, "[pad]", "dome_mm", "dom_mm", "unknown key 'dom_mm'"},
        Wrong{kPad, "[pad]", "dome_mm = 6", "dome_mm = 60", "is 60.0 mm, must be 0.0 to 40.0"},
        Wrong{kPad, "[pad]", "cell_spacing_mm = 0.25", "cell_spacing_mm = 0.6",
              "is 0.6 mm, must be 0.1 to 0.5"},
        Wrong{kPad, "[pad]", "size_mm = [120, 80]", "size_mm = [120]", "must hold 2 numbers"},
        Wrong{kPad, "id", "\"scenes/tissues.toml\"", "\"../../etc/passwd\"",
              "must be a path below the data folder"},
        Wrong{kPad, "[[light]]", "kind = \"key\"", "kind = \"sun\"", "'sun' is none of key"},
        Wrong{kPad, "[[light]]", "direction = [-0.55, 0.75, 0.45]", "direction = [0, 0, 0]",
              "has no length"},
        Wrong{kTissues, "[person]", "age = { value = 35", "age = { value = 130",
              "is 130.0 y, must be 18.0 to 100.0"},
        Wrong{kTissues, "[person]", "age = { value = 35", "age = { value = -3",
              "is -3.0 y, must be 18.0 to 100.0"},
        Wrong{kTissues, "[[zone]]", "stratum_corneum = { value = 14, unit = \"um\"",
              "stratum_corneum = { value = 14, unit = \"mm\"", "unit is 'mm', must be 'um'"},
        Wrong{kTissues, "[[zone]]", "grade = \"P\" }", "grade = \"Z\" }", "grade 'Z' is none of"},
        Wrong{kTissues, "[[zone]]", "region = \"face\"", "region = \"head\"",
              "'head' is neither face nor body"},
        Wrong{kTissues, "[[zone]]", "base = \"bone\"", "base = \"wood\"", "'wood' is none of"},
        Wrong{kTissues, "id = \"temple\"", "bone_mask = false", "bone_mask = true",
              "only over a base of bone"},
        Wrong{kTissues, "[[zone]]", "skin_total = { value = 1.4", "skin_total = { value = 1.8",
              "is 1.8 mm, the layers sum to 1.414 mm"},
        Wrong{kTissues, "[[zone]]", "hypodermis = { value = 2.5", "hypodermis = { value = 9.5",
              "9.5 mm lies outside hypodermis_range"},
        Wrong{kTissues, "label = \"Glabella\"", "id = \"temple\"", "id = \"forehead\"",
              "zone 'forehead' is there twice"},
        Wrong{kNeedling, "friction_dry", "source = \"S56\"", "source = \"\"",
              "source must not be empty"},
        Wrong{kNeedling, "blunt_tip", "blunt_tip = { value = 37", "blunt_tip = { value = 4",
              "must be above sharp_tip"},
        Wrong{kNeedling, "[[bleed]]", "depth = { value = 0.5,", "depth = { value = 0.2,",
              "must be above the depth of the point before"},
        Wrong{kPen, "[geometry]", "needles = { value = 16", "needles = { value = 14",
              "says 14, the rings hold 16"},
        Wrong{kPen, "[geometry]", "radius_mm = 2.5", "radius_mm = 4.5",
              "is 4.5 mm, must be 0.0 to 2.5"},
        Wrong{kPen, "[depth]", "step = { value = 0.1", "step = { value = 0.17",
              "steps of 0.17 mm from 0.2 mm do not end at 2.5 mm"},
        Wrong{kPen, "[depth]", "dial = { min = 0.2, max = 2.5", "dial = { min = 2.6, max = 2.5",
              "min 2.6 is above max 2.5"},
        Wrong{kPen, "[depth]", "label_max = { value = 1.5", "label_max = { value = 2.9",
              "is above the dial's end"},
        Wrong{kPen, "[drive]", "rate = { value = 100", "rate = { value = 80",
              "must be above the rate before"},
        Wrong{kPen, "[drive]", "load_free = { value = 2", "load_free = { value = 8",
              "must be below the stall force of 8.0 N"},
        Wrong{kPen, "[drive]", "stall_force = { value = 8", "stall_force = { value = 0",
              "is 0.0 N, must be 0.1 to 100.0"},
        Wrong{kPen, "[drive]", "rate = { value = 100", "rate = { value = nan",
              "must be a finite number"}));

TEST(SceneProblems, ADialMayNotPassNeedleOrStroke) {
    // a stroke of 2 mm cannot bring a needle of 2.5 mm out of the skin again
    const std::string shortStroke =
        changed(dataText(kPen), "[drive]", "stroke = { value = 3.0", "stroke = { value = 2.0");
    EXPECT_TRUE(holds(scene::lintText(shortStroke, kPen).error().text,
                      "the dial goes deeper than the stroke"));
    const std::string shortNeedle =
        changed(dataText(kPen), "[needle]", "length = { value = 2.5", "length = { value = 2.0");
    EXPECT_TRUE(holds(scene::lintText(shortNeedle, kPen).error().text,
                      "the dial goes deeper than the needles are long"));
}

TEST(SceneProblems, PatchesThatDoNotFitAreTold) {
    const std::string text = dataText(kPad);
    const auto problem = [&](const std::string& after, const std::string& from,
                             const std::string& to) {
        const Status status = scene::lintText(changed(text, after, from, to), kPad);
        return status ? std::string() : status.error().text;
    };
    EXPECT_TRUE(holds(problem("label = \"Forehead\"", "[-40, 0]", "[-50, 0]"),
                      "patch 'forehead' lies off the pad"));
    EXPECT_TRUE(holds(problem("label = \"Medial cheek\"", "[0, 0]", "[-15, 0]"),
                      "patch 'cheek_medial' overlaps patch 'forehead'"));
    EXPECT_TRUE(holds(problem("[[patch]]", "zone = \"cheek_medial\"", "zone = \"forehead\""),
                      "zone 'forehead' has two patches"));
    EXPECT_TRUE(holds(problem("label = \"Forehead\"", "[-40, 0]", "[-40.1, 0]"),
                      "does not begin and end between two cells"));
    // 1 mm squares: 120 * 80 * 2 = 19,200 triangles are allowed; 0.8 mm: 30,000 are not
    EXPECT_EQ(problem("[pad]", "mesh_spacing_mm = 1.25", "mesh_spacing_mm = 1.0"), "");
    EXPECT_TRUE(holds(problem("[pad]", "mesh_spacing_mm = 1.25", "mesh_spacing_mm = 0.8"),
                      "30000 triangles, at most 25000"));
    EXPECT_TRUE(holds(problem("[pad]", "cell_spacing_mm = 0.25", "cell_spacing_mm = 0.33"),
                      "not a whole number of cells"));
}

TEST(SceneProblems, AllProblemsComeAtOnce) {
    std::string text = changed(dataText(kPad), "[pad]", "dome_mm", "dom_mm");
    text = changed(text, "[camera]", "distance_mm = ", "distance_mm = \"far\" # ");
    const Status status = scene::lintText(text, kPad);
    ASSERT_FALSE(status);
    EXPECT_TRUE(holds(status.error().text, "unknown key 'dom_mm'"));
    EXPECT_TRUE(holds(status.error().text, "key 'dome_mm': is missing"));
    EXPECT_TRUE(holds(status.error().text, "key 'distance_mm': must be a number"));
}

TEST(SceneProblems, ACutFileNamesItselfOrIsWhole) {
    // what remains may be whole only where a list of zones, lights or regions ends early
    test::expectCutFilesNameThemselves(
        "scenes", scene::lintText, [](const std::string& path, std::size_t /*part*/) {
            return path == kTissues || path == kPad || path.starts_with("scenes/patients/") ||
                   path.starts_with("scenes/anatomy/");
        });
}

TEST(SceneProblems, AFileWithoutKindIsTold) {
    const Status status = scene::lintText("id = \"x\"\n", "x.toml");
    ASSERT_FALSE(status);
    EXPECT_TRUE(holds(status.error().text, "x.toml:1: key 'kind' is missing"));
    EXPECT_TRUE(holds(scene::lintText("kind = \n", "x.toml").error().text, "x.toml:1:"));
}

} // namespace
