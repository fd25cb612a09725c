#include "assets/import/package_body.h"

#include "engine/base/file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace stipple::importer {

namespace {

// the package's unit is the decimetre
constexpr double kMetresPerUnit = 0.1;
// type (11: quad, material, uv), four points, material, four uvs
constexpr std::size_t kNumbersPerFace = 10;
constexpr int kQuadWithMaterialAndUv = 11;

Result<nlohmann::json> readJson(const std::filesystem::path& path) {
    const Result<std::string> text = readTextFile(path);
    if (!text) {
        return text.error();
    }
    nlohmann::json json = nlohmann::json::parse(*text, nullptr, false);
    if (json.is_discarded()) {
        return fail("{}: this is not JSON", path.string());
    }
    return json;
}

PackageBody bodyOf(const nlohmann::json& json) {
    PackageBody body;
    const auto vertices = json.at("vertices").get<std::vector<double>>();
    for (std::size_t i = 0; i + 2 < vertices.size(); i += 3) {
        body.points_m.push_back(kMetresPerUnit *
                                glm::dvec3(vertices[i], vertices[i + 1], vertices[i + 2]));
    }
    const auto uvs = json.at("uvs").at(0).get<std::vector<double>>();
    for (std::size_t i = 0; i + 1 < uvs.size(); i += 2) {
        body.uvs.emplace_back(uvs[i], uvs[i + 1]);
    }
    for (const nlohmann::json& material : json.at("materials")) {
        body.groups.push_back(material.at("DbgName").get<std::string>());
    }
    const auto faces = json.at("faces").get<std::vector<std::uint32_t>>();
    for (std::size_t i = 0; i + kNumbersPerFace <= faces.size(); i += kNumbersPerFace) {
        PackageQuad quad;
        for (std::size_t k = 0; k < 4; ++k) {
            quad.point[k] = faces[i + 1 + k];
            quad.uv[k] = faces[i + 6 + k];
        }
        quad.group = faces[i + 5];
        if (faces[i] != kQuadWithMaterialAndUv) {
            quad.group = 0xffffffffU; // refused below
        }
        body.quads.push_back(quad);
    }
    return body;
}

bool whole(const PackageBody& body) {
    return !body.quads.empty() &&
           std::all_of(body.quads.begin(), body.quads.end(), [&](const PackageQuad& quad) {
               const auto [lowP, highP] = std::minmax_element(quad.point.begin(), quad.point.end());
               const auto [lowU, highU] = std::minmax_element(quad.uv.begin(), quad.uv.end());
               return *highP < body.points_m.size() && *highU < body.uvs.size() &&
                      quad.group < body.groups.size();
           });
}

} // namespace

Result<PackageBody> readPackageBody(const std::filesystem::path& package) {
    const std::filesystem::path path = package / "public/data/models/human_full_size.json";
    const Result<nlohmann::json> json = readJson(path);
    if (!json) {
        return json.error();
    }
    try {
        PackageBody body = bodyOf(*json);
        if (!whole(body)) {
            return fail("{}: faces are not quads of points that are there", path.string());
        }
        return body;
    } catch (const nlohmann::json::exception& problem) {
        return fail("{}: this is not the body that was expected ({})", path.string(),
                    problem.what());
    }
}

Result<PackageTargets> readPackageTargets(const std::filesystem::path& package,
                                          std::size_t points) {
    const std::filesystem::path path = package / "src/json/targets/target-list.json";
    const Result<nlohmann::json> json = readJson(path);
    if (!json) {
        return json.error();
    }
    PackageTargets targets;
    targets.table = package / "public/data/targets/targets.bin";
    targets.points = points;
    constexpr std::string_view before = "data/targets/";
    constexpr std::string_view after = ".target";
    std::vector<std::string> names;
    try {
        for (const auto& [name, about] : json->at("targets").items()) {
            names.push_back(name);
        }
    } catch (const nlohmann::json::exception& problem) {
        return fail("{}: no list of targets ({})", path.string(), problem.what());
    }
    // the table is in the order of the sorted full names
    std::sort(names.begin(), names.end());
    for (const std::string& name : names) {
        if (!name.starts_with(before) || !name.ends_with(after)) {
            return fail("{}: '{}' is not the name of a target", path.string(), name);
        }
        targets.names.push_back(
            name.substr(before.size(), name.size() - before.size() - after.size()));
    }
    std::error_code problem;
    const auto size = std::filesystem::file_size(targets.table, problem);
    if (problem || size != names.size() * points * 6) {
        return fail("{}: the table of targets is missing or has another size",
                    targets.table.string());
    }
    return targets;
}

Result<PackageTarget> readPackageTarget(const PackageTargets& targets, std::string_view name) {
    const auto found = std::find(targets.names.begin(), targets.names.end(), name);
    if (found == targets.names.end()) {
        return fail("{}: the package has no target '{}'", targets.table.string(), name);
    }
    const std::size_t bytes = targets.points * 6;
    std::ifstream in(targets.table, std::ios::binary);
    in.seekg(static_cast<std::streamoff>(static_cast<std::size_t>(found - targets.names.begin()) *
                                         bytes));
    std::vector<char> raw(bytes);
    if (!in.read(raw.data(), static_cast<std::streamsize>(bytes))) {
        return fail("{}: target '{}' cannot be read", targets.table.string(), name);
    }
    PackageTarget target(targets.points);
    for (std::size_t i = 0; i < targets.points * 3; ++i) {
        const auto low = static_cast<unsigned>(static_cast<unsigned char>(raw[2 * i]));
        const auto high = static_cast<unsigned>(static_cast<unsigned char>(raw[2 * i + 1]));
        target[i / 3][i % 3] = static_cast<std::int16_t>(low | (high << 8U));
    }
    return target;
}

} // namespace stipple::importer
