#pragma once

#include "engine/scene/patient.h"

#include <cstdint>
#include <vector>

namespace stipple::scene {

/// How a person's skin looks before treatment: one entry per texel of the atlas, gutter included.
/// Colours are amounts of pigment; the renderer turns them into light.
struct SkinAppearance {
    std::uint32_t width = 0, height = 0;
    /// red: melanin, 255 = 0.5 volume share, square-root coded; green: blood, 255 = 0.2 volume
    /// share, square-root coded; blue: oil 0..1; alpha: hair lying on it (brows, cap of the scalp,
    /// stubble) 0..1
    std::vector<std::uint8_t> pigment;
    /// red, green: slope of the relief along atlas u and v, 128 = flat, 127 steps = slope 1;
    /// blue: cavity, 255 = open; alpha: translucency (thin ears and nose), 0..1
    std::vector<std::uint8_t> relief;
    /// Height of scars, wrinkles and lesions above the smooth skin, metres, for the mesh's dent and
    /// the cross-section; empty when there are none.
    std::vector<float> height_m;
};

/// Paints the patient's tone, regional differences (lips, lids, cheeks, nose), brows, pores and
/// lines by age, scars and lesions. Deterministic from the patient's id.
[[nodiscard]] Result<SkinAppearance> paintAppearance(const Patient& patient,
                                                     const PatientModel& model,
                                                     const Anatomy& anatomy, const BodyPart& part);

} // namespace stipple::scene
