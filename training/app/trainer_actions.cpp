#include "engine/base/log.h"
#include "training/app/attempt_files.h"
#include "training/app/attempt_folder.h"
#include "training/app/trainer.h"

#include <filesystem>

namespace stipple::app {

using namespace training_ui;

/// What each action does. The only place where panels and keys change anything.
struct Trainer::Apply {
    Trainer& trainer;

    [[nodiscard]] bool byHand() const { return trainer.live_ && !trainer.live_->script; }

    Status operator()(const StartAttempt& action) const {
        LiveStart start;
        start.lessonPath = action.lessonPath;
        start.trainee = action.trainee;
        start.mode = action.mode;
        start.assistance = action.assistance;
        trainer.beginSoon(start);
        return Done{};
    }
    Status operator()(const CancelStart&) const {
        trainer.giveUpComing();
        trainer.toStart({});
        return Done{};
    }
    Status operator()(const EndAttempt&) const {
        return trainer.live_ ? trainer.finishLive() : Status(Done{});
    }
    Status operator()(const PauseAttempt&) const { return pause(true); }
    Status operator()(const ResumeAttempt&) const { return pause(false); }
    Status operator()(const AbandonAttempt&) const {
        trainer.toStart("The attempt was left without a score; its record is kept as cut off.");
        return Done{};
    }
    Status operator()(const BackToStart&) const {
        trainer.toStart({});
        return Done{};
    }
    Status operator()(const OpenReview& action) const {
        trainer.reviewSoon(action.path);
        return Done{};
    }
    Status operator()(const SeekReplay& action) const {
        if (trainer.review_) {
            trainer.review_->wanted_tick = action.tick;
        }
        return Done{};
    }
    Status operator()(const TogglePlayReplay&) const {
        if (ReviewSession* review = trainer.review_.get()) {
            const auto last = static_cast<double>(review->checked.record.samples.size());
            review->playing = !review->playing;
            if (review->playing && review->wanted_tick >= last) {
                review->wanted_tick = 0.0;
            }
        }
        return Done{};
    }
    Status operator()(const SetReplaySpeed& action) const {
        if (trainer.review_) {
            trainer.review_->speed = action.speed;
        }
        return Done{};
    }
    Status operator()(const SetDial& action) const {
        if (byHand()) {
            turnDial(*trainer.live_, action.steps);
        }
        return Done{};
    }
    Status operator()(const SetPen& action) const {
        if (byHand()) {
            choosePen(*trainer.live_, action.index);
        }
        return Done{};
    }
    Status operator()(const ToggleMotor&) const {
        if (byHand()) {
            trainer.live_->controls.motor = !trainer.live_->controls.motor;
        }
        return Done{};
    }
    Status operator()(const SetStrokeRate& action) const {
        if (byHand()) {
            turnStrokeRate(*trainer.live_, action.steps);
        }
        return Done{};
    }
    Status operator()(const SetUiScale& action) const {
        trainer.settings_.uiScale = action.scale;
        trainer.stage_->setUiScale(action.scale);
        trainer.saveSettings();
        return Done{};
    }
    Status operator()(const SetQuality& action) const {
        trainer.settings_.quality = action.quality;
        trainer.saveSettings();
        return Done{};
    }
    Status operator()(const SetMap& action) const {
        trainer.settings_.map = action.map;
        trainer.saveSettings();
        return Done{};
    }
    Status operator()(const ToggleKeyCard&) const {
        trainer.keyCard_ = !trainer.keyCard_;
        if (!trainer.keyCard_ && !trainer.settings_.keyCardSeen) {
            trainer.settings_.keyCardSeen = true;
            trainer.saveSettings();
        }
        return pause(trainer.keyCard_);
    }
    Status operator()(const OpenSettings&) const {
        trainer.settingsOpen_ = true;
        return pause(true);
    }
    Status operator()(const CloseSettings&) const {
        trainer.settingsOpen_ = false;
        return Done{};
    }
    Status operator()(const WriteReport&) const {
        if (ReviewSession* review = trainer.review_.get()) {
            const std::string folder =
                std::filesystem::path(review->path).replace_extension().string();
            const Status written = writeReports(review->checked, folder);
            review->reportPath = written ? folder + "/report.html" : std::string();
            review->notice = written ? std::string() : written.error().text;
        }
        return Done{};
    }
    Status operator()(const Quit&) const {
        trainer.quit_ = true;
        return Done{};
    }

private:
    [[nodiscard]] Status pause(bool paused) const {
        if (trainer.live_) {
            setPaused(*trainer.live_, paused);
        }
        return Done{};
    }

public:
    explicit Apply(Trainer& owner) : trainer(owner) {}
};

Status Trainer::apply(const UiAction& action) {
    return std::visit(Apply(*this), action);
}

Status Trainer::finishLive() {
    const std::string path = live_->start.recordPath;
    // a script that the picture could not follow lost nothing: it was only shown more slowly
    const std::int64_t lost = live_->script ? 0 : live_->clock.lostTicks();
    auto score = live_->attempt->finish(lost, signingKey());
    if (!score) {
        return score.error();
    }
    lastRecord_ = path;
    stage_->forgetExercise();
    live_.reset();
    if (options_.closeAtEnd || quit_) {
        quit_ = true;
        return Done{};
    }
    reviewSoon(path);
    return Done{};
}

void Trainer::enterReview(std::unique_ptr<ReviewSession> review, ShownExercise shown) {
    stage_->show(std::move(shown));
    live_.reset();
    review_ = std::move(review);
    reviewChoices_ = {};
    reviewChoices_.healing.newCartridge = cartridgeWasNew(review_->checked);
    const Exercise& exercise = *review_->checked.exercise;
    render::OrbitCamera start = startCamera(exercise);
    // the replay's picture is lower than the live one, and the pad is all there is to see
    start.distance_m *= 0.8f;
    const ui::Box box = training_ui::reviewPicture(stage_->screen(), 1);
    showFrom(lessonCamera(exercise, start, box, box), exercise);
    replayShot_.reset();
}

} // namespace stipple::app
