#pragma once

#include "training/recording/attempt_record.h"
#include "training/recording/field_stream.h"
#include "training/recording/signature.h"

namespace stipple::recording {

// The payloads of attempt.stipple, field by field: README.md describes the same in words. Each
// function takes a FieldWriter with a const structure, or a FieldReader with one to fill.

inline constexpr std::uint8_t kDomains = 5;  ///< values of lesson::Domain
inline constexpr std::uint8_t kVerdicts = 5; ///< values of scoring::Verdict

template <class Stream, class Traits> void inputFields(Stream& stream, Traits& input) {
    stream.field(1, input.name);
    stream.field(1, input.measuresForce);
    stream.field(1, input.measuresTilt);
    stream.field(1, input.positionSigma_m);
    stream.field(1, input.tiltSigma_rad);
    stream.field(1, input.forceSigma_N);
}

template <class Stream, class Header> void headerFields(Stream& stream, Header& header) {
    stream.field(1, header.coreVersion);
    stream.field(1, header.softwareVersion);
    stream.field(1, header.modelHash);
    stream.field(1, header.lessonHash);
    stream.field(1, header.seed);
    stream.field(1, header.lessonPath);
    stream.field(1, header.trainee);
    stream.field(1, header.mode);
    stream.field(1, header.assistance);
    stream.field(1, header.startedAt_unix);
    inputFields(stream, header.input);
    stream.list(1, header.files, [](auto& inner, auto& file) {
        inner.field(1, file.path);
        inner.field(1, file.text);
    });
    stream.field(2, header.peopleHash);
}

template <class Stream, class Sample> void sampleFields(Stream& stream, Sample& sample) {
    stream.field(1, sample.tip_um);
    stream.field(1, sample.orientation_q15);
    stream.field(1, sample.needle_um);
    stream.field(1, sample.strokeRate_dHz);
    stream.field(1, sample.buttons);
    stream.choice(1, sample.tracking, 2);
    stream.field(1, sample.pen);
    stream.field(1, sample.stretch_pct);
    stream.field(1, sample.pull_deg); // a reserved byte, always 0, until core 4
    stream.field(1, sample.reserved);
}

/// Samples of consecutive ticks.
struct SampleBlock {
    std::uint32_t firstTick = 0;
    std::vector<sim::PenSample> samples;
};

template <class Stream, class Block> void blockFields(Stream& stream, Block& block) {
    stream.field(1, block.firstTick);
    stream.list(1, block.samples, [](auto& inner, auto& sample) { sampleFields(inner, sample); });
}

template <class Stream, class Mark> void markFields(Stream& stream, Mark& mark) {
    stream.field(1, mark.tick);
    stream.field(1, mark.hash);
}

template <class Stream, class Metric> void metricFields(Stream& stream, Metric& metric) {
    stream.field(1, metric.id);
    stream.field(1, metric.label);
    stream.field(1, metric.unit);
    stream.choice(1, metric.domain, kDomains);
    stream.field(1, metric.value);
    stream.field(1, metric.uncertainty);
    stream.field(1, metric.target);
    stream.field(1, metric.points);
    stream.field(1, metric.maxPoints);
    stream.choice(1, metric.verdict, kVerdicts);
    stream.field(1, metric.evidence);
    stream.field(1, metric.source);
    stream.field(1, metric.grade);
}

template <class Stream, class Score> void scoreFields(Stream& stream, Score& score) {
    stream.field(1, score.coreVersion);
    stream.field(1, score.total);
    stream.field(1, score.passed);
    stream.field(1, score.assessable);
    stream.field(1, score.assessableReason);
    stream.field(1, score.mode);
    stream.field(1, score.assistance);
    stream.field(1, score.device);
    stream.list(1, score.criticalFails, [](auto& inner, auto& critical) {
        inner.field(1, critical.id);
        inner.field(1, critical.label);
        inner.field(1, critical.evidence);
        inner.field(1, critical.tick);
    });
    stream.list(1, score.domains, [](auto& inner, auto& domain) {
        inner.choice(1, domain.domain, kDomains);
        inner.field(1, domain.points);
        inner.field(1, domain.maxPoints);
        inner.field(1, domain.percent);
        inner.field(1, domain.passed);
    });
    stream.list(1, score.metrics, [](auto& inner, auto& metric) { metricFields(inner, metric); });
}

/// The last words of a finished attempt.
struct AttemptEnd {
    std::uint32_t tickCount = 0; ///< samples in the whole file
    std::int64_t lostTicks = 0;
    std::uint64_t finalHash = 0;
    bool signatureFollows = false;
    scoring::Score score;
};

template <class Stream, class End> void endFields(Stream& stream, End& end) {
    stream.field(1, end.tickCount);
    stream.field(1, end.lostTicks);
    stream.field(1, end.finalHash);
    stream.field(1, end.signatureFollows);
    scoreFields(stream, end.score);
}

/// Ed25519 over the chain digest of the end chunk.
struct AttemptSignature {
    std::array<std::uint8_t, 32> open{};
    SignatureBytes signature{};
};

template <class Stream, class Signature> void signatureFields(Stream& stream, Signature& signed_) {
    stream.field(1, signed_.open);
    stream.field(1, signed_.signature);
}

} // namespace stipple::recording
