#include "engine/base/assert.h"
#include "engine/scene/patient_parts.h"

namespace stipple::scene {

namespace {

constexpr std::array<LesionWords, 13> kWords = {{
    {LesionKind::ActiveAcne, "active_acne", "Active acne",
     "Active acne: needling spreads the infection. Wait until it has healed."},
    {LesionKind::ColdSore, "cold_sore", "Cold sore",
     "Active herpes: needling spreads the virus. Treat another day, with antiviral cover."},
    {LesionKind::Eczema, "eczema", "Eczema",
     "Eczema: inflamed skin with a broken barrier. Leave it out."},
    {LesionKind::Psoriasis, "psoriasis", "Psoriasis",
     "Psoriasis: an injury can start a new plaque. Leave it out."},
    {LesionKind::OpenWound, "open_wound", "Open wound",
     "Open wound: needling carries germs into it. Wait until it has closed."},
    {LesionKind::Mole, "mole", "Mole",
     "Raised mole: never needle a mole; have a changing one looked at."},
    {LesionKind::IcePickScar, "ice_pick_scar", "Ice-pick scar", ""},
    {LesionKind::BoxcarScar, "boxcar_scar", "Boxcar scar", ""},
    {LesionKind::RollingScar, "rolling_scar", "Rolling scar", ""},
    {LesionKind::Wrinkle, "wrinkle", "Wrinkle", ""},
    {LesionKind::AgeSpot, "age_spot", "Age spot", ""},
    {LesionKind::Melasma, "melasma", "Melasma", ""},
    {LesionKind::Stria, "stria", "Stretch mark", ""},
}};

} // namespace

std::span<const LesionWords> allLesionWords() {
    return kWords;
}

const LesionWords& wordsOf(LesionKind kind) {
    for (const LesionWords& words : kWords) {
        if (words.kind == kind) {
            return words;
        }
    }
    STIPPLE_ASSERT(false, "every kind of lesion has its words");
    return kWords[0];
}

bool isNoGo(LesionKind kind) {
    return !wordsOf(kind).reason.empty();
}

std::string_view lesionName(LesionKind kind) {
    return wordsOf(kind).name;
}

std::string_view lesionLabel(LesionKind kind) {
    return wordsOf(kind).label;
}

} // namespace stipple::scene
