#include "engine/scene/pad_scene.h"

#include "engine/base/data_file.h"
#include "engine/base/fixed_math.h"
#include "engine/scene/device_parts.h"
#include "engine/scene/roller_file.h"
#include "engine/sim/plate_contact.h"

#include <cmath>

namespace stipple::scene {

namespace {

/// Whether `value` is a whole multiple of `step`, to a micrometre.
bool onStep(double value, double step) {
    const double steps = value / step;
    return std::fabs(steps - std::round(steps)) * step < 1e-3;
}

/// Needles evenly on each ring, the first at `start_deg` from +x towards +y of the pen frame.
void readGeometry(TomlTable table, sim::PenDevice& out) {
    const double plate_mm = sourcedIn(table, "plate_diameter", "mm", 4.0, 20.0).value;
    const double circle_mm = sourcedIn(table, "needle_circle", "mm", 1.0, 15.0).value;
    // records made before pens told their opening carry files without it: a closed face
    const bool open = table.has("opening");
    const double opening_mm = open ? sourcedIn(table, "opening", "mm", 0.0, 19.0).value : 0.0;
    const Sourced declared = sourcedIn(table, "needles", "1", 1.0, 64.0);
    if (table.has("needle_circle") && circle_mm > plate_mm) {
        table.problem("needle_circle", "is wider than the tip plate");
    }
    if (open && (opening_mm < circle_mm ||
                 opening_mm > static_cast<double>(sim::kWidestOpening) * plate_mm)) {
        table.problem("opening", fmt::format("must let out the needle circle of {} mm and be below "
                                             "{} of the tip plate's {} mm",
                                             decimal(circle_mm), decimal(0.95), decimal(plate_mm)));
    }
    out.plateRadius_m = metres(plate_mm / 2.0, kMillimetre_m);
    out.openingRadius_m = metres(opening_mm / 2.0, kMillimetre_m);
    out.needleCircle_m = metres(circle_mm, kMillimetre_m);

    for (TomlTable& ring : table.tables("ring")) {
        const double count = numberIn(ring, "count", 1.0, 64.0);
        const double radius_mm = numberIn(ring, "radius_mm", 0.0, circle_mm / 2.0, "mm");
        const double start_deg = numberIn(ring, "start_deg", 0.0, 360.0, "deg");
        if (!(count >= 1.0 && count <= 64.0)) {
            continue;
        }
        for (int i = 0; i < static_cast<int>(count); ++i) {
            const double turn = start_deg / 180.0 * kPi + 2.0 * kPi * i / count;
            out.needles_m.emplace_back(metres(radius_mm * fixedCos(turn), kMillimetre_m),
                                       metres(radius_mm * fixedSin(turn), kMillimetre_m));
        }
    }
    if (table.has("needles") && declared.value != static_cast<double>(out.needles_m.size())) {
        table.problem("needles", fmt::format("says {}, the rings hold {}", declared.value,
                                             out.needles_m.size()));
    }
}

void readDial(TomlTable table, sim::PenDevice& out) {
    const SourcedRange dial = sourcedRangeIn(table, "dial", "mm", 0.0, 5.0);
    const double step_mm = sourcedIn(table, "step", "mm", 0.01, 1.0).value;
    const double label_mm = sourcedIn(table, "label_max", "mm", 0.0, 5.0).value;
    const double tolerance_mm = sourcedIn(table, "tolerance", "mm", 0.0, 0.5).value;
    if (step_mm >= 0.01 && !onStep(dial.max - dial.min, step_mm)) {
        table.problem("step", fmt::format("steps of {} mm from {} mm do not end at {} mm",
                                          decimal(step_mm), decimal(dial.min), decimal(dial.max)));
    }
    if (label_mm > dial.max) {
        table.problem("label_max", "is above the dial's end");
    }
    out.depthMin_m = metres(dial.min, kMillimetre_m);
    out.depthMax_m = metres(dial.max, kMillimetre_m);
    out.depthStep_m = metres(step_mm, kMillimetre_m);
    out.depthLabelMax_m = metres(label_mm, kMillimetre_m);
    out.dialTolerance_m = metres(tolerance_mm, kMillimetre_m);
}

/// How a press slows the motor; nothing does in files older than this.
void readLoad(TomlTable& table, sim::PenDevice& out) {
    const double free_N =
        table.has("load_free") ? sourcedIn(table, "load_free", "N", 0.0, 100.0).value : 0.0;
    if (!table.has("stall_force")) {
        if (table.has("load_free")) {
            table.problem("load_free", "says nothing without stall_force");
        }
        return;
    }
    const double stall_N = sourcedIn(table, "stall_force", "N", 0.1, 100.0).value;
    if (!(free_N < stall_N)) {
        table.problem("load_free",
                      fmt::format("must be below the stall force of {} N", decimal(stall_N)));
    }
    out.loadFree_N = static_cast<float>(free_N);
    out.stallForce_N = static_cast<float>(stall_N);
}

void readDrive(TomlTable table, sim::PenDevice& out) {
    out.stroke_m = metres(sourcedIn(table, "stroke", "mm", 0.5, 10.0).value, kMillimetre_m);
    // a drive without it has more force than any skin asks for
    if (table.has("force")) {
        out.driveForce_N = static_cast<float>(sourcedIn(table, "force", "N", 0.1, 100.0).value);
    }
    readLoad(table, out);
    double last_Hz = 0.0;
    std::vector<TomlTable> rates = table.tables("rate");
    if (rates.empty() && table.has("rate")) {
        table.problem("rate", "needs at least one stroke rate");
    }
    for (TomlTable& entry : rates) {
        const double rate_Hz = sourcedIn(entry, "rate", "Hz", 1.0, 500.0).value;
        if (!(rate_Hz >= 1.0 && rate_Hz <= 500.0)) {
            continue;
        }
        if (rate_Hz <= last_Hz) {
            entry.problem("rate", "must be above the rate before");
        }
        if (!onStep(rate_Hz, 0.1)) {
            entry.problem("rate", "must be a multiple of 0.1 Hz");
        }
        last_Hz = rate_Hz;
        out.strokeRates_dHz.push_back(static_cast<std::uint16_t>(std::lround(rate_Hz * 10.0)));
    }
}

} // namespace

Result<sim::PenDevice> parsePenDevice(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    sim::PenDevice out;
    const Result<std::string> kind = dataKind(text, name);
    const bool roller = kind && *kind == "roller";
    expectKind(root, roller ? "roller" : "pen");
    out.id = idText(root, "id");
    out.label = filledText(root, "label");
    if (roller) {
        readRoller(root, out);
        if (Status status = document->finish(); !status) {
            return status.error();
        }
        return out;
    }
    readNeedle(root.table("needle"), 5.0, out);
    readGeometry(root.table("geometry"), out);
    readDial(root.table("depth"), out);
    readDrive(root.table("drive"), out);

    if (out.needleLength_m > 0.0F && out.depthMax_m > out.needleLength_m) {
        root.problem("depth", "the dial goes deeper than the needles are long");
    }
    if (out.stroke_m > 0.0F && out.depthMax_m > out.stroke_m) {
        root.problem("depth", "the dial goes deeper than the stroke: the needles would not leave "
                              "the skin");
    }
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
