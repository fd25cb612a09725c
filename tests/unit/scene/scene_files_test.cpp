#include "engine/scene/lint.h"
#include "engine/scene/pad_scene.h"
#include "tests/support/data_text.h"

#include <glm/geometric.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stipple;
using scene::parseNeedling;
using scene::parsePadScene;
using scene::parsePenDevice;
using scene::parseTissues;
using test::changed;
using test::dataText;
using test::holds;

std::map<std::string, sim::SkinZone> shippedTissues() {
    const std::string path = "scenes/tissues.toml";
    auto zones = parseTissues(dataText(path), path);
    EXPECT_TRUE(zones) << zones.error().text;
    return zones ? *zones : std::map<std::string, sim::SkinZone>{};
}

sim::PenDevice shippedPen(const std::string& id) {
    const std::string path = "scenes/devices/" + id + ".toml";
    auto pen = parsePenDevice(dataText(path), path);
    EXPECT_TRUE(pen) << pen.error().text;
    return pen ? *pen : sim::PenDevice{};
}

TEST(SceneFiles, AllShippedOnesAreFine) {
    const auto paths = test::dataFiles({"scenes"});
    EXPECT_GE(paths.size(), 6U); // pad, tissues, needling, three pens
    for (const std::string& path : paths) {
        const Status status = scene::lintText(dataText(path), path);
        EXPECT_TRUE(status) << status.error().text;
    }
}

TEST(Tissues, HoldTheTwentyZonesAndTheSilicone) {
    const auto zones = shippedTissues();
    EXPECT_EQ(zones.size(), 21U);
    int treatable = 0;
    for (const auto& [id, zone] : zones) {
        EXPECT_EQ(id, zone.id);
        EXPECT_FALSE(zone.label.empty());
        treatable += zone.treatable ? 1 : 0;
    }
    EXPECT_EQ(treatable, 20);
    EXPECT_FALSE(zones.at("silicone").treatable);
}

TEST(Tissues, ForeheadIsAsTabulated) {
    // 14 um + 50 um + 0.15 mm + 1.2 mm of skin, 2.5 mm of fat, bone
    const sim::TissueStack tissue = shippedTissues().at("forehead").tissue;
    const float expected_m[] = {14e-6f, 50e-6f, 0.15e-3f, 1.2e-3f, 2.5e-3f};
    for (std::size_t i = 0; i < sim::kSoftLayerCount; ++i) {
        EXPECT_FLOAT_EQ(tissue.layers[i].thickness_m, expected_m[i]) << i;
        EXPECT_FLOAT_EQ(tissue.layers[i].poissonRatio, 0.48f);
    }
    EXPECT_EQ(tissue.base, sim::BaseKind::Bone);
    EXPECT_TRUE(tissue.boneMask);
    // people: 1.0 to 2.0 mm, a quarter of that is one standard deviation
    EXPECT_FLOAT_EQ(tissue.skinSigma_m, 0.25e-3f);
    EXPECT_FLOAT_EQ(tissue.lockingStrain, 0.35f);
}

TEST(Tissues, StiffnessFollowsAgeAndRegion) {
    // 10 MPa and 1 MPa above; the dermis of a person of 35 is half a decade over 30, 2.5 % softer:
    // 40 kPa to 39, 90 to 87.75 on the face, 120 to 117 on the body; fat 3 kPa
    const auto zones = shippedTissues();
    const auto& face = zones.at("cheek_medial").tissue.layers;
    EXPECT_FLOAT_EQ(face[0].youngsModulus_Pa, 10e6f);
    EXPECT_FLOAT_EQ(face[1].youngsModulus_Pa, 1e6f);
    EXPECT_FLOAT_EQ(face[2].youngsModulus_Pa, 39e3f);
    EXPECT_FLOAT_EQ(face[3].youngsModulus_Pa, 87.75e3f);
    EXPECT_FLOAT_EQ(face[4].youngsModulus_Pa, 3e3f);
    EXPECT_FLOAT_EQ(zones.at("abdomen").tissue.layers[3].youngsModulus_Pa, 117e3f);
    // a made material has one stiffness for all
    for (const sim::TissueLayer& layer : zones.at("silicone").tissue.layers) {
        EXPECT_FLOAT_EQ(layer.youngsModulus_Pa, 60e3f);
    }
}

TEST(Tissues, OlderSkinIsThinner) {
    // two decades over 35: dermis 12 % thinner, 1.2 mm to 1.056; epidermis 11.4 %, 50 um to 44.3;
    // two and a half decades over 30: dermis 12.5 % softer, 90 kPa to 78.75
    const std::string text =
        test::changed(dataText("scenes/tissues.toml"), "\nage =", "value = 35", "value = 55");
    auto zones = parseTissues(text, "old.toml");
    ASSERT_TRUE(zones) << zones.error().text;
    const auto& layers = zones->at("forehead").tissue.layers;
    EXPECT_FLOAT_EQ(layers[3].thickness_m, 1.056e-3f);
    EXPECT_FLOAT_EQ(layers[1].thickness_m, 44.3e-6f);
    EXPECT_FLOAT_EQ(layers[4].thickness_m, 2.5e-3f);
    EXPECT_FLOAT_EQ(layers[3].youngsModulus_Pa, 78.75e3f);
}

TEST(Tissues, SpotChecksOfTheTable) {
    struct Spot {
        const char* zone;
        float reticular_mm, fat_mm, sigma_mm;
        sim::BaseKind base;
        bool mask;
    };
    // sigma is (max - min) / 4 of the skin's range
    const Spot spots[] = {
        {"lower_lid", 0.6f, 0.3f, 0.1875f, sim::BaseKind::Bone, true},
        {"cheek_medial", 1.4f, 4.3f, 0.35f, sim::BaseKind::Muscle, false},
        {"nose_tip", 1.8f, 1.5f, 0.25f, sim::BaseKind::Cartilage, false},
        {"upper_lip", 1.2f, 3.0f, 0.25f, sim::BaseKind::Teeth, false},
        {"zygoma", 1.1f, 3.0f, 0.25f, sim::BaseKind::Bone, true},
        {"abdomen", 1.9f, 13.9f, 0.225f, sim::BaseKind::Muscle, false},
    };
    const auto zones = shippedTissues();
    for (const Spot& spot : spots) {
        const sim::TissueStack& tissue = zones.at(spot.zone).tissue;
        EXPECT_FLOAT_EQ(tissue.layers[3].thickness_m * 1e3f, spot.reticular_mm) << spot.zone;
        EXPECT_FLOAT_EQ(tissue.layers[4].thickness_m * 1e3f, spot.fat_mm) << spot.zone;
        EXPECT_FLOAT_EQ(tissue.skinSigma_m * 1e3f, spot.sigma_mm) << spot.zone;
        EXPECT_EQ(tissue.base, spot.base) << spot.zone;
        EXPECT_EQ(tissue.boneMask, spot.mask) << spot.zone;
    }
}

TEST(Needling, IsAsTabulated) {
    auto needling = parseNeedling(dataText("scenes/needling.toml"), "needling.toml");
    ASSERT_TRUE(needling) << needling.error().text;
    // 20 mN at 5 um to 167 mN at 37 um
    EXPECT_FLOAT_EQ(needling->sharpTip_m, 5e-6f);
    EXPECT_FLOAT_EQ(needling->sharpForce_N, 0.020f);
    EXPECT_FLOAT_EQ(needling->bluntTip_m, 37e-6f);
    EXPECT_FLOAT_EQ(needling->bluntForce_N, 0.167f);
    EXPECT_FLOAT_EQ(needling->openingRate, 0.2f);
    EXPECT_FLOAT_EQ(needling->shaftPressure_Pa, 6400.0f);
    EXPECT_FLOAT_EQ(needling->wornTip_m, 23e-6f);
    EXPECT_FLOAT_EQ(needling->wornScratch, 2.0f);
    EXPECT_FLOAT_EQ(needling->tautStrain, 0.10f); // 10 %
    EXPECT_FLOAT_EQ(needling->skinConformity_m, 0.2e-3f);
    EXPECT_FLOAT_EQ(needling->dialSigma_m, 0.075e-3f); // 0.075 mm
    // k = 1 + 0.35 log10(v / 1 mm/s), at most 2.5
    EXPECT_FLOAT_EQ(needling->ratePerDecade, 0.35f);
    EXPECT_FLOAT_EQ(needling->rateFrom_mps, 0.001f);
    EXPECT_FLOAT_EQ(needling->rateMost, 2.5f);
    EXPECT_FLOAT_EQ(needling->ratePress_m, 0.5e-3f);
    EXPECT_FLOAT_EQ(needling->tractionShare, 1.0f);
    EXPECT_FLOAT_EQ(needling->frictionDry, 0.5f);
    EXPECT_FLOAT_EQ(needling->endpointDose_perM2, 1500e4f); // 1500 per cm2
    // 0.25 mm 0 %, 0.5 mm 0.5 %, 1.0 mm 4 %, 1.5 mm 15 %, 2.0 mm 30 %
    const float depth_m[] = {0.25e-3f, 0.5e-3f, 1e-3f, 1.5e-3f, 2e-3f};
    const float probability[] = {0.0f, 0.005f, 0.04f, 0.15f, 0.30f};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_FLOAT_EQ(needling->bleedDepth_m[i], depth_m[i]);
        EXPECT_FLOAT_EQ(needling->bleedProbability[i], probability[i]);
    }
}

TEST(Pens, HaveTheirNeedlesEvenlyInTheCircle) {
    const std::pair<const char*, std::size_t> pens[] = {
        {"pen_9", 9}, {"pen_12", 12}, {"pen_16", 16}, {"pen_36", 36}};
    for (const auto& [id, count] : pens) {
        const sim::PenDevice pen = shippedPen(id);
        ASSERT_EQ(pen.needles_m.size(), count) << id;
        glm::vec2 middle(0.0f);
        float widest = 0.0f, nearest = 1.0f;
        for (std::size_t i = 0; i < count; ++i) {
            middle += pen.needles_m[i] / static_cast<float>(count);
            widest = std::max(widest, glm::length(pen.needles_m[i]));
            for (std::size_t j = 0; j < i; ++j) {
                nearest = std::min(nearest, glm::distance(pen.needles_m[i], pen.needles_m[j]));
            }
        }
        // even rings balance about the plate's centre; the outermost lies on the circle
        EXPECT_LT(glm::length(middle), 1e-7f) << id;
        EXPECT_NEAR(widest, pen.needleCircle_m / 2.0f, 1e-7f) << id;
        EXPECT_GT(nearest, pen.needleDiameter_m) << id;
        EXPECT_LT(pen.needleCircle_m / 2.0f, pen.plateRadius_m) << id;
        EXPECT_GT(pen.openingRadius_m, widest + pen.needleDiameter_m / 2.0f) << id;
    }
}

TEST(Pens, NeedlesMustFitThroughTheOpeningAndLeaveAFace) {
    const std::string text = dataText("scenes/devices/pen_12.toml");
    for (const char* wrong : {"opening = { value = 4,", "opening = { value = 8.9,"}) {
        const auto pen = parsePenDevice(
            changed(text, "[geometry]", "opening = { value = 6,", wrong), "pen.toml");
        ASSERT_FALSE(pen.ok()) << wrong;
        EXPECT_TRUE(holds(pen.error().text, "must let out the needle circle of 5.0 mm")) << wrong;
    }
}

TEST(Pens, KeepWithinWhatTheMarketHas) {
    for (const char* id : {"pen_9", "pen_12", "pen_16", "pen_36"}) {
        const sim::PenDevice pen = shippedPen(id);
        EXPECT_GE(pen.strokeRates_dHz.front(), 900) << id; // 90 to 150 Hz covers all found
        EXPECT_LE(pen.strokeRates_dHz.back(), 1500) << id;
        EXPECT_LE(pen.depthMax_m, 2.5e-3f) << id;
        EXPECT_FLOAT_EQ(pen.dialTolerance_m, 0.15e-3f) << id;
        // a needle at the end of its stroke has no speed left to enter with
        EXPECT_GT(pen.stroke_m, 1.1f * pen.depthMax_m) << id;
        EXPECT_LE(pen.depthLabelMax_m, 1.5e-3f) << id;
    }
    EXPECT_FLOAT_EQ(shippedPen("pen_12").depthStep_m, 0.25e-3f);
    EXPECT_FLOAT_EQ(shippedPen("pen_16").depthStep_m, 0.1e-3f);
}

TEST(PadSceneFile, HasThreePatchesOnTheScoreGrid) {
    auto pad = parsePadScene(dataText("scenes/practice_pad.toml"), "practice_pad.toml");
    ASSERT_TRUE(pad) << pad.error().text;
    EXPECT_FLOAT_EQ(pad->size_m.x, 0.120f);
    EXPECT_FLOAT_EQ(pad->size_m.y, 0.080f);
    EXPECT_LE(pad->cellSpacing_m, 0.0005f);
    ASSERT_EQ(pad->patches.size(), 3U);
    const char* zones[] = {"forehead", "cheek_medial", "lower_lid"};
    for (std::size_t i = 0; i < 3; ++i) {
        const scene::PadPatch& patch = pad->patches[i];
        EXPECT_EQ(patch.zone, zones[i]);
        // the far left corner of each patch, counted from the pad's, in squares of 5 mm
        for (int axis = 0; axis < 2; ++axis) {
            const double from_mm =
                1000.0 * static_cast<double>(patch.centre_m[axis] - patch.size_m[axis] / 2.0f +
                                             pad->size_m[axis] / 2.0f);
            const double squares = from_mm / 5.0;
            EXPECT_NEAR(squares, std::round(squares), 1e-3);
            EXPECT_GE(from_mm, 4.999); // a rim of at least one square
            const double wide = static_cast<double>(patch.size_m[axis]) * 1000.0 / 5.0;
            EXPECT_NEAR(wide, std::round(wide), 1e-3);
        }
        EXPECT_NEAR(static_cast<double>(patch.size_m.x * patch.size_m.y) * 1e4, 12.0, 1e-4);
    }
    EXPECT_FALSE(pad->lights.empty());
    for (const scene::RoomLight& light : pad->lights) {
        EXPECT_NEAR(glm::length(light.direction), 1.0f, 1e-6f);
    }
}

} // namespace
