#include "engine/sim/skin_fold.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/layered_flexibility.h"
#include "engine/sim/skin_pull.h"
#include "engine/sim/skin_stretch.h"
#include "engine/sim/table_axis.h"

#include <algorithm>
#include <array>

namespace stipple::sim {

namespace {

/// Waves are looked for from this to that many thicknesses of the sheet.
constexpr double kShortestWave = 2.0, kLongestWave = 60.0;
/// No plate draws skin so far.
constexpr double kNoFold_m = 1.0;

/// A sheet's stiffness against compression along it and against bending.
struct FoldSheet {
    double thickness_m = 0.0, membrane_NperM = 0.0, bending_Nm = 0.0;
};

/// E / (1 - nu^2): across the wave the sheet keeps its width.
double planeModulus_Pa(const TissueLayer& layer) {
    const auto poisson = static_cast<double>(layer.poissonRatio);
    return static_cast<double>(layer.youngsModulus_Pa) / (1.0 - poisson * poisson);
}

FoldSheet sheetOf(const TissueStack& tissue) {
    FoldSheet sheet;
    double moment = 0.0;
    const std::array dermis{Layer::PapillaryDermis, Layer::ReticularDermis};
    for (const Layer name : dermis) {
        const TissueLayer& layer = tissue.layers[static_cast<std::size_t>(name)];
        const auto thick_m = static_cast<double>(layer.thickness_m);
        const double force_NperM = planeModulus_Pa(layer) * thick_m;
        const double middle_m = sheet.thickness_m + 0.5 * thick_m;
        sheet.thickness_m += thick_m;
        sheet.membrane_NperM += force_NperM;
        moment += force_NperM * middle_m;
        sheet.bending_Nm += force_NperM * (middle_m * middle_m + thick_m * thick_m / 12.0);
    }
    if (sheet.membrane_NperM > 0.0) {
        // about the neutral surface and not about the upper one
        sheet.bending_Nm -= moment * moment / sheet.membrane_NperM;
    }
    return sheet;
}

FoldLaw logOf(const FoldLaw& law) {
    return {fixedLog(law.wave_m), fixedLog(law.membrane_NperM), fixedLog(law.critical_NperM)};
}

/// What a zone's laws have at the least, for a bound.
struct LeastFold {
    double wave_m = kNoFold_m, tension = 1.0, critical = 1.0;
};

} // namespace

FoldLaw foldLaw(const TissueStack& tissue) {
    constexpr int kNarrowings = 48;
    constexpr double kGolden = 0.6180339887498949;
    const FoldSheet sheet = sheetOf(tissue);
    const TissueLayer& fat = tissue.layers[static_cast<std::size_t>(Layer::Hypodermis)];
    if (!(sheet.bending_Nm > 0.0) || !(fat.thickness_m > 0.0f)) {
        return {};
    }
    const LayeredSolid below{
        {{static_cast<double>(fat.thickness_m), static_cast<double>(fat.youngsModulus_Pa),
          static_cast<double>(fat.poissonRatio)}},
        true};
    const auto forceAt = [&](double logWave) {
        const double number = 2.0 * kPi / (sheet.thickness_m * fixedExp(logWave));
        const double square = number * number;
        return sheet.bending_Nm * square +
               1.0 / (square * surfaceFlexibility_mPerPa(below, number));
    };
    // one valley: bending falls with the wave, the foundation rises with it
    double low = fixedLog(kShortestWave), high = fixedLog(kLongestWave);
    double left = high - kGolden * (high - low), right = low + kGolden * (high - low);
    double atLeft = forceAt(left), atRight = forceAt(right);
    for (int k = 0; k < kNarrowings; ++k) {
        if (atLeft < atRight) {
            high = right;
            right = left;
            atRight = atLeft;
            left = high - kGolden * (high - low);
            atLeft = forceAt(left);
        } else {
            low = left;
            left = right;
            atLeft = atRight;
            right = low + kGolden * (high - low);
            atRight = forceAt(right);
        }
    }
    const double middle = 0.5 * (low + high);
    return {sheet.thickness_m * fixedExp(middle), sheet.membrane_NperM, forceAt(middle)};
}

double foldHeight_m(double wave_m, double excess) {
    return excess > 0.0 ? 2.0 * wave_m * fixedSqrt(excess) / kPi : 0.0;
}

double foldBefore_m(const FoldLaw& law, const PushedSkin& pushed) {
    if (!(law.wave_m > 0.0) || !(pushed.drawn_m > 0.0)) {
        return 0.0;
    }
    const double compressed =
        drawnStrain(pushed.drawn_m, pushed.radius_m, law.wave_m, pushed.poissonRatio);
    const double borne = (pushed.tension_NperM + law.critical_NperM) / law.membrane_NperM;
    return foldHeight_m(law.wave_m, compressed - pushed.pulled - borne);
}

double naturalTension_NperM(const NeedlingParameters& needling, float hold) {
    // along the lines it is 1 + a = 2 ratio / (ratio + 1) times the mean
    const auto ratio = static_cast<double>(needling.lineRatio);
    const double mean_NperM =
        static_cast<double>(needling.naturalTension_NperM) * (ratio + 1.0) / (2.0 * ratio);
    return mean_NperM * static_cast<double>(hold);
}

std::vector<FoldZone> foldZones(std::span<const TissueStack> tissues, const PlateTables& plates,
                                const NeedlingParameters& needling) {
    const double least_NperM = naturalTension_NperM(
        needling, holdAlong(needling.lineRatio, kAcrossSkin_deg, kAlongSkin_deg));
    std::vector<FoldZone> out;
    for (std::size_t zone = 0; zone < tissues.size(); ++zone) {
        // the ranges of thickness do not depend on the disc
        FoldZone fold{plates.zones[zone].logSkin, plates.zones[zone].logFat, {}, 0.0};
        LeastFold least;
        for (const double skin : fold.logSkin) {
            for (const double fat : fold.logFat) {
                const FoldLaw law = foldLaw(scaled(tissues[zone], fixedExp(skin), fixedExp(fat)));
                if (!(law.wave_m > 0.0)) {
                    continue; // a zone without fat has none at any thickness
                }
                least.wave_m = std::min(least.wave_m, law.wave_m);
                least.tension = std::min(least.tension, least_NperM / law.membrane_NperM);
                least.critical = std::min(least.critical, law.critical_NperM / law.membrane_NperM);
                fold.logLaws.push_back(logOf(law));
            }
        }
        const TissueLayer& dermis =
            tissues[zone].layers[static_cast<std::size_t>(Layer::ReticularDermis)];
        fold.poissonRatio = static_cast<double>(dermis.poissonRatio);
        fold.rimStrain = drawnStrain(1.0, 1.0, kBesideRim, fold.poissonRatio);
        // over its own length a wave is compressed by less than drawn over wave
        fold.least_m = least.wave_m * (least.tension + least.critical);
        out.push_back(std::move(fold));
    }
    return out;
}

FoldLaw readFold(const FoldZone& zone, const PlateSite& site) {
    const auto placeAt = [](std::span<const double> axis, float scale) {
        return axis.size() < 2 ? AxisPlace{} : placeOn(axis, fixedLog(static_cast<double>(scale)));
    };
    const AxisPlace skin = placeAt(zone.logSkin, site.skinScale);
    const AxisPlace fat = placeAt(zone.logFat, site.fatScale);
    const std::size_t fatNodes = zone.logFat.size();
    if (zone.logLaws.empty()) {
        return {};
    }
    FoldLaw log;
    for (std::size_t k = 0; k < 4; ++k) {
        const bool nextSkin = k >= 2, nextFat = k % 2 == 1;
        const double weight =
            (nextSkin ? skin.share : 1.0 - skin.share) * (nextFat ? fat.share : 1.0 - fat.share);
        if (weight > 0.0) {
            const FoldLaw& law = zone.logLaws[(skin.node + (nextSkin ? 1U : 0U)) * fatNodes +
                                              fat.node + (nextFat ? 1U : 0U)];
            log.wave_m += weight * law.wave_m;
            log.membrane_NperM += weight * law.membrane_NperM;
            log.critical_NperM += weight * law.critical_NperM;
        }
    }
    return {fixedExp(log.wave_m), fixedExp(log.membrane_NperM), fixedExp(log.critical_NperM)};
}

} // namespace stipple::sim
