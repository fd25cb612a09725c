#include "tests/unit/scene/built_patient.h"

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace {

using namespace stipple;
using test::build;
using test::cellArea_m2;
using test::dataText;
using test::meshArea_m2;

/// Share of the treatable cells but for the scalp's that are farther than this from the next.
double shareWiderThan(const sim::SimModel& model, float wide_m) {
    const sim::SkinCells& cells = model.cells;
    const auto counts = [&](std::size_t cell) {
        return cells.zone[cell] < model.zones.size() && model.zones[cells.zone[cell]].treatable &&
               model.zones[cells.zone[cell]].id != "scalp";
    };
    double wide = 0.0, all = 0.0;
    for (std::size_t cell = 0; cell + cells.width < cells.zone.size(); ++cell) {
        for (const std::size_t next : {cell + 1, cell + cells.width}) {
            if (counts(cell) && counts(next)) {
                all += 1.0;
                wide += glm::distance(cells.position_m[cell], cells.position_m[next]) > wide_m;
            }
        }
    }
    return wide / all;
}

TEST(People, EveryPatientFileBuildsFast) {
    const auto file = test::dataRoot() / ".build/patients/people.stipple-people";
    if (!std::filesystem::exists(file)) {
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
    }
    const std::string bytes = dataText(".build/patients/people.stipple-people");
    const auto people = scene::parsePeopleAsset(bytes, file.string());
    ASSERT_TRUE(people) << people.error().text;
    for (const std::string& path : test::dataFiles({"scenes/patients"})) {
        const auto patient = scene::parsePatient(dataText(path), path);
        ASSERT_TRUE(patient) << patient.error().text;
        if (scene::findPart(*people, patient->part) == nullptr) {
            fmt::print("{}: the people have no part '{}'\n", patient->id, patient->part);
            continue;
        }
        const auto start = std::chrono::steady_clock::now();
        const auto built = build(*patient, *people, dataText(patient->anatomy));
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        ASSERT_TRUE(built) << path << ": " << built.error().text;
        const sim::SimModel& model = *built->model;
        const double area_m2 = meshArea_m2(model.mesh);
        fmt::print(
            "{}: {:.0f} ms, {:.0f} cm2, {} texels, spacing {:.3f} mm, {:.1f} % above 0.5 mm, "
            "{} zones\n",
            patient->id, took.count() * 1e3, area_m2 * 1e4, model.cells.zone.size(),
            static_cast<double>(model.cells.spacing_m) * 1e3, shareWiderThan(model, 0.5e-3f) * 1e2,
            model.zones.size());
        EXPECT_NEAR(cellArea_m2(model.cells), area_m2, 0.01 * area_m2) << path;
        EXPECT_LE(model.cells.spacing_m, 0.45e-3f) << path;
        // the texels stretch with the body; the scalp is meant to be coarser
        EXPECT_LE(shareWiderThan(model, 0.5e-3f), 0.03) << path;
        EXPECT_EQ(built->spots.size() > 0, !patient->lesions.empty());
        for (const scene::Lesion& lesion : patient->lesions) {
            if (!scene::isNoGo(lesion.kind)) {
                continue;
            }
            const std::string begin = "lesion_" + std::string(scene::lesionName(lesion.kind));
            const bool marked =
                std::any_of(model.zones.begin(), model.zones.end(), [&](const auto& zone) {
                    return zone.id.rfind(begin, 0) == 0 && zone.noGo;
                });
            EXPECT_TRUE(marked) << path << ": " << begin;
        }
    }
}

} // namespace
