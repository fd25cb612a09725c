#include "tests/ui/sample_views.h"
#include "tests/ui/ui_bench.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/review_parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace stipple {
namespace {

using namespace training_ui;
using tests::UiBench;

template <class T> const T* find(const UiActions& actions) {
    for (const UiAction& action : actions) {
        if (const T* found = std::get_if<T>(&action)) {
            return found;
        }
    }
    return nullptr;
}

template <class... T> std::string missing(const UiActions& actions) {
    std::string names;
    ((names += find<T>(actions) == nullptr ? std::string(typeid(T).name()) + " " : ""), ...);
    return names;
}

TEST(StartScreen, EverythingItOffersCanBeClicked) {
    UiBench bench(1280, 720, 1.0f);
    const StartView view = tests::sampleStart();
    StartChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawStart(screen, view, choices, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 18.0f, [&] { choices = {}; });
    EXPECT_EQ((missing<StartAttempt, OpenReview, OpenSettings, ToggleKeyCard, Quit>(all)), "");
    // each of the three recent attempts opens its own file
    std::set<std::string> opened;
    for (const UiAction& action : all) {
        if (const auto* open = std::get_if<OpenReview>(&action)) {
            opened.insert(open->path);
        }
    }
    EXPECT_EQ(opened, (std::set<std::string>{"a.stipple", "b.stipple", "c.stipple"}));
}

TEST(StartScreen, StartsWithWhatWasChosen) {
    UiBench bench(1280, 720, 1.0f);
    const StartView view = tests::sampleStart();
    StartChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawStart(screen, view, choices, actions);
    };
    bench.frame(draw);
    // the lesson's own proposal until something else is chosen
    EXPECT_EQ(choices.mode, lesson::Mode::Graded);
    choices.mode = lesson::Mode::Formative;
    choices.assistance = lesson::Assistance::None;
    choices.trainee = "A. Learner";
    const StartChoices chosen = choices;
    const UiActions all = bench.clickEverywhere(draw, 18.0f, [&] { choices = chosen; });
    const auto* start = find<StartAttempt>(all);
    ASSERT_NE(start, nullptr);
    EXPECT_EQ(start->lessonPath, "training/lessons/pad_first_passes.toml");
    EXPECT_EQ(start->mode, lesson::Mode::Formative);
    EXPECT_EQ(start->assistance, lesson::Assistance::None);
    EXPECT_EQ(start->trainee, "A. Learner");
}

TEST(StartScreen, ABrokenLessonCannotBeStarted) {
    UiBench bench(1280, 720, 1.0f);
    StartView view = tests::sampleStart();
    view.lessons.erase(view.lessons.begin());
    StartChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawStart(screen, view, choices, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 18.0f, [&] { choices = {}; });
    EXPECT_EQ(find<StartAttempt>(all), nullptr);
}

TEST(StartScreen, TakesTheTraineesNameFromTheKeyboard) {
    UiBench bench(1280, 720, 1.0f);
    const StartView view = tests::sampleStart();
    StartChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawStart(screen, view, choices, actions);
    };
    // find the field: the place where a click makes the panels want text
    bool found = false;
    for (float y = 300.0f; y < 600.0f && !found; y += 10.0f) {
        bench.click(draw, 700.0f, y);
        bench.frame(draw);
        found = bench.context().wantsText();
    }
    ASSERT_TRUE(found);
    bench.input.text = "Zoë";
    bench.frame(draw);
    bench.input.text.clear();
    bench.frame(draw);
    EXPECT_EQ(choices.trainee, "Zoë");
}

TEST(LivePanel, SwitchesAskForWhatTheySay) {
    UiBench bench(1280, 720, 1.0f);
    LiveView view = tests::sampleLive();
    LiveChoices choices;
    bool paused = false;
    bool askedEnd = false;
    bool askedAbandon = false;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
        // a question stops the clock as well: only the button counts here
        paused |= find<PauseAttempt>(actions) != nullptr && !choices.askEnd && !choices.askAbandon;
        askedEnd |= choices.askEnd;
        askedAbandon |= choices.askAbandon;
    };
    const UiActions all = bench.clickEverywhere(draw, 20.0f, [&] { choices = {}; });
    EXPECT_EQ((missing<SetDial, SetStrokeRate, ToggleMotor, SetPen, PauseAttempt>(all)), "");
    EXPECT_TRUE(paused);
    EXPECT_TRUE(askedEnd);
    EXPECT_TRUE(askedAbandon);
    // nothing ends an attempt with one click
    EXPECT_EQ(find<EndAttempt>(all), nullptr);
    EXPECT_EQ(find<AbandonAttempt>(all), nullptr);
    std::set<int> dial;
    for (const UiAction& action : all) {
        if (const auto* set = std::get_if<SetDial>(&action)) {
            dial.insert(set->steps);
        }
    }
    EXPECT_EQ(dial, (std::set<int>{-1, +1}));
}

TEST(LivePanel, EnterAsksAndEnterAnswers) {
    UiBench bench(1280, 720, 1.0f);
    const LiveView view = tests::sampleLive();
    LiveChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
    };
    const auto enter = static_cast<std::size_t>(platform::Key::Enter);
    bench.frame(draw);
    // the app opens the question in the frame of the key; the key is still down then
    choices.askEnd = true;
    bench.input.down.set(enter);
    EXPECT_EQ(find<EndAttempt>(bench.frame(draw)), nullptr);
    EXPECT_EQ(find<EndAttempt>(bench.frame(draw)), nullptr);
    bench.input.down.reset(enter);
    EXPECT_EQ(find<EndAttempt>(bench.frame(draw)), nullptr);
    bench.input.down.set(enter);
    EXPECT_NE(find<EndAttempt>(bench.frame(draw)), nullptr);
    EXPECT_FALSE(choices.askEnd);
}

TEST(LivePanel, PausedItOffersToGoOn) {
    UiBench bench(1280, 720, 1.0f);
    LiveView view = tests::sampleLive();
    view.paused = true;
    LiveChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 20.0f, [&] { choices = {}; });
    EXPECT_EQ((missing<ResumeAttempt, OpenSettings, ToggleKeyCard>(all)), "");
    EXPECT_EQ(find<PauseAttempt>(all), nullptr);
}

TEST(LivePanel, TheClockStandsWhileSomethingIsAsked) {
    UiBench bench(1280, 720, 1.0f);
    LiveView view = tests::sampleLive();
    LiveChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
    };
    // what the app does with the actions
    const auto apply = [&](const UiActions& actions) {
        if (find<PauseAttempt>(actions) != nullptr) {
            view.paused = true;
        }
        if (find<ResumeAttempt>(actions) != nullptr) {
            view.paused = false;
        }
    };
    bool pausedBefore = false;
    const auto ask = [&](bool end) {
        view.paused = pausedBefore;
        choices = {};
        (end ? choices.askEnd : choices.askAbandon) = true;
        for (int i = 0; i < 3; ++i) {
            apply(bench.frame(draw));
        }
    };
    // the place of "Go on": the click that closes the question without an answer
    const auto clickGoOn = [&](bool end) {
        for (float y = 200.0f; y < 460.0f; y += 8.0f) {
            for (float x = 260.0f; x < 680.0f; x += 16.0f) {
                const UiActions actions = bench.click(draw, x, y);
                const bool ended = find<EndAttempt>(actions) != nullptr ||
                                   find<AbandonAttempt>(actions) != nullptr;
                if (ended) {
                    ask(end);
                } else if (!choices.askEnd && !choices.askAbandon) {
                    apply(actions);
                    return true;
                }
            }
        }
        return false;
    };
    for (const bool end : {true, false}) {
        pausedBefore = false;
        ask(end);
        EXPECT_TRUE(view.paused);
        // P while it is asked: the clock is stopped again
        view.paused = false;
        apply(bench.frame(draw));
        EXPECT_TRUE(view.paused);
        ASSERT_TRUE(clickGoOn(end));
        EXPECT_FALSE(view.paused);
        // who paused before goes on paused
        pausedBefore = true;
        ask(end);
        ASSERT_TRUE(clickGoOn(end));
        EXPECT_TRUE(view.paused);
    }
}

TEST(LivePanel, EachPenHasItsOwnButton) {
    UiBench bench(1280, 720, 1.0f);
    LiveView view = tests::sampleLive();
    // two pens with the same number of needles are still two
    view.penNeedles = {12, 36, 36};
    LiveChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
    };
    std::set<int> pens;
    for (const UiAction& action : bench.clickEverywhere(draw, 20.0f, [&] { choices = {}; })) {
        if (const auto* set = std::get_if<SetPen>(&action)) {
            pens.insert(set->index);
        }
    }
    EXPECT_EQ(pens, (std::set<int>{0, 1, 2}));
}

TEST(Review, ACriticalFailLeadsToItsMoment) {
    UiBench bench(1280, 720, 1.0f);
    tests::SampleReview review;
    tests::fillReview(review);
    ReviewChoices choices;
    bool otherTab = false;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawReview(screen, review.view, choices, actions);
        otherTab |= choices.tab == 1 && find<SeekReplay>(actions) != nullptr;
    };
    const UiActions all = bench.clickEverywhere(draw, 12.0f, [&] { choices = {}; });
    const auto* seek = find<SeekReplay>(all);
    ASSERT_NE(seek, nullptr);
    EXPECT_EQ(seek->tick, 9320U); // of the sample's critical fail
    EXPECT_TRUE(otherTab);
}

TEST(Review, SaysWhatATargetIs) {
    scoring::MetricScore metric;
    metric.unit = "%";
    metric.target = 95.0;
    metric.highIsGood = true;
    EXPECT_EQ(targetText(metric), "at least 95 %");
    metric.unit = "mm";
    metric.target = 0.15;
    metric.highIsGood = false;
    EXPECT_EQ(targetText(metric), "at most 0.15 mm");
    metric.unit = "cm2";
    metric.target = 0.0;
    EXPECT_EQ(targetText(metric), "at most 0 cm²");
}

TEST(Review, TellsWhyTheDepthWasSo) {
    // (0.40 + 0.10) x 0.866 = 0.433; less 0.02, 0.05 more, less 0.08: 0.38
    sim::DepthTerms terms;
    terms.set_m = 0.0004f;
    terms.dialError_m = 0.0001f;
    terms.cosTilt = 0.8660254f;
    terms.gap_m = 0.00002f;
    terms.rise_m = 0.00005f;
    terms.dimple_m = 0.00008f;
    terms.delivered_m = 0.00038f;
    EXPECT_EQ(depthReason(terms), "Last stroke: 0.38 mm = (0.40 set + 0.10 dial) × cos 30° − 0.02 "
                                  "lift + 0.05 bulge − 0.08 give");
    terms.cut_m = 0.0001f;
    terms.stop = sim::NeedleStop::Bone;
    EXPECT_NE(depthReason(terms).find("give − 0.10 bone"), std::string::npos);
    terms.dialError_m = -0.0001f;
    EXPECT_NE(depthReason(terms).find("(0.40 set − 0.10 dial)"), std::string::npos);
    // no stroke, no reason
    terms.lift_m = 0.021e-3f;
    EXPECT_NE(depthReason(terms).find("; skin came up 0.02"), std::string::npos);
    terms.lift_m = 0.004e-3f;
    EXPECT_EQ(depthReason(terms).find("came up"), std::string::npos) << "nothing to be seen";
    EXPECT_EQ(depthReason({}), "");
}

TEST(Review, ResultTabWritesReportsAndGoesBack) {
    UiBench bench(1280, 720, 1.0f);
    tests::SampleReview review;
    tests::fillReview(review);
    ReviewChoices choices;
    bool otherTab = false;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawReview(screen, review.view, choices, actions);
        otherTab |= choices.tab == 1;
    };
    const UiActions all = bench.clickEverywhere(draw, 24.0f, [&] { choices = {}; });
    EXPECT_EQ((missing<WriteReport, BackToStart>(all)), "");
    EXPECT_TRUE(otherTab);
}

TEST(Review, TracesLeadToThePlaceAndTheMoment) {
    UiBench bench(1280, 720, 1.0f);
    tests::SampleReview review;
    tests::fillReview(review);
    ReviewChoices choices;
    choices.tab = 1;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawReview(screen, review.view, choices, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 24.0f, [&] { choices.tab = 1; });
    EXPECT_EQ((missing<SeekReplay, TogglePlayReplay, SetReplaySpeed, SetMap>(all)), "");
    std::set<float> speeds;
    std::uint32_t last = 0;
    for (const UiAction& action : all) {
        if (const auto* set = std::get_if<SetReplaySpeed>(&action)) {
            speeds.insert(set->speed);
        }
        if (const auto* seek = std::get_if<SeekReplay>(&action)) {
            last = std::max(last, seek->tick);
        }
    }
    EXPECT_EQ(speeds, (std::set<float>{0.25f, 0.5f, 1.0f, 2.0f, 4.0f}));
    // the traces reach to the end: 600 points, one every 24 ticks
    EXPECT_GT(last, 13500U);
    EXPECT_LE(last, 14400U);
}

TEST(Cards, SettingsAndKeysAskForWhatTheySay) {
    UiBench bench(1280, 720, 1.0f);
    const Settings settings;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawSettings(screen, settings, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 24.0f, [] {});
    EXPECT_EQ((missing<SetUiScale, SetQuality, SetMap, CloseSettings, ToggleKeyCard>(all)), "");
    const auto card = [](const ui::Screen& screen, UiActions& actions) {
        drawKeyCard(screen, actions);
    };
    EXPECT_NE(find<ToggleKeyCard>(bench.clickEverywhere(card, 24.0f, [] {})), nullptr);
}

TEST(Cards, KeepTheMouseFromWhatIsBehind) {
    UiBench bench(1280, 720, 1.0f);
    const StartView view = tests::sampleStart();
    StartChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawStart(screen, view, choices, actions);
        drawKeyCard(screen, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 24.0f, [&] { choices = {}; });
    EXPECT_EQ(find<Quit>(all), nullptr);
    EXPECT_EQ(find<StartAttempt>(all), nullptr);
}

TEST(Cards, StayOnTopOfAQuestionThatComesLater) {
    UiBench bench(1280, 720, 1.0f);
    LiveView view = tests::sampleLive();
    LiveChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
        drawKeyCard(screen, actions);
    };
    bench.frame(draw);
    view.paused = true;
    const UiActions all = bench.clickEverywhere(draw, 24.0f, [&] { choices = {}; });
    EXPECT_EQ(find<ResumeAttempt>(all), nullptr);
    EXPECT_EQ(find<OpenSettings>(all), nullptr);
    EXPECT_NE(find<ToggleKeyCard>(all), nullptr);
}

TEST(Cards, LoadingIsGivenUpByItsButtonAndByEsc) {
    UiBench bench(1280, 720, 1.0f);
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLoading(screen, {.title = "Getting the patient ready", .step = "Reading", .steps = 6},
                    actions);
    };
    EXPECT_NE(find<CancelStart>(bench.clickEverywhere(draw, 20.0f, [] {})), nullptr);
    EXPECT_EQ(find<CancelStart>(bench.frame(draw)), nullptr);
    bench.input.down.set(static_cast<std::size_t>(platform::Key::Escape));
    EXPECT_NE(find<CancelStart>(bench.frame(draw)), nullptr);
}

TEST(LivePanel, WhileAScriptPerformsItsSwitchesAreNotTheTrainees) {
    UiBench bench(1280, 720, 1.0f);
    LiveView view = tests::sampleLive();
    view.performer = "scripted pen: expert";
    LiveChoices choices;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawLive(screen, view, tests::sampleSection(), tests::sampleCoverage(MapMode::Passes),
                 choices, actions);
    };
    const UiActions all = bench.clickEverywhere(draw, 20.0f, [&] { choices = {}; });
    EXPECT_EQ(find<SetDial>(all), nullptr);
    EXPECT_EQ(find<ToggleMotor>(all), nullptr);
    EXPECT_EQ(find<SetPen>(all), nullptr);
    // it can still be stopped
    EXPECT_NE(find<PauseAttempt>(all), nullptr);
}

TEST(Parts, SourcesAreForTheReaderOfTheData) {
    EXPECT_EQ(withoutSources("inside is a no-go [S5]. Stretch onto bone [S143]. Keep off."),
              "inside is a no-go. Stretch onto bone. Keep off.");
    EXPECT_EQ(withoutSources("no source"), "no source");
    EXPECT_EQ(withoutSources("an open one [S5"), "an open one [S5");
}

} // namespace
} // namespace stipple
