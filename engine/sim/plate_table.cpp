#include "engine/sim/plate_table.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/skin_stretch.h"
#include "engine/sim/table_axis.h"

#include <algorithm>

namespace stipple::sim {

namespace {

double positive(double value) {
    return value < 0.0 ? -value : value;
}

/// Where a pose lies in a table.
struct PlateShares {
    double depth = 0.0, bending = 0.0, size_m = 0.0;
};

PlateShares sharesOf(double opening, const PlatePose& pose) {
    const double deepest_m = std::max(deepestPress_m(opening, pose), 0.0);
    const double turned_m = positive(pose.tilt_m) + positive(pose.bend_m);
    PlateShares out;
    out.size_m = deepest_m + turned_m;
    out.depth = out.size_m > 0.0 ? deepest_m / out.size_m : 0.0;
    out.bending = turned_m > 0.0 ? pose.bend_m / turned_m : 0.0;
    return out;
}

void addEntry(PlateEntry& sum, const PlateEntry& entry, double weight) {
    const auto w = static_cast<float>(weight);
    sum.force += w * entry.force;
    sum.moment += w * entry.moment;
    sum.peak += w * entry.peak;
    sum.touchedShare += w * entry.touchedShare;
    sum.touchedRadius += w * entry.touchedRadius;
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        sum.sunk[s] += w * entry.sunk[s];
        sum.sunkSlope[s] += w * entry.sunkSlope[s];
    }
    sum.fall += w * entry.fall;
}

const PlateZone& zoneAt(const PlateTables& tables, const PlateSite& site) {
    STIPPLE_ASSERT(site.disc < tables.discs.size() && site.zone < tables.zoneCount,
                   "tables hold every plate and zone of their model");
    return tables.zones[site.disc * tables.zoneCount + site.zone];
}

double openingShare(const PlateDisc& disc) {
    return static_cast<double>(disc.opening_m) / static_cast<double>(disc.radius_m);
}

/// The tables around a site and their weights, and what of the reading the pose does not change.
struct ZoneMix {
    std::array<const PlateTable*, 4> table{};
    std::array<double, 4> weight{};
    double stiffness_NperM = 0.0, locking_m = 0.0;
};

ZoneMix mixAt(const PlateTables& tables, const PlateSite& site) {
    const PlateZone& zone = zoneAt(tables, site);
    const auto skinScale = static_cast<double>(site.skinScale);
    const auto fatScale = static_cast<double>(site.fatScale);
    const AxisPlace skin =
        zone.logSkin.size() > 1 ? placeOn(zone.logSkin, fixedLog(skinScale)) : AxisPlace{};
    const AxisPlace fat =
        zone.logFat.size() > 1 ? placeOn(zone.logFat, fixedLog(fatScale)) : AxisPlace{};
    const std::size_t fatNodes = zone.logFat.size();
    ZoneMix out;
    double logStiffness = 0.0, strainGain = 0.0;
    for (std::size_t k = 0; k < 4; ++k) {
        const bool nextSkin = k >= 2, nextFat = k % 2 == 1;
        const double weight =
            (nextSkin ? skin.share : 1.0 - skin.share) * (nextFat ? fat.share : 1.0 - fat.share);
        const std::size_t row = std::min(skin.node + (nextSkin ? 1U : 0U), zone.logSkin.size() - 1);
        const std::size_t column = std::min(fat.node + (nextFat ? 1U : 0U), fatNodes - 1);
        out.table[k] = &zone.tables[row * fatNodes + column];
        out.weight[k] = weight;
        logStiffness += weight * out.table[k]->logStiffness;
        strainGain += weight * out.table[k]->strainGain;
    }
    out.stiffness_NperM =
        fixedExp(logStiffness) * (1.0 + strainGain * static_cast<double>(site.strain));
    out.locking_m = zone.lockingStrain * (zone.skin_m * skinScale + zone.fat_m * fatScale);
    return out;
}

PlateEntry entryAt(const ZoneMix& mix, const PlateShares& shares) {
    const AxisPlace depth = placeOn(kDepthNodes, shares.depth);
    const AxisPlace bending = placeOn(kBendingNodes, shares.bending);
    PlateEntry out;
    for (std::size_t k = 0; k < 4; ++k) {
        if (!(mix.weight[k] > 0.0)) {
            continue;
        }
        for (std::size_t i = 0; i < 2; ++i) {
            const auto& row = mix.table[k]->entries[depth.node + i];
            const double weight = mix.weight[k] * (i == 1 ? depth.share : 1.0 - depth.share);
            addEntry(out, row[bending.node], weight * (1.0 - bending.share));
            addEntry(out, row[bending.node + 1], weight * bending.share);
        }
    }
    return out;
}

/// Value between the places of a reading, in a straight line over the square of the distance.
double overSquare(const std::array<double, kSkinPlaces>& radius_m,
                  const std::array<double, kSkinPlaces>& value, double away_m) {
    std::size_t k = 0;
    while (k + 2 < kSkinPlaces && away_m >= radius_m[k + 1]) {
        ++k;
    }
    const double from = radius_m[k] * radius_m[k], to = radius_m[k + 1] * radius_m[k + 1];
    const double share = std::clamp((away_m * away_m - from) / (to - from), 0.0, 1.0);
    return value[k] + share * (value[k + 1] - value[k]);
}

} // namespace

PlateReading readPlate(const PlateTables& tables, const PlateSite& site, const PlatePose& pose) {
    const PlateDisc& disc = tables.discs[site.disc];
    const PlateShares shares = sharesOf(openingShare(disc), pose);
    PlateReading out;
    out.pose = pose;
    out.radius_m = static_cast<double>(disc.radius_m);
    out.placeRadius_m = tables.placeRadius_m[site.disc];
    out.slopeRadius_m = tables.slopeRadius_m[site.disc];
    const ZoneMix mix = mixAt(tables, site);
    out.stiffness_NperM = mix.stiffness_NperM;
    if (!(shares.depth > 0.0)) {
        return out;
    }
    const PlateEntry entry = entryAt(mix, shares);
    out.flatPress_m = static_cast<double>(entry.force) * shares.size_m;
    const double stiffened_m = stiffenedPress_m(mix.locking_m, out.flatPress_m);
    out.force_N = mix.stiffness_NperM * stiffened_m;
    // stiffening raises all pressures alike
    const double harder = out.flatPress_m > 0.0 ? stiffened_m / out.flatPress_m : 1.0;
    const double scale_N = mix.stiffness_NperM * shares.size_m * harder;
    out.moment_Nm = static_cast<double>(entry.moment) * scale_N * out.radius_m;
    out.peakPressure_Pa =
        static_cast<double>(entry.peak) * scale_N / (kPi * out.radius_m * out.radius_m);
    out.touchedShare = static_cast<double>(entry.touchedShare);
    out.touchedRadius_m = static_cast<double>(entry.touchedRadius) * out.radius_m;
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        out.sunk_m[s] = static_cast<double>(entry.sunk[s]) * shares.size_m;
        out.sunkSlope[s] = static_cast<double>(entry.sunkSlope[s]) * shares.size_m / out.radius_m;
    }
    out.rimStretch =
        slopeStretch(static_cast<double>(entry.fall) * shares.size_m, kBesideRim * out.radius_m);
    if (pose.tilt_m < 0.0) {
        // the table is solved for a lift on the side of cosine 1
        out.moment_Nm = -out.moment_Nm;
        for (double& slope : out.sunkSlope) {
            slope = -slope;
        }
    }
    return out;
}

double platePressFor_m(const PlateTables& tables, const PlateSite& site, double tilt_m,
                       double bend_m, double force_N) {
    constexpr int kHalvings = 40;
    const ZoneMix mix = mixAt(tables, site);
    const double opening = openingShare(tables.discs[site.disc]);
    const double wanted_m =
        unstiffenedPress_m(mix.locking_m, std::max(force_N, 0.0) / mix.stiffness_NperM);
    double low_m = -deepestPress_m(opening, {0.0, tilt_m, bend_m});
    double high_m = 1.05 * wanted_m + positive(tilt_m) + positive(bend_m);
    for (int k = 0; k < kHalvings; ++k) {
        const double middle_m = 0.5 * (low_m + high_m);
        const PlateShares shares = sharesOf(opening, {middle_m, tilt_m, bend_m});
        const double flat_m = static_cast<double>(entryAt(mix, shares).force) * shares.size_m;
        (flat_m < wanted_m ? low_m : high_m) = middle_m;
    }
    return 0.5 * (low_m + high_m);
}

double skinRise_m(const PlateReading& reading, double away_m, double cosine) {
    const double r = away_m / reading.radius_m;
    const double overlap_m =
        reading.pose.press_m - reading.pose.tilt_m * r * cosine - reading.pose.bend_m * r * r;
    const double sunk_m =
        overSquare(reading.placeRadius_m, reading.sunk_m, away_m) +
        overSquare(reading.slopeRadius_m, reading.sunkSlope, away_m) * away_m * cosine;
    return overlap_m - sunk_m;
}

} // namespace stipple::sim
