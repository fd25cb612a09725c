#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"
#include "training/app/patient_sheet.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace stipple::app {

namespace {

// The area of lids and lips goes on behind what is seen of them: anatomy states none, and neither
// does the table.
const scene::AnatomyRegion* statedArea(const scene::Anatomy& anatomy, const std::string& zone) {
    const auto found = std::find_if(anatomy.regions.begin(), anatomy.regions.end(),
                                    [&zone](const scene::AnatomyRegion& region) {
                                        return region.id == zone && region.area_cm2 > 0.0;
                                    });
    return found == anatomy.regions.end() ? nullptr : &*found;
}

// what anatomy leads to expect, and a mark where the zone is another size
std::string expectedArea(const scene::AnatomyRegion* region, double area_cm2) {
    if (region == nullptr) {
        return "-";
    }
    const double off_cm2 = std::abs(area_cm2 - region->area_cm2);
    return fmt::format("{:.3g}-{:.3g}{}", region->area_cm2 - region->areaSlack_cm2,
                       region->area_cm2 + region->areaSlack_cm2,
                       off_cm2 > region->areaSlack_cm2 ? " !" : "");
}

// area, thickness and depth of what lies below, zone by zone
void printZones(const sim::SimModel& model, const scene::Anatomy& anatomy) {
    bool unstated = false, another = false;
    fmt::print("{:<26} {:>9} {:>12} {:>9} {:>10}\n", "zone", "area cm2", "expected", "skin mm",
               "to base mm");
    for (std::size_t zone = 0; zone < model.zones.size(); ++zone) {
        double area_m2 = 0.0;
        double skin_m = 0.0;
        double base_m = 0.0;
        std::size_t cells = 0;
        for (std::uint32_t cell = 0; cell < model.cells.zone.size(); ++cell) {
            if (model.cells.zone[cell] == zone) {
                area_m2 += static_cast<double>(sim::areaOf_m2(model.cells, cell));
                const sim::TissueStack tissue = sim::tissueAt(model, cell);
                skin_m += static_cast<double>(sim::skinThickness_m(tissue));
                base_m += static_cast<double>(sim::baseDepth_m(tissue));
                ++cells;
            }
        }
        if (cells > 0) {
            const auto count = static_cast<double>(cells);
            const std::string& id = model.zones[zone].id;
            const scene::AnatomyRegion* region = statedArea(anatomy, id);
            const bool stated = region != nullptr || id.starts_with(scene::kLesionZone);
            unstated = unstated || !stated;
            const std::string expected = expectedArea(region, area_m2 * 1e4);
            another = another || expected.ends_with('!');
            fmt::print("{:<26} {:>9} {:>12} {:>9.2f} {:>10.2f}{}\n", id,
                       stated ? fmt::format("{:.1f}", area_m2 * 1e4) : "-", expected,
                       skin_m / count * 1e3, base_m / count * 1e3,
                       model.zones[zone].noGo ? "  no-go" : "");
        }
    }
    if (unstated) {
        fmt::print("-: no area, for the skin goes on out of sight (lids, lips, the rest of the "
                   "body), or anatomy states none\n");
    }
    if (another) {
        fmt::print("!: another size than {} leads to expect of an adult\n", anatomy.file);
    }
}

} // namespace

int patient(const PatientOptions& options, const CommonOptions& common) {
    const auto root = platform::dataRoot();
    if (!root) {
        return refused(root.error(), kSurroundings);
    }
    const auto file =
        readLesson(*root, options.file, "patient", "scenes/patients/woman_34_fine_lines.toml");
    if (!file) {
        return refused(file.error(), kSurroundings);
    }
    const auto exercise = loadPatient(*root, *file);
    if (!exercise) {
        return refused(exercise.error(), readPeople(*root) ? kCheckFailed : kSurroundings);
    }
    const scene::Patient& person = exercise->patient->patient;
    fmt::print("{}: {}\n", person.label, indicationText(person));
    printZones(*exercise->model, exercise->patient->anatomy);
    if (!options.out.empty()) {
        if (Status drawn = drawPatientSheet(*exercise, options, common); !drawn) {
            return refused(drawn.error(), kSurroundings);
        }
        fmt::print("written: {}\n", options.out);
    }
    if (!options.glb.empty()) {
        if (Status written = exportGlb(*exercise, options.glb); !written) {
            return refused(written.error(), kSurroundings);
        }
        fmt::print("written: {}\n", options.glb);
    }
    return kFine;
}

int patients() {
    const auto root = platform::dataRoot();
    if (!root) {
        return refused(root.error(), kSurroundings);
    }
    std::vector<std::filesystem::path> files;
    std::error_code code;
    for (std::filesystem::directory_iterator it(*root / "scenes/patients", code), end;
         !code && it != end; it.increment(code)) {
        if (it->path().extension() == ".toml") {
            files.push_back(it->path());
        }
    }
    std::sort(files.begin(), files.end());
    const std::string missing = missingPeople(*root);
    int result = kFine;
    for (const std::filesystem::path& path : files) {
        const std::string name = path.lexically_relative(*root).generic_string();
        const auto text = readTextFile(path);
        const auto person =
            text ? scene::parsePatient(*text, name) : Result<scene::Patient>(text.error());
        if (!person) {
            fmt::print("{}: {}\n", name, person.error().text);
            result = kCheckFailed;
            continue;
        }
        fmt::print("{:<44} {}{}\n", name, person->label, missing.empty() ? "" : "  (not here)");
    }
    if (!missing.empty()) {
        return refused(Error{missing}, kSurroundings);
    }
    if (const auto people = readPeople(*root); !people) {
        return refused(people.error(), kCheckFailed);
    }
    return result;
}

} // namespace stipple::app
