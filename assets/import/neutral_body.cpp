#include "assets/import/neutral_body.h"

#include <algorithm>

namespace stipple::importer {

namespace {

constexpr std::array<std::string_view, 3> kAncestries{"african", "asian", "caucasian"};
constexpr std::array<std::string_view, 2> kSexes{"female", "male"};
// a step of the package's table of targets

bool startsWithOneOf(std::string_view name, std::initializer_list<std::string_view> starts) {
    return std::any_of(starts.begin(), starts.end(),
                       [&](std::string_view start) { return name.starts_with(start); });
}

bool isShape(std::string_view name) {
    if (!name.starts_with("eyes/")) {
        return startsWithOneOf(name, {"head/", "forehead/", "eyebrows/", "nose/", "cheek/", "chin/",
                                      "mouth/", "ears/", "neck/"});
    }
    // lids stay shut: nothing that moves the eye or its opening
    const std::string_view side = name.substr(5, 6);
    return (side == "l-eye-" || side == "r-eye-") &&
           startsWithOneOf(name.substr(11), {"bag", "corner", "epicanthus", "eyefold"});
}

bool isMacro(std::string_view name) {
    constexpr std::string_view start = "macrodetails/";
    if (!name.starts_with(start) ||
        !(name.find("-young") != name.npos || name.find("-old") != name.npos)) {
        return false;
    }
    const std::string_view rest = name.substr(start.size());
    if (rest.find('/') != rest.npos) {
        return false;
    }
    return startsWithOneOf(rest, {"african-", "asian-", "caucasian-"}) ||
           (rest.starts_with("universal-") && rest.find("-averagemuscle-") != rest.npos);
}

bool isClosure(std::string_view name) {
    return name.starts_with("expression/units/") &&
           (name.ends_with("/eye-left-closure") || name.ends_with("/eye-right-closure"));
}

scene::BodyMorph morphOf(const std::string& name, const Cage& cage, const PackageTarget& target) {
    scene::BodyMorph morph{.name = name, .deltas = {}};
    for (std::uint32_t p = 0; p < cage.packagePoint.size(); ++p) {
        const std::array<std::int16_t, 3>& d = target[cage.packagePoint[p]];
        if (d[0] != 0 || d[1] != 0 || d[2] != 0) {
            const glm::dvec3 delta_m = kTargetStep_m * glm::dvec3(d[0], d[1], d[2]);
            morph.deltas.push_back({.point = p, .delta_m = glm::vec3(delta_m)});
        }
    }
    return morph;
}

} // namespace

std::vector<NeutralShare> neutralShares() {
    std::vector<NeutralShare> shares;
    for (const std::string_view ancestry : kAncestries) {
        const std::string a(ancestry);
        for (const std::string_view sex : kSexes) {
            shares.push_back({"macrodetails/" + a + "-" + std::string(sex) + "-young", 1});
        }
        shares.push_back({"expression/units/" + a + "/eye-left-closure", 2});
        shares.push_back({"expression/units/" + a + "/eye-right-closure", 2});
    }
    for (const std::string_view sex : kSexes) {
        shares.push_back(
            {"macrodetails/universal-" + std::string(sex) + "-young-averagemuscle-averageweight",
             3});
    }
    return shares;
}

std::vector<std::string> keptTargets(const PackageTargets& targets) {
    std::vector<std::string> kept;
    std::copy_if(
        targets.names.begin(), targets.names.end(), std::back_inserter(kept),
        [](const std::string& name) { return isShape(name) || isMacro(name) || isClosure(name); });
    std::sort(kept.begin(), kept.end());
    return kept;
}

Result<std::vector<std::array<int, 3>>> neutralDisplacement(const PackageTargets& targets) {
    std::vector<std::array<int, 3>> sum(targets.points, {0, 0, 0});
    for (const NeutralShare& share : neutralShares()) {
        const Result<PackageTarget> target = readPackageTarget(targets, share.target);
        if (!target) {
            return target.error();
        }
        for (std::size_t p = 0; p < sum.size(); ++p) {
            for (std::size_t axis = 0; axis < 3; ++axis) {
                sum[p][axis] += share.parts * (*target)[p][axis];
            }
        }
    }
    return sum;
}

Result<std::vector<scene::BodyMorph>> morphsOf(const Cage& cage, const PackageBody& body,
                                               const PackageTargets& targets) {
    std::vector<scene::BodyMorph> morphs;
    for (const std::string& name : keptTargets(targets)) {
        const Result<PackageTarget> target = readPackageTarget(targets, name);
        if (!target) {
            return target.error();
        }
        scene::BodyMorph morph = morphOf(name, cage, *target);
        // a change elsewhere on the body is none of this part, but everybody names the macros
        if (!morph.deltas.empty() || isMacro(name)) {
            morphs.push_back(std::move(morph));
        }
    }
    scene::BodyMorph neutral{.name = "neutral", .deltas = {}};
    for (std::uint32_t p = 0; p < cage.packagePoint.size(); ++p) {
        const glm::vec3 delta_m(cage.points_m[p] - body.points_m[cage.packagePoint[p]]);
        if (delta_m != glm::vec3(0.0f)) {
            neutral.deltas.push_back({.point = p, .delta_m = delta_m});
        }
    }
    morphs.push_back(std::move(neutral));
    std::sort(morphs.begin(), morphs.end(),
              [](const scene::BodyMorph& a, const scene::BodyMorph& b) { return a.name < b.name; });
    return morphs;
}

} // namespace stipple::importer
