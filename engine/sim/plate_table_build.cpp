#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/plate_table.h"

#include <algorithm>
#include <map>

namespace stipple::sim {

namespace {

/// Neighbouring thicknesses of the tables differ by at most this factor, up to the largest count.
constexpr double kThicknessStep = 1.6;
constexpr std::size_t kMostNodes = 5;

/// Logarithms of scales from `low` to `high`, evenly apart; one node where there is no range.
std::vector<double> thicknessAxis(double low, double high) {
    if (!(low > 0.0) || !(high > low * 1.0001)) {
        return {low > 0.0 ? fixedLog(low) : 0.0};
    }
    const double from = fixedLog(low), span = fixedLog(high) - from;
    std::size_t steps = 1;
    while (steps + 1 < kMostNodes && span > fixedLog(kThicknessStep) * static_cast<double>(steps)) {
        ++steps;
    }
    std::vector<double> axis;
    for (std::size_t k = 0; k <= steps; ++k) {
        axis.push_back(from + span * static_cast<double>(k) / static_cast<double>(steps));
    }
    return axis;
}

/// The pose with the given shares and S = 1 m.
PlatePose poseOf(double opening, double depth, double bending) {
    const double turned = 1.0 - depth;
    PlatePose pose;
    pose.bend_m = turned * bending;
    pose.tilt_m = turned * (1.0 - (bending < 0.0 ? -bending : bending));
    pose.press_m = depth - deepestPress_m(opening, pose);
    return pose;
}

PlateEntry entryOf(const PlateAnswer& answer, double stiffness_NperM, double radius_m) {
    const double face_m2 = kPi * radius_m * radius_m;
    PlateEntry out;
    out.force = static_cast<float>(answer.force_N / stiffness_NperM);
    out.moment = static_cast<float>(answer.moment_Nm / (stiffness_NperM * radius_m));
    out.peak = static_cast<float>(answer.peakPressure_Pa * face_m2 / stiffness_NperM);
    out.touchedShare = static_cast<float>(answer.touchedShare);
    out.touchedRadius = static_cast<float>(answer.touchedRadius);
    out.fall = static_cast<float>(answer.fall_m);
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        out.sunk[s] = static_cast<float>(answer.sunk_m[s]);
        out.sunkSlope[s] = static_cast<float>(answer.sunkSlope_m[s]);
    }
    return out;
}

/// A plate cut for every pose, and into more rings for the upright one on flat skin, which sets
/// the scale of all the others.
struct PlateCuts {
    PlateShape any, upright;
};

PlateCuts cutsOf(double opening) {
    const PlateGrid usual;
    return {plateShape(opening, usual),
            plateShape(opening, {.rings = 12, .sectors = 2, .waveReach = usual.waveReach})};
}

/// Newtons per metre of an upright plate on flat skin.
double uprightStiffness_NperM(const PlateCuts& cuts, std::span<const double> waves,
                              double radius_m) {
    PlateWork work;
    return solvePlate(cuts.upright, plateFlexibility(cuts.upright, waves, radius_m),
                      {.press_m = 1.0}, work)
        .force_N;
}

/// Strain at which the rise of the stiffness with it is found: a taut skin's. It rises a little
/// less than in proportion.
constexpr double kTableStrain = 0.1;

PlateTable tableOf(const PlateCuts& cuts, const TissueStack& stack, double radius_m) {
    const PlateShape& shape = cuts.any;
    const std::vector<double> waves = waveFlexibility(shape, layeredSolid(stack), radius_m);
    const PlateFlexibility flexibility = plateFlexibility(shape, waves, radius_m);
    PlateTable table;
    PlateWork work;
    const PlatePose unit{.press_m = 1.0};
    const double stiffness = uprightStiffness_NperM(cuts, waves, radius_m);
    table.logStiffness = fixedLog(stiffness);
    const double tension_NperM = kTableStrain * dermisTension_NperM(stack);
    const std::vector<double> taut = tautened(cuts.upright, waves, radius_m, tension_NperM);
    table.strainGain =
        (uprightStiffness_NperM(cuts, taut, radius_m) / stiffness - 1.0) / kTableStrain;
    const PlateAnswer flat = solvePlate(shape, flexibility, unit, work);
    table.entries.back().fill(entryOf(flat, flat.force_N, radius_m));
    for (std::size_t j = 0; j < kBendingNodes.size(); ++j) {
        work.touch.clear();
        // from the whole face down to a touch at a point, which has no force: entry 0 stays 0
        for (std::size_t i = kDepthNodes.size() - 2; i > 0; --i) {
            const PlatePose pose = poseOf(shape.opening, kDepthNodes[i], kBendingNodes[j]);
            table.entries[i][j] =
                entryOf(solvePlate(shape, flexibility, pose, work), flat.force_N, radius_m);
        }
    }
    return table;
}

/// A zone's axes; its tables are still empty.
PlateZone zoneAxes(const TissueStack& tissue, const ThicknessRange& range) {
    PlateZone zone;
    zone.skin_m = static_cast<double>(skinThickness_m(tissue));
    zone.fat_m = static_cast<double>(baseDepth_m(tissue)) - zone.skin_m;
    zone.lockingStrain = static_cast<double>(tissue.lockingStrain);
    zone.logSkin =
        thicknessAxis(static_cast<double>(range.skinLow), static_cast<double>(range.skinHigh));
    zone.logFat = zone.fat_m > 0.0 ? thicknessAxis(static_cast<double>(range.fatLow),
                                                   static_cast<double>(range.fatHigh))
                                   : std::vector<double>{0.0};
    zone.tables.resize(zone.logSkin.size() * zone.logFat.size());
    return zone;
}

/// One table to be solved: number `table` of `zone`, under a disc.
struct TableTask {
    const PlateCuts* cuts = nullptr;
    std::size_t disc = 0, zone = 0, table = 0;
};

} // namespace

PlateTables plateTables(std::span<const TissueStack> tissues,
                        std::span<const ThicknessRange> ranges, std::span<const PlateDisc> discs,
                        const ShareWork& share) {
    STIPPLE_ASSERT(tissues.size() == ranges.size(), "every tissue has a range");
    PlateTables out;
    out.discs.assign(discs.begin(), discs.end());
    out.zoneCount = tissues.size();
    std::map<double, PlateCuts> cuts; // by the opening's share of the radius
    std::vector<TableTask> tasks;
    for (std::size_t disc = 0; disc < discs.size(); ++disc) {
        const auto radius_m = static_cast<double>(discs[disc].radius_m);
        const double opening = static_cast<double>(discs[disc].opening_m) / radius_m;
        const PlateCuts& cut = cuts.contains(opening)
                                   ? cuts.at(opening)
                                   : cuts.emplace(opening, cutsOf(opening)).first->second;
        std::array<double, kSkinPlaces> places = cut.any.placeRadius, slopes = cut.any.slopeRadius;
        for (std::size_t s = 0; s < kSkinPlaces; ++s) {
            places[s] *= radius_m;
            slopes[s] *= radius_m;
        }
        out.placeRadius_m.push_back(places);
        out.slopeRadius_m.push_back(slopes);
        for (std::size_t zone = 0; zone < tissues.size(); ++zone) {
            out.zones.push_back(zoneAxes(tissues[zone], ranges[zone]));
            for (std::size_t table = 0; table < out.zones.back().tables.size(); ++table) {
                tasks.push_back({&cut, disc, zone, table});
            }
        }
    }
    share(tasks.size(), [&](std::size_t first, std::size_t last) {
        for (const TableTask& task : std::span(tasks).subspan(first, last - first)) {
            PlateZone& zone = out.zones[task.disc * out.zoneCount + task.zone];
            const TissueStack stack =
                scaled(tissues[task.zone], fixedExp(zone.logSkin[task.table / zone.logFat.size()]),
                       fixedExp(zone.logFat[task.table % zone.logFat.size()]));
            zone.tables[task.table] =
                tableOf(*task.cuts, stack, static_cast<double>(discs[task.disc].radius_m));
        }
    });
    return out;
}

} // namespace stipple::sim
