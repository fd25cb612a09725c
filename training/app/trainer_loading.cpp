#include "training/app/trainer.h"

#include "engine/base/log.h"
#include "engine/platform/wall_clock.h"

#include <algorithm>

namespace stipple::app {

namespace {

// a frame of the card now and then; the processor is for the loading
constexpr double kCardFrame_s = 0.03;

const char* wordsFor(LoadStep step) {
    switch (step) {
    case LoadStep::Files:
        return "Reading the lesson";
    case LoadStep::Body:
        return "Reading the bodies";
    case LoadStep::Model:
        return "Building skin and tissue";
    case LoadStep::Replay:
        return "Simulating the attempt again";
    case LoadStep::Skin:
        return "Painting the skin";
    case LoadStep::Light:
        return "Working out light and shadow";
    case LoadStep::Picture:
        break;
    }
    return "Drawing the first picture";
}

std::vector<LoadStep> stepsOf(bool replays) {
    std::vector<LoadStep> steps{LoadStep::Files, LoadStep::Body,  LoadStep::Model,
                                LoadStep::Skin,  LoadStep::Light, LoadStep::Picture};
    if (replays) {
        steps.insert(steps.begin() + 3, LoadStep::Replay);
    }
    return steps;
}

// where the picture of a person will be; that of a pad has the same size
void tellPicture(const ui::Screen& screen, LiveStart& start) {
    const training_ui::LiveLayout layout = training_ui::liveLayout(screen, true);
    start.picture = layout.picture;
    start.free = layout.hintArea;
}

} // namespace

void Trainer::beginSoon(const LiveStart& start) {
    std::string whom = "the exercise";
    for (const training_ui::LessonEntry& lesson : start_.lessons) {
        if (lesson.path == start.lessonPath) {
            whom = lesson.patient.empty() ? lesson.title : lesson.patient;
        }
    }
    LiveStart wished = start;
    tellPicture(stage_->screen(), wished);
    waitFor(attemptScreen(stage_->device(), root_, std::move(wished)),
            fmt::format("Getting {} ready", whom), stepsOf(false));
}

void Trainer::beginFromCommand(const LiveStart& start) {
    beginSoon(start);
    fromCommand_ = true;
}

void Trainer::reviewSoon(const std::string& path) {
    waitFor(reviewScreen(stage_->device(), path), "Checking the attempt", stepsOf(true));
}

void Trainer::waitFor(MakeScreen make, std::string title, std::vector<LoadStep> steps) {
    giveUpComing();
    fromCommand_ = false;
    coming_ = std::make_unique<Coming>(std::move(make), std::move(title), std::move(steps));
    wait_ = {};
    wait_.since_s = platform::wallClock_s();
}

void Trainer::giveUpComing() {
    if (coming_) {
        logInfo("given up after {:.1f} s: {}", platform::wallClock_s() - wait_.since_s,
                coming_->title());
        coming_->giveUp();
        // its thread ends by itself: the window does not wait for it
        leaving_.push_back(std::move(coming_));
    }
}

void Trainer::drawWaiting() {
    const std::vector<LoadStep>& steps = coming_->steps();
    const LoadStep step = coming_->step();
    const auto at = std::find(steps.begin(), steps.end(), step);
    wait_.stepsShown += wait_.step != step ? 1 : 0;
    wait_.step = step;
    training_ui::drawLoading(stage_->screen(),
                             {.title = coming_->title(),
                              .step = wordsFor(step),
                              .done = static_cast<std::size_t>(at - steps.begin()),
                              .steps = steps.size(),
                              .waited_s = platform::wallClock_s() - wait_.since_s},
                             actions_);
    if (stage_->window() != nullptr) {
        stage_->window()->waitEvents(kCardFrame_s);
    }
}

void Trainer::noteFrame() {
    if (coming_ || wait_.framesToCome > 0) {
        wait_.longestFrame_s = std::max(wait_.longestFrame_s, delta_s_);
    }
    if (wait_.framesToCome > 0 && --wait_.framesToCome == 0) {
        logInfo("ready after {:.1f} s, {} steps shown; the longest frame took {:.0f} ms",
                wait_.ready_s - wait_.since_s, wait_.stepsShown, 1e3 * wait_.longestFrame_s);
    }
}

Status Trainer::enterComing() {
    std::erase_if(leaving_, [](const auto& left) { return left->isReady(); });
    if (!coming_ || !coming_->isReady()) {
        return Done{};
    }
    auto ready = coming_->take();
    coming_.reset();
    wait_.ready_s = platform::wallClock_s();
    // with the first ones of the screen
    wait_.framesToCome = 4;
    if (!ready && fromCommand_) {
        neverBegan_ = true;
        return ready.error();
    }
    if (!ready) {
        toStart(ready.error().text);
        return Done{};
    }
    if (ready->review) {
        enterReview(std::move(ready->review), std::move(ready->shown));
        return Done{};
    }
    Status entered = enter(std::move(ready->live), std::move(ready->shown));
    if (!entered && !fromCommand_) {
        toStart(entered.error().text);
        return Done{};
    }
    neverBegan_ = !entered;
    fromCommand_ = false;
    return entered;
}

Status Trainer::begin(const LiveStart& start) {
    LiveStart wished = start;
    tellPicture(stage_->screen(), wished);
    auto live = prepareLive(root_, wished);
    if (!live) {
        return live.error();
    }
    auto shown = showOn(stage_->device(), *(*live)->exercise);
    if (!shown) {
        return shown.error();
    }
    return enter(std::move(live).value(), std::move(shown).value());
}

} // namespace stipple::app
