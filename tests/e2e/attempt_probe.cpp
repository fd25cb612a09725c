// Prints where the punctures of a record are, for the window tests: one line per zone,
// "ZONE COUNT LEAST_X_MM MOST_X_MM", and "total COUNT".

#include "training/app/attempt_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace {

struct Spread {
    std::size_t count = 0;
    float low_mm = 1e9f, high_mm = -1e9f;
};

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        fmt::print(stderr, "usage: attempt_probe FILE\n");
        return 2;
    }
    const auto checked = stipple::app::checkAttempt(argv[1]);
    if (!checked) {
        fmt::print(stderr, "{}\n", checked.error().text);
        return 3;
    }
    const stipple::sim::SimModel& model = *checked->exercise->model;
    const auto& log = checked->replay->state().skin.log;
    std::map<std::string, Spread> zones;
    for (const stipple::sim::Puncture& puncture : log) {
        const std::uint8_t zone = model.cells.zone[puncture.cell];
        const bool named = zone < model.zones.size();
        Spread& spread = zones[named ? model.zones[zone].id : "unmarked"];
        const float x_mm = model.cells.position_m[puncture.cell].x * 1000.0f;
        ++spread.count;
        spread.low_mm = std::min(spread.low_mm, x_mm);
        spread.high_mm = std::max(spread.high_mm, x_mm);
    }
    for (const auto& [name, spread] : zones) {
        fmt::print("{} {} {:.0f} {:.0f}\n", name, spread.count, spread.low_mm, spread.high_mm);
    }
    fmt::print("total {}\n", log.size());
    return 0;
}
