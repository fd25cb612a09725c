#pragma once

#include "engine/base/toml_reader.h"
#include "engine/sim/pen_device.h"

namespace stipple::scene {

/// What a file of kind "roller" holds besides kind, format, id and label: see scenes/README.md.
/// Problems go to the document.
void readRoller(TomlTable& root, sim::PenDevice& out);

} // namespace stipple::scene
