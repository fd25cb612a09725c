#pragma once

#include "engine/base/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace stipple::recording {

/// Ed25519 key of this station (libsodium).
struct SigningKey {
    std::array<std::uint8_t, 64> secret{};
    std::array<std::uint8_t, 32> open{};
};

using Digest = std::array<std::uint8_t, 32>;
using SignatureBytes = std::array<std::uint8_t, 64>;

/// Reads the station's key, or makes one (mode 0600) when there is none. Fails in words when the
/// folder cannot be written: the attempt is then kept unsigned, and says so.
[[nodiscard]] Result<SigningKey> stationKey(const std::string& path);

/// BLAKE2b-256 of `previous` followed by `bytes`: each chunk of a record names all before it.
[[nodiscard]] Digest chainDigest(const Digest& previous, std::span<const std::uint8_t> bytes);

[[nodiscard]] SignatureBytes signDigest(const SigningKey& key, const Digest& digest);
[[nodiscard]] bool verifyDigest(const std::array<std::uint8_t, 32>& open, const Digest& digest,
                                const SignatureBytes& signature);

[[nodiscard]] std::string hexOf(std::span<const std::uint8_t> bytes);

} // namespace stipple::recording
