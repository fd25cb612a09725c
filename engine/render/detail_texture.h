#pragma once

#include <cstdint>
#include <vector>

namespace stipple::render {

inline constexpr std::uint32_t kDetailTexels = 256;
inline constexpr std::uint32_t kDetailLevels = 6;

/// The fine relief of moulded skin, tiling: red and green slope (128 = flat), blue how high the
/// place lies, alpha 255. RGBA levels, full size first.
[[nodiscard]] std::vector<std::vector<std::uint8_t>> drawDetail();

/// The same for living skin: a net of fine lines between small fields, and pores.
[[nodiscard]] std::vector<std::vector<std::uint8_t>> drawSkinDetail();

/// Smooth noise of -1..1 over the plane, period `period` in x and y; the same everywhere.
[[nodiscard]] float tilingNoise(float x, float y, std::uint32_t period);

} // namespace stipple::render
