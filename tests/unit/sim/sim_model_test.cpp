#include "engine/sim/sim_model.h"

#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace stipple::sim {
namespace {

TEST(SimModel, TheSameContentHasTheSameHash) {
    const auto one = test::flatModel();
    const auto two = test::flatModel();
    EXPECT_EQ(one->contentHash, two->contentHash);
    EXPECT_EQ(one->contentHash, modelHash(*one));
    EXPECT_NE(one->contentHash, 0U);
}

TEST(SimModel, EverythingThatCanChangeAResultChangesTheHash) {
    const std::vector<std::function<void(SimModel&)>> changes{
        [](SimModel& m) { m.mesh.positions_m[5].y += 1e-6f; },
        [](SimModel& m) { m.mesh.normals[5].x += 1e-6f; },
        [](SimModel& m) { m.mesh.uv[5].x += 1e-6f; },
        [](SimModel& m) { std::swap(m.mesh.triangles[5], m.mesh.triangles[6]); },
        [](SimModel& m) { m.mesh.neighbours[5][0] = kNone; },
        [](SimModel& m) { m.cells.zone[9] = kNoZone; },
        [](SimModel& m) { m.cells.position_m[9].y += 1e-6f; },
        [](SimModel& m) { m.cells.normal[9].x += 1e-6f; },
        [](SimModel& m) { m.cells.area_m2 *= 1.001f; },
        [](SimModel& m) { m.cells.spacing_m *= 1.001f; },
        [](SimModel& m) { std::swap(m.cells.width, m.cells.height), ++m.cells.width; },
        [](SimModel& m) { m.zones[0].id = "temple"; },
        [](SimModel& m) { m.zones[0].face = false; },
        [](SimModel& m) { m.zones[0].treatable = false; },
        [](SimModel& m) { m.zones[0].tissue.layers[3].thickness_m *= 1.001f; },
        [](SimModel& m) { m.zones[0].tissue.layers[3].youngsModulus_Pa *= 1.001f; },
        [](SimModel& m) { m.zones[0].tissue.layers[3].poissonRatio *= 1.001f; },
        [](SimModel& m) { m.zones[0].tissue.base = BaseKind::Teeth; },
        [](SimModel& m) { m.zones[0].tissue.boneMask = false; },
        [](SimModel& m) { m.zones[0].tissue.skinSigma_m = 0.0f; },
        [](SimModel& m) { m.zones[0].tissue.lockingStrain = 0.3f; },
        [](SimModel& m) { m.zones.push_back(m.zones[0]); },
        [](SimModel& m) { m.pens[1].id = "other"; },
        [](SimModel& m) { m.pens[1].needles_m[3].x += 1e-6f; },
        [](SimModel& m) { m.pens[1].plateRadius_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].needleCircle_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].needleDiameter_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].tipRadius_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].stroke_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].needleLength_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].depthMin_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].depthMax_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].depthStep_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].depthLabelMax_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].dialTolerance_m *= 1.001f; },
        [](SimModel& m) { m.pens[1].strokeRates_dHz[2] += 1; },
        [](SimModel& m) { m.pens.pop_back(); },
        [](SimModel& m) { m.needling.openingRate *= 1.001f; },
        [](SimModel& m) { m.needling.bleedProbability[4] *= 1.001f; },
        [](SimModel& m) { m.needling.gelSpentPerPuncture *= 1.001f; }};
    std::set<std::uint64_t> seen{test::flatModel()->contentHash};
    for (std::size_t k = 0; k < changes.size(); ++k) {
        const auto model = test::flatModel();
        changes[k](*model);
        EXPECT_TRUE(seen.insert(modelHash(*model)).second) << "change " << k;
    }
}

TEST(SimModel, FinishLinksTheMeshWhenNobodyDid) {
    const auto model = test::flatModel();
    const auto linked = model->mesh.neighbours;
    model->mesh.neighbours.clear();
    finishModel(*model);
    EXPECT_EQ(model->mesh.neighbours, linked);
}

TEST(SimModelDeathTest, AModelWithoutTissueIsOurMistake) {
    const auto model = test::flatModel();
    model->zones.clear();
    EXPECT_DEATH(finishModel(*model), "needs a tissue");
}

} // namespace
} // namespace stipple::sim
