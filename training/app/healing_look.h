#pragma once

#include "engine/base/result.h"
#include "engine/render/render_scene.h"
#include "engine/scene/skin_appearance.h"
#include "engine/sim/healed_marks.h"
#include "training/app/exercise_loader.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::app {

/// How a person looks before a treatment, and would look without what somebody has measured needles
/// to improve. Empty for a pad.
struct LookBefore {
    scene::SkinAppearance skin, without;
    /// Per cell: the sim::Complaint that lies there, or kLinesHere.
    std::vector<std::uint8_t> complaint;
};
inline constexpr std::uint8_t kLinesHere = 0xffU;

/// The complaint that a kind of lesion is, of those that somebody has measured.
[[nodiscard]] const sim::Complaint* complaintOf(scene::LesionKind kind);

/// Paints both, which takes a second or two.
[[nodiscard]] Result<LookBefore> lookBefore(const PatientScene& person);

/// What has become of the skin, per cell or for all of it.
struct LookChange {
    std::span<const sim::PlaceDose> doses; ///< as skin answers beside the channels
    std::span<const float> marks;          ///< 0..1, at their darkest
    sim::TreatmentCourse course;
    float time_s = 0.0f;
};

/// The skin as it looks then: complaints and lines shrunk as is likely, dark marks come and gone.
struct HealedLook {
    std::vector<std::uint8_t> pigment, relief; ///< empty: as before
    std::uint32_t revision = 0;
};

/// Works out the look and raises its revision.
void renewLook(const LookBefore& before, const sim::SkinCells& cells,
               const sim::HealingParameters& healing, const LookChange& change, HealedLook& look);

[[nodiscard]] render::SkinLook lookOf(const HealedLook& look);

} // namespace stipple::app
