#include "training/app/bullet_patch.h"

#include "engine/platform/wall_clock.h"
#include "training/app/processor_clock.h"

#include <BulletSoftBody/btDeformableBodySolver.h>
#include <BulletSoftBody/btDeformableLinearElasticityForce.h>
#include <BulletSoftBody/btDeformableMultiBodyConstraintSolver.h>
#include <BulletSoftBody/btDeformableMultiBodyDynamicsWorld.h>
#include <BulletSoftBody/btSoftBody.h>
#include <BulletSoftBody/btSoftBodyHelpers.h>
#include <BulletSoftBody/btSoftBodyRigidBodyCollisionConfiguration.h>
#include <BulletSoftBody/btSoftRigidDynamicsWorld.h>
#include <btBulletDynamicsCommon.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace stipple::app {

namespace {

btVector3 bulletVector(const TetraPatch::Vector& v) {
    return {static_cast<btScalar>(v[0]), static_cast<btScalar>(v[1]), static_cast<btScalar>(v[2])};
}

/// The nodes of the patch with an even share of its mass; base and punch cannot be moved by forces.
std::unique_ptr<btSoftBody> softBodyOf(const TetraPatch& patch, btSoftBodyWorldInfo& world) {
    std::vector<btVector3> places;
    for (const TetraPatch::Vector& place : patch.rest_m) {
        places.push_back(bulletVector(place));
    }
    const TetraPatch::Vector& low = patch.rest_m.front();
    const TetraPatch::Vector& high = patch.rest_m.back();
    const double mass_kg =
        patch.density_kgPerM3 * (high[0] - low[0]) * (high[1] - low[1]) * (high[2] - low[2]);
    const auto share_kg = static_cast<btScalar>(mass_kg / static_cast<double>(places.size()));
    const std::vector<btScalar> masses(places.size(), share_kg);
    auto body = std::make_unique<btSoftBody>(&world, static_cast<int>(places.size()), places.data(),
                                             masses.data());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (patch.base[i] != 0 || patch.punch[i] != 0) {
            body->setMass(static_cast<int>(i), 0);
        }
    }
    body->m_cfg.collisions = 0;
    body->setActivationState(DISABLE_DEACTIVATION);
    return body;
}

void movePunch(const TetraPatch& patch, btSoftBody& body, double press_m) {
    for (std::size_t i = 0; i < patch.rest_m.size(); ++i) {
        if (patch.punch[i] != 0) {
            btSoftBody::Node& node = body.m_nodes[static_cast<int>(i)];
            TetraPatch::Vector place = patch.rest_m[i];
            place[2] -= press_m;
            node.m_x = node.m_q = bulletVector(place);
            node.m_v = btVector3(0, 0, 0);
        }
    }
}

/// Presses the body in its world, step by step.
SoftPress press(const TetraPatch& patch, const PressPlan& plan, btDiscreteDynamicsWorld& world,
                btSoftBody& body) {
    SoftPress out;
    const double press_s = plan.press_m / plan.speed_mps;
    out.wantedSteps = static_cast<std::size_t>(std::lround((press_s + plan.hold_s) / plan.step_s));
    const double begin_s = platform::wallClock_s(), busyFrom_s = processorClock_s();
    while (out.steps < out.wantedSteps &&
           (out.steps == 0 || platform::wallClock_s() - begin_s < plan.budget_s)) {
        ++out.steps;
        const double time_s = static_cast<double>(out.steps) * plan.step_s;
        out.pressed_m = std::min(plan.press_m, plan.speed_mps * time_s);
        movePunch(patch, body, out.pressed_m);
        const auto step_s = static_cast<btScalar>(plan.step_s);
        world.stepSimulation(step_s, 1, step_s);
        if (plan.watch) {
            plan.watch(out.steps, out.wantedSteps);
        }
    }
    out.perStep_s = (processorClock_s() - busyFrom_s) / static_cast<double>(out.steps);
    for (std::size_t i = 0; i < patch.rest_m.size(); ++i) {
        const btVector3& now = body.m_nodes[static_cast<int>(i)].m_x;
        TetraPatch::Vector moved{};
        for (std::size_t d = 0; d < 3; ++d) {
            moved[d] = static_cast<double>(now[static_cast<int>(d)]) - patch.rest_m[i][d];
        }
        out.displaced_m.push_back(moved);
    }
    return out;
}

} // namespace

SoftPress pressSoftBody(const TetraPatch& patch, const PressPlan& plan) {
    btSoftBodyRigidBodyCollisionConfiguration collisions;
    btCollisionDispatcher dispatcher(&collisions);
    btDbvtBroadphase broadphase;
    btSequentialImpulseConstraintSolver solver;
    btSoftRigidDynamicsWorld world(&dispatcher, &broadphase, &solver, &collisions);
    world.setGravity(btVector3(0, 0, 0));
    world.getWorldInfo().m_gravity = btVector3(0, 0, 0);
    world.getWorldInfo().air_density = 0;
    const std::unique_ptr<btSoftBody> body = softBodyOf(patch, world.getWorldInfo());
    body->m_materials[0]->m_kLST = 1;
    body->m_cfg.piterations = 10;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    for (const std::array<std::uint32_t, 4>& node : patch.corners) {
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = i + 1; j < 4; ++j) {
                edges.emplace_back(std::min(node[i], node[j]), std::max(node[i], node[j]));
            }
        }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    for (const auto& [from, to] : edges) {
        body->appendLink(static_cast<int>(from), static_cast<int>(to), nullptr, false);
    }
    world.addSoftBody(body.get());
    SoftPress out = press(patch, plan, world, *body);
    world.removeSoftBody(body.get());
    return out;
}

SoftPress pressDeformable(const TetraPatch& patch, const PressPlan& plan) {
    btSoftBodyRigidBodyCollisionConfiguration collisions;
    btCollisionDispatcher dispatcher(&collisions);
    btDbvtBroadphase broadphase;
    btDeformableBodySolver bodySolver;
    btDeformableMultiBodyConstraintSolver solver;
    solver.setDeformableSolver(&bodySolver);
    btDeformableMultiBodyDynamicsWorld world(&dispatcher, &broadphase, &solver, &collisions,
                                             &bodySolver);
    world.setGravity(btVector3(0, 0, 0));
    world.getWorldInfo().m_gravity = btVector3(0, 0, 0);
    // without projection the world takes a preconditioner that is never filled in implicit steps,
    // and nothing moves
    world.setUseProjection(true);
    world.setImplicit(true);
    const std::unique_ptr<btSoftBody> body = softBodyOf(patch, world.getWorldInfo());
    for (const std::array<std::uint32_t, 4>& node : patch.corners) {
        body->appendTetra(static_cast<int>(node[0]), static_cast<int>(node[1]),
                          static_cast<int>(node[2]), static_cast<int>(node[3]));
    }
    btSoftBodyHelpers::generateBoundaryFaces(body.get());
    body->initializeDmInverse();
    body->m_tetraScratches.resize(body->m_tetras.size());
    body->m_tetraScratchesTn.resize(body->m_tetras.size());
    body->setSpringStiffness(0);
    body->m_cfg.kDP = 0;
    body->setSelfCollision(false);
    world.addSoftBody(body.get());
    const double nu = patch.poissonRatio;
    const double shear_Pa = patch.youngsModulus_Pa / (2.0 * (1.0 + nu));
    const double lame_Pa = patch.youngsModulus_Pa * nu / ((1.0 + nu) * (1.0 - 2.0 * nu));
    btDeformableLinearElasticityForce elasticity(static_cast<btScalar>(shear_Pa),
                                                 static_cast<btScalar>(lame_Pa));
    world.addForce(body.get(), &elasticity);
    SoftPress out = press(patch, plan, world, *body);
    world.removeForce(body.get(), &elasticity);
    world.removeSoftBody(body.get());
    return out;
}

} // namespace stipple::app
