#include "engine/scene/anatomy.h"
#include "engine/scene/pad_scene.h"
#include "engine/sim/skin_mesh.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <set>

namespace {

using namespace stipple;
using test::dataText;

constexpr const char* kFace = "scenes/anatomy/face.toml";

/// The people asset, scenes/anatomy/face.toml and what comes of both; null without the asset.
struct PaintedFace {
    scene::Anatomy anatomy;
    scene::BodyPart part;
    scene::PaintedAnatomy painted;
    std::vector<glm::vec3> points_m;
    std::vector<glm::vec3> cells_m; ///< position of each cell; the middle of nowhere for others
};

std::vector<glm::vec3> cellPlaces_m(const scene::BodyPart& part,
                                    const std::vector<glm::vec3>& points_m) {
    std::vector<glm::vec3> places_m;
    for (std::size_t texel = 0; texel < part.cells.triangle.size(); ++texel) {
        if (part.cells.triangle[texel] == sim::kNone) {
            places_m.emplace_back(-9.0f);
            continue;
        }
        const auto& corner = part.skin.triangles[part.cells.triangle[texel]];
        const float b = static_cast<float>(part.cells.barycentric[texel][0]) / 65535.0f;
        const float c = static_cast<float>(part.cells.barycentric[texel][1]) / 65535.0f;
        places_m.push_back(points_m[part.skin.point[corner[0]]] * (1.0f - b - c) +
                           points_m[part.skin.point[corner[1]]] * b +
                           points_m[part.skin.point[corner[2]]] * c);
    }
    return places_m;
}

bool peopleAreThere() {
    return std::filesystem::exists(test::dataRoot() / ".build/patients/people.stipple-people");
}

/// Null, with the reason as a failure, when something is wrong.
const PaintedFace* paintedFace() {
    static const std::unique_ptr<PaintedFace> face = [] {
        std::unique_ptr<PaintedFace> out;
        auto people = scene::parsePeopleAsset(dataText(".build/patients/people.stipple-people"),
                                              "people.stipple-people");
        auto anatomy = scene::parseAnatomy(dataText(kFace), kFace);
        auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
        EXPECT_TRUE(people) << people.error().text;
        EXPECT_TRUE(anatomy) << anatomy.error().text;
        if (!people || !anatomy || !tissues) {
            return out;
        }
        const scene::BodyPart* head = scene::findPart(*people, anatomy->part);
        EXPECT_NE(head, nullptr);
        auto painted = scene::paintAnatomy(*anatomy, *head, *tissues);
        EXPECT_TRUE(painted) << painted.error().text;
        if (painted) {
            const auto points_m = scene::surfacePoints(head->skin, head->cage_m);
            out = std::make_unique<PaintedFace>(
                PaintedFace{*anatomy, *head, *painted, points_m, cellPlaces_m(*head, points_m)});
        }
        return out;
    }();
    return face.get();
}

#define NEEDS_PEOPLE(face)                                                                         \
    if (!peopleAreThere()) {                                                                       \
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";             \
    }                                                                                              \
    const PaintedFace* face = paintedFace();                                                       \
    ASSERT_NE(face, nullptr)

/// Region that one sees at a place of the front (x, y) or left side (z, y), in mm.
std::string seenAt(const PaintedFace& face, bool side, float across_mm, float up_mm) {
    std::string seen = "nothing";
    float nearest_m = -1.0f;
    for (std::size_t texel = 0; texel < face.painted.region.size(); ++texel) {
        const std::uint8_t region = face.painted.region[texel];
        if (region == scene::kNoCell) {
            continue;
        }
        const glm::vec3 at = face.cells_m[texel];
        const float across_m = side ? at.z : at.x, depth_m = side ? at.x : at.z;
        if (std::fabs(across_m * 1e3f - across_mm) < 0.6f &&
            std::fabs(at.y * 1e3f - up_mm) < 0.6f && depth_m > nearest_m) {
            nearest_m = depth_m;
            seen = region == scene::kElsewhere ? "elsewhere" : face.anatomy.regions[region].id;
        }
    }
    return seen;
}

/// Areas of one side only: cells with x above (or below) 0.
std::vector<double> sideAreas_cm2(const PaintedFace& face, bool left) {
    scene::PaintedAnatomy half = face.painted;
    for (std::size_t texel = 0; texel < half.region.size(); ++texel) {
        if (half.region[texel] != scene::kNoCell && (face.cells_m[texel].x > 0.0f) != left) {
            half.region[texel] = scene::kNoCell;
        }
    }
    return scene::regionAreas_cm2(face.anatomy, half, face.part, face.points_m);
}

TEST(FaceAnatomy, FileIsGood) {
    const auto anatomy = scene::parseAnatomy(dataText(kFace), kFace);
    ASSERT_TRUE(anatomy) << anatomy.error().text;
    const auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    ASSERT_TRUE(tissues);
    // the zones of the clinical table that lie on a head, and the masks that must not be needled
    for (const char* id :
         {"forehead", "glabella",     "temple",        "lower_lid", "crows_feet", "nose_dorsum",
          "nose_tip", "cheek_medial", "cheek_lateral", "zygoma",    "upper_lip",  "chin",
          "jawline",  "neck",         "decollete",     "scalp",     "orbit",      "vermilion",
          "nostril",  "ear",          "brow"}) {
        const auto found = std::find_if(anatomy->regions.begin(), anatomy->regions.end(),
                                        [&](const auto& region) { return region.id == id; });
        ASSERT_NE(found, anatomy->regions.end()) << id;
        EXPECT_EQ(tissues->count(found->tissue), 1U) << id;
    }
    // masks lie over everything that is treated
    bool maskBegun = false;
    for (const scene::AnatomyRegion& region : anatomy->regions) {
        maskBegun = maskBegun || region.use == scene::RegionUse::NoGo;
        EXPECT_FALSE(maskBegun && region.use == scene::RegionUse::Treated) << region.id;
    }
}

TEST(FaceAnatomy, PlacesLieInTheirZones) {
    NEEDS_PEOPLE(face);
    struct Place {
        bool side;
        float across_mm, up_mm;
        const char* region;
    };
    // read off pictures of the neutral body with a millimetre grid, away from the borders
    const Place places[] = {
        {false, 0.0f, 790.0f, "forehead"},      {false, 40.0f, 775.0f, "forehead"},
        {false, 0.0f, 758.0f, "glabella"},      {false, 30.0f, 736.0f, "orbit"},
        {false, 30.0f, 720.0f, "orbit"},        {false, 17.0f, 733.0f, "orbit"},
        {false, 48.0f, 738.0f, "orbit"},        {false, 31.0f, 710.0f, "lower_lid"},
        {false, 0.0f, 725.0f, "nose_dorsum"},   {false, 0.0f, 699.0f, "nose_tip"},
        {false, 15.0f, 699.0f, "nose_tip"},     {false, 10.0f, 694.0f, "nostril"},
        {false, 30.0f, 692.0f, "cheek_medial"}, {false, 52.0f, 685.0f, "cheek_lateral"},
        {false, 52.0f, 710.0f, "zygoma"},       {false, 0.0f, 684.0f, "upper_lip"},
        {false, 27.0f, 668.0f, "upper_lip"},    {false, 0.0f, 672.0f, "vermilion"},
        {false, 0.0f, 662.0f, "vermilion"},     {false, 20.0f, 668.0f, "vermilion"},
        {false, 0.0f, 642.0f, "chin"},          {false, 30.0f, 756.0f, "brow"},
        {false, 0.0f, 600.0f, "neck"},          {false, 0.0f, 525.0f, "decollete"},
        {true, 104.0f, 737.0f, "crows_feet"},   {true, 95.0f, 758.0f, "temple"},
        {true, 88.0f, 716.0f, "zygoma"},        {true, 80.0f, 690.0f, "cheek_lateral"},
        {true, 84.0f, 651.0f, "jawline"},       {true, 100.0f, 642.0f, "jawline"},
        {true, 45.0f, 715.0f, "ear"},           {true, 50.0f, 692.0f, "ear"},
        {true, 10.0f, 780.0f, "scalp"},         {true, 40.0f, 640.0f, "neck"},
        {true, -5.0f, 640.0f, "elsewhere"},
    };
    for (const Place& place : places) {
        EXPECT_EQ(seenAt(*face, place.side, place.across_mm, place.up_mm), place.region)
            << (place.side ? "side " : "front ") << place.across_mm << " " << place.up_mm;
    }
}

TEST(FaceAnatomy, AreasAreThoseOfPeople) {
    NEEDS_PEOPLE(face);
    const auto areas =
        scene::regionAreas_cm2(face->anatomy, face->painted, face->part, face->points_m);
    double front_cm2 = 0.0;
    for (std::size_t i = 0; i < face->anatomy.regions.size(); ++i) {
        const scene::AnatomyRegion& region = face->anatomy.regions[i];
        std::printf("%-14s %7.1f cm2", region.id.c_str(), areas[i]);
        if (region.area_cm2 > 0.0) {
            const double least = region.area_cm2 - region.areaSlack_cm2;
            std::printf(", people %5.1f to %5.1f", least, region.area_cm2 + region.areaSlack_cm2);
            EXPECT_NEAR(areas[i], region.area_cm2, region.areaSlack_cm2) << region.id;
        }
        std::printf("\n");
        const std::set<std::string> others = {"scalp", "neck",  "decollete", "jawline",
                                              "ear",   "orbit", "vermilion"};
        front_cm2 += others.count(region.id) == 0 ? areas[i] : 0.0;
    }
    // hairline to chin and ear to ear without the strip under the jaw: about 330 cm2. Lids and lips
    // count as what shows of them, two ellipses of 42 x 33 mm and 10 cm2: the mesh goes on behind
    // them
    constexpr double kPi = 3.14159265358979;
    front_cm2 += 2.0 * kPi * 2.1 * 1.65 + 10.0;
    std::printf("front of the face %.1f cm2\n", front_cm2);
    EXPECT_NEAR(front_cm2, 330.0, 16.5);
}

TEST(FaceAnatomy, LeftAndRightAreEqual) {
    NEEDS_PEOPLE(face);
    const auto left = sideAreas_cm2(*face, true), right = sideAreas_cm2(*face, false);
    for (std::size_t i = 0; i < face->anatomy.regions.size(); ++i) {
        // and 0.02 cm2: a nostril is a few hundred cells, and a seam may cut a few at its border
        EXPECT_NEAR(left[i], right[i], 0.02 * right[i] + 0.02) << face->anatomy.regions[i].id;
    }
}

TEST(FaceAnatomy, EveryCellOfTheFrontHasOneRegion) {
    NEEDS_PEOPLE(face);
    // between hairline and chin, seen from the front, no skin is left over: 0.2 % for the crumbs at
    // three-way corners
    std::size_t cells = 0, over = 0;
    for (std::size_t texel = 0; texel < face->painted.region.size(); ++texel) {
        const std::uint8_t region = face->painted.region[texel];
        if (region == scene::kNoCell) {
            continue;
        }
        ASSERT_TRUE(region == scene::kElsewhere || region < face->anatomy.regions.size());
        const glm::vec3 at = face->cells_m[texel];
        if (at.z > 0.070f && at.y > 0.636f) {
            ++cells;
            over += region == scene::kElsewhere ? 1U : 0U;
        }
    }
    EXPECT_GT(cells, 100000U);
    EXPECT_LT(static_cast<double>(over), 0.002 * static_cast<double>(cells));
}

TEST(FaceAnatomy, NothingInsideTheRimOrOnTheLipsIsTreatable) {
    NEEDS_PEOPLE(face);
    // independent of the rings: an ellipse of 36 x 26 mm around the middle of the closed lids, and
    // one of 36 x 14 mm around the mouth, both seen from the front
    for (std::size_t texel = 0; texel < face->painted.region.size(); ++texel) {
        const std::uint8_t region = face->painted.region[texel];
        if (region == scene::kNoCell) {
            continue;
        }
        const glm::vec3 at = face->cells_m[texel] * 1e3f;
        const auto within = [&](float x, float y, float a, float b) {
            const float s = (std::fabs(at.x) - x) / a, t = (at.y - y) / b;
            return at.z > 100.0f && s * s + t * t < 1.0f;
        };
        if (within(31.0f, 732.0f, 18.0f, 13.0f) || within(0.0f, 667.5f, 18.0f, 7.0f)) {
            ASSERT_LT(region, face->anatomy.regions.size()) << at.x << " " << at.y << " " << at.z;
            ASSERT_EQ(face->anatomy.regions[region].use, scene::RegionUse::NoGo)
                << at.x << " " << at.y << " " << at.z;
        }
    }
}

TEST(FaceAnatomy, ThereIsRoomThreeMillimetresOutsideTheRim) {
    NEEDS_PEOPLE(face);
    // someone who keeps 3 mm away from the rim still has most of the lower lid's and crow's feet
    // zones
    std::uint8_t orbit = 0;
    while (face->anatomy.regions[orbit].id != "orbit") {
        ++orbit;
    }
    const auto distances_m =
        scene::distanceToRegion_m(face->painted, face->part, face->points_m, orbit, 0.010f);
    for (const char* id : {"lower_lid", "crows_feet"}) {
        std::size_t all = 0, clear = 0;
        for (std::size_t texel = 0; texel < distances_m.size(); ++texel) {
            const std::uint8_t region = face->painted.region[texel];
            if (region < face->anatomy.regions.size() && face->anatomy.regions[region].id == id) {
                ++all;
                clear += distances_m[texel] > 0.003f ? 1U : 0U;
                ASSERT_GT(distances_m[texel], 0.0f);
            }
        }
        EXPECT_GT(static_cast<double>(clear), 0.5 * static_cast<double>(all)) << id;
    }
}

TEST(FaceAnatomy, ThicknessHasNoSteps) {
    NEEDS_PEOPLE(face);
    const auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    ASSERT_TRUE(tissues);
    const auto thickness_mm = [&](std::size_t cell) {
        const std::uint8_t region = face->painted.region[cell];
        const std::string& tissue = region == scene::kElsewhere
                                        ? face->anatomy.elsewhere
                                        : face->anatomy.regions[region].tissue;
        return sim::skinThickness_m(tissues->at(tissue).tissue) * face->painted.skinScale[cell] *
               1e3f;
    };
    // skin of 0.75 mm (lower lid) meets 2.1 mm (sidewall of the nose); without the slide the step
    // is 1.35 mm, with it the slope over a cell of 0.5 mm stays at a seventh of that
    float widest_mm = 0.0f;
    std::size_t pairs = 0;
    const std::uint32_t width = face->part.cells.width;
    for (std::size_t texel = 0; texel + width < face->painted.region.size(); ++texel) {
        if (face->painted.region[texel] == scene::kNoCell) {
            continue;
        }
        const glm::vec3 at = face->cells_m[texel];
        for (const std::size_t next : {texel + 1, texel + width}) {
            const std::uint32_t cell = face->part.cells.source[next];
            if (cell == sim::kNone || face->painted.region[cell] == scene::kNoCell) {
                continue;
            }
            const glm::vec3 step = face->cells_m[cell] - at;
            if (step.x * step.x + step.y * step.y + step.z * step.z < 0.0006f * 0.0006f) {
                widest_mm =
                    std::fmax(widest_mm, std::fabs(thickness_mm(cell) - thickness_mm(texel)));
                ++pairs;
            }
        }
    }
    std::printf("widest step of skin thickness %.3f mm among %zu pairs\n",
                static_cast<double>(widest_mm), pairs);
    EXPECT_GT(pairs, 500000U);
    EXPECT_LT(widest_mm, 1.35f * 0.15f);
}

TEST(OtherAnatomy, HandAndBellyAreDrawnOnTheirParts) {
    if (!peopleAreThere()) {
        GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
    }
    const auto people = scene::parsePeopleAsset(dataText(".build/patients/people.stipple-people"),
                                                "people.stipple-people");
    const auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    ASSERT_TRUE(people && tissues);
    for (const char* path : {"scenes/anatomy/hand.toml", "scenes/anatomy/abdomen.toml"}) {
        const auto anatomy = scene::parseAnatomy(dataText(path), path);
        ASSERT_TRUE(anatomy) << anatomy.error().text;
        const scene::BodyPart* part = scene::findPart(*people, anatomy->part);
        ASSERT_NE(part, nullptr) << anatomy->part;
        const auto painted = scene::paintAnatomy(*anatomy, *part, *tissues);
        ASSERT_TRUE(painted) << painted.error().text;
        const auto areas = scene::regionAreas_cm2(*anatomy, *painted, *part,
                                                  scene::surfacePoints(part->skin, part->cage_m));
        for (std::size_t i = 0; i < anatomy->regions.size(); ++i) {
            const scene::AnatomyRegion& region = anatomy->regions[i];
            std::printf("%-14s %7.1f cm2\n", region.id.c_str(), areas[i]);
            EXPECT_NEAR(areas[i], region.area_cm2, region.areaSlack_cm2) << region.id;
        }
    }
}

} // namespace
