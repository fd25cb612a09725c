#pragma once

#include "engine/base/result.h"
#include "engine/sim/sim_model.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::scene {

/// A marked patch of the pad with the tissue of one zone.
struct PadPatch {
    std::string zone;         ///< id of a tissue in scenes/tissues.toml, "forehead"
    std::string label;        ///< printed on the pad
    glm::vec2 centre_m{0.0f}; ///< x, z on the pad
    glm::vec2 size_m{0.0f};
    /// Of the lines of tension, as sim/skin_pull.h tells directions; 0: not known.
    std::uint8_t lines_deg = 0;
};

/// Where the camera starts and what it orbits.
struct CameraStart {
    glm::vec3 target_m{0.0f};
    float distance_m = 0.0f, azimuth_deg = 0.0f, elevation_deg = 0.0f, fieldOfView_deg = 0.0f;
};

/// A light of the room; `kind` is "key", "fill" or "room".
struct RoomLight {
    std::string kind;
    glm::vec3 direction{0.0f, 1.0f, 0.0f}; ///< unit, towards the light
    glm::vec3 radiance{0.0f};              ///< linear RGB
};

/// scenes/practice_pad.toml: a gently domed pad on a tray.
struct PadScene {
    std::string id, label;
    glm::vec2 size_m{0.0f};     ///< along x and z
    float dome_m = 0.0f;        ///< height of the middle above the rim
    float rimHeight_m = 0.0f;   ///< of the rim above the tray
    float cellSpacing_m = 0.0f; ///< at most 0.0005
    float meshSpacing_m = 0.0f;
    std::string tissues, needling; ///< paths of data files from the data root
    std::string surroundingTissue; ///< tissue of the pad outside the patches
    std::vector<PadPatch> patches;
    CameraStart camera;
    std::vector<RoomLight> lights;
};

[[nodiscard]] Result<PadScene> parsePadScene(std::string_view text, const std::string& name);

/// Tissue by zone id, from scenes/tissues.toml.
[[nodiscard]] Result<std::map<std::string, sim::SkinZone>> parseTissues(std::string_view text,
                                                                        const std::string& name);

[[nodiscard]] Result<sim::NeedlingParameters> parseNeedling(std::string_view text,
                                                            const std::string& name);

/// A device file, of kind "pen" or "roller".
[[nodiscard]] Result<sim::PenDevice> parsePenDevice(std::string_view text, const std::string& name);

/// Height of the pad's surface above the tray at x, z; y of the skin frame.
[[nodiscard]] float padHeight_m(const PadScene& scene, float x_m, float z_m);

/// The finished model. Fails when a patch names an unknown tissue, lies off the pad or overlaps.
[[nodiscard]] Result<std::unique_ptr<sim::SimModel>>
buildPadModel(const PadScene& scene, const std::map<std::string, sim::SkinZone>& tissues,
              const sim::NeedlingParameters& needling, std::vector<sim::PenDevice> pens);

} // namespace stipple::scene
