#pragma once

#include "engine/sim/healing_parameters.h"

namespace stipple::sim {

/// What a treatment left at one place, as far as healing asks.
struct PlaceDose {
    float depth_m = 0.0f;   ///< mean delivered depth of the punctures; 0 without any
    float density = 0.0f;   ///< punctures that reached the dermis, over those of the end point
    float redness = 0.0f;   ///< erythema at its height, 1 = clinical end point
    float scratch_m = 0.0f; ///< longest scratch
};

/// Whose skin it is.
struct HealingClient {
    float age_y = 35.0f;
    int fitzpatrick = 2;       ///< 1..6
    bool raisedScars = false;  ///< scars of this person grow thick or raised
    bool coldSores = false;    ///< had cold sores before
    bool openSkin = false;     ///< infection, wound or rash where it was treated
    bool isotretinoin = false; ///< within six months
    bool thinBlood = false;    ///< bleeds easily, or takes what thins the blood
};

/// What was done before the treatment. The defaults are what clients are told to do.
struct PreCare {
    bool sunAvoided = true;       ///< for 24 hours to 2 weeks; sources differ
    bool activesStopped = true;   ///< no retinoids or acids for 1 to 5 days
    bool thinnersStopped = true;  ///< no pain killers of the NSAID kind, alcohol, fish oil: 3 days
    bool primed = false;          ///< lightener and sun screen for 2 to 4 weeks: types V and VI
    bool antiviral = true;        ///< taken by those who had cold sores
    bool vasoconstrictor = false; ///< in the numbing cream
};

/// What happens to the skin afterwards, day 0 included, and what was done before.
struct AfterCare {
    bool sunProtected = true; ///< covered, then mineral sun screen, for two weeks
    bool leftAlone = true;    ///< nothing picked or rubbed off
    bool gentleOnly = true;   ///< no make-up for a day, no acids or retinoids for a week
    bool uncovered = true;    ///< no film or dressing over it
    bool cleanHands = true;   ///< cartridge, hands and product were sterile
    bool sterileSerum = true; ///< nothing but sterile gel was needled in
    bool rested = true;       ///< no sport, sweat or sauna for three days
    bool newCartridge = true; ///< opened for this client
    PreCare before;
};

/// Treatments alike, one after another; the first at time 0.
struct TreatmentCourse {
    int sessions = 1;        ///< at least 1
    float interval_s = 0.0f; ///< above 0 when there are several
};

enum class HealingPhase : unsigned char { Inflammation, Proliferation, Remodelling, Done };

/// Share of the barrier that is open `time_s` after a treatment: 1 at 0, falling.
[[nodiscard]] Band barrierOpen(const HealingParameters& healing, float depth_m,
                               const HealingClient& client, const AfterCare& care, float time_s);

/// Share of all that a serum can get in by then through the open channels, were it there from the
/// beginning: 0 at 0, rising to 1.
[[nodiscard]] float serumTakenUp(const HealingParameters& healing, float depth_m,
                                 const HealingClient& client, const AfterCare& care, float time_s);

/// How long the whole surface would have to stand open to let in as much as its channels do until
/// then, in seconds: the open share of the surface times the open barrier, over time.
[[nodiscard]] float serumPassage_s(const HealingParameters& healing, float punctures_perM2,
                                   float depth_m, const HealingClient& client,
                                   const AfterCare& care, float time_s);

/// Share of the skin's surface that is open channel, right after `punctures_perM2`.
[[nodiscard]] float openSurface(const HealingParameters& healing, float punctures_perM2);

/// Share of the redness at its height that is left.
[[nodiscard]] float rednessLeft(const HealingParameters& healing, float depth_m,
                                const AfterCare& care, float time_s);
/// Share of the swelling at its height that is left.
[[nodiscard]] float swellingLeft(const HealingParameters& healing, float time_s);
/// 0..1: skin that flakes, highest in the middle of its days.
[[nodiscard]] float flaking(const HealingParameters& healing, float time_s);
/// 0..1: crust on scratches.
[[nodiscard]] float crust(const HealingParameters& healing, float time_s);
[[nodiscard]] HealingPhase phaseAt(const HealingParameters& healing, float time_s);

/// Share of what a treatment will change that has come by then: 0 while inflamed, rising to 1.
[[nodiscard]] float matured(const HealingParameters& healing, float time_s);

/// Growth of the dermis's density over untreated skin, as a share of it.
[[nodiscard]] Band dermalDensityGain(const HealingParameters& healing, const PlaceDose& dose,
                                     const TreatmentCourse& course, float time_s);

/// Grades by which the score for wrinkles of the trial in the data has fallen.
[[nodiscard]] Band fineLineGrades(const HealingParameters& healing, const PlaceDose& dose,
                                  const TreatmentCourse& course, float time_s);

/// Share by which a complaint has shrunk, 0..1.
[[nodiscard]] Band improvement(const HealingParameters& healing, Complaint complaint,
                               const PlaceDose& dose, const TreatmentCourse& course, float time_s);

/// What is left after a time of what falls by e in every time constant; 1 before it begins.
[[nodiscard]] float decay(float time_s, float constant_s);

} // namespace stipple::sim
