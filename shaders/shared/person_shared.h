#ifndef STIPPLE_SHADERS_PERSON_SHARED_H
#define STIPPLE_SHADERS_PERSON_SHARED_H

#include "shaders/shared/glsl_types.h"

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

/// What the passes of a person know beside FrameConstants.
struct PersonConstants {
    vec4
        right; ///< from the middle of the picture to its right edge at distance 1; w: width, pixels
    vec4 down; ///< to its lower edge; w: height, pixels
    vec4 forward; ///< unit; w: pixels of one metre at distance 1
    vec4 atlas;   ///< metres per atlas u and v; unused
    vec4 levels;  ///< mip levels of pigment, relief, marks and pores
};

STIPPLE_SHARED_END

#endif
