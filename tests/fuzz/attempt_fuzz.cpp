// Any bytes as an attempt file. Digests stop blind changes at the first chunk, so the same bytes
// are also tried as a chunk that is rightly wrapped: the first byte says which kind.

#include "training/recording/attempt_record.h"
#include "training/recording/chunk.h"
#include "training/recording/field_stream.h"
#include "training/recording/record_layout.h"

#include <cstdint>
#include <vector>

namespace {

using namespace stipple;
using namespace stipple::recording;

std::vector<std::uint8_t> wrapped(std::uint8_t kind, std::span<const std::uint8_t> payload) {
    ByteWriter prelude;
    prelude.raw(kMagic);
    prelude.u32(kFormatVersion);
    std::vector<std::uint8_t> file(prelude.bytes().begin(), prelude.bytes().end());
    ChunkChain chain(preludeDigest(file));
    if (kind % 5 != 0) {
        const AttemptHeader header;
        FieldWriter fields;
        headerFields(fields, header);
        chain.append(file, ChunkType::Header, fields.bytes());
    }
    if (kind % 5 == 4) {
        const AttemptEnd end{.signatureFollows = true, .score = {}};
        FieldWriter fields;
        endFields(fields, end);
        chain.append(file, ChunkType::End, fields.bytes());
    }
    constexpr ChunkType kKinds[] = {ChunkType::Header, ChunkType::Samples, ChunkType::Mark,
                                    ChunkType::End, ChunkType::Signature};
    chain.append(file, kKinds[kind % 5], payload);
    return file;
}

void check(std::span<const std::uint8_t> file) {
    const Result<AttemptRecord> record = parseAttempt(file, "fuzz");
    if (!record.ok()) {
        STIPPLE_ASSERT(!record.error().text.empty(), "a refusal says why");
        return;
    }
    STIPPLE_ASSERT(record->samples.size() <= file.size() / sizeof(sim::PenSample),
                   "there are no more samples than fit into the file");
    STIPPLE_ASSERT(record->signature != Signed::Invalid || !record->integrity.empty(),
                   "a bad signature is said in words");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span<const std::uint8_t> bytes(data, size);
    check(bytes);
    if (!bytes.empty()) {
        check(wrapped(bytes[0], bytes.subspan(1)));
    }
    return 0;
}
