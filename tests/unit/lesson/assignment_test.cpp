#include "engine/scene/pad_scene.h"
#include "tests/support/data_text.h"
#include "training/lesson/lesson.h"

#include <gtest/gtest.h>

namespace {

using namespace stipple;
using test::dataText;
using test::holds;

/// Parts of the shipped exercise, to be changed by a test before they are joined.
struct Parts {
    lesson::Lesson lesson;
    lesson::Protocol protocol;
    lesson::Jurisdiction law;
    lesson::Rubric rubric;
    std::unique_ptr<sim::SimModel> model = std::make_unique<sim::SimModel>();

    [[nodiscard]] Result<lesson::Assignment> join() const {
        return lesson::assign(lesson, protocol, law, rubric, *model, 42);
    }
    [[nodiscard]] lesson::ZoneRule& rule(std::string_view zone) {
        for (lesson::ZoneRule& rule : protocol.rules) {
            if (rule.zone == zone && rule.indication == "rejuvenation") {
                return rule;
            }
        }
        ADD_FAILURE() << zone;
        return protocol.rules.front();
    }
};

template <class T> T taken(Result<T> result) {
    EXPECT_TRUE(result) << result.error().text;
    return result ? std::move(*result) : T{};
}

/// Zones 0 forehead, 1 medial cheek, 2 lower lid, 3 silicone; pens of 16, 12 and 36 needles.
Parts shipped() {
    Parts parts;
    const char* path = "training/lessons/pad_first_passes.toml";
    parts.lesson = taken(lesson::parseLesson(dataText(path), path));
    parts.protocol =
        taken(lesson::parseProtocol(dataText(parts.lesson.protocol), parts.lesson.protocol));
    parts.law = taken(
        lesson::parseJurisdiction(dataText(parts.lesson.jurisdiction), parts.lesson.jurisdiction));
    parts.rubric = taken(lesson::parseRubric(dataText(parts.lesson.rubric), parts.lesson.rubric));
    const auto tissues = taken(scene::parseTissues(dataText("scenes/tissues.toml"), "tissues"));
    for (const char* id : {"forehead", "cheek_medial", "lower_lid", "silicone"}) {
        parts.model->zones.push_back(tissues.at(id));
    }
    for (const std::string& pen : parts.lesson.pens) {
        parts.model->pens.push_back(taken(scene::parsePenDevice(dataText(pen), pen)));
    }
    return parts;
}

lesson::Jurisdiction law(const std::string& id) {
    const std::string path = "training/jurisdictions/" + id + ".toml";
    return taken(lesson::parseJurisdiction(dataText(path), path));
}

TEST(Assign, JoinsTheShippedExercise) {
    const Parts parts = shipped();
    const auto all = parts.join();
    ASSERT_TRUE(all) << all.error().text;
    ASSERT_EQ(all->targets.size(), 3U);
    EXPECT_EQ(all->contentHash, 42U);
    EXPECT_FLOAT_EQ(all->jurisdictionFace_m, 1.5e-3f);

    const lesson::ZoneTarget& forehead = all->targets[0];
    EXPECT_EQ(forehead.id, "forehead");
    EXPECT_EQ(forehead.zone, 0);
    EXPECT_FLOAT_EQ(forehead.depthMin_m, 0.25e-3f);
    EXPECT_FLOAT_EQ(forehead.depthMax_m, 0.5e-3f);
    EXPECT_FLOAT_EQ(forehead.target_m, 0.375e-3f);
    EXPECT_FLOAT_EQ(forehead.max_m, 1.0e-3f);
    EXPECT_EQ(forehead.maxBecause, "zone");
    EXPECT_EQ(forehead.passesMin, 2U);
    EXPECT_EQ(forehead.passesMax, 3U);
    // cheek: zone 1.5, law 1.5 and label 1.5 agree: the zone is named. Its pens are 16 and 12;
    // the label of 1.0 mm of the pen with 36 needles does not count, it does not fit the zone
    EXPECT_FLOAT_EQ(all->targets[1].max_m, 1.5e-3f);
    EXPECT_EQ(all->targets[2].id, "lower_lid");
    EXPECT_FLOAT_EQ(all->targets[2].max_m, 0.5e-3f);

    EXPECT_EQ(lesson::targetOf(*all, 1), &all->targets[1]);
    EXPECT_EQ(lesson::targetOf(*all, 3), nullptr);
    EXPECT_EQ(lesson::targetOf(*all, sim::kNoZone), nullptr);
}

TEST(Assign, ACeilingInsideTheRangeCutsItThere) {
    // 0.5 mm on the face: the cheek's 0.5 to 1.0 becomes 0.5 to 0.5, its target 0.75 becomes 0.5
    Parts parts = shipped();
    parts.law = law("uk_vtct_level4");
    const auto all = parts.join();
    ASSERT_TRUE(all) << all.error().text;
    EXPECT_FLOAT_EQ(all->targets[1].depthMax_m, 0.5e-3f);
    EXPECT_FLOAT_EQ(all->targets[1].target_m, 0.5e-3f);
    EXPECT_FLOAT_EQ(all->targets[1].max_m, 0.5e-3f);
    EXPECT_EQ(all->targets[1].maxBecause, "jurisdiction");
}

TEST(Assign, RefusesWhatTheLawForbids) {
    Parts parts = shipped();
    parts.law = law("california");
    const auto all = parts.join();
    ASSERT_FALSE(all);
    EXPECT_TRUE(holds(all.error().text, "zone 'forehead'"));
    EXPECT_TRUE(holds(all.error().text,
                      "the maximum of the jurisdiction is 0.0 mm, the protocol begins at 0.25 mm"));
}

TEST(Assign, RefusesDepthsBetweenTheDialsSteps) {
    // 0.61 to 0.69 mm lies between 0.6 and 0.7, and between 0.5 and 0.75
    Parts parts = shipped();
    parts.rule("cheek_medial").depth_mm.min = 0.61;
    parts.rule("cheek_medial").depth_mm.max = 0.69;
    const auto all = parts.join();
    ASSERT_FALSE(all);
    EXPECT_TRUE(holds(all.error().text, "no pen of the lesson can treat zone 'cheek_medial'"));
    EXPECT_TRUE(holds(all.error().text,
                      "pen_16: the dial has no step from 0.61 to 0.69 mm (it goes from 0.2 to 2.5 "
                      "mm in steps of 0.1 mm)"));
    EXPECT_TRUE(holds(all.error().text, "pen_12: the dial has no step"));
    // 0.6 is a step, although 0.2 + 4 * 0.1 is not exactly 0.6 in binary
    parts.rule("cheek_medial").depth_mm.min = 0.6;
    EXPECT_TRUE(parts.join());
}

TEST(Assign, RefusesPensThatDoNotFit) {
    Parts parts = shipped();
    // only the pen with 12 needles suits the lower lid
    parts.model->pens.erase(parts.model->pens.begin() + 1);
    EXPECT_TRUE(
        holds(parts.join().error().text, "pen_16: it has 16 needles, the protocol wants 6 to 12"));
    parts = shipped();
    parts.rule("forehead").strokeRate_Hz.min = 40.0;
    parts.rule("forehead").strokeRate_Hz.max = 60.0;
    EXPECT_TRUE(holds(parts.join().error().text, "pen_16: it has no stroke rate from 40 to 60 Hz"));
    parts = shipped();
    parts.model->pens.clear();
    EXPECT_TRUE(holds(parts.join().error().text, "names no pen"));
}

TEST(Assign, RefusesZonesThatAreNotThere) {
    Parts parts = shipped();
    parts.lesson.zones[0].zone = "chin";
    EXPECT_TRUE(holds(parts.join().error().text, "zone 'chin' is not in the scene"));
    parts = shipped();
    parts.lesson.zones[0].zone = "silicone";
    EXPECT_TRUE(holds(parts.join().error().text, "not a zone that may be treated"));
    parts = shipped();
    parts.lesson.zones[2].indication = "scar";
    EXPECT_TRUE(
        holds(parts.join().error().text, "has no rule for zone 'lower_lid' and indication 'scar'"));
}

TEST(Assign, RefusesAStartThatThePenCannotHave) {
    Parts parts = shipped();
    parts.lesson.startNeedle_um = 250;
    EXPECT_TRUE(holds(parts.join().error().text, "start_needle_mm 0.25 is not a step"));
    parts.lesson.startNeedle_um = 600;
    EXPECT_TRUE(holds(parts.join().error().text,
                      "start_needle_mm 0.6 is above the maximum 0.5 mm of zone 'lower_lid'"));
    parts.lesson.startNeedle_um = 200;
    parts.lesson.startStrokeRate_dHz = 800;
    EXPECT_TRUE(holds(parts.join().error().text, "start_stroke_rate_Hz 80.0 is no setting"));
    parts.lesson.startStrokeRate_dHz = 0;
    EXPECT_TRUE(parts.join());
}

TEST(Assign, RefusesABendThatThePenCannotHave) {
    Parts parts = shipped();
    parts.lesson.cartridge =
        sim::CartridgeStart{sim::CartridgeOrigin::Dropped, 0.3f, /*needle=*/16};
    EXPECT_TRUE(holds(parts.join().error().text, "needle 17 of the cartridge is bent, the pen "
                                                 "'pen_16' has 16"));
    parts.lesson.cartridge->needle = 15;
    EXPECT_TRUE(parts.join());
    parts.lesson.cartridge->needle = sim::kNone; // the seed decides
    EXPECT_TRUE(parts.join());
}

} // namespace
