#include "engine/base/state_hash.h"
#include "engine/scene/patient.h"
#include "engine/sim/skin_walk.h"
#include "tests/unit/scene/built_patient.h"
#include "tests/unit/scene/dome_part.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <gtest/gtest.h>

namespace {

using namespace stipple;
using test::build;
using test::cellArea_m2;
using test::changed;
using test::holds;
using test::meshArea_m2;

scene::Patient domePatient() {
    scene::Patient patient;
    patient.id = "dome_person";
    patient.part = "dome";
    patient.age_y = 25;
    patient.caucasian = 1.0f;
    return patient;
}

scene::Lesion lesion(scene::LesionKind kind, float radius_mm, glm::vec2 offset_mm) {
    scene::Lesion lesion;
    lesion.kind = kind;
    lesion.landmark = "middle";
    lesion.offset_mm = offset_mm;
    lesion.radius_mm = radius_mm;
    lesion.line = 7;
    return lesion;
}

Result<scene::PatientModel> buildDome(const scene::Patient& patient) {
    return build(patient, test::domePeople(), test::kDomeAnatomy);
}

int zoneIndex(const sim::SimModel& model, const std::string& id) {
    for (std::size_t i = 0; i < model.zones.size(); ++i) {
        if (model.zones[i].id == id) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

TEST(PatientModel, LiesOnTheBackWithTheOriginInTheMiddle) {
    // upright it is 40 mm wide and high, and 0 to 6 mm deep; lying, the depth is y from -3 to 3 mm
    const auto built = buildDome(domePatient());
    ASSERT_TRUE(built) << built.error().text;
    glm::vec3 low(1.0f), high(-1.0f);
    std::size_t peak = 0;
    const sim::SkinMesh& mesh = built->model->mesh;
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        low = glm::min(low, mesh.positions_m[i]);
        high = glm::max(high, mesh.positions_m[i]);
        peak = mesh.positions_m[i].y > mesh.positions_m[peak].y ? i : peak;
    }
    EXPECT_NEAR(low.x, -0.02f, 1e-6f);
    EXPECT_NEAR(high.x, 0.02f, 1e-6f);
    EXPECT_NEAR(low.y, -0.003f, 1e-6f);
    EXPECT_NEAR(high.y, 0.003f, 1e-6f);
    EXPECT_NEAR(low.z, -0.02f, 1e-6f);
    EXPECT_NEAR(built->origin_m.z, 0.003f, 1e-6f);
    EXPECT_GT(mesh.normals[peak].y, 0.999f);
    // the atlas's top row is the crown's end, which lies away from the viewer
    const std::size_t firstRow = 2 * std::size_t{built->model->cells.width} + 10;
    EXPECT_LT(built->model->cells.position_m[firstRow].z, -0.019f);
}

TEST(PatientModel, AHandLiesWithItsBackUp) {
    // a flat left hand whose back looks to (0.86, 0.51, 0.03): laid, that is straight up
    scene::PeopleAsset people = test::domePeople();
    scene::BodyPart& part = people.parts.front();
    part.id = "hand";
    const glm::vec3 back = glm::normalize(glm::vec3(0.86f, 0.51f, 0.03f));
    const glm::vec3 across = glm::normalize(glm::vec3(-back.y, back.x, 0.0f));
    for (glm::vec3& point : part.cage_m) {
        point = across * point.x + glm::cross(back, across) * point.y + back * point.z;
    }
    // seen from the side the landmarks of the dome are other places, so it has but one region
    std::string anatomy = test::kDomeAnatomy.substr(0, test::kDomeAnatomy.find("[[landmark]]"));
    anatomy = changed(anatomy, "kind", "part = \"dome\"", "part = \"hand\"");
    for (const char* corner : {"a\"\nat_mm = [-8, 6]", "b\"\nat_mm = [8, 6]",
                               "c\"\nat_mm = [8, -5]", "d\"\nat_mm = [-8, -5]"}) {
        anatomy += std::string("[[landmark]]\nview = \"side\"\nid = \"") + corner + "\n";
    }
    anatomy += R"([[region]]
id = "forehead"
label = "Back"
use = "treated"
tissue = "forehead"
source = "made up"
grade = "P"
[[region.ring]]
through = ["a", "b", "c", "d"]
sides = "one"
)";
    scene::Patient patient = domePatient();
    patient.part = "hand";
    const auto built = build(patient, people, anatomy);
    ASSERT_TRUE(built) << built.error().text;
    glm::vec3 sum(0.0f), low(1.0f), high(-1.0f);
    for (std::size_t i = 0; i < built->model->mesh.normals.size(); ++i) {
        sum += built->model->mesh.normals[i];
        low = glm::min(low, built->model->mesh.positions_m[i]);
        high = glm::max(high, built->model->mesh.positions_m[i]);
    }
    EXPECT_GT(glm::normalize(sum).y, 0.999f);
    EXPECT_NEAR(glm::length(low + high), 0.0f, 1e-6f) << "the origin is in the middle";
    EXPECT_NEAR(high.y - low.y, 0.006f, 1e-5f);
}

TEST(PatientModel, CellsSumToTheSurface) {
    const auto built = buildDome(domePatient());
    ASSERT_TRUE(built) << built.error().text;
    const sim::SkinCells& cells = built->model->cells;
    const double area_m2 = meshArea_m2(built->model->mesh);
    // the flat square alone would be 16 cm2
    EXPECT_GT(area_m2, 16.3e-4);
    EXPECT_NEAR(cellArea_m2(cells), area_m2, 0.01 * area_m2);
    // texels are 0.4 mm apart on the flat, and the middle of the slopes is gentle
    EXPECT_GT(cells.spacing_m, 0.40e-3f);
    EXPECT_LT(cells.spacing_m, 0.42e-3f);
    EXPECT_GT(cells.area_m2, 0.160e-6f);
    EXPECT_LT(cells.area_m2, 0.175e-6f);
}

TEST(PatientModel, GutterTexelsShowTheOtherSide) {
    const auto built = buildDome(domePatient());
    ASSERT_TRUE(built) << built.error().text;
    const sim::SkinCells& cells = built->model->cells;
    std::size_t gutter = 0;
    for (std::size_t i = 0; i < cells.zone.size(); ++i) {
        if (cells.zone[i] == sim::kOffSkin && cells.source[i] != sim::kNone) {
            ++gutter;
            EXPECT_NE(cells.zone[cells.source[i]], sim::kOffSkin);
        }
    }
    EXPECT_EQ(gutter, test::kDomeTexels * test::kDomeGutter);
}

TEST(PatientModel, NeighboursCrossTheSeamOfTheAtlas) {
    // only the outer edge is a rim: four sides of 20 squares; the seam, 20 edges long, is none
    const auto built = buildDome(domePatient());
    ASSERT_TRUE(built) << built.error().text;
    const sim::SkinMesh& mesh = built->model->mesh;
    std::size_t rims = 0, over = 0;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        for (const std::uint32_t next : mesh.neighbours[t]) {
            rims += next == sim::kNone ? 1 : 0;
            const bool left = t < mesh.triangles.size() / 2;
            over += next != sim::kNone && left != (next < mesh.triangles.size() / 2) ? 1 : 0;
        }
    }
    EXPECT_EQ(rims, 80U);
    EXPECT_EQ(over, 40U) << "20 edges, seen from both sides";

    const glm::vec3 target(0.01f, 0.0f, 0.005f);
    const sim::SkinWalk walk = sim::walkTo(mesh, 0, target);
    ASSERT_TRUE(walk.arrived);
    EXPECT_NEAR(sim::positionAt(mesh, walk.point).x, 0.01f, 1e-3f);
    EXPECT_GE(walk.point.triangle, mesh.triangles.size() / 2);
}

TEST(PatientModel, ZonesAreTheRegionsThenElsewhere) {
    const auto built = buildDome(domePatient());
    ASSERT_TRUE(built) << built.error().text;
    const auto& zones = built->model->zones;
    ASSERT_EQ(zones.size(), 3U);
    EXPECT_EQ(zones[0].id, "forehead");
    EXPECT_TRUE(zones[0].treatable);
    EXPECT_FALSE(zones[0].noGo);
    EXPECT_EQ(zones[1].id, "orbit");
    EXPECT_FALSE(zones[1].treatable);
    EXPECT_TRUE(zones[1].noGo);
    EXPECT_EQ(zones[1].reason, "The eye lies behind it.");
    // tissue of the lower lid, scaled for 25 years: 600 um of reticular dermis, 6 % more
    EXPECT_NEAR(zones[1].tissue.layers[3].thickness_m, 636e-6f, 1e-8f);
    EXPECT_EQ(zones[2].id, "elsewhere");
    EXPECT_FALSE(zones[2].treatable);
    EXPECT_FALSE(zones[2].noGo);
    EXPECT_EQ(built->model->cells.skinScale.size(), built->model->cells.zone.size());
}

TEST(PatientModel, AMoleIsAZoneOfItsOwn) {
    // a disc of 3 mm on nearly flat skin: 28.3 mm2
    scene::Patient patient = domePatient();
    patient.lesions = {lesion(scene::LesionKind::Mole, 3.0f, {0.0f, -6.0f})};
    const auto built = buildDome(patient);
    ASSERT_TRUE(built) << built.error().text;
    const int mole = zoneIndex(*built->model, "lesion_mole_forehead");
    ASSERT_EQ(mole, 3);
    const sim::SkinZone& zone = built->model->zones[3];
    EXPECT_TRUE(zone.noGo);
    EXPECT_FALSE(zone.treatable);
    EXPECT_FALSE(zone.reason.empty());
    EXPECT_EQ(zone.tissue.layers[3].thickness_m,
              built->model->zones[0].tissue.layers[3].thickness_m);
    EXPECT_NEAR(cellArea_m2(built->model->cells, mole) * 1e6, 28.3, 1.2);
    // it lies 6 mm towards the feet, which is +z, and nothing else of the forehead is lost
    ASSERT_EQ(built->spots.size(), 1U);
    EXPECT_NEAR(built->spots[0].position_m.z, 0.006f, 2e-4f);
    EXPECT_NEAR(built->spots[0].position_m.x, 0.0f, 1e-5f);
    const auto plain = buildDome(domePatient());
    ASSERT_TRUE(plain);
    EXPECT_NEAR(cellArea_m2(built->model->cells, 0) + cellArea_m2(built->model->cells, mole),
                cellArea_m2(plain->model->cells, 0), 1e-9);
    EXPECT_EQ(built->painted.region, plain->painted.region) << "painted before lesions";
}

TEST(PatientModel, ALesionOverTwoZonesMakesTwo) {
    scene::Patient patient = domePatient();
    patient.lesions = {lesion(scene::LesionKind::Eczema, 4.0f, {16.0f, 0.0f})};
    const auto built = buildDome(patient);
    ASSERT_TRUE(built) << built.error().text;
    const int inside = zoneIndex(*built->model, "lesion_eczema_forehead");
    const int outside = zoneIndex(*built->model, "lesion_eczema_elsewhere");
    ASSERT_GE(inside, 3);
    ASSERT_GE(outside, 3);
    // the border goes through the disc of 50.3 mm2
    const double in_mm2 = cellArea_m2(built->model->cells, inside) * 1e6;
    const double out_mm2 = cellArea_m2(built->model->cells, outside) * 1e6;
    EXPECT_GT(in_mm2, 10.0);
    EXPECT_GT(out_mm2, 10.0);
    EXPECT_NEAR(in_mm2 + out_mm2, 50.3, 2.5);
}

TEST(PatientModel, ScarsAreDrawnButMayBeNeedled) {
    scene::Patient patient = domePatient();
    scene::Lesion scars = lesion(scene::LesionKind::IcePickScar, 0.5f, {0.0f, -4.0f});
    scars.count = 12;
    scars.spread_mm = 6.0f;
    patient.lesions = {scars};
    const auto built = buildDome(patient);
    ASSERT_TRUE(built) << built.error().text;
    EXPECT_EQ(built->model->zones.size(), 3U);
    ASSERT_EQ(built->spots.size(), 12U);
    for (const scene::LesionSpot& spot : built->spots) {
        EXPECT_LE(glm::length(spot.position_m - glm::vec3(0.0f, spot.position_m.y, 0.004f)),
                  0.0061f);
        EXPECT_GE(spot.radius_m, 0.35e-3f);
        EXPECT_LE(spot.radius_m, 0.65e-3f);
        for (const scene::LesionSpot& other : built->spots) {
            if (&other != &spot) {
                EXPECT_GT(glm::length(spot.position_m - other.position_m), 1.0e-3f);
            }
        }
    }
}

TEST(PatientModel, TheSamePatientGivesTheSameBits) {
    scene::Patient patient = domePatient();
    patient.lesions = {lesion(scene::LesionKind::Mole, 2.0f, {3.0f, -5.0f})};
    const auto one = buildDome(patient), two = buildDome(patient);
    ASSERT_TRUE(one && two);
    EXPECT_EQ(one->model->contentHash, two->model->contentHash);
    patient.shape = {{"tall", 0.5f}};
    const auto taller = buildDome(patient);
    ASSERT_TRUE(taller) << taller.error().text;
    EXPECT_NE(one->model->contentHash, taller->model->contentHash);
    patient.shape.clear();
    patient.age_y = 60;
    const auto older = buildDome(patient);
    ASSERT_TRUE(older) << older.error().text;
    EXPECT_NE(one->model->contentHash, older->model->contentHash);
}

TEST(PatientModel, EveryCompilerGivesTheSameBits) {
    // g++ and clang, Debug and Release; not the whole model's hash, which changes with every table
    scene::Patient patient = domePatient();
    patient.shape = {{"tall", 0.37f}};
    scene::Lesion spots = lesion(scene::LesionKind::ActiveAcne, 0.9f, {2.0f, -5.0f});
    spots.count = 9;
    spots.spread_mm = 7.0f;
    patient.lesions = {spots};
    const auto built = buildDome(patient);
    ASSERT_TRUE(built) << built.error().text;
    const sim::SkinCells& cells = built->model->cells;
    StateHash hash;
    mixAll(hash, std::span<const std::uint8_t>(cells.zone));
    mixAll(hash, std::span<const glm::vec3>(cells.position_m));
    mixAll(hash, std::span<const glm::vec3>(cells.normal));
    mixAll(hash, std::span<const float>(cells.areas_m2));
    for (const scene::LesionSpot& spot : built->spots) {
        mixAll(hash, std::span<const glm::vec3>(&spot.position_m, 1));
        mix(hash, spot.radius_m);
    }
    EXPECT_EQ(hash.value, 0x4f477caa1be0ab28ULL) << std::hex << hash.value;
}

TEST(PatientModel, SaysWhatIsWrong) {
    scene::Patient patient = domePatient();
    patient.shape = {{"nose/like_that", 1.0f}};
    auto built = buildDome(patient);
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "dome_person"));
    EXPECT_TRUE(holds(built.error().text, "nose/like_that"));

    patient = domePatient();
    patient.lesions = {lesion(scene::LesionKind::Mole, 2.0f, {0.0f, 0.0f})};
    patient.lesions[0].landmark = "navel";
    built = buildDome(patient);
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "patient 'dome_person', the lesion of line 7: "));
    EXPECT_TRUE(holds(built.error().text, "navel"));

    patient.lesions[0] = lesion(scene::LesionKind::Mole, 2.0f, {60.0f, 0.0f});
    built = buildDome(patient);
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "the offset leads off the skin"));

    patient = domePatient();
    patient.part = "tail";
    built = buildDome(patient);
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "shows the part 'tail'"));

    built = build(domePatient(), test::domePeople(),
                  changed(test::kDomeAnatomy, "orbit", "\"lower_lid\"", "\"upper_lid\""));
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "'upper_lid'"));

    built = build(domePatient(), test::domePeople(),
                  changed(test::kDomeAnatomy, "[[region]]", "\"treated\"", "\"other\""));
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "has no skin to treat"));

    built = build(domePatient(), scene::PeopleAsset{}, test::kDomeAnatomy);
    ASSERT_FALSE(built);
    EXPECT_TRUE(holds(built.error().text, "the people have no part 'dome'"));
}

} // namespace
