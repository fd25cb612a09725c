#pragma once

#include "engine/platform/input_frame.h"

namespace stipple::platform {

/// Our key for GLFW's. Letters follow what is printed on the key (a French keyboard's A is where an
/// English one has Q); everything else goes by position. Key::Unknown for what we do not bind.
[[nodiscard]] Key keyOf(int glfwKey, int scancode);

} // namespace stipple::platform
