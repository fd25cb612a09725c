#include "engine/base/state_hash.h"
#include "tests/unit/scene/anatomy_patch.h"

#include "tests/support/data_text.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace stipple;
using test::holds;

scene::Landmark landmark(const std::string& id, float x_mm, float y_mm, bool mirrored = false) {
    return {id, scene::LandmarkView::Front, {x_mm, y_mm}, mirrored, 7};
}

/// A zone of the thick tissue inside a circle of eight landmarks around a centre.
scene::Anatomy circleOf(glm::vec2 centre_mm, float radius_mm) {
    scene::Anatomy anatomy;
    anatomy.file = "circle.toml";
    anatomy.id = "circle";
    anatomy.part = "patch";
    anatomy.blend_mm = 6.0;
    anatomy.elsewhere = "thin";
    scene::AnatomyRegion region;
    region.id = region.tissue = "thick";
    region.use = scene::RegionUse::Treated;
    scene::ZoneRing ring;
    ring.line = 9;
    constexpr float kDiagonal = 0.70710678f;
    const glm::vec2 directions[] = {
        {1.0f, 0.0f},  {kDiagonal, kDiagonal},   {0.0f, 1.0f},  {-kDiagonal, kDiagonal},
        {-1.0f, 0.0f}, {-kDiagonal, -kDiagonal}, {0.0f, -1.0f}, {kDiagonal, -kDiagonal}};
    for (const glm::vec2& direction : directions) {
        const glm::vec2 at = centre_mm + direction * radius_mm;
        ring.landmarks.push_back("c" + std::to_string(ring.landmarks.size()));
        anatomy.landmarks.push_back(landmark(ring.landmarks.back(), at.x, at.y));
    }
    region.rings.push_back(ring);
    anatomy.regions.push_back(region);
    return anatomy;
}

scene::PaintedAnatomy paint(const scene::Anatomy& anatomy, const scene::BodyPart& part) {
    auto painted = scene::paintAnatomy(anatomy, part, test::twoTissues());
    EXPECT_TRUE(painted) << painted.error().text;
    return painted ? *painted : scene::PaintedAnatomy{};
}

std::string problemOf(const scene::Anatomy& anatomy, const scene::BodyPart& part) {
    const auto painted = scene::paintAnatomy(anatomy, part, test::twoTissues());
    EXPECT_FALSE(painted);
    return painted ? "" : painted.error().text;
}

TEST(AnatomyLandmark, LiesWhereTheLineOfSightMeetsTheSkin) {
    // dome of 20 mm: along y = 0, z = 20 (1 - (x/50)^2), so z = 15 is met at x = 25 from the left
    // and at -25 from the right, u = 0.5 + 25/200 = 0.625; from below at y = -25, v = 0.375
    const scene::BodyPart part = test::patchPart(20.0f);
    scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.landmarks.push_back(landmark("front", 10.0f, 5.0f));
    anatomy.landmarks.push_back({"side", scene::LandmarkView::Side, {15.0f, 0.0f}, true, 1});
    anatomy.landmarks.push_back({"below", scene::LandmarkView::Below, {0.0f, 15.0f}, false, 1});
    const auto front = scene::placeOf(anatomy, part, "front");
    const auto left = scene::placeOf(anatomy, part, "side_l");
    const auto right = scene::placeOf(anatomy, part, "side_r");
    const auto below = scene::placeOf(anatomy, part, "below");
    ASSERT_TRUE(front && left && right && below);
    EXPECT_NEAR(front->sheet.x, 0.55f, 1e-5f);
    EXPECT_NEAR(front->sheet.y, 0.525f, 1e-5f);
    EXPECT_NEAR(left->sheet.x, 0.625f, 1e-4f);
    EXPECT_NEAR(left->sheet.y, 0.5f, 1e-4f);
    EXPECT_NEAR(right->sheet.x, 0.375f, 1e-4f);
    EXPECT_NEAR(below->sheet.x, 0.5f, 1e-4f);
    EXPECT_NEAR(below->sheet.y, 0.375f, 1e-4f);
    EXPECT_TRUE(holds(scene::placeOf(anatomy, part, "side").error().text, "say side_l or side_r"));
    EXPECT_TRUE(holds(scene::placeOf(anatomy, part, "chin").error().text,
                      "circle.toml: unknown landmark 'chin'"));
}

TEST(AnatomyPaint, CircleHasItsAreaAndItsBorder) {
    // radius 20 mm on a flat patch: pi * 4 cm2 = 12.566 cm2, the patch has 100 cm2; the curve
    // through eight landmarks stays within 0.3 mm of the circle
    const scene::BodyPart part = test::patchPart(0.0f);
    const scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    const scene::PaintedAnatomy painted = paint(anatomy, part);
    const auto areas = scene::regionAreas_cm2(anatomy, painted, part, part.cage_m);
    ASSERT_EQ(areas.size(), 2U);
    EXPECT_NEAR(areas[0], 12.566, 0.15);
    EXPECT_NEAR(areas[0] + areas[1], 100.0, 1e-3);
    for (std::size_t texel = 0; texel < painted.region.size(); ++texel) {
        if (part.cells.triangle[texel] == sim::kNone) {
            ASSERT_EQ(painted.region[texel], scene::kNoCell);
            continue;
        }
        const float radius_mm = glm::length(test::patchPlace_mm(texel));
        if (radius_mm < 19.7f) {
            ASSERT_EQ(painted.region[texel], 0U) << radius_mm;
        } else if (radius_mm > 20.3f) {
            ASSERT_EQ(painted.region[texel], scene::kElsewhere) << radius_mm;
        }
    }
}

TEST(AnatomyPaint, LaterRegionsLieOverEarlierOnesAndHolesAreCutOut) {
    // a second circle of 10 mm over the first, and a hole of 5 mm cut out of the second: there the
    // first shows again
    const scene::BodyPart part = test::patchPart(0.0f);
    scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 30.0f);
    for (const float radius_mm : {10.0f, 5.0f}) {
        scene::Anatomy other = circleOf({0.0f, 0.0f}, radius_mm);
        const std::string prefix = radius_mm > 7.0f ? "m" : "h";
        for (std::size_t i = 0; i < other.landmarks.size(); ++i) {
            other.landmarks[i].id = prefix + std::to_string(i);
            other.regions[0].rings[0].landmarks[i] = other.landmarks[i].id;
            anatomy.landmarks.push_back(other.landmarks[i]);
        }
        other.regions[0].rings[0].hole = radius_mm < 7.0f;
        if (radius_mm > 7.0f) {
            other.regions[0].id = "mask";
            anatomy.regions.push_back(other.regions[0]);
        } else {
            anatomy.regions[1].rings.push_back(other.regions[0].rings[0]);
        }
    }
    const scene::PaintedAnatomy painted = paint(anatomy, part);
    const auto areas = scene::regionAreas_cm2(anatomy, painted, part, part.cage_m);
    constexpr double kPi = 3.14159265358979;
    EXPECT_NEAR(areas[1], kPi * (1.0 - 0.25), 0.05);
    EXPECT_NEAR(areas[0], kPi * (9.0 - 0.75), 0.3);
}

TEST(AnatomyPaint, MirroredRingIsDrawnOnBothSides) {
    // a triangle on the left; its mirror image has the same cells with x turned round
    const scene::BodyPart part = test::patchPart(20.0f);
    scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.landmarks = {landmark("a", 8.0f, -20.0f, true), landmark("b", 40.0f, -5.0f, true),
                         landmark("c", 15.0f, 25.0f, true)};
    anatomy.regions[0].rings = {{{"a", "b", "c"}, true, false, {}, 0.0, 1}};
    const scene::PaintedAnatomy painted = paint(anatomy, part);
    std::size_t left = 0, unlike = 0;
    for (std::uint32_t row = 0; row < test::kPatchCells; ++row) {
        for (std::uint32_t column = 0; column < test::kPatchCells / 2; ++column) {
            const std::size_t texel = std::size_t{row} * test::kPatchWidth + column;
            const std::size_t other =
                std::size_t{row} * test::kPatchWidth + test::kPatchWidth - 1 - column;
            left += painted.region[other] == 0 ? 1U : 0U;
            unlike += painted.region[texel] != painted.region[other] ? 1U : 0U;
        }
    }
    EXPECT_GT(left, 2000U);
    EXPECT_LT(unlike, 20U); // the mesh's diagonals are not mirrored, the landmarks shift by a hair
}

TEST(AnatomyPaint, RingMayPassBeyondTheEdgeOnlyWhereItSaysSo) {
    const scene::BodyPart part = test::patchPart(0.0f);
    scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.landmarks = {landmark("a", 0.0f, 0.0f), landmark("b", 49.0f, -49.0f),
                         landmark("c", 49.0f, 49.0f)};
    anatomy.regions[0].rings = {{{"a", "b", "c"}, false, false, {}, 0.0, 12}};
    EXPECT_TRUE(holds(problemOf(anatomy, part),
                      "circle.toml:12: region 'thick': the ring leaves its "
                      "sheet between 'b' and 'c'"));
    // moved out by 20 mm, it covers the right edge without a gap
    anatomy.regions[0].rings[0].beyond = {"b", "c"};
    anatomy.regions[0].rings[0].beyond_mm = 20.0;
    const scene::PaintedAnatomy painted = paint(anatomy, part);
    for (std::uint32_t row = 20; row < test::kPatchCells - 20; ++row) {
        const std::size_t last = std::size_t{row} * test::kPatchWidth + test::kPatchWidth - 1;
        ASSERT_EQ(painted.region[last], 0U) << row;
    }
}

TEST(AnatomyPaint, BadAnatomyIsToldWithItsFileAndLine) {
    scene::BodyPart part = test::patchPart(0.0f);
    scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.landmarks[2].at_mm = {60.0f, 0.0f};
    EXPECT_TRUE(holds(problemOf(anatomy, part), "circle.toml:7: landmark 'c2' at 60.0, 0.0 mm seen "
                                                "from the front meets no skin"));
    anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.part = "hand";
    EXPECT_TRUE(
        holds(problemOf(anatomy, part), "circle.toml: is about the part 'hand', not 'patch'"));
    anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.regions[0].tissue = "leather";
    EXPECT_TRUE(holds(problemOf(anatomy, part), "the tissue 'leather' of region 'thick'"));
    // the right half becomes another sheet: the ring would cross the cut
    for (std::size_t v = part.skin.sheetOf.size() / 2; v < part.skin.sheetOf.size(); ++v) {
        part.skin.sheetOf[v] = 1;
    }
    EXPECT_TRUE(holds(problemOf(circleOf({0.0f, 0.0f}, 20.0f), part),
                      "circle.toml:9: the ring leaves its sheet"));
}

/// Largest difference of actual thickness between cells side by side, through the gutter, in mm.
float widestJump_mm(const scene::BodyPart& part, const scene::PaintedAnatomy& painted, bool fat) {
    const auto thickness = [&](std::size_t cell) {
        const float own = painted.region[cell] == 0 ? (fat ? 6.0f : 2.0f) : (fat ? 2.0f : 1.0f);
        return own * (fat ? painted.fatScale : painted.skinScale)[cell];
    };
    float widest = 0.0f;
    for (std::size_t texel = 0; texel + part.cells.width < painted.region.size(); ++texel) {
        if (painted.region[texel] == scene::kNoCell) {
            continue;
        }
        const std::size_t beside[] = {texel + 1, texel + part.cells.width};
        for (const std::size_t next : beside) {
            const std::uint32_t cell = part.cells.source[next];
            if (cell != sim::kNone && next % part.cells.width != 0) {
                widest = std::fmax(widest, std::fabs(thickness(cell) - thickness(texel)));
            }
        }
    }
    return widest;
}

TEST(AnatomyThickness, SlidesOverTheBorderAndIsTheTablesValueFarInside) {
    // Skin 2 mm in the circle, 1 mm outside; fat 6 and 2 mm. The mean over a disc of R = 3 mm with
    // weights 1 - (r/R)^2 rises at most by 8 / (3 pi R) = 0.283 of the step per mm, so by 0.141 in
    // a cell of 0.5 mm; without blending the jump would be the whole step.
    for (const glm::vec2 centre_mm : {glm::vec2{0.0f, 0.0f}, glm::vec2{17.0f, -6.0f}}) {
        const scene::BodyPart part = test::patchPart(0.0f);
        const scene::PaintedAnatomy painted = paint(circleOf(centre_mm, 20.0f), part);
        EXPECT_LT(widestJump_mm(part, painted, false), 0.15f * 1.0f);
        EXPECT_LT(widestJump_mm(part, painted, true), 0.15f * 4.0f);
        EXPECT_GT(widestJump_mm(part, painted, false), 0.03f); // and it does change somewhere
        for (std::size_t texel = 0; texel < painted.region.size(); ++texel) {
            if (painted.region[texel] == scene::kNoCell) {
                continue;
            }
            // half the blend from the mean, and one edge of the mesh, 2.5 * sqrt(2) mm
            const float apart_mm =
                std::fabs(glm::length(test::patchPlace_mm(texel) - centre_mm) - 20.0f);
            if (apart_mm > 3.0f + 3.6f + 0.3f) {
                ASSERT_EQ(painted.skinScale[texel], 1.0f);
                ASSERT_EQ(painted.fatScale[texel], 1.0f);
            }
        }
    }
}

TEST(AnatomyThickness, IsHalfWayAtTheBorder) {
    // a border along x = 10 at its middle: skin between 1 and 2 mm, so 1.5 there, within the curve
    const scene::BodyPart part = test::patchPart(0.0f);
    scene::Anatomy anatomy = circleOf({0.0f, 0.0f}, 20.0f);
    anatomy.landmarks = {landmark("a", -40.0f, 40.0f), landmark("b", -40.0f, -40.0f),
                         landmark("c", 10.0f, -40.0f), landmark("d", 10.0f, -20.0f),
                         landmark("e", 10.0f, 0.0f),   landmark("f", 10.0f, 20.0f),
                         landmark("g", 10.0f, 40.0f)};
    anatomy.regions[0].rings = {{{"a", "b", "c", "d", "e", "f", "g"}, false, false, {}, 0.0, 1}};
    const scene::PaintedAnatomy painted = paint(anatomy, part);
    // the row just above y = 0; cells 120 and 119 after the cut lie 0.25 mm outside and inside
    const std::size_t row = std::size_t{100} * test::kPatchWidth + test::kPatchGutter;
    EXPECT_EQ(painted.region[row + 119], 0U);
    EXPECT_EQ(painted.region[row + 120], scene::kElsewhere);
    EXPECT_NEAR(painted.skinScale[row + 119] * 2.0f, 1.5f, 0.1f);
    EXPECT_NEAR(painted.skinScale[row + 120] * 1.0f, 1.5f, 0.1f);
}

TEST(AnatomyDistance, IsSignedAndEndsAtItsReach) {
    const scene::BodyPart part = test::patchPart(0.0f);
    const scene::PaintedAnatomy painted = paint(circleOf({0.0f, 0.0f}, 20.0f), part);
    const auto distances_m = scene::distanceToRegion_m(painted, part, part.cage_m, 0, 0.012f);
    for (std::size_t texel = 0; texel < painted.region.size(); ++texel) {
        if (painted.region[texel] != scene::kNoCell) {
            const float outside_mm = glm::length(test::patchPlace_mm(texel)) - 20.0f;
            const float expected_mm = std::fmin(std::fmax(outside_mm, -12.0f), 12.0f);
            // the curve strays 0.3 mm from the circle, the border is known to half a cell
            ASSERT_NEAR(distances_m[texel] * 1e3f, expected_mm, 0.6f);
        }
    }
}

TEST(AnatomyPaint, GivesTheSameBitsWithEveryCompiler) {
    // zones and thickness are part of a model's hash; g++ and clang, Debug and Release agree on it
    const scene::BodyPart part = test::patchPart(20.0f);
    const scene::PaintedAnatomy painted = paint(circleOf({7.3f, -11.7f}, 21.9f), part);
    StateHash hash;
    mixAll(hash, std::span<const std::uint8_t>(painted.region));
    mixAll(hash, std::span<const float>(painted.skinScale));
    mixAll(hash, std::span<const float>(painted.fatScale));
    EXPECT_EQ(hash.value, 0x34a6c14186666246ULL) << std::hex << hash.value;
}

} // namespace
