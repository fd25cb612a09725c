#pragma once

#include "engine/platform/input_frame.h"

namespace stipple::ui {

// The window's events as panels and key bindings see them, so that they need not know the platform.
using platform::InputFrame;
using platform::isDown;
using platform::Key;
using platform::MouseButton;
using platform::shiftDown;
using platform::wasHeld;
using platform::wasPressed;
using platform::wasPressedWithControl;
using platform::wasRepeated;

} // namespace stipple::ui
