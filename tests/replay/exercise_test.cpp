#include "tests/replay/scripted_attempt.h"

#include "engine/sim/pen_contact.h"
#include "engine/sim/plate_model.h"
#include "training/attempt/rescore.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <unistd.h>

namespace stipple::test {
namespace {

constexpr const char* kLesson = "training/lessons/pad_first_passes.toml";

const app::Exercise& pad() {
    static const app::Exercise exercise = loadPad();
    return exercise;
}

TEST(Exercise, IsTheSameFromTheFilesThatItCarries) {
    auto again = app::loadExercise(pad().files, kLesson);
    ASSERT_TRUE(again.ok()) << again.error().text;
    EXPECT_EQ(again->model->contentHash, pad().model->contentHash);
    EXPECT_EQ(again->assignment.contentHash, pad().assignment.contentHash);
    EXPECT_EQ(again->files.size(), pad().files.size());
    EXPECT_EQ(pad().files.front().path, kLesson);
}

TEST(Exercise, HashFollowsEveryFile) {
    for (std::size_t i = 0; i < pad().files.size(); ++i) {
        auto files = pad().files;
        files[i].text += "\n# a comment\n";
        const auto changed = app::loadExercise(files, kLesson);
        ASSERT_TRUE(changed.ok()) << changed.error().text;
        EXPECT_NE(changed->assignment.contentHash, pad().assignment.contentHash) << files[i].path;
    }
}

TEST(Exercise, SaysWhichFileIsMissingOrBroken) {
    auto files = pad().files;
    const std::string last = files.back().path;
    files.pop_back();
    const auto missing = app::loadExercise(files, kLesson);
    ASSERT_FALSE(missing.ok());
    EXPECT_NE(missing.error().text.find(last), std::string::npos) << missing.error().text;

    auto broken = pad().files;
    broken.back().text += "\nno_such_key = 1\n";
    const auto refused = app::loadExercise(broken, kLesson);
    ASSERT_FALSE(refused.ok());
    EXPECT_NE(refused.error().text.find(last), std::string::npos) << refused.error().text;

    const auto nowhere = app::loadExercise("/no/such/folder", kLesson);
    ASSERT_FALSE(nowhere.ok());
    EXPECT_NE(nowhere.error().text.find("/no/such/folder"), std::string::npos);
}

TEST(WorkSurface, AsksForSettingsThatTheLessonPermits) {
    const input::WorkSurface surface = app::workSurfaceOf(pad());
    ASSERT_EQ(surface.patches.size(), 3U);
    EXPECT_EQ(surface.pens.size(), 3U);
    for (std::size_t i = 0; i < surface.patches.size(); ++i) {
        const input::WorkPatch& patch = surface.patches[i];
        const lesson::ZoneTarget& target = pad().assignment.targets[i];
        EXPECT_EQ(patch.zone, target.id);
        EXPECT_GE(patch.needle_um, patch.needleLow_um) << patch.zone;
        EXPECT_LE(patch.needle_um, patch.needleHigh_um) << patch.zone;
        EXPECT_GE(patch.strokeRate_dHz, patch.rateLow_dHz) << patch.zone;
        EXPECT_LE(patch.strokeRate_dHz, patch.rateHigh_dHz) << patch.zone;
        EXPECT_GE(patch.passes, target.passesMin) << patch.zone;
        EXPECT_LE(patch.passes, target.passesMax) << patch.zone;
    }
    // the lower lid asks for at most 12 needles: the second pen of the lesson
    EXPECT_EQ(surface.patches[0].pen, 0);
    EXPECT_EQ(surface.patches[2].pen, 1);
    EXPECT_EQ(surface.unsuitablePen, 2);
}

TEST(WorkSurface, SeatsThePlateWithTheForceThatWasAskedFor) {
    const input::WorkSurface surface = app::workSurfaceOf(pad());
    for (const input::WorkPatch& patch : surface.patches) {
        const glm::vec3 place_m = patch.at({0.0f, 0.0f}).position_m;
        const sim::PenDevice& pen = pad().model->pens[patch.pen];
        const std::uint32_t cell =
            sim::cellAt(pad().model->cells, {place_m.x / pad().pad->size_m.x + 0.5f,
                                             place_m.z / pad().pad->size_m.y + 0.5f});
        for (const float sinTilt : {0.0f, 0.34202f}) { // upright, and 20 degrees
            const float tilt_rad = sinTilt > 0.0f ? 0.349066f : 0.0f;
            const float height_m = surface.seatHeight_m(place_m, patch.pen, 1.0f, tilt_rad);
            const sim::PlateReading reading =
                sim::readPlate(pad().model->plates,
                               sim::plateSite(*pad().model, pen, cell, {0.15f, patch.pull_deg}),
                               sim::platePose(pen, height_m, sinTilt, 0.0f));
            EXPECT_NEAR(reading.force_N, 1.0, 0.02) << patch.zone << " " << sinTilt;
        }
    }
}

TEST(WholeAttempt, RecordsReadsBackAndRescoresFromItsOwnFiles) {
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("stipple_whole_" + std::to_string(getpid()) + ".stipple"))
                                 .string();
    auto pen = input::makeScriptedPen("novice", 2, app::workSurfaceOf(pad()));
    ASSERT_TRUE(pen.ok());
    recording::AttemptHeader header;
    header.coreVersion = sim::kCoreVersion;
    header.seed = 2;
    header.lessonPath = kLesson;
    header.input = (*pen)->traits();
    header.files = pad().files;
    auto writer = recording::AttemptWriter::create(path, header);
    ASSERT_TRUE(writer.ok()) << writer.error().text;
    attempt::Attempt attempt(*pad().model,
                             scoring::makeScoreRules(pad().assignment, *pad().model, header.input),
                             2, std::move(writer).value());
    for (std::uint32_t tick = 0; tick < 60U * kTickRate_Hz; ++tick) {
        ASSERT_TRUE(attempt.tick((*pen)->sample(tick)).ok());
    }
    const auto score = attempt.finish(0, std::nullopt);
    ASSERT_TRUE(score.ok());

    const auto record = recording::readAttempt(path);
    std::filesystem::remove(path);
    ASSERT_TRUE(record.ok()) << record.error().text;
    const auto exercise = app::loadExercise(record->header.files, record->header.lessonPath);
    ASSERT_TRUE(exercise.ok()) << exercise.error().text;
    const attempt::Rescored again = attempt::rescore(
        *exercise->model,
        scoring::makeScoreRules(exercise->assignment, *exercise->model, record->header.input),
        *record);
    EXPECT_TRUE(again.matches) << again.finding;
    EXPECT_EQ(scoring::scoreHash(again.score), scoring::scoreHash(*score));
}

} // namespace
} // namespace stipple::test
