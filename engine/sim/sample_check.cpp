#include "engine/sim/sample_check.h"

#include "engine/sim/skin_pull.h"

#include <algorithm>

namespace stipple::sim {

namespace {

constexpr std::int32_t kFarthest_um = 1'000'000;
constexpr std::uint16_t kKnownButtons = kGelButton | kWipeButton | kNewCartridgeButton;

std::uint16_t largestDial_um(const PenDevice& pen) {
    const float most_um = std::min(pen.depthMax_m, pen.needleLength_m) * 1e6f + 0.5f;
    return most_um < 65535.0f ? static_cast<std::uint16_t>(std::max(most_um, 0.0f))
                              : std::uint16_t{65535};
}

bool unitQuaternion(const std::array<std::int16_t, 4>& q15) {
    std::int64_t square = 0;
    for (const std::int16_t part : q15) {
        square += std::int64_t{part} * part;
    }
    constexpr std::int64_t kOne = std::int64_t{32767} * 32767;
    return square * 50 >= kOne * 49 && square * 50 <= kOne * 51;
}

} // namespace

CheckedSample checkSample(const SimModel& model, const PenSample& sample) {
    PenSample ok = sample;
    for (std::int32_t& part : ok.tip_um) {
        part = std::clamp(part, -kFarthest_um, kFarthest_um);
    }
    ok.pen = static_cast<std::uint8_t>(
        std::min<std::size_t>(ok.pen, std::min<std::size_t>(model.pens.size(), 256) - 1));
    const PenDevice& pen = model.pens[ok.pen];
    ok.needle_um = pen.kind == DeviceKind::Roller ? largestDial_um(pen) // nothing to set
                                                  : std::min(ok.needle_um, largestDial_um(pen));
    const std::uint16_t fastest =
        pen.strokeRates_dHz.empty() ? std::uint16_t{0} : pen.strokeRates_dHz.back();
    ok.strokeRate_dHz = std::min(ok.strokeRate_dHz, fastest);
    ok.stretch_pct = std::min(ok.stretch_pct, std::uint8_t{100});
    ok.pull_deg = ok.pull_deg <= kAcrossSkin_deg ? ok.pull_deg : kNoDirection;
    ok.buttons = static_cast<std::uint16_t>(ok.buttons & kKnownButtons);
    ok.reserved = {};
    if (ok.tracking != Tracking::Good) {
        ok.tracking = Tracking::Lost;
    }
    // Without tracking the pose means nothing, so nothing about it is impossible.
    const bool posed = ok.tracking != Tracking::Good || unitQuaternion(ok.orientation_q15);
    return {ok, !posed || !(ok == sample)};
}

} // namespace stipple::sim
