#pragma once

#include "training/app/live_session.h"
#include "training/app/review_session.h"
#include "training/app/shown_exercise.h"

#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stipple::app {

/// A screen that is ready to be entered: an attempt without its record, or a review.
struct ReadyScreen {
    std::unique_ptr<LiveSession> live;
    std::unique_ptr<ReviewSession> review;
    ShownExercise shown; ///< of whichever it is; goes before it
};

/// What a screen takes to get ready. On a thread of its own, beside the window.
using MakeScreen = std::function<Result<ReadyScreen>(const LoadWatch&)>;

/// An attempt at a lesson, drawn on `device`, which must outlive it.
[[nodiscard]] MakeScreen attemptScreen(const gpu::Device& device, std::string root,
                                       LiveStart start);
/// The review of a record.
[[nodiscard]] MakeScreen reviewScreen(const gpu::Device& device, std::string path);

/// A screen that is got ready while the window goes on. It writes no file, so that nothing is left
/// of one that is given up.
class Coming {
public:
    /// `title` in the trainee's words. `steps` are those that it goes through, for the card.
    Coming(MakeScreen make, std::string title, std::vector<LoadStep> steps);
    /// Waits until its thread leaves off, at the latest at the end of a step.
    ~Coming();
    Coming(const Coming&) = delete;
    Coming& operator=(const Coming&) = delete;

    [[nodiscard]] bool isReady() const;
    /// Once, when it is ready.
    [[nodiscard]] Result<ReadyScreen> take();
    /// Nobody waits for it any more.
    void giveUp() { progress_.cancel(); }

    [[nodiscard]] const std::string& title() const { return title_; }
    [[nodiscard]] const std::vector<LoadStep>& steps() const { return steps_; }
    [[nodiscard]] LoadStep step() const { return progress_.step(); }

private:
    std::string title_;
    std::vector<LoadStep> steps_;
    LoadProgress progress_;
    std::optional<Result<ReadyScreen>> ready_; ///< written before `done_` is ready
    std::future<void> done_;
};

} // namespace stipple::app
