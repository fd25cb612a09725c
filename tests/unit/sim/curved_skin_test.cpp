#include "engine/sim/skin_response.h"
#include "engine/sim/skin_walk.h"
#include "engine/sim/step.h"
#include "tests/support/flat_model.h"
#include "tests/support/head_shape.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace stipple::sim {
namespace {

/// Directions all around, evenly enough (a golden spiral).
std::vector<glm::vec3> directions(std::size_t count) {
    std::vector<glm::vec3> out;
    for (std::size_t k = 0; k < count; ++k) {
        const float y = 1.0f - 2.0f * (static_cast<float>(k) + 0.5f) / static_cast<float>(count);
        const float turn = 2.3999632f * static_cast<float>(k);
        const float ring = std::sqrt(1.0f - y * y);
        out.push_back({ring * std::cos(turn), y, ring * std::sin(turn)});
    }
    return out;
}

TEST(CurvedSkin, EveryPlaceOfTheMeshHasACellNearby) {
    const auto model = test::headModel();
    std::uint32_t acrossSeams = 0;
    for (std::uint32_t t = 0; t < model->mesh.triangles.size(); ++t) {
        for (const glm::vec2 at : {glm::vec2(0.0f), glm::vec2(1.0f, 0.0f), glm::vec2(0.0f, 1.0f),
                                   glm::vec2(0.3f), glm::vec2(0.5f)}) {
            const SkinPoint point{t, at};
            const std::uint32_t cell = cellAt(model->cells, model->mesh, point);
            ASSERT_NE(model->cells.zone[cell], kOffSkin) << t;
            // half a diagonal of a cell, and the mesh lies a little below the shape
            EXPECT_LT(glm::distance(model->cells.position_m[cell], positionAt(model->mesh, point)),
                      1.1f * model->cells.spacing_m)
                << t;
        }
    }
    // uv of a corner on the upper end of a chart falls into the gutter
    for (const glm::vec2& uv : model->mesh.uv) {
        const auto x = static_cast<std::uint32_t>(uv.x * static_cast<float>(model->cells.width));
        const auto y = static_cast<std::uint32_t>(uv.y * static_cast<float>(model->cells.height));
        acrossSeams += model->cells.zone[y * model->cells.width + x] == kOffSkin ? 1U : 0U;
    }
    EXPECT_GT(acrossSeams, 1000U);
}

TEST(CurvedSkin, AreasAddUpToTheHead) {
    test::HeadShape shape;
    shape.half_m = glm::vec3(0.1f);
    shape.nose_m = shape.dent_m = 0.0f;
    const auto model = test::headModel(shape);
    double sum_m2 = 0.0;
    for (std::uint32_t cell = 0; cell < cellCount(model->cells); ++cell) {
        sum_m2 += static_cast<double>(areaOf_m2(model->cells, cell));
    }
    // a ball of 100 mm: 4 pi r2 = 1257 cm2
    EXPECT_NEAR(sum_m2 * 1e4, 1256.6, 1.0);
}

TEST(CurvedSkin, APenThatCirclesTheHeadIsNeverLost) {
    const auto model = test::headModel();
    SimState state = startState(*model, 1);
    const float press_m = 0.0008f;
    std::set<std::uint32_t> charts;
    glm::vec3 before_m{0.0f};
    // once around the head through the nose, 3 cm/s
    const std::uint32_t ticks = 4800;
    for (std::uint32_t k = 0; k <= ticks; ++k) {
        const float turn = 6.2831853f * static_cast<float>(k) / static_cast<float>(ticks);
        const test::HeadPlace place =
            test::placeOn(*model, {0.3f * std::sin(turn), std::cos(turn), std::sin(turn)});
        const StepReport report = step(*model, state, test::standingOn(place, press_m, 1000, 1200));
        ASSERT_TRUE(report.contact.touching) << k;
        ASSERT_LT(glm::distance(report.contact.point_m, place.position_m), 0.001f) << k;
        if (k > 0) {
            EXPECT_LT(glm::distance(report.contact.point_m, before_m), 0.002f) << k;
        }
        before_m = report.contact.point_m;
        charts.insert(report.contact.cell % model->cells.width / 52 +
                      100 * (report.contact.cell / model->cells.width / 52));
        for (const Puncture& puncture : report.fresh) {
            ASSERT_LT(glm::distance(model->cells.position_m[puncture.cell], place.position_m),
                      0.0025f + 2.0f * model->cells.spacing_m)
                << k;
        }
    }
    EXPECT_GE(charts.size(), 8U);
    EXPECT_GT(state.skin.log.size(), 12U * 2000U);
}

TEST(CurvedSkin, APenComesDownAnywhereWhereverItWasBefore) {
    const auto model = test::headModel();
    const std::vector<glm::vec3> all = directions(600);
    std::uint32_t start = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
        const test::HeadPlace place = test::placeOn(*model, all[k]);
        for (const float press_m : {-0.004f, 0.0f, 0.001f}) {
            const PenPose pose = poseOf(test::standingOn(place, press_m, 1000, 0));
            const PenContact contact = contactOf(*model, model->pens[0], pose, start);
            ASSERT_TRUE(contact.nearSkin) << k;
            // in the dent the walls are as near as the ground for a pen that hovers
            const float slack_m = press_m < 0.0f ? 0.003f : 0.0006f;
            EXPECT_LT(glm::distance(contact.point_m, place.position_m), slack_m)
                << k << " press " << press_m;
        }
        start = place.point.triangle; // the next one is far away
    }
}

/// A cell with a gutter texel of another tile beside it, and the cell that this texel shows.
struct SeamPair {
    std::uint32_t cell = kNone, gutter = kNone, across = kNone;
};

SeamPair seamPair(const SkinCells& cells) {
    for (std::uint32_t at = cells.width + 1; at + cells.width + 1 < cellCount(cells); ++at) {
        if (cells.zone[at] != kOffSkin && cells.zone[at + 1] == kOffSkin &&
            cells.source[at + 1] != kNone &&
            tileOf(cells, cells.source[at + 1]) != tileOf(cells, at)) {
            return {at, at + 1, cells.source[at + 1]};
        }
    }
    return {};
}

TEST(CurvedSkin, RednessCrossesASeam) {
    const auto model = test::headModel();
    const SeamPair seam = seamPair(model->cells);
    ASSERT_NE(seam.cell, kNone);
    SimState state = startState(*model, 1);
    Puncture puncture;
    puncture.cell = seam.across;
    puncture.depth_m = 0.001f;
    for (int k = 0; k < 200; ++k) {
        markPuncture(*model, state, puncture, 0.0f);
    }
    // every tile evolves once a second
    for (std::uint32_t k = 0; k < 2 * kTickRate_Hz; ++k) {
        evolveSkin(*model, state);
        ++state.tick;
    }
    EXPECT_GT(state.skin.erythema[seam.cell], 0.0f);
    EXPECT_EQ(state.skin.erythema[seam.gutter], 0.0f); // no skin is there
    EXPECT_GT(state.skin.erythema[seam.across], 0.0f);
}

TEST(CurvedSkin, AChangeIsNewsForTheTilesThatShowIt) {
    const auto model = test::headModel();
    const SeamPair seam = seamPair(model->cells);
    ASSERT_NE(seam.cell, kNone);
    SimState state = startState(*model, 1);
    markScratch(*model, state, seam.across, 0.001f);
    EXPECT_EQ(state.skin.tileRevision[tileOf(model->cells, seam.across)], 1U);
    EXPECT_EQ(state.skin.tileRevision[tileOf(model->cells, seam.gutter)], 1U);
}

TEST(CurvedSkin, TheSameDoseOnSmallerCellsIsRedder) {
    test::FlatPad pad;
    const auto flat = test::flatModel(pad);
    const auto redness = [](const SimModel& model) {
        SimState state = startState(model, 1);
        Puncture puncture;
        puncture.cell = 40 * model.cells.width + 40;
        puncture.depth_m = 0.001f;
        for (int k = 0; k < 9; ++k) {
            markPuncture(model, state, puncture, 0.0f);
        }
        for (std::uint32_t k = 0; k < kTickRate_Hz; ++k) {
            evolveSkin(model, state);
            ++state.tick;
        }
        return state.skin.erythema[puncture.cell];
    };
    const float plain = redness(*flat);
    ASSERT_GT(plain, 0.0f);
    // all cells half as large as the mean of a larger body: twice the dose per area
    flat->cells.areas_m2.assign(cellCount(flat->cells), 0.5f * flat->cells.area_m2);
    finishModel(*flat);
    EXPECT_FLOAT_EQ(redness(*flat), 2.0f * plain);
}

TEST(CurvedSkin, GelStaysOnItsSideOfAThinFold) {
    // a fin 3 mm thick and 20 mm high, as an ear
    const auto model = test::foldedModel({{-0.03f, 0.0f},
                                          {-0.0015f, 0.0f},
                                          {-0.0015f, 0.02f},
                                          {0.0015f, 0.02f},
                                          {0.0015f, 0.0f},
                                          {0.03f, 0.0f}});
    SimState state = startState(*model, 1);
    const glm::vec3 side{-1.0f, 0.0f, 0.0f};
    spreadGel(*model, state, {-0.0015f, 0.01f, 0.0f}, side);
    for (std::size_t cell = 0; cell < cellCount(model->cells); ++cell) {
        if (state.skin.gel[cell] > 0.0f) {
            EXPECT_GT(glm::dot(model->cells.normal[cell], side), 0.0f);
        }
    }
    EXPECT_GT(*std::max_element(state.skin.gel.begin(), state.skin.gel.end()), 0.0f);
}

TEST(CurvedSkin, ThicknessIsThatOfTheCell) {
    test::HeadShape shape;
    shape.skinScale = 0.5f;
    shape.fatScale = 2.0f;
    const auto model = test::headModel(shape);
    const TissueStack zone = model->zones[0].tissue;
    const std::uint32_t cell = test::placeOn(*model, {1.0f, 0.2f, 0.3f}).point.triangle;
    const TissueStack here =
        tissueAt(*model, cellAt(model->cells, model->mesh, {cell, {0.3f, 0.3f}}));
    EXPECT_FLOAT_EQ(skinThickness_m(here), 0.5f * skinThickness_m(zone));
    EXPECT_FLOAT_EQ(here.layers[4].thickness_m, 2.0f * zone.layers[4].thickness_m);
    // fat is soft: the same press meets less force on the thicker cushion
    const auto plain = test::headModel();
    const test::HeadPlace place = test::placeOn(*model, {1.0f, 0.2f, 0.3f});
    const PenPose pose = poseOf(test::standingOn(place, 0.001f, 0, 0));
    EXPECT_LT(contactOf(*model, model->pens[0], pose, place.point.triangle).force_N,
              contactOf(*plain, plain->pens[0], pose, place.point.triangle).force_N);
}

template <class... Values> std::size_t bytesOf(const std::vector<Values>&... fields) {
    return ((fields.size() * sizeof(Values)) + ...);
}

TEST(CurvedSkin, AllFieldsOfAPatientFitIntoTheirShareOfMemory) {
    const auto model = test::headModel();
    const SkinCells& cells = model->cells;
    const SimState state = startState(*model, 1);
    const SkinState& skin = state.skin;
    const std::size_t bytes = bytesOf(
        cells.zone, cells.position_m, cells.normal, cells.areas_m2, cells.source, cells.skinScale,
        cells.fatScale, skin.deepest_m, skin.dose, skin.erythema, skin.bloodPoints, skin.bleeding,
        skin.gel, skin.scratch_m, skin.punctures, skin.tileRevision, state.tileAwake,
        state.tileWorked, state.reddening, state.tileDosed, model->plainTiles);
    // 71 for the fields, 4 for where redness goes, and a little for the tiles
    const double perTexel = static_cast<double>(bytes) / static_cast<double>(cellCount(cells));
    EXPECT_NEAR(perTexel, 75.0, 0.1);
    // the people's test adds what lists of cells take, and has real atlases; the limit is 128 MB
    EXPECT_LT(perTexel * 1.6e6, 128e6);
    RecordProperty("bytes_per_texel", std::to_string(perTexel));
}

TEST(CurvedSkin, TheHashByTilesIsThatOfTheWholeState) {
    const auto model = test::headModel();
    SimState state = startState(*model, 1);
    TileHashes known;
    std::set<std::uint64_t> seen;
    for (std::uint32_t k = 0; k < 1200; ++k) {
        const float turn = static_cast<float>(k) / 400.0f;
        const test::HeadPlace place = test::placeOn(*model, {std::sin(turn), std::cos(turn), 0.4f});
        PenSample sample = test::standingOn(place, 0.0008f, 1000, k % 300 < 250 ? 1200 : 0);
        sample.buttons = k < 100 ? kGelButton : k > 1000 ? kWipeButton : 0;
        (void)step(*model, state, sample);
        if (k % 120 == 119) {
            const std::uint64_t whole = stateHash(state);
            EXPECT_EQ(stateHash(state, known), whole) << k;
            seen.insert(whole);
        }
    }
    EXPECT_EQ(seen.size(), 10U);
}

} // namespace
} // namespace stipple::sim
