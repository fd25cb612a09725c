#pragma once

#include "engine/sim/needling_parameters.h"
#include "engine/sim/plate_table.h"
#include "engine/sim/tissue_layers.h"

#include <span>
#include <vector>

namespace stipple::sim {

// A plate that sticks pushes the skin before it. Tension that is in the skin eases first: the
// natural one and the support hand's. Beyond that the skin bears a compression, until it is easier
// for it to rise: then a fold stands before the plate, which takes up what is too long.

/// The dermis as a stiff sheet on the fat, which lies on its base.
struct FoldLaw {
    double wave_m = 0.0;         ///< length of the fold along the way; 0: nothing that could fold
    double membrane_NperM = 0.0; ///< force for each metre of width over compression
    double critical_NperM = 0.0; ///< force at which the flat sheet gives way to the fold
};

/// The wave that gives way first, B k^2 + K(k) / k^2 at its least over the wave number k: bending
/// of the sheet against the fat below. B is that of both layers of the dermis about their common
/// neutral surface, K(k) = 1 / C(k) exact for fat of this thickness on its base. On deep fat it is
/// the classical 2 pi t (E_s / (3 E_f))^(1/3), at a compression of (3 E_f / E_s)^(2/3) / 4 with
/// E / (1 - nu^2) for both (Allen 1969); for K that is the same for all waves it is 2 pi (B /
/// K)^(1/4) (Cerda and Mahadevan 2003). Folds of horny layer and epidermis open and shut first:
/// they count for nothing. Slow: ten microseconds.
[[nodiscard]] FoldLaw foldLaw(const TissueStack& tissue);

/// How high a wave of `wave_m` stands, from trough to crest, that is too long by the share `excess`
/// for its place: 2 wave sqrt(excess) / pi, by the length of its arc at small slopes (Cerda and
/// Mahadevan 2003). 0 without an excess.
[[nodiscard]] double foldHeight_m(double wave_m, double excess);

/// Skin that is pushed before a plate of radius_m.
struct PushedSkin {
    double drawn_m = 0.0;       ///< by the plate, from where it lies at rest
    double radius_m = 0.0;      ///< of the plate
    double poissonRatio = 0.5;  ///< of the skin
    double tension_NperM = 0.0; ///< natural, along the way
    double pulled = 0.0;        ///< strain of the support hand along the way
};

/// The compression over one wave before the plate (drawnStrain), less tension, pull and what the
/// sheet bears, as a height. Never negative; more tension or pull never gives more.
[[nodiscard]] double foldBefore_m(const FoldLaw& law, const PushedSkin& pushed);

/// Natural tension of skin in a direction, newtons per metre: `hold`, holdAlong there, times its
/// mean, of which needling.naturalTension_NperM is the most.
[[nodiscard]] double naturalTension_NperM(const NeedlingParameters& needling, float hold);

/// One zone over thickness: the axes of its PlateZone.
struct FoldZone {
    std::vector<double> logSkin, logFat;
    std::vector<FoldLaw> logLaws; ///< logarithms, [skin][fat]; empty: nothing folds
    double least_m = 0.0;         ///< drawn by less than this, no skin of the zone folds
    double poissonRatio = 0.5;
    double rimStrain = 0.0; ///< beside a plate that draws it by its own radius: drawnStrain
};

/// The laws of every tissue, as thick as `plates` has them.
[[nodiscard]] std::vector<FoldZone> foldZones(std::span<const TissueStack> tissues,
                                              const PlateTables& plates,
                                              const NeedlingParameters& needling);

/// The law at a site, between those of its thicknesses by their logarithms: it goes as powers of
/// them.
[[nodiscard]] FoldLaw readFold(const FoldZone& zone, const PlateSite& site);

} // namespace stipple::sim
