#include "assets/import/make_people.h"
#include "engine/base/file.h"
#include "engine/scene/people_asset.h"

#include <cstdio>
#include <filesystem>
#include <string>

namespace {

int run(const std::filesystem::path& package, const std::filesystem::path& out) {
    const auto say = [](const std::string& line) {
        std::fprintf(stderr, "stipple: patients: %s\n", line.c_str());
    };
    const auto people = stipple::importer::makePeople(package, say);
    if (!people) {
        say(people.error().text);
        return 3;
    }
    const std::string bytes = stipple::scene::writePeopleAsset(*people);
    // what cannot be read back is not worth keeping
    if (const auto again = stipple::scene::parsePeopleAsset(bytes, out.string()); !again) {
        say(again.error().text);
        return 3;
    }
    if (const auto written = stipple::writeFileWhole(out, bytes); !written) {
        say(written.error().text);
        return 3;
    }
    say("wrote " + out.string() + ", " + std::to_string(bytes.size() / 1000000) + " MB");
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: stipple_import PACKAGE_FOLDER OUT.stipple-people\n", stderr);
        return 2;
    }
    return run(argv[1], argv[2]);
}
