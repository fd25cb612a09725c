#include "training/report/settings_used.h"

#include "engine/base/fixed_clock.h"
#include "training/lesson/conditions.h"
#include "training/report/number_text.h"

#include <fmt/format.h>

namespace stipple::report {

namespace {

SettingsSpan spanAt(const ReportInput& input, const scoring::TracePoint& point) {
    SettingsSpan span{.from_s = seconds(point.tick),
                      .to_s = seconds(point.tick),
                      .zone = point.zone,
                      .dial_mm = point.dial_mm,
                      .motor = point.motor,
                      .rate_Hz = {},
                      .pen = {},
                      .cartridge = point.cartridge};
    if (!input.samples.empty()) {
        // a point at tick n is written after the sample n - 1 was simulated
        const std::size_t last = input.samples.size() - 1;
        const std::size_t wanted = point.tick > 0 ? point.tick - 1 : 0;
        const sim::PenSample& sample = input.samples[wanted < last ? wanted : last];
        span.rate_Hz = static_cast<float>(sample.strokeRate_dHz) / 10.0f;
        span.pen = sample.pen;
        span.slowest_Hz = point.rate_Hz;
    }
    return span;
}

bool sameSettings(const SettingsSpan& a, const SettingsSpan& b) {
    return a.zone == b.zone && a.dial_mm == b.dial_mm && a.motor == b.motor &&
           a.rate_Hz == b.rate_Hz && a.pen == b.pen && a.cartridge == b.cartridge;
}

void remark(std::string& text, std::string_view what) {
    text += text.empty() ? "" : "; ";
    text += what;
}

} // namespace

std::vector<SettingsSpan> settingsUsed(const ReportInput& input) {
    std::vector<SettingsSpan> spans;
    for (const scoring::TracePoint& point : input.trace) {
        if (!point.touching) {
            continue;
        }
        const SettingsSpan span = spanAt(input, point);
        if (!spans.empty() && sameSettings(spans.back(), span)) {
            spans.back().to_s = span.to_s;
            if (span.slowest_Hz && *span.slowest_Hz < *spans.back().slowest_Hz) {
                spans.back().slowest_Hz = span.slowest_Hz;
            }
        } else {
            spans.push_back(span);
        }
    }
    return spans;
}

std::string settingsRemark(const ReportInput& input, const SettingsSpan& span) {
    const lesson::ZoneTarget* target = lesson::targetOf(input.assignment, span.zone);
    if (target == nullptr) {
        return "outside the lesson's zones";
    }
    std::string text;
    if (span.cartridge != sim::CartridgeOrigin::Sealed) {
        remark(text, fmt::format("cartridge {}", lesson::cartridgeMeant(span.cartridge)));
    }
    // the dial has whole micrometres, so half of one separates the steps safely
    constexpr float kHalfStep_mm = 5e-4f;
    if (span.dial_mm > 1e3f * target->depthMax_m + kHalfStep_mm) {
        remark(text, fmt::format("dial above {} mm",
                                 shortNumber(shortestDouble(1e3f * target->depthMax_m))));
    }
    if (span.dial_mm < 1e3f * target->depthMin_m - kHalfStep_mm) {
        remark(text, fmt::format("dial below {} mm",
                                 shortNumber(shortestDouble(1e3f * target->depthMin_m))));
    }
    if (!span.motor) {
        remark(text, "motor off");
        return text;
    }
    if (span.rate_Hz && span.slowest_Hz && *span.slowest_Hz < *span.rate_Hz - 0.5f) {
        remark(text, *span.slowest_Hz > 0.0f
                         ? fmt::format("motor slowed to {} Hz by the press",
                                       shortNumber(shortestDouble(*span.slowest_Hz)))
                         : std::string("motor stalled by the press"));
    }
    if (span.rate_Hz && (*span.rate_Hz < target->rateMin_Hz - 0.05f ||
                         *span.rate_Hz > target->rateMax_Hz + 0.05f)) {
        remark(text, fmt::format("rate outside {} to {} Hz",
                                 shortNumber(shortestDouble(target->rateMin_Hz)),
                                 shortNumber(shortestDouble(target->rateMax_Hz))));
    }
    if (span.pen && *span.pen < input.model.pens.size()) {
        const std::size_t needles = input.model.pens[*span.pen].needles_m.size();
        if (needles < target->needlesMin || needles > target->needlesMax) {
            remark(text, fmt::format("{} needles instead of {} to {}", needles, target->needlesMin,
                                     target->needlesMax));
        }
    }
    return text;
}

} // namespace stipple::report
