#include "engine/scene/people_asset.h"

#include "assets/import/make_people.h"
#include "engine/base/byte_stream.h"
#include "engine/base/state_hash.h"
#include "tests/unit/import/made_up_body.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <functional>

namespace stipple::scene {
namespace {

PeopleAsset cubePeople() {
    const importer::PartPlan plan{
        .id = "cube",
        .eyes = false,
        .inside = [](const glm::dvec3&) { return 1.0; },
        .grain = [](const glm::dvec3&) { return importer::Grain::Coarse; }};
    importer::PartReport report;
    PeopleAsset asset;
    asset.origin = "a cube";
    asset.parts.push_back(makePart(plan, importer::cubeBody(), {}, report));
    asset.parts[0].morphs = {
        {.name = "up", .deltas = {{.point = 0, .delta_m = {0.0f, 0.25f, 0.0f}}}},
        {.name = "wide",
         .deltas = {{.point = 0, .delta_m = {-1.0f, 0.0f, 0.0f}},
                    {.point = 7, .delta_m = {1.0f, 0.0f, 0.0f}}}},
    };
    return asset;
}

TEST(PeopleAsset, ComesBackAsItWasWritten) {
    const PeopleAsset asset = cubePeople();
    const std::string bytes = writePeopleAsset(asset);
    const Result<PeopleAsset> again = parsePeopleAsset(bytes, "people");
    ASSERT_TRUE(again) << again.error().text;
    EXPECT_TRUE(writePeopleAsset(*again) == bytes);
    EXPECT_EQ(again->origin, "a cube");
    ASSERT_NE(findPart(*again, "cube"), nullptr);
    EXPECT_EQ(findPart(*again, "sphere"), nullptr);
    EXPECT_EQ(findPart(*again, "cube")->morphs[1].deltas[1].delta_m, glm::vec3(1.0f, 0.0f, 0.0f));
    EXPECT_NE(again->contentHash, 0U);
}

TEST(PeopleAsset, AnotherContentHasAnotherHash) {
    PeopleAsset asset = cubePeople();
    const auto before = parsePeopleAsset(writePeopleAsset(asset), "people");
    asset.parts[0].morphs[0].deltas[0].delta_m.y = 0.5f;
    const auto after = parsePeopleAsset(writePeopleAsset(asset), "people");
    ASSERT_TRUE(before && after);
    EXPECT_NE(before->contentHash, after->contentHash);
}

TEST(PeopleAsset, AShortOrDamagedFileIsRefusedInASentence) {
    const std::string bytes = writePeopleAsset(cubePeople());
    for (const std::size_t length : {std::size_t{0}, std::size_t{7}, std::size_t{27},
                                     std::size_t{28}, bytes.size() / 2, bytes.size() - 1}) {
        const auto parsed = parsePeopleAsset(std::string_view(bytes).substr(0, length), "short");
        ASSERT_FALSE(parsed) << length;
        EXPECT_NE(parsed.error().text.find("short"), std::string::npos);
        EXPECT_NE(parsed.error().text.find("./stipple patients"), std::string::npos);
    }
    std::string damaged = bytes;
    damaged[bytes.size() / 2] = static_cast<char>(damaged[bytes.size() / 2] ^ 1);
    const auto parsed = parsePeopleAsset(damaged, "damaged");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().text.find("checksum"), std::string::npos);
    std::string newer = bytes;
    newer[8] = 2;
    const auto future = parsePeopleAsset(newer, "newer");
    ASSERT_FALSE(future);
    EXPECT_NE(future.error().text.find("format 2"), std::string::npos);
}

// a length that promises more than the file holds, under a checksum that fits
TEST(PeopleAsset, ALyingLengthIsRefused) {
    std::string bytes = writePeopleAsset(cubePeople());
    const std::size_t count =
        28 + 4 + 6; // header, length of "a cube", its letters: number of parts
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[count + i] = static_cast<char>(0xff);
    }
    const std::span<const std::uint8_t> body(
        reinterpret_cast<const std::uint8_t*>(bytes.data()) + 28, bytes.size() - 28);
    StateHash hash;
    mixAll(hash, body);
    ByteWriter sum;
    sum.u64(hash.value);
    std::copy(sum.bytes().begin(), sum.bytes().end(), bytes.begin() + 20);
    const auto parsed = parsePeopleAsset(bytes, "lying");
    ASSERT_FALSE(parsed);
    EXPECT_NE(parsed.error().text.find("length"), std::string::npos) << parsed.error().text;
}

TEST(PeopleAsset, NumbersThatPointNowhereAreRefused) {
    const std::vector<std::function<void(BodyPart&)>> damages = {
        [](BodyPart& p) { p.skin.triangles[3][1] = 1000000; },
        [](BodyPart& p) { p.skin.point[0] = 1000000; },
        [](BodyPart& p) { p.skin.stencilCage[0] = 1000000; },
        [](BodyPart& p) { p.skin.stencilWeight[0] += 0.5f; },
        [](BodyPart& p) { p.skin.stencilFirst.back() += 1; },
        [](BodyPart& p) { p.skin.atlas[0].x = 1.5f; },
        [](BodyPart& p) { p.skin.sheet.pop_back(); },
        [](BodyPart& p) { p.cage_m[0].x = std::numeric_limits<float>::quiet_NaN(); },
        [](BodyPart& p) { p.morphs[0].deltas[0].point = 1000000; },
        [](BodyPart& p) { std::swap(p.morphs[0], p.morphs[1]); },
        [](BodyPart& p) { p.cells.width += 1; },
        [](BodyPart& p) { p.cells.source[0] = 0; },
        [](BodyPart& p) {
            for (std::uint32_t& t : p.cells.triangle) {
                t = t == 0xffffffffU ? t : 1000000;
            }
        },
        [](BodyPart& p) { p.cage_m.clear(); },
    };
    for (std::size_t i = 0; i < damages.size(); ++i) {
        PeopleAsset asset = cubePeople();
        ASSERT_EQ(asset.parts[0].cells.triangle[0], 0xffffffffU) << "texel 0 is in no chart";
        damages[i](asset.parts[0]);
        const auto parsed = parsePeopleAsset(writePeopleAsset(asset), "damaged");
        ASSERT_FALSE(parsed) << "damage " << i;
        EXPECT_NE(parsed.error().text.find("part 'cube'"), std::string::npos);
    }
}

TEST(PeopleAsset, MorphsAddUp) {
    const PeopleAsset asset = cubePeople();
    const BodyPart& part = asset.parts[0];
    const auto cage = morphedCage(part, {{"up", 2.0f}, {"wide", 0.5f}});
    ASSERT_TRUE(cage);
    // 2 x 0.25 up, half a metre to each side
    EXPECT_EQ((*cage)[0], part.cage_m[0] + glm::vec3(-0.5f, 0.5f, 0.0f));
    EXPECT_EQ((*cage)[7], part.cage_m[7] + glm::vec3(0.5f, 0.0f, 0.0f));
    EXPECT_EQ((*cage)[1], part.cage_m[1]);
    const auto missing = morphedCage(part, {{"nose", 1.0f}});
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().text.find("no morph 'nose'"), std::string::npos);
}

TEST(PeopleAsset, NormalsLookOutAndAreSharedAcrossSeams) {
    const PeopleAsset asset = cubePeople();
    const BodyPart& part = asset.parts[0];
    const std::vector<glm::vec3> points = surfacePoints(part.skin, part.cage_m);
    const std::vector<glm::vec3> normals = surfaceNormals(part.skin, points);
    ASSERT_EQ(points.size(), normals.size());
    // more vertices than points: seams
    EXPECT_GT(part.skin.point.size(), points.size());
    for (std::size_t p = 0; p < points.size(); ++p) {
        EXPECT_NEAR(glm::length(normals[p]), 1.0f, 1e-5f);
        // a rounded cube about the origin: within 25 degrees of the way out
        EXPECT_GT(glm::dot(normals[p], glm::normalize(points[p])), 0.9f);
    }
}

} // namespace
} // namespace stipple::scene
