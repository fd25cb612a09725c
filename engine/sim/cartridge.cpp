#include "engine/sim/cartridge.h"

#include "engine/base/fixed_math.h"
#include "engine/base/random.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

/// Apart from the stream that the strokes draw from, which must not know of the cartridge.
constexpr std::uint64_t kStream = 0x0c;

} // namespace

CartridgeState fittedCartridge(const CartridgeStart& start, std::size_t needles,
                               std::uint64_t seed) {
    CartridgeState out;
    out.origin = start.origin;
    if (!(start.bend_rad > 0.0f) || needles == 0) {
        return out;
    }
    Pcg32 random = seededRandom(seed, kStream);
    const auto count = static_cast<float>(needles);
    const auto drawn = static_cast<std::uint32_t>(nextUniform(random) * count);
    const double turn = 2.0 * kPi * static_cast<double>(nextUniform(random));
    out.bentNeedle = std::min(start.needle == kNone ? drawn : start.needle,
                              static_cast<std::uint32_t>(needles - 1));
    out.bendSine = static_cast<float>(fixedSin(static_cast<double>(start.bend_rad)));
    out.bendCosine = static_cast<float>(fixedCos(static_cast<double>(start.bend_rad)));
    out.bendWay = {static_cast<float>(fixedCos(turn)), static_cast<float>(fixedSin(turn))};
    return out;
}

BentNeedle bentNeedle(const CartridgeState& cartridge, const PenDevice& pen) {
    BentNeedle out;
    if (pen.kind != DeviceKind::Pen || cartridge.bentNeedle >= pen.needles_m.size()) {
        return out;
    }
    const glm::vec2 place_m = pen.needles_m[cartridge.bentNeedle];
    glm::vec2 tip_m = place_m + cartridge.bendWay * (pen.needleLength_m * cartridge.bendSine);
    const float hole_m =
        std::max(pen.openingRadius_m - 0.5f * pen.needleDiameter_m, glm::length(place_m));
    const float away_m = glm::length(tip_m);
    if (pen.openingRadius_m > 0.0f && away_m > hole_m) {
        tip_m *= hole_m / away_m;
    }
    out.number = cartridge.bentNeedle;
    out.aside_m = tip_m - place_m;
    out.higher_m = pen.needleLength_m * (1.0f - cartridge.bendCosine);
    out.lean = glm::length(out.aside_m) / (pen.needleLength_m * cartridge.bendCosine);
    return out;
}

} // namespace stipple::sim
