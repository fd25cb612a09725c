#pragma once

#include "engine/sim/healing.h"

namespace stipple::sim {

// The first minutes and hours: what shows while the client is still in the chair.

/// Height of the skin over untouched skin: a wheal that comes within minutes and goes within hours,
/// and the oedema that stays for days. Grows with redness up to where more is an overdose.
[[nodiscard]] float swollen_m(const HealingParameters& healing, const PlaceDose& dose,
                              float time_s);

/// Redness as it shows through the melanin of a skin type, 1 = that of the clinical end point in
/// the lightest skin. `fitzpatrick` 1..6.
[[nodiscard]] float rednessSeen(const HealingParameters& healing, float redness, int fitzpatrick);

enum class BleedEnd : unsigned char { None, Few, Pinpoint, Streaming };

/// What so many open blood points per area look like.
[[nodiscard]] BleedEnd bleedEnd(const HealingParameters& healing, float points_perM2);

/// Factor on the points that bleed, from what client and operator did before.
[[nodiscard]] float bleedFactor(const HealingParameters& healing, const HealingClient& client,
                                const AfterCare& care);

} // namespace stipple::sim
