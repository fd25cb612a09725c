// Any bytes as a data file of kind "anatomy", and what it draws on a patch of skin: a value or a
// reason, never a crash.

#include "tests/unit/scene/anatomy_patch.h"

#include <cstddef>
#include <cstdint>

namespace {

using namespace stipple;

void trapUnless(bool good) {
    if (!good) {
        __builtin_trap();
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const scene::BodyPart patch = test::patchPart(20.0f);
    static const auto tissues = test::twoTissues();
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto anatomy = scene::parseAnatomy(text, "fuzz.toml");
    // a refusal must say something
    trapUnless(anatomy || !anatomy.error().text.empty());
    if (!anatomy) {
        return 0;
    }
    const auto painted = scene::paintAnatomy(*anatomy, patch, tissues);
    trapUnless(painted || !painted.error().text.empty());
    for (std::size_t texel = 0; painted && texel < painted->region.size(); ++texel) {
        const std::uint8_t region = painted->region[texel];
        trapUnless(region == scene::kNoCell || region == scene::kElsewhere ||
                   region < anatomy->regions.size());
        trapUnless(painted->skinScale[texel] > 0.0f && painted->fatScale[texel] > 0.0f);
    }
    return 0;
}
