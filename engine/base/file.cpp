#include "engine/base/file.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <unistd.h>

namespace stipple {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

template <class Buffer>
Result<Buffer> readAll(const std::filesystem::path& path, std::size_t largest) {
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) {
        return fail("{}: is a folder, not a file", path.string());
    }
    const OpenFile file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        return fail("{}: cannot be opened ({})", path.string(), std::strerror(errno));
    }
    Buffer all;
    // what it holds now, so that large files are not moved while they grow
    if (const std::uintmax_t size = std::filesystem::file_size(path, code); !code) {
        all.reserve(static_cast<std::size_t>(std::min<std::uintmax_t>(size, largest)));
    }
    char part[65536];
    while (const std::size_t count = std::fread(part, 1, sizeof part, file.get())) {
        if (all.size() + count > largest) {
            return fail("{}: larger than {} MiB, which no file of Stipple is", path.string(),
                        largest >> 20U);
        }
        all.insert(all.end(), part, part + count);
    }
    if (std::ferror(file.get()) != 0) {
        return fail("{}: cannot be read ({})", path.string(), std::strerror(errno));
    }
    return all;
}

} // namespace

Result<std::string> readTextFile(const std::filesystem::path& path) {
    return readAll<std::string>(path, std::size_t{64} << 20U);
}

Result<std::vector<std::uint8_t>> readBinaryFile(const std::filesystem::path& path) {
    return readAll<std::vector<std::uint8_t>>(path, std::size_t{512} << 20U);
}

Status writeFileWhole(const std::filesystem::path& path, std::span<const std::uint8_t> bytes) {
    const std::filesystem::path part = path.string() + ".part";
    const auto failed = [&](const char* what) -> Status {
        const std::string reason = std::strerror(errno);
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        return fail("{}: {} ({}); free some space or choose another folder", path.string(), what,
                    reason);
    };
    {
        OpenFile file(std::fopen(part.c_str(), "wb"));
        if (!file) {
            return failed("cannot be written");
        }
        if (std::fwrite(bytes.data(), 1, bytes.size(), file.get()) != bytes.size() ||
            std::fflush(file.get()) != 0 || ::fsync(::fileno(file.get())) != 0) {
            return failed("could not be written completely");
        }
    }
    if (std::rename(part.c_str(), path.c_str()) != 0) {
        return failed("cannot be replaced");
    }
    return Done{};
}

Status writeFileWhole(const std::filesystem::path& path, std::string_view text) {
    return writeFileWhole(path, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

Status makeFolder(const std::filesystem::path& path) {
    std::error_code code;
    std::filesystem::create_directories(path, code);
    if (code) {
        return fail("{}: the folder cannot be made ({})", path.string(), code.message());
    }
    return Done{};
}

} // namespace stipple
