#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/layered_quadrature.h"
#include "engine/sim/plate_contact.h"

#include <algorithm>

namespace stipple::sim {

namespace {

constexpr std::size_t kShapeNodes = 16;
/// Where the part of the skin's surface that goes with the cosine is told nearest to the axis, over
/// the reach of the places.
constexpr double kNearAxis = 0.2;

/// Radii of the rings, as cosines lie: narrow at the rims, where the pressure rises. Without an
/// opening only towards the outer rim.
std::vector<double> ringEdges(double opening, std::size_t rings) {
    std::vector<double> edges;
    const auto count = static_cast<double>(rings);
    for (std::size_t k = 0; k <= rings; ++k) {
        const double share = static_cast<double>(k) / count;
        edges.push_back(opening > 0.0
                            ? opening + (1.0 - opening) * 0.5 * (1.0 - fixedCos(kPi * share))
                            : fixedSin(0.5 * kPi * share));
    }
    edges.front() = opening;
    edges.back() = 1.0;
    return edges;
}

void addSectors(PlateShape& shape) {
    const std::size_t sectors = shape.grid.sectors;
    const auto count = static_cast<double>(sectors);
    for (std::size_t l = 0; l < sectors; ++l) {
        const double angle = kPi * (static_cast<double>(l) + 0.5) / count;
        shape.cosine.push_back(fixedCos(angle));
        for (std::size_t m = 0; m < sectors; ++m) {
            const double share = (m == 0 ? 1.0 : 2.0) / count;
            shape.turn.push_back(fixedSqrt(share) * fixedCos(static_cast<double>(m) * angle));
        }
    }
}

/// Integrals of J_m(k r) r over the rings, from those from the axis to their edges.
void addRings(PlateShape& shape, double wave) {
    const std::size_t rings = shape.grid.rings, harmonics = shape.grid.sectors;
    std::vector<double> order(harmonics), moment(harmonics), before(harmonics, 0.0);
    const std::size_t first = shape.ring.size();
    shape.ring.resize(first + harmonics * rings);
    for (std::size_t k = 0; k <= rings; ++k) {
        fixedBessel(wave * shape.edge[k], order, moment);
        for (std::size_t m = 0; m < harmonics; ++m) {
            if (k > 0) {
                shape.ring[first + m * rings + k - 1] = (moment[m] - before[m]) / (wave * wave);
            }
            before[m] = moment[m];
        }
    }
}

void addPlaces(PlateShape& shape, double wave) {
    std::array<double, 2> order{}, moment{};
    for (const double radius : shape.placeRadius) {
        fixedBessel(wave * radius, order, moment);
        shape.place.push_back(order[0]);
    }
    for (const double radius : shape.slopeRadius) {
        fixedBessel(wave * radius, order, moment);
        shape.place.push_back(order[1] / radius);
    }
}

void addBeside(PlateShape& shape, double wave) {
    std::array<double, 2> order{}, moment{};
    for (const double radius : {1.0, 1.0 + kBesideRim}) {
        fixedBessel(wave * radius, order, moment);
        shape.beside.insert(shape.beside.end(), order.begin(), order.end());
    }
}

} // namespace

PlateShape plateShape(double openingShare, const PlateGrid& grid) {
    STIPPLE_ASSERT(openingShare >= 0.0 && openingShare < 0.951 && grid.rings >= 2 &&
                       grid.sectors >= 2,
                   "a plate has a face");
    PlateShape shape;
    shape.opening = openingShare;
    shape.grid = grid;
    shape.edge = ringEdges(openingShare, grid.rings);
    for (std::size_t i = 0; i < grid.rings; ++i) {
        const double r1 = shape.edge[i], r2 = shape.edge[i + 1];
        shape.area.push_back((r2 * r2 - r1 * r1) / 2.0);
        shape.firstMoment.push_back((r2 * r2 * r2 - r1 * r1 * r1) / 3.0);
        shape.second.push_back((r2 * r2 * r2 * r2 - r1 * r1 * r1 * r1) / 4.0);
    }
    addSectors(shape);
    const double reach = openingShare > 0.0 ? openingShare : 1.0;
    for (std::size_t s = 0; s < kSkinPlaces; ++s) {
        const double square = static_cast<double>(s) / static_cast<double>(kSkinPlaces - 1);
        shape.placeRadius[s] = reach * fixedSqrt(square);
        shape.slopeRadius[s] = reach * fixedSqrt(std::max(square, kNearAxis * kNearAxis));
    }
    // sixteen nodes take what swings by twelve; near 0 the flexibility of a deep solid changes fast
    for (const QuadratureNode& node :
         gaussPanels(growingEdges(0.5, 12.0, grid.waveReach), kShapeNodes)) {
        shape.wave.push_back(node.place);
        shape.weight.push_back(node.weight * node.place);
        addRings(shape, node.place);
        addPlaces(shape, node.place);
        addBeside(shape, node.place);
    }
    return shape;
}

} // namespace stipple::sim
