#pragma once

#include "engine/base/result.h"
#include "engine/input/pen_source.h"
#include "engine/input/work_surface.h"

#include <memory>
#include <span>
#include <string_view>

namespace stipple::input {

/// Names of the scripted operators, in the order in which help lists them.
[[nodiscard]] std::span<const std::string_view> scriptedPenNames();

/// A believable operator: `expert`, `novice`, `one-pass`, `too-deep`, `too-shallow`, `tilted`,
/// `dragger`, `heavy-handed`, `wrong-settings`, `careless`, `orbit-intruder`, `orbit-respecter`,
/// `reuser` (the last three differ from the expert where an orbital rim is near, and where the
/// cartridge that lies ready is not right). The same name, seed and
/// surface give the same samples on every machine. Fails on an unknown name, listing the known
/// ones.
[[nodiscard]] Result<std::unique_ptr<PenSource>>
makeScriptedPen(std::string_view name, std::uint64_t seed, WorkSurface surface);

} // namespace stipple::input
