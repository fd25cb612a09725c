#pragma once

#include "training/recording/signature.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::recording {

/// Four letters, the first one in the lowest byte.
constexpr std::uint32_t fourLetters(std::string_view text) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value |= std::uint32_t{static_cast<unsigned char>(text[i])} << (8U * i);
    }
    return value;
}

enum class ChunkType : std::uint32_t {
    Header = fourLetters("HEAD"),
    Samples = fourLetters("SAMP"),
    Mark = fourLetters("MARK"),
    End = fourLetters("DONE"),
    Signature = fourLetters("SIGN"),
};
[[nodiscard]] std::string_view chunkName(ChunkType type); ///< "samples"; "unknown" for others

/// Starts every file. The high bit and the line ends reveal transfers that changed text.
inline constexpr std::array<std::uint8_t, 8> kMagic{0x89, 'S', 'T', 'I', 'P', 0x0d, 0x0a, 0x1a};
inline constexpr std::size_t kPreludeSize = 12;            ///< magic and format version
inline constexpr std::size_t kChunkHeadSize = 16;          ///< type, sequence, length, check
inline constexpr std::size_t kDigestSize = sizeof(Digest); ///< after each payload
inline constexpr std::uint32_t kLongestChunk = 64U << 20U; ///< bytes of one payload

/// The digest that the first chunk continues.
[[nodiscard]] Digest preludeDigest(std::span<const std::uint8_t> prelude);

/// Turns payloads into chunks, each tied to all before it.
class ChunkChain {
public:
    explicit ChunkChain(const Digest& start) : last_(start) {}

    /// Appends head, payload and digest to `out`.
    void append(std::vector<std::uint8_t>& out, ChunkType type,
                std::span<const std::uint8_t> payload);

    [[nodiscard]] const Digest& last() const { return last_; }

private:
    Digest last_;
    std::uint32_t sequence_ = 0;
};

/// Whole: checked and trusted. AtEnd: the bytes ended where a chunk could begin. CutOff: they
/// ended inside this chunk. Damaged: bytes are there, but not those that were written.
enum class ChunkFate { Whole, AtEnd, CutOff, Damaged };

struct ReadChunk {
    ChunkFate fate = ChunkFate::AtEnd;
    ChunkType type{};
    std::uint32_t sequence = 0;
    std::size_t offset = 0;                ///< of the head, from the start of the file
    std::span<const std::uint8_t> payload; ///< only when Whole
    std::string damage;                    ///< only when Damaged: what does not fit
};

/// Walks over the chunks of a file. After anything but Whole it stands still.
class ChunkWalk {
public:
    /// `offset` is where the first chunk begins in `file`.
    ChunkWalk(std::span<const std::uint8_t> file, std::size_t offset, const Digest& start)
        : file_(file), at_(offset), last_(start) {}

    [[nodiscard]] ReadChunk next();

    [[nodiscard]] const Digest& last() const { return last_; } ///< of the newest whole chunk
    [[nodiscard]] std::size_t position() const { return at_; }

private:
    std::span<const std::uint8_t> file_;
    std::size_t at_;
    Digest last_;
    std::uint32_t sequence_ = 0;
};

} // namespace stipple::recording
