#include "engine/scene/patient.h"
#include "tests/support/data_text.h"
#include "training/lesson/lesson.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace {

using namespace stipple;
using test::dataText;
using test::holds;

template <class T> T taken(Result<T> result) {
    EXPECT_TRUE(result) << result.error().text;
    return result ? std::move(*result) : T{};
}

/// The lessons whose scene is a patient.
std::vector<std::string> patientLessons() {
    std::vector<std::string> paths;
    for (const std::string& path : test::dataFiles({"training/lessons"})) {
        const auto lesson = lesson::parseLesson(dataText(path), path);
        if (lesson && lesson->scene.rfind("scenes/patients/", 0) == 0) {
            paths.push_back(path);
        }
    }
    return paths;
}

/// A lesson with all that it names but the body, as lint sees it where the people are not there.
struct Joined {
    lesson::Lesson lesson;
    scene::Patient patient;
    scene::Anatomy anatomy;
    sim::SimModel model;

    explicit Joined(lesson::Lesson from) : lesson(std::move(from)) {
        patient = taken(scene::parsePatient(dataText(lesson.scene), lesson.scene));
        anatomy = taken(scene::parseAnatomy(dataText(patient.anatomy), patient.anatomy));
        const auto tissues =
            taken(scene::parseTissuesOf(patient, dataText(patient.tissues), patient.tissues));
        model.zones = taken(scene::patientZones(anatomy, tissues));
        for (const std::string& pen : lesson.pens) {
            model.pens.push_back(taken(scene::parsePenDevice(dataText(pen), pen)));
        }
    }

    [[nodiscard]] Result<lesson::Assignment> join() const {
        return lesson::assign(
            lesson, taken(lesson::parseProtocol(dataText(lesson.protocol), lesson.protocol)),
            taken(lesson::parseJurisdiction(dataText(lesson.jurisdiction), lesson.jurisdiction)),
            taken(lesson::parseRubric(dataText(lesson.rubric), lesson.rubric)), model, 1);
    }
};

lesson::Lesson lessonAt(const std::string& path) {
    return taken(lesson::parseLesson(dataText(path), path));
}

TEST(FaceLessons, EachJoinsWithItsPatient) {
    const auto paths = patientLessons();
    EXPECT_GE(paths.size(), 9U);
    for (const std::string& path : paths) {
        const Joined joined(lessonAt(path));
        const auto assignment = joined.join();
        ASSERT_TRUE(assignment) << path << ": " << assignment.error().text;
        EXPECT_EQ(assignment->targets.size(), joined.lesson.zones.size());
        EXPECT_GE(joined.lesson.instructions.size(), 5U);
        EXPECT_LE(joined.lesson.timeLimit_s, 1200.0);
        for (const lesson::ZoneTarget& target : assignment->targets) {
            // the law leaves the whole range of the protocol
            EXPECT_TRUE(target.depthMax_m <= target.max_m) << path << " " << target.id;
            EXPECT_NE(target.maxBecause, "device") << path << " " << target.id;
            EXPECT_TRUE(target.target_m >= target.depthMin_m) << path << " " << target.id;
        }
    }
}

TEST(FaceLessons, TheLawLeavesTheProtocolsRange) {
    // otherwise the lesson teaches a depth that may not be set where it takes place
    for (const std::string& path : patientLessons()) {
        const Joined joined(lessonAt(path));
        const auto assignment = joined.join();
        ASSERT_TRUE(assignment) << path << ": " << assignment.error().text;
        for (const lesson::ZoneTarget& target : assignment->targets) {
            const lesson::ZoneRule* rule =
                lesson::findRule(assignment->protocol, target.id, target.indication);
            ASSERT_NE(rule, nullptr);
            EXPECT_NEAR(static_cast<double>(target.depthMax_m) * 1e3, rule->depth_mm.max, 1e-6)
                << path << " " << target.id;
        }
    }
}

TEST(FaceLessons, TheWholeFaceIsTwelveMinutesAndEndsAtTheEyes) {
    const lesson::Lesson whole = lessonAt("training/lessons/face_full.toml");
    EXPECT_EQ(whole.timeLimit_s, 720.0);
    EXPECT_EQ(whole.zones.size(), 13U);
    EXPECT_EQ(whole.zones.back().zone, "lower_lid");
    EXPECT_EQ(whole.zones.front().zone, "cheek_lateral");
}

TEST(FaceLessons, TheNoseIsStampedAndNothingElse) {
    for (const std::string& path : patientLessons()) {
        const auto assignment = Joined(lessonAt(path)).join();
        ASSERT_TRUE(assignment) << path << ": " << assignment.error().text;
        for (const lesson::ZoneTarget& target : assignment->targets) {
            EXPECT_EQ(target.stamping, target.id.starts_with("nose")) << path << " " << target.id;
        }
    }
}

TEST(FaceLessons, AZoneThatTheAnatomyDoesNotHaveIsTold) {
    lesson::Lesson lesson = lessonAt("training/lessons/face_neck.toml");
    lesson.zones[0].zone = "thigh";
    const auto assignment = Joined(lesson).join();
    ASSERT_FALSE(assignment);
    EXPECT_TRUE(holds(assignment.error().text, "zone 'thigh' is not in the scene"));
    EXPECT_TRUE(holds(assignment.error().text, lesson.scene));
}

TEST(FaceLessons, ANoGoAreaCannotBeALessonsZone) {
    lesson::Lesson lesson = lessonAt("training/lessons/face_eyes.toml");
    lesson.zones[0].zone = "orbit";
    const auto assignment = Joined(lesson).join();
    ASSERT_FALSE(assignment);
    EXPECT_TRUE(holds(assignment.error().text, "'orbit' is not a zone that may be treated"));
}

TEST(FaceLessons, NobodyIsTreatedOnADayThatForbidsIt) {
    // an absolute contraindication that is not only local sends the person home
    for (const std::string& path : patientLessons()) {
        const Joined joined(lessonAt(path));
        for (const scene::HistoryItem& item : joined.patient.history) {
            EXPECT_TRUE(item.bearing != "absolute" || holds(item.source, "in the area"))
                << path << ": " << item.answer;
        }
    }
}

TEST(FaceRubric, WatchesNoGoAreasAndLesionsAndElseEqualsThePad) {
    const auto face =
        taken(lesson::parseRubric(dataText("training/rubrics/face_rubric.toml"), "f"));
    const auto pad = taken(lesson::parseRubric(dataText("training/rubrics/pad_rubric.toml"), "p"));
    ASSERT_EQ(face.criticals.size(), pad.criticals.size() + 2);
    EXPECT_EQ(face.criticals[0].id, "X1");
    EXPECT_EQ(face.criticals[0].key, "no_go");
    EXPECT_EQ(face.criticals[0].amount, 0.2);
    EXPECT_EQ(face.criticals[1].id, "X2");
    EXPECT_EQ(face.criticals[1].key, "lesion");
    EXPECT_EQ(face.criticals[1].amount, 0.0);
    ASSERT_EQ(face.metrics.size(), pad.metrics.size());
    for (std::size_t i = 0; i < pad.metrics.size(); ++i) {
        EXPECT_EQ(face.metrics[i].key, pad.metrics[i].key);
        EXPECT_EQ(face.metrics[i].points, pad.metrics[i].points);
    }
}

} // namespace
