#include "engine/scene/pad_scene.h"
#include "tests/support/data_text.h"

#include <glm/geometric.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace {

using namespace stipple;
using test::dataText;
using test::holds;

scene::PadScene practicePad() {
    auto pad = scene::parsePadScene(dataText("scenes/practice_pad.toml"), "practice_pad.toml");
    EXPECT_TRUE(pad) << pad.error().text;
    return pad ? *pad : scene::PadScene{};
}

std::vector<sim::PenDevice> onePen() {
    auto pen = scene::parsePenDevice(dataText("scenes/devices/pen_16.toml"), "pen_16.toml");
    EXPECT_TRUE(pen) << pen.error().text;
    return {*pen};
}

Result<std::unique_ptr<sim::SimModel>> build(const scene::PadScene& pad) {
    auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    auto needling = scene::parseNeedling(dataText("scenes/needling.toml"), "needling.toml");
    EXPECT_TRUE(tissues && needling);
    return scene::buildPadModel(pad, *tissues, *needling, onePen());
}

const sim::SimModel& practiceModel() {
    static const auto model = build(practicePad());
    return **model;
}

TEST(PadHeight, IsRimAtTheEdgesAndDomeInTheMiddle) {
    // rim 10 mm, dome 6 mm: 16 mm in the middle; half way along one axis 10 + 6 * 3/4 = 14.5 mm
    const scene::PadScene pad = practicePad();
    EXPECT_FLOAT_EQ(scene::padHeight_m(pad, 0.0f, 0.0f), 0.016f);
    EXPECT_FLOAT_EQ(scene::padHeight_m(pad, 0.03f, 0.0f), 0.0145f);
    EXPECT_FLOAT_EQ(scene::padHeight_m(pad, 0.0f, -0.02f), 0.0145f);
    for (const float x : {-0.06f, 0.06f, 0.2f}) {
        EXPECT_FLOAT_EQ(scene::padHeight_m(pad, x, 0.01f), 0.010f);
    }
    EXPECT_FLOAT_EQ(scene::padHeight_m(pad, 0.02f, 0.04f), 0.010f);
}

TEST(PadModel, MeshIsSmallAndClosedButForTheRim) {
    // 120 / 1.25 = 96 by 80 / 1.25 = 64 squares: 12,288 triangles, 97 * 65 corners
    const sim::SkinMesh& mesh = practiceModel().mesh;
    ASSERT_EQ(mesh.triangles.size(), 12288U);
    EXPECT_LE(mesh.triangles.size(), 25000U);
    EXPECT_EQ(mesh.positions_m.size(), 97U * 65U);
    ASSERT_EQ(mesh.neighbours.size(), mesh.triangles.size());

    std::size_t rimEdges = 0;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::uint32_t side = 0; side < 3; ++side) {
            const std::uint32_t other = mesh.neighbours[t][side];
            if (other == sim::kNone) {
                ++rimEdges;
                continue;
            }
            // the neighbour knows this triangle across the same edge, walked the other way
            const std::uint32_t a = mesh.triangles[t][side];
            const std::uint32_t b = mesh.triangles[t][(side + 1) % 3];
            bool found = false;
            for (std::uint32_t back = 0; back < 3; ++back) {
                found = found ||
                        (mesh.neighbours[other][back] == t && mesh.triangles[other][back] == b &&
                         mesh.triangles[other][(back + 1) % 3] == a);
            }
            ASSERT_TRUE(found) << t << " side " << side;
        }
    }
    EXPECT_EQ(rimEdges, 2U * (96U + 64U));
}

TEST(PadModel, TrianglesFaceOutAndNormalsAgree) {
    const sim::SkinMesh& mesh = practiceModel().mesh;
    for (const auto& corners : mesh.triangles) {
        const glm::vec3 a = mesh.positions_m[corners[0]], b = mesh.positions_m[corners[1]],
                        c = mesh.positions_m[corners[2]];
        const glm::vec3 face = glm::normalize(glm::cross(b - a, c - a));
        ASSERT_GT(face.y, 0.9f);
        for (const std::uint32_t corner : corners) {
            ASSERT_NEAR(glm::length(mesh.normals[corner]), 1.0f, 1e-6f);
            // half a square of 1.25 mm at the steepest bend, 12 mm / (40 mm)^2 = 0.0075 / mm, and
            // the same along the diagonal: about 0.01 rad
            ASSERT_GT(glm::dot(face, mesh.normals[corner]), 0.9998f);
        }
    }
}

TEST(PadModel, CellsAreCloseTogether) {
    const sim::SkinCells& cells = practiceModel().cells;
    EXPECT_EQ(cells.width, 480U);
    EXPECT_EQ(cells.height, 320U);
    EXPECT_EQ(cells.zone.size(), 480U * 320U);
    float widest = 0.0f;
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 1; column < cells.width; ++column) {
            const std::size_t at = row * cells.width + column;
            widest =
                std::max(widest, glm::distance(cells.position_m[at], cells.position_m[at - 1]));
            if (row > 0) {
                widest = std::max(widest, glm::distance(cells.position_m[at],
                                                        cells.position_m[at - cells.width]));
            }
        }
    }
    EXPECT_LE(widest, cells.spacing_m);
    EXPECT_LE(cells.spacing_m, 0.0005f);
    // not far below either: 0.25 mm on a slope of 12 mm / 40 mm is 0.25 * sqrt(1.09) = 0.261 mm
    EXPECT_NEAR(cells.spacing_m, 0.261e-3f, 0.001e-3f);
}

TEST(PadModel, CellsLieOnTheMesh) {
    // flat triangles miss the dome by (1.25 mm)^2 / 8 times the bend of both axes, 0.0075 + 0.0033
    // per mm, 0.0021 mm in the middle; in the corners the dome is twisted instead, by
    // 4 * 6 / (60 * 40) = 0.01 per mm, and a diagonal misses by (1.25 mm)^2 / 4 of that, 0.0039 mm
    const sim::SimModel& model = practiceModel();
    for (std::size_t i = 0; i < model.cells.position_m.size(); i += 997) {
        const glm::vec3 place = model.cells.position_m[i];
        const auto hit = model.collider.cast(place + glm::vec3(0.0f, 0.05f, 0.0f),
                                             glm::vec3(0.0f, -1.0f, 0.0f), 0.1f);
        ASSERT_TRUE(hit) << i;
        ASSERT_NEAR(hit->position_m.y, place.y, 4.0e-6f);
        ASSERT_EQ(sim::cellAt(model.cells, model.mesh, hit->point), i);
    }
}

TEST(PadModel, PatchesHaveTheirAreaAndZones) {
    const sim::SimModel& model = practiceModel();
    ASSERT_EQ(model.zones.size(), 4U);
    EXPECT_EQ(model.zones[0].id, "forehead");
    EXPECT_EQ(model.zones[1].id, "cheek_medial");
    EXPECT_EQ(model.zones[2].id, "lower_lid");
    EXPECT_EQ(model.zones[3].id, "silicone");
    EXPECT_FALSE(model.zones[3].treatable);
    std::array<int, 4> count{};
    for (const std::uint8_t zone : model.cells.zone) {
        ASSERT_LT(zone, 4);
        ++count[zone];
    }
    // 30 x 40 mm in cells of 0.25 mm: 120 * 160
    EXPECT_EQ(count[0], 19200);
    EXPECT_EQ(count[1], 19200);
    EXPECT_EQ(count[2], 19200);
    EXPECT_EQ(count[3], 480 * 320 - 3 * 19200);
    // 12 cm2 seen from above, more on the slope: the mean of (slope^2) / 2 over the patches.
    // Middle: 0.0075^2 * 20^2 / 3 along z, about 0.004; left and right: 0.133^2 along x, about
    // 0.009
    const double area_cm2 = count[0] * static_cast<double>(model.cells.area_m2) * 1e4;
    EXPECT_NEAR(area_cm2, 12.0 * (1.0 + (0.004 + 2.0 * 0.009) / 3.0), 0.02);
}

TEST(PadModel, LeftAndRightAreTheSame) {
    const sim::SimModel& model = practiceModel();
    const sim::SkinCells& cells = model.cells;
    const std::uint8_t mirrored[] = {2, 1, 0, 3}; // forehead left, lower lid right
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 0; column < cells.width; ++column) {
            const std::size_t left = row * cells.width + column;
            const std::size_t right = row * cells.width + (cells.width - 1 - column);
            ASSERT_EQ(cells.position_m[left].x, -cells.position_m[right].x);
            ASSERT_EQ(cells.position_m[left].y, cells.position_m[right].y);
            ASSERT_EQ(cells.normal[left].x, -cells.normal[right].x);
            ASSERT_EQ(cells.zone[left], mirrored[cells.zone[right]]);
        }
    }
}

TEST(PadModel, TrianglesAreMirroredToo) {
    // corner c of a row of 97 lies across from 96 - c
    const sim::SkinMesh& mesh = practiceModel().mesh;
    const auto sorted = [](std::array<std::uint32_t, 3> corners) {
        std::sort(corners.begin(), corners.end());
        return corners;
    };
    std::set<std::array<std::uint32_t, 3>> all;
    for (const auto& corners : mesh.triangles) {
        all.insert(sorted(corners));
    }
    for (auto corners : mesh.triangles) {
        for (std::uint32_t& corner : corners) {
            corner = corner - corner % 97 + (96 - corner % 97);
        }
        ASSERT_TRUE(all.contains(sorted(corners)));
    }
}

TEST(PadModel, WhatSurroundsThePatchesIsNeverTreated) {
    scene::PadScene pad = practicePad();
    pad.surroundingTissue = "abdomen";
    const auto model = build(pad);
    ASSERT_TRUE(model) << model.error().text;
    EXPECT_EQ((*model)->zones.back().id, "abdomen");
    EXPECT_FALSE((*model)->zones.back().treatable);
}

TEST(PadModel, TheSameFilesGiveTheSameModel) {
    const auto again = build(practicePad());
    ASSERT_TRUE(again);
    EXPECT_EQ((*again)->contentHash, practiceModel().contentHash);
    scene::PadScene higher = practicePad();
    higher.dome_m = 0.007f;
    const auto other = build(higher);
    ASSERT_TRUE(other);
    EXPECT_NE((*other)->contentHash, practiceModel().contentHash);
}

TEST(PadModel, RefusesWhatDoesNotFit) {
    scene::PadScene pad = practicePad();
    pad.patches[0].zone = "elbow";
    EXPECT_TRUE(holds(build(pad).error().text, "tissue 'elbow' is not in scenes/tissues.toml"));
    pad = practicePad();
    pad.surroundingTissue = "steel";
    EXPECT_TRUE(holds(build(pad).error().text, "tissue 'steel'"));
    pad = practicePad();
    pad.patches[0].zone = "silicone";
    EXPECT_TRUE(holds(build(pad).error().text, "a zone that is not treated"));
    pad = practicePad();
    pad.patches[1].centre_m.x = 0.03f;
    EXPECT_TRUE(holds(build(pad).error().text, "overlaps"));
    pad = practicePad();
    pad.patches[2].centre_m.x = 0.05f;
    EXPECT_TRUE(holds(build(pad).error().text, "lies off the pad"));
}

} // namespace
