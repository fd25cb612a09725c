#include "training/app/expert_pull.h"

#include "engine/sim/skin_pull.h"

namespace stipple::app {

std::uint8_t expertPull_deg(const sim::SimModel& model, std::uint32_t cell) {
    const std::uint8_t zone = model.cells.zone[cell];
    if (zone < model.zones.size() && model.zones[zone].id == "lower_lid") {
        return sim::kAlongSkin_deg;
    }
    return sim::linesAt_deg(model.cells, cell);
}

} // namespace stipple::app
