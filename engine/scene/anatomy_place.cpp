#include "engine/scene/anatomy_sheet.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::scene {

namespace {

/// How a view looks at the body: the picture's axes, and the depth axis with its sign towards the
/// viewer.
struct Sight {
    int across = 0, up = 1, depth = 2;
    double towards = 1.0;
};

Sight sightOf(LandmarkView view, bool right) {
    switch (view) {
    case LandmarkView::Side:
        return {2, 1, 0, right ? -1.0 : 1.0};
    case LandmarkView::Below:
        return {0, 2, 1, -1.0};
    case LandmarkView::Front:
        break;
    }
    return {0, 1, 2, 1.0};
}

struct Hit {
    std::uint32_t triangle = 0;
    double depth = 0.0;
    std::array<double, 3> share{}; ///< of the corners
};

/// Whether a triangle lies wholly to one side of a line of sight, as nearly all do.
bool liesAside(const std::array<glm::vec3, 3>& corner, const Sight& sight, const glm::dvec2& at) {
    for (const int axis : {sight.across, sight.up}) {
        const double line = axis == sight.across ? at.x : at.y;
        const double a = corner[0][axis], b = corner[1][axis], c = corner[2][axis];
        if ((a > line && b > line && c > line) || (a < line && b < line && c < line)) {
            return true;
        }
    }
    return false;
}

/// Where a line of sight meets a triangle that faces the viewer.
bool meets(const std::array<glm::vec3, 3>& corner, const Sight& sight, const glm::dvec2& at,
           Hit& hit) {
    std::array<glm::dvec2, 3> flat;
    for (std::size_t i = 0; i < 3; ++i) {
        flat[i] =
            glm::dvec2{glm::dvec3(corner[i])[sight.across], glm::dvec3(corner[i])[sight.up]} - at;
    }
    std::array<double, 3> part{};
    for (std::size_t i = 0; i < 3; ++i) {
        // the same product with the other sign in the neighbour, so no line slips between two
        part[i] = crossOf(flat[(i + 1) % 3], flat[(i + 2) % 3]);
    }
    const double twice = part[0] + part[1] + part[2];
    // counter-clockwise outside; the side view's picture axes (z, y) are left-handed to its depth x
    const double handed = sight.across == 2 ? -1.0 : (sight.up == 2 ? -1.0 : 1.0);
    const double facing = twice * handed * sight.towards;
    if (!(facing > 0.0)) {
        return false;
    }
    for (double& value : part) {
        value /= twice;
        if (value < 0.0) {
            return false;
        }
    }
    hit.share = part;
    hit.depth =
        sight.towards * (part[0] * corner[0][sight.depth] + part[1] * corner[1][sight.depth] +
                         part[2] * corner[2][sight.depth]);
    return true;
}

glm::vec2 sheetAt(const BodySurface& skin, std::uint32_t triangle,
                  const std::array<double, 3>& share) {
    glm::dvec2 at{0.0};
    for (std::size_t i = 0; i < 3; ++i) {
        at += share[i] * glm::dvec2(skin.sheet[skin.triangles[triangle][i]]);
    }
    return glm::vec2(at);
}

std::string viewName(LandmarkView view) {
    return view == LandmarkView::Front  ? "the front"
           : view == LandmarkView::Side ? "the side"
                                        : "below";
}

/// 'l' or 'r' when `name` is a side of the landmark, else a blank.
char sideOf(const Landmark& landmark, std::string_view name) {
    const std::size_t length = landmark.id.size();
    const bool sided = landmark.mirrored && name.size() == length + 2 &&
                       name.substr(0, length) == landmark.id && name[length] == '_';
    return sided && (name.back() == 'l' || name.back() == 'r') ? name.back() : ' ';
}

Result<PlaceOnPart> placeLandmark(const Anatomy& anatomy, const NeutralBody& body,
                                  const Landmark& landmark, bool right) {
    const Sight sight = sightOf(landmark.view, right);
    glm::dvec2 at = glm::dvec2(landmark.at_mm) * 1e-3;
    if (right && sight.across == 0) {
        at.x = -at.x;
    }
    const BodySurface& skin = body.part->skin;
    Hit best;
    bool found = false;
    for (std::uint32_t t = 0; t < body.corners_m.size(); ++t) {
        Hit hit;
        hit.triangle = t;
        if (!liesAside(body.corners_m[t], sight, at) && meets(body.corners_m[t], sight, at, hit) &&
            (!found || hit.depth > best.depth)) {
            best = hit;
            found = true;
        }
    }
    if (!found) {
        return fail("{}:{}: landmark '{}' at {:.1f}, {:.1f} mm seen from {} meets no skin",
                    anatomy.file, landmark.line, landmark.id, at.x * 1e3, at.y * 1e3,
                    viewName(landmark.view));
    }
    PlaceOnPart place;
    place.triangle = best.triangle;
    place.barycentric = glm::vec2{best.share[1], best.share[2]};
    place.sheet = sheetAt(skin, best.triangle, best.share);
    place.sheetNumber = skin.sheetOf[skin.triangles[best.triangle][0]];
    return place;
}

} // namespace

NeutralBody neutralBody(const BodyPart& part) {
    NeutralBody body{&part, surfacePoints(part.skin, part.cage_m), {}};
    for (const auto& triangle : part.skin.triangles) {
        body.corners_m.push_back({body.points_m[part.skin.point[triangle[0]]],
                                  body.points_m[part.skin.point[triangle[1]]],
                                  body.points_m[part.skin.point[triangle[2]]]});
    }
    return body;
}

Result<PlacedLandmarks> placeLandmarks(const Anatomy& anatomy, const NeutralBody& body) {
    PlacedLandmarks placed;
    placed.anatomy = &anatomy;
    for (const Landmark& landmark : anatomy.landmarks) {
        const Result<PlaceOnPart> left = placeLandmark(anatomy, body, landmark, false);
        if (!left) {
            return left.error();
        }
        PlacedLandmarks::Sides sides{*left, *left};
        if (landmark.mirrored) {
            const Result<PlaceOnPart> right = placeLandmark(anatomy, body, landmark, true);
            if (!right) {
                return right.error();
            }
            sides.right = *right;
        }
        placed.places.push_back(sides);
    }
    return placed;
}

Result<PlaceOnPart> placeNamed(const PlacedLandmarks& landmarks, std::string_view name,
                               bool otherSide) {
    for (std::size_t i = 0; i < landmarks.places.size(); ++i) {
        const Landmark& known = landmarks.anatomy->landmarks[i];
        const PlacedLandmarks::Sides& sides = landmarks.places[i];
        if (known.id == name) {
            return otherSide ? sides.right : sides.left;
        }
        if (const char side = sideOf(known, name); side != ' ') {
            return (side == 'r') != otherSide ? sides.right : sides.left;
        }
    }
    return fail("{}: unknown landmark '{}'", landmarks.anatomy->file, name);
}

Result<PlaceOnPart> placeOf(const Anatomy& anatomy, const BodyPart& part,
                            std::string_view landmark) {
    for (const Landmark& known : anatomy.landmarks) {
        if (known.id == landmark && !known.mirrored) {
            return placeLandmark(anatomy, neutralBody(part), known, false);
        }
        if (known.id == landmark) {
            return fail("{}: landmark '{}' is on both sides; say {}_l or {}_r", anatomy.file,
                        landmark, landmark, landmark);
        }
        if (const char side = sideOf(known, landmark); side != ' ') {
            return placeLandmark(anatomy, neutralBody(part), known, side == 'r');
        }
    }
    return fail("{}: unknown landmark '{}'", anatomy.file, landmark);
}

} // namespace stipple::scene
