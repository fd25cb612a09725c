// Any bytes as the content of a people asset, under a header that fits them so that the checksum
// does not shield the reader: a value that can be worked with or a reason, never a crash. Input
// that begins as an asset does is taken as it is, header and all.

#include "engine/base/byte_stream.h"
#include "engine/base/state_hash.h"
#include "engine/scene/people_asset.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace {

constexpr std::string_view kMagic = "STPEOPLE";

std::string withHeader(std::string_view content) {
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(content.data()),
                                              content.size());
    stipple::StateHash hash;
    stipple::mixAll(hash, bytes);
    stipple::ByteWriter header;
    header.u32(stipple::scene::kPeopleFormat);
    header.u64(content.size());
    header.u64(hash.value);
    std::string out(kMagic);
    out.append(header.bytes().begin(), header.bytes().end());
    return out.append(content);
}

void workWith(const stipple::scene::BodyPart& part) {
    std::vector<stipple::scene::MorphWeight> weights;
    for (const stipple::scene::BodyMorph& morph : part.morphs) {
        weights.push_back({morph.name, 0.5f});
    }
    const auto cage = stipple::scene::morphedCage(part, weights);
    if (!cage) {
        __builtin_trap();
    }
    for (const stipple::scene::BodySurface* surface :
         {&part.skin, &part.fineSkin, &part.eyes, &part.lashes}) {
        const auto points = stipple::scene::surfacePoints(*surface, *cage);
        if (stipple::scene::surfaceNormals(*surface, points).size() != points.size()) {
            __builtin_trap();
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto result = stipple::scene::parsePeopleAsset(
        text.starts_with(kMagic) ? std::string(text) : withHeader(text), "fuzz");
    // a refusal must say something
    if (!result && result.error().text.empty()) {
        __builtin_trap();
    }
    if (result) {
        for (const stipple::scene::BodyPart& part : result->parts) {
            workWith(part);
        }
    }
    return 0;
}
