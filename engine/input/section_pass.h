#pragma once

#include "engine/input/section_lines.h"

#include <cstdint>
#include <vector>

namespace stipple::input {

/// A line of a pass on a section, with its way on the skin.
struct SectionLine {
    std::vector<glm::vec2> path_m; ///< equal ways apart
    float length_m = 0.0f;
};

/// Whether a patch is a section of skin, and not a rectangle of the pad.
[[nodiscard]] inline bool isSection(const WorkPatch& patch) {
    return static_cast<bool>(patch.clearance_m);
}

/// The polyline with its points at equal ways on the skin, about a millimetre apart.
[[nodiscard]] SectionLine onSkin(const WorkPatch& patch, const std::vector<glm::vec2>& through_m);

/// Whether the straight way over the unfolded skin leaves the section by more than a little.
[[nodiscard]] bool leavesSection(const WorkPatch& patch, glm::vec2 from_m, glm::vec2 to_m);

/// Whether the straight way between two places of a section comes into a no-go area.
[[nodiscard]] bool crossesNoGo(const WorkPatch& patch, glm::vec2 from_m, glm::vec2 to_m);

/// The middle of a section: the place farthest from its border. Of a rectangle its centre.
[[nodiscard]] glm::vec2 heartOf(const WorkPatch& patch);

/// One pass of several over a section.
struct SectionPass {
    std::uint32_t pass = 0, passes = 0;
    std::uint32_t passesLeast = 0; ///< of the lesson
    float lead_deg = 0.0f;         ///< the direction in which the section is longest
    SectionWork work;
    bool edges = true; ///< goes along what must not be touched where straight lanes fall short
};

/// The lines of a pass, or its stamps as lines without length.
[[nodiscard]] std::vector<SectionLine> linesOfPass(const WorkPatch& patch, const SectionPass& pass);

} // namespace stipple::input
