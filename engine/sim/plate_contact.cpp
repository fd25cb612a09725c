#include "engine/sim/plate_contact.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/layered_cholesky.h"

#include <algorithm>
#include <array>
#include <span>

// The pressure is constant over the width of a ring; around it, it is a sum of cosines as long as
// there are sectors. A pressure cos(m angle) on ring j sinks ring i, on the mean and in proportion
// to its area, by the integral of C(k) I_i I_j k dk, I_i that of J_m(k r) r over the ring; so in
// the patches' own pressures the matrix is symmetric and positive definite, and the contact (no
// pull, no overlap, one of both zero) has exactly one solution.

namespace stipple::sim {

namespace {

constexpr double kRounding = 1e-9; ///< of the largest interference: what counts as touching

/// What the patches would overlap undeformed, in proportion to their areas.
void setInterference(const PlateShape& shape, const PlatePose& pose, PlateWork& work) {
    const std::size_t sectors = shape.grid.sectors;
    work.wanted.resize(shape.grid.rings * sectors);
    for (std::size_t i = 0; i < shape.grid.rings; ++i) {
        const double upright = pose.press_m * shape.area[i] - pose.bend_m * shape.second[i];
        for (std::size_t l = 0; l < sectors; ++l) {
            work.wanted[i * sectors + l] =
                upright - pose.tilt_m * shape.firstMoment[i] * shape.cosine[l];
        }
    }
}

/// Pressures of the touching patches alone, for no gap and no overlap there; 0 elsewhere.
void pressTouching(const PlateFlexibility& flexibility, PlateWork& work) {
    const std::size_t size = work.touch.size();
    work.index.clear();
    work.right.clear();
    for (std::size_t k = 0; k < size; ++k) {
        if (work.touch[k] != 0) {
            work.index.push_back(k);
            work.right.push_back(work.wanted[k]);
        }
    }
    const std::size_t count = work.index.size();
    if (count == size) {
        solvePositive(flexibility.factor, size, work.right);
    } else {
        work.matrix.resize(count * count);
        for (std::size_t i = 0; i < count; ++i) {
            const double* row = &flexibility.patches[work.index[i] * size];
            for (std::size_t j = 0; j <= i; ++j) {
                work.matrix[i * count + j] = row[work.index[j]];
            }
        }
        const bool positive = factorPositive(work.matrix, count);
        STIPPLE_ASSERT(positive, "part of a positive matrix is positive");
        solvePositive(work.matrix, count, work.right);
    }
    work.pressure_Pa.assign(size, 0.0);
    for (std::size_t i = 0; i < count; ++i) {
        work.pressure_Pa[work.index[i]] = work.right[i];
    }
}

/// Overlap that the pressures leave at a patch, in proportion to its ring's area.
double overlapAt(const PlateFlexibility& flexibility, const PlateWork& work, std::size_t patch) {
    const double* row = &flexibility.patches[patch * work.touch.size()];
    double sunk = 0.0;
    for (std::size_t i = 0; i < work.index.size(); ++i) {
        sunk += row[work.index[i]] * work.right[i];
    }
    return work.wanted[patch] - sunk;
}

/// Turns over the patches that pull or overlap: all of them, or only the last one. That one at a
/// time ends for certain (Murty); all at once nearly always does, and much sooner.
bool correctTouch(const PlateFlexibility& flexibility, double rounding, bool onlyLast,
                  PlateWork& work) {
    bool changed = false;
    for (std::size_t k = work.touch.size(); k-- > 0;) {
        std::uint8_t& touch = work.touch[k];
        const bool wrong =
            touch != 0 ? work.pressure_Pa[k] < 0.0 : overlapAt(flexibility, work, k) > rounding;
        if (wrong) {
            touch = touch != 0 ? 0 : 1;
            changed = true;
            if (onlyLast) {
                return true;
            }
        }
    }
    return changed;
}

PlateAnswer answerOf(const PlateShape& shape, const PlateFlexibility& flexibility,
                     const PlatePose& pose, const PlateWork& work) {
    const std::size_t rings = shape.grid.rings, sectors = shape.grid.sectors;
    const double a = flexibility.radius_m;
    const double share = 1.0 / static_cast<double>(sectors);
    PlateAnswer out;
    double all = 0.0, touched = 0.0;
    std::array<double, 2> beside_m{}, besideCosine_m{};
    for (std::size_t i = 0; i < rings; ++i) {
        double mean_Pa = 0.0, cosine_Pa = 0.0;
        for (std::size_t l = 0; l < sectors; ++l) {
            const double pressure_Pa = work.pressure_Pa[i * sectors + l];
            mean_Pa += share * pressure_Pa;
            cosine_Pa += 2.0 * share * shape.cosine[l] * pressure_Pa;
            out.peakPressure_Pa = std::max(out.peakPressure_Pa, pressure_Pa);
            if (pressure_Pa > 0.0) {
                touched += share * shape.area[i];
                out.touchedRadius = shape.edge[i + 1];
            }
        }
        all += shape.area[i];
        out.force_N += 2.0 * kPi * a * a * shape.area[i] * mean_Pa;
        out.moment_Nm -= kPi * a * a * a * shape.firstMoment[i] * cosine_Pa;
        for (std::size_t s = 0; s < kSkinPlaces; ++s) {
            out.sunk_m[s] += flexibility.mean[s][i] * mean_Pa;
            out.sunkSlope_m[s] += flexibility.slope[s][i] * cosine_Pa;
        }
        for (std::size_t b = 0; b < 2; ++b) {
            beside_m[b] += flexibility.beside[b][i] * mean_Pa;
            besideCosine_m[b] += flexibility.besideCosine[b][i] * cosine_Pa;
        }
    }
    const double rim_m = beside_m[0] + std::max(besideCosine_m[0], -besideCosine_m[0]);
    const double plate_m = pose.press_m + std::max(pose.tilt_m, -pose.tilt_m) - pose.bend_m;
    // rings of constant pressure leave the very rim of the skin above a plate that touches there
    out.fall_m =
        std::max(rim_m, plate_m) - beside_m[1] - std::max(besideCosine_m[1], -besideCosine_m[1]);
    out.touchedShare = touched / all;
    return out;
}

/// The patches' own matrix from those of the harmonics.
std::vector<double> patchMatrix(const PlateShape& shape, const std::vector<double>& harmonic) {
    const std::size_t rings = shape.grid.rings, sectors = shape.grid.sectors;
    const std::size_t size = rings * sectors;
    std::vector<double> out(size * size, 0.0);
    for (std::size_t i = 0; i < rings; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            for (std::size_t l = 0; l < sectors; ++l) {
                for (std::size_t n = 0; n < sectors; ++n) {
                    double sum = 0.0;
                    for (std::size_t m = 0; m < sectors; ++m) {
                        sum += harmonic[(m * rings + i) * rings + j] * shape.turn[l * sectors + m] *
                               shape.turn[n * sectors + m];
                    }
                    out[(i * sectors + l) * size + j * sectors + n] = sum;
                    out[(j * sectors + n) * size + i * sectors + l] = sum;
                }
            }
        }
    }
    return out;
}

/// What one wave does to the skin beside the rim.
void addBesideRim(const PlateShape& shape, std::size_t wave, double flexibility,
                  PlateFlexibility& out) {
    const std::size_t rings = shape.grid.rings;
    const double* ring = &shape.ring[wave * shape.grid.sectors * rings];
    for (std::size_t b = 0; b < 2; ++b) {
        const double mean = flexibility * shape.beside[wave * 4 + b * 2];
        const double cosine = flexibility * shape.beside[wave * 4 + b * 2 + 1];
        for (std::size_t i = 0; i < rings; ++i) {
            out.beside[b][i] += mean * ring[i];
            out.besideCosine[b][i] += cosine * ring[rings + i];
        }
    }
}

} // namespace

double deepestPress_m(double openingShare, const PlatePose& pose) {
    const double lift_m = pose.tilt_m < 0.0 ? -pose.tilt_m : pose.tilt_m;
    const auto pressAt = [&](double r) { return pose.press_m + lift_m * r - pose.bend_m * r * r; };
    if (pose.bend_m <= 0.0) {
        return pressAt(1.0);
    }
    return pressAt(std::clamp(lift_m / (2.0 * pose.bend_m), openingShare, 1.0));
}

std::vector<double> waveFlexibility(const PlateShape& shape, const LayeredSolid& solid,
                                    double radius_m) {
    std::vector<double> out(shape.wave.size());
    for (std::size_t q = 0; q < out.size(); ++q) {
        out[q] = shape.weight[q] * surfaceFlexibility_mPerPa(solid, shape.wave[q] / radius_m);
    }
    return out;
}

std::vector<double> tautened(const PlateShape& shape, std::span<const double> waveFlexibility,
                             double radius_m, double tension_NperM) {
    std::vector<double> out(waveFlexibility.begin(), waveFlexibility.end());
    for (std::size_t q = 0; q < out.size(); ++q) {
        const double wave_perM = shape.wave[q] / radius_m;
        const double flexibility_mPerPa = out[q] / shape.weight[q];
        out[q] /= 1.0 + tension_NperM * wave_perM * wave_perM * flexibility_mPerPa;
    }
    return out;
}

PlateFlexibility plateFlexibility(const PlateShape& shape, const LayeredSolid& solid,
                                  double radius_m) {
    return plateFlexibility(shape, waveFlexibility(shape, solid, radius_m), radius_m);
}

PlateFlexibility plateFlexibility(const PlateShape& shape, std::span<const double> waveFlexibility,
                                  double radius_m) {
    const std::size_t rings = shape.grid.rings, sectors = shape.grid.sectors;
    PlateFlexibility out;
    out.radius_m = radius_m;
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        out.mean[s].assign(rings, 0.0);
        out.slope[s].assign(rings, 0.0);
    }
    for (std::size_t b = 0; b < 2; ++b) {
        out.beside[b].assign(rings, 0.0);
        out.besideCosine[b].assign(rings, 0.0);
    }
    // sinking of the rings under each harmonic of the pressure
    std::vector<double> harmonic(sectors * rings * rings, 0.0);
    for (std::size_t q = 0; q < shape.wave.size(); ++q) {
        const double flexibility = waveFlexibility[q];
        const double* ring = &shape.ring[q * sectors * rings];
        for (std::size_t m = 0; m < sectors; ++m) {
            for (std::size_t i = 0; i < rings; ++i) {
                const double scaled = flexibility * ring[m * rings + i];
                double* row = &harmonic[(m * rings + i) * rings];
                for (std::size_t j = 0; j <= i; ++j) {
                    row[j] += scaled * ring[m * rings + j];
                }
            }
        }
        const double* place = &shape.place[q * 2 * kSkinPlaces];
        for (std::size_t s = 0; s < kSkinPlaces; ++s) {
            const double mean = flexibility * place[s];
            const double slope = flexibility * place[kSkinPlaces + s];
            for (std::size_t i = 0; i < rings; ++i) {
                out.mean[s][i] += mean * ring[i];
                out.slope[s][i] += slope * ring[rings + i];
            }
        }
        addBesideRim(shape, q, flexibility, out);
    }
    out.patches = patchMatrix(shape, harmonic);
    const std::size_t size = rings * sectors;
    out.factor = out.patches;
    const bool positive = factorPositive(out.factor, size);
    STIPPLE_ASSERT(positive, "the flexibility of a solid is positive");
    return out;
}

PlateAnswer solvePlate(const PlateShape& shape, const PlateFlexibility& flexibility,
                       const PlatePose& pose, PlateWork& work) {
    constexpr int kAllAtOnce = 40, kMost = 4000;
    const double deepest_m = deepestPress_m(shape.opening, pose);
    work.touch.resize(shape.grid.rings * shape.grid.sectors, 1);
    if (!(deepest_m > 0.0)) {
        return {};
    }
    setInterference(shape, pose, work);
    const double rounding = kRounding * deepest_m * shape.area[0];
    for (int round = 0; round < kMost; ++round) {
        pressTouching(flexibility, work);
        if (!correctTouch(flexibility, rounding, round >= kAllAtOnce, work)) {
            break;
        }
    }
    return answerOf(shape, flexibility, pose, work);
}

} // namespace stipple::sim
