#include "training/app/healing_look.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stipple::app {

namespace {

/// A complaint reaches a little over the edge of its spot.
constexpr float kReach = 1.5f;
constexpr std::size_t kSteps = 64;
constexpr std::uint8_t kFlat = 128;

constexpr std::array<std::pair<scene::LesionKind, sim::Complaint>, sim::kComplaintCount> kKnown{{
    {scene::LesionKind::BoxcarScar, sim::Complaint::BoxcarScar},
    {scene::LesionKind::RollingScar, sim::Complaint::RollingScar},
    {scene::LesionKind::IcePickScar, sim::Complaint::IcePickScar},
    {scene::LesionKind::Stria, sim::Complaint::Stria},
    {scene::LesionKind::Melasma, sim::Complaint::Melasma},
}};

/// What is likely gone of a complaint, by the response from 0 to 1 that the dose has got.
struct Improved {
    float fullDepth_m = 0.0f;
    std::array<float, kSteps + 1> gone{};

    [[nodiscard]] float at(const sim::PlaceDose& dose) const {
        const float deep = std::clamp(dose.depth_m / fullDepth_m, 0.0f, 1.0f);
        const float response = deep * std::clamp(dose.density, 0.0f, 1.0f);
        return gone[static_cast<std::size_t>(response * float{kSteps} + 0.5f)];
    }
};

template <class Gone> Improved improvedBy(float fullDepth_m, const Gone& gone) {
    Improved out{fullDepth_m, {}};
    for (std::size_t k = 0; k <= kSteps; ++k) {
        const float response = static_cast<float>(k) / float{kSteps};
        out.gone[k] =
            std::clamp(gone(sim::PlaceDose{fullDepth_m, response, response, 0.0f}), 0.0f, 1.0f);
    }
    return out;
}

/// Of each complaint, and last of lines.
std::array<Improved, sim::kComplaintCount + 1> allImproved(const sim::HealingParameters& healing,
                                                           const LookChange& change) {
    std::array<Improved, sim::kComplaintCount + 1> out;
    for (std::size_t k = 0; k < sim::kComplaintCount; ++k) {
        out[k] = improvedBy(healing.improvements[k].fullDepth_m, [&](const sim::PlaceDose& dose) {
            return sim::improvement(healing, static_cast<sim::Complaint>(k), dose, change.course,
                                    change.time_s)
                .likely;
        });
    }
    out.back() = improvedBy(healing.fineLines.fullDepth_m, [&](const sim::PlaceDose& dose) {
        return sim::fineLineGrades(healing, dose, change.course, change.time_s).likely /
               healing.fineLinesWhole;
    });
    return out;
}

std::uint8_t mixed(std::uint8_t from, std::uint8_t to, float share) {
    const auto one = static_cast<float>(from), other = static_cast<float>(to);
    return static_cast<std::uint8_t>(one + (other - one) * share + 0.5f);
}

/// A square-root coded amount times a factor.
std::uint8_t darker(std::uint8_t code, float factor) {
    return static_cast<std::uint8_t>(
        std::min(255.0f, static_cast<float>(code) * std::sqrt(factor) + 0.5f));
}

} // namespace

const sim::Complaint* complaintOf(scene::LesionKind kind) {
    const auto* at = std::find_if(kKnown.begin(), kKnown.end(),
                                  [kind](const auto& one) { return one.first == kind; });
    return at == kKnown.end() ? nullptr : &at->second;
}

Result<LookBefore> lookBefore(const PatientScene& person) {
    LookBefore out;
    scene::Patient without = person.patient;
    for (scene::Lesion& lesion : without.lesions) {
        const bool improves =
            complaintOf(lesion.kind) != nullptr || lesion.kind == scene::LesionKind::Wrinkle;
        lesion.strength = improves ? 0.0f : lesion.strength;
    }
    for (const auto& [patient, skin] : {std::pair{&person.patient, &out.skin},
                                        std::pair{&std::as_const(without), &out.without}}) {
        auto painted = scene::paintAppearance(*patient, person.built, person.anatomy, *person.part);
        if (!painted) {
            return painted.error();
        }
        *skin = std::move(painted).value();
    }
    const sim::SimModel& model = *person.built.model;
    out.complaint.assign(sim::cellCount(model.cells), kLinesHere);
    std::vector<std::uint32_t> near;
    for (const scene::LesionSpot& spot : person.built.spots) {
        const sim::Complaint* complaint = complaintOf(person.patient.lesions[spot.lesion].kind);
        if (complaint == nullptr) {
            continue;
        }
        near.clear();
        sim::cellsWithin(model.cells, model.grid, spot.position_m, kReach * spot.radius_m, near);
        for (const std::uint32_t cell : near) {
            out.complaint[cell] = static_cast<std::uint8_t>(*complaint);
        }
    }
    return out;
}

void renewLook(const LookBefore& before, const sim::SkinCells& cells,
               const sim::HealingParameters& healing, const LookChange& change, HealedLook& look) {
    ++look.revision;
    look.pigment = before.skin.pigment;
    look.relief = before.skin.relief;
    const auto improved = allImproved(healing, change);
    const float dark = healing.markDarkness * sim::markLeft(healing, change.time_s);
    for (std::uint32_t texel = 0; texel < sim::cellCount(cells); ++texel) {
        const std::uint32_t cell = sim::shownCell(cells, texel);
        if (cell == sim::kNone || !(change.doses[cell].redness > 0.0f)) {
            continue;
        }
        const std::uint8_t complaint = before.complaint[cell];
        const bool lines = complaint == kLinesHere;
        const Improved& by = improved[lines ? sim::kComplaintCount : complaint];
        const float gone = by.at(change.doses[cell]);
        const std::size_t at = std::size_t{texel} * 4;
        for (std::size_t k = 0; k < 3; ++k) {
            look.pigment[at + k] =
                mixed(look.pigment[at + k], before.without.pigment[at + k], gone);
            // lines are on everybody's skin: they go flat and open instead
            const std::uint8_t smooth = k < 2 ? kFlat : std::uint8_t{255};
            look.relief[at + k] =
                mixed(look.relief[at + k], lines ? smooth : before.without.relief[at + k], gone);
        }
        look.pigment[at] = darker(look.pigment[at], 1.0f + dark * change.marks[cell]);
    }
}

render::SkinLook lookOf(const HealedLook& look) {
    return look.pigment.empty() ? render::SkinLook{}
                                : render::SkinLook{look.pigment, look.relief, look.revision};
}

} // namespace stipple::app
