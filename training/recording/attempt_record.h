#pragma once

#include "engine/base/result.h"
#include "engine/sim/pen_sample.h"
#include "training/scoring/score.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace stipple::recording {

/// 2: AttemptHeader::peopleHash.
inline constexpr std::uint32_t kFormatVersion = 2;

/// A data file as it was when the attempt was made, so that it can be re-scored anywhere.
struct EmbeddedFile {
    std::string path; ///< from the data root
    std::string text;
};

/// State hash after `tick` ticks.
struct HashMark {
    std::uint32_t tick = 0;
    std::uint64_t hash = 0;
    friend bool operator==(const HashMark&, const HashMark&) = default;
};

/// What is known before the first tick.
struct AttemptHeader {
    std::uint32_t formatVersion = kFormatVersion, coreVersion = 0;
    std::string softwareVersion;
    std::uint64_t modelHash = 0, lessonHash = 0, seed = 0;
    std::string lessonPath; ///< from the data root; its text is among `files`
    std::string trainee;    ///< as typed; may be empty
    std::string mode, assistance;
    std::int64_t startedAt_unix = 0;
    sim::InputTraits input;
    std::vector<EmbeddedFile> files;
    /// PeopleAsset::contentHash of an attempt on a patient, whose body is too large to be carried
    /// along; 0: none is needed.
    std::uint64_t peopleHash = 0;
};

/// Whether the body that a record was made on is here. `peopleHash` is that of the people asset of
/// this computer, 0 where there is none. Fails in words that say what to do.
[[nodiscard]] Status checkPeople(const AttemptHeader& header, std::uint64_t peopleHash);

enum class Signed { No, Valid, Invalid };

/// An attempt as read back from a file.
struct AttemptRecord {
    AttemptHeader header;
    std::vector<sim::PenSample> samples; ///< one per tick
    std::vector<HashMark> marks;         ///< once a second
    bool complete = false;               ///< false: it was cut off; samples up to the last flush
    std::int64_t lostTicks = 0;
    scoring::Score score;        ///< only when complete
    std::uint64_t finalHash = 0; ///< state hash at the end, only when complete
    Signed signature = Signed::No;
    std::string signerKey; ///< hex of the public key
    std::string integrity; ///< empty when all is well, else what was found, where
};

/// Reads a record and checks every checksum, the chain and the signature.
/// Fails in words (with the path) when nothing can be trusted: not an attempt, another format
/// version, a header that is damaged or not whole.
/// Cut off later: no failure; `complete` is false, samples up to the last whole chunk.
/// Damaged later: `integrity` names chunk and byte, and only what stands before the damage is given
/// back. Whoever shows or re-scores a record must look at `integrity` first.
[[nodiscard]] Result<AttemptRecord> readAttempt(const std::string& path);
[[nodiscard]] Result<AttemptRecord> parseAttempt(std::span<const std::uint8_t> bytes,
                                                 const std::string& name);

} // namespace stipple::recording
