#include "training/app/expert_setting.h"

#include "engine/sim/needle_insertion.h"
#include "engine/sim/pen_contact.h"
#include "engine/sim/plate_model.h"
#include "training/app/expert_pull.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace stipple::app {

namespace {

// a hand's usual force; its shares from usual to the lightest that stays, with the hand's ripple,
// above the half newton of the rubrics; where skin is thin over bone only the light ones
// (clinical.md 5: light pressure)
constexpr float kUsual_N = 1.0f;
constexpr float kPress[] = {1.0f, 0.8f, 0.6f};
constexpr std::size_t kLightPress = 2;
// the hand presses harder than it means to by this much now and then
constexpr float kHarder = 1.15f;
// places of a zone that are looked at
constexpr std::size_t kPlaces = 40;
// a tenth of a millimetre over the maximum everywhere counts as much as being over it at all
constexpr float kWorse_m = 1e-4f;
// being over the maximum counts so much more than missing the target by all of it
constexpr float kOverWeight = 4.0f;
// another pen than the first must be better by this to be taken up
constexpr float kWorthChange = 0.05f;
// what a wider lane may cost when time is short
constexpr float kWorthLane = 0.3f;
// a place in twenty over it, at a border where the pen hardly comes, changes nothing
constexpr float kFew = 0.05f;

bool overBone(const Exercise& exercise, const lesson::ZoneTarget& target) {
    return exercise.model->zones[target.zone].tissue.boneMask;
}

float usualShare(const Exercise& exercise, const lesson::ZoneTarget& target) {
    return overBone(exercise, target) ? kPress[kLightPress] : kPress[0];
}

bool isSet(const sim::PenDevice& device) {
    return device.kind != sim::DeviceKind::Roller && !device.strokeRates_dHz.empty();
}

sim::HeldPen heldFlat(const Exercise& exercise, const lesson::ZoneTarget& target, std::size_t pen,
                      float dial_m) {
    return {.pen = pen,
            .zone = target.zone,
            .set_m = dial_m,
            .force_N = kUsual_N * usualShare(exercise, target),
            .strain = exercise.model->needling.tautStrain,
            .rate_dHz = static_cast<std::uint16_t>(10.0f * target.rateMax_Hz + 0.5f)};
}

/// The dial's steps in the permitted range.
std::vector<float> dialsOf(const lesson::ZoneTarget& target, const sim::PenDevice& pen) {
    std::vector<float> dials_m;
    const auto steps = static_cast<int>((pen.depthMax_m - pen.depthMin_m) / pen.depthStep_m + 0.5f);
    const float most_m = std::min(target.depthMax_m, target.max_m);
    for (int i = 0; i <= steps; ++i) {
        const float dial_m = pen.depthMin_m + static_cast<float>(i) * pen.depthStep_m;
        if (dial_m >= target.depthMin_m - 1e-6f && dial_m <= most_m + 1e-6f) {
            dials_m.push_back(dial_m);
        }
    }
    return dials_m;
}

/// The permitted rate of the pen that moves its needles fastest, or nothing.
std::optional<std::uint16_t> suitableRate_dHz(const lesson::ZoneTarget& target,
                                              const sim::PenDevice& pen) {
    std::optional<std::uint16_t> best;
    if (pen.kind == sim::DeviceKind::Roller && target.rateMax_Hz <= 0.0f) {
        best = std::uint16_t{0};
    }
    for (const std::uint16_t rate_dHz : pen.strokeRates_dHz) {
        const float rate_Hz = 0.1f * static_cast<float>(rate_dHz);
        if (rate_Hz >= target.rateMin_Hz - 0.01f && rate_Hz <= target.rateMax_Hz + 0.01f) {
            best = rate_dHz;
        }
    }
    return best;
}

/// Whether a pen there would have its needles in what must not be touched.
bool besideNoGo(const sim::SimModel& model, std::uint32_t cell, float away_m) {
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, model.cells.position_m[cell], away_m, near);
    return std::any_of(near.begin(), near.end(), [&model](std::uint32_t other) {
        const std::uint8_t zone = model.cells.zone[other];
        return zone < model.zones.size() && model.zones[zone].noGo;
    });
}

/// Places spread over a zone, with the pen set upon each.
std::vector<sim::HeldPen> placesOn(const Exercise& exercise, const lesson::ZoneTarget& target,
                                   std::size_t pen) {
    const sim::SimModel& model = *exercise.model;
    std::vector<std::uint32_t> cells;
    for (std::uint32_t cell = 0; cell < model.cells.zone.size(); ++cell) {
        if (model.cells.zone[cell] == target.zone) {
            cells.push_back(cell);
        }
    }
    std::vector<sim::HeldPen> places;
    const std::size_t every = std::max<std::size_t>(1, cells.size() / kPlaces);
    for (std::size_t i = every / 2; i < cells.size(); i += every) {
        const std::uint32_t cell = cells[i];
        if (besideNoGo(model, cell, 0.5f * model.pens[pen].needleCircle_m)) {
            continue;
        }
        const glm::vec3 normal = model.cells.normal[cell];
        const sim::PenPose upright{.tip_m = model.cells.position_m[cell],
                                   .orientation = sim::orientationAlong(normal),
                                   .shaft = normal,
                                   .tracked = true};
        const sim::PenContact contact = sim::contactOf(model, model.pens[pen], upright, sim::kNone);
        const sim::SkinPull pull{model.needling.tautStrain, expertPull_deg(model, cell)};
        const sim::PlateSite site = sim::plateSite(model, model.pens[pen], cell, pull);
        const float taut = model.needling.tractionShare * model.needling.tautStrain;
        sim::HeldPen held = heldFlat(exercise, target, pen, 0.0f);
        held.curvature_perM = contact.curvature_perM;
        held.hold = taut > 0.0f ? site.strain / taut : 1.0f;
        held.skinScale = site.skinScale;
        held.fatScale = site.fatScale;
        places.push_back(held);
    }
    return places;
}

/// How ill a dial and a force would serve a zone: 0 perfectly.
float costOf(const Exercise& exercise, const lesson::ZoneTarget& target,
             std::span<const sim::HeldPen> places, float dial_m, float press) {
    const sim::SimModel& model = *exercise.model;
    float over = 0.0f;
    float shallow = 0.0f;
    float miss_m = 0.0f;
    for (sim::HeldPen held : places) {
        held.set_m = dial_m;
        held.force_N = kUsual_N * press;
        const float usual_m = sim::heldStroke(model, held).delivered_m;
        held.force_N *= kHarder;
        held.dialError_m = model.pens[held.pen].dialTolerance_m;
        const float beyond_m = sim::heldStroke(model, held).deepest_m - target.max_m;
        over += beyond_m > 0.0f ? 1.0f + beyond_m / kWorse_m : 0.0f;
        shallow += usual_m < 0.5f * target.target_m ? 1.0f : 0.0f;
        miss_m += std::max(usual_m - target.target_m, target.target_m - usual_m);
    }
    const auto count = static_cast<float>(std::max<std::size_t>(1, places.size()));
    return kOverWeight * std::max(0.0f, over / count - kFew) +
           (shallow + miss_m / target.target_m) / count;
}

/// A setting, and how ill it serves.
struct Weighed {
    ExpertSetting setting;
    float cost = 0.0f;
};

/// On flat skin: the dial whose usual delivery comes nearest the target.
std::optional<Weighed> onPad(const Exercise& exercise, const lesson::ZoneTarget& target,
                             std::size_t pen, ExpertSetting setting) {
    std::optional<Weighed> best;
    setting.pressShare = usualShare(exercise, target);
    for (const float dial_m : dialsOf(target, exercise.model->pens[pen])) {
        const bool set = isSet(exercise.model->pens[pen]); // of a roller nothing can be set
        const float usual_m =
            set ? sim::heldStroke(*exercise.model, heldFlat(exercise, target, pen, dial_m))
                      .delivered_m
                : dial_m;
        const float miss_m = std::max(usual_m - target.target_m, target.target_m - usual_m);
        if (!best || miss_m < best->cost) {
            setting.needle_um = static_cast<std::uint16_t>(dial_m * 1e6f + 0.5f);
            best = Weighed{setting, miss_m};
        }
    }
    return best;
}

/// On a person: the dial and the force that serve all of the zone best.
std::optional<Weighed> onPerson(const Exercise& exercise, const lesson::ZoneTarget& target,
                                std::size_t pen, ExpertSetting setting) {
    std::optional<Weighed> best;
    if (!isSet(exercise.model->pens[pen])) {
        return onPad(exercise, target, pen, setting);
    }
    const std::vector<sim::HeldPen> places = placesOn(exercise, target, pen);
    for (const float dial_m : dialsOf(target, exercise.model->pens[pen])) {
        for (std::size_t i = overBone(exercise, target) ? kLightPress : 0; i < std::size(kPress);
             ++i) {
            const float cost = costOf(exercise, target, places, dial_m, kPress[i]);
            if (!best || cost < best->cost) {
                setting.needle_um = static_cast<std::uint16_t>(dial_m * 1e6f + 0.5f);
                setting.pressShare = kPress[i];
                best = Weighed{setting, cost};
            }
        }
    }
    return best;
}

} // namespace

bool permitsCartridge(const lesson::ZoneTarget& target, const sim::PenDevice& pen) {
    const auto needles = static_cast<std::uint32_t>(pen.needles_m.size());
    return needles >= target.needlesMin && needles <= target.needlesMax;
}

ExpertSetting expertSetting(const Exercise& exercise, const lesson::ZoneTarget& target,
                            bool hurry) {
    const std::vector<sim::PenDevice>& pens = exercise.model->pens;
    std::optional<Weighed> best;
    float circle_m = 0.0f;
    for (std::size_t i = 0; i < pens.size(); ++i) {
        const auto rate_dHz = suitableRate_dHz(target, pens[i]);
        if (!permitsCartridge(target, pens[i]) || !rate_dHz) {
            continue;
        }
        const ExpertSetting plain{.pen = static_cast<std::uint8_t>(i), .strokeRate_dHz = *rate_dHz};
        const auto found = exercise.patient ? onPerson(exercise, target, i, plain)
                                            : onPad(exercise, target, i, plain);
        if (!found) {
            continue;
        }
        const bool wider = hurry && pens[i].needleCircle_m > circle_m + 1e-5f;
        const float gain = best ? best->cost - found->cost : 0.0f;
        if (!best || (exercise.patient && gain > kWorthChange) || (wider && gain > -kWorthLane)) {
            best = found;
            circle_m = pens[i].needleCircle_m;
        }
    }
    return best ? best->setting : ExpertSetting{.pressShare = usualShare(exercise, target)};
}

bool goesTooDeep(const Exercise& exercise, const lesson::ZoneTarget& target, std::size_t pen,
                 float dial_m) {
    const sim::PenDevice& device = exercise.model->pens[pen];
    if (!isSet(device)) {
        return dial_m > target.max_m;
    }
    sim::HeldPen held = heldFlat(exercise, target, pen, dial_m);
    held.dialError_m = device.dialTolerance_m;
    return sim::heldStroke(*exercise.model, held).deepest_m > target.max_m;
}

} // namespace stipple::app
