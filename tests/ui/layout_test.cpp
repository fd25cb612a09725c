#include "tests/ui/sample_views.h"
#include "tests/ui/ui_bench.h"
#include "training/ui/panels.h"
#include "training/ui/screen_layout.h"
#include "training/ui/zone_list.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <fmt/format.h>

namespace stipple {
namespace {

using namespace training_ui;
using tests::UiBench;

struct Size {
    int width_px, height_px;
    float scale;
};

class Layout : public testing::TestWithParam<Size> {
protected:
    UiBench bench{GetParam().width_px, GetParam().height_px, GetParam().scale};

    void expectWhole(const UiBench::Draw& draw) {
        // sizes settle in the second frame
        for (int i = 0; i < 3; ++i) {
            bench.frame(draw);
        }
        EXPECT_EQ(fmt::format("{}", fmt::join(bench.cutWindows(), "; ")), "");
        EXPECT_EQ(fmt::format("{}", fmt::join(bench.windowsOffScreen(), "; ")), "");
    }
};

TEST_P(Layout, StartScreen) {
    StartChoices choices;
    expectWhole([&](const ui::Screen& screen, UiActions& actions) {
        drawStart(screen, tests::sampleStart(), choices, actions);
    });
}

TEST_P(Layout, LivePanel) {
    LiveChoices choices;
    LiveView view = tests::sampleLive();
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
    };
    expectWhole(draw);
    view.paused = true;
    expectWhole(draw);
    choices.askEnd = true;
    expectWhole(draw);
    expectWhole([&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, tests::sampleLiveOnPerson(16), tests::sampleSection(),
                 tests::samplePerson(16), choices, actions);
    });
}

TEST_P(Layout, ReviewTabs) {
    tests::SampleReview review;
    tests::fillReview(review);
    for (int tab = 0; tab < 2; ++tab) {
        ReviewChoices choices;
        choices.tab = tab;
        expectWhole([&](const ui::Screen& screen, UiActions& actions) {
            drawReview(screen, review.view, choices, actions);
        });
    }
}

TEST_P(Layout, Cards) {
    expectWhole([](const ui::Screen& screen, UiActions& actions) { drawKeyCard(screen, actions); });
    expectWhole([](const ui::Screen& screen, UiActions& actions) {
        drawLoading(screen,
                    {.title = "Getting Woman, 34, fine lines ready",
                     .step = "Working out light and shadow",
                     .done = 4,
                     .steps = 6},
                    actions);
    });
    expectWhole([](const ui::Screen& screen, UiActions& actions) {
        drawSettings(screen, Settings{}, actions);
    });
}

TEST_P(Layout, BoxesOfTheLiveScreenLieApartAndInside) {
    const ui::Screen screen{.width_px = static_cast<float>(GetParam().width_px),
                            .height_px = static_cast<float>(GetParam().height_px),
                            .scale = GetParam().scale,
                            .fonts = {}};
    const LiveLayout layout = liveLayout(screen);
    for (const ui::Box& box : {layout.picture, layout.panel, layout.section, layout.map,
                               layout.hint, layout.hintArea, liveLayout(screen, true).map}) {
        EXPECT_GE(box.x, 0.0f);
        EXPECT_GE(box.y, 0.0f);
        EXPECT_LE(box.x + box.width, screen.width_px + 0.5f);
        EXPECT_LE(box.y + box.height, screen.height_px + 0.5f);
    }
    // the skin keeps at least half of the window, and the insets leave its upper half free
    EXPECT_GE(layout.picture.width, screen.width_px * 0.5f);
    EXPECT_GE(layout.section.y, screen.height_px * 0.5f);
    EXPECT_FLOAT_EQ(layout.panel.x, layout.picture.width);
    if (layout.map.width > 0.0f) {
        EXPECT_GT(layout.map.x, layout.section.x + layout.section.width);
        EXPECT_LE(layout.map.x + layout.map.width, layout.panel.x);
    }
}

bool apart(const ui::Box& a, const ui::Box& b) {
    return a.width <= 0.0f || b.width <= 0.0f || a.x + a.width <= b.x || b.x + b.width <= a.x ||
           a.y + a.height <= b.y || b.y + b.height <= a.y;
}

TEST_P(Layout, BoxesOfTheReviewLieApartAndInside) {
    const ui::Screen screen{.width_px = static_cast<float>(GetParam().width_px),
                            .height_px = static_cast<float>(GetParam().height_px),
                            .scale = GetParam().scale,
                            .fonts = {}};
    const ReviewLayout layout = reviewLayout(screen);
    const std::vector<ui::Box> boxes{layout.traces,   layout.picture, layout.section,
                                     layout.mapModes, layout.map,     layout.bar};
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        EXPECT_GE(boxes[i].height, 0.0f);
        EXPECT_GE(boxes[i].x, 0.0f);
        EXPECT_LE(boxes[i].x + boxes[i].width, screen.width_px);
        EXPECT_LE(boxes[i].y + boxes[i].height, screen.height_px);
        for (std::size_t j = 0; j < i; ++j) {
            EXPECT_TRUE(apart(boxes[i], boxes[j])) << i << " " << j;
        }
    }
    if (layout.traces.width <= 0.0f) {
        // one column of text, the picture beside it
        EXPECT_TRUE(apart(layout.panel, layout.picture));
        EXPECT_TRUE(apart(layout.panel, layout.map));
    }
    // at every size with 560 units of width there is a picture of at least 220 units of it
    if (screen.width_px >= screen.px(560.0f)) {
        EXPECT_GE(layout.picture.width, screen.px(220.0f));
        EXPECT_GE(layout.picture.height, screen.px(150.0f));
        EXPECT_GE(layout.map.height, screen.px(130.0f));
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Layout,
                         testing::Values(Size{1280, 720, 1.0f}, Size{2560, 1440, 2.0f},
                                         Size{1024, 600, 1.5f}, Size{1280, 720, 2.5f},
                                         Size{1920, 1080, 1.0f}, Size{960, 600, 0.8f},
                                         Size{1280, 800, 1.0f}, Size{1280, 800, 2.0f},
                                         Size{1024, 600, 1.0f}, Size{1920, 1080, 2.0f}),
                         [](const auto& of) {
                             return fmt::format("At{}x{}Scale{}", of.param.width_px,
                                                of.param.height_px,
                                                static_cast<int>(of.param.scale * 100.0f));
                         });

// At the sizes where nothing needs to scroll, nothing does: the whole live panel is in sight, also
// with the thirteen zones of a face, which the map's inset lists.
TEST(LivePanelFits, InSevenHundredAndTwentyLines) {
    for (const Size size : {Size{1280, 720, 1.0f}, Size{2560, 1440, 2.0f}}) {
        for (const bool person : {false, true}) {
            UiBench bench(size.width_px, size.height_px, size.scale);
            LiveChoices choices;
            for (int i = 0; i < 3; ++i) {
                bench.frame([&](const ui::Screen& screen, UiActions& actions) {
                    drawLive(screen, person ? tests::sampleLiveOnPerson(13) : tests::sampleLive(),
                             tests::sampleSection(),
                             person ? tests::samplePerson(13)
                                    : tests::sampleCoverage(MapMode::Passes),
                             choices, actions);
                });
            }
            EXPECT_EQ(fmt::format("{}", fmt::join(bench.scrollingWindows(), "; ")), "") << person;
        }
    }
}

// Wherever there is too much for the panel, the buttons that end and pause stay in sight.
TEST(LivePanelFits, KeepsItsButtonsInSight) {
    for (const Size size : {Size{1024, 600, 1.5f}, Size{960, 600, 1.0f}, Size{1280, 720, 1.0f}}) {
        UiBench bench(size.width_px, size.height_px, size.scale);
        LiveChoices choices;
        CoverageView map = tests::samplePerson(13);
        map.mode = MapMode::Off; // then the panel lists all zones
        const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
            drawLive(screen, tests::sampleLiveOnPerson(13), tests::sampleSection(), map, choices,
                     actions);
        };
        bench.frame(draw);
        bool ends = false;
        const float x = static_cast<float>(size.width_px) - 20.0f * size.scale;
        for (float up = 8.0f; up < 90.0f * size.scale && !ends; up += 6.0f) {
            bench.click(draw, x, static_cast<float>(size.height_px) - up);
            ends = choices.askAbandon;
        }
        EXPECT_TRUE(ends) << size.width_px << " " << size.scale;
    }
}

class ZoneList : public testing::TestWithParam<ui::Box> {};

TEST_P(ZoneList, NoTwoRowsOverlapAndNoneLeavesTheBox) {
    const ui::Screen screen;
    constexpr float kLine_px = 13.0f;
    for (std::size_t zones = 1; zones <= 16; ++zones) {
        std::vector<ZoneRow> rows(zones);
        rows.back().active = true;
        const ui::Box& box = GetParam();
        const ZoneListLayout layout = zoneListLayout(screen, box, kLine_px, rows);
        EXPECT_EQ(layout.places.size() + layout.hidden, zones);
        bool active = false;
        for (std::size_t i = 0; i < layout.places.size(); ++i) {
            const ui::Box& row = layout.places[i].box;
            active = active || rows[layout.places[i].row].active;
            // the text has room
            EXPECT_GE(row.height, kLine_px);
            EXPECT_GE(row.x, box.x);
            EXPECT_GE(row.y, box.y);
            EXPECT_LE(row.x + row.width, box.x + box.width + 0.01f);
            EXPECT_LE(row.y + row.height, box.y + box.height + 0.01f);
            for (std::size_t j = 0; j < i; ++j) {
                const ui::Box& other = layout.places[j].box;
                EXPECT_TRUE(row.x >= other.x + other.width - 0.01f ||
                            row.y >= other.y + other.height - 0.01f)
                    << zones << ": " << i << " over " << j;
            }
            if (layout.hidden > 0) {
                EXPECT_TRUE(layout.more.y >= row.y + row.height - 0.01f ||
                            layout.more.x >= row.x + row.width - 0.01f);
            }
        }
        // the zone under the pen is never among those left out
        EXPECT_TRUE(active) << zones;
    }
}

INSTANTIATE_TEST_SUITE_P(Boxes, ZoneList,
                         testing::Values(ui::Box{500.0f, 448.0f, 178.0f, 250.0f},
                                         ui::Box{500.0f, 448.0f, 300.0f, 160.0f},
                                         ui::Box{10.0f, 10.0f, 103.0f, 118.0f}));

TEST(ZoneListOfALesson, SixteenZonesFitBesideTheMapAt1280x720) {
    UiBench bench(1280, 720, 1.0f);
    std::size_t hidden = 99;
    bench.frame([&](const ui::Screen& screen, UiActions&) {
        const ui::Box map = liveLayout(screen, true).map;
        // the inset's padding off
        const ui::Box list{map.x, map.y, map.width * 0.45f, map.height - screen.px(20.0f)};
        hidden =
            zoneListLayout(screen, list, screen.fonts.small->FontSize, std::vector<ZoneRow>(16))
                .hidden;
    });
    EXPECT_EQ(hidden, 0U);
}

} // namespace
} // namespace stipple
