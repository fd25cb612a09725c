#include "training/app/tetra_patch.h"

#include "engine/base/assert.h"

#include <utility>

namespace stipple::app {

namespace {

using Vector = TetraPatch::Vector;
using Field = std::vector<Vector>;

Vector minus(const Vector& a, const Vector& b) {
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

Vector cross(const Vector& a, const Vector& b) {
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const Vector& a, const Vector& b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

double dot(const Field& a, const Field& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += dot(a[i], b[i]);
    }
    return sum;
}

void addNodes(const PatchPlan& plan, TetraPatch& patch) {
    const double square_m2 = plan.punchRadius_m * plan.punchRadius_m;
    for (std::uint32_t k = 0; k <= plan.down; ++k) {
        for (std::uint32_t j = 0; j <= plan.across; ++j) {
            for (std::uint32_t i = 0; i <= plan.across; ++i) {
                const double x_m = plan.width_m * (static_cast<double>(i) / plan.across - 0.5);
                const double y_m = plan.width_m * (static_cast<double>(j) / plan.across - 0.5);
                patch.rest_m.push_back({x_m, y_m, plan.height_m * k / plan.down});
                patch.base.push_back(k == 0 ? 1 : 0);
                patch.punch.push_back(k == plan.down && x_m * x_m + y_m * y_m < square_m2 ? 1 : 0);
            }
        }
    }
}

/// The five tetrahedra of a cube, corners numbered around the bottom and then around the top.
void addCube(const std::array<std::uint32_t, 8>& corner, bool turned, TetraPatch& patch) {
    static constexpr std::array<std::array<std::size_t, 4>, 5> kPlain{
        {{0, 1, 3, 4}, {1, 2, 3, 6}, {1, 4, 6, 5}, {3, 4, 7, 6}, {1, 3, 4, 6}}};
    static constexpr std::array<std::array<std::size_t, 4>, 5> kTurned{
        {{0, 1, 2, 5}, {0, 2, 3, 7}, {0, 5, 7, 4}, {2, 5, 6, 7}, {0, 2, 7, 5}}};
    for (const std::array<std::size_t, 4>& four : turned ? kTurned : kPlain) {
        std::array<std::uint32_t, 4> node{corner[four[0]], corner[four[1]], corner[four[2]],
                                          corner[four[3]]};
        const Vector& at = patch.rest_m[node[0]];
        const Vector a = minus(patch.rest_m[node[1]], at), b = minus(patch.rest_m[node[2]], at);
        if (dot(cross(a, b), minus(patch.rest_m[node[3]], at)) < 0.0) {
            std::swap(node[2], node[3]);
        }
        patch.corners.push_back(node);
    }
}

bool fixed(const TetraPatch& patch, std::size_t node) {
    return patch.base[node] != 0 || patch.punch[node] != 0;
}

/// The part of nodeForces_N that displacements of the free nodes resist with, 0 at the others.
Field resistance_N(const TetraPatch& patch, const Field& moved_m) {
    Field out = nodeForces_N(patch, moved_m);
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (double& part : out[i]) {
            part = fixed(patch, i) ? 0.0 : -part;
        }
    }
    return out;
}

void addScaled(Field& sum, double scale, const Field& other) {
    for (std::size_t i = 0; i < sum.size(); ++i) {
        for (std::size_t d = 0; d < 3; ++d) {
            sum[i][d] += scale * other[i][d];
        }
    }
}

} // namespace

TetraPatch tetraPatch(const PatchPlan& plan) {
    TetraPatch patch;
    patch.youngsModulus_Pa = plan.youngsModulus_Pa;
    patch.poissonRatio = plan.poissonRatio;
    patch.density_kgPerM3 = plan.density_kgPerM3;
    addNodes(plan, patch);
    const std::uint32_t row = plan.across + 1, level = row * row;
    for (std::uint32_t k = 0; k < plan.down; ++k) {
        for (std::uint32_t j = 0; j < plan.across; ++j) {
            for (std::uint32_t i = 0; i < plan.across; ++i) {
                const std::uint32_t at = k * level + j * row + i;
                addCube({at, at + 1, at + row + 1, at + row, at + level, at + level + 1,
                         at + level + row + 1, at + level + row},
                        (i + j + k) % 2 == 1, patch);
            }
        }
    }
    return patch;
}

std::vector<Vector> nodeForces_N(const TetraPatch& patch, const std::vector<Vector>& displaced_m) {
    const double nu = patch.poissonRatio;
    const double shear_Pa = patch.youngsModulus_Pa / (2.0 * (1.0 + nu));
    const double lame_Pa = patch.youngsModulus_Pa * nu / ((1.0 + nu) * (1.0 - 2.0 * nu));
    Field force_N(patch.rest_m.size(), Vector{});
    for (const std::array<std::uint32_t, 4>& node : patch.corners) {
        const Vector& at = patch.rest_m[node[0]];
        const Vector a = minus(patch.rest_m[node[1]], at), b = minus(patch.rest_m[node[2]], at),
                     c = minus(patch.rest_m[node[3]], at);
        const double sixfold_m3 = dot(cross(a, b), c);
        // gradients of the corners' shape functions
        std::array<Vector, 4> gradient{};
        const std::array<Vector, 3> across{cross(b, c), cross(c, a), cross(a, b)};
        for (std::size_t m = 0; m < 3; ++m) {
            for (std::size_t d = 0; d < 3; ++d) {
                gradient[m + 1][d] = across[m][d] / sixfold_m3;
                gradient[0][d] -= gradient[m + 1][d];
            }
        }
        std::array<Vector, 3> slope{}; // of the displacement
        for (std::size_t m = 0; m < 4; ++m) {
            const Vector& u = displaced_m[node[m]];
            for (std::size_t d = 0; d < 3; ++d) {
                for (std::size_t e = 0; e < 3; ++e) {
                    slope[d][e] += u[d] * gradient[m][e];
                }
            }
        }
        const double swelling = slope[0][0] + slope[1][1] + slope[2][2];
        for (std::size_t m = 0; m < 4; ++m) {
            for (std::size_t d = 0; d < 3; ++d) {
                double stress = lame_Pa * swelling * gradient[m][d];
                for (std::size_t e = 0; e < 3; ++e) {
                    stress += shear_Pa * (slope[d][e] + slope[e][d]) * gradient[m][e];
                }
                force_N[node[m]][d] -= sixfold_m3 / 6.0 * stress;
            }
        }
    }
    return force_N;
}

double baseForce_N(const TetraPatch& patch, const std::vector<Vector>& displaced_m) {
    const Field force_N = nodeForces_N(patch, displaced_m);
    double sum_N = 0.0;
    for (std::size_t i = 0; i < force_N.size(); ++i) {
        sum_N -= patch.base[i] != 0 ? force_N[i][2] : 0.0;
    }
    return sum_N;
}

std::vector<Vector> atRest_m(const TetraPatch& patch, double press_m) {
    constexpr int kMostRounds = 5000;
    constexpr double kEnough = 1e-6;
    Field out(patch.rest_m.size(), Vector{});
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i][2] = patch.punch[i] != 0 ? -press_m : 0.0;
    }
    Field left = resistance_N(patch, out);
    for (Vector& force : left) {
        force = {-force[0], -force[1], -force[2]};
    }
    Field way = left;
    double square = dot(left, left);
    const double enough = square * kEnough * kEnough;
    for (int round = 0; round < kMostRounds && square > enough; ++round) {
        const Field resisted = resistance_N(patch, way);
        const double step = square / dot(way, resisted);
        addScaled(out, step, way);
        addScaled(left, -step, resisted);
        const double next = dot(left, left);
        for (std::size_t i = 0; i < way.size(); ++i) {
            for (std::size_t d = 0; d < 3; ++d) {
                way[i][d] = left[i][d] + next / square * way[i][d];
            }
        }
        square = next;
    }
    STIPPLE_ASSERT(square <= enough, "conjugate gradients end on a positive matrix");
    return out;
}

} // namespace stipple::app
