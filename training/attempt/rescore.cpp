#include "training/attempt/rescore.h"

#include <algorithm>

namespace stipple::attempt {

namespace {

double second(std::uint32_t tick) {
    return static_cast<double>(tick) / kTickRate_Hz;
}

/// The first mark that differs or is missing, in words; empty when all agree.
std::string differingMark(const std::vector<recording::HashMark>& recorded,
                          const std::vector<recording::HashMark>& replayed) {
    const std::size_t both = std::min(recorded.size(), replayed.size());
    for (std::size_t i = 0; i < both; ++i) {
        if (recorded[i] != replayed[i]) {
            return fmt::format("the simulation differs from the record between {:.0f} s and {:.0f} "
                               "s (state hash {:016x}, recorded {:016x})",
                               second(replayed[i].tick) - 1.0, second(replayed[i].tick),
                               replayed[i].hash, recorded[i].hash);
        }
    }
    if (recorded.size() > replayed.size()) {
        return fmt::format("the record holds a mark at {:.0f} s but no samples up to there",
                           second(recorded[both].tick));
    }
    return {};
}

std::string finding(const recording::AttemptRecord& record, const Rescored& again) {
    std::string text = differingMark(record.marks, again.replay->marks());
    if (!text.empty() || !record.complete) {
        return text;
    }
    if (again.replay->marks().size() > record.marks.size()) {
        return fmt::format("the record misses the mark at {:.0f} s",
                           second(again.replay->marks()[record.marks.size()].tick));
    }
    if (again.finalHash != record.finalHash) {
        return fmt::format("the last state differs from the record (hash {:016x}, recorded "
                           "{:016x}) though every second before agrees",
                           again.finalHash, record.finalHash);
    }
    if (scoring::scoreHash(again.score) != scoring::scoreHash(record.score)) {
        return fmt::format("the score differs from the record ({:.1f}, recorded {:.1f}) though the "
                           "simulation agrees",
                           again.score.total, record.score.total);
    }
    return {};
}

} // namespace

Rescored rescore(const sim::SimModel& model, const scoring::ScoreRules& rules,
                 const recording::AttemptRecord& record) {
    Rescored again;
    again.replay = std::make_unique<Attempt>(model, rules, record.header.seed, std::nullopt);
    for (const sim::PenSample& sample : record.samples) {
        if (const Status done = again.replay->tick(sample); !done) {
            again.finding = done.error().text;
            break;
        }
    }
    again.finalHash = sim::stateHash(again.replay->state());
    again.score = again.replay->scoreSoFar();
    scoring::applyLostTicks(again.score, record.lostTicks, again.replay->tickCount());
    if (again.finding.empty()) {
        again.finding = finding(record, again);
    }
    again.matches = again.finding.empty();
    return again;
}

} // namespace stipple::attempt
