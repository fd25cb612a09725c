#include "engine/scene/lint.h"
#include "engine/scene/patient.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace {

using namespace stipple;
using test::changed;
using test::dataText;
using test::holds;

const std::string kFile = "scenes/patients/woman_75_deep_lines.toml";

scene::Patient parsed(const std::string& text) {
    auto patient = scene::parsePatient(text, "p.toml");
    EXPECT_TRUE(patient) << patient.error().text;
    return patient ? *patient : scene::Patient{};
}

std::map<std::string, float> byName(const std::vector<scene::MorphWeight>& weights) {
    std::map<std::string, float> out;
    for (const scene::MorphWeight& weight : weights) {
        EXPECT_TRUE(out.emplace(weight.name, weight.weight).second) << weight.name << " twice";
    }
    return out;
}

TEST(PatientFile, HoldsWhatTheFileSays) {
    const scene::Patient patient = parsed(dataText(kFile));
    EXPECT_EQ(patient.id, "woman_75_deep_lines");
    EXPECT_EQ(patient.age_y, 75);
    EXPECT_EQ(patient.sex, scene::Sex::Female);
    EXPECT_EQ(patient.fitzpatrick, 3);
    EXPECT_FLOAT_EQ(patient.asian + patient.caucasian, 1.0f);
    // 5.2 % of the epidermis
    EXPECT_FLOAT_EQ(patient.tone.melanin, 0.052f);
    ASSERT_FALSE(patient.lesions.empty());
    EXPECT_EQ(patient.lesions.back().kind, scene::LesionKind::Psoriasis);
    EXPECT_GT(patient.lesions.back().line, 40);
    EXPECT_EQ(patient.history.front().bearing, "relative");
    EXPECT_EQ(patient.lights.size(), 3U);
}

struct Wrong {
    const char *name, *from, *to, *problem;
};

class PatientProblem : public testing::TestWithParam<Wrong> {};

TEST_P(PatientProblem, NamesFileAndLine) {
    const Wrong& wrong = GetParam();
    const std::string good = dataText(kFile);
    const std::string text = changed(good, "kind", wrong.from, wrong.to);
    const auto patient = scene::parsePatient(text, "p.toml");
    ASSERT_FALSE(patient);
    EXPECT_TRUE(holds(patient.error().text, wrong.problem));
    EXPECT_TRUE(holds(patient.error().text, test::placeOf("p.toml", good, "kind", wrong.from)));
}

INSTANTIATE_TEST_SUITE_P(
    Patients, PatientProblem,
    testing::Values(
        Wrong{"Child", "age = 75", "age = 12", "is 12 years, must be 18 to 100"},
        Wrong{"Impossible", "age = 75", "age = 175", "is 175 years, must be 18 to 100"},
        Wrong{"Type", "fitzpatrick = 3", "fitzpatrick = 7", "is 7, must be 1 to 6"},
        Wrong{"Sex", "sex = \"female\"", "sex = \"x\"", "'x' is none of female, male"},
        Wrong{"Shares", "african = 0", "african = 0.5", "sum to 1.5, must sum to 1"},
        Wrong{"Kind", "kind = \"psoriasis\"", "kind = \"tattoo\"", "'tattoo' is none of"},
        Wrong{"Indication", "indication = \"fine_lines\"", "indication = \"hair\"", "'hair'"},
        Wrong{"Bearing", "bearing = \"relative\"", "bearing = \"maybe\"",
              "'maybe' is none of none, relative, absolute"},
        Wrong{"Spread", "spread_mm = 18", "spread_mm = 0", "must be 0 for one lesion"},
        Wrong{"Unknown", "weight = 0.4", "height = 0.4", "height"},
        Wrong{"Path", "scenes/anatomy/", "../anatomy/", "must be a path below the data folder"}),
    [](const auto& item) { return std::string(item.param.name); });

TEST(PatientFile, IsLinted) {
    EXPECT_TRUE(scene::lintText(dataText(kFile), "p.toml"));
    EXPECT_FALSE(scene::lintText(changed(dataText(kFile), "kind", "age = 75", "age = 7"), "p"));
}

TEST(PatientFile, AtLeastEightPeopleCoverTypesAgesAndSexes) {
    std::set<int> types;
    std::set<scene::Indication> indications;
    std::set<scene::LesionKind> kinds;
    std::set<std::string> ids;
    int youngest = 100, oldest = 0, men = 0, women = 0;
    for (const std::string& path : test::dataFiles({"scenes/patients"})) {
        const auto patient = scene::parsePatient(dataText(path), path);
        ASSERT_TRUE(patient) << patient.error().text;
        EXPECT_EQ(path, "scenes/patients/" + patient->id + ".toml");
        EXPECT_TRUE(ids.insert(patient->id).second);
        EXPECT_TRUE(holds(patient->label, std::to_string(patient->age_y)));
        types.insert(patient->fitzpatrick);
        indications.insert(patient->indication);
        for (const scene::Lesion& lesion : patient->lesions) {
            kinds.insert(lesion.kind);
        }
        youngest = std::min(youngest, patient->age_y);
        oldest = std::max(oldest, patient->age_y);
        ++(patient->sex == scene::Sex::Male ? men : women);
        // device labels: adults from 22
        EXPECT_GE(patient->age_y, 22);
    }
    EXPECT_GE(ids.size(), 8U);
    EXPECT_EQ(types.size(), 6U);
    EXPECT_EQ(indications.size(), 5U);
    EXPECT_EQ(kinds.size(), 13U) << "every kind of lesion on somebody";
    EXPECT_EQ(youngest, 22);
    EXPECT_EQ(oldest, 75);
    EXPECT_GE(men, 3);
    EXPECT_GE(women, 3);
}

TEST(MorphWeights, AgeAndAncestryAreSharesOfOne) {
    // 51 y 6 months would be the middle of 25 and 90; 38 is 13 / 65 = 1/5 of the way
    scene::Patient patient;
    patient.part = "head";
    patient.age_y = 38;
    patient.sex = scene::Sex::Male;
    patient.african = 0.25f;
    patient.caucasian = 0.75f;
    patient.weight = 0.75f;
    const auto weights = byName(scene::morphWeights(patient));
    EXPECT_FLOAT_EQ(weights.at("neutral"), -1.0f);
    EXPECT_FLOAT_EQ(weights.at("macrodetails/african-male-young"), 0.25f * 0.8f);
    EXPECT_FLOAT_EQ(weights.at("macrodetails/caucasian-male-old"), 0.75f * 0.2f);
    // three quarters heavy: half average, half heavy
    EXPECT_FLOAT_EQ(weights.at("macrodetails/universal-male-young-averagemuscle-maxweight"), 0.4f);
    EXPECT_FLOAT_EQ(weights.at("macrodetails/universal-male-old-averagemuscle-averageweight"),
                    0.1f);
    EXPECT_FLOAT_EQ(weights.at("expression/units/african/eye-left-closure"), 0.25f);
    EXPECT_FLOAT_EQ(weights.at("expression/units/caucasian/eye-right-closure"), 0.75f);
    EXPECT_EQ(weights.count("macrodetails/asian-male-young"), 0U);

    float ancestry = 0.0f, universal = 0.0f, closure = 0.0f;
    for (const auto& [name, weight] : weights) {
        const bool macro = name.rfind("macrodetails/", 0) == 0;
        const bool whole = name.rfind("macrodetails/universal", 0) == 0;
        ancestry += macro && !whole ? weight : 0.0f;
        universal += whole ? weight : 0.0f;
        closure += name.find("eye-left") != std::string::npos ? weight : 0.0f;
    }
    EXPECT_FLOAT_EQ(ancestry, 1.0f);
    EXPECT_FLOAT_EQ(universal, 1.0f);
    EXPECT_FLOAT_EQ(closure, 1.0f);
}

TEST(MorphWeights, YoungUntil25AndOldFrom90) {
    scene::Patient patient;
    patient.part = "hand";
    patient.asian = 1.0f;
    for (const int age : {18, 25}) {
        patient.age_y = age;
        const auto weights = byName(scene::morphWeights(patient));
        EXPECT_FLOAT_EQ(weights.at("macrodetails/asian-female-young"), 1.0f);
        EXPECT_EQ(weights.count("macrodetails/asian-female-old"), 0U);
    }
    for (const int age : {90, 100}) {
        patient.age_y = age;
        const auto weights = byName(scene::morphWeights(patient));
        EXPECT_FLOAT_EQ(weights.at("macrodetails/asian-female-old"), 1.0f);
        EXPECT_EQ(weights.count("macrodetails/asian-female-young"), 0U);
        EXPECT_EQ(weights.count("expression/units/asian/eye-left-closure"), 0U) << "a hand";
    }
}

TEST(Lesions, OnlyWhatMustNotBeNeedledIsANoGo) {
    using Kind = scene::LesionKind;
    for (const Kind kind : {Kind::ActiveAcne, Kind::ColdSore, Kind::Eczema, Kind::Psoriasis,
                            Kind::OpenWound, Kind::Mole}) {
        EXPECT_TRUE(scene::isNoGo(kind)) << scene::lesionName(kind);
    }
    for (const Kind kind : {Kind::IcePickScar, Kind::BoxcarScar, Kind::RollingScar, Kind::Wrinkle,
                            Kind::AgeSpot, Kind::Melasma, Kind::Stria}) {
        EXPECT_FALSE(scene::isNoGo(kind)) << scene::lesionName(kind);
    }
}

scene::Patient aged(int age_y, scene::Sex sex) {
    scene::Patient patient;
    patient.age_y = age_y;
    patient.sex = sex;
    return patient;
}

std::map<std::string, sim::SkinZone> tissuesOf(int age_y, scene::Sex sex) {
    auto tissues =
        scene::parseTissuesOf(aged(age_y, sex), dataText("scenes/tissues.toml"), "tissues.toml");
    EXPECT_TRUE(tissues) << tissues.error().text;
    return tissues ? *tissues : std::map<std::string, sim::SkinZone>{};
}

float layer_um(const std::map<std::string, sim::SkinZone>& tissues, const char* zone,
               sim::Layer layer) {
    return tissues.at(zone).tissue.layers[static_cast<std::size_t>(layer)].thickness_m * 1e6f;
}

TEST(PatientTissues, AWomanOf35IsTheTable) {
    const auto table = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    ASSERT_TRUE(table);
    const auto tissues = tissuesOf(35, scene::Sex::Female);
    ASSERT_EQ(tissues.size(), table->size());
    for (const auto& [id, zone] : *table) {
        for (std::size_t i = 0; i < sim::kSoftLayerCount; ++i) {
            EXPECT_EQ(tissues.at(id).tissue.layers[i].thickness_m,
                      zone.tissue.layers[i].thickness_m);
        }
    }
}

TEST(PatientTissues, FortyYearsTakeAQuarterOfTheDermis) {
    // 75 - 35 = 4 decades: dermis 1 - 4 * 6 % = 0.76 of 1200 um; epidermis 1 - 4 * 5.7 % = 0.772 of
    // 50 um in a woman; fat stays. Stiffness from 30 years: 1 - 4.5 * 5 % = 0.775 of 90 kPa
    const auto tissues = tissuesOf(75, scene::Sex::Female);
    EXPECT_NEAR(layer_um(tissues, "forehead", sim::Layer::ReticularDermis), 912.0f, 0.01f);
    EXPECT_NEAR(layer_um(tissues, "forehead", sim::Layer::ViableEpidermis), 38.6f, 0.01f);
    EXPECT_NEAR(layer_um(tissues, "forehead", sim::Layer::Hypodermis), 2500.0f, 0.01f);
    EXPECT_NEAR(tissues.at("forehead").tissue.layers[3].youngsModulus_Pa, 69750.0f, 1.0f);
}

TEST(PatientTissues, MenAreThickerWhereItWasMeasured) {
    // 35 years: forehead dermis 1.36 x 1200 um, epidermis 1.08 x 50 um; neck as in a woman; less
    // fat on the belly, 0.69 x 13900 um
    const auto men = tissuesOf(35, scene::Sex::Male);
    EXPECT_NEAR(layer_um(men, "forehead", sim::Layer::ReticularDermis), 1632.0f, 0.01f);
    EXPECT_NEAR(layer_um(men, "forehead", sim::Layer::ViableEpidermis), 54.0f, 0.01f);
    EXPECT_NEAR(layer_um(men, "neck", sim::Layer::ReticularDermis), 1000.0f, 0.01f);
    EXPECT_NEAR(layer_um(men, "abdomen", sim::Layer::Hypodermis), 9591.0f, 0.1f);
    // a pad does not age and is of no sex
    EXPECT_NEAR(layer_um(tissuesOf(75, scene::Sex::Male), "silicone", sim::Layer::ReticularDermis),
                1200.0f, 0.01f);
}

TEST(PatientTissues, AManLosesHisEpidermisFaster) {
    // 3 decades at 7.2 %: 1.08 * (1 - 0.216) * 50 um = 42.336 um
    const auto men = tissuesOf(65, scene::Sex::Male);
    EXPECT_NEAR(layer_um(men, "cheek_medial", sim::Layer::ViableEpidermis), 42.336f, 0.01f);
}

TEST(PatientTissues, TheScalpNeitherAgesNorKnowsSex) {
    // 1450 um of reticular dermis at any age
    for (const scene::Sex sex : {scene::Sex::Female, scene::Sex::Male}) {
        EXPECT_NEAR(layer_um(tissuesOf(75, sex), "scalp", sim::Layer::ReticularDermis), 1450.0f,
                    0.01f);
    }
}

TEST(PatientTissues, FilesFromBeforePatientsAreRead) {
    std::string text;
    std::istringstream lines(dataText("scenes/tissues.toml"));
    for (std::string line; std::getline(lines, line);) {
        text += line.rfind("men_", 0) == 0 ? "" : line + "\n";
    }
    const auto tissues = scene::parseTissuesOf(aged(35, scene::Sex::Male), text, "tissues.toml");
    ASSERT_TRUE(tissues) << tissues.error().text;
    EXPECT_NEAR(layer_um(*tissues, "forehead", sim::Layer::ReticularDermis), 1200.0f, 0.01f);
}

} // namespace
