#pragma once

#include "engine/sim/tissue_layers.h"

#include <vector>

namespace stipple::sim {

/// One isotropic linear elastic layer.
struct ElasticLayer {
    double thickness_m = 0.0;
    double youngsModulus_Pa = 0.0;
    double poissonRatio = 0.0; ///< 0 to 0.5; 0.5 is incompressible and allowed
};

/// Layers bonded to each other, from the surface down.
struct LayeredSolid {
    std::vector<ElasticLayer> layers;
    /// What the last layer lies on. true: bonded to something rigid; false: it goes on for ever,
    /// and its thickness does not count.
    bool rigidBase = true;
};

/// The layers of a tissue that are there, on its rigid base.
[[nodiscard]] LayeredSolid layeredSolid(const TissueStack& stack);

/// How far the surface of the solid sinks under a normal load that varies along it as a wave, over
/// the amplitude of that load: metres per pascal. The load is free of friction, the strains are
/// small. Positive; the wave number must be above 0.
///
/// This is the kernel of all load distributions: a pressure with the Hankel transform p(k) sinks
/// the surface by the transform C(k) p(k). Layer by layer it is exact; the recursion only uses
/// decaying exponentials, so neither thick nor very thin nor incompressible layers break it.
[[nodiscard]] double surfaceFlexibility_mPerPa(const LayeredSolid& solid, double waveNumber_perM);

/// C(k) k for k without bound: 2 (1 - nu^2) / E of the first layer.
[[nodiscard]] double shortWaveFlexibility_perPa(const LayeredSolid& solid);

/// C(k) for k towards 0 over a rigid base: thickness over the modulus of confined compression,
/// summed over the layers. Infinite without a base is told as 0.
[[nodiscard]] double longWaveFlexibility_mPerPa(const LayeredSolid& solid);

/// Thickness of all layers together.
[[nodiscard]] double thickness_m(const LayeredSolid& solid);

} // namespace stipple::sim
