#include "training/recording/signature.h"

#include "engine/base/file.h"

#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace stipple::recording {

namespace {

static_assert(crypto_sign_SECRETKEYBYTES == sizeof(SigningKey::secret));
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(SigningKey::open));
static_assert(crypto_sign_BYTES == sizeof(SignatureBytes));
static_assert(crypto_generichash_BYTES == sizeof(Digest));

constexpr std::string_view kKeyFirstLine = "stipple station key 1\n";
using Seed = std::array<std::uint8_t, crypto_sign_SEEDBYTES>;
constexpr std::size_t kKeyFileSize = kKeyFirstLine.size() + 2 * sizeof(Seed) + 1;

SigningKey keyOf(const Seed& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.open.data(), key.secret.data(), seed.data());
    return key;
}

Result<SigningKey> readKey(const std::string& path) {
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0) {
        return fail("{}: the station key cannot be looked at ({})", path, std::strerror(errno));
    }
    if ((info.st_mode & 077U) != 0) {
        return fail("{}: other users may read the station key; run 'chmod 600' on it", path);
    }
    Result<std::string> text = readTextFile(path);
    if (!text) {
        return text.error();
    }
    Seed seed{};
    std::size_t size = 0;
    const char* hex = text->c_str() + kKeyFirstLine.size();
    if (text->size() != kKeyFileSize || !text->starts_with(kKeyFirstLine) ||
        sodium_hex2bin(seed.data(), seed.size(), hex, 2 * seed.size(), nullptr, &size, nullptr) !=
            0 ||
        size != seed.size()) {
        return fail("{}: is not a station key; move it away and a new one is made", path);
    }
    const SigningKey key = keyOf(seed);
    sodium_memzero(seed.data(), seed.size());
    sodium_memzero(text->data(), text->size());
    return key;
}

bool writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(file, text.data(), text.size());
        if (count < 0 && errno != EINTR) {
            return false;
        }
        text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return ::fsync(file) == 0;
}

// The key is written beside its place and linked there: two programs that start at once end with
// the same key, and nobody ever reads half of one.
Status placeKey(const std::string& path, std::string_view text) {
    std::string part = path + ".XXXXXX";
    const int file = ::mkstemp(part.data()); // mode 0600
    if (file < 0) {
        return fail("{}: the station key cannot be written ({})", path, std::strerror(errno));
    }
    const bool written = writeAll(file, text);
    const int reason = errno;
    ::close(file);
    const bool linked = written && (::link(part.c_str(), path.c_str()) == 0 || errno == EEXIST);
    const int linkReason = errno;
    ::unlink(part.c_str());
    if (!linked) {
        return fail("{}: the station key cannot be written ({})", path,
                    std::strerror(written ? linkReason : reason));
    }
    return Done{};
}

Status makeKey(const std::string& path) {
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    if (!folder.empty()) {
        if (Status made = makeFolder(folder); !made) {
            return made;
        }
    }
    Seed seed{};
    randombytes_buf(seed.data(), seed.size());
    std::string text = std::string(kKeyFirstLine) + hexOf(seed) + "\n";
    Status placed = placeKey(path, text);
    sodium_memzero(seed.data(), seed.size());
    sodium_memzero(text.data(), text.size());
    return placed;
}

} // namespace

Result<SigningKey> stationKey(const std::string& path) {
    if (sodium_init() < 0) {
        return fail("the signing library found no source of random numbers");
    }
    std::error_code code;
    if (!std::filesystem::exists(path, code)) {
        if (Status made = makeKey(path); !made) {
            return made.error();
        }
    }
    return readKey(path);
}

Digest chainDigest(const Digest& previous, std::span<const std::uint8_t> bytes) {
    STIPPLE_ASSERT(sodium_init() >= 0, "libsodium starts");
    Digest digest{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, digest.size());
    crypto_generichash_update(&state, previous.data(), previous.size());
    crypto_generichash_update(&state, bytes.data(), bytes.size());
    crypto_generichash_final(&state, digest.data(), digest.size());
    return digest;
}

SignatureBytes signDigest(const SigningKey& key, const Digest& digest) {
    SignatureBytes signature{};
    crypto_sign_detached(signature.data(), nullptr, digest.data(), digest.size(),
                         key.secret.data());
    return signature;
}

bool verifyDigest(const std::array<std::uint8_t, 32>& open, const Digest& digest,
                  const SignatureBytes& signature) {
    return crypto_sign_verify_detached(signature.data(), digest.data(), digest.size(),
                                       open.data()) == 0;
}

std::string hexOf(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 15U];
    }
    return text;
}

} // namespace stipple::recording
