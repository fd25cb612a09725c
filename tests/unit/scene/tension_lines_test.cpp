#include "engine/scene/pad_scene.h"
#include "engine/sim/skin_pull.h"
#include "tests/unit/scene/built_patient.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

namespace {

using namespace stipple;
using test::changed;
using test::dataText;
using test::holds;

constexpr const char* kHand = R"(kind = "anatomy"
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
lines = { run = "parallel", of = ["top", "side"], source = "made up", grade = "GK" }
[[region.ring]]
through = ["top", "side", "low"]
sides = "across"
)";

std::string problemOf(const std::string& from, const std::string& to) {
    const auto parsed = scene::parseAnatomy(changed(kHand, "lines", from, to), "a.toml");
    EXPECT_FALSE(parsed) << to;
    return parsed ? "" : parsed.error().text;
}

TEST(TensionLines, AreRead) {
    const auto anatomy = scene::parseAnatomy(kHand, "a.toml");
    ASSERT_TRUE(anatomy) << anatomy.error().text;
    const scene::TensionLines& lines = anatomy->regions[0].lines;
    EXPECT_EQ(lines.run, scene::TensionLines::Run::Parallel);
    EXPECT_EQ(lines.of, (std::vector<std::string>{"top", "side"}));
    EXPECT_EQ(lines.grade, "GK");
}

TEST(TensionLines, ProblemsAreNamedWithTheirLine) {
    EXPECT_TRUE(holds(problemOf("parallel", "sideways"),
                      "a.toml:20: key 'run': 'sideways' is none of across, along, parallel, "
                      "around, away"));
    EXPECT_TRUE(holds(problemOf("\"side\"", "\"edge\""), "unknown landmark 'edge'"));
    EXPECT_TRUE(holds(problemOf("[\"top\", \"side\"]", "[\"top\"]"), "must name 2 landmarks"));
    EXPECT_TRUE(holds(problemOf("\"GK\"", "\"X\""), "grade 'X'"));
    EXPECT_TRUE(holds(problemOf("\"parallel\"", "\"across\""), "unknown key 'of'"));
}

TEST(TensionLines, OfAPadAreThoseOfItsPatches) {
    const char* path = "scenes/practice_pad.toml";
    const auto pad = scene::parsePadScene(dataText(path), path);
    ASSERT_TRUE(pad) << pad.error().text;
    EXPECT_EQ(pad->patches[0].lines_deg, sim::kAcrossSkin_deg); // 0 degrees, and so 180
    EXPECT_EQ(pad->patches[1].lines_deg, 70);
    const auto wrong = scene::parsePadScene(
        changed(dataText(path), "Medial cheek", "value = 70", "value = 190"), path);
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(holds(wrong.error().text, "is 190.0 deg, must be 0.0 to 180.0"));

    const auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    const auto needling = scene::parseNeedling(dataText("scenes/needling.toml"), "needling.toml");
    ASSERT_TRUE(tissues && needling);
    const auto model = scene::buildPadModel(*pad, *tissues, *needling, test::onePen());
    ASSERT_TRUE(model) << model.error().text;
    const sim::SkinCells& cells = (*model)->cells;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const std::uint8_t zone = cells.zone[cell];
        const std::uint8_t wanted = zone < 3 ? pad->patches[zone].lines_deg : sim::kNoDirection;
        ASSERT_EQ(sim::linesAt_deg(cells, cell), wanted);
    }
}

/// A face with the shipped anatomy; null where nobody made the people.
const scene::PatientModel* face() {
    static constexpr const char* kPeople = ".build/patients/people.stipple-people";
    static constexpr const char* kPatient = "scenes/patients/woman_34_fine_lines.toml";
    static const std::unique_ptr<scene::PatientModel> built =
        []() -> std::unique_ptr<scene::PatientModel> {
        if (!std::filesystem::exists(test::dataRoot() / kPeople)) {
            return nullptr;
        }
        const auto people = scene::parsePeopleAsset(dataText(kPeople), kPeople);
        const auto patient = scene::parsePatient(dataText(kPatient), kPatient);
        EXPECT_TRUE(people && patient);
        auto model = test::build(*patient, *people, dataText(patient->anatomy));
        EXPECT_TRUE(model) << model.error().text;
        return std::make_unique<scene::PatientModel>(std::move(*model));
    }();
    return built.get();
}

/// Mean direction of a zone's cells for which `counts`, in degrees from 0 to 180: half of the mean
/// of twice the angles.
template <class Counts>
double meanLines_deg(const sim::SimModel& model, const char* zone, Counts counts) {
    const sim::SkinCells& cells = model.cells;
    double cosine = 0.0, sine = 0.0;
    std::size_t found = 0;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] >= model.zones.size() || model.zones[cells.zone[cell]].id != zone ||
            !counts(cells.position_m[cell])) {
            continue;
        }
        const double twice = 2.0 * 3.14159265358979 / 180.0 * sim::linesAt_deg(cells, cell);
        EXPECT_NE(sim::linesAt_deg(cells, cell), sim::kNoDirection);
        cosine += std::cos(twice);
        sine += std::sin(twice);
        ++found;
    }
    EXPECT_GT(found, 100U) << zone;
    const double mean = 90.0 / 3.14159265358979 * std::atan2(sine, cosine);
    return mean < 0.0 ? mean + 180.0 : mean;
}

constexpr auto kLeft = [](const glm::vec3& at) { return at.x > 0.005F; };
constexpr auto kRight = [](const glm::vec3& at) { return at.x < -0.005F; };
constexpr auto kMiddle = [](const glm::vec3& at) { return at.x > -0.004F && at.x < 0.004F; };

double offAcross_deg(double direction_deg) {
    return std::min(direction_deg, 180.0 - direction_deg);
}

TEST(TensionLines, OnAFaceRunAsAnatomyHasThem) {
    if (face() == nullptr) {
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
    }
    const sim::SimModel& model = *face()->model;
    EXPECT_NEAR(offAcross_deg(meanLines_deg(model, "forehead", kMiddle)), 0.0, 0.5);
    EXPECT_NEAR(meanLines_deg(model, "glabella", kMiddle), 90.0, 0.5);
    EXPECT_NEAR(offAcross_deg(meanLines_deg(model, "nose_dorsum", kMiddle)), 0.0, 0.5);
    // upright above the middle of the mouth
    EXPECT_NEAR(meanLines_deg(model, "upper_lip", kMiddle), 90.0, 10.0);
    // along the fold from nose to mouth: 12 mm outwards on 33 mm down, about 70 degrees on the left
    EXPECT_NEAR(meanLines_deg(model, "cheek_medial", kLeft), 70.0, 12.0);
    // below the eye level, beside it too: the lid's own ring and the crow's feet's rays
    EXPECT_LT(offAcross_deg(meanLines_deg(model, "lower_lid", kLeft)), 25.0);
    EXPECT_LT(offAcross_deg(meanLines_deg(model, "crows_feet", kLeft)), 25.0);
}

TEST(TensionLines, OfTheTwoSidesAreMirrored) {
    if (face() == nullptr) {
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
    }
    const sim::SimModel& model = *face()->model;
    for (const char* zone : {"cheek_medial", "cheek_lateral", "jawline", "temple", "zygoma",
                             "lower_lid", "crows_feet", "upper_lip"}) {
        const double left_deg = meanLines_deg(model, zone, kLeft);
        const double right_deg = meanLines_deg(model, zone, kRight);
        double apart_deg = std::abs(180.0 - left_deg - right_deg);
        apart_deg = std::min(apart_deg, 180.0 - apart_deg);
        EXPECT_LT(apart_deg, 3.0) << zone << ": " << left_deg << " and " << right_deg;
    }
}

TEST(TensionLines, AreKnownOnAllTreatedSkin) {
    if (face() == nullptr) {
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
    }
    const sim::SimModel& model = *face()->model;
    std::size_t unknown = 0, all = 0;
    for (std::uint32_t cell = 0; cell < sim::cellCount(model.cells); ++cell) {
        const std::uint8_t zone = model.cells.zone[cell];
        if (zone < model.zones.size() && model.zones[zone].treatable) {
            unknown += sim::linesAt_deg(model.cells, cell) == sim::kNoDirection ? 1U : 0U;
            ++all;
        }
    }
    EXPECT_GT(all, 100000U);
    EXPECT_EQ(unknown, 0U);
}

} // namespace
