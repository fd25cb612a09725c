#include "engine/scene/anatomy_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::scene {

namespace {

constexpr std::uint32_t kBoxes = 96;    // of the finder, along each side of the sheets
constexpr std::uint32_t kSlabs = 48;    // of a ring, along v
constexpr std::size_t kCurveSteps = 12; // from one landmark to the next

double lengthOf(const glm::dvec2& v) {
    return std::sqrt(v.x * v.x + v.y * v.y);
}

std::uint32_t boxOf(double value, double low, double size, std::uint32_t count) {
    const double at = size > 0.0 ? (value - low) / size * static_cast<double>(count) : 0.0;
    if (!(at > 0.0)) {
        return 0;
    }
    return at < static_cast<double>(count) ? static_cast<std::uint32_t>(at) : count - 1;
}

std::array<glm::dvec2, 3> sheetCorners(const BodySurface& skin, std::uint32_t triangle) {
    std::array<glm::dvec2, 3> corner;
    for (std::size_t i = 0; i < 3; ++i) {
        corner[i] = glm::dvec2(skin.sheet[skin.triangles[triangle][i]]);
    }
    return corner;
}

bool holdsPoint(const std::array<glm::dvec2, 3>& corner, const glm::dvec2& at) {
    bool left = true, right = true; // the sheet may be a mirror image
    for (std::size_t i = 0; i < 3; ++i) {
        const double side = crossOf(corner[i] - at, corner[(i + 1) % 3] - at);
        left = left && side >= 0.0;
        right = right && side <= 0.0;
    }
    return left || right;
}

/// Sheet units for a metre of skin in a triangle.
double unitsPerMetre(const NeutralBody& body, std::uint32_t triangle) {
    const BodySurface& skin = body.part->skin;
    std::array<glm::dvec3, 3> corner;
    for (std::size_t i = 0; i < 3; ++i) {
        corner[i] = glm::dvec3(body.points_m[skin.point[skin.triangles[triangle][i]]]);
    }
    const glm::dvec3 a = corner[1] - corner[0], b = corner[2] - corner[0];
    const glm::dvec3 normal{a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
    const double skinTwice =
        std::sqrt(normal.x * normal.x + normal.y * normal.y + normal.z * normal.z);
    const auto flat = sheetCorners(skin, triangle);
    const double sheetTwice = std::fabs(crossOf(flat[1] - flat[0], flat[2] - flat[0]));
    return skinTwice > 0.0 ? std::sqrt(sheetTwice / skinTwice) : 0.0;
}

/// Knots of a ring, before the curve is drawn.
struct Knots {
    std::vector<glm::dvec2> at;
    std::vector<bool> beyond;
    std::uint8_t sheet = 0;
};

/// Moves the knots that are to lie beyond the sheet's edge outwards across the ring's border.
void moveBeyond(Knots& knots, const std::vector<double>& units, double beyond_m) {
    const std::size_t count = knots.at.size();
    double twice = 0.0;
    for (std::size_t i = 0; i < count; ++i) {
        twice += crossOf(knots.at[i], knots.at[(i + 1) % count]);
    }
    const std::vector<glm::dvec2> before = knots.at;
    for (std::size_t i = 0; i < count; ++i) {
        const glm::dvec2 along = before[(i + 1) % count] - before[(i + count - 1) % count];
        const double length = lengthOf(along);
        if (!knots.beyond[i] || !(length > 0.0)) {
            continue;
        }
        const glm::dvec2 outwards =
            glm::dvec2{along.y, -along.x} * ((twice > 0.0 ? 1.0 : -1.0) / length);
        knots.at[i] += outwards * (units[i] * beyond_m);
    }
}

Result<Knots> knotsOf(const PlacedLandmarks& landmarks, const ZoneRing& ring,
                      const NeutralBody& body, bool right) {
    Knots knots;
    std::vector<double> units;
    for (std::size_t i = 0; i < ring.landmarks.size(); ++i) {
        const std::string& name = ring.landmarks[i];
        const Result<PlaceOnPart> place = placeNamed(landmarks, name, right);
        if (!place) {
            return place.error();
        }
        if (i > 0 && place->sheetNumber != knots.sheet) {
            return fail("{}:{}: the ring leaves its sheet: '{}' lies on sheet {} of the body and "
                        "'{}' on sheet {}",
                        landmarks.anatomy->file, ring.line, ring.landmarks[0], knots.sheet, name,
                        place->sheetNumber);
        }
        knots.sheet = place->sheetNumber;
        knots.at.emplace_back(place->sheet);
        knots.beyond.push_back(std::find(ring.beyond.begin(), ring.beyond.end(), name) !=
                               ring.beyond.end());
        units.push_back(unitsPerMetre(body, place->triangle));
    }
    moveBeyond(knots, units, ring.beyond_mm * 1e-3);
    return knots;
}

/// A point of the centripetal Catmull-Rom curve from p[1] to p[2] (Barry and Goldman's pyramid);
/// centripetal, because it neither loops nor overshoots where landmarks stand at uneven distances.
glm::dvec2 curvePoint(const std::array<glm::dvec2, 4>& p, double share) {
    std::array<double, 4> t{};
    for (std::size_t i = 1; i < 4; ++i) {
        t[i] = t[i - 1] + std::fmax(std::sqrt(lengthOf(p[i] - p[i - 1])), 1e-6);
    }
    const double at = t[1] + (t[2] - t[1]) * share;
    const auto mix = [at](const glm::dvec2& a, const glm::dvec2& b, double from, double to) {
        return a * ((to - at) / (to - from)) + b * ((at - from) / (to - from));
    };
    const glm::dvec2 a1 = mix(p[0], p[1], t[0], t[1]);
    const glm::dvec2 a2 = mix(p[1], p[2], t[1], t[2]);
    const glm::dvec2 a3 = mix(p[2], p[3], t[2], t[3]);
    const glm::dvec2 b1 = mix(a1, a2, t[0], t[2]);
    const glm::dvec2 b2 = mix(a2, a3, t[1], t[3]);
    return mix(b1, b2, t[1], t[2]);
}

void cutIntoSlabs(SheetRing& ring) {
    ring.low = ring.high = ring.points.front();
    for (const glm::dvec2& p : ring.points) {
        ring.low = {std::fmin(ring.low.x, p.x), std::fmin(ring.low.y, p.y)};
        ring.high = {std::fmax(ring.high.x, p.x), std::fmax(ring.high.y, p.y)};
    }
    const double height = ring.high.y - ring.low.y;
    const auto count = static_cast<std::uint32_t>(ring.points.size());
    ring.slabs.assign(1, 0);
    for (std::uint32_t slab = 0; slab < kSlabs; ++slab) {
        for (std::uint32_t k = 0; k < count; ++k) {
            const double a = ring.points[k].y, b = ring.points[(k + 1) % count].y;
            const std::uint32_t from = boxOf(std::fmin(a, b), ring.low.y, height, kSlabs);
            const std::uint32_t to = boxOf(std::fmax(a, b), ring.low.y, height, kSlabs);
            if (from <= slab && slab <= to) {
                ring.edges.push_back(k);
            }
        }
        ring.slabs.push_back(static_cast<std::uint32_t>(ring.edges.size()));
    }
}

Result<SheetRing> drawRing(const PlacedLandmarks& landmarks, const AnatomyRegion& region,
                           const ZoneRing& ring, const NeutralBody& body, const SheetFinder& finder,
                           bool right) {
    const Result<Knots> knots = knotsOf(landmarks, ring, body, right);
    if (!knots) {
        return knots.error();
    }
    SheetRing out;
    out.sheet = knots->sheet;
    out.hole = ring.hole;
    const std::size_t count = knots->at.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t next = (i + 1) % count;
        const bool free = knots->beyond[i] || knots->beyond[next];
        const std::array<glm::dvec2, 4> p = {knots->at[(i + count - 1) % count], knots->at[i],
                                             knots->at[next], knots->at[(i + 2) % count]};
        for (std::size_t step = 0; step < kCurveSteps; ++step) {
            const glm::dvec2 at =
                curvePoint(p, static_cast<double>(step) / static_cast<double>(kCurveSteps));
            if (!free && step > 0 && !finder.covers(out.sheet, at)) {
                return fail("{}:{}: region '{}': the ring leaves its sheet between '{}' and '{}'",
                            landmarks.anatomy->file, ring.line, region.id, ring.landmarks[i],
                            ring.landmarks[next]);
            }
            out.points.push_back(at);
        }
    }
    cutIntoSlabs(out);
    return out;
}

} // namespace

SheetFinder::SheetFinder(const BodySurface& skin) : skin_(&skin) {
    // counted, then filled: triangles of a box in rising order
    std::vector<std::uint32_t> counts(std::size_t{kBoxes} * kBoxes + 1, 0);
    const auto boxesOf = [&](std::uint32_t t, auto&& visit) {
        const auto corner = sheetCorners(skin, t);
        glm::dvec2 low = corner[0], high = corner[0];
        for (const glm::dvec2& c : corner) {
            low = {std::fmin(low.x, c.x), std::fmin(low.y, c.y)};
            high = {std::fmax(high.x, c.x), std::fmax(high.y, c.y)};
        }
        for (std::uint32_t y = boxOf(low.y, 0.0, 1.0, kBoxes); y <= boxOf(high.y, 0.0, 1.0, kBoxes);
             ++y) {
            for (std::uint32_t x = boxOf(low.x, 0.0, 1.0, kBoxes);
                 x <= boxOf(high.x, 0.0, 1.0, kBoxes); ++x) {
                visit(std::size_t{y} * kBoxes + x);
            }
        }
    };
    const auto triangles = static_cast<std::uint32_t>(skin.triangles.size());
    for (std::uint32_t t = 0; t < triangles; ++t) {
        boxesOf(t, [&](std::size_t box) { ++counts[box + 1]; });
    }
    for (std::size_t i = 1; i < counts.size(); ++i) {
        counts[i] += counts[i - 1];
    }
    first_ = counts;
    triangles_.resize(counts.back());
    for (std::uint32_t t = 0; t < triangles; ++t) {
        boxesOf(t, [&](std::size_t box) { triangles_[counts[box]++] = t; });
    }
}

bool SheetFinder::covers(std::uint8_t sheet, const glm::dvec2& at) const {
    const std::size_t box =
        std::size_t{boxOf(at.y, 0.0, 1.0, kBoxes)} * kBoxes + boxOf(at.x, 0.0, 1.0, kBoxes);
    for (std::uint32_t i = first_[box]; i < first_[box + 1]; ++i) {
        const std::uint32_t t = triangles_[i];
        if (skin_->sheetOf[skin_->triangles[t][0]] == sheet &&
            holdsPoint(sheetCorners(*skin_, t), at)) {
            return true;
        }
    }
    return false;
}

bool inside(const SheetRing& ring, const glm::dvec2& at) {
    if (at.x < ring.low.x || at.x > ring.high.x || at.y < ring.low.y || at.y > ring.high.y) {
        return false;
    }
    // edges crossed by a ray towards +u
    const auto count = static_cast<std::uint32_t>(ring.points.size());
    const std::uint32_t slab = boxOf(at.y, ring.low.y, ring.high.y - ring.low.y, kSlabs);
    bool in = false;
    for (std::uint32_t i = ring.slabs[slab]; i < ring.slabs[slab + 1]; ++i) {
        const glm::dvec2& a = ring.points[ring.edges[i]];
        const glm::dvec2& b = ring.points[(ring.edges[i] + 1) % count];
        if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) {
            in = !in;
        }
    }
    return in;
}

Result<std::vector<SheetRing>> drawRings(const AnatomyRegion& region,
                                         const PlacedLandmarks& landmarks, const NeutralBody& body,
                                         const SheetFinder& finder) {
    std::vector<SheetRing> rings;
    for (const ZoneRing& ring : region.rings) {
        for (const bool right : {false, true}) {
            if (right && !ring.mirrored) {
                continue;
            }
            Result<SheetRing> drawn = drawRing(landmarks, region, ring, body, finder, right);
            if (!drawn) {
                return drawn.error();
            }
            rings.push_back(std::move(*drawn));
        }
    }
    return rings;
}

} // namespace stipple::scene
