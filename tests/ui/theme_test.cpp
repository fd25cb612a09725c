#include "engine/ui/theme.h"

#include "engine/ui/meter.h"
#include "engine/ui/plot.h"
#include "tests/ui/ui_bench.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace stipple {
namespace {

namespace colour = ui::colour;
using ui::contrast;

TEST(Theme, ContrastIsThatOfWcag) {
    // black on white is 21 : 1, and a colour on itself 1 : 1
    EXPECT_NEAR(contrast(ui::rgb(0x000000), ui::rgb(0xffffff)), 21.0, 1e-9);
    EXPECT_NEAR(contrast(ui::rgb(0x336699), ui::rgb(0x336699)), 1.0, 1e-12);
    // #767676 is the lightest grey that reaches 4.5 on white
    EXPECT_GT(contrast(ui::rgb(0x767676), ui::rgb(0xffffff)), 4.5);
    EXPECT_LT(contrast(ui::rgb(0x777777), ui::rgb(0xffffff)), 4.5);
}

TEST(Theme, AllTextCanBeRead) {
    const std::array surfaces{colour::kBackground, colour::kPanel, colour::kRaised,
                              colour::kHovered};
    const std::array texts{colour::kText, colour::kQuiet, colour::kAccent,
                           colour::kGood, colour::kFair,  colour::kPoor};
    for (const ImU32 surface : surfaces) {
        for (const ImU32 paint : texts) {
            EXPECT_GE(contrast(surface, paint), 4.5) << std::hex << surface << " " << paint;
        }
    }
    for (const ImU32 filled : {colour::kAccentDeep, colour::kAccentHover, colour::kAlarm}) {
        EXPECT_GE(contrast(filled, colour::kText), 4.5) << std::hex << filled;
    }
}

TEST(Theme, TheRampRisesInLightness) {
    // what a red-green blind eye keeps is lightness: each step must be lighter than the last
    double last = 0.0;
    for (int i = 0; i <= 100; ++i) {
        const double now = contrast(ui::cividis(static_cast<float>(i) / 100.0f), ui::rgb(0));
        EXPECT_GT(now, last) << i;
        last = now;
    }
    EXPECT_EQ(ui::cividis(-1.0f), ui::rgb(0x00224e));
    EXPECT_EQ(ui::cividis(2.0f), ui::rgb(0xfee838));
}

TEST(Meter, StateIsTheBand) {
    // a bar of 0 to 40: near is up to a quarter of it, 10, beyond the band of 10 to 20
    ui::Meter meter{.label = "glide", .unit = "mm/s", .value = 15.0f, .most = 40.0f};
    meter.bandLow = 10.0f;
    meter.bandHigh = 20.0f;
    EXPECT_EQ(ui::meterState(meter), ui::State::Good);
    meter.value = 29.0f;
    EXPECT_EQ(ui::meterState(meter), ui::State::Fair);
    meter.value = 31.0f;
    EXPECT_EQ(ui::meterState(meter), ui::State::Poor);
    meter.value = 1.0f;
    EXPECT_EQ(ui::meterState(meter), ui::State::Fair);
    meter.value = 15.0f;
    meter.limit = 14.0f;
    EXPECT_EQ(ui::meterState(meter), ui::State::Poor);
    meter.assessed = false;
    EXPECT_EQ(ui::meterState(meter), ui::State::Unknown);
}

TEST(Text, IsCutWithAnEllipsisAtWholeCharacters) {
    tests::UiBench bench(400, 200, 1.0f);
    bench.frame([](const ui::Screen& screen, training_ui::UiActions&) {
        ImDrawList& list = *ImGui::GetForegroundDrawList();
        ImFont* font = screen.fonts.body;
        const float whole = ui::textSize(font, "ëëëëëëëëëë").x;
        EXPECT_FLOAT_EQ(
            ui::drawFittedText(list, font, {0, 0}, colour::kText, whole + 1.0f, "ëëëëëëëëëë"),
            whole);
        const float cut =
            ui::drawFittedText(list, font, {0, 0}, colour::kText, whole * 0.5f, "ëëëëëëëëëë");
        EXPECT_LE(cut, whole * 0.5f);
        // four or five letters and the dots remain
        EXPECT_GT(cut, whole * 0.35f);
        EXPECT_EQ(ui::drawFittedText(list, font, {0, 0}, colour::kText, 0.0f, "ë"), 0.0f);
    });
}

TEST(Plot, AClickIsATime) {
    tests::UiBench bench(1000, 400, 1.0f);
    const std::array<float, 3> times{0.0f, 5.0f, 10.0f};
    const std::array<float, 3> values{0.0f, 1.0f, 0.5f};
    ui::PlotAnswer answer;
    const auto draw = [&](const ui::Screen& screen, training_ui::UiActions&) {
        ImGui::SetNextWindowPos(ImVec2(0.0f, 0.0f));
        ImGui::SetNextWindowSize(ImVec2(1000.0f, 400.0f));
        ImGui::Begin("plot", nullptr, ImGuiWindowFlags_NoDecoration);
        const ui::PlotLine line{.label = "x", .unit = "mm", .time_s = times, .value = values};
        // the axis takes 34 of 834 pixels at the left: 800 for 10 s
        const ui::PlotAnswer now =
            ui::drawPlot(screen, "x", {50.0f, 50.0f, 834.0f, 200.0f}, line, 0.0f, 10.0f, 0.0f);
        if (now.clicked_s) {
            answer = now;
        }
        ImGui::End();
    };
    bench.frame(draw);
    bench.click(draw, 84.0f + 400.0f, 150.0f);
    ASSERT_TRUE(answer.clicked_s.has_value());
    EXPECT_NEAR(*answer.clicked_s, 5.0f, 0.01f);
}

} // namespace
} // namespace stipple
