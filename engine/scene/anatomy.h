#pragma once

#include "engine/base/result.h"
#include "engine/scene/people_asset.h"
#include "engine/sim/tissue_layers.h"

#include <glm/vec2.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::scene {

/// From where a landmark is seen: it is the first skin of the neutral body that a line of sight
/// meets. Front: x and y, seen from +z. Side: z and y, seen from +x. Below: x and z, seen from -y.
enum class LandmarkView : std::uint8_t { Front, Side, Below };

/// A named place on the neutral body, which every patient inherits.
struct Landmark {
    std::string id; ///< "subnasale"; mirrored ones get "_r" for the right side, "_l" for the left
    LandmarkView view = LandmarkView::Front;
    glm::vec2 at_mm{0.0f};
    bool mirrored = false; ///< given on the left (x > 0) and reflected to the right
    int line = 0;
};

/// A closed border through landmarks, drawn as a smooth curve on one sheet of the body.
struct ZoneRing {
    std::vector<std::string> landmarks;
    bool mirrored = false; ///< the same ring again with the landmarks of the other side
    bool hole = false;     ///< cut out of the rings before it
    /// Of `landmarks`, those that are moved `beyond_mm` out of the ring before the curve is drawn,
    /// so that it passes over the edge of the sheet and leaves no sliver there.
    std::vector<std::string> beyond;
    double beyond_mm = 0.0;
    int line = 0;
};

/// How the skin's lines of natural tension run in a region.
struct TensionLines {
    enum class Run : std::uint8_t {
        Unknown,
        Across,   ///< around the body: horizontal on somebody who stands
        Along,    ///< from head to feet; on a hand towards the fingers
        Parallel, ///< to the way from the first landmark of `of` to the second
        Around,   ///< in rings about the middle of the landmarks of `of`
        Away,     ///< in rays from there
    };
    Run run = Run::Unknown;
    /// Landmarks; of one that is on both sides without its side, the nearer one counts.
    std::vector<std::string> of;
    std::string source, grade;
};

/// What may be done in a region.
enum class RegionUse : std::uint8_t { Treated, NoGo, Other };

/// A zone or a mask. Later regions lie over earlier ones.
struct AnatomyRegion {
    std::string id; ///< zone id of scenes/tissues.toml for treated regions; "orbit", "vermilion"
    std::string label;
    std::string tissue; ///< zone id whose layers lie here; the same as `id` for treated regions
    RegionUse use = RegionUse::Other;
    std::string reason; ///< why a no-go region is one, for the trainee
    std::string source, grade;
    double area_cm2 = 0.0, areaSlack_cm2 = 0.0; ///< what anatomy leads to expect; 0: not stated
    TensionLines lines;
    std::vector<ZoneRing> rings;
};

/// scenes/anatomy/*.toml: the zones of one body part.
struct Anatomy {
    std::string file;      ///< as shown in problems
    std::string id, part;  ///< `part` names a BodyPart
    double blend_mm = 0.0; ///< width over which thickness changes from one region to the next
    std::string elsewhere; ///< tissue of the skin outside all regions
    std::vector<Landmark> landmarks;
    std::vector<AnatomyRegion> regions;
};

/// Fails on unknown keys and on rings that name an unknown landmark, with file and line.
[[nodiscard]] Result<Anatomy> parseAnatomy(std::string_view text, const std::string& name);

/// Regions and thickness for every texel of the part's atlas.
struct PaintedAnatomy {
    std::vector<std::uint8_t> region; ///< index into Anatomy::regions, kElsewhere or kNoCell
    /// Thickness of the skin and of the hypodermis at a cell over that of its own region's tissue:
    /// 1 inside, sliding towards the neighbour's within `blend_mm` of a border.
    std::vector<float> skinScale, fatScale;
};
inline constexpr std::uint8_t kElsewhere = 0xffU;
inline constexpr std::uint8_t kNoCell = 0xfeU;

/// Fails when a landmark meets no skin, a ring leaves its sheet, or the part is another one.
[[nodiscard]] Result<PaintedAnatomy>
paintAnatomy(const Anatomy& anatomy, const BodyPart& part,
             const std::map<std::string, sim::SkinZone>& tissues);

/// A place on the part's skin.
struct PlaceOnPart {
    std::uint32_t triangle = 0; ///< of BodyPart::skin
    glm::vec2 barycentric{0.0f};
    glm::vec2 sheet{0.0f};
    std::uint8_t sheetNumber = 0;
};
/// Where a landmark lies. A mirrored one is asked for by side: "gonion_l" is the person's left.
[[nodiscard]] Result<PlaceOnPart> placeOf(const Anatomy& anatomy, const BodyPart& part,
                                          std::string_view landmark);

/// Area of every region of the anatomy on a body of these points, cm2; the last entry is elsewhere.
[[nodiscard]] std::vector<double> regionAreas_cm2(const Anatomy& anatomy,
                                                  const PaintedAnatomy& painted,
                                                  const BodyPart& part,
                                                  const std::vector<glm::vec3>& points_m);

/// Straight distance of every texel's cell to the border of a region, metres: negative inside,
/// positive outside, and `reach_m` (or minus that) where the border is farther.
[[nodiscard]] std::vector<float> distanceToRegion_m(const PaintedAnatomy& painted,
                                                    const BodyPart& part,
                                                    const std::vector<glm::vec3>& points_m,
                                                    std::uint8_t region, float reach_m);

} // namespace stipple::scene
