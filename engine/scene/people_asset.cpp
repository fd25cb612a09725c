#include "engine/scene/people_asset.h"

#include "engine/base/byte_stream.h"
#include "engine/base/state_hash.h"
#include "engine/scene/people_asset_limits.h"

#include <bit>
#include <cstring>
#include <span>
#include <type_traits>

namespace stipple::scene {

namespace {

constexpr std::string_view kMagic = "STPEOPLE";
constexpr std::size_t kHeaderBytes = 8 + 4 + 8 + 8;

std::uint64_t checksumOf(std::span<const std::uint8_t> bytes) {
    StateHash hash;
    mixAll(hash, bytes);
    return hash.value;
}

std::uint64_t contentHashOf(std::uint32_t format, std::uint64_t checksum, std::uint64_t size) {
    StateHash hash;
    mix(hash, std::uint64_t{format});
    mix(hash, checksum);
    mix(hash, size);
    return hash.value;
}

// One description of the layout for both directions: Fields is Writer or Reader.
struct Writer {
    ByteWriter out;

    void value(std::uint8_t& v) { out.u8(v); }
    void value(std::uint16_t& v) { out.u16(v); }
    void value(std::uint32_t& v) { out.u32(v); }
    void value(float& v) { out.f32(v); }
    void value(std::string& v) { out.text(v); }
    template <class T> void sized(std::vector<T>& list, std::size_t /*bytesEach*/) {
        out.u32(static_cast<std::uint32_t>(list.size()));
    }
};

struct Reader {
    ByteReader in;
    bool tooLong = false;

    void value(std::uint8_t& v) { v = in.u8(); }
    void value(std::uint16_t& v) { v = in.u16(); }
    void value(std::uint32_t& v) { v = in.u32(); }
    void value(float& v) { v = in.f32(); }
    void value(std::string& v) { v = in.text(4096); }
    // a length is believed only when so many bytes can still follow
    template <class T> void sized(std::vector<T>& list, std::size_t bytesEach) {
        const std::size_t count = in.u32();
        if (count > in.left() / bytesEach) {
            tooLong = true;
            list.clear();
            return;
        }
        list.resize(count);
    }
};

template <class Fields> void value(Fields& f, glm::vec2& v) {
    f.value(v.x);
    f.value(v.y);
}

template <class Fields> void value(Fields& f, glm::vec3& v) {
    f.value(v.x);
    f.value(v.y);
    f.value(v.z);
}

template <class Fields, class T, std::size_t N> void value(Fields& f, std::array<T, N>& v) {
    for (T& one : v) {
        f.value(one);
    }
}

/// Whether values of a type lie in memory as they do in the file.
template <class T>
constexpr bool
    kAsInFile = std::endian::native == std::endian::little &&
                (std::is_arithmetic_v<T> || std::is_same_v<T, glm::vec2> ||
                 std::is_same_v<T, glm::vec3> || std::is_same_v<T, std::array<std::uint16_t, 2>> ||
                 std::is_same_v<T, std::array<std::uint32_t, 3>> || std::is_same_v<T, MorphDelta>);
static_assert(sizeof(glm::vec2) == 8 && sizeof(glm::vec3) == 12 && sizeof(MorphDelta) == 16);

template <class Fields, class T> void list(Fields& f, std::vector<T>& values) {
    f.sized(values, sizeof(T));
    if constexpr (std::is_same_v<Fields, Reader> && kAsInFile<T>) {
        // tens of megabytes: one by one they would take a tenth of a second
        const std::span<const std::uint8_t> bytes = f.in.raw(values.size() * sizeof(T));
        if (!bytes.empty()) {
            std::memcpy(static_cast<void*>(values.data()), bytes.data(), bytes.size());
        }
    } else {
        for (T& one : values) {
            if constexpr (std::is_arithmetic_v<T>) {
                f.value(one);
            } else {
                value(f, one);
            }
        }
    }
}

template <class Fields> void value(Fields& f, MorphDelta& delta) {
    f.value(delta.point);
    value(f, delta.delta_m);
}

template <class Fields> void value(Fields& f, BodyMorph& morph) {
    f.value(morph.name);
    list(f, morph.deltas);
}

template <class Fields> void surface(Fields& f, BodySurface& s) {
    list(f, s.stencilFirst);
    list(f, s.stencilCage);
    list(f, s.stencilWeight);
    list(f, s.point);
    list(f, s.atlas);
    list(f, s.sheet);
    list(f, s.sheetOf);
    list(f, s.triangles);
}

template <class Fields> void cells(Fields& f, AtlasCells& c) {
    f.value(c.width);
    f.value(c.height);
    list(f, c.triangle);
    list(f, c.barycentric);
    list(f, c.source);
}

template <class Fields> void value(Fields& f, BodyPart& part) {
    f.value(part.id);
    list(f, part.cage_m);
    // a morph takes at least the lengths of its name and of its list
    f.sized(part.morphs, 8);
    for (BodyMorph& morph : part.morphs) {
        value(f, morph);
    }
    surface(f, part.skin);
    surface(f, part.fineSkin);
    surface(f, part.eyes);
    surface(f, part.lashes);
    cells(f, part.cells);
}

template <class Fields> void payload(Fields& f, PeopleAsset& asset) {
    f.value(asset.origin);
    f.sized(asset.parts, 8);
    for (BodyPart& part : asset.parts) {
        value(f, part);
    }
}

} // namespace

Result<PeopleAsset> parsePeopleAsset(std::string_view bytes, const std::string& name) {
    const std::span<const std::uint8_t> all(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                            bytes.size());
    if (bytes.size() < kHeaderBytes || bytes.substr(0, kMagic.size()) != kMagic) {
        return fail("{}: this is no people asset; make it anew with './stipple patients'", name);
    }
    ByteReader header(all.subspan(kMagic.size(), kHeaderBytes - kMagic.size()));
    const std::uint32_t format = header.u32();
    const std::uint64_t length = header.u64();
    const std::uint64_t checksum = header.u64();
    if (format != kPeopleFormat) {
        return fail("{}: format {} of the people asset, but this program reads format {}; make it "
                    "anew with './stipple patients'",
                    name, format, kPeopleFormat);
    }
    const std::span<const std::uint8_t> rest = all.subspan(kHeaderBytes);
    if (rest.size() != length) {
        return fail("{}: {} bytes instead of {}, the file was cut short or added to; make it anew "
                    "with './stipple patients'",
                    name, all.size(), kHeaderBytes + length);
    }
    if (checksumOf(rest) != checksum) {
        return fail("{}: the checksum does not fit, the file is damaged; make it anew with "
                    "'./stipple patients'",
                    name);
    }
    PeopleAsset asset;
    Reader reader{ByteReader(rest)};
    payload(reader, asset);
    if (reader.in.failed() || reader.tooLong || reader.in.left() != 0) {
        return fail("{}: a length in the people asset does not fit the file; make it anew with "
                    "'./stipple patients'",
                    name);
    }
    for (const BodyPart& part : asset.parts) {
        if (const Status good = checkPart(part); !good) {
            return fail("{}: part '{}': {}", name, part.id, good.error().text);
        }
    }
    asset.contentHash = contentHashOf(format, checksum, length);
    return asset;
}

std::string writePeopleAsset(const PeopleAsset& asset) {
    Writer writer;
    PeopleAsset copy = asset; // the layout takes references that a reader fills
    payload(writer, copy);
    const std::span<const std::uint8_t> body = writer.out.bytes();
    ByteWriter header;
    header.u32(kPeopleFormat);
    header.u64(body.size());
    header.u64(checksumOf(body));
    std::string out(kMagic);
    out.append(header.bytes().begin(), header.bytes().end());
    out.append(body.begin(), body.end());
    return out;
}

const BodyPart* findPart(const PeopleAsset& asset, std::string_view id) {
    for (const BodyPart& part : asset.parts) {
        if (part.id == id) {
            return &part;
        }
    }
    return nullptr;
}

} // namespace stipple::scene
