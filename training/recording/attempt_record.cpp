#include "training/recording/attempt_record.h"

#include "engine/base/file.h"
#include "training/recording/chunk.h"
#include "training/recording/record_layout.h"

#include <algorithm>

namespace stipple::recording {

namespace {

using Bytes = std::span<const std::uint8_t>;

Result<std::uint32_t> readPrelude(Bytes bytes, const std::string& name) {
    if (bytes.size() < kPreludeSize || !std::ranges::equal(bytes.first(kMagic.size()), kMagic)) {
        return fail("{}: is not a Stipple attempt, or its first bytes are damaged", name);
    }
    ByteReader reader(bytes.subspan(kMagic.size()));
    const std::uint32_t version = reader.u32();
    if (version == 0 || version > kFormatVersion) {
        return fail(
            "{}: is written in attempt format {}, and this Stipple reads formats 1 to {}; open "
            "it with the version of Stipple that wrote it, or a newer one",
            name, version, kFormatVersion);
    }
    return version;
}

Result<AttemptHeader> readHeader(ChunkWalk& walk, std::uint32_t version, const std::string& name) {
    const ReadChunk chunk = walk.next();
    if (chunk.fate == ChunkFate::AtEnd || chunk.fate == ChunkFate::CutOff) {
        return fail("{}: was cut off before the attempt began; nothing of it can be read", name);
    }
    if (chunk.fate == ChunkFate::Damaged) {
        return fail("{}: chunk 0 (header) at byte {} is damaged: {}", name, chunk.offset,
                    chunk.damage);
    }
    AttemptHeader header;
    header.formatVersion = version;
    FieldReader fields(chunk.payload, version);
    headerFields(fields, header);
    if (chunk.type != ChunkType::Header || !fields.finished()) {
        return fail("{}: chunk 0 at byte {} is not the header of an attempt", name, chunk.offset);
    }
    return header;
}

// Everything after the header. The first chunk that does not fit ends the reading: what stands
// before it is proven by its own digests, what comes after is not.
class BodyReader {
public:
    BodyReader(AttemptRecord& record, ChunkWalk& walk) : record_(record), walk_(walk) {}

    void readAll(std::size_t fileSize) {
        while (record_.integrity.empty() && !done_) {
            const ReadChunk chunk = walk_.next();
            if (chunk.fate == ChunkFate::Damaged) {
                found(chunk, chunk.damage);
            }
            if (chunk.fate != ChunkFate::Whole) {
                return; // ended without its end: complete stays false
            }
            take(chunk);
        }
        if (done_ && walk_.position() != fileSize) {
            record_.integrity =
                fmt::format("{} bytes that do not belong there follow the end of the attempt at "
                            "byte {}",
                            fileSize - walk_.position(), walk_.position());
        }
    }

private:
    void found(const ReadChunk& chunk, std::string_view what) {
        const bool unread = chunk.fate == ChunkFate::Damaged;
        record_.integrity = fmt::format(
            "chunk {}{} at byte {} is damaged: {}; the {} samples before it can be trusted",
            chunk.sequence, unread ? "" : fmt::format(" ({})", chunkName(chunk.type)), chunk.offset,
            what, record_.samples.size());
    }

    void take(const ReadChunk& chunk) {
        FieldReader fields(chunk.payload, record_.header.formatVersion);
        if (end_.signatureFollows) {
            takeSignature(chunk, fields);
            return;
        }
        switch (chunk.type) {
        case ChunkType::Samples:
            takeSamples(chunk, fields);
            return;
        case ChunkType::Mark:
            takeMark(chunk, fields);
            return;
        case ChunkType::End:
            takeEnd(chunk, fields);
            return;
        default:
            found(chunk, "a chunk of this kind does not belong there");
        }
    }

    void takeSamples(const ReadChunk& chunk, FieldReader& fields) {
        SampleBlock block;
        blockFields(fields, block);
        if (!fields.finished() || block.firstTick != record_.samples.size()) {
            found(chunk, "it holds no samples that continue those before");
            return;
        }
        record_.samples.insert(record_.samples.end(), block.samples.begin(), block.samples.end());
    }

    void takeMark(const ReadChunk& chunk, FieldReader& fields) {
        HashMark mark;
        markFields(fields, mark);
        const bool rising = record_.marks.empty() || mark.tick > record_.marks.back().tick;
        if (!fields.finished() || !rising || mark.tick > record_.samples.size()) {
            found(chunk, "its tick does not fit the samples before");
            return;
        }
        record_.marks.push_back(mark);
    }

    void takeEnd(const ReadChunk& chunk, FieldReader& fields) {
        endFields(fields, end_);
        if (!fields.finished() || end_.tickCount != record_.samples.size()) {
            end_.signatureFollows = false;
            found(chunk, "it does not fit the samples before");
            return;
        }
        endDigest_ = walk_.last();
        if (!end_.signatureFollows) {
            complete();
        }
    }

    void takeSignature(const ReadChunk& chunk, FieldReader& fields) {
        AttemptSignature seal;
        signatureFields(fields, seal);
        if (chunk.type != ChunkType::Signature || !fields.finished()) {
            found(chunk, "the signature was expected there");
            return;
        }
        complete();
        record_.signerKey = hexOf(seal.open);
        record_.signature = Signed::Valid;
        if (!verifyDigest(seal.open, endDigest_, seal.signature)) {
            record_.signature = Signed::Invalid;
            record_.integrity =
                fmt::format("the signature in chunk {} at byte {} does not fit the attempt",
                            chunk.sequence, chunk.offset);
        }
    }

    void complete() {
        record_.complete = true;
        record_.lostTicks = end_.lostTicks;
        record_.finalHash = end_.finalHash;
        record_.score = std::move(end_.score);
        done_ = true;
    }

    AttemptRecord& record_;
    ChunkWalk& walk_;
    AttemptEnd end_;
    Digest endDigest_{};
    bool done_ = false;
};

} // namespace

Result<AttemptRecord> parseAttempt(Bytes bytes, const std::string& name) {
    const Result<std::uint32_t> version = readPrelude(bytes, name);
    if (!version) {
        return version.error();
    }
    ChunkWalk walk(bytes, kPreludeSize, preludeDigest(bytes.first(kPreludeSize)));
    Result<AttemptHeader> header = readHeader(walk, *version, name);
    if (!header) {
        return header.error();
    }
    AttemptRecord record;
    record.header = std::move(header).value();
    BodyReader(record, walk).readAll(bytes.size());
    return record;
}

Status checkPeople(const AttemptHeader& header, std::uint64_t peopleHash) {
    if (header.peopleHash == 0 || header.peopleHash == peopleHash) {
        return Done{};
    }
    if (peopleHash == 0) {
        return fail("this attempt was made on a patient, and there are no patients on this "
                    "computer; './stipple patients' fetches them (people asset {:016x} is needed)",
                    header.peopleHash);
    }
    return fail("this attempt was made on a patient of people asset {:016x}, and this computer has "
                "{:016x}; make the patients anew with the version of Stipple that recorded it "
                "({})",
                header.peopleHash, peopleHash, header.softwareVersion);
}

Result<AttemptRecord> readAttempt(const std::string& path) {
    const Result<std::vector<std::uint8_t>> bytes = readBinaryFile(path);
    if (!bytes) {
        return bytes.error();
    }
    return parseAttempt(*bytes, path);
}

} // namespace stipple::recording
