#include "training/recording/attempt_record.h"

#include "engine/base/file.h"
#include "tests/unit/recording/sample_attempt.h"
#include "training/recording/attempt_writer.h"
#include "training/recording/chunk.h"
#include "training/recording/field_stream.h"
#include "training/recording/record_layout.h"
#include "training/recording/recorded_pen.h"

#include <gtest/gtest.h>

namespace stipple::recording {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes sampleFile(std::uint32_t ticks, bool withSignature) {
    const TestFolder folder;
    const std::string path = folder.at("attempt.stipple");
    std::optional<SigningKey> key;
    if (withSignature) {
        key = sampleKey(folder.at(""));
    }
    writeSampleAttempt(path, ticks, key);
    return readBinaryFile(path).value();
}

/// Where each chunk of a sound file begins, the end of the file included.
std::vector<std::size_t> chunkStarts(const Bytes& file) {
    ChunkWalk walk(file, kPreludeSize, preludeDigest(std::span(file).first(kPreludeSize)));
    std::vector<std::size_t> starts{kPreludeSize};
    while (walk.next().fate == ChunkFate::Whole) {
        starts.push_back(walk.position());
    }
    return starts;
}

bool noticed(const Bytes& file) {
    const Result<AttemptRecord> record = parseAttempt(file, "x");
    return !record.ok() || !record->integrity.empty();
}

TEST(AttemptRecord, GivesBackEveryField) {
    const Result<AttemptRecord> read = parseAttempt(sampleFile(50, true), "x");
    ASSERT_TRUE(read.ok()) << read.error().text;
    const AttemptHeader want = sampleHeader();
    EXPECT_EQ(read->header.formatVersion, 2u);
    EXPECT_EQ(read->header.coreVersion, want.coreVersion);
    EXPECT_EQ(read->header.softwareVersion, want.softwareVersion);
    EXPECT_EQ(read->header.modelHash, want.modelHash);
    EXPECT_EQ(read->header.lessonHash, want.lessonHash);
    EXPECT_EQ(read->header.seed, want.seed);
    EXPECT_EQ(read->header.lessonPath, want.lessonPath);
    EXPECT_EQ(read->header.trainee, want.trainee);
    EXPECT_EQ(read->header.mode, want.mode);
    EXPECT_EQ(read->header.assistance, want.assistance);
    EXPECT_EQ(read->header.startedAt_unix, -1);
    EXPECT_EQ(read->header.input.name, "mouse");
    EXPECT_FALSE(read->header.input.measuresForce);
    EXPECT_TRUE(read->header.input.measuresTilt);
    EXPECT_EQ(read->header.input.positionSigma_m, 0.0005f);
    EXPECT_EQ(read->header.input.tiltSigma_rad, 0.25f);
    EXPECT_EQ(read->header.input.forceSigma_N, 0.5f);
    ASSERT_EQ(read->header.files.size(), 2u);
    EXPECT_EQ(read->header.files[0].path, want.files[0].path);
    EXPECT_EQ(read->header.files[0].text, want.files[0].text);
    EXPECT_EQ(read->header.files[1].text, "");
    EXPECT_EQ(read->header.peopleHash, 0x00c0ffeeu);
    ASSERT_EQ(read->samples.size(), 50u);
    for (std::uint32_t tick = 0; tick < 50; ++tick) {
        EXPECT_EQ(read->samples[tick], samplePen(tick)) << tick;
    }
    EXPECT_EQ(read->marks, (std::vector<HashMark>{{20, 1019}, {40, 1039}}));
    EXPECT_TRUE(read->complete);
    EXPECT_EQ(read->lostTicks, 3);
    EXPECT_EQ(read->finalHash, 42u);
    EXPECT_EQ(read->signature, Signed::Valid);
    EXPECT_EQ(read->signerKey.size(), 64u);
    EXPECT_EQ(read->integrity, "");
}

TEST(AttemptRecord, GivesBackEveryFieldOfTheScore) {
    const Result<AttemptRecord> read = parseAttempt(sampleFile(0, false), "x");
    ASSERT_TRUE(read.ok()) << read.error().text;
    EXPECT_EQ(read->signature, Signed::No);
    const scoring::Score& score = read->score;
    EXPECT_EQ(score.coreVersion, 1u);
    EXPECT_EQ(score.total, 81.5);
    EXPECT_FALSE(score.passed);
    EXPECT_TRUE(score.assessable);
    EXPECT_EQ(score.mode, "graded");
    EXPECT_EQ(score.assistance, "none");
    EXPECT_EQ(score.device, "mouse");
    ASSERT_EQ(score.criticalFails.size(), 1u);
    EXPECT_EQ(score.criticalFails[0].id, "X6");
    EXPECT_EQ(score.criticalFails[0].label, "Over-depth");
    EXPECT_EQ(score.criticalFails[0].evidence, "1.2 cm2 of lower lid");
    EXPECT_EQ(score.criticalFails[0].tick, 480u);
    ASSERT_EQ(score.domains.size(), 1u);
    EXPECT_EQ(score.domains[0].domain, lesson::Domain::Safety);
    EXPECT_EQ(score.domains[0].points, 3.0);
    EXPECT_EQ(score.domains[0].maxPoints, 4.0);
    EXPECT_EQ(score.domains[0].percent, 75.0);
    EXPECT_TRUE(score.domains[0].passed);
    ASSERT_EQ(score.metrics.size(), 1u);
    const scoring::MetricScore& metric = score.metrics[0];
    EXPECT_EQ(metric.id, "B2");
    EXPECT_EQ(metric.label, "Delivered depth error");
    EXPECT_EQ(metric.unit, "mm");
    EXPECT_EQ(metric.domain, lesson::Domain::Depth);
    EXPECT_EQ(metric.value, 0.1);
    EXPECT_EQ(metric.uncertainty, 0.02);
    EXPECT_EQ(metric.target, 0.15);
    EXPECT_EQ(metric.points, 6.0);
    EXPECT_EQ(metric.maxPoints, 6.0);
    EXPECT_EQ(metric.verdict, scoring::Verdict::CannotTell);
    EXPECT_EQ(metric.evidence, "forehead 0.1 mm");
    EXPECT_EQ(metric.source, "S10");
    EXPECT_EQ(metric.grade, "A");
}

TEST(AttemptRecord, EveryFlippedBitIsNoticed) {
    for (const bool withSignature : {false, true}) {
        Bytes file = sampleFile(30, withSignature);
        ASSERT_FALSE(noticed(file));
        for (std::size_t bit = 0; bit < 8 * file.size(); ++bit) {
            const auto mask = static_cast<std::uint8_t>(1U << (bit % 8));
            file[bit / 8] ^= mask;
            EXPECT_TRUE(noticed(file)) << "bit " << bit % 8 << " of byte " << bit / 8;
            file[bit / 8] ^= mask;
        }
    }
}

TEST(AttemptRecord, DamageNamesChunkAndByteAndKeepsWhatStandsBefore) {
    // 30 samples, marks after 20: header, 12 samples, 8 samples, mark, 10 samples, end
    Bytes file = sampleFile(30, false);
    const std::vector<std::size_t> starts = chunkStarts(file);
    ASSERT_EQ(starts.size(), 7u);
    file[starts[2] + kChunkHeadSize + 9] ^= 1U;
    const Result<AttemptRecord> read = parseAttempt(file, "x");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->integrity,
              fmt::format("chunk 2 at byte {} is damaged: its digest does not match; the 12 "
                          "samples before it can be trusted",
                          starts[2]));
    EXPECT_FALSE(read->complete);
    EXPECT_EQ(read->samples.size(), 12u);
}

TEST(AttemptRecord, CutOffAnywhereOpensUpToTheLastWholeChunk) {
    const Bytes file = sampleFile(30, true);
    const std::vector<std::size_t> starts = chunkStarts(file);
    // samples in the file when it ends in chunk 0, 1, 2 ...: header, 12, 8, mark, 10, end,
    // signature
    const std::vector<std::size_t> samples{0, 0, 12, 20, 20, 30, 30};
    ASSERT_EQ(starts.size(), samples.size() + 1);
    for (std::size_t size = 0; size < file.size(); ++size) {
        const Result<AttemptRecord> read = parseAttempt(std::span(file).first(size), "x");
        if (size < starts[1]) {
            EXPECT_FALSE(read.ok()) << size;
            continue;
        }
        ASSERT_TRUE(read.ok()) << size << read.error().text;
        std::size_t chunk = 1;
        while (starts[chunk + 1] <= size) {
            ++chunk;
        }
        EXPECT_FALSE(read->complete) << size;
        EXPECT_EQ(read->integrity, "") << size;
        EXPECT_EQ(read->samples.size(), samples[chunk]) << size;
        EXPECT_EQ(read->header.trainee, sampleHeader().trainee);
    }
}

TEST(AttemptRecord, WhatFollowsTheEndIsNoticed) {
    for (const bool withSignature : {false, true}) {
        Bytes file = sampleFile(30, withSignature);
        const std::size_t end = file.size();
        file.push_back(0);
        const Result<AttemptRecord> read = parseAttempt(file, "x");
        ASSERT_TRUE(read.ok());
        EXPECT_EQ(read->integrity,
                  fmt::format("1 bytes that do not belong there follow the end of the attempt at "
                              "byte {}",
                              end));
        // its own chunks once more: right digests in themselves, but not here
        file.pop_back();
        const Bytes again(file.begin() + kPreludeSize, file.end());
        file.insert(file.end(), again.begin(), again.end());
        EXPECT_TRUE(noticed(file));
    }
}

TEST(AttemptRecord, ChunksThatAreSwappedOrLeftOutAreNoticed) {
    const Bytes file = sampleFile(36, false);
    const std::vector<std::size_t> starts = chunkStarts(file);
    Bytes without = file;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(starts[1]),
                  without.begin() + static_cast<std::ptrdiff_t>(starts[2]));
    EXPECT_TRUE(noticed(without));
}

TEST(AttemptRecord, AnotherFormatVersionIsNamed) {
    Bytes file = sampleFile(12, false);
    file[8] = 3;
    const Result<AttemptRecord> read = parseAttempt(file, "a.stipple");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(
        read.error().text,
        "a.stipple: is written in attempt format 3, and this Stipple reads formats 1 to 2; open it "
        "with the version of Stipple that wrote it, or a newer one");
}

TEST(AttemptRecord, AnotherCoreVersionStaysReadable) {
    const TestFolder folder;
    AttemptHeader header = sampleHeader();
    header.coreVersion = 99;
    Result<AttemptWriter> writer = AttemptWriter::create(folder.at("a"), header);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer->add(samplePen(0)).ok());
    ASSERT_TRUE(writer->finish(sampleScore(), 1, 0, {}).ok());
    const Result<AttemptRecord> read = readAttempt(folder.at("a"));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->header.coreVersion, 99u);
    EXPECT_EQ(read->samples.size(), 1u);
    EXPECT_EQ(read->score.total, 81.5);
    EXPECT_TRUE(read->complete);
}

/// The example of training/recording/README.md as format 1 wrote it.
constexpr std::string_view kFormatOne =
    "89535449500d0a1a0100000048454144000000006f000000a82042640100000003000000302e3102"
    "0000000000000003000000000000000400000000000000010000006c040000005a6fc3ab06000000"
    "677261646564040000006e6f6e650000000000000000050000006d6f75736500000000003f000000"
    "000000000001000000010000006c01000000781e8c3012caa0d8f5b81b470da66669210ca3c46849"
    "f3d8ef52ef555bb309c9ef53414d50010000002800000038c7a02c000000000100000001000000ff"
    "ffffff00010000000000000000ff7ff401e803010001000a000000a02ef5b50155d2e01d620f6336"
    "03163f1cfb78ea422c04136ade674d32497c024d41524b020000000c000000489bb56c0100000005"
    "00000000000000138acf2ff0b5b68f480a5f35ece556b8c74e911cef08eacd20eef74a0f75ca7e44"
    "4f4e45030000003f00000073a52e7001000000000000000000000006000000000000000001000000"
    "000000000000f03f0001000000000000000000000000000000000000000000000000000000008d49"
    "eec6639d0b23ca3b5a8892e800177aaaacd3a4167ed33aff33dde51cc21f";

TEST(AttemptRecord, OfFormatOneNeedsNoPeople) {
    Bytes file;
    for (std::size_t at = 0; at < kFormatOne.size(); at += 2) {
        file.push_back(static_cast<std::uint8_t>(
            std::stoul(std::string(kFormatOne.substr(at, 2)), nullptr, 16)));
    }
    const Result<AttemptRecord> read = parseAttempt(file, "x");
    ASSERT_TRUE(read.ok()) << read.error().text;
    EXPECT_EQ(read->integrity, "");
    EXPECT_TRUE(read->complete);
    EXPECT_EQ(read->header.formatVersion, 1u);
    EXPECT_EQ(read->header.peopleHash, 0u);
    ASSERT_EQ(read->header.files.size(), 1u);
    EXPECT_EQ(read->header.files[0].text, "x");
    EXPECT_EQ(read->samples.size(), 1u);
    EXPECT_TRUE(checkPeople(read->header, 0).ok());
}

TEST(AttemptRecord, SaysWhichPeopleItNeeds) {
    const AttemptHeader header = sampleHeader();
    EXPECT_TRUE(checkPeople(header, 0x00c0ffee).ok());
    const Status none = checkPeople(header, 0);
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.error().text.find("./stipple patients"), std::string::npos);
    EXPECT_NE(none.error().text.find("0000000000c0ffee"), std::string::npos);
    const Status others = checkPeople(header, 0x1234);
    ASSERT_FALSE(others.ok());
    EXPECT_NE(others.error().text.find("0000000000c0ffee"), std::string::npos);
    EXPECT_NE(others.error().text.find("0000000000001234"), std::string::npos);
}

/// A file whose digests are all right, but whose payload of one chunk is `payload`.
Bytes craftedFile(ChunkType type, std::span<const std::uint8_t> payload) {
    ByteWriter prelude;
    prelude.raw(kMagic);
    prelude.u32(kFormatVersion);
    Bytes file(prelude.bytes().begin(), prelude.bytes().end());
    ChunkChain chain(preludeDigest(file));
    if (type != ChunkType::Header) {
        FieldWriter header;
        const AttemptHeader filled = sampleHeader();
        headerFields(header, filled);
        chain.append(file, ChunkType::Header, header.bytes());
    }
    chain.append(file, type, payload);
    return file;
}

TEST(AttemptRecord, LengthsInsideAPayloadAreNotBelieved) {
    // first tick 0, then four thousand million samples in no bytes
    const Bytes samples{0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff};
    EXPECT_TRUE(noticed(craftedFile(ChunkType::Samples, samples)));
    // a header whose second field claims to be a long text
    EXPECT_TRUE(noticed(craftedFile(ChunkType::Header, Bytes{1, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f})));
    EXPECT_TRUE(noticed(craftedFile(ChunkType::Mark, Bytes{})));
    EXPECT_TRUE(noticed(craftedFile(ChunkType::End, Bytes{0})));
    EXPECT_TRUE(noticed(craftedFile(ChunkType::Signature, Bytes(96))));
    EXPECT_TRUE(noticed(craftedFile(static_cast<ChunkType>(0x20202020), Bytes{})));
}

TEST(AttemptRecord, SamplesThatSkipATickAreNoticed) {
    FieldWriter payload;
    const SampleBlock block{.firstTick = 1, .samples = {samplePen(1)}};
    blockFields(payload, block);
    EXPECT_TRUE(noticed(craftedFile(ChunkType::Samples, payload.bytes())));
}

TEST(AttemptRecord, AnImpossibleTrackingStateIsNoticed) {
    FieldWriter payload;
    const SampleBlock block{.firstTick = 0, .samples = {samplePen(1)}};
    blockFields(payload, block);
    Bytes bytes(payload.bytes().begin(), payload.bytes().end());
    EXPECT_FALSE(noticed(craftedFile(ChunkType::Samples, bytes)));
    // tracking is byte 26 of a sample: 12 tip, 8 orientation, 6 needle, rate and buttons
    bytes[8 + 26] = 2;
    EXPECT_TRUE(noticed(craftedFile(ChunkType::Samples, bytes)));
}

TEST(AttemptRecord, AForgedScoreWithFreshDigestsFailsTheSignature) {
    // somebody raises the score and computes all digests anew, but does not have the key
    const TestFolder folder;
    const SigningKey key = sampleKey(folder.at(""));
    AttemptEnd end{.finalHash = 42, .signatureFollows = true, .score = sampleScore()};
    const auto fileWith = [&](const SignatureBytes* old, SignatureBytes* made) {
        ByteWriter prelude;
        prelude.raw(kMagic);
        prelude.u32(kFormatVersion);
        Bytes file(prelude.bytes().begin(), prelude.bytes().end());
        ChunkChain chain(preludeDigest(file));
        FieldWriter header;
        const AttemptHeader filled = sampleHeader();
        headerFields(header, filled);
        chain.append(file, ChunkType::Header, header.bytes());
        FieldWriter last;
        endFields(last, std::as_const(end));
        chain.append(file, ChunkType::End, last.bytes());
        AttemptSignature seal{.open = key.open, .signature = signDigest(key, chain.last())};
        if (made != nullptr) {
            *made = seal.signature;
        }
        if (old != nullptr) {
            seal.signature = *old;
        }
        FieldWriter sealed;
        signatureFields(sealed, std::as_const(seal));
        chain.append(file, ChunkType::Signature, sealed.bytes());
        return parseAttempt(file, "x").value();
    };
    SignatureBytes honest{};
    EXPECT_EQ(fileWith(nullptr, &honest).signature, Signed::Valid);
    end.score.total = 100.0;
    const AttemptRecord forged = fileWith(&honest, nullptr);
    EXPECT_EQ(forged.signature, Signed::Invalid);
    EXPECT_NE(forged.integrity, "");
}

TEST(AttemptRecord, MissingFilesAndOtherFilesAreRefusedInWords) {
    const TestFolder folder;
    EXPECT_FALSE(readAttempt(folder.at("none.stipple")).ok());
    const Result<AttemptRecord> other = parseAttempt(Bytes(100, 'x'), "b.stipple");
    ASSERT_FALSE(other.ok());
    EXPECT_EQ(other.error().text,
              "b.stipple: is not a Stipple attempt, or its first bytes are damaged");
}

TEST(RecordedPen, PlaysTheSamplesAndThenHoldsStill) {
    RecordedPen pen(parseAttempt(sampleFile(2, false), "x").value());
    EXPECT_FALSE(pen.finished());
    EXPECT_EQ(pen.sample(0), samplePen(0));
    EXPECT_FALSE(pen.finished());
    EXPECT_EQ(pen.sample(1), samplePen(1));
    EXPECT_TRUE(pen.finished());
    EXPECT_EQ(pen.sample(2), sim::PenSample{});
    EXPECT_EQ(pen.traits().name, "mouse");
}

} // namespace
} // namespace stipple::recording
