#include "training/app/bench_mechanics.h"

#include "engine/sim/layered_punch.h"
#include "engine/sim/pen_pose.h"
#include "engine/sim/skin_walk.h"
#include "engine/sim/step.h"
#include "training/app/bullet_patch.h"
#include "training/app/processor_clock.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>

namespace stipple::app {

namespace {

constexpr int kPressRounds = 5;
// of the deformable, which takes a second for a step
constexpr double kDeformableBudget_s = 75.0;

void tell(const char* what, std::size_t step, std::size_t of) {
    std::fprintf(stderr, "\rmechanics: %s, step %zu of %zu   ", what, step, of);
    std::fflush(stderr);
}

sim::TissueStack tissueOf(const PatchPlan& plan) {
    sim::TissueStack tissue;
    for (sim::TissueLayer& layer : tissue.layers) {
        layer = {static_cast<float>(plan.height_m) / static_cast<float>(sim::kSoftLayerCount),
                 static_cast<float>(plan.youngsModulus_Pa), static_cast<float>(plan.poissonRatio)};
    }
    tissue.lockingStrain = 0.0f; // linear, as the patch is
    return tissue;
}

// a flat square as wide as the patch, its surface about as finely cut as the patch has nodes
void layOut(const PatchPlan& plan, sim::SimModel& model) {
    constexpr std::uint32_t kAcross = 100;
    const auto width_m = static_cast<float>(plan.width_m);
    for (std::uint32_t j = 0; j <= kAcross; ++j) {
        for (std::uint32_t i = 0; i <= kAcross; ++i) {
            const glm::vec2 uv(static_cast<float>(i) / kAcross, static_cast<float>(j) / kAcross);
            model.mesh.positions_m.push_back(
                {(uv.x - 0.5f) * width_m, 0.0f, (uv.y - 0.5f) * width_m});
            model.mesh.normals.push_back({0.0f, 1.0f, 0.0f});
            model.mesh.uv.push_back(uv);
            if (i < kAcross && j < kAcross) {
                const std::uint32_t a = j * (kAcross + 1) + i, b = a + kAcross + 1;
                model.mesh.triangles.push_back({a, b, a + 1});
                model.mesh.triangles.push_back({a + 1, b, b + 1});
            }
        }
    }
    sim::linkNeighbours(model.mesh);
    sim::SkinCells& cells = model.cells;
    cells.width = cells.height = 80;
    cells.spacing_m = width_m / static_cast<float>(cells.width);
    cells.area_m2 = cells.spacing_m * cells.spacing_m;
    const auto middleOf_m = [&](std::uint32_t number) {
        return (static_cast<float>(number) + 0.5f) * cells.spacing_m - 0.5f * width_m;
    };
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 0; column < cells.width; ++column) {
            cells.zone.push_back(0);
            cells.position_m.push_back({middleOf_m(column), 0.0f, middleOf_m(row)});
            cells.normal.push_back({0.0f, 1.0f, 0.0f});
        }
    }
}

std::unique_ptr<sim::SimModel> modelOf(const PatchPlan& plan, const Exercise& exercise) {
    auto model = std::make_unique<sim::SimModel>();
    layOut(plan, *model);
    sim::SkinZone zone;
    zone.id = "patch";
    zone.tissue = tissueOf(plan);
    model->zones.push_back(zone);
    sim::PenDevice pen = exercise.model->pens.front();
    pen.plateRadius_m = static_cast<float>(plan.punchRadius_m);
    pen.openingRadius_m = 0.0f;
    model->pens.push_back(pen);
    model->needling = exercise.model->needling;
    // elastic, and nobody stretches it
    model->needling.rateMost = 1.0f;
    model->needling.tractionShare = 0.0f;
    sim::finishModel(*model);
    return model;
}

struct OurPress {
    double perStep_s = 0.0, force_N = 0.0;
};

// the whole tick, needles and all
OurPress pressOurs(const sim::SimModel& model, const PressPlan& plan) {
    sim::SimState state = sim::startState(model, 1);
    const auto ticks = static_cast<std::uint32_t>(
        (plan.press_m / plan.speed_mps + plan.hold_s) * kTickRate_Hz + 0.5);
    OurPress out;
    const double begin_s = processorClock_s();
    for (std::uint32_t tick = 1; tick <= ticks; ++tick) {
        const double press_m =
            std::min(plan.press_m, plan.speed_mps * static_cast<double>(tick) / kTickRate_Hz);
        sim::PenSample sample;
        sim::setPose(sample, {0.0f, -static_cast<float>(press_m), 0.0f},
                     sim::orientationAlong({0.0f, 1.0f, 0.0f}));
        sample.tracking = sim::Tracking::Good;
        sample.needle_um = 500;
        sample.strokeRate_dHz = 1200;
        out.force_N = static_cast<double>(sim::step(model, state, sample).contact.force_N);
    }
    out.perStep_s = (processorClock_s() - begin_s) / ticks;
    return out;
}

double errorOf(double force_N, double true_N) {
    return std::abs(force_N / true_N - 1.0);
}

// the same of a press that ended early: the truth is linear in the depth
double errorOf(const SoftPress& pressed, double force_N, double true_N, double press_m) {
    return errorOf(force_N, true_N * pressed.pressed_m / press_m);
}

struct Measured {
    double reference_N = 0.0, sameMesh_N = 0.0;
    OurPress ours;
    SoftPress soft, deformable;
    double soft_N = 0.0, deformable_N = 0.0;
};

Measured measure(const PatchPlan& patchPlan, const TetraPatch& patch, const Exercise& exercise) {
    Measured out;
    PressPlan plan;
    const sim::LayeredSolid solid{
        {{patchPlan.height_m, patchPlan.youngsModulus_Pa, patchPlan.poissonRatio}}, true};
    out.reference_N = plan.press_m * sim::flatPunchStiffness_NperM(solid, patchPlan.punchRadius_m);
    const std::unique_ptr<sim::SimModel> model = modelOf(patchPlan, exercise);
    std::vector<double> ours_s, soft_s;
    for (int round = 0; round < kPressRounds; ++round) {
        tell("tissue step and soft body, round", static_cast<std::size_t>(round) + 1, kPressRounds);
        out.ours = pressOurs(*model, plan);
        ours_s.push_back(out.ours.perStep_s);
        out.soft = pressSoftBody(patch, plan);
        soft_s.push_back(out.soft.perStep_s);
    }
    out.ours.perStep_s = median(ours_s);
    out.soft.perStep_s = median(soft_s);
    tell("the mesh at rest", 1, 1);
    out.sameMesh_N = baseForce_N(patch, atRest_m(patch, plan.press_m));
    plan.budget_s = kDeformableBudget_s;
    plan.watch = [](std::size_t step, std::size_t of) { tell("deformable", step, of); };
    out.deformable = pressDeformable(patch, plan);
    std::fprintf(stderr, "\n");
    out.soft_N = baseForce_N(patch, out.soft.displaced_m);
    out.deformable_N = baseForce_N(patch, out.deformable.displaced_m);
    return out;
}

} // namespace

std::vector<BenchFigure> benchMechanics(const Exercise& exercise) {
    const PatchPlan plan;
    const TetraPatch patch = tetraPatch(plan);
    const Measured m = measure(plan, patch, exercise);
    const char* part = "mechanics";
    const double press_m = PressPlan{}.press_m;
    return {
        {part, "nodes of the patch", "1", static_cast<double>(patch.rest_m.size())},
        {part, "tetrahedra", "1", static_cast<double>(patch.corners.size())},
        {part, "force, layered reference", "mN", 1e3 * m.reference_N},
        {part, "force, the mesh at rest, punch holding on", "mN", 1e3 * m.sameMesh_N},
        {part, "force, tissue step", "mN", 1e3 * m.ours.force_N},
        {part, "force, Bullet soft body", "mN", 1e3 * m.soft_N},
        {part, "force, Bullet deformable", "mN", 1e3 * m.deformable_N},
        {part, "one tissue step, needles and all", "ms", 1e3 * m.ours.perStep_s},
        {part, "one step of Bullet's soft body", "ms", 1e3 * m.soft.perStep_s},
        {part, "one step of Bullet's deformable", "ms", 1e3 * m.deformable.perStep_s},
        {part, fmt::format("deformable steps done, of {}", m.deformable.wantedSteps), "1",
         static_cast<double>(m.deformable.steps)},
        {part, "depth of the deformable's punch then", "mm", 1e3 * m.deformable.pressed_m},
        {part, "force_error_ours", "1", errorOf(m.ours.force_N, m.reference_N), 0.05},
        {part, "force_error_bullet_soft_body", "1", errorOf(m.soft_N, m.reference_N)},
        {part, "force_error_bullet_soft_body_same_mesh", "1", errorOf(m.soft_N, m.sameMesh_N)},
        {part, "force_error_bullet_deformable", "1",
         errorOf(m.deformable, m.deformable_N, m.reference_N, press_m)},
        {part, "force_error_bullet_deformable_same_mesh", "1",
         errorOf(m.deformable, m.deformable_N, m.sameMesh_N, press_m)},
        {part, "time_ratio_to_bullet", "1", m.ours.perStep_s / m.soft.perStep_s, 0.05},
        {part, "time_ratio_to_bullet_deformable", "1", m.ours.perStep_s / m.deformable.perStep_s,
         0.01},
    };
}

} // namespace stipple::app
