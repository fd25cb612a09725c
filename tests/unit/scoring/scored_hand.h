#pragma once

#include "tests/support/flat_model.h"
#include "training/scoring/measure.h"
#include "training/scoring/observe.h"

#include <memory>
#include <string>
#include <vector>

namespace stipple::test {

/// What an imagined pen does for some ticks. The reports are made up, so that a test knows every
/// number; the simulation is not asked.
struct Touch {
    bool touching = true;
    float speed_mps = 0.02f;
    glm::vec3 direction{1.0f, 0.0f, 0.0f};
    float force_N = 1.0f, tilt_rad = 0.0f;
    float gap_m = 0.0f;        ///< above the skin; needles longer than this reach it
    float depth_m = 0.000375f; ///< of the puncture at each stroke; 0: none
    std::uint16_t needle_um = 500, strokeRate_dHz = 1000;
    float slipIndex = 0.0f, gel = 1.0f;
    std::uint8_t stretch_pct = 15;
    std::uint32_t notes = 0;
    std::uint8_t pen = 0;
    bool stroke = true; ///< a stroke falls into every tick
};

/// Rules with the limits of the pad's rubric, the keys of all metrics (1 point each) and of all
/// critical events. Targets: every zone of the model, dial 0.25-0.5 mm, target 0.375, maximum 1.
[[nodiscard]] lesson::Assignment padAssignment(const sim::SimModel& model);

/// A flat pad of 40 x 40 mm: forehead on the left half, medial cheek on the right.
[[nodiscard]] FlatPad twoZonePad();

/// An imagined pen over a flat pad, scored tick by tick.
class ScoredHand {
public:
    explicit ScoredHand(const FlatPad& pad = twoZonePad(),
                        sim::InputTraits traits = {
                            .name = "test", .measuresForce = true, .measuresTilt = true});

    void put(float x_m, float z_m) { place_m_ = {x_m, pad_.height_m, z_m}; }
    /// Feeds `ticks` ticks and moves on with the touch's speed.
    void feed(const Touch& touch, std::uint32_t ticks);
    /// Off the skin for `ticks` ticks, `gap_m` above it.
    void lift(float gap_m, std::uint32_t ticks);

    [[nodiscard]] scoring::Measurement measured(const std::string& key) const;
    [[nodiscard]] bool raised(const std::string& key) const;
    [[nodiscard]] scoring::Score score() const;
    [[nodiscard]] glm::vec3 place_m() const { return place_m_; }

    FlatPad pad_;
    std::unique_ptr<sim::SimModel> model_;
    lesson::Assignment assignment_;
    scoring::ScoreRules rules_;
    sim::SimState state_;
    scoring::ScoreState seen_;

private:
    glm::vec3 place_m_{0.0f};
};

} // namespace stipple::test
