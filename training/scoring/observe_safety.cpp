#include "training/scoring/tick_view.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <string_view>

namespace stipple::scoring {

namespace {

// scratches: a pause or a jump that ends one
constexpr std::uint32_t kScratchPause = 24; // ticks: 0.1 s
constexpr float kScratchJump_m = 0.004f;
// a needle that has come back this far from the end of its scratch makes another one
constexpr float kScratchBack_m = 0.002f;
// scratches this nearly parallel (15 degrees) and this near form one tram line area
constexpr float kParallelCosine = 0.9659258f;
constexpr float kScratchArea_m = 0.03f;

/// Whether the stay began in another zone that may be treated.
bool ranOn(const TickView& view, const ContactFollow& follow) {
    const std::uint8_t began = follow.zoneBegan;
    return view.report.contact.zone != began && began < view.model.zones.size() &&
           view.model.zones[began].treatable;
}

/// Zone of the first fresh puncture in a no-go area of one kind, or kNoZone.
std::uint8_t piercedNoGo(const TickView& view, NoGo kind) {
    for (const sim::Puncture& puncture : view.report.fresh) {
        const std::uint8_t zone = view.model.cells.zone[puncture.cell];
        if (view.rules.noGoOfZone[zone] == kind) {
            return zone;
        }
    }
    return sim::kNoZone;
}

/// Whether any skin under the needle circle is a no-go area.
bool circleInMask(const TickView& view) {
    const sim::SkinCells& cells = view.model.cells;
    const sim::PenContact& contact = view.report.contact;
    std::vector<std::uint32_t> under;
    sim::cellsWithin(cells, view.model.grid, contact.point_m,
                     0.5f * view.model.pens[view.sample.pen].needleCircle_m, under);
    return std::any_of(under.begin(), under.end(), [&](std::uint32_t cell) {
        return view.rules.noGoOfZone[cells.zone[cell]] != NoGo::Allowed &&
               glm::dot(cells.normal[cell], contact.normal) > 0.0f;
    });
}

/// Contact of needles with a no-go area: of running ones what they pierce, of resting ones all
/// that lies under them.
bool touchesMask(const TickView& view, ContactFollow& follow) {
    if (!needlesWork(view)) {
        follow.needlesInMask = false;
        return view.report.contact.touching && view.rules.anyNoGo && circleInMask(view);
    }
    if (!view.report.fresh.empty()) { // between two strokes the last one counts
        follow.needlesInMask = piercedNoGo(view, NoGo::Anatomy) != sim::kNoZone ||
                               piercedNoGo(view, NoGo::Lesion) != sim::kNoZone;
    }
    follow.needlesInMask = follow.needlesInMask && view.piercing;
    return follow.needlesInMask;
}

void countIntrusion(const TickView& view, ScoreState& score) {
    ContactFollow& follow = score.follow;
    // where a fold stands up to the plate, contact jumps to it, and no needle goes in there
    if (!view.report.fresh.empty()) {
        follow.needlesOff = view.target == kNoTarget || ranOn(view, follow);
    }
    follow.needlesOff = follow.needlesOff && view.piercing;
    const bool inMask = touchesMask(view, follow);
    if (!follow.needlesOff && !inMask) {
        follow.outside = false;
        return;
    }
    score.intrusions += follow.outside ? 0U : 1U;
    follow.outside = true;
    score.intrusion_m += static_cast<double>(view.glide_mps) * static_cast<double>(kTick_s);
}

void growScratches(const TickView& view, ScoreState& score) {
    if ((view.report.notes & sim::kScratched) == 0) {
        return;
    }
    const glm::vec3 here_m = view.report.contact.point_m;
    glm::vec3 begin_m = here_m;
    if (!score.scratches.empty()) {
        ScratchLine& last = score.scratches.back();
        const std::uint32_t since = view.tick - last.lastTick;
        // a fast drag is far on at the next stroke
        const float reach_m = kScratchJump_m + view.glide_mps * kTick_s * static_cast<float>(since);
        const bool goesOn = since <= kScratchPause && glm::distance(here_m, last.last_m) <= reach_m;
        if (goesOn) {
            last.last_m = here_m;
            last.lastTick = view.tick;
            if (glm::distance(here_m, last.begin_m) >= glm::distance(last.end_m, last.begin_m)) {
                last.end_m = here_m;
            }
            if (glm::distance(here_m, last.end_m) <= kScratchBack_m) {
                return;
            }
            begin_m = last.end_m; // the way back is a line of its own
        }
    }
    score.scratches.push_back({.begin_m = begin_m,
                               .end_m = here_m,
                               .last_m = here_m,
                               .lastTick = view.tick,
                               .zone = view.report.contact.zone});
}

/// Scratches longer than `longer_m` that run beside the newest one.
std::uint32_t parallelScratches(const ScoreState& score, float longer_m) {
    if (score.scratches.empty()) {
        return 0;
    }
    const ScratchLine& newest = score.scratches.back();
    const glm::vec3 along = newest.end_m - newest.begin_m;
    const float length_m = glm::length(along);
    if (!(length_m > longer_m)) {
        return 0;
    }
    std::uint32_t count = 0;
    for (const ScratchLine& line : score.scratches) {
        const glm::vec3 other = line.end_m - line.begin_m;
        const float otherLength_m = glm::length(other);
        if (line.zone != newest.zone || !(otherLength_m > longer_m)) {
            continue;
        }
        const float cosine = glm::dot(along, other) / (length_m * otherLength_m);
        const glm::vec3 between =
            0.5f * (newest.begin_m + newest.end_m - line.begin_m - line.end_m);
        if ((cosine > kParallelCosine || cosine < -kParallelCosine) &&
            glm::length(between) <= kScratchArea_m) {
            ++count;
        }
    }
    return count;
}

void raise(const TickView& view, CriticalWatch& watch, std::uint8_t zone) {
    if (!watch.raised) {
        watch.raised = true;
        watch.tick = view.tick;
        watch.zone = zone;
    }
}

/// Raises once `holds` was true for longer than `amount_s` without a break.
void raiseAfter(const TickView& view, CriticalWatch& watch, bool holds, double amount_s) {
    watch.run = holds ? watch.run + 1 : 0;
    if (holds && watch.run > amount_s * kTickRate_Hz) {
        raise(view, watch, view.report.contact.zone);
    }
    watch.worst = std::max(watch.worst, watch.run / static_cast<double>(kTickRate_Hz));
}

void watchOverDepth(const TickView& view, ScoreState& score, const lesson::CriticalRule& rule,
                    CriticalWatch& watch) {
    const CoverageGrid& grid = view.rules.grid;
    for (const sim::Puncture& puncture : view.report.fresh) {
        const std::uint32_t fine = fineOf(grid, puncture.cell);
        if (fine == sim::kNone) {
            continue;
        }
        const std::uint8_t zone = grid.fineZone[fine];
        if (zone < view.model.zones.size() && view.model.zones[zone].face &&
            static_cast<double>(puncture.depth_m) > rubricOf(view).faceDeepest_m) {
            raise(view, watch, zone);
        }
        const std::uint8_t target = view.rules.targetOfZone[zone];
        if (target == kNoTarget || (score.fineFlags[fine] & kFarTooDeep) != 0) {
            continue;
        }
        const float most_m = view.rules.assignment->targets[target].max_m;
        if (puncture.depth_m > most_m + static_cast<float>(rule.threshold * 1e-3)) {
            score.fineFlags[fine] = static_cast<std::uint8_t>(score.fineFlags[fine] | kFarTooDeep);
            watch.area += static_cast<double>(grid.fineWeight[fine]);
            watch.worst = static_cast<double>(grid.fineArea_m2) * 1e4 * watch.area;
            // a thousandth of a block for the rounding of its area
            if (watch.worst >= rule.amount - 1e-5) {
                raise(view, watch, zone);
            }
        }
    }
}

void watchJurisdiction(const TickView& view, const lesson::CriticalRule& rule,
                       CriticalWatch& watch) {
    const lesson::Assignment& assignment = *view.rules.assignment;
    const std::uint8_t zone = view.report.contact.zone;
    const bool face = zone >= view.model.zones.size() || view.model.zones[zone].face;
    const float ceiling_m = face ? assignment.jurisdictionFace_m : assignment.jurisdictionBody_m;
    const float dial_m = static_cast<float>(view.sample.needle_um) * 1e-6f;
    // resting needles are in the skin as well
    const bool inContact = view.report.contact.touching || view.piercing;
    raiseAfter(view, watch, inContact && dial_m > ceiling_m + 5e-7f, rule.amount);
}

void watchTramLines(const TickView& view, ScoreState& score, const lesson::CriticalRule& rule,
                    CriticalWatch& watch) {
    if ((view.report.notes & sim::kScratched) == 0) {
        return;
    }
    const auto longer_m = static_cast<float>(rule.threshold * 1e-3);
    const std::uint32_t count = parallelScratches(score, longer_m);
    watch.worst = std::max(watch.worst, static_cast<double>(count));
    if (count > 0 && static_cast<double>(count) >= rule.amount) {
        raise(view, watch, view.report.contact.zone);
    }
}

void watchBoneForce(const TickView& view, const lesson::CriticalRule& rule, CriticalWatch& watch) {
    const std::uint8_t zone = view.report.contact.zone;
    const bool bone = zone < view.model.zones.size() && view.model.zones[zone].tissue.boneMask;
    const bool holds = view.rules.input.measuresForce && view.report.contact.touching && bone &&
                       static_cast<double>(view.report.contact.force_N) > rule.threshold;
    raiseAfter(view, watch, holds, rule.amount);
}

void watchWrongZone(const TickView& view, ScoreState& score, const lesson::CriticalRule& rule,
                    CriticalWatch& watch) {
    const std::uint8_t zone = view.report.contact.zone;
    const bool inZone = zone < view.model.zones.size() && view.model.zones[zone].treatable;
    // needling a zone that is not asked for, or running on from one zone into another
    const bool wrong = inZone && (view.target == kNoTarget || ranOn(view, score.follow));
    const bool before = watch.raised;
    raiseAfter(view, watch, view.piercing && wrong, rule.amount);
    if (watch.raised && !before && view.target != kNoTarget) {
        watch.cameFrom = score.follow.zoneBegan;
    }
}

/// Powered needles inside a no-go area. The clock runs from the first puncture in it, as long as
/// every stroke goes on piercing it; the pen was there up to a stroke before that puncture, so the
/// time of a stroke is allowed for: what lasts for the amount is raised before it is over.
void watchNoGo(const TickView& view, const lesson::CriticalRule& rule, NoGo kind,
               CriticalWatch& watch) {
    const std::uint8_t zone = piercedNoGo(view, kind);
    if (zone == sim::kNoZone) {
        watch.quiet += watch.run > 0 ? 1U : 0U;
        watch.run = watch.run > 0 && watch.quiet < betweenPunctures(view) ? watch.run + 1 : 0;
        return;
    }
    ++watch.run;
    watch.quiet = 0;
    watch.worst = std::max(watch.worst, watch.run / static_cast<double>(kTickRate_Hz));
    if (watch.run + betweenPunctures(view) >= rule.amount * kTickRate_Hz) {
        raise(view, watch, zone);
    }
}

/// A cartridge that others have used, or may have, in skin. A bent needle alone infects nobody.
void watchCartridge(const TickView& view, CriticalWatch& watch) {
    const sim::CartridgeOrigin origin = view.state.cartridge.origin;
    if (view.piercing &&
        (origin == sim::CartridgeOrigin::Used || origin == sim::CartridgeOrigin::Open)) {
        raise(view, watch, view.report.contact.zone);
    }
}

void watchCritical(const TickView& view, ScoreState& score, const lesson::CriticalRule& rule,
                   CriticalWatch& watch) {
    const std::string_view key = rule.key;
    if (key == "over_depth") {
        watchOverDepth(view, score, rule, watch);
    } else if (key == "jurisdiction") {
        watchJurisdiction(view, rule, watch);
    } else if (key == "tram_lines") {
        watchTramLines(view, score, rule, watch);
    } else if (key == "bone_force") {
        watchBoneForce(view, rule, watch);
    } else if (key == "wrong_zone") {
        watchWrongZone(view, score, rule, watch);
    } else if (key == "no_go") {
        watchNoGo(view, rule, NoGo::Anatomy, watch);
    } else if (key == "lesion") {
        watchNoGo(view, rule, NoGo::Lesion, watch);
    } else if (key == "cartridge") {
        watchCartridge(view, watch);
    }
}

} // namespace

void observeSafety(const TickView& view, ScoreState& score) {
    countIntrusion(view, score);
    growScratches(view, score);
    const std::vector<lesson::CriticalRule>& rules = rubricOf(view).criticals;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        watchCritical(view, score, rules[i], score.criticals[i]);
    }
}

} // namespace stipple::scoring
