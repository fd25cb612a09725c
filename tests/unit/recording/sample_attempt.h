#pragma once

#include "training/recording/attempt_record.h"
#include "training/recording/signature.h"

#include <string>
#include <vector>

namespace stipple::recording {

/// A header with every field filled, quotes and umlauts included.
[[nodiscard]] AttemptHeader sampleHeader();

/// Tick `tick` of an invented attempt; every field depends on the tick.
[[nodiscard]] sim::PenSample samplePen(std::uint32_t tick);

/// A score with one of everything.
[[nodiscard]] scoring::Score sampleScore();

/// Writes `ticks` samples with a hash mark every 20, and finishes it. 20 is shorter than in real
/// attempts, so that small files hold marks.
void writeSampleAttempt(const std::string& path, std::uint32_t ticks,
                        const std::optional<SigningKey>& key);

/// The same key in every run.
[[nodiscard]] SigningKey sampleKey(const std::string& folder);

/// A folder of this test alone, removed at the end.
class TestFolder {
public:
    TestFolder();
    ~TestFolder();
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    [[nodiscard]] std::string at(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

} // namespace stipple::recording
