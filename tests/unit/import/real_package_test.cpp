#include "assets/import/neutral_body.h"
#include "engine/base/file.h"
#include "engine/scene/people_asset.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>

namespace stipple::scene {
namespace {

std::filesystem::path peoplePath() {
    const char* root = std::getenv("STIPPLE_ROOT");
    return std::filesystem::path(root != nullptr ? root : ".") /
           ".build/patients/people.stipple-people";
}

/// The real people; tests are skipped where they have not been made.
class RealPeople : public testing::Test {
protected:
    static void SetUpTestSuite() {
        const auto bytes = readBinaryFile(peoplePath());
        if (!bytes) {
            return;
        }
        const std::string_view view(reinterpret_cast<const char*>(bytes->data()), bytes->size());
        auto parsed = parsePeopleAsset(view, peoplePath().string());
        ASSERT_TRUE(parsed) << parsed.error().text;
        people() = std::move(*parsed);
    }
    static void TearDownTestSuite() { people() = PeopleAsset{}; }
    void SetUp() override {
        if (people().parts.empty()) {
            GTEST_SKIP() << peoplePath().string() << " is not there; './stipple patients' makes it";
        }
    }
    static PeopleAsset& people() {
        static PeopleAsset asset;
        return asset;
    }
    static const BodyPart& head() { return *findPart(people(), "head"); }
};

// Reaches of the neutral head, millimetres.
struct Reach {
    float low = 1e9f, high = -1e9f;
    void widen(float v) {
        low = std::min(low, v);
        high = std::max(high, v);
    }
    [[nodiscard]] float size() const { return high - low; }
};

// Zhuang and Bradtmiller, Journal of Occupational and Environmental Hygiene 2(11), 2005, 567-576,
// 3,997 adults in the USA, mean (standard deviation) in mm:
//                          men           women
//   head breadth           153.0 (6.0)   146.8 (5.6)
//   bizygomatic breadth    143.5 (6.9)   135.1 (6.5)
//   menton-sellion length  122.7 (7.0)   113.4 (6.1)
// The neutral body stands between the sexes: from two deviations below women to two above men.
TEST_F(RealPeople, TheNeutralHeadHasTheSizeOfPublishedAdults) {
    const std::vector<glm::vec3> points = surfacePoints(head().skin, head().cage_m);
    Reach headBreadth;
    Reach cheekBreadth;
    for (const glm::vec3& p : points) {
        // above the ears, where calipers measure; and the cheekbones in front of the ears
        if (p.y > 0.760f) {
            headBreadth.widen(p.x * 1000.0f);
        }
        if (p.y > 0.700f && p.y < 0.735f && p.z > 0.080f) {
            cheekBreadth.widen(p.x * 1000.0f);
        }
    }
    EXPECT_GT(headBreadth.size(), 146.8f - 2 * 5.6f);
    EXPECT_LT(headBreadth.size(), 153.0f + 2 * 6.0f);
    EXPECT_GT(cheekBreadth.size(), 135.1f - 2 * 6.5f);
    EXPECT_LT(cheekBreadth.size(), 143.5f + 2 * 6.9f);
    RecordProperty("head_breadth_mm", std::to_string(headBreadth.size()));
    RecordProperty("cheek_breadth_mm", std::to_string(cheekBreadth.size()));
    std::printf("head breadth %.1f mm, cheekbones %.1f mm\n",
                static_cast<double>(headBreadth.size()), static_cast<double>(cheekBreadth.size()));
}

// Menton is the lowest point of the chin in the midline, sellion the deepest between brow and nose.
TEST_F(RealPeople, TheNeutralFaceHasTheLengthOfPublishedAdults) {
    const std::vector<glm::vec3> points = surfacePoints(head().fineSkin, head().cage_m);
    float menton_mm = 1e9f;
    float sellion_mm = 0.0f;
    float deepest = 1e9f;
    for (const glm::vec3& p : points) {
        if (std::fabs(p.x) > 0.0005f) {
            continue;
        }
        if (p.z > 0.110f && p.y > 0.60f) {
            menton_mm = std::min(menton_mm, p.y * 1000.0f);
        }
        if (p.y > 0.725f && p.y < 0.760f && p.z > 0.1f && p.z < deepest) {
            deepest = p.z;
            sellion_mm = p.y * 1000.0f;
        }
    }
    const float length_mm = sellion_mm - menton_mm;
    std::printf("menton %.1f mm, sellion %.1f mm, length %.1f mm\n", static_cast<double>(menton_mm),
                static_cast<double>(sellion_mm), static_cast<double>(length_mm));
    EXPECT_GT(length_mm, 113.4f - 2 * 6.1f);
    EXPECT_LT(length_mm, 122.7f + 2 * 7.0f);
}

TEST_F(RealPeople, TheSkinIsOneSheetWithoutCracks) {
    for (const BodyPart& part : people().parts) {
        for (const BodySurface* surface : {&part.skin, &part.fineSkin}) {
            std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
            for (const auto& t : surface->triangles) {
                for (std::size_t k = 0; k < 3; ++k) {
                    ++edges[{surface->point[t[k]], surface->point[t[(k + 1) % 3]]}];
                }
            }
            // every edge once in each direction, but for the rims: those of the cut and behind lips
            // and lids, each a closed line, so a point has as many rim edges in as out
            std::map<std::uint32_t, int> balance;
            std::size_t twice = 0;
            std::size_t rim = 0;
            for (const auto& [edge, count] : edges) {
                twice += count > 1 ? 1 : 0;
                if (edges.count({edge.second, edge.first}) == 0) {
                    ++rim;
                    ++balance[edge.first];
                    --balance[edge.second];
                }
            }
            EXPECT_EQ(twice, 0U);
            EXPECT_LT(rim, edges.size() / 20);
            EXPECT_TRUE(std::all_of(balance.begin(), balance.end(),
                                    [](const auto& b) { return b.second == 0; }));
        }
    }
}

TEST_F(RealPeople, TheHeadFitsItsBudget) {
    EXPECT_GE(head().skin.triangles.size(), 20000U);
    EXPECT_LE(head().skin.triangles.size(), 27000U);
    EXPECT_GE(head().fineSkin.triangles.size(), 90000U);
    EXPECT_LE(head().fineSkin.triangles.size(), 135000U);
    // 79 bytes a texel: the fields stay below 128 MB (patient_people_test)
    EXPECT_LE(head().cells.triangle.size(), 1615000U);
}

// what patients are mixed from: sex, age, ancestry, build, closed lids
TEST_F(RealPeople, EverybodyCanBeMixed) {
    std::vector<std::string> needed{"neutral"};
    for (const char* sex : {"female", "male"}) {
        for (const char* age : {"young", "old"}) {
            const std::string kind = std::string(sex) + "-" + age;
            for (const char* ancestry : {"african", "asian", "caucasian"}) {
                needed.push_back("macrodetails/" + std::string(ancestry) + "-" + kind);
            }
            for (const char* weight : {"min", "average", "max"}) {
                needed.push_back("macrodetails/universal-" + kind + "-averagemuscle-" + weight +
                                 "weight");
            }
        }
    }
    for (const BodyPart& part : people().parts) {
        for (const std::string& name : needed) {
            EXPECT_TRUE(morphedCage(part, {{name, 1.0f}})) << part.id << ": " << name;
        }
    }
    EXPECT_TRUE(morphedCage(head(), {{"expression/units/asian/eye-left-closure", 1.0f},
                                     {"nose/nose-hump-morehump", 1.0f}}));
}

// the neutral body is what its own shares of the targets give
TEST_F(RealPeople, NeutralIsTheMeanThatItSays) {
    std::vector<MorphWeight> weights{{"neutral", -1.0f}};
    for (const importer::NeutralShare& share : importer::neutralShares()) {
        weights.push_back(
            {share.target, static_cast<float>(share.parts) / importer::kNeutralParts});
    }
    const auto cage = morphedCage(head(), weights);
    ASSERT_TRUE(cage);
    float farthest_m = 0.0f;
    for (std::size_t p = 0; p < cage->size(); ++p) {
        farthest_m = std::max(farthest_m, glm::length((*cage)[p] - head().cage_m[p]));
    }
    EXPECT_LT(farthest_m, 2e-6f);
}

TEST_F(RealPeople, TheNeutralFaceIsTheSameOnBothSides) {
    const std::vector<glm::vec3> points = surfacePoints(head().skin, head().cage_m);
    double left = 0.0;
    double right = 0.0;
    for (const auto& t : head().skin.triangles) {
        const glm::vec3 a = points[head().skin.point[t[0]]];
        const glm::vec3 b = points[head().skin.point[t[1]]];
        const glm::vec3 c = points[head().skin.point[t[2]]];
        const double area = 0.5 * static_cast<double>(glm::length(glm::cross(b - a, c - a)));
        ((a.x + b.x + c.x) > 0.0f ? left : right) += area;
    }
    EXPECT_NEAR(left / right, 1.0, 0.005);
}

} // namespace
} // namespace stipple::scene
