#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace stipple::input {

/// A point of the skin as a hand would feel it.
struct SurfacePoint {
    glm::vec3 position_m{0.0f};
    glm::vec3 normal{0.0f, 1.0f, 0.0f}; ///< unit
};

/// A pen that lies ready, as its operator knows it.
struct WorkPen {
    float needleCircle_m = 0.0f; ///< diameter of the circle that holds the needles
    std::uint16_t dialStep_um = 0, dialMin_um = 0, dialMax_um = 0;
    std::vector<std::uint16_t> strokeRates_dHz; ///< rising; none: turned by the hand
    bool roller = false; ///< needleCircle_m is the width of its lane, and it rolls one way only
};

/// One patch that an operator works on, with the settings that the lesson asks for: a rectangle of
/// the pad, or a section of a zone of any shape on curved skin.
/// Patch coordinates: u and v in metres from its centre, along the skin.
struct WorkPatch {
    std::string zone;
    glm::vec2 size_m{0.0f};
    std::function<SurfacePoint(glm::vec2 uv_m)> at; ///< also valid a little outside
    // of a section of skin; empty: all of the rectangle is worked, and there is no no-go about
    std::function<float(glm::vec2 uv_m)> clearance_m; ///< to its border; negative outside
    std::function<float(glm::vec2 uv_m)> noGo_m;      ///< to the nearest no-go; negative inside
    std::function<float(glm::vec2 uv_m)> orbit_m;     ///< to the orbital rim; negative inside
    bool besideNoGo = false;     ///< much of the section lies beside what must not be touched
    bool stamping = false;       ///< set down, lifted, moved on: no glide
    std::uint8_t pen = 0;        ///< index of a suitable pen
    std::uint16_t needle_um = 0; ///< right setting, on that pen's dial
    std::uint16_t needleLow_um = 0, needleHigh_um = 0; ///< what the lesson permits
    std::uint16_t needleMax_um = 0;                    ///< effective maximum of the zone
    std::uint16_t strokeRate_dHz = 0;
    std::uint16_t rateLow_dHz = 0, rateHigh_dHz = 0; ///< what the lesson permits
    /// Share of an operator's usual force: less where skin is thin over bone, and would bulge into
    /// the opening of the plate.
    float pressShare = 1.0f;
    std::uint8_t pull_deg = 0; ///< how the skin is best pulled, as sim/skin_pull.h; 0: not known
    std::uint32_t passes = 0;
    std::uint32_t passesLeast = 0; ///< of the lesson; for operators short of time
};

/// What a scripted operator needs to know of the room. Filled by the app.
struct WorkSurface {
    std::vector<WorkPatch> patches; ///< in the order of the lesson
    std::vector<WorkPen> pens;
    std::uint8_t unsuitablePen = 0; ///< one that no patch permits, if the lesson has such a pen
    /// Height of the tip plate's centre above the undeformed skin at a place for a contact force
    /// and a tilt; negative when it has to be pressed in.
    std::function<float(const glm::vec3& place_m, std::uint8_t pen, float force_N, float tilt_rad)>
        seatHeight_m;
    /// How far the skin reaches out beyond a place in a direction (unit); 0 when nothing is there.
    /// For ways over a head; empty on a pad.
    std::function<float(const glm::vec3& place_m, const glm::vec3& out)> reach_m;
    bool badCartridge = false; ///< the one that lies ready should be changed first
    float gelRadius_m = 0.0f;  ///< reach of a dab of gel; 0: two dabs do for a patch
    float timeLimit_s = 0.0f;
};

} // namespace stipple::input
