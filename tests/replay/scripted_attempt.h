#pragma once

#include "engine/input/scripted_pen.h"
#include "training/app/exercise_loader.h"
#include "training/attempt/attempt.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace stipple::test {

/// The pad exercise, loaded once a program. Stops the test program when it cannot be loaded.
inline app::Exercise loadPad() {
    const char* root = std::getenv("STIPPLE_ROOT");
    auto exercise =
        app::loadExercise(root != nullptr ? root : ".", "training/lessons/pad_first_passes.toml");
    if (!exercise) {
        std::fprintf(stderr, "%s\n", exercise.error().text.c_str());
        std::exit(1);
    }
    return std::move(exercise).value();
}

/// An attempt by a scripted operator, from the first tick to its end or the time limit.
inline attempt::Attempt performed(const app::Exercise& exercise, const std::string& pen,
                                  std::uint64_t seed) {
    auto operatorPen = input::makeScriptedPen(pen, seed, app::workSurfaceOf(exercise));
    STIPPLE_ASSERT(operatorPen.ok(), "the scripted pens are built in");
    attempt::Attempt attempt(
        *exercise.model,
        scoring::makeScoreRules(exercise.assignment, *exercise.model, (*operatorPen)->traits()),
        seed, std::nullopt);
    const auto most =
        static_cast<std::uint32_t>(exercise.assignment.lesson.timeLimit_s * kTickRate_Hz);
    for (std::uint32_t tick = 0; tick < most && !(*operatorPen)->finished(); ++tick) {
        const Status done = attempt.tick((*operatorPen)->sample(tick));
        STIPPLE_ASSERT(done.ok(), "an attempt without a file cannot fail");
    }
    return attempt;
}

} // namespace stipple::test
