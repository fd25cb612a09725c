#pragma once

#include <array>
#include <cstddef>

namespace stipple::sim {

/// A number with the ends of what is known of it.
struct Band {
    float low = 0.0f, likely = 0.0f, high = 0.0f;
};

/// What skin comes for; indexes HealingParameters::improvements.
enum class Complaint : unsigned char {
    BoxcarScar,
    RollingScar,
    IcePickScar,
    Stria,
    Melasma,
};
inline constexpr std::size_t kComplaintCount = 5;

/// How much a published course of treatments changed something.
struct PublishedCourse {
    float change = 0.0f;      ///< share by which a complaint had shrunk, 0..1, or a density grown
    float sessions = 1.0f;    ///< treatments in the course; a mean may be broken
    float interval_s = 0.0f;  ///< between them
    float measured_s = 0.0f;  ///< after the last
    float fullDepth_m = 0.0f; ///< delivered depth from which a puncture counts in full
};

/// A series in which somebody counted a harm.
struct CountedHarm {
    float cases = 0.0f, patients = 0.0f;
    int fitzpatrickFrom = 1, fitzpatrickTo = 6;
};
inline constexpr std::size_t kPigmentStudies = 3;

/// Parameters of healing, read from scenes/healing.toml, where each has its source and grade. No
/// numbers of the field here: data, not code.
struct HealingParameters {
    // the barrier: a share that closes within hours, the rest with a half-life of a day
    float fastShare, fastTime_s;
    Band slowHalfLife_s;
    float elderlyAge_y, elderlyFactor, occludedFactor, depthBase, depthSlope_perM;
    float channelDiameter_m; ///< of an open channel at the surface
    // redness and swelling: time constants at these depths, linear between and through zero
    std::array<float, 4> rednessDepth_m, rednessTime_s;
    /// How far redness runs beside the channels (standard deviation), and how soon.
    float rednessSpread_m, rednessSpreadTime_s;
    std::array<float, 6> rednessSeen; ///< share of it that shows through the skin types I to VI
    float swellingTime_s;
    // the wheal of the first minutes, and the share of it that stays as oedema
    float whealHeight_m; ///< at the clinical end point
    float whealRise_s, whealFall_s, oedemaShare;
    // blood points: uniform pinpoint bleeding, and streaming, which is too much
    Band pinpoint_perM2;
    float streaming_perM2, thinnersFactor, vasoconstrictorFactor;
    float irritatedFactor; ///< of redness, when actives or make-up come too early
    // flaking and crusts: begin and end after the treatment
    float flakingFrom_s, flakingTo_s, crustTo_s;
    // phases
    float proliferationFrom_s, remodellingFrom_s, remodellingTo_s;
    // share of the final change reached at a time: 1 - exp(-(t - proliferationFrom) / maturing)
    float maturing_s;
    // how far one trial's own confidence interval reaches around its mean, as factors
    Band outcomeSpread;
    PublishedCourse dermalDensity;
    PublishedCourse fineLines; ///< change in grades of its trial's score
    float fineLinesWhole;      ///< grades of that score from the plainest lines to none
    std::array<PublishedCourse, kComplaintCount> improvements;
    // dark marks after inflammation
    std::array<CountedHarm, kPigmentStudies> pigmentStudies;
    float markFrom_s, markFade_s; ///< darkening appears, and fades with this time constant
    float markSize_m;             ///< of one mark
    float markDarkness;           ///< melanin of a mark at its darkest, over the skin's own, less 1
    float sunOdds, pickingOdds, overdoseOdds, earlyOdds, scratchOdds;
    float sunBeforeOdds, primedOdds; ///< from before the treatment
    float isotretinoinFactor;        ///< on the slow part of the barrier
    float overdoseFrom; ///< redness, in end points, from which more punctures only do harm
    // lasting lines where needles were dragged
    CountedHarm tramLines;
    // between treatments
    float intervalLeast_s;
};

} // namespace stipple::sim
