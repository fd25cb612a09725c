#pragma once

#include "engine/render/scene_passes.h"

namespace stipple::render {

/// The frame of a person: skin into light and facts; then, in one pass, colours of the skin's
/// pixels, pen and cloth over them, and the room behind.
void drawPersonFacts(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
void drawPersonSkin(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
void drawPersonCloth(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
/// Single hairs of brows and lashes.
void drawHair(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
void drawBackdrop(DrawLog& log, const SceneParts& parts, const FrameInput& frame);
/// Brings the picture to the size of the target and smooths edges.
void drawSmooth(DrawLog& log, const SceneParts& parts, const gpu::Image& target);

} // namespace stipple::render
