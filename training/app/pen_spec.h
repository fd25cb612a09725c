#pragma once

#include "engine/base/result.h"
#include "engine/input/pen_source.h"
#include "training/app/exercise_loader.h"

#include <cstdint>
#include <memory>
#include <string>

namespace stipple::app {

enum class PenKind { Mouse, Scripted, Recorded };

/// A pen as written on the command line: `mouse`, `scripted:NAME[,seed=N]`, `recorded:FILE`.
struct PenSpec {
    PenKind kind = PenKind::Mouse;
    std::string name;       ///< of the script, or the path of the recording
    std::uint64_t seed = 1; ///< of a script, and of the skin under it; a recording brings its own
};

/// A pen to attempt with.
struct ChosenPen {
    std::unique_ptr<input::PenSource> source;
    std::uint64_t seed = 1; ///< of the attempt: with a recording's own, its bits come again
};

/// Fails in words on anything else.
[[nodiscard]] Result<PenSpec> parsePenSpec(const std::string& text);

/// A scripted or recorded pen for the exercise. Fails for a mouse, which needs a window, and for a
/// damaged recording: a new record of it would look sound.
[[nodiscard]] Result<ChosenPen> makePen(const PenSpec& spec, const Exercise& exercise);

/// What makePen would refuse whatever the exercise is. A mouse is fine here.
[[nodiscard]] Status checkPen(const PenSpec& spec);

/// The exit code for a pen that makePen refused.
[[nodiscard]] int codeOfRefusal(const PenSpec& spec);

} // namespace stipple::app
