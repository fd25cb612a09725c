#include "engine/scene/skin_appearance.h"
#include "tests/unit/scene/built_patient.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <filesystem>
#include <vector>

namespace stipple {
namespace {

// A nail shines more than any skin. Cells that do lie in five heaps, each as large as a nail of an
// adult: 0.4 to 2.2 cm2 (8 x 6 mm of the little finger to 16 x 14 mm of a thumb, drawn on a slender
// hand), none of them nearer to another than a finger is wide.
TEST(HandOfPeople, HasFiveNails) {
    const char* people = ".build/patients/people.stipple-people";
    if (!std::filesystem::exists(test::dataRoot() / people)) {
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
    }
    const auto asset = scene::parsePeopleAsset(test::dataText(people), people);
    ASSERT_TRUE(asset) << asset.error().text;
    const std::string path = "scenes/patients/woman_52_brown_spots.toml";
    const auto patient = scene::parsePatient(test::dataText(path), path);
    ASSERT_TRUE(patient) << patient.error().text;
    const auto anatomy = scene::parseAnatomy(test::dataText(patient->anatomy), patient->anatomy);
    ASSERT_TRUE(anatomy) << anatomy.error().text;
    const auto built = test::build(*patient, *asset, test::dataText(patient->anatomy));
    ASSERT_TRUE(built) << built.error().text;
    const auto look =
        scene::paintAppearance(*patient, *built, *anatomy, *scene::findPart(*asset, patient->part));
    ASSERT_TRUE(look) << look.error().text;
    struct Heap {
        glm::vec3 place_m;
        double area_m2;
    };
    std::vector<Heap> heaps;
    const sim::SkinCells& cells = built->model->cells;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] == sim::kOffSkin || look->pigment[std::size_t{cell} * 4 + 2] < 220) {
            continue;
        }
        const glm::vec3 place = cells.position_m[cell];
        const double area_m2 = static_cast<double>(sim::areaOf_m2(cells, cell));
        bool known = false;
        for (Heap& heap : heaps) {
            if (!known && glm::distance(heap.place_m, place) < 0.016f) {
                heap.area_m2 += area_m2;
                known = true;
            }
        }
        if (!known) {
            heaps.push_back({place, area_m2});
        }
    }
    EXPECT_EQ(heaps.size(), 5U);
    for (const Heap& heap : heaps) {
        EXPECT_GT(heap.area_m2 * 1e4, 0.4) << heap.place_m.x;
        EXPECT_LT(heap.area_m2 * 1e4, 2.2) << heap.place_m.x;
    }
}

} // namespace
} // namespace stipple
