#pragma once

#include "engine/scene/pad_scene.h"
#include "tests/support/data_text.h"

#include <map>
#include <string>

namespace stipple::test {

/// The tissues of scenes/tissues.toml by the name of their zone.
[[nodiscard]] inline std::map<std::string, sim::SkinZone> zoneTissues() {
    return scene::parseTissues(dataText("scenes/tissues.toml"), "scenes/tissues.toml").value();
}

} // namespace stipple::test
