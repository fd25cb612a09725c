#include "training/app/auto_scale.h"

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

float onStep(float scale) {
    return std::clamp(std::floor(scale * 16.0f) / 16.0f, AutoScale::kLeast, 1.0f);
}

} // namespace

void adapt(AutoScale& scale, float frame_s) {
    constexpr float kNew = 0.15f;
    constexpr int kCalm = 50;
    // one frozen frame (a moved window, a stopped process) says nothing about the next
    const float sane = std::min(frame_s, 3.0f * AutoScale::kFrame_s);
    scale.frame_s = scale.frame_s == 0.0f ? sane : scale.frame_s + kNew * (sane - scale.frame_s);
    if (scale.frame_s > AutoScale::kFrame_s && scale.scale > AutoScale::kLeast) {
        // most of the time goes into pixels, whose number is the square of the scale
        scale.scale = onStep(scale.scale * std::sqrt(0.9f * AutoScale::kFrame_s / scale.frame_s));
        scale.frame_s = 0.9f * AutoScale::kFrame_s;
        scale.calmFrames = 0;
        return;
    }
    const bool room = scale.frame_s < 0.7f * AutoScale::kFrame_s && scale.scale < 1.0f;
    scale.calmFrames = room ? scale.calmFrames + 1 : 0;
    if (scale.calmFrames >= kCalm) {
        scale.scale = onStep(scale.scale + 1.0f / 16.0f);
        scale.calmFrames = 0;
    }
}

} // namespace stipple::app
