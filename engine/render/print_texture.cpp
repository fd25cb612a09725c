#include "engine/render/print_texture.h"

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/render/mip_levels.h"

#define STB_TRUETYPE_IMPLEMENTATION
#define STBTT_STATIC
#include <stb/stb_truetype.h>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr float kTexel_m = 0.00005f;   // text stays crisp with the camera at 5 cm
constexpr float kLine_m = 0.00030f;    // a fine pen's line
constexpr float kLetter_m = 0.0044f;   // height of the font
constexpr float kLabelGap_m = 0.0012f; // between the outline and its name
constexpr float kCorner_m = 0.005f;    // longer strokes at the corners
constexpr std::uint32_t kMostTexels = 4096;
constexpr std::uint32_t kLevels = 6;
constexpr const char* kFontFile = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf";

struct Canvas {
    std::uint32_t width, height;
    std::vector<std::uint8_t>& ink;

    void fill(float left, float top, float right, float bottom, float dark) const {
        const auto edge = [](float value, std::uint32_t most) {
            return static_cast<std::uint32_t>(
                std::clamp(std::round(value), 0.0f, static_cast<float>(most)));
        };
        const auto byte = static_cast<std::uint8_t>(dark * 255.0f);
        for (std::uint32_t y = edge(top, height); y < edge(bottom, height); ++y) {
            for (std::uint32_t x = edge(left, width); x < edge(right, width); ++x) {
                std::uint8_t& texel = ink[std::size_t{y} * width + x];
                texel = std::max(texel, byte);
            }
        }
    }
};

struct Font {
    std::vector<std::uint8_t> file;
    stbtt_fontinfo info{};
    bool ready = false;
};

Font openFont() {
    Font font;
    Result<std::vector<std::uint8_t>> file = readBinaryFile(kFontFile);
    if (!file) {
        logWarning("{} The patches' names are not printed (Debian: fonts-inter).",
                   file.error().text);
        return font;
    }
    font.file = std::move(file).value();
    font.ready = stbtt_InitFont(&font.info, font.file.data(), 0) != 0;
    return font;
}

/// Width of a line in texels.
float lineWidth(const Font& font, const std::string& text, float scale) {
    float width = 0.0f;
    for (const char letter : text) {
        int advance = 0, bearing = 0;
        stbtt_GetCodepointHMetrics(&font.info, static_cast<unsigned char>(letter), &advance,
                                   &bearing);
        width += static_cast<float>(advance) * scale;
    }
    return width;
}

/// Writes one line with its baseline at `y`. Labels are plain ASCII names.
void writeLine(const Canvas& canvas, const Font& font, const std::string& text, float x, float y,
               float scale) {
    for (const char letter : text) {
        int advance = 0, bearing = 0, width = 0, height = 0, dx = 0, dy = 0;
        const int code = static_cast<unsigned char>(letter);
        stbtt_GetCodepointHMetrics(&font.info, code, &advance, &bearing);
        unsigned char* glyph =
            stbtt_GetCodepointBitmap(&font.info, scale, scale, code, &width, &height, &dx, &dy);
        for (int row = 0; row < height; ++row) {
            for (int column = 0; column < width; ++column) {
                const int tx = static_cast<int>(x) + dx + column,
                          ty = static_cast<int>(y) + dy + row;
                if (tx < 0 || ty < 0 || tx >= static_cast<int>(canvas.width) ||
                    ty >= static_cast<int>(canvas.height)) {
                    continue;
                }
                std::uint8_t& texel = canvas.ink[static_cast<std::size_t>(ty) * canvas.width +
                                                 static_cast<std::size_t>(tx)];
                texel = std::max(texel, glyph[row * width + column]);
            }
        }
        stbtt_FreeBitmap(glyph, nullptr);
        x += static_cast<float>(advance) * scale;
    }
}

void drawOutline(const Canvas& canvas, glm::vec2 low, glm::vec2 high, float texel_m) {
    const float line = std::max(2.0f, kLine_m / texel_m), corner = kCorner_m / texel_m;
    // a thin line all around, just outside the patch, and firm strokes at its corners
    canvas.fill(low.x - line, low.y - line, high.x + line, low.y, 0.55f);
    canvas.fill(low.x - line, high.y, high.x + line, high.y + line, 0.55f);
    canvas.fill(low.x - line, low.y, low.x, high.y, 0.55f);
    canvas.fill(high.x, low.y, high.x + line, high.y, 0.55f);
    for (const float x : {low.x, high.x}) {
        for (const float y : {low.y, high.y}) {
            const float sx = x == low.x ? 1.0f : -1.0f, sy = y == low.y ? 1.0f : -1.0f;
            const float ox = x - sx * 2.0f * line, oy = y - sy * 2.0f * line;
            canvas.fill(std::min(ox, ox + sx * corner), std::min(oy, y),
                        std::max(ox, ox + sx * corner), std::max(oy, y), 1.0f);
            canvas.fill(std::min(ox, x), std::min(oy, oy + sy * corner), std::max(ox, x),
                        std::max(oy, oy + sy * corner), 1.0f);
        }
    }
}

void drawLabel(const Canvas& canvas, const Font& font, const PrintedPatch& patch, glm::vec2 low,
               glm::vec2 high, float texel_m) {
    const float scale = stbtt_ScaleForPixelHeight(&font.info, kLetter_m / texel_m);
    int ascent = 0, descent = 0, gap = 0;
    stbtt_GetFontVMetrics(&font.info, &ascent, &descent, &gap);
    const float above = static_cast<float>(ascent) * scale,
                below = static_cast<float>(-descent) * scale;
    const float space = kLabelGap_m / texel_m;
    float baseline = low.y - space - below;
    if (baseline - above < 0.0f) { // no room above: inside, at the far edge
        baseline = low.y + space + above;
    }
    const float x = 0.5f * (low.x + high.x - lineWidth(font, patch.label, scale));
    writeLine(canvas, font, patch.label, x, baseline, scale);
}

} // namespace

PrintPicture drawPrint(std::span<const PrintedPatch> patches, glm::vec2 atlas_m) {
    PrintPicture picture;
    const float longest_m = std::max(atlas_m.x, atlas_m.y);
    const float texel_m = std::max(kTexel_m, longest_m / static_cast<float>(kMostTexels));
    // sizes divisible by every level's halving
    const auto texels = [&](float metres) {
        return std::clamp(static_cast<std::uint32_t>(metres / texel_m / 64.0f + 0.5f) * 64U, 64U,
                          kMostTexels);
    };
    picture.size = {texels(atlas_m.x), texels(atlas_m.y)};
    picture.levels.emplace_back(std::size_t{picture.size.width} * picture.size.height);
    const Canvas canvas{picture.size.width, picture.size.height, picture.levels[0]};
    const glm::vec2 scale(static_cast<float>(canvas.width), static_cast<float>(canvas.height));
    const Font font = patches.empty() ? Font{} : openFont();
    for (const PrintedPatch& patch : patches) {
        drawOutline(canvas, patch.uvLow * scale, patch.uvHigh * scale, texel_m);
        if (font.ready) {
            drawLabel(canvas, font, patch, patch.uvLow * scale, patch.uvHigh * scale, texel_m);
        }
    }
    gpu::Extent size = picture.size;
    for (std::uint32_t level = 1; level < kLevels; ++level) {
        picture.levels.push_back(halved(picture.levels.back(), size, 1));
        size = {size.width / 2, size.height / 2};
    }
    return picture;
}

} // namespace stipple::render
