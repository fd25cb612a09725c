#include "training/recording/attempt_writer.h"

#include "training/recording/chunk.h"
#include "training/recording/record_layout.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace stipple::recording {

struct AttemptWriter::Open {
    int file = -1;
    std::string path;
    ChunkChain chain{Digest{}};
    SampleBlock pending;
    std::int64_t goodBytes = 0;  ///< whole chunks that are in the file
    std::optional<Error> broken; ///< once writing failed it stays failed

    Open() = default;
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    ~Open() {
        if (file >= 0) {
            ::close(file);
        }
    }
};

namespace {

std::vector<std::uint8_t> preludeBytes() {
    ByteWriter prelude;
    prelude.raw(kMagic);
    prelude.u32(kFormatVersion);
    return {prelude.bytes().begin(), prelude.bytes().end()};
}

std::string wordsOf(int reason) {
    switch (reason) {
    case ENOSPC:
    case EDQUOT:
        return "the disk is full";
    case EFBIG:
        return "the file reached the largest size that is allowed";
    default:
        return std::strerror(reason);
    }
}

} // namespace

AttemptWriter::AttemptWriter(std::unique_ptr<Open> open) : open_(std::move(open)) {}
AttemptWriter::AttemptWriter(AttemptWriter&&) noexcept = default;
AttemptWriter& AttemptWriter::operator=(AttemptWriter&&) noexcept = default;

namespace {

// All of `bytes` in one go where the system allows; false with errno set otherwise.
bool writeAll(int file, std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR) {
            return false;
        }
        bytes = bytes.subspan(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return true;
}

// Appends whole chunks. On failure the part that was written is taken back, so that the file ends
// with the last whole chunk.
template <class Open> Status append(Open& open, std::span<const std::uint8_t> bytes) {
    if (!writeAll(open.file, bytes)) {
        const int reason = errno;
        // if even this fails the reader still takes the torn chunk for what it is, a cut-off end
        const bool takenBack = ::ftruncate(open.file, open.goodBytes) == 0;
        open.broken =
            fail("{}: the attempt cannot be recorded any further ({}){}; free some space or "
                 "choose another folder",
                 open.path, wordsOf(reason),
                 takenBack ? ", what was recorded before stays readable" : "");
        return *open.broken;
    }
    open.goodBytes += static_cast<std::int64_t>(bytes.size());
#ifdef SYNC_FILE_RANGE_WRITE
    // asks the kernel to begin writing to the disk now, and does not wait for it
    static_cast<void>(::sync_file_range(open.file, 0, 0, SYNC_FILE_RANGE_WRITE));
#endif
    return Done{};
}

// Waits until the file is on the disk. Files that cannot be synchronised (a pipe) are fine.
template <class Open> Status settle(Open& open) {
    if (::fdatasync(open.file) != 0 && errno != EINVAL && errno != EROFS) {
        open.broken =
            fail("{}: the attempt did not reach the disk ({})", open.path, wordsOf(errno));
        return *open.broken;
    }
    return Done{};
}

template <class Open> void appendPending(Open& open, std::vector<std::uint8_t>& out) {
    if (open.pending.samples.empty()) {
        return;
    }
    FieldWriter payload;
    blockFields(payload, std::as_const(open.pending));
    open.chain.append(out, ChunkType::Samples, payload.bytes());
    open.pending.firstTick += static_cast<std::uint32_t>(open.pending.samples.size());
    open.pending.samples.clear();
}

} // namespace

AttemptWriter::~AttemptWriter() {
    if (open_ && !open_->broken) {
        std::vector<std::uint8_t> bytes;
        appendPending(*open_, bytes);
        // a destructor has nobody to tell; the reader sees that the attempt was not finished
        static_cast<void>(append(*open_, bytes));
    }
}

Result<AttemptWriter> AttemptWriter::create(const std::string& path, const AttemptHeader& header) {
    auto open = std::make_unique<Open>();
    open->path = path;
    FieldWriter payload;
    headerFields(payload, header);
    if (payload.failed() || payload.bytes().size() > kLongestChunk) {
        return fail("{}: the lesson's files are too large to be kept in an attempt (16 MiB each, "
                    "64 MiB together)",
                    path);
    }
    open->file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (open->file < 0) {
        return fail("{}: the attempt cannot be recorded ({}); choose another folder", path,
                    wordsOf(errno));
    }
    std::vector<std::uint8_t> bytes = preludeBytes();
    open->chain = ChunkChain(preludeDigest(bytes));
    open->chain.append(bytes, ChunkType::Header, payload.bytes());
    if (Status written = append(*open, bytes); !written) {
        return written.error();
    }
    if (Status settled = settle(*open); !settled) {
        return settled.error();
    }
    return AttemptWriter(std::move(open));
}

Status AttemptWriter::add(const sim::PenSample& sample) {
    STIPPLE_ASSERT(open_, "the attempt is not finished yet");
    if (open_->broken) {
        return *open_->broken;
    }
    open_->pending.samples.push_back(sample);
    if (open_->pending.samples.size() < kFlushTicks) {
        return Done{};
    }
    std::vector<std::uint8_t> bytes;
    appendPending(*open_, bytes);
    return append(*open_, bytes);
}

Status AttemptWriter::mark(const HashMark& mark) {
    STIPPLE_ASSERT(open_, "the attempt is not finished yet");
    if (open_->broken) {
        return *open_->broken;
    }
    // samples first: a mark speaks about ticks that the file already holds
    std::vector<std::uint8_t> bytes;
    appendPending(*open_, bytes);
    FieldWriter payload;
    markFields(payload, mark);
    open_->chain.append(bytes, ChunkType::Mark, payload.bytes());
    return append(*open_, bytes);
}

Status AttemptWriter::finish(const scoring::Score& score, std::uint64_t finalHash,
                             std::int64_t lostTicks, const std::optional<SigningKey>& key) {
    STIPPLE_ASSERT(open_, "the attempt is finished only once");
    const std::unique_ptr<Open> open = std::move(open_);
    if (open->broken) {
        return *open->broken;
    }
    std::vector<std::uint8_t> bytes;
    appendPending(*open, bytes);
    const AttemptEnd end{.tickCount = open->pending.firstTick,
                         .lostTicks = lostTicks,
                         .finalHash = finalHash,
                         .signatureFollows = key.has_value(),
                         .score = score};
    FieldWriter payload;
    endFields(payload, end);
    if (payload.failed() || payload.bytes().size() > kLongestChunk) {
        static_cast<void>(append(*open, bytes));
        return fail("{}: the score is too large to be recorded", open->path);
    }
    open->chain.append(bytes, ChunkType::End, payload.bytes());
    if (key) {
        const AttemptSignature seal{.open = key->open,
                                    .signature = signDigest(*key, open->chain.last())};
        FieldWriter sealed;
        signatureFields(sealed, seal);
        open->chain.append(bytes, ChunkType::Signature, sealed.bytes());
    }
    if (Status written = append(*open, bytes); !written) {
        return written;
    }
    return settle(*open);
}

} // namespace stipple::recording
