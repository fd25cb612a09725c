#include "training/recording/chunk.h"

#include "engine/base/byte_stream.h"

#include <algorithm>

namespace stipple::recording {

namespace {

constexpr std::size_t kCheckedHead = 12; // type, sequence and length; the check follows

// The first four bytes of a digest over the head alone. Without it a flipped bit in a length would
// look like a file that was cut off, which is harmless; damage is not.
std::uint32_t headCheck(const Digest& previous, std::span<const std::uint8_t> head) {
    const Digest digest = chainDigest(previous, head.first(kCheckedHead));
    ByteReader reader(digest);
    return reader.u32();
}

} // namespace

std::string_view chunkName(ChunkType type) {
    switch (type) {
    case ChunkType::Header:
        return "header";
    case ChunkType::Samples:
        return "samples";
    case ChunkType::Mark:
        return "hash mark";
    case ChunkType::End:
        return "end";
    case ChunkType::Signature:
        return "signature";
    }
    return "unknown";
}

Digest preludeDigest(std::span<const std::uint8_t> prelude) {
    return chainDigest(Digest{}, prelude);
}

void ChunkChain::append(std::vector<std::uint8_t>& out, ChunkType type,
                        std::span<const std::uint8_t> payload) {
    ByteWriter chunk;
    chunk.u32(static_cast<std::uint32_t>(type));
    chunk.u32(sequence_++);
    chunk.u32(static_cast<std::uint32_t>(payload.size()));
    chunk.u32(headCheck(last_, chunk.bytes()));
    chunk.raw(payload);
    last_ = chainDigest(last_, chunk.bytes());
    chunk.raw(last_);
    out.insert(out.end(), chunk.bytes().begin(), chunk.bytes().end());
}

ReadChunk ChunkWalk::next() {
    ReadChunk chunk{.offset = at_, .payload = {}, .damage = {}};
    const std::span<const std::uint8_t> rest = file_.subspan(at_);
    if (rest.size() < kChunkHeadSize) {
        chunk.fate = rest.empty() ? ChunkFate::AtEnd : ChunkFate::CutOff;
        return chunk;
    }
    ByteReader head(rest);
    chunk.type = static_cast<ChunkType>(head.u32());
    chunk.sequence = head.u32();
    const std::uint32_t length = head.u32();
    const auto damaged = [&](const char* what) {
        chunk.fate = ChunkFate::Damaged;
        chunk.sequence = sequence_;
        chunk.damage = what;
        return chunk;
    };
    if (head.u32() != headCheck(last_, rest)) {
        return damaged("the check of its head does not match");
    }
    if (chunk.sequence != sequence_) {
        return damaged("its number is out of turn");
    }
    if (length > kLongestChunk) {
        return damaged("it claims more than 64 MiB");
    }
    if (rest.size() - kChunkHeadSize < std::size_t{length} + kDigestSize) {
        chunk.fate = ChunkFate::CutOff;
        return chunk;
    }
    const std::size_t digested = kChunkHeadSize + length;
    const Digest digest = chainDigest(last_, rest.first(digested));
    if (!std::ranges::equal(digest, rest.subspan(digested, kDigestSize))) {
        return damaged("its digest does not match");
    }
    chunk.fate = ChunkFate::Whole;
    chunk.payload = rest.subspan(kChunkHeadSize, length);
    last_ = digest;
    at_ += digested + kDigestSize;
    ++sequence_;
    return chunk;
}

} // namespace stipple::recording
