#include "engine/scene/pad_scene.h"
#include "tests/support/data_text.h"
#include "training/lesson/lesson.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace stipple;
using test::changed;
using test::dataText;
using test::holds;

constexpr const char* kLesson = "training/lessons/pad_roller.toml";

template <class T> T taken(Result<T> result) {
    EXPECT_TRUE(result) << result.error().text;
    return result ? std::move(*result) : T{};
}

Result<lesson::Assignment> joined(const std::vector<std::string>& pens, const std::string& protocol,
                                  const std::string& instead = {}) {
    lesson::Lesson lesson = taken(lesson::parseLesson(dataText(kLesson), kLesson));
    sim::SimModel model;
    const auto tissues = taken(scene::parseTissues(dataText("scenes/tissues.toml"), "tissues"));
    for (const char* id : {"forehead", "cheek_medial"}) {
        model.zones.push_back(tissues.at(id));
    }
    for (const std::string& pen : pens) {
        model.pens.push_back(taken(scene::parsePenDevice(dataText(pen), pen)));
    }
    lesson::Protocol rules =
        taken(lesson::parseProtocol(instead.empty() ? dataText(protocol) : instead, protocol));
    lesson::Jurisdiction law =
        taken(lesson::parseJurisdiction(dataText(lesson.jurisdiction), lesson.jurisdiction));
    lesson::Rubric rubric = taken(lesson::parseRubric(dataText(lesson.rubric), lesson.rubric));
    return lesson::assign(std::move(lesson), std::move(rules), std::move(law), std::move(rubric),
                          model, 1);
}

TEST(RollerLesson, JoinsWithItsRoller) {
    const auto all =
        joined({"scenes/devices/roller_05.toml"}, "training/protocols/roller_default.toml");
    ASSERT_TRUE(all) << all.error().text;
    ASSERT_EQ(all->targets.size(), 2U);
    for (const lesson::ZoneTarget& target : all->targets) {
        EXPECT_EQ(target.rateMax_Hz, 0.0f) << "no stroke rate is asked for";
        EXPECT_EQ(target.needlesMin, 192U);
        EXPECT_LE(target.target_m, 0.7f * 0.5e-3f) << "delivered, not the length";
    }
}

TEST(RollerLesson, NeitherPenForARollersRuleNorRollerForAPens) {
    const auto pen =
        joined({"scenes/devices/pen_16.toml"}, "training/protocols/roller_default.toml");
    ASSERT_FALSE(pen);
    EXPECT_TRUE(holds(pen.error().text, "no pen of the lesson can treat")) << pen.error().text;
    const auto roller =
        joined({"scenes/devices/roller_05.toml"}, "training/protocols/training_default.toml");
    ASSERT_FALSE(roller);
    EXPECT_TRUE(holds(roller.error().text, "needles")) << roller.error().text;
    // the same needles in a rule that asks for a stroke rate
    const std::string path = "training/protocols/roller_default.toml";
    const auto rated =
        joined({"scenes/devices/roller_05.toml"}, path,
               changed(dataText(path), "[[rule]]", "stroke_rate = { min = 0, max = 0",
                       "stroke_rate = { min = 90, max = 120"));
    ASSERT_FALSE(rated);
    EXPECT_TRUE(holds(rated.error().text, "no stroke rate from 90")) << rated.error().text;
    // a roller whose needles are longer than the rule permits
    const auto longer =
        joined({"scenes/devices/roller_15.toml"}, "training/protocols/roller_default.toml");
    ASSERT_FALSE(longer);
    EXPECT_TRUE(holds(longer.error().text, "the dial has no step")) << longer.error().text;
}

TEST(RollerLesson, RubricCountsHolesAndNoGlideSpeed) {
    const char* path = "training/rubrics/roller_rubric.toml";
    const lesson::Rubric rubric = taken(lesson::parseRubric(dataText(path), path));
    const auto has = [&](std::string_view key) {
        return std::any_of(rubric.metrics.begin(), rubric.metrics.end(),
                           [&](const lesson::MetricRule& rule) { return rule.key == key; });
    };
    EXPECT_TRUE(has("hole_density"));
    EXPECT_TRUE(has("drag"));
    EXPECT_TRUE(has("lift_at_turns"));
    EXPECT_FALSE(has("glide_speed"));
    EXPECT_EQ(rubric.directionsWanted, 4.0);
    EXPECT_LT(rubric.holesMin_perCm2, 250.0); // S103
    EXPECT_GT(rubric.holesMax_perCm2, 250.0);
    // holes without a range cannot be judged
    const std::string text = dataText(path);
    const std::size_t from = text.find("holes = {");
    std::string without = text;
    without.erase(from, text.find('\n', from) - from);
    const auto refused = lesson::parseRubric(without, path);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(holds(refused.error().text, "needs the range 'holes'")) << refused.error().text;
}

TEST(RollerLesson, AStrokeRateIsNoneOrOneThatAPenCanHave) {
    const char* path = "training/protocols/roller_default.toml";
    const auto refused = lesson::parseProtocol(changed(dataText(path), "[[rule]]",
                                                       "stroke_rate = { min = 0, max = 0",
                                                       "stroke_rate = { min = 0, max = 90"),
                                               path);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(holds(refused.error().text, "or 0 to 0 for rollers")) << refused.error().text;
}

} // namespace
