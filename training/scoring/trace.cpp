#include "training/scoring/trace.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

namespace stipple::scoring {

void TraceRecorder::add(const sim::SimState& state, const sim::PenSample& sample,
                        const sim::StepReport& report) {
    for (const sim::Puncture& puncture : report.fresh) {
        depthSum_m_ += static_cast<double>(puncture.depth_m);
        ++depthCount_;
        deepest_m_ = puncture.depth_m > deepest_m_ ? puncture.depth_m : deepest_m_;
    }
    // strokes may keep step with the trace and never fall into its ticks
    if (report.terms.set_m > 0.0f) {
        lastTerms_ = report.terms;
    }
    if (state.tick % kTraceEvery != 0) {
        return;
    }
    const sim::PenContact& contact = report.contact;
    TracePoint point{.tick = state.tick,
                     .zone = contact.zone,
                     .touching = contact.touching,
                     .motor = sample.strokeRate_dHz > 0 || report.roll.roller,
                     .rate_Hz = static_cast<float>(report.strokeRate_dHz) * 0.1f,
                     .cartridge = state.cartridge.origin,
                     .dial_mm = static_cast<float>(sample.needle_um) * 1e-3f,
                     .deepest_mm = deepest_m_ * 1e3f,
                     .tilt_deg = contact.tilt_rad * static_cast<float>(180.0 / kPi),
                     .force_N = contact.force_N,
                     .glide_mmps = contact.touching ? glm::length(contact.glide_mps) * 1e3f : 0.0f,
                     .slipIndex = report.slipIndex,
                     .stretch_pct = static_cast<float>(sample.stretch_pct),
                     .gel = report.gel,
                     .tip_m = state.pen.tip_m,
                     .terms = lastTerms_};
    if (depthCount_ > 0) {
        point.delivered_mm = static_cast<float>(1e3 * depthSum_m_ / depthCount_);
    }
    points_.push_back(point);
    depthSum_m_ = 0.0;
    depthCount_ = 0;
    deepest_m_ = 0.0f;
    lastTerms_ = {};
}

void TraceRecorder::clear() {
    *this = TraceRecorder();
}

} // namespace stipple::scoring
