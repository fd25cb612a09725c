#pragma once

#include "engine/platform/input_frame.h"

namespace stipple::ui {

// The window's events as panels and key bindings see them, so that they need not know the platform.
using platform::controlDown;
using platform::InputFrame;
using platform::isDown;
using platform::Key;
using platform::MouseButton;
using platform::shiftDown;
using platform::wasPressed;
using platform::wasRepeated;

} // namespace stipple::ui
