#include "engine/sim/sample_check.h"

#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <limits>

namespace stipple::sim {
namespace {

class SampleCheck : public ::testing::Test {
protected:
    std::unique_ptr<SimModel> model_ = test::flatModel();
    PenSample good_ = test::sampleAt({0.0f, 0.01f, 0.0f}, 1000, 1200);
};

TEST_F(SampleCheck, AGoodSampleIsLeftAlone) {
    good_.buttons = kGelButton | kWipeButton | kNewCartridgeButton;
    good_.stretch_pct = 100;
    good_.pull_deg = 180;
    good_.pen = 1;
    const CheckedSample checked = checkSample(*model_, good_);
    EXPECT_FALSE(checked.changed);
    EXPECT_EQ(checked.sample, good_);
    EXPECT_FALSE(checkSample(*model_, PenSample{}).changed) << "lost tracking is not impossible";
}

TEST_F(SampleCheck, EveryFieldOutOfItsRangeIsMovedAndTold) {
    const auto check = [this](auto change) {
        PenSample sample = good_;
        change(sample);
        const CheckedSample checked = checkSample(*model_, sample);
        EXPECT_TRUE(checked.changed);
        return checked.sample;
    };
    EXPECT_EQ(check([](PenSample& s) { s.tip_um[1] = 2'000'000'000; }).tip_um[1], 1'000'000);
    EXPECT_EQ(check([](PenSample& s) { s.tip_um[2] = -1'000'001; }).tip_um[2], -1'000'000);
    EXPECT_EQ(check([](PenSample& s) { s.needle_um = 2501; }).needle_um, 2500);
    EXPECT_EQ(check([](PenSample& s) { s.strokeRate_dHz = 1501; }).strokeRate_dHz, 1500);
    EXPECT_EQ(check([](PenSample& s) { s.pen = 2; }).pen, 1);
    EXPECT_EQ(check([](PenSample& s) { s.stretch_pct = 101; }).stretch_pct, 100);
    EXPECT_EQ(check([](PenSample& s) { s.buttons = 8; }).buttons, 0);
    EXPECT_EQ(check([](PenSample& s) { s.reserved[1] = 1; }).reserved[1], 0);
    EXPECT_EQ(check([](PenSample& s) { s.pull_deg = 181; }).pull_deg, 0);
    EXPECT_EQ(check([](PenSample& s) { s.tracking = static_cast<Tracking>(7); }).tracking,
              Tracking::Lost);
    check([](PenSample& s) { s.orientation_q15 = {}; });
    check([](PenSample& s) { s.orientation_q15 = {16384, 0, 0, 16384}; });
    check([](PenSample& s) { s.orientation_q15.fill(-32768); });
}

} // namespace
} // namespace stipple::sim
