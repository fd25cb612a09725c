#include "assets/import/closed_lips.h"

#include "assets/import/body_cage.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace stipple::importer {

namespace {

constexpr std::uint8_t kHeadSheet = 0;
constexpr int kFadingRings = 3;
constexpr double kFade = 0.6;
// The smooth lip lies inside its cage by so much, so the cages of the two lips overlap.
constexpr double kPressed_m = 0.0004;

// the lip line from one corner of the mouth to the other, by rising x
using LipLine = std::vector<glm::dvec3>;

glm::dvec3 atSide(const LipLine& line, double x) {
    const auto after =
        std::find_if(line.begin(), line.end(), [&](const glm::dvec3& p) { return p.x >= x; });
    if (after == line.begin()) {
        return line.front();
    }
    if (after == line.end()) {
        return line.back();
    }
    const glm::dvec3 a = *(after - 1);
    const glm::dvec3 b = *after;
    return a + (x - a.x) / (b.x - a.x) * (b - a);
}

// the sheet inside the mouth: beside the trunk the only one that touches the head's on both sides
std::uint8_t mouthSheet(const PackageBody& body, const std::vector<std::uint8_t>& sheets,
                        const std::vector<bool>& onHead) {
    std::vector<std::array<bool, 2>> sides(256, {false, false});
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        for (const std::uint32_t p : body.quads[q].point) {
            if (sheets[q] > 1 && onHead[p]) {
                sides[sheets[q]][body.points_m[p].x > 0.0 ? 1 : 0] = true;
            }
        }
    }
    for (std::uint8_t sheet = 2; sheet < 255; ++sheet) {
        if (sides[sheet][0] && sides[sheet][1]) {
            return sheet;
        }
    }
    return 255;
}

struct Lips {
    std::vector<bool> around;       ///< points of lips and mouth, which may move
    std::vector<std::uint32_t> rim; ///< points where skin and the mouth's inside meet
    std::vector<bool> upper;        ///< of `rim`
};

Lips findLips(const PackageBody& body, const std::vector<glm::dvec3>& neutral_m) {
    const std::vector<std::uint8_t> sheets = sheetNumbers(body);
    std::vector<bool> onHead(neutral_m.size(), false);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        for (std::size_t k = 0; k < 4 && sheets[q] == kHeadSheet; ++k) {
            onHead[body.quads[q].point[k]] = true;
        }
    }
    const std::uint8_t mouth = mouthSheet(body, sheets, onHead);
    Lips lips;
    lips.around = onHead;
    std::vector<bool> inMouth(neutral_m.size(), false);
    // the mouth's inside rises behind the upper lip and falls behind the lower
    std::vector<double> rise_m(neutral_m.size(), 0.0);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        for (std::size_t k = 0; k < 4 && sheets[q] == mouth; ++k) {
            const auto& point = body.quads[q].point;
            inMouth[point[k]] = true;
            lips.around[point[k]] = true;
            rise_m[point[k]] += neutral_m[point[(k + 2) % 4]].y - neutral_m[point[k]].y;
        }
    }
    for (std::uint32_t p = 0; p < neutral_m.size(); ++p) {
        if (onHead[p] && inMouth[p]) {
            lips.rim.push_back(p);
            lips.upper.push_back(rise_m[p] > 0.0);
        }
    }
    return lips;
}

// carries the movement on from ring to ring, each the mean of its moved neighbours, faded
void fade(const PackageBody& body, const std::vector<bool>& around, std::vector<bool> moved,
          std::vector<glm::dvec3>& by) {
    for (int ring = 0; ring < kFadingRings; ++ring) {
        std::vector<glm::dvec3> sum(by.size(), glm::dvec3(0.0));
        std::vector<int> count(by.size(), 0);
        for (const PackageQuad& quad : body.quads) {
            for (std::size_t k = 0; k < 8; ++k) {
                // both neighbours of each corner
                const std::uint32_t from = quad.point[k % 4];
                const std::uint32_t to = quad.point[(k + (k < 4 ? 1 : 3)) % 4];
                if (moved[from] && !moved[to] && around[to]) {
                    sum[to] += by[from];
                    ++count[to];
                }
            }
        }
        for (std::size_t p = 0; p < by.size(); ++p) {
            if (count[p] > 0) {
                by[p] = kFade / count[p] * sum[p];
                moved[p] = true;
            }
        }
    }
}

} // namespace

std::vector<glm::dvec3> lipClosure(const PackageBody& body,
                                   const std::vector<glm::dvec3>& neutral_m) {
    std::vector<glm::dvec3> by(neutral_m.size(), glm::dvec3(0.0));
    const Lips lips = findLips(body, neutral_m);
    std::array<LipLine, 2> lines; // lower, upper
    for (std::size_t i = 0; i < lips.rim.size(); ++i) {
        lines[lips.upper[i] ? 1 : 0].push_back(neutral_m[lips.rim[i]]);
    }
    if (lines[0].size() < 2 || lines[1].size() < 2) {
        return by;
    }
    for (LipLine& line : lines) {
        std::stable_sort(line.begin(), line.end(),
                         [](const glm::dvec3& a, const glm::dvec3& b) { return a.x < b.x; });
    }
    std::vector<bool> moved(neutral_m.size(), false);
    const double half_m = 0.5 * (lines[1].back().x - lines[1].front().x);
    for (std::size_t i = 0; i < lips.rim.size(); ++i) {
        const glm::dvec3 here = neutral_m[lips.rim[i]];
        const glm::dvec3 there = atSide(lines[lips.upper[i] ? 0 : 1], here.x);
        // pressed together in the middle, not at all in the corners
        const double side = std::min(1.0, std::fabs(here.x) / half_m);
        const double pressed_m = kPressed_m * (1.0 - side * side);
        by[lips.rim[i]] = glm::dvec3(0.0, 0.5 * (there.y - here.y), 0.5 * (there.z - here.z)) +
                          glm::dvec3(0.0, lips.upper[i] ? -pressed_m : pressed_m, 0.0);
        moved[lips.rim[i]] = true;
    }
    fade(body, lips.around, moved, by);
    return by;
}

} // namespace stipple::importer
