#include "assets/import/body_cage.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>

namespace stipple::importer {

namespace {

constexpr std::uint8_t kNoSheet = 0xff;
// quads that keep the neighbourhood of a limit point whole
constexpr int kRings = 2;
constexpr int kInwardRings = 6;

std::uint32_t rootOf(std::vector<std::uint32_t>& parent, std::uint32_t a) {
    while (parent[a] != a) {
        parent[a] = parent[parent[a]];
        a = parent[a];
    }
    return a;
}

bool isGroup(const PackageBody& body, const PackageQuad& quad, std::string_view name) {
    return body.groups[quad.group] == name;
}

bool startsGroup(const PackageBody& body, const PackageQuad& quad, std::string_view start) {
    return body.groups[quad.group].starts_with(start);
}

glm::dvec3 middleOf(const PackageQuad& quad, const std::vector<glm::dvec3>& points) {
    return 0.25 * (points[quad.point[0]] + points[quad.point[1]] + points[quad.point[2]] +
                   points[quad.point[3]]);
}

// collects quads and renumbers their points
class CageMaker {
public:
    CageMaker(const PackageBody& body, const std::vector<glm::dvec3>& neutral_m)
        : body_(body), neutral_m_(neutral_m), cagePoint_(neutral_m.size(), kUnset) {}

    CageQuad quad(const PackageQuad& from, std::uint8_t sheetNumber, Grain grain) {
        CageQuad out{.point = {}, .sheet = {}, .sheetNumber = sheetNumber, .grain = grain};
        for (std::size_t k = 0; k < 4; ++k) {
            out.point[k] = point(from.point[k]);
            out.sheet[k] = body_.uvs[from.uv[k]];
        }
        return out;
    }

    Cage cage;

private:
    std::uint32_t point(std::uint32_t packagePoint) {
        std::uint32_t& known = cagePoint_[packagePoint];
        if (known == kUnset) {
            known = static_cast<std::uint32_t>(cage.points_m.size());
            cage.points_m.push_back(neutral_m_[packagePoint]);
            cage.packagePoint.push_back(packagePoint);
        }
        return known;
    }

    const PackageBody& body_;
    const std::vector<glm::dvec3>& neutral_m_;
    std::vector<std::uint32_t> cagePoint_;
};

// marks the body quads that touch a marked one by a point
void grow(const PackageBody& body, std::vector<bool>& marked) {
    std::vector<bool> touched(body.points_m.size(), false);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        if (marked[q]) {
            for (const std::uint32_t p : body.quads[q].point) {
                touched[p] = true;
            }
        }
    }
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        const PackageQuad& quad = body.quads[q];
        marked[q] = marked[q] || (isGroup(body, quad, "body") &&
                                  std::any_of(quad.point.begin(), quad.point.end(),
                                              [&](std::uint32_t p) { return touched[p]; }));
    }
}

// Keeps the first rings of skin behind lips and lids, so that no gap shows between them. They have
// no place on the head's sheet; each point takes that of the rim it hangs on, and so its zone.
std::vector<glm::dvec2> inwardPlaces(const PackageBody& body,
                                     const std::vector<std::uint8_t>& sheets,
                                     std::vector<bool>& kept) {
    std::vector<glm::dvec2> place(body.points_m.size(), glm::dvec2(0.0));
    std::vector<bool> placed(body.points_m.size(), false);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        for (std::size_t k = 0; k < 4 && kept[q] && sheets[q] == 0; ++k) {
            place[body.quads[q].point[k]] = body.uvs[body.quads[q].uv[k]];
            placed[body.quads[q].point[k]] = true;
        }
    }
    for (int ring = 0; ring < kInwardRings; ++ring) {
        const std::vector<bool> before = placed;
        for (std::size_t q = 0; q < body.quads.size(); ++q) {
            const PackageQuad& quad = body.quads[q];
            if (kept[q] || sheets[q] <= 1 || sheets[q] == kNoSheet) {
                continue;
            }
            kept[q] = std::any_of(quad.point.begin(), quad.point.end(),
                                  [&](std::uint32_t p) { return before[p]; });
            // twice around, so that every corner has a neighbour with a place before it
            for (std::size_t k = 0; k < 8 && kept[q]; ++k) {
                const std::uint32_t from = quad.point[k % 4];
                const std::uint32_t to = quad.point[(k + 1) % 4];
                if (placed[from] && !placed[to]) {
                    place[to] = place[from];
                    placed[to] = true;
                }
            }
        }
    }
    return place;
}

} // namespace

std::vector<std::uint8_t> sheetNumbers(const PackageBody& body) {
    std::vector<std::uint32_t> parent(body.uvs.size());
    std::iota(parent.begin(), parent.end(), 0U);
    for (const PackageQuad& quad : body.quads) {
        for (std::size_t k = 1; k < 4 && isGroup(body, quad, "body"); ++k) {
            parent[rootOf(parent, quad.uv[k])] = rootOf(parent, quad.uv[0]);
        }
    }
    // the head's sheet holds the highest point of the body; the trunk's is the largest
    std::map<std::uint32_t, std::uint32_t> quadsOf;
    std::uint32_t head = 0;
    double highest_m = -1e9;
    for (const PackageQuad& quad : body.quads) {
        if (isGroup(body, quad, "body")) {
            const std::uint32_t root = rootOf(parent, quad.uv[0]);
            ++quadsOf[root];
            const double y_m = middleOf(quad, body.points_m).y;
            if (y_m > highest_m) {
                highest_m = y_m;
                head = root;
            }
        }
    }
    std::uint32_t trunk = head;
    std::uint32_t most = 0;
    for (const auto& [root, count] : quadsOf) {
        if (root != head && count > most) {
            most = count;
            trunk = root;
        }
    }
    std::map<std::uint32_t, std::uint8_t> number{{head, std::uint8_t{0}}};
    number.emplace(trunk, std::uint8_t{1});
    std::vector<std::uint8_t> out(body.quads.size(), kNoSheet);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        if (isGroup(body, body.quads[q], "body")) {
            const std::uint32_t root = rootOf(parent, body.quads[q].uv[0]);
            out[q] = number.emplace(root, static_cast<std::uint8_t>(number.size())).first->second;
        }
    }
    return out;
}

Cage cutCage(const PackageBody& body, const std::vector<glm::dvec3>& neutral_m,
             const PartPlan& plan) {
    const std::vector<std::uint8_t> sheets = sheetNumbers(body);
    // the head's outer skin: the mouth's inside and the eye sockets have sheets of their own
    const auto outerSkin = [&](std::size_t q) { return !plan.eyes || sheets[q] <= 1; };
    std::vector<bool> kept(body.quads.size(), false);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        const PackageQuad& quad = body.quads[q];
        kept[q] = isGroup(body, quad, "body") && outerSkin(q) &&
                  std::any_of(quad.point.begin(), quad.point.end(),
                              [&](std::uint32_t p) { return plan.inside(neutral_m[p]) > 0.0; });
    }
    std::vector<glm::dvec2> inward;
    if (plan.eyes) {
        inward = inwardPlaces(body, sheets, kept);
    }
    std::vector<bool> shaping = kept;
    for (int ring = 0; ring < kRings; ++ring) {
        grow(body, shaping);
    }
    CageMaker maker(body, neutral_m);
    for (std::size_t q = 0; q < body.quads.size(); ++q) {
        const PackageQuad& quad = body.quads[q];
        if (kept[q] && outerSkin(q)) {
            maker.cage.skin.push_back(
                maker.quad(quad, sheets[q], plan.grain(middleOf(quad, neutral_m))));
        } else if (kept[q]) {
            CageQuad inner = maker.quad(quad, 0, Grain::Coarse);
            for (std::size_t k = 0; k < 4; ++k) {
                inner.sheet[k] = inward[quad.point[k]];
            }
            maker.cage.skin.push_back(inner);
        } else if (shaping[q]) {
            maker.cage.around.push_back(maker.quad(quad, sheets[q], Grain::Coarse));
        } else if (plan.eyes &&
                   (isGroup(body, quad, "helper-l-eye") || isGroup(body, quad, "helper-r-eye"))) {
            maker.cage.eyes.push_back(maker.quad(quad, 0, Grain::Coarse));
        } else if (plan.eyes && (startsGroup(body, quad, "helper-l-eyelashes") ||
                                 startsGroup(body, quad, "helper-r-eyelashes"))) {
            maker.cage.lashes.push_back(maker.quad(quad, 0, Grain::Coarse));
        }
    }
    return std::move(maker.cage);
}

} // namespace stipple::importer
