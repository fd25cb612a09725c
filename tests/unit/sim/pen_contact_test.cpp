#include "engine/sim/pen_contact.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/plate_stiffening.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TEST(PenContact, AnUprightPenOnFlatSkin) {
    const auto model = test::flatModel();
    const PenPose pose = poseOf(test::sampleAt({0.003f, 0.0095f, -0.004f}, 1000, 0));
    const PenContact contact = contactOf(*model, model->pens[0], pose, 0);
    ASSERT_TRUE(contact.nearSkin);
    EXPECT_TRUE(contact.touching);
    EXPECT_NEAR(contact.gap_m, -0.5e-3f, 1e-8f);
    EXPECT_NEAR(contact.indentation_m, 0.5e-3f, 1e-8f);
    EXPECT_NEAR(contact.tilt_rad, 0.0f, 1e-4f);
    EXPECT_EQ(contact.zone, 0);
    // a direct solve of the same plate, with the stiffening of 0.5 mm
    const TissueStack& tissue = model->zones[0].tissue;
    const double kPlate_m = 4.5e-3;
    const PlateShape shape = plateShape(3.0 / 4.5, {.rings = 12, .sectors = 2});
    PlateWork work;
    const double stiffness =
        solvePlate(shape, plateFlexibility(shape, layeredSolid(tissue), kPlate_m), {.press_m = 1.0},
                   work)
            .force_N;
    const double exact_N = stiffness * stiffenedPress_m(lockingPress_m(tissue), 0.5e-3);
    EXPECT_NEAR(static_cast<double>(contact.force_N) / exact_N, 1.0, 1e-3);
    EXPECT_EQ(contact.contactRadius_m, 4.5e-3f);
    EXPECT_LT(glm::length(contact.point_m - glm::vec3(0.003f, 0.01f, -0.004f)), 1e-7f);
    EXPECT_LT(glm::length(model->cells.position_m[contact.cell] - contact.point_m), 0.36e-3f);
}

TEST(PenContact, TheGapForAForceGivesThatForce) {
    const auto model = test::flatModel();
    for (const double degrees : {0.0, 4.0, 12.0, 25.0}) {
        const double angle = degrees * kPi / 180.0;
        const auto sine = static_cast<float>(fixedSin(angle));
        const glm::vec3 shaft(sine, static_cast<float>(fixedCos(angle)), 0.0f);
        for (const float force_N : {0.2f, 1.0f, 3.0f}) {
            const float gap_m = gapForForce_m(*model, model->pens[0], 0, sine, 0.0f, force_N);
            const PenPose pose = poseOf(test::sampleAt({0.0f, 0.01f + gap_m, 0.0f}, 0, 0, shaft));
            const PenContact contact = contactOf(*model, model->pens[0], pose, 0);
            // samples hold whole micrometres: a thousandth of the press
            EXPECT_NEAR(contact.force_N / force_N, 1.0f, 0.01f) << degrees << " " << force_N;
        }
    }
}

TEST(PenContact, ATiltedPlateTouchesWithItsLowSideFirst) {
    const auto model = test::flatModel();
    // 10 degrees: the rim hangs 0.78 mm below the centre, which hovers by 0.5 mm
    const glm::vec3 shaft(0.17365f, 0.98481f, 0.0f);
    const PenPose pose = poseOf(test::sampleAt({0.0f, 0.0105f, 0.0f}, 0, 0, shaft));
    const PenContact contact = contactOf(*model, model->pens[0], pose, 0);
    EXPECT_TRUE(contact.touching);
    EXPECT_LT(contact.plate.touchedShare, 0.3);
    EXPECT_GT(contact.plate.moment_Nm, 0.7 * 4.5e-3 * contact.plate.force_N);
    const PenPose higher = poseOf(test::sampleAt({0.0f, 0.0108f, 0.0f}, 0, 0, shaft));
    EXPECT_FALSE(contactOf(*model, model->pens[0], higher, 0).touching);
}

TEST(PenContact, TheTiltIsTheShaftsAngleToTheNormal) {
    const auto model = test::flatModel();
    for (const double degrees : {0.5, 5.0, 10.0, 30.0, 60.0, 120.0}) {
        const double angle = degrees * kPi / 180.0;
        const glm::vec3 shaft(static_cast<float>(fixedSin(angle)),
                              static_cast<float>(fixedCos(angle)), 0.0f);
        const PenPose pose = poseOf(test::sampleAt({0.0f, 0.012f, 0.0f}, 1000, 0, shaft));
        const PenContact contact = contactOf(*model, model->pens[0], pose, 0);
        ASSERT_TRUE(contact.nearSkin) << degrees;
        EXPECT_NEAR(contact.tilt_rad, angle, 1e-4) << degrees;
    }
}

TEST(PenContact, OnADomeThePenThatFollowsTheNormalIsNotTilted) {
    test::FlatPad pad;
    pad.dome_m = 0.004f;
    const auto model = test::flatModel(pad);
    const PenPose pose = poseOf(test::pressedSample(pad, 0.006f, -0.003f, 0.0003f, 1000, 0));
    const PenContact contact = contactOf(*model, model->pens[0], pose, 0);
    ASSERT_TRUE(contact.nearSkin);
    EXPECT_LT(contact.tilt_rad, 0.01f);
    // the mesh is up to spacing^2 / (8 R) = 2^2 / (8 * 50) = 0.01 mm below the dome
    EXPECT_NEAR(contact.gap_m, -0.3e-3f, 0.02e-3f);
}

TEST(PenContact, FarOffBesideOrLostThereIsNoContact) {
    const auto model = test::flatModel();
    for (const glm::vec3 tip : {glm::vec3(0.0f, 0.031f, 0.0f), glm::vec3(0.025f, 0.01f, 0.0f),
                                glm::vec3(0.0f, -0.011f, 0.0f), glm::vec3(1.0f, 1.0f, 1.0f)}) {
        const PenContact contact =
            contactOf(*model, model->pens[0], poseOf(test::sampleAt(tip, 1000, 0)), 0);
        EXPECT_FALSE(contact.nearSkin) << tip.x << " " << tip.y;
        EXPECT_FALSE(contact.touching);
        EXPECT_EQ(contact.force_N, 0.0f);
    }
    PenPose lost = poseOf(test::sampleAt({0.0f, 0.0095f, 0.0f}, 1000, 0));
    lost.tracked = false;
    EXPECT_FALSE(contactOf(*model, model->pens[0], lost, 0).nearSkin);
}

TEST(PenContact, WhereTheSearchBeginsDoesNotMatter) {
    test::FlatPad pad;
    pad.dome_m = 0.004f;
    const auto model = test::flatModel(pad);
    const PenPose pose = poseOf(test::pressedSample(pad, 0.0051f, -0.0033f, 0.0003f, 1000, 0));
    const PenContact first = contactOf(*model, model->pens[0], pose, 0);
    for (const std::uint32_t start : {17U, 400U, 799U, 800U, kNone}) {
        const PenContact other = contactOf(*model, model->pens[0], pose, start);
        EXPECT_EQ(other.point.triangle, first.point.triangle);
        EXPECT_EQ(other.force_N, first.force_N);
    }
}

TEST(PenContact, SkinOutsideTheZonesPressesBackAsTheFirstZone) {
    test::FlatPad pad;
    pad.patches = {{test::foreheadZone(), {-0.02f, -0.02f}, {0.0f, 0.02f}}};
    const auto model = test::flatModel(pad);
    const PenContact inside = contactOf(
        *model, model->pens[0], poseOf(test::pressedSample(pad, -0.01f, 0.0f, 5e-4f, 0, 0)), 0);
    const PenContact outside = contactOf(
        *model, model->pens[0], poseOf(test::pressedSample(pad, 0.01f, 0.0f, 5e-4f, 0, 0)), 0);
    EXPECT_EQ(inside.zone, 0);
    EXPECT_EQ(outside.zone, kNoZone);
    EXPECT_GT(outside.force_N, 0.0f);
    EXPECT_NEAR(outside.force_N, inside.force_N, 1e-4f);
}

} // namespace
} // namespace stipple::sim
