#include "engine/sim/layered_flexibility.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"

// In a layer, displacements along the surface u(z) sin(kx) and into it w(z) cos(kx) that satisfy
// the equations of elasticity are sums of four: two that die away downwards and two that die away
// upwards. With x = k z and kappa = 3 - 4 nu the first two are, times exp(-x),
//   u, w = 1, 1            with tractions over 2 mu k: -1, -1
//   u, w = x, kappa + x    with tractions over 2 mu k: -(1 - 2 nu) - x, -2 (1 - nu) - x
// (shear first, then normal), and the other two are their mirror images in the layer's bottom, with
// w and the shear turned round. Around axes the same functions stand before J1(kr) and J0(kr).
//
// From the base up, what lies below an interface is known by its flexibility F: displacement =
// F traction. A layer on it reflects: upward amplitudes = R downward amplitudes at the bottom, with
// R from F, and e^(-kh) carries them to the top, where the flexibility is known again. Nothing
// grows, and an incompressible layer has no term that would be infinite.

namespace stipple::sim {

namespace {

/// Rows: along the surface, into it.
struct Matrix2 {
    double a, b, c, d;
};

Matrix2 operator*(const Matrix2& m, const Matrix2& n) {
    return {m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c,
            m.c * n.b + m.d * n.d};
}

Matrix2 operator+(const Matrix2& m, const Matrix2& n) {
    return {m.a + n.a, m.b + n.b, m.c + n.c, m.d + n.d};
}

Matrix2 operator-(const Matrix2& m, const Matrix2& n) {
    return {m.a - n.a, m.b - n.b, m.c - n.c, m.d - n.d};
}

Matrix2 operator*(double scale, const Matrix2& m) {
    return {scale * m.a, scale * m.b, scale * m.c, scale * m.d};
}

Matrix2 inverse(const Matrix2& m) {
    return (1.0 / (m.a * m.d - m.b * m.c)) * Matrix2{m.d, -m.b, -m.c, m.a};
}

/// The four solutions where their amplitudes are given: displacements and tractions over 2 mu k.
struct Waves {
    Matrix2 downMove, downPull, upMove, upPull;
};

Waves wavesOf(double poisson) {
    const double kappa = 3.0 - 4.0 * poisson;
    const double shear = 1.0 - 2.0 * poisson;
    const double normal = 2.0 * (1.0 - poisson);
    return {.downMove = {1.0, 0.0, 1.0, kappa},
            .downPull = {-1.0, -shear, -1.0, -normal},
            .upMove = {1.0, 0.0, -1.0, -kappa},
            .upPull = {1.0, shear, -1.0, -normal}};
}

double twoShearModulus_Pa(const ElasticLayer& layer) {
    return layer.youngsModulus_Pa / (1.0 + layer.poissonRatio);
}

/// Flexibility of a layer's top from that of what it lies on; metres per pascal.
Matrix2 flexibilityOnTop(const ElasticLayer& layer, const Matrix2& below, double waveNumber_perM) {
    const Waves waves = wavesOf(layer.poissonRatio);
    const double scale = twoShearModulus_Pa(layer) * waveNumber_perM;
    const Matrix2 soft = scale * below;
    const Matrix2 reflected =
        inverse(waves.upMove - soft * waves.upPull) * (soft * waves.downPull - waves.downMove);
    const double x = waveNumber_perM * layer.thickness_m;
    const double decay = fixedExp(-x);
    const Matrix2 carry{decay, decay * x, 0.0, decay};
    const Matrix2 back = carry * reflected * carry;
    return (1.0 / scale) *
           ((waves.downMove + waves.upMove * back) * inverse(waves.downPull + waves.upPull * back));
}

} // namespace

LayeredSolid layeredSolid(const TissueStack& stack) {
    LayeredSolid solid;
    for (const TissueLayer& layer : stack.layers) {
        if (layer.thickness_m > 0.0f) {
            solid.layers.push_back({.thickness_m = static_cast<double>(layer.thickness_m),
                                    .youngsModulus_Pa = static_cast<double>(layer.youngsModulus_Pa),
                                    .poissonRatio = static_cast<double>(layer.poissonRatio)});
        }
    }
    return solid;
}

double surfaceFlexibility_mPerPa(const LayeredSolid& solid, double waveNumber_perM) {
    STIPPLE_ASSERT(!solid.layers.empty() && waveNumber_perM > 0.0, "a solid and a wave");
    Matrix2 flexibility{0.0, 0.0, 0.0, 0.0}; // of the rigid base
    std::size_t above = solid.layers.size();
    if (!solid.rigidBase) {
        const ElasticLayer& deep = solid.layers[--above];
        const Waves waves = wavesOf(deep.poissonRatio);
        flexibility = (1.0 / (twoShearModulus_Pa(deep) * waveNumber_perM)) *
                      (waves.downMove * inverse(waves.downPull));
    }
    while (above > 0) {
        flexibility = flexibilityOnTop(solid.layers[--above], flexibility, waveNumber_perM);
    }
    // a pressure is a negative traction
    return -flexibility.d;
}

double shortWaveFlexibility_perPa(const LayeredSolid& solid) {
    const ElasticLayer& top = solid.layers.front();
    return 2.0 * (1.0 - top.poissonRatio * top.poissonRatio) / top.youngsModulus_Pa;
}

double longWaveFlexibility_mPerPa(const LayeredSolid& solid) {
    double sum = 0.0;
    if (solid.rigidBase) {
        for (const ElasticLayer& layer : solid.layers) {
            const double nu = layer.poissonRatio;
            sum += layer.thickness_m * (1.0 + nu) * (1.0 - 2.0 * nu) /
                   ((1.0 - nu) * layer.youngsModulus_Pa);
        }
    }
    return sum;
}

double thickness_m(const LayeredSolid& solid) {
    double sum_m = 0.0;
    for (const ElasticLayer& layer : solid.layers) {
        sum_m += layer.thickness_m;
    }
    return sum_m;
}

} // namespace stipple::sim
