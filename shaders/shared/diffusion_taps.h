#ifndef STIPPLE_SHADERS_DIFFUSION_TAPS_H
#define STIPPLE_SHADERS_DIFFUSION_TAPS_H

// render::diffusionTaps(13) as text, so that a shader has the numbers in its code: reading them
// costs as much as the texel. tests/unit/render keeps both alike.
// Share of the middle tap per colour; then of each other tap: place in metres, 1 / the difference
// in depth that cuts it off, shares.
#define STIPPLE_DIFFUSION_MIDDLE(TAP) TAP(0.0769231, 0.1897652, 0.3451946)
#define STIPPLE_DIFFUSION_TAPS(TAP)                                                                \
    TAP(-0.00019286, 0.00017668, 221.0868, 0.0769230, 0.1595691, 0.2233606)                        \
    TAP(0.00004044, -0.00046084, 203.0367, 0.0769231, 0.1343527, 0.1503088)                        \
    TAP(0.00042030, 0.00054821, 185.8189, 0.0769231, 0.1133963, 0.1037505)                         \
    TAP(-0.00093845, -0.00016600, 169.3184, 0.0769230, 0.0958906, 0.0715179)                       \
    TAP(0.00106218, -0.00067567, 153.4272, 0.0769231, 0.0809581, 0.0476755)                        \
    TAP(-0.00042111, 0.00156651, 138.0407, 0.0769230, 0.0676973, 0.0297067)                        \
    TAP(-0.00095101, -0.00183111, 123.0515, 0.0769231, 0.0552720, 0.0166477)                       \
    TAP(0.00245651, 0.00089711, 108.3377, 0.0769231, 0.0430548, 0.0079688)                         \
    TAP(-0.00308191, 0.00127217, 93.7355, 0.0769231, 0.0308240, 0.0030037)                         \
    TAP(0.00183615, -0.00392375, 78.9625, 0.0769230, 0.0189693, 0.0007676)                         \
    TAP(0.00176359, 0.00562258, 63.3498, 0.0769231, 0.0086150, 0.0000954)                          \
    TAP(-0.00805988, -0.00467084, 44.1872, 0.0769231, 0.0016355, 0.0000021)

#endif
