#include "engine/sim/needle_give.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/layered_cholesky.h"
#include "engine/sim/layered_flexibility.h"
#include "engine/sim/layered_quadrature.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/table_axis.h"

#include <algorithm>
#include <map>

namespace stipple::sim {

namespace {

constexpr std::size_t kRings = 6;
constexpr std::size_t kGiveNodes = 8;
/// Wave numbers up to this over the plate's radius: seven over the radius of a needle.
constexpr double kWaveReach = 240.0;

/// What of the problem depends only on the pen: Bessel functions at the wave numbers.
struct CartridgeWaves {
    std::vector<double> wave, weight;          ///< 1/m; weights times wave number over 2 pi
    std::vector<double> needleLoad;            ///< transform of a needle's disc
    std::vector<std::vector<double>> around;   ///< [needle]: what all needles do at this one
    std::vector<std::vector<double>> atRadius; ///< [needle]: J_0 at its distance from the axis
    std::vector<double> together;              ///< of all needles, smeared around the axis
    std::vector<std::vector<double>> ring;     ///< [ring]: integral of J_0(k r) r over it
    std::vector<double> area;                  ///< of the rings over 2 pi
};

double bessel0(double x) {
    std::array<double, 1> order{}, moment{};
    fixedBessel(x, order, moment);
    return order[0];
}

/// x J_1(x): the integral of t J_0(t) up to x.
double moment0(double x) {
    std::array<double, 1> order{}, moment{};
    fixedBessel(x, order, moment);
    return moment[0];
}

std::vector<double> besselAt(const CartridgeWaves& waves, double away_m) {
    std::vector<double> values;
    for (const double wave : waves.wave) {
        values.push_back(bessel0(wave * away_m));
    }
    return values;
}

void addNeedles(const PenDevice& pen, CartridgeWaves& waves) {
    // rings of needles repeat their distances: each is worked out once, told to a nanometre
    std::map<std::int64_t, std::vector<double>> known;
    const auto at = [&](double away_m) -> const std::vector<double>& {
        std::vector<double>& values = known[static_cast<std::int64_t>(away_m * 1e9 + 0.5)];
        if (values.empty()) {
            values = besselAt(waves, away_m);
        }
        return values;
    };
    const std::size_t count = waves.wave.size();
    waves.together.assign(count, 0.0);
    for (const glm::vec2& needle : pen.needles_m) {
        std::vector<double> sum(count, 0.0);
        for (const glm::vec2& other : pen.needles_m) {
            const auto x = static_cast<double>(needle.x - other.x);
            const auto y = static_cast<double>(needle.y - other.y);
            const std::vector<double>& values = at(fixedSqrt(x * x + y * y));
            for (std::size_t q = 0; q < count; ++q) {
                sum[q] += values[q] * waves.needleLoad[q] * waves.needleLoad[q];
            }
        }
        waves.around.push_back(std::move(sum));
        const auto x = static_cast<double>(needle.x), y = static_cast<double>(needle.y);
        std::vector<double> own = at(fixedSqrt(x * x + y * y));
        for (std::size_t q = 0; q < count; ++q) {
            own[q] *= waves.needleLoad[q];
            waves.together[q] += own[q];
        }
        waves.atRadius.push_back(std::move(own));
    }
}

void addRings(double opening_m, double radius_m, CartridgeWaves& waves) {
    std::vector<double> before;
    double inner_m = 0.0;
    for (std::size_t i = 0; i <= kRings; ++i) {
        const double share = static_cast<double>(i) / static_cast<double>(kRings);
        // narrow at both rims, where the pressure rises
        const double edge_m =
            opening_m + (radius_m - opening_m) * 0.5 * (1.0 - fixedCos(kPi * share));
        std::vector<double> moment;
        for (const double wave : waves.wave) {
            moment.push_back(moment0(wave * edge_m) / (wave * wave));
        }
        if (i > 0) {
            std::vector<double> ring = moment;
            for (std::size_t q = 0; q < ring.size(); ++q) {
                ring[q] -= before[q];
            }
            waves.ring.push_back(std::move(ring));
            waves.area.push_back(0.5 * (edge_m * edge_m - inner_m * inner_m));
        }
        before = std::move(moment);
        inner_m = edge_m;
    }
}

CartridgeWaves wavesOf(const PenDevice& pen) {
    const auto radius_m = static_cast<double>(pen.plateRadius_m);
    const double disc_m = 0.5 * static_cast<double>(pen.needleDiameter_m);
    CartridgeWaves waves;
    for (const QuadratureNode& node :
         gaussPanels(growingEdges(0.5, 12.0, kWaveReach), kGiveNodes)) {
        const double wave = node.place / radius_m;
        waves.wave.push_back(wave);
        waves.weight.push_back(node.weight / radius_m * wave / (2.0 * kPi));
        const double x = wave * disc_m;
        // 2 J_1(x) / x, from x J_1(x)
        waves.needleLoad.push_back(x > 0.0 ? 2.0 * moment0(x) / (x * x) : 1.0);
    }
    if (pen.needles_m.size() <= kMostNeedles && !pen.needles_m.empty()) {
        addNeedles(pen, waves);
        addRings(static_cast<double>(pen.openingRadius_m), radius_m, waves);
    }
    return waves;
}

/// Sums of products over the wave numbers.
double sum(const std::vector<double>& kernel, const std::vector<double>& a) {
    double total = 0.0;
    for (std::size_t q = 0; q < kernel.size(); ++q) {
        total += kernel[q] * a[q];
    }
    return total;
}

double sum(const std::vector<double>& kernel, const std::vector<double>& a,
           const std::vector<double>& b) {
    double total = 0.0;
    for (std::size_t q = 0; q < kernel.size(); ++q) {
        total += kernel[q] * a[q] * b[q];
    }
    return total;
}

/// Pressures that the rings give up when a newton on every needle draws the skin from them and
/// they stay where they are.
std::vector<double> relievedRings(const CartridgeWaves& waves, const std::vector<double>& kernel) {
    std::vector<double> matrix(kRings * kRings), right(kRings);
    for (std::size_t i = 0; i < kRings; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            matrix[i * kRings + j] = 2.0 * kPi * sum(kernel, waves.ring[i], waves.ring[j]);
        }
        right[i] = sum(kernel, waves.ring[i], waves.together);
    }
    const bool positive = factorPositive(matrix, kRings);
    STIPPLE_ASSERT(positive, "rings press skin down");
    solvePositive(matrix, kRings, right);
    return right;
}

/// What a solid of that kernel gives; no gains.
GiveTable givenBy(const CartridgeWaves& waves, const std::vector<double>& kernel) {
    GiveTable table;
    table.alone_mpN = static_cast<float>(sum(kernel, waves.needleLoad, waves.needleLoad));
    if (waves.around.empty()) {
        return table;
    }
    const std::vector<double> relieved = relievedRings(waves, kernel);
    std::vector<double> held(waves.wave.size(), 0.0);
    double relief_N = 0.0;
    for (std::size_t i = 0; i < kRings; ++i) {
        relief_N += 2.0 * kPi * relieved[i] * waves.area[i];
        for (std::size_t q = 0; q < held.size(); ++q) {
            held[q] += 2.0 * kPi * relieved[i] * waves.ring[i][q];
        }
    }
    const std::size_t count = waves.around.size();
    table.relief = static_cast<float>(relief_N / static_cast<double>(count));
    for (std::size_t k = 0; k < count; ++k) {
        const double free = sum(kernel, waves.around[k]);
        const double guarded = free - sum(kernel, held, waves.atRadius[k]);
        // a plate that holds the skin never lets it give more
        table.needles.push_back(
            {static_cast<float>(free), static_cast<float>(std::clamp(guarded, 0.0, free))});
    }
    return table;
}

/// Strain at which the gain is found: a taut skin's.
constexpr float kStrained = 0.1f;

float gainOf(float slack_mpN, float taut_mpN) {
    return taut_mpN > 0.0f ? (slack_mpN / taut_mpN - 1.0f) / kStrained : 0.0f;
}

GiveTable tableOf(const CartridgeWaves& waves, const TissueStack& tissue) {
    const LayeredSolid solid = layeredSolid(tissue);
    const double tension_NperM = static_cast<double>(kStrained) * dermisTension_NperM(tissue);
    std::vector<double> kernel, tautKernel;
    for (std::size_t q = 0; q < waves.wave.size(); ++q) {
        const double wave = waves.wave[q];
        const double flexibility = surfaceFlexibility_mPerPa(solid, wave);
        kernel.push_back(flexibility * waves.weight[q]);
        // a tension carries its curvature of the surface
        tautKernel.push_back(kernel.back() / (1.0 + tension_NperM * wave * wave * flexibility));
    }
    GiveTable table = givenBy(waves, kernel);
    const GiveTable taut = givenBy(waves, tautKernel);
    table.aloneGain = gainOf(table.alone_mpN, taut.alone_mpN);
    for (std::size_t k = 0; k < table.needles.size(); ++k) {
        const NeedleGive& slack = table.needles[k];
        table.gains.push_back({gainOf(slack.free_mpN, taut.needles[k].free_mpN),
                               gainOf(slack.guarded_mpN, taut.needles[k].guarded_mpN)});
    }
    return table;
}

AxisPlace placeOnLog(std::span<const double> axis, float scale) {
    return axis.size() < 2 ? AxisPlace{} : placeOn(axis, fixedLog(static_cast<double>(scale)));
}

/// The places of a disc's reading, by the squares of their distances from the axis.
struct SquaredPlaces {
    std::array<double, kSkinPlaces> mean, slope;
};

SquaredPlaces squaredPlaces(const PenDevice& pen, const PlateTables& plates) {
    const PlateDisc disc{pen.plateRadius_m, pen.openingRadius_m};
    const auto found = std::find(plates.discs.begin(), plates.discs.end(), disc);
    STIPPLE_ASSERT(found != plates.discs.end(), "plates hold every pen of the model");
    const auto at = static_cast<std::size_t>(found - plates.discs.begin());
    std::array<double, kSkinPlaces> mean = plates.placeRadius_m[at],
                                    slope = plates.slopeRadius_m[at];
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        mean[s] *= mean[s];
        slope[s] *= slope[s];
    }
    return {mean, slope};
}

NeedlePlace placeAmong(const SquaredPlaces& squares, const PenDevice& pen, const glm::vec2& at_m) {
    const auto x = static_cast<double>(at_m.x), y = static_cast<double>(at_m.y);
    const AxisPlace onMean = placeOn(squares.mean, x * x + y * y);
    const AxisPlace onSlope = placeOn(squares.slope, x * x + y * y);
    const auto radius_m = static_cast<double>(pen.plateRadius_m);
    return {static_cast<std::uint32_t>(onMean.node), static_cast<std::uint32_t>(onSlope.node),
            static_cast<float>(onMean.share), static_cast<float>(onSlope.share),
            static_cast<float>((x * x + y * y) / (radius_m * radius_m))};
}

std::vector<NeedlePlace> placesOf(const PenDevice& pen, const PlateTables& plates) {
    const SquaredPlaces squares = squaredPlaces(pen, plates);
    std::vector<NeedlePlace> places;
    for (const glm::vec2& needle : pen.needles_m) {
        places.push_back(placeAmong(squares, pen, needle));
    }
    return places;
}

} // namespace

NeedlePlace needlePlace(const PenDevice& pen, const PlateTables& plates, const glm::vec2& at_m) {
    return placeAmong(squaredPlaces(pen, plates), pen, at_m);
}

GiveTable giveTable(const PenDevice& pen, const TissueStack& tissue) {
    return tableOf(wavesOf(pen), tissue);
}

NeedleGives needleGives(std::span<const TissueStack> tissues, std::span<const PenDevice> pens,
                        const PlateTables& plates, const ShareWork& share) {
    NeedleGives out;
    out.zoneCount = tissues.size();
    out.zones.resize(pens.size() * tissues.size());
    for (std::size_t pen = 0; pen < pens.size(); ++pen) {
        const CartridgeWaves waves = wavesOf(pens[pen]);
        out.places.push_back(placesOf(pens[pen], plates));
        share(tissues.size(), [&](std::size_t first, std::size_t last) {
            for (std::size_t zone = first; zone < last; ++zone) {
                // the ranges of thickness do not depend on the disc
                GiveZone give{plates.zones[zone].logSkin, plates.zones[zone].logFat, {}};
                for (const double skin : give.logSkin) {
                    for (const double fat : give.logFat) {
                        give.tables.push_back(
                            tableOf(waves, scaled(tissues[zone], fixedExp(skin), fixedExp(fat))));
                    }
                }
                out.zones[pen * tissues.size() + zone] = std::move(give);
            }
        });
    }
    return out;
}

GiveReading readGives(const NeedleGives& gives, std::size_t pen, const PlateSite& site) {
    const GiveZone& zone = gives.zones[pen * gives.zoneCount + site.zone];
    const AxisPlace skin = placeOnLog(zone.logSkin, site.skinScale);
    const AxisPlace fat = placeOnLog(zone.logFat, site.fatScale);
    const std::size_t fatNodes = zone.logFat.size();
    GiveReading out;
    const std::size_t count = zone.tables.front().needles.size();
    for (std::size_t k = 0; k < 4; ++k) {
        const bool nextSkin = k >= 2, nextFat = k % 2 == 1;
        const auto weight = static_cast<float>((nextSkin ? skin.share : 1.0 - skin.share) *
                                               (nextFat ? fat.share : 1.0 - fat.share));
        if (!(weight > 0.0f)) {
            continue;
        }
        const GiveTable& table = zone.tables[(skin.node + (nextSkin ? 1U : 0U)) * fatNodes +
                                             fat.node + (nextFat ? 1U : 0U)];
        out.alone_mpN += weight * table.alone_mpN / (1.0f + table.aloneGain * site.strain);
        out.relief += weight * table.relief;
        for (std::size_t needle = 0; needle < count; ++needle) {
            const NeedleGive &slack = table.needles[needle], &gain = table.gains[needle];
            NeedleGive& give = out.needles[needle];
            give.free_mpN += weight * slack.free_mpN / (1.0f + gain.free_mpN * site.strain);
            give.guarded_mpN +=
                weight * slack.guarded_mpN / (1.0f + gain.guarded_mpN * site.strain);
        }
    }
    return out;
}

} // namespace stipple::sim
