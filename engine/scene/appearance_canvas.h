#pragma once

#include "engine/scene/patient.h"

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace stipple::scene {

// The steps of painting a skin, for the files appearance_*.cpp and skin_appearance.cpp alone.

/// What is painted, per texel of the atlas; texels without a cell are left alone.
struct AppearanceCanvas {
    std::vector<float> melanin, blood; ///< volume shares
    std::vector<float> oil, hair, translucency, height_m;
};

/// Smooth random numbers in space, -1..1, with `pitch_m` between independent values. Remembers the
/// box of its last place, so that a walk in small steps costs a fraction; the values do not depend
/// on the way.
class Noise {
public:
    Noise(float pitch_m, std::uint32_t seed) : pitch_m_(pitch_m), seed_(seed) {}
    [[nodiscard]] float at(const glm::vec3& place_m);

private:
    float pitch_m_;
    std::uint32_t seed_;
    bool known_ = false;
    std::array<std::int32_t, 3> box_{};
    std::array<float, 8> corners_{}; ///< x goes fastest, z slowest
};

/// The same at a single place.
[[nodiscard]] float noiseAt(const glm::vec3& place_m, float pitch_m, std::uint32_t seed);

/// 0 below `from`, 1 above `to`, smooth between; `from` may be the greater one.
[[nodiscard]] float smoothRamp(float from, float to, float x);

/// How much a cell belongs to each of a few kinds, softened over several millimetres through space,
/// so that neither borders nor the seams of the atlas show.
class SoftWeights {
public:
    static constexpr std::size_t kChannels = 10;
    using Channels = std::array<float, kChannels>;

    /// `ofZone` gives the hard values by zone number of the cell.
    SoftWeights(const sim::SkinCells& cells, const std::vector<Channels>& ofZone);
    [[nodiscard]] Channels at(const glm::vec3& place_m) const;

private:
    using Sums = std::array<float, kChannels + 1>; ///< the last one counts
    void spread(std::size_t stride, std::size_t count);

    glm::vec3 origin_m_{0.0f};
    std::size_t countX_ = 1, countY_ = 1, countZ_ = 1;
    std::vector<Sums> boxes_;
};

/// Everything that the painters read.
struct AppearanceInput {
    const Patient& patient;
    const PatientModel& model;
    const Anatomy& anatomy;
    const BodyPart& part;
    std::uint32_t seed = 0; ///< from the patient's id
};

/// Tone of the person by region, mottling, freckles and tan.
void paintTone(const AppearanceInput& input, const SoftWeights& soft, AppearanceCanvas& canvas);
/// Lips, brows, the scalp under the cap, stubble: what has an edge of its own.
void paintEdges(const AppearanceInput& input, AppearanceCanvas& canvas);
/// Lines that come with age and those that the patient came for.
void paintLines(const AppearanceInput& input, const SoftWeights& soft, AppearanceCanvas& canvas);
/// The navel, where the part of the body has one.
void paintNavel(const AppearanceInput& input, AppearanceCanvas& canvas);
/// Nails, creases, tendons and veins of a hand.
void paintHand(const AppearanceInput& input, AppearanceCanvas& canvas);
/// Scars, lesions and spots.
void paintSpots(const AppearanceInput& input, AppearanceCanvas& canvas);

/// Channels of SoftWeights.
enum SoftChannel : std::size_t {
    kMelaninChannel,
    kBloodChannel,
    kOilChannel,
    kThinChannel,
    kAcrossChannel, ///< forehead: lines from side to side
    kFrownChannel,  ///< glabella: lines up and down
    kFanChannel,    ///< outer corner of the eye: lines like a fan
    kLidChannel,    ///< under the eye: lines around it
    kLipChannel,    ///< upper lip: lines towards the mouth
    kRingChannel,   ///< neck: rings
};

} // namespace stipple::scene
