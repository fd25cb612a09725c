#pragma once

#include "engine/sim/pen_pose.h"
#include "engine/sim/skin_cells.h"
#include "engine/sim/skin_mesh.h"
#include "engine/sim/skin_state.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace stipple::render {

/// A needle that leans from its root: where its tip is, from where it would be if it were straight.
struct BentLook {
    std::uint32_t needle = 0xffffffffU; ///< number of it; none has this
    glm::vec2 aside_m{0.0f};            ///< pen frame
    float higher_m = 0.0f;

    bool operator==(const BentLook&) const = default;
};

/// How the pen looks now. Filled by the app from the device and the last sample.
struct PenLook {
    std::vector<glm::vec2> needles_m; ///< in the plate, pen frame
    float plateRadius_m = 0.0045f;
    float needleDiameter_m = 0.00025f;
    BentLook bent = {};
    float needleOut_m = 0.0f; ///< how far the needles stand out of the plate at this moment
    bool motor = false;
    bool visible = true;
    // of a roller; no radius: a pen. needles_m then is the drum's surface laid flat, and the
    // needles are always out
    float drumRadius_m = 0.0f, drumWidth_m = 0.0f;
    float drumAngle_rad = 0.0f; ///< rolled since the beginning, towards +Y of the pen frame
};

/// The dent that the plate makes, so that the picture shows what the contact computed.
struct Dent {
    glm::vec3 centre_m{0.0f}, normal{0.0f, 1.0f, 0.0f};
    float depth_m = 0.0f, radius_m = 0.0f;
};

/// Where the pen will land: a ring and a cross on the skin under a hovering plate.
struct LandingMark {
    glm::vec3 centre_m{0.0f}, normal{0.0f, 1.0f, 0.0f};
    float radius_m = 0.0f; ///< 0: no mark
};

/// A coverage map laid over the skin: one value per skin cell, 0..1 along the ramp, negative =
/// nothing there. Hatched below `thin` and above `over`, so that it is readable without colours.
struct SkinOverlay {
    std::span<const float> value;
    float thin = 0.0f, over = 1.0f;
    std::uint32_t revision = 0; ///< grows when the values change
};

/// A mark printed on the pad: a patch outline with its name.
struct PrintedPatch {
    glm::vec2 uvLow{0.0f}, uvHigh{0.0f}; ///< atlas box
    std::string label;
};

struct RoomLightLook {
    glm::vec3 direction{0.0f, 1.0f, 0.0f}; ///< unit, towards the light
    glm::vec3 radiance{1.0f};
};

/// What a person has and a pad has not. All of it must outlive the renderer.
struct PersonLook {
    /// 4 bytes per texel of the cells' atlas: melanin, blood (both square-root coded), oil, hair;
    /// and slope u, slope v, cavity, translucency. As scene::SkinAppearance says.
    std::span<const std::uint8_t> pigment, relief;
    const sim::SkinMesh* fineSkin = nullptr; ///< drawn instead of the touched mesh on a real GPU
    const sim::SkinMesh* eyes = nullptr;     ///< may be null
    const sim::SkinMesh* lashes = nullptr;   ///< may be null
};

/// A person's skin as it looks now where that is no longer as PersonLook has it: the same bytes.
struct SkinLook {
    std::span<const std::uint8_t> pigment, relief;
    std::uint32_t revision = 0; ///< another one when they change; 0: as in PersonLook
};

/// Regions painted over the skin for a look at the anatomy: one number per skin cell, hatched from
/// 128 on; 0xfe and 0xff are left as they are.
struct RegionPaint {
    std::span<const std::uint8_t> region; ///< empty: no paint
};

/// What never changes while a scene is shown; uploaded once.
struct StaticScene {
    const sim::SkinMesh* mesh = nullptr;
    const sim::SkinCells* cells = nullptr;
    const PersonLook* person = nullptr; ///< null: the pad on its tray
    RegionPaint regions;
    std::vector<PrintedPatch> patches;
    RoomLightLook key, fill;
    glm::vec3 room{0.3f};      ///< ambient radiance
    float trayHeight_m = 0.0f; ///< y of the tray
};

/// What is drawn in one frame. Read only.
struct RenderScene {
    const sim::SkinState* skin = nullptr;
    sim::PenPose pen;
    PenLook penLook;
    Dent dent;
    LandingMark landing;
    SkinOverlay overlay;
    SkinLook look;
    float supportHand_pct = 0.0f; ///< strain of the support hand; 0 = no hand
    glm::vec3 supportPull{0.0f};  ///< way of its pull, to either end; 0: not told
    float keyShare = 1.0f;        ///< of the key light that is on; 0 = a dim room
};

} // namespace stipple::render
