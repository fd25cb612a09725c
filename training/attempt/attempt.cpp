#include "training/attempt/attempt.h"

#include "engine/base/float_environment.h"

namespace stipple::attempt {

Attempt::Attempt(const sim::SimModel& model, scoring::ScoreRules rules, std::uint64_t seed,
                 std::optional<recording::AttemptWriter> writer)
    : model_(&model), rules_(std::move(rules)),
      state_(sim::startState(model, seed,
                             rules_.assignment->lesson.cartridge.value_or(sim::CartridgeStart{}))),
      score_(scoring::startScore(rules_, model)), writer_(std::move(writer)) {
    if (!floatEnvironmentIsStandard()) {
        broken_ = fail("some library switched this program's floating-point mode, so that attempts "
                       "would not re-score to the same bits; nothing was recorded");
    }
}

Status Attempt::tick(const sim::PenSample& sample) {
    if (broken_) {
        return *broken_;
    }
    if (writer_) {
        if (Status kept = writer_->add(sample); !kept) {
            broken_ = kept.error();
            return *broken_;
        }
    }
    sample_ = sample;
    report_ = sim::step(*model_, state_, sample);
    if ((report_.notes & sim::kNonFinite) != 0) {
        broken_ = fail("the simulation broke at {:.2f} s: a number stopped being finite; the "
                       "recording up to here is kept, please report it",
                       static_cast<double>(state_.tick) / kTickRate_Hz);
        return *broken_;
    }
    scoring::observe(rules_, *model_, score_, state_, sample, report_);
    trace_.add(state_, sample, report_);
    return state_.tick % kTickRate_Hz == 0 ? mark() : Status(Done{});
}

Status Attempt::mark() {
    marks_.push_back({.tick = state_.tick, .hash = sim::stateHash(state_, hashed_)});
    if (writer_) {
        if (Status kept = writer_->mark(marks_.back()); !kept) {
            broken_ = kept.error();
            return *broken_;
        }
    }
    return Done{};
}

scoring::Score Attempt::scoreSoFar() const {
    return scoring::scoreSoFar(rules_, *model_, score_, state_);
}

Result<scoring::Score> Attempt::finish(std::int64_t lostTicks,
                                       const std::optional<recording::SigningKey>& key) {
    if (broken_) {
        return *broken_;
    }
    scoring::Score score = scoreSoFar();
    scoring::applyLostTicks(score, lostTicks, state_.tick);
    if (writer_) {
        if (Status kept = writer_->finish(score, sim::stateHash(state_), lostTicks, key); !kept) {
            broken_ = kept.error();
            return *broken_;
        }
    }
    return score;
}

} // namespace stipple::attempt
