#include "tests/support/wrong_file.h"
#include "training/lesson/lint.h"

#include <gtest/gtest.h>

namespace {

using namespace stipple;
using test::changed;
using test::dataText;
using test::holds;
using Wrong = test::WrongFile;

constexpr const char* kProtocol = "training/protocols/training_default.toml";
constexpr const char* kLesson = "training/lessons/pad_first_passes.toml";
constexpr const char* kCartridge = "training/lessons/pad_reused_cartridge.toml";
constexpr const char* kRubric = "training/rubrics/pad_rubric.toml";
constexpr const char* kLaw = "training/jurisdictions/utah.toml";

class LessonProblem : public testing::TestWithParam<Wrong> {};

TEST_P(LessonProblem, IsToldWithFileAndLine) {
    test::expectToldAtItsLine(GetParam(), lesson::lintText);
}

INSTANTIATE_TEST_SUITE_P(
    Lessons, LessonProblem,
    testing::Values(
        Wrong{kProtocol, "kind", "\"protocol\"", "\"protocols\"", "'protocols' is none of"},
        Wrong{kProtocol, "[[rule]]", "target = { value = 0.375", "target = { value = 1.2",
              "target 1.2 mm is above the zone maximum 1.0 mm"},
        Wrong{kProtocol, "[[rule]]", "target = { value = 0.375", "target = { value = 0.75",
              "target 0.75 mm is outside the depth range 0.25 to 0.5 mm"},
        Wrong{kProtocol, "[[rule]]", "depth = { min = 0.25, max = 0.5",
              "depth = { min = 0.25, max = 1.5", "depth 1.5 mm is above the zone maximum 1.0 mm"},
        Wrong{kProtocol, "[[rule]]", "max = 0.5, unit = \"mm\"", "max = 0.5, unit = \"um\"",
              "unit is 'um', must be 'mm'"},
        Wrong{kProtocol, "[[rule]]", "passes = { min = 2,", "passes = { min = 2.5,",
              "must be whole numbers"},
        Wrong{kProtocol, "[[rule]]", "passes = { min = 2, max = 3", "passes = { min = 4, max = 3",
              "min 4 is above max 3"},
        Wrong{kProtocol, "[[rule]]", "indication = \"rejuvenation\"", "indication = \"tattoo\"",
              "'tattoo' is none of rejuvenation, scar, pigment"},
        Wrong{kProtocol, "# glabella", "zone = \"glabella\"", "zone = \"forehead\"",
              "the rule for zone 'forehead' and indication 'rejuvenation' is there twice"},
        Wrong{kProtocol, "[[rule]]", "caution =", "warning =", "unknown key 'warning'"},
        Wrong{kProtocol, "endpoint", "source = \"training default table\"", "source = \"\"",
              "must not be empty"},
        Wrong{kProtocol, "endpoint", "grade = \"P\"", "grade = \"A+\"", "grade 'A+' is none of"},
        Wrong{kProtocol, "[[rule]]", "stroke_rate = { min = 90", "stroke_rate = { min = inf",
              "must be a finite number"},
        Wrong{kLaw, "kind", "face_ceiling = { value = 1.5", "face_ceiling = { value = -1.5",
              "is -1.5 mm, must be 0.0 to 3.0"},
        Wrong{kRubric, "version", "points = 68", "points = 100",
              "says 100.0, the metrics sum to 68.0"},
        Wrong{kRubric, "[[metric]]", "key = \"depth_error_rms\"", "key = \"depth_error\"",
              "nothing measures 'depth_error'"},
        Wrong{kRubric, "depth_error_rms", "unit = \"mm\"", "unit = \"cm\"",
              "is 'cm', 'depth_error_rms' is measured in 'mm'"},
        Wrong{kRubric, "[[metric]]", "amber = 90", "amber = 100", "is the same as green"},
        Wrong{kRubric, "key = \"setting_compliance\"", "id = \"B2\"", "id = \"B1\"",
              "'B1' is there twice"},
        Wrong{kRubric, "id = \"B2\"", "domain = \"depth\"", "domain = \"deep\"",
              "'deep' is none of preparation"},
        Wrong{kRubric, "[limits]", "angle_cap = { value = 15", "angle_cap = { value = 3",
              "is below angle_floor"},
        Wrong{kRubric, "face_deepest", "value = 2.5, unit = \"mm\"", "value = 25, unit = \"mm\"",
              "must be 0.1"},
        Wrong{kRubric, "id = \"X7\"", "key = \"jurisdiction\"", "key = \"over_depth\"",
              "'over_depth' is watched twice"},
        Wrong{kRubric, "[pass]", "total = 75", "total = 175", "is 175.0 %, must be 0.0 to 100.0"},
        Wrong{kLesson, "mode", "mode = \"formative\"", "mode = \"exam\"",
              "'exam' is none of formative, graded"},
        Wrong{kLesson, "mode", "time_limit_s = 240", "time_limit_s = 0",
              "is 0.0 s, must be 10.0 to 7200.0"},
        Wrong{kLesson, "mode", "start_needle_mm = 0.2", "start_needle_mm = 0.2005",
              "must be a multiple of 0.001 mm"},
        Wrong{kLesson, "mode", "start_needle_mm = 0.2", "start_needle_mm = 20",
              "is 20.0 mm, must be 0.0 to 3.0"},
        Wrong{kLesson, "instructions", "rubric = \"training/", "rubric = \"/etc/",
              "must be a path below the data folder"},
        Wrong{kCartridge, "[cartridge]", "state = \"used\"", "state = \"rusty\"",
              "'rusty' is none of sealed, open, used, dropped"},
        Wrong{kCartridge, "[cartridge]", "state = \"used\"", "good = true\nstate = \"used\"",
              "unknown key 'good'"},
        Wrong{kCartridge, "[cartridge]", "state = \"used\"", "needle = 3\nstate = \"used\"",
              "unknown key 'needle'"},
        Wrong{kCartridge, "[cartridge]", "state = \"used\"",
              "bend = { value = 60, unit = \"deg\", source = \"x\", grade = \"P\" }\n"
              "state = \"dropped\"",
              "is 60.0 deg, must be 1.0 to 45.0"},
        Wrong{kCartridge, "[cartridge]", "state = \"used\"",
              "needle = 65\nstate = \"dropped\"\n"
              "bend = { value = 6, unit = \"deg\", source = \"x\", grade = \"P\" }",
              "must be 1.0 to 64.0"},
        Wrong{kLesson, "indication = ", "zone = \"cheek_medial\"", "zone = \"forehead\"",
              "zone 'forehead' is there twice"}));

TEST(LessonProblems, ACutFileNamesItselfOrIsWhole) {
    // only a list of rules, metrics or zones may end early
    test::expectCutFilesNameThemselves(
        "training", lesson::lintText, [](const std::string& path, std::size_t part) {
            return part > 1 && path.find("jurisdictions") == std::string::npos;
        });
}

TEST(LessonProblems, AListInPlaceOfATableIsTold) {
    const Status status = lesson::lintText("kind = \"protocol\"\nformat = 1\nid = \"x\"\n"
                                           "label = \"x\"\nversion = \"1\"\nrule = [1, 2]\n",
                                           "x.toml");
    ASSERT_FALSE(status);
    EXPECT_TRUE(holds(status.error().text, "x.toml:6: key 'rule': must hold tables only"));
}

TEST(LessonProblems, DeepNestingIsAnErrorNotACrash) {
    const std::string text = "kind = \"lesson\"\nx = " + std::string(20000, '[');
    EXPECT_FALSE(lesson::lintText(text, "deep.toml"));
}

TEST(LessonProblems, ABadCartridgeIsThatOfOnePen) {
    const std::string text = dataText(kLesson) + "\n[cartridge]\nstate = \"open\"\n";
    const Status status = lesson::lintText(text, kLesson);
    ASSERT_FALSE(status);
    EXPECT_TRUE(holds(status.error().text, "key 'state': is that of one cartridge: the lesson "
                                           "needs one pen, not 3"));
    EXPECT_TRUE(
        lesson::lintText(dataText(kLesson) + "\n[cartridge]\nstate = \"sealed\"\n", kLesson));
}

TEST(LessonProblems, ADroppedCartridgeSaysHowFarItsNeedleIsBent) {
    const Status status = lesson::lintText(
        changed(dataText(kCartridge), "[cartridge]", "\"used\"", "\"dropped\""), kCartridge);
    ASSERT_FALSE(status);
    EXPECT_TRUE(holds(status.error().text, "bend"));
}

} // namespace
