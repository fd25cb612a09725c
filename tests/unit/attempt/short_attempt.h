#pragma once

#include "tests/unit/scoring/scored_hand.h"
#include "training/attempt/attempt.h"
#include "training/recording/attempt_record.h"

#include <filesystem>
#include <string>
#include <unistd.h>

namespace stipple::test {

/// What an attempt needs, on the small flat pad.
struct ShortAttempt {
    FlatPad pad = twoZonePad();
    std::unique_ptr<sim::SimModel> model = flatModel(pad);
    lesson::Assignment assignment = padAssignment(*model);
    float press_m = pressFor_m(model->zones[0], model->pens[0], 1.0f); ///< for about 1 N

    [[nodiscard]] scoring::ScoreRules rules() const {
        return scoring::makeScoreRules(assignment, *model, {.name = "test"});
    }
    /// A line to and fro on the forehead, with 2 cm/s and about 1 N.
    [[nodiscard]] sim::PenSample sample(std::uint32_t tick) const {
        const auto along = static_cast<float>(tick % 200U) * (0.02f * kTick_s);
        sim::PenSample sample = pressedSample(pad, -0.018f + along, 0.0f, press_m, 500, 1000);
        sample.stretch_pct = 12;
        return sample;
    }
};

/// A file that is removed at the end.
struct TestFile {
    std::string path = (std::filesystem::temp_directory_path() /
                        ("stipple_attempt_" + std::to_string(getpid()) + ".stipple"))
                           .string();
    ~TestFile() {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
    }
};

} // namespace stipple::test
