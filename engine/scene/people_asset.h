#pragma once

#include "engine/base/result.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::scene {

/// The people asset: everybody who can be a patient, made once by the importer (assets/import) from
/// a morphable body and read by the program. Format: assets/import/README.md.
///
/// Body frame: metres, x to the person's left, y up, z forward, upright, eyes closed.
///
/// The cage is a neutral adult: equal shares of both sexes and three ancestries, young, of average
/// build, lids shut. The morphs are told from the package's own body instead, as MakeHuman means
/// them; the morph "neutral" leads from that body to the cage. So a person is
///     cage + (-1) * "neutral" + weights of sex, age, ancestry, build and closed lids + face shape
/// with weights of ancestry times sex times age that sum to 1, likewise sex times age times build.

/// Layout of the file; a reader refuses every other.
inline constexpr std::uint32_t kPeopleFormat = 1;

/// Displacement of one cage point at full weight.
struct MorphDelta {
    std::uint32_t point = 0;
    glm::vec3 delta_m{0.0f};
};

/// A named change of shape; linear in its weight.
struct BodyMorph {
    std::string name;               ///< "macrodetails/caucasian-female-young"
    std::vector<MorphDelta> deltas; ///< rising point numbers, without zeros
};

/// A surface finer than the cage. Its points are weighted means of cage points, so it follows every
/// morph; its vertices are points with an atlas place, and a point on a seam has several.
struct BodySurface {
    std::vector<std::uint32_t> stencilFirst; ///< per point and one more: offsets into the next two
    std::vector<std::uint32_t> stencilCage;
    std::vector<float> stencilWeight; ///< those of a point sum to 1
    std::vector<std::uint32_t> point; ///< per vertex
    std::vector<glm::vec2> atlas;     ///< per vertex, 0..1, y down; empty for eyes and lashes
    /// Per vertex: the body's own unfolding, 0..1. One smooth sheet for face, scalp and upper neck
    /// and another for the trunk. Zones are drawn in it.
    std::vector<glm::vec2> sheet;
    std::vector<std::uint8_t> sheetOf;                   ///< per vertex: number of the sheet
    std::vector<std::array<std::uint32_t, 3>> triangles; ///< of vertices, counter-clockwise outside
};

inline constexpr double kWholeBarycentric = 65535.0; ///< a corner's whole weight

/// Where the texels of the atlas lie on `BodyPart::skin`. One entry per texel, row by row.
struct AtlasCells {
    std::uint32_t width = 0, height = 0;
    std::vector<std::uint32_t> triangle; ///< sim::kNone: no cell
    std::vector<std::array<std::uint16_t, 2>>
        barycentric; ///< of corners 1 and 2, / kWholeBarycentric
    /// The cell that a texel shows: itself for a cell; for a texel of the gutter around a chart the
    /// cell on the other side of the seam; sim::kNone where there is nothing.
    std::vector<std::uint32_t> source;
};

/// One part of the body that can be treated.
struct BodyPart {
    std::string id;                ///< "head", "hand", "abdomen"
    std::vector<glm::vec3> cage_m; ///< neutral adult between the sexes, ages and ancestries
    std::vector<BodyMorph> morphs; ///< sorted by name
    BodySurface skin;              ///< touched, and drawn in software: about 25,000 triangles
    BodySurface fineSkin;          ///< drawn where there is a graphics card; may be empty
    BodySurface eyes, lashes;      ///< drawn only; may be empty
    AtlasCells cells;
};

struct PeopleAsset {
    std::string origin; ///< where the shapes are from and under which licence, for the user
    std::vector<BodyPart> parts;
    std::uint64_t contentHash = 0; ///< of the file's bytes; records name it
};

/// Fails in a sentence that names the file and what is wrong with it (cut short, another format,
/// numbers out of range, checksum).
[[nodiscard]] Result<PeopleAsset> parsePeopleAsset(std::string_view bytes, const std::string& name);

[[nodiscard]] std::string writePeopleAsset(const PeopleAsset& asset);

[[nodiscard]] const BodyPart* findPart(const PeopleAsset& asset, std::string_view id);

/// Cage points after adding the morphs, metres. Fails on a morph that the part does not have.
struct MorphWeight {
    std::string name;
    float weight = 0.0f;
};
[[nodiscard]] Result<std::vector<glm::vec3>> morphedCage(const BodyPart& part,
                                                         const std::vector<MorphWeight>& weights);

/// Positions of a surface's points for a morphed cage, in the cage's frame.
[[nodiscard]] std::vector<glm::vec3> surfacePoints(const BodySurface& surface,
                                                   const std::vector<glm::vec3>& cage_m);

/// Unit normals of the points: area-weighted over all triangles that share a point, so that seams
/// of the atlas do not show.
[[nodiscard]] std::vector<glm::vec3> surfaceNormals(const BodySurface& surface,
                                                    const std::vector<glm::vec3>& points_m);

} // namespace stipple::scene
