#include "training/lesson/conditions.h"
#include "training/scoring/measure.h"
#include "training/scoring/tick_view.h"

#include "engine/base/result.h"

namespace stipple::scoring {

void observeCartridge(const TickView& view, ScoreState& score) {
    CartridgeUse& use = score.cartridge;
    if ((view.report.notes & sim::kCartridgeChanged) != 0) {
        use.counted = false;
    }
    if (!view.piercing || use.counted || sim::isFresh(view.state.cartridge)) {
        return;
    }
    use.counted = true;
    if (use.breaches == 0) {
        use.origin = view.state.cartridge.origin;
        use.tick = view.tick;
        use.zone = view.report.contact.zone;
    }
    ++use.breaches;
}

bool measureCartridge(const ScoreView& view, std::string_view key, Measurement& out) {
    if (key != "cartridge_breaches") {
        return false;
    }
    const CartridgeUse& use = view.score.cartridge;
    out = {.value = static_cast<double>(use.breaches),
           .hasData = view.score.handling.needling > 0,
           .evidence = use.breaches == 0
                           ? std::string("every cartridge that needled came from its sealed pack")
                           : fmt::format("cartridge {}: needled with it from {} on",
                                         lesson::cartridgeMeant(use.origin), clockOf(use.tick))};
    return true;
}

std::string reusedEvidence(const ScoreView& view, const CriticalWatch& watch) {
    const bool known = watch.zone < view.model.zones.size();
    return fmt::format("the cartridge ({}) went into skin at {}, in {}",
                       lesson::cartridgeMeant(view.score.cartridge.origin), clockOf(watch.tick),
                       known ? view.model.zones[watch.zone].label : "skin outside the zones");
}

} // namespace stipple::scoring
