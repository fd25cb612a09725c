#include "engine/render/chromophores.h"

#include <glm/common.hpp>
#include <glm/gtc/packing.hpp>

#include <array>
#include <cmath>
#include <cstring>

namespace stipple::render {
namespace {

constexpr std::size_t kBands = 31; // 400 to 700 nm in steps of 10
constexpr float kFirstBand_nm = 400.0f, kBand_nm = 10.0f;

// Molar extinction of haemoglobin with and without oxygen, 1/(cm M): S. Prahl, "Tabulated molar
// extinction coefficient for hemoglobin in water", Oregon Medical Laser Center, 1998.
constexpr std::array<float, kBands> kOxygenated{
    266232.0f, 466840.0f, 480360.0f, 246072.0f, 102580.0f, 62816.0f, 44480.0f, 33209.2f,
    26629.2f,  23684.4f,  20932.8f,  20035.2f,  24202.4f,  39956.8f, 53236.0f, 43016.0f,
    32613.2f,  44496.0f,  50104.0f,  14400.8f,  3200.0f,   1506.0f,  942.0f,   610.0f,
    442.0f,    368.0f,    319.6f,    294.0f,    277.6f,    276.0f,   290.0f};
constexpr std::array<float, kBands> kDeoxygenated{
    223296.0f, 303956.0f, 407560.0f, 528600.0f, 413280.0f, 103292.0f, 23388.8f, 16156.4f,
    14550.0f,  16684.0f,  20862.0f,  25773.6f,  31589.6f,  39036.4f,  46592.0f, 53412.0f,
    53788.0f,  45072.0f,  37020.0f,  28324.4f,  14677.2f,  9443.6f,   6509.6f,  5148.8f,
    4345.2f,   3750.12f,  3226.56f,  2795.12f,  2407.92f,  2051.96f,  1794.28f};

// Relative power of daylight: CIE standard illuminant D65 (ISO 11664-2), 400 to 700 nm.
constexpr std::array<float, kBands> kDaylight{
    82.75f,  91.49f,  93.43f,  86.68f,  104.86f, 117.01f, 117.81f, 114.86f,
    115.92f, 108.81f, 109.35f, 107.80f, 104.79f, 107.69f, 104.41f, 104.05f,
    100.00f, 96.33f,  95.79f,  88.69f,  90.01f,  89.60f,  87.70f,  83.29f,
    83.70f,  80.03f,  80.21f,  82.28f,  78.28f,  69.72f,  71.61f};

// Share of oxygenated haemoglobin between arterioles (0.97) and venules (0.6) of the skin, and 150
// g of haemoglobin of 64 500 g/mol in a litre: Prahl 1998; Jacques 2013, section 3.
constexpr float kSaturation = 0.8f, kHaemoglobin_M = 150.0f / 64500.0f, kLn10 = 2.303f;
// Thickness of the living epidermis that carries the melanin: S. Jacques, "Origins of tissue
// optical properties in the UVA, visible, and NIR regions", OSA TOPS 2 (1996): 60 um.
constexpr float kEpidermis_cm = 0.006f;
// Light crosses the thin layer on a path between straight (1) and wholly diffuse (2). Chosen once
// so that Jacques' melanin shares of light (1.3-6.3 %), moderately (11-16 %) and darkly pigmented
// adults (18-43 %) give their typology angles.
constexpr float kPathShare = 1.2f;
// Much blood fills also the loops of capillaries that rise from the dermis into the upper layer,
// under a thin horny layer: why lips are red. Share of blood beyond which they count. Both layers
// have as much of what is beyond: chosen once, so that lips are about as much darker and redder
// than their skin as they are measured to be.
constexpr float kLoopsFrom = 0.05f;
constexpr float kSkinIndex = 1.4f;

float bandOf(std::size_t i) {
    return kFirstBand_nm + kBand_nm * static_cast<float>(i);
}

float tableAt(const std::array<float, kBands>& table, float nm) {
    const float at = glm::clamp((nm - kFirstBand_nm) / kBand_nm, 0.0f, float{kBands - 1});
    const auto low = std::min(static_cast<std::size_t>(at), kBands - 2);
    return glm::mix(table[low], table[low + 1], at - static_cast<float>(low));
}

/// Tissue without pigment, 1/cm: Jacques 1996.
float baseline_cm(float nm) {
    return 0.244f + 85.3f * std::exp(-(nm - 154.0f) / 66.2f);
}

/// Inside of a melanosome, 1/cm: Jacques 1996.
float melanosome_cm(float nm) {
    return 6.6e11f * std::pow(nm, -3.33f);
}

float wholeBlood_cm(float nm) {
    return kLn10 * kHaemoglobin_M *
           (kSaturation * tableAt(kOxygenated, nm) +
            (1.0f - kSaturation) * tableAt(kDeoxygenated, nm));
}

/// Reduced scattering of skin, 1/cm: S. Jacques, "Optical properties of biological tissues: a
/// review", Phys. Med. Biol. 58 (2013), table 1, mean of skin: 46.0 (nm / 500)^-1.421.
float scattering_cm(float nm) {
    return 46.0f * std::pow(nm / 500.0f, -1.421f);
}

/// What a deep layer sends back: total diffuse reflectance of Jensen, Marschner, Levoy, Hanrahan,
/// "A practical model for subsurface light transport", Siggraph 2001, equation 15 of section 2.4.
float deepReflectance(float absorption, float scattering) {
    const float inside =
        -1.440f / (kSkinIndex * kSkinIndex) + 0.710f / kSkinIndex + 0.668f + 0.0636f * kSkinIndex;
    const float bounce = (1.0f + inside) / (1.0f - inside);
    const float share = scattering / (scattering + absorption);
    const float root = std::sqrt(3.0f * (1.0f - share));
    return 0.5f * share * (1.0f + std::exp(-4.0f / 3.0f * bounce * root)) * std::exp(-root);
}

/// Analytic colour matching functions of the CIE 1931 observer: C. Wyman, P.-P. Sloan, P. Shirley,
/// "Simple analytic approximations to the CIE XYZ color matching functions", JCGT 2 (2013).
float lobe(float nm, float middle, float below, float above) {
    const float t = (nm - middle) * (nm < middle ? below : above);
    return std::exp(-0.5f * t * t);
}

glm::vec3 observer(float nm) {
    return {
        0.362f * lobe(nm, 442.0f, 0.0624f, 0.0374f) + 1.056f * lobe(nm, 599.8f, 0.0264f, 0.0323f) -
            0.065f * lobe(nm, 501.1f, 0.0490f, 0.0382f),
        0.821f * lobe(nm, 568.8f, 0.0213f, 0.0247f) + 0.286f * lobe(nm, 530.9f, 0.0613f, 0.0322f),
        1.217f * lobe(nm, 437.0f, 0.0845f, 0.0278f) + 0.681f * lobe(nm, 459.0f, 0.0385f, 0.0725f)};
}

// The white of sRGB, and the matrices of IEC 61966-2-1.
constexpr glm::vec3 kD65{0.9505f, 1.0f, 1.0890f};

glm::vec3 linearOf(const glm::vec3& xyz) {
    return {3.2406f * xyz.x - 1.5372f * xyz.y - 0.4986f * xyz.z,
            -0.9689f * xyz.x + 1.8758f * xyz.y + 0.0415f * xyz.z,
            0.0557f * xyz.x - 0.2040f * xyz.y + 1.0570f * xyz.z};
}

/// What a layer sends back and lets through.
struct Layer {
    float reflected = 0.0f, through = 0.0f;
};

float belowReflectance(float bloodShare, float nm) {
    const float blood = bloodShare * wholeBlood_cm(nm) + (1.0f - bloodShare) * baseline_cm(nm);
    return deepReflectance(blood, scattering_cm(nm));
}

/// Blood in the upper layer where the skin holds this much in all.
float loopsOf(float bloodShare) {
    return std::max(0.0f, bloodShare - kLoopsFrom);
}

/// Kubelka-Munk.
Layer epidermis(float melaninShare, float loops, float nm) {
    const float scattering = scattering_cm(nm);
    const float melanin = melaninShare * melanosome_cm(nm) + loops * wholeBlood_cm(nm) +
                          std::max(0.0f, 1.0f - melaninShare - loops) * baseline_cm(nm);
    const float back = 0.75f * scattering;
    const float a = (back + kPathShare * melanin) / back, b = std::sqrt(a * a - 1.0f);
    const float along = b * back * kEpidermis_cm;
    const float sine = std::sinh(along), whole = a * sine + b * std::cosh(along);
    return {sine / whole, b / whole};
}

float together(const Layer& over, float below) {
    return over.reflected + over.through * over.through * below / (1.0f - over.reflected * below);
}

/// How much each band counts for each colour, and for white.
struct Observer {
    std::array<glm::vec3, kBands> weight{};
    glm::vec3 white{0.0f};
    Observer() {
        for (std::size_t i = 0; i < kBands; ++i) {
            weight[i] = observer(bandOf(i)) * kDaylight[i];
            white += weight[i];
        }
    }
    [[nodiscard]] glm::vec3 colourOf(const glm::vec3& seen) const {
        return glm::max(linearOf(seen / white * kD65), glm::vec3(0.0f));
    }
};

} // namespace

float skinReflectance(const SkinPigment& pigment, float nm) {
    return together(epidermis(pigment.melanin, loopsOf(pigment.blood), nm),
                    belowReflectance(pigment.blood, nm));
}

glm::vec3 skinAlbedo(const SkinPigment& pigment) {
    const Observer eye;
    glm::vec3 seen(0.0f);
    for (std::size_t i = 0; i < kBands; ++i) {
        seen += eye.weight[i] * skinReflectance(pigment, bandOf(i));
    }
    return eye.colourOf(seen);
}

glm::vec3 labOf(const glm::vec3& linear) {
    const glm::vec3 xyz{0.4124f * linear.x + 0.3576f * linear.y + 0.1805f * linear.z,
                        0.2126f * linear.x + 0.7152f * linear.y + 0.0722f * linear.z,
                        0.0193f * linear.x + 0.1192f * linear.y + 0.9505f * linear.z};
    const auto curve = [](float t) {
        return t > 0.008856f ? std::cbrt(t) : 7.787f * t + 16.0f / 116.0f;
    };
    const float x = curve(xyz.x / kD65.x), y = curve(xyz.y), z = curve(xyz.z / kD65.z);
    return {116.0f * y - 16.0f, 500.0f * (x - y), 200.0f * (y - z)};
}

float typologyAngle_deg(const glm::vec3& linear) {
    const glm::vec3 lab = labOf(linear);
    return std::atan2(lab.x - 50.0f, lab.z) * 57.29578f;
}

std::vector<std::uint8_t> drawChromophores() {
    const auto amount = [](std::uint32_t i, float most) {
        const float root = static_cast<float>(i) / static_cast<float>(kChromophoreSide - 1);
        return root * root * most;
    };
    // the upper layer without loops, and the deep one, once for every amount of their own pigment
    std::array<std::array<Layer, kBands>, kChromophoreSide> over{};
    std::array<std::array<float, kBands>, kChromophoreSide> below{};
    for (std::uint32_t i = 0; i < kChromophoreSide; ++i) {
        for (std::size_t band = 0; band < kBands; ++band) {
            over[i][band] = epidermis(amount(i, kMostMelanin), 0.0f, bandOf(band));
            below[i][band] = belowReflectance(amount(i, kMostBlood), bandOf(band));
        }
    }
    const Observer eye;
    std::vector<std::uint8_t> out;
    out.reserve(std::size_t{kChromophoreSide} * kChromophoreSide * 8);
    for (std::uint32_t row = 0; row < kChromophoreSide; ++row) {
        const float loops = loopsOf(amount(row, kMostBlood));
        for (std::uint32_t column = 0; column < kChromophoreSide; ++column) {
            glm::vec3 seen(0.0f);
            for (std::size_t band = 0; band < kBands; ++band) {
                const Layer upper =
                    loops > 0.0f ? epidermis(amount(column, kMostMelanin), loops, bandOf(band))
                                 : over[column][band];
                seen += eye.weight[band] * together(upper, below[row][band]);
            }
            const glm::vec3 albedo = eye.colourOf(seen);
            const std::array<std::uint16_t, 4> texel{
                glm::packHalf1x16(albedo.x), glm::packHalf1x16(albedo.y),
                glm::packHalf1x16(albedo.z), glm::packHalf1x16(1.0f)};
            std::array<std::uint8_t, 8> bytes{};
            std::memcpy(bytes.data(), texel.data(), bytes.size());
            out.insert(out.end(), bytes.begin(), bytes.end());
        }
    }
    return out;
}

} // namespace stipple::render
