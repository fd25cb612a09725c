#ifndef STIPPLE_SHADERS_SCENE_SHARED_H
#define STIPPLE_SHADERS_SCENE_SHARED_H

#include "shaders/shared/glsl_types.h"

STIPPLE_SHARED_BEGIN

// binding numbers, the same in every pipeline of the scene
STIPPLE_SHARED_CONST kFrameBinding = 0;
STIPPLE_SHARED_CONST kFieldBinding = 1;
STIPPLE_SHARED_CONST kMarkBinding = 2;
STIPPLE_SHARED_CONST kPrintBinding = 3;
STIPPLE_SHARED_CONST kDetailBinding = 4;
STIPPLE_SHARED_CONST kOverlayBinding = 5;
STIPPLE_SHARED_CONST kTrayBinding = 1;
STIPPLE_SHARED_CONST kPictureBinding = 0;

/// Half the side of the square that the picture of tray and table shows.
STIPPLE_SHARED_FLOAT kTrayHalf_m = 0.30f;
/// Side of the square of skin that the relief repeats over.
STIPPLE_SHARED_FLOAT kDetailSide_m = 0.011f;

/// The pen, as what keeps the key light off: a cone with round ends.
struct Caster {
    vec4 start; ///< one end of the axis; w: radius there
    vec4 axis;  ///< to the other end; w: largest radius
    vec4 facts; ///< axis . light; 1 / (axis^2 - (axis . light)^2); radius gained along the axis;
                ///< darkness of the shadow at the start
};

/// What is the same for a whole frame. Directions are unit vectors, lengths metres.
struct FrameConstants {
    mat4 viewProjection;
    vec4 eye;          ///< w unused
    vec4 keyDirection; ///< towards the light; w unused
    vec4 keyRadiance;  ///< this and the other lights times the exposure; w unused
    vec4 fillDirection;
    vec4 fillRadiance;
    vec4 room;
    vec4 dentCentre;  ///< w: radius of the plate
    vec4 dentNormal;  ///< w: depth, 0 = no dent
    vec4 pen;         ///< tip; w: plate radius, 0 = no pen
    vec4 penShaft;    ///< unit, to the handle; w: strain of the support hand
    vec4 pad;         ///< half size x, half size z, tray height, unused
    vec4 overlay;     ///< thin, over, metres per atlas u, metres per atlas v
    vec4 rim;         ///< shift of the pad's shadow on the tray, x and z; height of the rim; unused
    vec4 haze;        ///< what the room far away looks like; w unused
    vec4 shadowStart; ///< on the tray, x and z: where the pen's shadow begins; half its width
    vec4 shadowEnd;   ///< where it ends; z, w unused
    vec4 shadowTint;  ///< share of the tray's display value that the key light makes; w unused
    vec4 levels;      ///< mip levels of marks, print and relief; unused
    vec4 fingers[2];  ///< that lie on a person's skin: middle of the tip; w: radius, 0 = none
    Caster caster;
};

/// Where a solid thing stands: pen to skin frame.
struct SolidPush {
    mat4 model;
    vec4 shift; ///< added to parts that move with the needles, pen frame; w unused
};

STIPPLE_SHARED_END

#endif
