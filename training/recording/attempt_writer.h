#pragma once

#include "training/recording/attempt_record.h"
#include "training/recording/signature.h"

#include <memory>
#include <optional>

namespace stipple::recording {

/// Writes an attempt while it happens. Samples reach the disk within 50 ms of attempt time
/// (kFlushTicks); after a crash the file opens up to the last flush.
class AttemptWriter {
public:
    static constexpr std::uint32_t kFlushTicks = 12;

    /// Creates the file; fails when it cannot be written.
    [[nodiscard]] static Result<AttemptWriter> create(const std::string& path,
                                                      const AttemptHeader& header);
    AttemptWriter(AttemptWriter&&) noexcept;
    AttemptWriter& operator=(AttemptWriter&&) noexcept;
    ~AttemptWriter();

    /// One tick's sample, before it is simulated.
    [[nodiscard]] Status add(const sim::PenSample& sample);
    [[nodiscard]] Status mark(const HashMark& mark);
    /// Score, final hash and signature (when there is a key); closes the file.
    [[nodiscard]] Status finish(const scoring::Score& score, std::uint64_t finalHash,
                                std::int64_t lostTicks, const std::optional<SigningKey>& key);

private:
    struct Open;
    explicit AttemptWriter(std::unique_ptr<Open> open);
    std::unique_ptr<Open> open_;
};

} // namespace stipple::recording
