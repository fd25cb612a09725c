#include "engine/sim/step.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_insertion.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

// What must hold for any input, tried with seeded random input.

namespace stipple::sim {
namespace {

template <class T> T anyBits(Pcg32& random) {
    std::array<unsigned char, sizeof(T)> bytes;
    for (unsigned char& byte : bytes) {
        const std::uint32_t bits = nextBits(random);
        // one in four bytes all ones, one in four all zeros: extremes are common
        byte =
            bits % 4 == 0 ? 0xff : (bits % 4 == 1 ? 0x00 : static_cast<unsigned char>(bits >> 8));
    }
    T value;
    std::memcpy(&value, bytes.data(), sizeof(T));
    return value;
}

/// Some place near the skin, any tilt, any setting; now and then a field of any bits.
PenSample wildSample(Pcg32& random) {
    const glm::vec3 tip_m(0.05f * (nextUniform(random) - 0.5f),
                          0.008f + 0.004f * nextUniform(random),
                          0.05f * (nextUniform(random) - 0.5f));
    const glm::vec3 shaft =
        glm::normalize(glm::vec3(nextNormal(random) * 0.3f, 1.0f, nextNormal(random) * 0.3f));
    PenSample sample = test::sampleAt(tip_m, static_cast<std::uint16_t>(nextBits(random) % 3000U),
                                      static_cast<std::uint16_t>(nextBits(random) % 2000U), shaft);
    sample.buttons = static_cast<std::uint16_t>(nextBits(random) % 8U);
    sample.stretch_pct = static_cast<std::uint8_t>(nextBits(random) % 30U);
    switch (nextBits(random) % 12U) {
    case 0:
        sample.tip_um[nextBits(random) % 3U] = anyBits<std::int32_t>(random);
        break;
    case 1:
        sample.orientation_q15[nextBits(random) % 4U] = anyBits<std::int16_t>(random);
        break;
    case 2:
        sample = anyBits<PenSample>(random);
        break;
    case 3:
        sample.strokeRate_dHz = anyBits<std::uint16_t>(random);
        sample.needle_um = anyBits<std::uint16_t>(random);
        break;
    default:
        break;
    }
    return sample;
}

bool fine(const std::vector<float>& field) {
    return std::all_of(field.begin(), field.end(),
                       [](float value) { return std::isfinite(value) && value >= 0.0f; });
}

TEST(StepProperty, NoInputBreaksTheState) {
    test::FlatPad pad;
    pad.dome_m = 0.003f;
    pad.patches = {{test::foreheadZone(), {-0.02f, -0.02f}, {-0.005f, 0.02f}},
                   {test::medialCheekZone(), {-0.005f, -0.02f}, {0.005f, 0.02f}},
                   {test::lowerLidZone(), {0.008f, -0.02f}, {0.015f, 0.02f}}};
    const auto model = test::flatModel(pad);
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        Pcg32 random = seededRandom(seed, 77);
        SimState state = startState(*model, seed);
        for (int k = 0; k < 3000; ++k) {
            const StepReport report = step(*model, state, wildSample(random));
            ASSERT_EQ(report.notes & kNonFinite, 0U);
            ASSERT_TRUE(std::isfinite(report.contact.force_N) && report.contact.force_N >= 0.0f);
            ASSERT_TRUE(std::isfinite(report.contact.gap_m));
            ASSERT_GE(report.contact.indentation_m, 0.0f);
            ASSERT_TRUE(report.contact.tilt_rad >= 0.0f && report.contact.tilt_rad < 3.1416f);
            for (const Puncture& puncture : report.fresh) {
                ASSERT_LE(puncture.depth_m, 2.5e-3f) << "the longest needle";
                ASSERT_GT(puncture.depth_m, 0.0f);
                ASSERT_LT(puncture.triangle, model->mesh.triangles.size());
                ASSERT_LT(puncture.cell, cellCount(model->cells));
                ASSERT_TRUE(std::isfinite(puncture.drag_m) && puncture.drag_m >= 0.0f);
                ASSERT_TRUE(puncture.barycentric.x >= 0.0f && puncture.barycentric.y >= 0.0f &&
                            puncture.barycentric.x + puncture.barycentric.y <= 1.00001f);
            }
        }
        EXPECT_FALSE(state.skin.log.empty());
        const SkinState& skin = state.skin;
        EXPECT_TRUE(fine(skin.deepest_m) && fine(skin.dose) && fine(skin.erythema) &&
                    fine(skin.bloodPoints) && fine(skin.bleeding) && fine(skin.gel) &&
                    fine(skin.scratch_m));
        EXPECT_LE(*std::max_element(skin.gel.begin(), skin.gel.end()), 1.0f);
    }
}

TEST(StepProperty, TheFieldsCanBeRebuiltFromTheLog) {
    const auto model = test::flatModel();
    Pcg32 random = seededRandom(31);
    SimState state = startState(*model, 31);
    for (int k = 0; k < 4000; ++k) {
        (void)step(*model, state, wildSample(random));
    }
    std::vector<float> deepest(state.skin.deepest_m.size(), 0.0f);
    std::vector<std::uint16_t> count(deepest.size(), 0);
    for (const Puncture& puncture : state.skin.log) {
        deepest[puncture.cell] = std::max(deepest[puncture.cell], puncture.depth_m);
        ++count[puncture.cell];
    }
    EXPECT_EQ(deepest, state.skin.deepest_m);
    EXPECT_EQ(count, state.skin.punctures);
}

TEST(StepProperty, AnyExtremeOfEveryFieldAlone) {
    const auto model = test::flatModel();
    const PenSample good = test::sampleAt({0.0f, 0.0095f, 0.0f}, 1000, 1200);
    for (std::size_t byte = 0; byte < sizeof(PenSample); ++byte) {
        for (const unsigned value : {0x00U, 0x01U, 0x7fU, 0x80U, 0xffU}) {
            const auto bits = static_cast<unsigned char>(value);
            SimState state = startState(*model, 1);
            PenSample sample = good;
            std::memcpy(reinterpret_cast<unsigned char*>(&sample) + byte, &bits, 1);
            for (int k = 0; k < 4; ++k) {
                ASSERT_EQ(step(*model, state, sample).notes & kNonFinite, 0U) << byte;
                ASSERT_EQ(step(*model, state, good).notes & kNonFinite, 0U) << byte;
            }
        }
    }
}

TEST(StepProperty, MoreForceNeverGivesLessDepth) {
    // Below the bone: a needle that bone stops ends where the compressed tissue ends. Skin on thick
    // fat dishes inside the ring, by some hundredths of the press; skin over bone bulges.
    constexpr float kDish_m = 0.02f * 0.1e-3f;
    for (const SkinZone& zone : {test::foreheadZone(), test::medialCheekZone()}) {
        test::FlatPad pad;
        pad.patches = {{zone}};
        const auto model = test::flatModel(pad);
        for (const float lean : {0.0f, 0.1f, 0.25f}) {
            const glm::vec3 shaft = glm::normalize(glm::vec3(lean, 1.0f, 0.0f));
            std::vector<float> before(12, 0.0f);
            for (int k = -10; k <= 13; ++k) {
                SimState state = startState(*model, 5); // the same dial error every time
                const float height_m = 0.01f - 0.1e-3f * static_cast<float>(k);
                const PenSample sample = test::sampleAt({0.0f, height_m, 0.0f}, 1250, 1200, shaft);
                (void)step(*model, state, sample);
                std::vector<float> now(12, 0.0f);
                for (const Puncture& puncture : step(*model, state, sample).fresh) {
                    now[puncture.needle] = puncture.depth_m;
                }
                for (std::size_t n = 0; n < 12; ++n) {
                    const float least_m = zone.tissue.boneMask ? 1e-9f : kDish_m;
                    EXPECT_GE(now[n], before[n] - least_m) << zone.id << " " << lean << " " << k;
                }
                before = now;
            }
            EXPECT_GT(before[0], 0.5e-3f);
        }
    }
}

TEST(StepProperty, HalvingTheGelNeverLowersDrag) {
    // the same glide over skin with a film and with half of it
    const auto model = test::flatModel();
    Pcg32 random = seededRandom(40);
    for (int trial = 0; trial < 30; ++trial) {
        const float film = nextUniform(random), speed_mps = 0.4f * nextUniform(random);
        const auto rate_dHz = static_cast<std::uint16_t>(nextBits(random) % 2U == 0 ? 0 : 500);
        std::array<float, 2> scratched_m{};
        for (std::size_t k = 0; k < 2; ++k) {
            SimState state = startState(*model, 3);
            std::fill(state.skin.gel.begin(), state.skin.gel.end(), k == 0 ? film : 0.5f * film);
            for (int tick = 0; tick < 20; ++tick) {
                const float x_m = speed_mps * kTick_s * static_cast<float>(tick) - 0.012f;
                (void)step(*model, state, test::sampleAt({x_m, 0.0095f, 0.0f}, 1500, rate_dHz));
            }
            for (const float length_m : state.skin.scratch_m) {
                scratched_m[k] += length_m;
            }
        }
        EXPECT_GE(scratched_m[1], scratched_m[0] * 0.999999f) << film << " " << speed_mps;
    }
}

TEST(StepProperty, HoveringAboveTheNeedlesNeverPunctures) {
    const auto model = test::flatModel();
    Pcg32 random = seededRandom(8);
    SimState state = startState(*model, 8);
    for (int k = 0; k < 5000; ++k) {
        const auto needle_um = static_cast<std::uint16_t>(nextBits(random) % 2501U);
        const float lean = 0.5f * nextUniform(random);
        const glm::vec3 shaft = glm::normalize(glm::vec3(lean, 1.0f, -0.5f * lean));
        const float sine = std::sqrt(1.0f - shaft.y * shaft.y);
        // The lowest needle's exit is D/2 sin below the centre; nothing reaches over the needle
        // length and the dial's error.
        const float clear_m = static_cast<float>(needle_um) * 1e-6f + 0.151e-3f + 2.5e-3f * sine;
        const glm::vec3 tip(0.01f * nextNormal(random), 0.01f + clear_m,
                            0.01f * nextNormal(random));
        const StepReport report = step(*model, state, test::sampleAt(tip, needle_um, 1500, shaft));
        ASSERT_TRUE(report.fresh.empty());
    }
}

TEST(StepProperty, AMirroredPenGivesMirroredPunctures) {
    // Lean and place are mirrored in x; the cartridge looks the same from both sides.
    test::FlatPad pad;
    PenDevice pen = test::ringPen(2);
    pen.needles_m = {
        {0.0f, 0.0f}, {2e-3f, 1e-3f}, {-2e-3f, 1e-3f}, {2e-3f, -1e-3f}, {-2e-3f, -1e-3f}};
    pad.pens = {pen};
    const auto model = test::flatModel(pad);
    Pcg32 random = seededRandom(12);
    for (int k = 0; k < 200; ++k) {
        const float lean = 0.3f * (nextUniform(random) - 0.5f);
        const glm::vec3 tip(0.012f * (nextUniform(random) - 0.5f),
                            0.0094f + 0.0005f * nextUniform(random),
                            0.012f * (nextUniform(random) - 0.5f));
        std::array<std::vector<float>, 2> depths;
        for (std::size_t side = 0; side < 2; ++side) {
            const float sign = side == 0 ? 1.0f : -1.0f;
            SimState state = startState(*model, 3);
            const PenSample sample =
                test::sampleAt({sign * tip.x, tip.y, tip.z}, 1500, 1200,
                               glm::normalize(glm::vec3(sign * lean, 1.0f, 0.0f)));
            (void)step(*model, state, sample);
            for (const Puncture& puncture : step(*model, state, sample).fresh) {
                depths[side].push_back(puncture.depth_m);
            }
            std::sort(depths[side].begin(), depths[side].end());
        }
        ASSERT_EQ(depths[0].size(), depths[1].size());
        for (std::size_t n = 0; n < depths[0].size(); ++n) {
            EXPECT_NEAR(depths[0][n], depths[1][n], 2e-6f);
        }
    }
}

} // namespace
} // namespace stipple::sim
