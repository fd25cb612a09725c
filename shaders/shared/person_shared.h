#ifndef STIPPLE_SHADERS_PERSON_SHARED_H
#define STIPPLE_SHADERS_PERSON_SHARED_H

#include "shaders/shared/scene_shared.h"

STIPPLE_SHARED_BEGIN

// binding numbers of the passes that draw a person; 0 is kFrameBinding
STIPPLE_SHARED_CONST kPersonBinding = 1;
STIPPLE_SHARED_CONST kLightBinding = 2;
STIPPLE_SHARED_CONST kFactsBinding = 3;
STIPPLE_SHARED_CONST kPigmentBinding = 4;
STIPPLE_SHARED_CONST kReliefBinding = 5;
STIPPLE_SHARED_CONST kPersonFieldBinding = 6;
STIPPLE_SHARED_CONST kPersonMarkBinding = 7;
STIPPLE_SHARED_CONST kPoreBinding = 8;
STIPPLE_SHARED_CONST kTableBinding = 9;
STIPPLE_SHARED_CONST kPaintBinding = 10;
STIPPLE_SHARED_CONST kSwellingBinding = 11;

/// Taps of the diffusion, the one in the middle included.
STIPPLE_SHARED_CONST kDiffusionTaps = 13;

/// What the bytes of render::Swelling's picture mean, and how many corners a row of it holds.
STIPPLE_SHARED_FLOAT kMostSwelling_m = 0.0019f;
STIPPLE_SHARED_FLOAT kMostSwellingSlope = 0.6f;
STIPPLE_SHARED_CONST kSwellingRow = 256;

/// Squares of the room behind a person.
STIPPLE_SHARED_CONST kBackdropAcross = 24;
STIPPLE_SHARED_CONST kBackdropDown = 14;

/// What the passes of a person know beside FrameConstants. The second half is told along right,
/// down and forward, with places from the eye: what is worked out per pixel stays there.
struct PersonConstants {
    vec4 right;   ///< unit, to the right of the picture; w: of its right edge at distance 1
    vec4 down;    ///< unit; w: of its lower edge at distance 1
    vec4 forward; ///< unit; w: pixels of one metre at distance 1
    vec4 picture; ///< share of width and height that one metre at distance 1 takes; unused
    vec4 atlas;   ///< metres per atlas u and v; repeats of the pores per atlas u and v
    vec4 hair;    ///< colour; w unused
    vec4 key;     ///< direction towards the light; w unused
    vec4 plate;   ///< middle of the dent; w: how pale its ring is, 0 = no dent
    vec4 ring;    ///< of squares of distances from that middle, what to multiply with and take away
                  ///< for widths of the pale ring from its line; unused
    Caster caster;
};

STIPPLE_SHARED_END

#endif
