#include "engine/base/log.h"
#include "training/app/attempt_files.h"
#include "training/app/attempt_folder.h"
#include "training/app/trainer.h"

#include <filesystem>

namespace stipple::app {

namespace {

// one function object out of many lambdas, for std::visit
template <class... Cases> struct Choose : Cases... {
    using Cases::operator()...;
};

} // namespace

Status Trainer::finishLive() {
    const std::string path = live_->start.recordPath;
    // a script that the picture could not follow lost nothing: it was only shown more slowly
    const std::int64_t lost = live_->script ? 0 : live_->clock.lostTicks();
    auto score = live_->attempt->finish(lost, signingKey());
    if (!score) {
        return score.error();
    }
    lastRecord_ = path;
    live_.reset();
    if (options_.closeAtEnd || quit_) {
        quit_ = true;
        return Done{};
    }
    return openReviewOf(path);
}

Status Trainer::openReviewOf(const std::string& path) {
    auto review = openReview(path);
    if (!review) {
        // a record that cannot be read is no reason to leave
        toStart(review.error().text);
        return Done{};
    }
    live_.reset();
    stage_->forgetExercise();
    review_ = std::move(review).value();
    reviewChoices_ = {};
    return Done{};
}

Status Trainer::apply(const training_ui::UiAction& action) {
    using namespace training_ui;
    return std::visit(
        Choose{
            [&](const StartAttempt& a) -> Status {
                const LiveStart start{.lessonPath = a.lessonPath,
                                      .recordPath = {},
                                      .pen = {},
                                      .trainee = a.trainee,
                                      .mode = a.mode,
                                      .assistance = a.assistance};
                if (Status begun = begin(start); !begun) {
                    toStart(begun.error().text);
                }
                return Done{};
            },
            [&](const EndAttempt&) -> Status { return live_ ? finishLive() : Status(Done{}); },
            [&](const PauseAttempt&) -> Status {
                if (live_) {
                    setPaused(*live_, true);
                }
                return Done{};
            },
            [&](const ResumeAttempt&) -> Status {
                if (live_) {
                    setPaused(*live_, false);
                }
                return Done{};
            },
            [&](const AbandonAttempt&) -> Status {
                toStart("The attempt was left without a score; its record is kept as cut off.");
                return Done{};
            },
            [&](const BackToStart&) -> Status {
                toStart({});
                return Done{};
            },
            [&](const OpenReview& a) -> Status { return openReviewOf(a.path); },
            [&](const SeekReplay& a) -> Status {
                if (review_) {
                    review_->wanted_tick = a.tick;
                }
                return Done{};
            },
            [&](const TogglePlayReplay&) -> Status {
                if (review_) {
                    const auto last = static_cast<double>(review_->checked.record.samples.size());
                    review_->playing = !review_->playing;
                    if (review_->playing && review_->wanted_tick >= last) {
                        review_->wanted_tick = 0.0;
                    }
                }
                return Done{};
            },
            [&](const SetReplaySpeed& a) -> Status {
                if (review_) {
                    review_->speed = a.speed;
                }
                return Done{};
            },
            [&](const SetDial& a) -> Status {
                if (live_ && !live_->script) {
                    turnDial(*live_, a.steps);
                }
                return Done{};
            },
            [&](const SetPen& a) -> Status {
                if (live_ && !live_->script) {
                    choosePen(*live_, a.index);
                }
                return Done{};
            },
            [&](const ToggleMotor&) -> Status {
                if (live_ && !live_->script) {
                    live_->controls.motor = !live_->controls.motor;
                }
                return Done{};
            },
            [&](const SetStrokeRate& a) -> Status {
                if (live_ && !live_->script) {
                    turnStrokeRate(*live_, a.steps);
                }
                return Done{};
            },
            [&](const SetUiScale& a) -> Status {
                settings_.uiScale = a.scale;
                stage_->setUiScale(a.scale);
                saveSettings();
                return Done{};
            },
            [&](const SetQuality& a) -> Status {
                settings_.quality = a.quality;
                saveSettings();
                return Done{};
            },
            [&](const SetMap& a) -> Status {
                settings_.map = a.map;
                overlay_.mode = a.map;
                overlayTick_ = 0;
                saveSettings();
                return Done{};
            },
            [&](const ToggleKeyCard&) -> Status {
                keyCard_ = !keyCard_;
                if (!keyCard_ && !settings_.keyCardSeen) {
                    settings_.keyCardSeen = true;
                    saveSettings();
                }
                if (live_) {
                    setPaused(*live_, keyCard_);
                }
                return Done{};
            },
            [&](const OpenSettings&) -> Status {
                settingsOpen_ = true;
                if (live_) {
                    setPaused(*live_, true);
                }
                return Done{};
            },
            [&](const CloseSettings&) -> Status {
                settingsOpen_ = false;
                return Done{};
            },
            [&](const WriteReport&) -> Status {
                if (review_) {
                    const std::string folder = std::filesystem::path(review_->path).replace_extension().string();
                    const Status written = writeReports(review_->checked, folder);
                    review_->reportPath = written ? folder + "/report.html" : std::string();
                    review_->notice = written ? std::string() : written.error().text;
                }
                return Done{};
            },
            [&](const Quit&) -> Status {
                quit_ = true;
                return Done{};
            },
        },
        action);
}

} // namespace stipple::app
