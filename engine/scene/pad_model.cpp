#include "engine/scene/pad_layout.h"

#include "engine/base/data_file.h"
#include "engine/scene/shared_loop.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::scene {

namespace {

constexpr std::uint32_t kMostTriangles = 25000; // what software Vulkan draws fluently
constexpr std::uint32_t kMostCells = 4000000;

/// Height above the tray and its slopes along x and z.
struct Rise {
    double height_m, alongX, alongZ;
};

/// A dome that is level with the rim along all four edges: rim + dome (1 - s^2)(1 - t^2) with
/// s and t from -1 to 1 across the pad.
Rise riseAt(const PadScene& scene, double x_m, double z_m) {
    const double halfX = static_cast<double>(scene.size_m.x) / 2.0;
    const double halfZ = static_cast<double>(scene.size_m.y) / 2.0;
    const double dome = static_cast<double>(scene.dome_m);
    const double s = std::clamp(x_m / halfX, -1.0, 1.0);
    const double t = std::clamp(z_m / halfZ, -1.0, 1.0);
    return {static_cast<double>(scene.rimHeight_m) + dome * (1.0 - s * s) * (1.0 - t * t),
            dome * (-2.0 * s / halfX) * (1.0 - t * t), dome * (1.0 - s * s) * (-2.0 * t / halfZ)};
}

glm::vec3 normalOf(const Rise& rise) {
    const double length = std::sqrt(rise.alongX * rise.alongX + 1.0 + rise.alongZ * rise.alongZ);
    return {static_cast<float>(-rise.alongX / length), static_cast<float>(1.0 / length),
            static_cast<float>(-rise.alongZ / length)};
}

/// Coordinate of step `i` of `count` across `size_m`, 0 in the middle. Mirrored steps give the
/// same bits with the other sign.
double across(double i, std::uint32_t count, float size_m) {
    return (2.0 * i - count) * (static_cast<double>(size_m) / (2.0 * count));
}

void addVertices(const PadScene& scene, std::uint32_t columns, std::uint32_t rows,
                 sim::SkinMesh& mesh) {
    for (std::uint32_t row = 0; row <= rows; ++row) {
        for (std::uint32_t column = 0; column <= columns; ++column) {
            const double x = across(column, columns, scene.size_m.x);
            const double z = across(row, rows, scene.size_m.y);
            const Rise rise = riseAt(scene, x, z);
            mesh.positions_m.emplace_back(static_cast<float>(x), static_cast<float>(rise.height_m),
                                          static_cast<float>(z));
            mesh.normals.push_back(normalOf(rise));
            mesh.uv.emplace_back(static_cast<float>(column) / static_cast<float>(columns),
                                 static_cast<float>(row) / static_cast<float>(rows));
        }
    }
}

/// Two triangles a square, their diagonal mirrored between the quarters so that the pad has no
/// handedness.
void addTriangles(std::uint32_t columns, std::uint32_t rows, sim::SkinMesh& mesh) {
    const std::uint32_t stride = columns + 1;
    for (std::uint32_t row = 0; row < rows; ++row) {
        for (std::uint32_t column = 0; column < columns; ++column) {
            const std::uint32_t farLeft = row * stride + column, farRight = farLeft + 1;
            const std::uint32_t nearLeft = farLeft + stride, nearRight = nearLeft + 1;
            const bool left = 2 * column < columns, far = 2 * row < rows;
            if (left == far) {
                mesh.triangles.push_back({farLeft, nearLeft, nearRight});
                mesh.triangles.push_back({farLeft, nearRight, farRight});
            } else {
                mesh.triangles.push_back({farLeft, nearLeft, farRight});
                mesh.triangles.push_back({farRight, nearLeft, nearRight});
            }
        }
    }
}

/// An edge as seen from one triangle; corners in rising order so that both sides sort together.
struct Edge {
    std::uint32_t low, high, triangle, side;
};

void joinNeighbours(sim::SkinMesh& mesh) {
    std::vector<Edge> edges;
    edges.reserve(mesh.triangles.size() * 3);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::uint32_t side = 0; side < 3; ++side) {
            const std::uint32_t a = mesh.triangles[t][side], b = mesh.triangles[t][(side + 1) % 3];
            edges.push_back({std::min(a, b), std::max(a, b), t, side});
        }
    }
    // the triangle's number makes every key different, so the order is the same everywhere
    std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
        return std::array{a.low, a.high, a.triangle} < std::array{b.low, b.high, b.triangle};
    });
    mesh.neighbours.assign(mesh.triangles.size(), {sim::kNone, sim::kNone, sim::kNone});
    for (std::size_t i = 1; i < edges.size(); ++i) {
        const Edge& a = edges[i - 1];
        const Edge& b = edges[i];
        if (a.low == b.low && a.high == b.high) {
            mesh.neighbours[a.triangle][a.side] = b.triangle;
            mesh.neighbours[b.triangle][b.side] = a.triangle;
        }
    }
}

/// Whether a place lies in a patch; the near and right edges belong to what comes after.
bool inside(const PadPatch& patch, double x_m, double z_m) {
    const auto within = [](double value, float centre, float size) {
        const double half = static_cast<double>(size) / 2.0;
        return value >= static_cast<double>(centre) - half &&
               value < static_cast<double>(centre) + half;
    };
    return within(x_m, patch.centre_m.x, patch.size_m.x) &&
           within(z_m, patch.centre_m.y, patch.size_m.y);
}

std::uint8_t zoneAt(const PadScene& scene, double x_m, double z_m) {
    for (std::size_t i = 0; i < scene.patches.size(); ++i) {
        if (inside(scene.patches[i], x_m, z_m)) {
            return static_cast<std::uint8_t>(i);
        }
    }
    return static_cast<std::uint8_t>(scene.patches.size());
}

/// One cell per atlas texel, at the texel's middle on the true dome. The area of a cell is the
/// mean over the patches, where it is used to judge.
void addCells(const PadScene& scene, std::uint32_t columns, std::uint32_t rows,
              sim::SkinCells& cells) {
    cells.width = columns;
    cells.height = rows;
    double stretchSum = 0.0, steepest = 0.0;
    std::uint32_t judged = 0;
    for (std::uint32_t row = 0; row < rows; ++row) {
        for (std::uint32_t column = 0; column < columns; ++column) {
            const double x = across(column + 0.5, columns, scene.size_m.x);
            const double z = across(row + 0.5, rows, scene.size_m.y);
            const Rise rise = riseAt(scene, x, z);
            const std::uint8_t zone = zoneAt(scene, x, z);
            const double steep = std::max(std::fabs(rise.alongX), std::fabs(rise.alongZ));
            steepest = std::max(steepest, steep);
            if (zone < scene.patches.size()) {
                stretchSum +=
                    std::sqrt(1.0 + rise.alongX * rise.alongX + rise.alongZ * rise.alongZ);
                ++judged;
            }
            cells.zone.push_back(zone);
            cells.lines_deg.push_back(zone < scene.patches.size() ? scene.patches[zone].lines_deg
                                                                  : std::uint8_t{0});
            cells.position_m.emplace_back(static_cast<float>(x), static_cast<float>(rise.height_m),
                                          static_cast<float>(z));
            cells.normal.push_back(normalOf(rise));
        }
    }
    if (std::count(cells.lines_deg.begin(), cells.lines_deg.end(), 0) ==
        static_cast<std::ptrdiff_t>(cells.lines_deg.size())) {
        cells.lines_deg.clear(); // nowhere known
    }
    const double spacing = static_cast<double>(scene.cellSpacing_m);
    const double stretch = judged > 0 ? stretchSum / judged : 1.0;
    cells.spacing_m = static_cast<float>(spacing * std::sqrt(1.0 + steepest * steepest));
    cells.area_m2 = static_cast<float>(spacing * spacing * stretch);
}

/// Patches first, in the scene's order; then the surrounding tissue, which is not treated.
Result<std::vector<sim::SkinZone>> zonesOf(const PadScene& scene,
                                           const std::map<std::string, sim::SkinZone>& tissues) {
    std::vector<sim::SkinZone> zones;
    const auto add = [&](const std::string& id) -> Status {
        const auto found = tissues.find(id);
        if (found == tissues.end()) {
            return fail("scene '{}': tissue '{}' is not in {}", scene.id, id, scene.tissues);
        }
        zones.push_back(found->second);
        return Done{};
    };
    for (const PadPatch& patch : scene.patches) {
        if (Status status = add(patch.zone); !status) {
            return status.error();
        }
        if (!zones.back().treatable) {
            return fail("scene '{}': the patch '{}' has the tissue of a zone that is not treated",
                        scene.id, patch.zone);
        }
    }
    if (Status status = add(scene.surroundingTissue); !status) {
        return status.error();
    }
    zones.back().treatable = false;
    return zones;
}

} // namespace

std::uint32_t wholeSteps(float length_m, float step_m) {
    if (!(step_m > 0.0F) || !(length_m > 0.0F)) {
        return 0;
    }
    const double step = static_cast<double>(step_m);
    const double steps = std::round(static_cast<double>(length_m) / step);
    const double rest_m = static_cast<double>(length_m) - steps * step;
    return steps < 1e6 && std::fabs(rest_m) < 1e-6 ? static_cast<std::uint32_t>(steps) : 0;
}

std::string gridProblem(const PadScene& scene) {
    const std::uint32_t cellsX = wholeSteps(scene.size_m.x, scene.cellSpacing_m);
    const std::uint32_t cellsZ = wholeSteps(scene.size_m.y, scene.cellSpacing_m);
    if (cellsX == 0 || cellsZ == 0) {
        return "the size is not a whole number of cells";
    }
    if (std::uint64_t{cellsX} * cellsZ > kMostCells) {
        return fmt::format("more than {} cells", kMostCells);
    }
    const std::uint32_t squaresX = wholeSteps(scene.size_m.x, scene.meshSpacing_m);
    const std::uint32_t squaresZ = wholeSteps(scene.size_m.y, scene.meshSpacing_m);
    if (squaresX == 0 || squaresZ == 0) {
        return "the size is not a whole number of mesh squares";
    }
    if (std::uint64_t{squaresX} * squaresZ * 2 > kMostTriangles) {
        return fmt::format("{} triangles, at most {}", std::uint64_t{squaresX} * squaresZ * 2,
                           kMostTriangles);
    }
    if (scene.patches.empty() || scene.patches.size() >= 250) {
        return fmt::format("{} patches, must be 1 to 249", scene.patches.size());
    }
    return {};
}

std::string patchProblem(const PadScene& scene, std::size_t index) {
    const PadPatch& patch = scene.patches[index];
    constexpr double kSlack_m = 1e-6;
    for (int axis = 0; axis < 2; ++axis) {
        const double half = static_cast<double>(patch.size_m[axis]) / 2.0;
        const double from = static_cast<double>(patch.centre_m[axis]) - half;
        const double edge = static_cast<double>(scene.size_m[axis]) / 2.0;
        if (from < -edge - kSlack_m || from + 2.0 * half > edge + kSlack_m) {
            return fmt::format("patch '{}' lies off the pad", patch.zone);
        }
        const double spacing = static_cast<double>(scene.cellSpacing_m);
        const double steps = (from + edge) / spacing;
        if (std::fabs(steps - std::round(steps)) * spacing > kSlack_m ||
            wholeSteps(patch.size_m[axis], scene.cellSpacing_m) == 0) {
            return fmt::format("patch '{}' does not begin and end between two cells", patch.zone);
        }
    }
    for (std::size_t i = 0; i < index; ++i) {
        const PadPatch& other = scene.patches[i];
        if (other.zone == patch.zone) {
            return fmt::format("zone '{}' has two patches", patch.zone);
        }
        bool apart = false;
        for (int axis = 0; axis < 2; ++axis) {
            const double reach =
                static_cast<double>(patch.size_m[axis] + other.size_m[axis]) / 2.0 - kSlack_m;
            apart = apart || std::fabs(static_cast<double>(patch.centre_m[axis]) -
                                       static_cast<double>(other.centre_m[axis])) >= reach;
        }
        if (!apart) {
            return fmt::format("patch '{}' overlaps patch '{}'", patch.zone, other.zone);
        }
    }
    return {};
}

float padHeight_m(const PadScene& scene, float x_m, float z_m) {
    return static_cast<float>(
        riseAt(scene, static_cast<double>(x_m), static_cast<double>(z_m)).height_m);
}

Result<std::unique_ptr<sim::SimModel>>
buildPadModel(const PadScene& scene, const std::map<std::string, sim::SkinZone>& tissues,
              const sim::NeedlingParameters& needling, std::vector<sim::PenDevice> pens) {
    if (const std::string why = gridProblem(scene); !why.empty()) {
        return fail("scene '{}': {}", scene.id, why);
    }
    for (std::size_t i = 0; i < scene.patches.size(); ++i) {
        if (const std::string why = patchProblem(scene, i); !why.empty()) {
            return fail("scene '{}': {}", scene.id, why);
        }
    }
    Result<std::vector<sim::SkinZone>> zones = zonesOf(scene, tissues);
    if (!zones) {
        return zones.error();
    }
    if (pens.empty()) {
        return fail("scene '{}': no pen is given", scene.id);
    }

    auto model = std::make_unique<sim::SimModel>();
    model->zones = std::move(*zones);
    model->pens = std::move(pens);
    model->needling = needling;
    const std::uint32_t columns = wholeSteps(scene.size_m.x, scene.meshSpacing_m);
    const std::uint32_t rows = wholeSteps(scene.size_m.y, scene.meshSpacing_m);
    addVertices(scene, columns, rows, model->mesh);
    addTriangles(columns, rows, model->mesh);
    joinNeighbours(model->mesh);
    addCells(scene, wholeSteps(scene.size_m.x, scene.cellSpacing_m),
             wholeSteps(scene.size_m.y, scene.cellSpacing_m), model->cells);
    sim::finishModel(*model, shareLoop<WorkPart>);
    return model;
}

} // namespace stipple::scene
