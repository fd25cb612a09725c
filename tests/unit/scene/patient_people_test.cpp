#include "engine/sim/sim_state.h"
#include "tests/unit/scene/built_patient.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace {

using namespace stipple;
using test::build;
using test::cellArea_m2;
using test::dataText;
using test::meshArea_m2;

// cells of treatable skin lie no farther apart than this in true size
constexpr float kWidestStep_m = 0.5e-3F;
// and all their fields take less than this, on face, neck and chest
constexpr double kMostBytes = 128e6;

/// The farthest that two neighbouring cells lie apart, both in treatable zones, and where.
struct WidestStep {
    float step_m = 0.0F;
    std::string zone;
    double mean_m = 0.0;
};

WidestStep widestTreatedStep(const sim::SimModel& model) {
    const sim::SkinCells& cells = model.cells;
    const auto treated = [&](std::size_t cell) {
        return cells.zone[cell] < model.zones.size() && model.zones[cells.zone[cell]].treatable;
    };
    WidestStep widest;
    std::vector<float> ofZone_m(model.zones.size(), 0.0F);
    double sum_m = 0.0, count = 0.0;
    for (std::size_t cell = 0; cell + cells.width < cells.zone.size(); ++cell) {
        for (const std::size_t next : {cell + 1, cell + cells.width}) {
            if (treated(cell) && treated(next)) {
                const float step_m = glm::distance(cells.position_m[cell], cells.position_m[next]);
                float& zone_m = ofZone_m[cells.zone[cell]];
                zone_m = std::max(zone_m, step_m);
                sum_m += static_cast<double>(step_m);
                count += 1.0;
            }
        }
    }
    for (std::size_t zone = 0; zone < ofZone_m.size(); ++zone) {
        if (ofZone_m[zone] > widest.step_m) {
            widest = {ofZone_m[zone], model.zones[zone].id, 0.0};
        }
        if (ofZone_m[zone] > kWidestStep_m) {
            fmt::print("  too wide in {}: {:.3f} mm\n", model.zones[zone].id,
                       static_cast<double>(ofZone_m[zone]) * 1e3);
        }
    }
    widest.mean_m = sum_m / count;
    return widest;
}

template <class T> double bytesOf(const std::vector<T>& field) {
    return static_cast<double>(field.size() * sizeof(T));
}

/// Everything of the skin that has an entry per cell: of the model, and of the state but its log.
double fieldBytes(const sim::SimModel& model) {
    const sim::SkinCells& cells = model.cells;
    const sim::SimState state = sim::startState(model, 1);
    const sim::SkinState& skin = state.skin;
    return bytesOf(cells.zone) + bytesOf(cells.position_m) + bytesOf(cells.normal) +
           bytesOf(cells.areas_m2) + bytesOf(cells.source) + bytesOf(cells.skinScale) +
           bytesOf(cells.fatScale) + bytesOf(model.grid.first) + bytesOf(model.grid.cells) +
           bytesOf(model.plainTiles) + bytesOf(model.seams.shown) + bytesOf(model.seams.fed) +
           bytesOf(skin.deepest_m) + bytesOf(skin.dose) + bytesOf(skin.erythema) +
           bytesOf(skin.bloodPoints) + bytesOf(skin.bleeding) + bytesOf(skin.gel) +
           bytesOf(skin.scratch_m) + bytesOf(skin.punctures) + bytesOf(skin.tileRevision) +
           bytesOf(state.tileAwake) + bytesOf(state.tileWorked) + bytesOf(state.reddening) +
           bytesOf(state.tileDosed);
}

/// Somebody on the couch, with what he or she was made of.
struct Person {
    const std::string& path;
    const scene::Patient& patient;
    const scene::BodyPart& part;
    const scene::Anatomy& anatomy;
    const scene::PatientModel& built;
    double built_s;
};

/// Every patient file, with the people that the importer made; skipped where nobody made them.
class People : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (std::filesystem::exists(test::dataRoot() / kPeople)) {
            auto parsed = scene::parsePeopleAsset(dataText(kPeople), kPeople);
            ASSERT_TRUE(parsed) << parsed.error().text;
            people() = std::move(*parsed);
        }
    }
    static void TearDownTestSuite() { people() = {}; }
    void SetUp() override {
        if (people().parts.empty()) {
            GTEST_SKIP() << "the people are not there: `./stipple patients` fetches them";
        }
    }
    static scene::PeopleAsset& people() {
        static scene::PeopleAsset asset;
        return asset;
    }

    /// Builds one after the other and looks at each.
    void forEveryone(const std::function<void(const Person&)>& look) {
        const std::vector<std::string> paths = test::dataFiles({"scenes/patients"});
        ASSERT_GE(paths.size(), 11U);
        for (const std::string& path : paths) {
            SCOPED_TRACE(path);
            const auto patient = scene::parsePatient(dataText(path), path);
            ASSERT_TRUE(patient) << patient.error().text;
            const scene::BodyPart* part = scene::findPart(people(), patient->part);
            ASSERT_NE(part, nullptr) << patient->part;
            const auto anatomy = scene::parseAnatomy(dataText(patient->anatomy), patient->anatomy);
            ASSERT_TRUE(anatomy) << anatomy.error().text;
            const auto start = std::chrono::steady_clock::now();
            const auto built = build(*patient, people(), dataText(patient->anatomy));
            const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
            ASSERT_TRUE(built) << built.error().text;
            look({path, *patient, *part, *anatomy, *built, took.count()});
        }
    }

private:
    static constexpr const char* kPeople = ".build/patients/people.stipple-people";
};

TEST_F(People, EveryPatientFileBuildsFast) {
    forEveryone([](const Person& person) {
        const sim::SimModel& model = *person.built.model;
        const double area_m2 = meshArea_m2(model.mesh);
        fmt::print("{}: {:.0f} ms, {:.0f} cm2, {} texels, {} zones\n", person.patient.id,
                   person.built_s * 1e3, area_m2 * 1e4, model.cells.zone.size(),
                   model.zones.size());
        EXPECT_NEAR(cellArea_m2(model.cells), area_m2, 0.01 * area_m2);
        EXPECT_EQ(person.built.spots.size() > 0, !person.patient.lesions.empty());
        for (const scene::Lesion& lesion : person.patient.lesions) {
            if (!scene::isNoGo(lesion.kind)) {
                continue;
            }
            const std::string begin = "lesion_" + std::string(scene::lesionName(lesion.kind));
            const bool marked =
                std::any_of(model.zones.begin(), model.zones.end(), [&](const auto& zone) {
                    return zone.id.rfind(begin, 0) == 0 && zone.noGo;
                });
            EXPECT_TRUE(marked) << begin;
        }
    });
}

TEST_F(People, CellsOfTreatableSkinLieHalfAMillimetreApartAndTheirFieldsFit) {
    forEveryone([](const Person& person) {
        const sim::SimModel& model = *person.built.model;
        const WidestStep widest = widestTreatedStep(model);
        const double bytes = fieldBytes(model);
        fmt::print("{}: {:.1f} MB of fields, neighbours {:.3f} mm apart, at most {:.3f} mm ({})\n",
                   person.patient.id, bytes * 1e-6, widest.mean_m * 1e3,
                   static_cast<double>(widest.step_m) * 1e3, widest.zone);
        EXPECT_LE(widest.step_m, kWidestStep_m) << widest.zone;
        EXPECT_LT(bytes, kMostBytes);
    });
}

TEST_F(People, EveryCellIsInOneZoneAndNoneOfANoGoIsTreatable) {
    forEveryone([](const Person& person) {
        const sim::SimModel& model = *person.built.model;
        const auto& regions = person.anatomy.regions;
        for (const sim::SkinZone& zone : model.zones) {
            EXPECT_FALSE(zone.treatable && zone.noGo) << zone.id;
        }
        std::size_t skin = 0, treatable = 0;
        for (std::size_t cell = 0; cell < model.cells.zone.size(); ++cell) {
            const std::uint8_t region = person.built.painted.region[cell];
            const std::uint8_t zone = model.cells.zone[cell];
            ASSERT_EQ(zone == sim::kOffSkin, region == scene::kNoCell) << cell;
            if (zone == sim::kOffSkin) {
                continue;
            }
            ++skin;
            ASSERT_LT(zone, model.zones.size()) << cell;
            const bool mask =
                region < regions.size() && regions[region].use == scene::RegionUse::NoGo;
            if (!model.zones[zone].treatable) {
                ASSERT_TRUE(!mask || model.zones[zone].noGo) << model.zones[zone].id;
                continue;
            }
            // treatable: the one zone that the anatomy has painted there, and no mask
            ++treatable;
            ASSERT_LT(region, regions.size()) << model.zones[zone].id;
            ASSERT_EQ(regions[region].use, scene::RegionUse::Treated) << regions[region].id;
            ASSERT_EQ(regions[region].id, model.zones[zone].id);
        }
        EXPECT_GT(treatable, skin / 5); // of a hand its back alone
    });
}

/// One eyeball of somebody, as the body has it and no anatomy file.
struct Eyeball {
    glm::vec3 middle_m{0.0F};
    float radius_m = 0.0F;
};

Eyeball eyeballOf(const sim::SkinMesh& eyes, bool left) {
    Eyeball out;
    float count = 0.0F;
    for (const glm::vec3& place : eyes.positions_m) {
        if ((place.x > 0.0F) == left) {
            out.middle_m += place;
            count += 1.0F;
        }
    }
    out.middle_m /= count;
    for (const glm::vec3& place : eyes.positions_m) {
        if ((place.x > 0.0F) == left) {
            out.radius_m = std::max(out.radius_m, glm::distance(place, out.middle_m));
        }
    }
    return out;
}

// Lids and what lies behind them: within 5 mm of an eyeball everything is no-go, whoever's it is.
TEST_F(People, NoSkinOverAnEyeballIsTreatable) {
    constexpr float kOver_m = 0.005F;
    forEveryone([](const Person& person) {
        if (person.patient.part != "head") {
            return;
        }
        const sim::SimModel& model = *person.built.model;
        for (const bool left : {false, true}) {
            const Eyeball eye = eyeballOf(person.built.eyes, left);
            EXPECT_NEAR(eye.radius_m, 0.0125F, 0.0035F); // an eye measures 24 to 25 mm
            std::size_t over = 0;
            for (std::size_t cell = 0; cell < model.cells.zone.size(); ++cell) {
                const std::uint8_t zone = model.cells.zone[cell];
                if (zone < model.zones.size() &&
                    glm::distance(model.cells.position_m[cell], eye.middle_m) <
                        eye.radius_m + kOver_m) {
                    ++over;
                    ASSERT_TRUE(model.zones[zone].noGo && !model.zones[zone].treatable)
                        << model.zones[zone].id;
                }
            }
            fmt::print("{}: eye of {:.1f} mm, {} cells over it\n", person.patient.id,
                       static_cast<double>(eye.radius_m) * 2e3, over);
            EXPECT_GT(over, 1000U);
        }
    });
}

/// Area of the painted regions of one side of the body, before lesions: left is x > 0 on the
/// neutral body, whose cells the patient's are.
std::vector<double> sideAreas_m2(const Person& person, bool left) {
    const scene::BodySurface& skin = person.part.skin;
    const std::vector<glm::vec3> points_m = scene::surfacePoints(skin, person.part.cage_m);
    std::vector<double> areas(person.anatomy.regions.size(), 0.0);
    for (std::size_t cell = 0; cell < person.part.cells.triangle.size(); ++cell) {
        const std::uint8_t region = person.built.painted.region[cell];
        if (region >= areas.size()) {
            continue;
        }
        const auto& corner = skin.triangles[person.part.cells.triangle[cell]];
        const float b = static_cast<float>(person.part.cells.barycentric[cell][0]) / 65535.0F;
        const float c = static_cast<float>(person.part.cells.barycentric[cell][1]) / 65535.0F;
        const float x_m = points_m[skin.point[corner[0]]].x * (1.0F - b - c) +
                          points_m[skin.point[corner[1]]].x * b +
                          points_m[skin.point[corner[2]]].x * c;
        if ((x_m > 0.0F) == left) {
            areas[region] += static_cast<double>(person.built.model->cells.areas_m2[cell]);
        }
    }
    return areas;
}

TEST_F(People, ZonesOfAFaceAreAsLargeAsOnPeopleAndEqualOnBothSides) {
    forEveryone([](const Person& person) {
        if (person.patient.part != "head") {
            return;
        }
        const auto left = sideAreas_m2(person, true), right = sideAreas_m2(person, false);
        for (std::size_t i = 0; i < left.size(); ++i) {
            const scene::AnatomyRegion& region = person.anatomy.regions[i];
            // and 0.02 cm2: a nostril is a few hundred cells, and a seam may cut a few at its
            // border
            EXPECT_NEAR(left[i], right[i], 0.02 * right[i] + 0.02e-4) << region.id;
            const double area_cm2 = (left[i] + right[i]) * 1e4;
            if (region.area_cm2 > 0.0) {
                fmt::print("  {}: {} {:.1f} cm2 (people {:.1f} to {:.1f})\n", person.patient.id,
                           region.id, area_cm2, region.area_cm2 - region.areaSlack_cm2,
                           region.area_cm2 + region.areaSlack_cm2);
                // ranges are those of most people; the neck of a heavy man and the chest of a
                // slight woman may lie a little beyond
                constexpr double kBeyond = 0.07;
                EXPECT_NEAR(area_cm2, region.area_cm2,
                            region.areaSlack_cm2 + kBeyond * region.area_cm2)
                    << region.id;
            }
        }
    });
}

/// From one landmark of the middle line to another, on somebody's own skin.
float between_m(const Person& person, const std::string& from, const std::string& to) {
    const auto at = [&](const std::string& name) {
        const scene::PlaceOnPart place = scene::placeOf(person.anatomy, person.part, name).value();
        const sim::SkinMesh& mesh = person.built.model->mesh;
        const auto& corner = mesh.triangles[place.triangle];
        const float b = place.barycentric.x, c = place.barycentric.y;
        return mesh.positions_m[corner[0]] * (1.0F - b - c) + mesh.positions_m[corner[1]] * b +
               mesh.positions_m[corner[2]] * c;
    };
    return glm::distance(at(from), at(to));
}

/// Breadth of the skull above the ears, where calipers measure it.
float headBreadth_m(const Person& person) {
    constexpr float kAboveTheEars_m = 0.760F; // on the neutral body
    const scene::BodySurface& skin = person.part.skin;
    const std::vector<glm::vec3> neutral_m = scene::surfacePoints(skin, person.part.cage_m);
    float low_m = 1.0F, high_m = -1.0F;
    for (std::size_t vertex = 0; vertex < skin.point.size(); ++vertex) {
        if (neutral_m[skin.point[vertex]].y > kAboveTheEars_m) {
            const float x_m = person.built.model->mesh.positions_m[vertex].x;
            low_m = std::min(low_m, x_m);
            high_m = std::max(high_m, x_m);
        }
    }
    return high_m - low_m;
}

// Zhuang and Bradtmiller 2005 as assets/import/README.md has it: means and standard deviations of
// 3,997 adults. The package's heads are small ones, so the bound is 2.5 deviations: 99 of 100
// people.
TEST_F(People, HeadsAreAsLargeAsThoseOfPublishedAdults) {
    struct Size {
        double mean_mm, deviation_mm;
    };
    forEveryone([](const Person& person) {
        if (person.patient.part != "head") {
            return;
        }
        const bool woman = person.patient.sex == scene::Sex::Female;
        const Size breadth = woman ? Size{146.8, 5.6} : Size{153.0, 6.0};
        const Size length = woman ? Size{113.4, 6.1} : Size{122.7, 7.0};
        const double breadth_mm = static_cast<double>(headBreadth_m(person)) * 1e3;
        const double length_mm = static_cast<double>(between_m(person, "radix", "menton")) * 1e3;
        fmt::print("{}: head {:.1f} mm broad ({:+.1f} deviations), face {:.1f} mm long ({:+.1f})\n",
                   person.patient.id, breadth_mm,
                   (breadth_mm - breadth.mean_mm) / breadth.deviation_mm, length_mm,
                   (length_mm - length.mean_mm) / length.deviation_mm);
        EXPECT_NEAR(breadth_mm, breadth.mean_mm, 2.5 * breadth.deviation_mm);
        EXPECT_NEAR(length_mm, length.mean_mm, 2.5 * length.deviation_mm);
    });
}

} // namespace
