#pragma once

namespace stipple {

/// True when rounding is to nearest and denormals are kept, which the determinism contract needs.
/// One library built with -ffast-math changes this for the whole process.
[[nodiscard]] bool floatEnvironmentIsStandard();

/// Sets it back to standard for the calling thread.
void restoreFloatEnvironment();

} // namespace stipple
