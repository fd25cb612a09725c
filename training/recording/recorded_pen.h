#pragma once

#include "engine/input/pen_source.h"
#include "training/recording/attempt_record.h"

namespace stipple::recording {

/// A recording as a pen: gives back the samples of an attempt.
class RecordedPen final : public input::PenSource {
public:
    explicit RecordedPen(AttemptRecord record) : record_(std::move(record)) {}

    [[nodiscard]] sim::PenSample sample(std::uint32_t tick) override {
        next_ = tick + 1;
        return tick < record_.samples.size() ? record_.samples[tick] : sim::PenSample{};
    }
    [[nodiscard]] sim::InputTraits traits() const override { return record_.header.input; }
    [[nodiscard]] bool finished() const override { return next_ >= record_.samples.size(); }

private:
    AttemptRecord record_;
    std::size_t next_ = 0;
};

} // namespace stipple::recording
