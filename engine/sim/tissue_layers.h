#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace stipple::sim {

/// From the surface down. `Base` is what lies beneath and does not give.
enum class Layer : std::uint8_t {
    StratumCorneum,
    ViableEpidermis,
    PapillaryDermis,
    ReticularDermis,
    Hypodermis,
    Base,
};
inline constexpr std::size_t kSoftLayerCount = 5;

/// What the needles would meet below the hypodermis.
enum class BaseKind : std::uint8_t { Bone, Cartilage, Muscle, Teeth, Globe };

struct TissueLayer {
    float thickness_m = 0.0f;      ///< not negative
    float youngsModulus_Pa = 0.0f; ///< small strain, quasi-static
    float poissonRatio = 0.48f;
};

/// The tissue of one zone, outermost first, indexed by Layer.
struct TissueStack {
    std::array<TissueLayer, kSoftLayerCount> layers;
    BaseKind base = BaseKind::Bone;
    bool boneMask = false;      ///< thin cover over bone: the force limit over bone holds
    float skinSigma_m = 0.0f;   ///< standard deviation of the skin's total thickness in people
    float lockingStrain = 0.0f; ///< share of the thickness to which the stack can be compressed
};

/// A zone of the skin: what the cells' zone numbers index.
struct SkinZone {
    std::string id;    ///< "forehead"
    std::string label; ///< "Forehead"
    bool face = true;  ///< face or body, for jurisdictions
    bool treatable = true;
    bool noGo = false;  ///< needles here are a fault by themselves: orbit, lips, lesions
    std::string reason; ///< why it is a no-go, for the trainee; empty elsewhere
    TissueStack tissue;
};

/// The stack with its skin and its fat thicker or thinner by factors.
[[nodiscard]] TissueStack scaled(TissueStack stack, double skinScale, double fatScale);
/// Thickness of epidermis and dermis together.
[[nodiscard]] float skinThickness_m(const TissueStack& stack);
/// Depth of the base below the surface.
[[nodiscard]] float baseDepth_m(const TissueStack& stack);
/// The layer that a depth below the surface lies in.
[[nodiscard]] Layer layerAt(const TissueStack& stack, float depth_m);
/// Depth at which `layer` begins.
[[nodiscard]] float layerTop_m(const TissueStack& stack, Layer layer);

} // namespace stipple::sim
