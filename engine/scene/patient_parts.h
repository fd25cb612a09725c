#pragma once

#include "engine/base/result.h"
#include "engine/scene/patient.h"

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace stipple::scene {

// The steps of reading and building a patient, for the files patient_*.cpp alone.

/// How a kind of lesion is called, and why it must not be needled; empty when it may be.
struct LesionWords {
    LesionKind kind;
    std::string_view name, label, reason;
};
[[nodiscard]] std::span<const LesionWords> allLesionWords();
[[nodiscard]] const LesionWords& wordsOf(LesionKind kind);

/// The cells of a part on a patient's mesh: places, normals, areas, zones from the painted regions.
[[nodiscard]] sim::SkinCells patientCells(const BodyPart& part, const sim::SkinMesh& mesh,
                                          const Anatomy& anatomy, const PaintedAnatomy& painted);

/// Direction of the lines of tension at every cell of the part on a patient's mesh, as
/// sim::SkinCells::lines_deg has it.
[[nodiscard]] Result<std::vector<std::uint8_t>> tensionLines(const Anatomy& anatomy,
                                                             const PaintedAnatomy& painted,
                                                             const BodyPart& part,
                                                             const sim::SkinMesh& mesh);

/// Places all spots of all lesions on the mesh. The same patient gives the same spots.
[[nodiscard]] Result<std::vector<LesionSpot>> placeSpots(const Patient& patient,
                                                         const Anatomy& anatomy,
                                                         const BodyPart& part,
                                                         const sim::SkinMesh& mesh);

/// Gives the cells under no-go lesions zones of their own, which are added to `model`.
[[nodiscard]] Status markNoGoLesions(const Patient& patient, const std::vector<LesionSpot>& spots,
                                     sim::SimModel& model);

} // namespace stipple::scene
