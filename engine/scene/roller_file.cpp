#include "engine/scene/roller_file.h"

#include "engine/base/data_file.h"
#include "engine/base/fixed_math.h"
#include "engine/scene/device_parts.h"
#include "engine/sim/roller_geometry.h"

namespace stipple::scene {

namespace {

constexpr double kMostRows = 64.0;
/// The density that a file declares may be rounded by this share.
constexpr double kDensityRounding = 0.1;

/// The needles on the drum's surface laid flat: rings side by side along the axis, each evenly
/// around, so that the needles of all rings stand in rows along the axis.
void placeNeedles(std::uint32_t rings, std::uint32_t perRing, double width_mm, double girth_mm,
                  sim::PenDevice& out) {
    for (std::uint32_t row = 0; row < perRing; ++row) {
        for (std::uint32_t ring = 0; ring < rings; ++ring) {
            out.needles_m.emplace_back(
                metres(width_mm * ((ring + 0.5) / rings - 0.5), kMillimetre_m),
                metres(girth_mm * (row + 0.5) / perRing, kMillimetre_m));
        }
    }
    out.needleRows = perRing;
}

void readDrum(TomlTable table, sim::PenDevice& out) {
    const double diameter_mm = sourcedIn(table, "drum_diameter", "mm", 5.0, 60.0).value;
    const double width_mm = sourcedIn(table, "drum_width", "mm", 5.0, 60.0).value;
    const Sourced declared = sourcedIn(table, "needles", "1", 1.0, 1024.0);
    const Sourced rings = sourcedIn(table, "rings", "1", 1.0, 64.0);
    const Sourced perRing = sourcedIn(table, "needles_per_ring", "1", 1.0, kMostRows);
    const auto whole = [](double value) { return value == std::floor(value); };
    if (!whole(rings.value) || !whole(perRing.value)) {
        table.problem("rings", "rings and needles_per_ring must be whole numbers");
        return;
    }
    if (table.has("needles") && declared.value != rings.value * perRing.value) {
        table.problem("needles",
                      fmt::format("says {}, {} rings of {} hold {}", declared.value, rings.value,
                                  perRing.value, rings.value * perRing.value));
    }
    out.drumRadius_m = metres(diameter_mm / 2.0, kMillimetre_m);
    out.drumWidth_m = metres(width_mm, kMillimetre_m);
    out.needleCircle_m = out.drumWidth_m;
    const bool sound = rings.value >= 1.0 && rings.value <= 64.0 && perRing.value >= 1.0 &&
                       perRing.value <= kMostRows;
    if (sound) {
        placeNeedles(static_cast<std::uint32_t>(rings.value),
                     static_cast<std::uint32_t>(perRing.value), width_mm, kPi * diameter_mm, out);
    }
}

/// The disc with the area of skin that the drum covers when it is pressed in by its needles'
/// length: width times twice sqrt(2 R l).
float discRadius_m(const sim::PenDevice& roller) {
    const auto radius_m = static_cast<double>(roller.drumRadius_m);
    const auto length_m = static_cast<double>(roller.needleLength_m);
    const double area_m2 =
        static_cast<double>(roller.drumWidth_m) * 2.0 * fixedSqrt(2.0 * radius_m * length_m);
    return static_cast<float>(fixedSqrt(area_m2 / kPi));
}

} // namespace

void readRoller(TomlTable& root, sim::PenDevice& out) {
    out.kind = sim::DeviceKind::Roller;
    readNeedle(root.table("needle"), 3.0, out);
    readDrum(root.table("geometry"), out);
    out.plateRadius_m = discRadius_m(out);
    // one length and nothing to set: a dial with a single step
    out.depthMin_m = out.depthMax_m = out.depthStep_m = out.stroke_m = out.needleLength_m;

    TomlTable depth = root.table("depth");
    const double label_mm = sourcedIn(depth, "label_max", "mm", 0.0, 5.0).value;
    out.depthLabelMax_m = metres(label_mm, kMillimetre_m);
    out.dialTolerance_m =
        metres(sourcedIn(depth, "tolerance", "mm", 0.0, 0.5).value, kMillimetre_m);

    out.rowGive = static_cast<float>(sourcedIn(depth, "row_give", "1", 0.1, 5.0).value);

    TomlTable drive = root.table("drive");
    (void)sourcedIn(drive, "rate", "Hz", 0.0, 0.0); // turned by the hand: it has none
    const Sourced density = sourcedIn(drive, "holes_per_pass", "per cm2", 0.1, 1000.0);
    if (out.needleRows > 0 && drive.has("holes_per_pass")) {
        const double found = 1e-4 * sim::holesPerPass_perM2(out);
        if (std::fabs(found - density.value) > kDensityRounding * density.value) {
            drive.problem("holes_per_pass", fmt::format("says {} per cm2, needles and drum give {}",
                                                        decimal(density.value), decimal(found)));
        }
    }
}

} // namespace stipple::scene
