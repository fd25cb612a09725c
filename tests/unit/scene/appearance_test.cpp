#include "engine/scene/appearance_canvas.h"
#include "engine/scene/skin_appearance.h"
#include "engine/sim/skin_walk.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::scene {
namespace {

constexpr std::uint32_t kSide = 100; // texels
constexpr float kTexel_m = 0.0004f;  // 40 x 40 mm of flat skin
constexpr float kHalf_m = 0.5f * kTexel_m * kSide;

/// A flat square in the plane y = 0 of which the left half is forehead and the right half lips.
struct FlatPerson {
    Patient patient;
    PatientModel model;
    Anatomy anatomy;
    BodyPart part;
};

void addCells(FlatPerson& person) {
    sim::SkinCells& cells = person.model.model->cells;
    cells.width = cells.height = kSide;
    cells.spacing_m = kTexel_m;
    cells.area_m2 = kTexel_m * kTexel_m;
    person.part.cells.width = person.part.cells.height = kSide;
    for (std::uint32_t k = 0; k < kSide * kSide; ++k) {
        const float u = (static_cast<float>(k % kSide) + 0.5f) / kSide;
        const float v = (static_cast<float>(k / kSide) + 0.5f) / kSide;
        const bool lips = u > 0.5f;
        cells.zone.push_back(lips ? 1 : 0);
        cells.position_m.emplace_back(2.0f * kHalf_m * u - kHalf_m, 0.0f,
                                      2.0f * kHalf_m * v - kHalf_m);
        cells.normal.emplace_back(0.0f, 1.0f, 0.0f);
        cells.source.push_back(k);
        person.model.painted.region.push_back(lips ? 1 : 0);
        // corners 0 (u, v = 0), 1 (v = 1), 2 (u = v = 1), 3 (u = 1)
        const bool first = u <= v;
        person.part.cells.triangle.push_back(first ? 0 : 1);
        const auto code = [](float share) {
            return static_cast<std::uint16_t>(share * 65535.0f + 0.5f);
        };
        // triangle 0 is (0, 1, 2) and triangle 1 is (0, 2, 3)
        person.part.cells.barycentric.push_back({code(first ? v - u : v), code(first ? u : u - v)});
        person.part.cells.source.push_back(k);
    }
}

FlatPerson flatPerson() {
    FlatPerson person;
    person.patient.id = "flat";
    person.patient.age_y = 30;
    person.patient.fitzpatrick = 3;
    person.patient.tone = {.melanin = 0.05f, .haemoglobin = 0.02f, .tan = 0.0f, .oil = 0.5f};
    person.model.model = std::make_unique<sim::SimModel>();
    for (const char* id : {"forehead", "vermilion"}) {
        AnatomyRegion region;
        region.id = id;
        person.anatomy.regions.push_back(region);
        sim::SkinZone zone;
        zone.id = id;
        person.model.model->zones.push_back(zone);
    }
    sim::SkinMesh& mesh = person.model.model->mesh;
    mesh.uv = {{0.0f, 0.0f}, {0.0f, 1.0f}, {1.0f, 1.0f}, {1.0f, 0.0f}};
    mesh.triangles = {{0, 1, 2}, {0, 2, 3}};
    for (const glm::vec2& uv : mesh.uv) {
        mesh.positions_m.emplace_back(2.0f * kHalf_m * uv.x - kHalf_m, 0.0f,
                                      2.0f * kHalf_m * uv.y - kHalf_m);
        mesh.normals.emplace_back(0.0f, 1.0f, 0.0f);
    }
    sim::linkNeighbours(mesh);
    BodySurface& skin = person.part.skin;
    skin.stencilFirst = {0, 1, 2, 3, 4};
    skin.stencilCage = {0, 1, 2, 3};
    skin.stencilWeight = {1.0f, 1.0f, 1.0f, 1.0f};
    skin.point = {0, 1, 2, 3};
    skin.atlas = mesh.uv;
    skin.triangles = mesh.triangles;
    addCells(person);
    person.model.model->grid = sim::buildCellGrid(person.model.model->cells, 0.004f);
    return person;
}

void addSpot(FlatPerson& person, LesionKind kind, const glm::vec3& at_m, float radius_m) {
    Lesion lesion;
    lesion.kind = kind;
    lesion.radius_mm = radius_m * 1e3f;
    person.patient.lesions.push_back(lesion);
    const auto number = static_cast<std::uint32_t>(person.patient.lesions.size() - 1);
    person.model.spots.push_back({number, {}, at_m, {0.0f, 1.0f, 0.0f}, radius_m});
}

std::size_t cellNear(float x_m, float z_m) {
    const auto index = [](float place_m) {
        return static_cast<std::size_t>((place_m + kHalf_m) / kTexel_m);
    };
    return index(z_m) * kSide + index(x_m);
}

SkinAppearance painted(const FlatPerson& person) {
    Result<SkinAppearance> look =
        paintAppearance(person.patient, person.model, person.anatomy, person.part);
    EXPECT_TRUE(look) << (look ? "" : look.error().text);
    return look ? std::move(look).value() : SkinAppearance{};
}

/// Mean of a byte of the pigment over a square of 4 mm around a place.
double meanOf(const SkinAppearance& look, std::size_t byte, float x_m, float z_m) {
    double sum = 0.0;
    for (int row = -5; row < 5; ++row) {
        for (int column = -5; column < 5; ++column) {
            sum += look.pigment[4 * cellNear(x_m + kTexel_m * static_cast<float>(column),
                                             z_m + kTexel_m * static_cast<float>(row)) +
                                byte];
        }
    }
    return sum / 100.0;
}

TEST(Appearance, NoiseIsSmoothAndStaysBetweenMinusOneAndOne) {
    float before = noiseAt({0.0f, 0.0f, 0.0f}, 0.01f, 1);
    float widest = 0.0f;
    for (int i = 1; i < 4000; ++i) {
        const float now =
            noiseAt({1e-4f * static_cast<float>(i) - 0.2f, 0.013f, -0.007f}, 0.01f, 1);
        EXPECT_GE(now, -1.0f);
        EXPECT_LE(now, 1.0f);
        if (i > 1) {
            // a hundredth of the pitch: the steepest rise is 2 x 1.5 per pitch
            EXPECT_LE(std::fabs(now - before), 0.031f) << i;
        }
        widest = std::max(widest, std::fabs(now));
        before = now;
    }
    EXPECT_GT(widest, 0.5f); // it does vary
}

TEST(Appearance, SoftWeightsAreTheTableInsideAndSlideAcrossABorder) {
    const FlatPerson person = flatPerson();
    std::vector<SoftWeights::Channels> ofZone(2);
    ofZone[0][kBloodChannel] = 1.0f;
    ofZone[1][kBloodChannel] = 3.0f;
    const SoftWeights soft(person.model.model->cells, ofZone);
    EXPECT_NEAR(soft.at({-0.016f, 0.0f, 0.0f})[kBloodChannel], 1.0f, 0.01f);
    EXPECT_NEAR(soft.at({0.016f, 0.0f, 0.0f})[kBloodChannel], 3.0f, 0.01f);
    EXPECT_NEAR(soft.at({0.0f, 0.0f, 0.0f})[kBloodChannel], 2.0f, 0.3f);
}

TEST(Appearance, LipsHoldMoreBloodAndLessMelaninThanTheForehead) {
    const SkinAppearance look = painted(flatPerson());
    // square-root coded: lips hold about 0.12 x 0.92 of 0.2, which is 190; the forehead 0.02 x 0.85
    // of 0.2, 74; a blotch of 30 % more or less blood is 15 % of the code
    EXPECT_NEAR(meanOf(look, 1, 0.012f, 0.0f), 190.0, 20.0);
    EXPECT_NEAR(meanOf(look, 1, -0.012f, 0.0f), 74.0, 12.0);
    // 0.05 x 1.05 of 0.5 is 83; lips have 0.70 to 0.80 of their skin's 0.05: 67 to 72
    EXPECT_NEAR(meanOf(look, 0, -0.012f, 0.0f), 83.0, 8.0);
    EXPECT_NEAR(meanOf(look, 0, 0.012f, 0.0f), 70.0, 6.0);
}

// Ends of ear canals and the mouth's corners are drawn but are no cells: they shone out white.
TEST(Appearance, WhatIsNoSkinHasThePersonsColourInShade) {
    FlatPerson person = flatPerson();
    const std::size_t canal = cellNear(-0.012f, 0.0f);
    person.model.model->cells.zone[canal] = sim::kOffSkin;
    const SkinAppearance look = painted(person);
    // square-root coded: melanin 0.05 of 0.5; twice the blood of the tone, the forehead has 0.85
    EXPECT_NEAR(look.pigment[4 * canal], 81, 1);
    EXPECT_NEAR(look.pigment[4 * canal + 1] / meanOf(look, 1, -0.012f, 0.008f),
                std::sqrt(2.0 / 0.85), 0.25);
    EXPECT_LT(look.relief[4 * canal + 2], 64);
    EXPECT_EQ(look.pigment[4 * canal + 3], 0);
}

TEST(Appearance, ANavelIsADarkHollowInItsRegionAlone) {
    FlatPerson person = flatPerson();
    const SkinAppearance plain = painted(person);
    person.anatomy.regions[1].id = "umbilicus"; // 20 x 40 mm about (10, 0)
    const SkinAppearance look = painted(person);
    const std::size_t middle = cellNear(0.010f, 0.0f), beside = cellNear(-0.012f, 0.0f);
    EXPECT_LT(look.height_m[middle], -0.002f);
    EXPECT_GT(look.height_m[middle], -0.008f);
    EXPECT_EQ(look.height_m[beside], plain.height_m[beside]);
    EXPECT_EQ(look.pigment[4 * beside], plain.pigment[4 * beside]);
    // more pigment inside than 15 mm away on the same region
    EXPECT_GT(meanOf(look, 0, 0.010f, 0.0f), meanOf(look, 0, 0.010f, 0.0155f) + 5.0);
}

TEST(Appearance, AMoleIsDarkAndRaisedAndABoxcarScarIsSunken) {
    FlatPerson person = flatPerson();
    const SkinAppearance plain = painted(person);
    addSpot(person, LesionKind::Mole, {-0.012f, 0.0f, 0.008f}, 0.002f);
    addSpot(person, LesionKind::BoxcarScar, {-0.012f, 0.0f, -0.008f}, 0.002f);
    const SkinAppearance look = painted(person);
    const std::size_t mole = cellNear(-0.012f, 0.008f), scar = cellNear(-0.012f, -0.008f);
    EXPECT_GT(look.pigment[4 * mole], plain.pigment[4 * mole] + 80);
    EXPECT_GT(look.height_m[mole] - plain.height_m[mole], 0.0004f);
    EXPECT_NEAR(look.height_m[scar] - plain.height_m[scar], -0.0005f, 0.0001f);
    // nothing happens 8 mm away from both
    EXPECT_EQ(look.pigment[4 * cellNear(-0.012f, 0.0f)],
              plain.pigment[4 * cellNear(-0.012f, 0.0f)]);
}

TEST(Appearance, SlopesAreThoseOfTheHeights) {
    FlatPerson person = flatPerson();
    addSpot(person, LesionKind::Mole, {-0.012f, 0.0f, 0.0f}, 0.003f);
    const SkinAppearance look = painted(person);
    // a dome: it rises towards its middle from the left and falls to the right
    const std::size_t left = cellNear(-0.0135f, 0.0f), right = cellNear(-0.0105f, 0.0f);
    EXPECT_GT(look.relief[4 * left], 138);
    EXPECT_LT(look.relief[4 * right], 118);
    const std::size_t above = left - kSide, below = left + kSide;
    const float slope = (look.height_m[left + 1] - look.height_m[left - 1]) / (2.0f * kTexel_m);
    EXPECT_NEAR(look.relief[4 * left], 128.0f + 127.0f * slope, 1.0f);
    const float down = (look.height_m[below] - look.height_m[above]) / (2.0f * kTexel_m);
    EXPECT_NEAR(look.relief[4 * left + 1], 128.0f + 127.0f * down, 1.0f);
}

TEST(Appearance, AnOldForeheadHasDeeperLinesThanAYoungOne) {
    const auto deepest_m = [](int age_y) {
        FlatPerson person = flatPerson();
        person.patient.age_y = age_y;
        const SkinAppearance look = painted(person);
        float deepest = 0.0f;
        for (std::uint32_t row = 0; row < kSide; ++row) {
            deepest = std::min(deepest, look.height_m[row * kSide + 20]);
        }
        return deepest;
    };
    EXPECT_LT(deepest_m(75), 4.0f * deepest_m(25));
    EXPECT_GT(deepest_m(75), -0.001f); // a furrow, not a gap
}

// Up from the outer corner of the right eye, at a distance from it: how many furrows of 30
// micrometres and more an arc of 60 degrees crosses.
int furrowsAround(const SkinAppearance& look, float radius_m) {
    constexpr int kSteps = 240;
    std::vector<float> height_m;
    for (int i = 0; i < kSteps; ++i) {
        const float angle = 1.05f * static_cast<float>(i) / kSteps;
        height_m.push_back(look.height_m[cellNear(-0.004f - radius_m * std::cos(angle),
                                                  -radius_m * std::sin(angle))]);
    }
    int count = 0;
    bool inside = false;
    for (const float height : height_m) {
        const bool now = height < -0.00003f;
        count += now && !inside ? 1 : 0;
        inside = now;
    }
    return count;
}

TEST(Appearance, CrowsFeetFanOutAndEndWithinTwoOrThreeCentimetres) {
    FlatPerson person = flatPerson();
    person.model.model->zones[0].id = "orbit"; // x from -20 to 0 mm
    person.model.lashes.positions_m = {{-0.004f, 0.0f, 0.0f}, {0.004f, 0.0f, 0.0f}};
    person.patient.age_y = 75;
    const SkinAppearance old = painted(person);
    // spokes 0.19 rad apart, and finer ones between them: 11 degrees and less
    EXPECT_GE(furrowsAround(old, 0.011f), 3);
    EXPECT_LE(furrowsAround(old, 0.011f), 12);
    // none at the corner itself
    EXPECT_EQ(furrowsAround(old, 0.0015f), 0);
    person.patient.age_y = 22;
    EXPECT_LT(furrowsAround(painted(person), 0.011f), furrowsAround(old, 0.011f));
}

TEST(Appearance, TheSamePersonLooksTheSameAndAnotherDoesNot) {
    FlatPerson person = flatPerson();
    const SkinAppearance once = painted(person), again = painted(person);
    EXPECT_EQ(once.pigment, again.pigment);
    EXPECT_EQ(once.relief, again.relief);
    person.patient.id = "another";
    EXPECT_NE(painted(person).pigment, once.pigment);
}

TEST(Appearance, AModelOfAnotherPartIsRefused) {
    FlatPerson person = flatPerson();
    person.part.cells.triangle.pop_back();
    const Result<SkinAppearance> look =
        paintAppearance(person.patient, person.model, person.anatomy, person.part);
    ASSERT_FALSE(look);
    EXPECT_NE(look.error().text.find("flat"), std::string::npos);
}

} // namespace
} // namespace stipple::scene
