#include "training/lesson/lesson.h"

#include "engine/base/data_file.h"

#include <algorithm>
#include <cmath>

namespace stipple::lesson {

namespace {

constexpr double kMicrometre_mm = 0.001;

double millimetres(float metres) {
    return static_cast<double>(metres) * 1000.0;
}

float metres(double millimetres) {
    return static_cast<float>(millimetres * 0.001);
}

/// Whether the dial has a step from `low_mm` to `high_mm`, to a micrometre.
bool dialMeets(const sim::PenDevice& pen, double low_mm, double high_mm) {
    const double start = millimetres(pen.depthMin_m), step = millimetres(pen.depthStep_m);
    const double end = std::min(millimetres(pen.depthMax_m), high_mm);
    const double steps = std::ceil((low_mm - start) / step - kMicrometre_mm);
    const double first = start + std::max(steps, 0.0) * step;
    return first <= end + kMicrometre_mm && first >= low_mm - kMicrometre_mm;
}

bool rateMeets(const sim::PenDevice& pen, const SourcedRange& rate_Hz) {
    if (pen.kind == sim::DeviceKind::Roller) {
        return rate_Hz.max <= 0.0; // a rule for rollers
    }
    return std::any_of(
        pen.strokeRates_dHz.begin(), pen.strokeRates_dHz.end(), [&](std::uint16_t rate) {
            return rate >= rate_Hz.min * 10.0 - 0.5 && rate <= rate_Hz.max * 10.0 + 0.5;
        });
}

/// Why `pen` cannot do what the rule asks under its effective maximum; empty when it can.
std::string unfit(const sim::PenDevice& pen, const ZoneRule& rule, const EffectiveMaximum& most) {
    const double low_mm = rule.depth_mm.min;
    if (most.depth_mm < low_mm) {
        return fmt::format("the maximum of the {} is {} mm, the protocol begins at {} mm",
                           most.because, decimal(most.depth_mm), decimal(low_mm));
    }
    const double high_mm = std::min(rule.depth_mm.max, most.depth_mm);
    if (!dialMeets(pen, low_mm, high_mm)) {
        return fmt::format("the dial has no step from {} to {} mm (it goes from {} to {} mm in "
                           "steps of {} mm)",
                           decimal(low_mm), decimal(high_mm), decimal(millimetres(pen.depthMin_m)),
                           decimal(millimetres(pen.depthMax_m)),
                           decimal(millimetres(pen.depthStep_m)));
    }
    const double needles = static_cast<double>(pen.needles_m.size());
    if (needles < rule.needles.min || needles > rule.needles.max) {
        return fmt::format("it has {} needles, the protocol wants {} to {}", pen.needles_m.size(),
                           rule.needles.min, rule.needles.max);
    }
    if (!rateMeets(pen, rule.strokeRate_Hz)) {
        return fmt::format("it has no stroke rate from {} to {} Hz", rule.strokeRate_Hz.min,
                           rule.strokeRate_Hz.max);
    }
    return {};
}

Result<std::uint8_t> zoneIndex(const Lesson& lesson, const std::string& id,
                               const sim::SimModel& model) {
    for (std::size_t i = 0; i < model.zones.size(); ++i) {
        if (model.zones[i].id == id) {
            if (!model.zones[i].treatable) {
                return fail("lesson '{}': zone '{}' is not a zone that may be treated", lesson.id,
                            id);
            }
            return static_cast<std::uint8_t>(i);
        }
    }
    return fail("lesson '{}': zone '{}' is not in the scene {}", lesson.id, id, lesson.scene);
}

/// The least effective maximum of the pens that can do what the rule asks.
Result<EffectiveMaximum> maximumOfFittingPens(const Assignment& all, const ZoneRule& rule,
                                              bool face, const sim::SimModel& model) {
    EffectiveMaximum least;
    std::string reasons;
    bool fits = false;
    for (const sim::PenDevice& pen : model.pens) {
        const EffectiveMaximum most =
            effectiveMaximum(rule, face, millimetres(pen.depthLabelMax_m), all.jurisdiction);
        const std::string why = unfit(pen, rule, most);
        if (!why.empty()) {
            reasons += fmt::format("\n  {}: {}", pen.id, why);
            continue;
        }
        if (!fits || most.depth_mm < least.depth_mm) {
            least = most;
        }
        fits = true;
    }
    if (!fits) {
        return fail("lesson '{}': no pen of the lesson can treat zone '{}' ({}) as the protocol "
                    "'{}' asks{}",
                    all.lesson.id, rule.zone, rule.indication, all.protocol.id, reasons);
    }
    return least;
}

ZoneTarget targetOfRule(const ZoneRule& rule, const sim::SkinZone& zone, std::uint8_t index,
                        const EffectiveMaximum& most) {
    ZoneTarget target;
    target.zone = index;
    target.id = zone.id;
    target.label = zone.label;
    target.indication = rule.indication;
    target.depthMin_m = metres(rule.depth_mm.min);
    target.depthMax_m = metres(std::min(rule.depth_mm.max, most.depth_mm));
    target.target_m = metres(std::min(rule.target_mm.value, most.depth_mm));
    target.max_m = metres(most.depth_mm);
    target.maxBecause = most.because;
    target.passesMin = static_cast<std::uint32_t>(rule.passes.min);
    target.passesMax = static_cast<std::uint32_t>(rule.passes.max);
    target.rateMin_Hz = static_cast<float>(rule.strokeRate_Hz.min);
    target.rateMax_Hz = static_cast<float>(rule.strokeRate_Hz.max);
    target.needlesMin = static_cast<std::uint32_t>(rule.needles.min);
    target.needlesMax = static_cast<std::uint32_t>(rule.needles.max);
    target.endpoint = rule.endpoint;
    target.caution = rule.caution;
    return target;
}

Result<ZoneTarget> targetFor(const Assignment& all, const LessonZone& wanted,
                             const sim::SimModel& model) {
    const Result<std::uint8_t> index = zoneIndex(all.lesson, wanted.zone, model);
    if (!index) {
        return index.error();
    }
    const ZoneRule* rule = findRule(all.protocol, wanted.zone, wanted.indication);
    if (rule == nullptr) {
        return fail("lesson '{}': the protocol '{}' has no rule for zone '{}' and indication '{}'",
                    all.lesson.id, all.protocol.id, wanted.zone, wanted.indication);
    }
    const sim::SkinZone& zone = model.zones[*index];
    const Result<EffectiveMaximum> most = maximumOfFittingPens(all, *rule, zone.face, model);
    if (!most) {
        return most.error();
    }
    ZoneTarget target = targetOfRule(*rule, zone, *index, *most);
    target.stamping = wanted.stamping;
    return target;
}

/// The pen in hand at the start must be able to stand at the start settings, and they must not be
/// deeper than any zone of the lesson allows.
Status checkStart(const Assignment& all, const sim::SimModel& model) {
    const Lesson& lesson = all.lesson;
    const sim::PenDevice& pen = model.pens.front();
    const double start_mm = lesson.startNeedle_um * 0.001;
    if (!dialMeets(pen, start_mm, start_mm)) {
        return fail("lesson '{}': start_needle_mm {} is not a step of the first pen '{}' ({} to {} "
                    "mm in steps of {} mm)",
                    lesson.id, decimal(start_mm), pen.id, decimal(millimetres(pen.depthMin_m)),
                    decimal(millimetres(pen.depthMax_m)), decimal(millimetres(pen.depthStep_m)));
    }
    for (const ZoneTarget& target : all.targets) {
        if (start_mm > millimetres(target.max_m) + kMicrometre_mm) {
            return fail("lesson '{}': start_needle_mm {} is above the maximum {} mm of zone '{}'",
                        lesson.id, decimal(start_mm), decimal(millimetres(target.max_m)),
                        target.id);
        }
    }
    const auto& rates = pen.strokeRates_dHz;
    if (lesson.startStrokeRate_dHz != 0 &&
        std::find(rates.begin(), rates.end(), lesson.startStrokeRate_dHz) == rates.end()) {
        return fail("lesson '{}': start_stroke_rate_Hz {} is no setting of the first pen '{}'",
                    lesson.id, decimal(lesson.startStrokeRate_dHz * 0.1), pen.id);
    }
    return Done{};
}

/// A bent needle is one of the pen's, and a roller's are not told one by one.
Status checkCartridge(const Lesson& lesson, const sim::PenDevice& pen) {
    if (!lesson.cartridge || !(lesson.cartridge->bend_rad > 0.0f)) {
        return Done{};
    }
    if (pen.kind == sim::DeviceKind::Roller) {
        return fail("lesson '{}': a roller has no cartridge that was dropped", lesson.id);
    }
    const std::uint32_t needle = lesson.cartridge->needle;
    if (needle != sim::kNone && needle >= pen.needles_m.size()) {
        return fail("lesson '{}': needle {} of the cartridge is bent, the pen '{}' has {}",
                    lesson.id, needle + 1, pen.id, pen.needles_m.size());
    }
    return Done{};
}

} // namespace

Result<Assignment> assign(Lesson lesson, Protocol protocol, Jurisdiction jurisdiction,
                          Rubric rubric, const sim::SimModel& model, std::uint64_t contentHash) {
    Assignment all;
    all.lesson = std::move(lesson);
    all.protocol = std::move(protocol);
    all.jurisdiction = std::move(jurisdiction);
    all.rubric = std::move(rubric);
    all.jurisdictionFace_m = metres(all.jurisdiction.faceCeiling_mm.value);
    all.jurisdictionBody_m = metres(all.jurisdiction.bodyCeiling_mm.value);
    all.contentHash = contentHash;
    if (model.pens.empty()) {
        return fail("lesson '{}': it names no pen", all.lesson.id);
    }
    for (const LessonZone& wanted : all.lesson.zones) {
        Result<ZoneTarget> target = targetFor(all, wanted, model);
        if (!target) {
            return target.error();
        }
        all.targets.push_back(std::move(*target));
    }
    if (Status status = checkStart(all, model); !status) {
        return status.error();
    }
    if (Status status = checkCartridge(all.lesson, model.pens.front()); !status) {
        return status.error();
    }
    return all;
}

} // namespace stipple::lesson
