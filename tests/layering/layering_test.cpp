#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Row {
    std::set<std::string> ours; ///< "engine/base", "engine/sim/pen_pose.h"
    std::map<std::string, std::set<std::string>> thirdParty; ///< library -> files, empty = all
    bool anything = false;
};

fs::path root() {
    const char* path = std::getenv("STIPPLE_ROOT");
    return path != nullptr ? fs::path(path) : fs::current_path();
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t");
    const auto to = text.find_last_not_of(" \t");
    return from == std::string::npos ? "" : text.substr(from, to - from + 1);
}

std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, by);) {
        parts.push_back(trimmed(part));
    }
    return parts;
}

std::string oursPath(const std::string& word) {
    if (word == "shaders") {
        return word;
    }
    for (const char* top : {"engine/", "training/"}) {
        if (fs::exists(root() / (top + word))) {
            return top + word;
        }
    }
    return "no such folder: " + word;
}

// "GLM; Bullet in `skin_collider.cpp`" -> {GLM: {}, Bullet: {skin_collider.cpp}}
std::map<std::string, std::set<std::string>> parseThirdParty(const std::string& cell) {
    std::map<std::string, std::set<std::string>> out;
    for (const std::string& clause : split(cell, ';')) {
        const auto in = clause.find(" in `");
        if (in == std::string::npos) {
            for (const std::string& name : split(clause, ',')) {
                out[name];
            }
            continue;
        }
        const std::regex file("`([^`]+)`");
        const std::string files = clause.substr(in);
        for (std::sregex_iterator it(files.begin(), files.end(), file), end; it != end; ++it) {
            out[clause.substr(0, in)].insert((*it)[1]);
        }
    }
    return out;
}

std::map<std::string, Row> readTable() {
    std::map<std::string, Row> rows;
    std::ifstream in(root() / "engine/README.md");
    for (std::string line; std::getline(in, line);) {
        const std::vector<std::string> cells = split(line, '|');
        if (cells.size() < 6 || cells[1].empty() || std::isdigit(cells[1][0]) == 0) {
            continue;
        }
        Row row;
        row.anything = cells[4] == "anything";
        if (!row.anything && cells[4] != "-") {
            for (const std::string& word : split(cells[4], ',')) {
                row.ours.insert(oursPath(word));
            }
        }
        row.thirdParty = parseThirdParty(cells[5]);
        rows[cells[2]] = row;
    }
    return rows;
}

std::vector<std::string> includesOf(const fs::path& file) {
    static const std::regex pattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::vector<std::string> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::smatch match;
        if (std::regex_search(line, match, pattern)) {
            out.push_back(match[1].str() + match[2].str());
        }
    }
    return out;
}

// the library that a third-party include belongs to; "" for the standard library and POSIX
std::string libraryOf(const std::string& header) {
    static const std::vector<std::pair<std::string, std::string>> known = {
        {"fmt/", "fmt"},
        {"spdlog/", "spdlog"},
        {"toml++/", "toml++"},
        {"glm/", "GLM"},
        {"bullet/", "Bullet"},
        {"BulletCollision/", "Bullet"},
        {"btBullet", "Bullet"},
        {"LinearMath/", "Bullet"},
        {"GLFW/", "GLFW"},
        {"vulkan/", "Vulkan"},
        {"volk", "volk"},
        {"imgui", "ImGui"},
        {"nlohmann/", "nlohmann-json"},
        {"sodium", "libsodium"},
        {"stb", "stb"},
        {"CLI/", "CLI11"},
    };
    for (const auto& [prefix, library] : known) {
        if (header.rfind(prefix, 0) == 0) {
            return library;
        }
    }
    const bool system = header.find('/') == std::string::npos || header.rfind("sys/", 0) == 0;
    return system ? "" : "unknown library <" + header + ">";
}

std::vector<fs::path> sourcesIn(const fs::path& folder) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string extension = entry.path().extension();
        if (extension == ".h" || extension == ".cpp") {
            out.push_back(entry.path());
        }
    }
    return out;
}

bool allowedOurs(const Row& row, const std::string& folder, const std::string& header) {
    const auto inFolder = [&](const std::string& allowed) {
        return header == allowed || header.rfind(allowed + "/", 0) == 0;
    };
    if (inFolder(folder) || header.rfind("generated/", 0) == 0) {
        return true;
    }
    for (const std::string& allowed : row.ours) {
        if (inFolder(allowed)) {
            return true;
        }
    }
    return false;
}

bool allowedLibrary(const Row& row, const std::string& library, const std::string& file) {
    if (library.empty()) {
        return true;
    }
    const auto it = row.thirdParty.find(library);
    return it != row.thirdParty.end() && (it->second.empty() || it->second.count(file) != 0);
}

TEST(Layering, EveryFolderHasARow) {
    const auto rows = readTable();
    ASSERT_GE(rows.size(), 15U);
    for (const char* top : {"engine", "training"}) {
        for (const auto& entry : fs::directory_iterator(root() / top)) {
            if (entry.is_directory() && !sourcesIn(entry.path()).empty()) {
                const std::string folder =
                    std::string(top) + "/" + entry.path().filename().string();
                EXPECT_TRUE(rows.count(folder)) << folder << " is not in engine/README.md";
            }
        }
    }
}

TEST(Layering, IncludesFollowTheTable) {
    for (const auto& [folder, row] : readTable()) {
        if (row.anything || !fs::exists(root() / folder)) {
            continue;
        }
        for (const fs::path& file : sourcesIn(root() / folder)) {
            for (const std::string& include : includesOf(file)) {
                const std::string header = include.substr(1);
                const bool good = include[0] == '"'
                                      ? allowedOurs(row, folder, header)
                                      : allowedLibrary(row, libraryOf(header), file.filename());
                EXPECT_TRUE(good) << fs::relative(file, root()).string() << " must not include "
                                  << header;
            }
        }
    }
}

TEST(Layering, CoreHoldsNothingThatChangesBits) {
    const std::regex banned(
        R"(<chrono>|<random>|<thread>|<atomic>|<unordered_map>|<unordered_set>|glm/gtc/noise)"
        R"(|\b(rand|time|clock)\(|std::(sin|cos|tan|exp|log|log10|pow|atan|atan2|asin|acos|cbrt|hypot|fma)f?\()"
        R"(|glm::(rotate|slerp|angleAxis|sin|cos|exp|log|pow|acos|asin|atan|length2)\()");
    for (const char* folder : {"engine/sim", "training/lesson", "training/scoring",
                               "training/attempt", "engine/input"}) {
        for (const fs::path& file : sourcesIn(root() / folder)) {
            std::ifstream in(file);
            int number = 0;
            for (std::string line; std::getline(in, line);) {
                ++number;
                EXPECT_FALSE(std::regex_search(line, banned))
                    << fs::relative(file, root()).string() << ":" << number << ": " << line;
            }
        }
    }
}

TEST(Layering, VulkanStaysInItsRooms) {
    const std::regex vulkan(R"(\bvk[A-Z]\w+\()");
    for (const char* top : {"engine", "training"}) {
        for (const fs::path& file : sourcesIn(root() / top)) {
            const std::string relative = fs::relative(file, root());
            if (relative.rfind("engine/gpu/", 0) == 0 ||
                relative.find("window_surface") != std::string::npos) {
                continue;
            }
            std::ifstream in(file);
            for (std::string line; std::getline(in, line);) {
                EXPECT_FALSE(std::regex_search(line, vulkan)) << relative << ": " << line;
            }
        }
    }
}

} // namespace
