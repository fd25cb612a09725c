#pragma once

namespace stipple::sim {

// How far skin beside the rim of a plate is stretched along its surface: because the plate sinks
// it, because the plate draws it along, because the support hand pulls it. Each is a mean over
// kBesideRim of the plate's radius (plate_contact.h), for an ideal rim strains the skin at its edge
// without bound. How the skin moves along itself as the plate sinks does not count: on a nearly
// incompressible solid it hardly does.

/// Stretch of skin whose surface falls by `fall_m` over `along_m`: sqrt(1 + slope^2) - 1, which is
/// slope^2 / 2 for small slopes. The straight line between two points is the least that the skin
/// between them can be stretched to. 0 without a length.
[[nodiscard]] double slopeStretch(double fall_m, double along_m);

/// What of the way that a gripped disc is drawn sideways the surface goes along, `away` disc radii
/// from its middle in the line of the way; 1 at 1 and under the disc. Exact on a half-space, as
/// the stiffness 8 G a / (2 - nu) is: 2 / pi (asin(1 / r) + nu / (2 - nu) sqrt(r^2 - 1) / r^2)
/// (Mindlin's traction over Cerruti's point force, Johnson 1985, chapter 3.9).
[[nodiscard]] double drawnShare(double away, double poissonRatio);

/// Mean strain along the way beside a disc that is drawn by `drawn_m`, from its rim to `over_m`
/// beyond: a stretch behind it and as much of a compression before it. Small strain.
[[nodiscard]] double drawnStrain(double drawn_m, double radius_m, double over_m,
                                 double poissonRatio);

/// What of a pull's strain lies along a way at an angle of the given cosine to it: the skin keeps
/// its width across the pull, as in dermisTension_NperM.
[[nodiscard]] double pulledStrain(double strain, double cosine);

/// Told as shares: 0.1 = 10 %.
struct SkinStretch {
    float rim = 0.0f;   ///< by the plate's sinking, where the skin falls most to its rim
    float drawn = 0.0f; ///< behind a plate that draws the skin along; before it a compression
    float pull = 0.0f;  ///< of the support hand
    float most = 0.0f;  ///< all in one line, the most that they can make
};
[[nodiscard]] SkinStretch skinStretch(double rim, double drawn, double pull);

} // namespace stipple::sim
