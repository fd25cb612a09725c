#pragma once

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace stipple::render {

/// The two amounts that the colour of skin comes from.
struct SkinPigment {
    float melanin = 0.0f; ///< volume share of melanosomes in the epidermis, 0 .. 0.5
    /// volume share of whole blood in the dermis, 0 .. 0.2; beyond 0.05 it rises in capillary loops
    /// into the epidermis too, as in lips
    float blood = 0.0f;
};

/// Share of white light (D65) that comes back from the skin, linear sRGB. Surface gloss not
/// included.
///
/// Two layers: a thin epidermis that absorbs by melanin and scatters (Kubelka-Munk), on a deep
/// dermis that absorbs by blood (diffusion theory); loops of vessels in the epidermis absorb too.
/// Sources of every number in chromophores.cpp.
[[nodiscard]] glm::vec3 skinAlbedo(const SkinPigment& pigment);

/// The same at one wavelength, 400 .. 700 nm, for comparison with spectrometers.
[[nodiscard]] float skinReflectance(const SkinPigment& pigment, float wavelength_nm);

/// CIE L*, a*, b* (D65) of linear sRGB.
[[nodiscard]] glm::vec3 labOf(const glm::vec3& linear);

/// Individual typology angle of a colour, degrees: above 55 very light, 41 light, 28 intermediate,
/// 10 tan, -30 brown, below dark (Chardon 1991; Del Bino & Bernerd 2013).
[[nodiscard]] float typologyAngle_deg(const glm::vec3& linear);

/// Side of the table; columns melanin, rows blood, both square-root coded from 0 to kMost.
inline constexpr std::uint32_t kChromophoreSide = 64;
inline constexpr float kMostMelanin = 0.5f, kMostBlood = 0.2f;

/// `skinAlbedo` as RGBA of half floats, kChromophoreSide squared. A texel's middle holds the exact
/// value of its coordinate (column / (side - 1)), so that both ends can be reached.
[[nodiscard]] std::vector<std::uint8_t> drawChromophores();

} // namespace stipple::render
