#include "training/app/coming.h"

#include <chrono>
#include <functional>
#include <utility>

namespace stipple::app {

namespace {

// `skin` is asked for when the renderer stands
Status present(const gpu::Device& device, const Exercise& exercise,
               const std::function<const sim::SkinState&()>& skin, const LoadWatch& watch,
               ReadyScreen& ready) {
    auto shown = showOn(device, exercise, false, watch);
    if (!shown) {
        return shown.error();
    }
    ready.shown = std::move(shown).value();
    if (!goesOn(watch, LoadStep::Picture)) {
        return leftOff();
    }
    return warmUp(device, exercise, skin(), ready.shown);
}

} // namespace

MakeScreen attemptScreen(const gpu::Device& device, std::string root, LiveStart start) {
    return [&device, root = std::move(root),
            start = std::move(start)](const LoadWatch& watch) -> Result<ReadyScreen> {
        auto live = prepareLive(root, start, watch);
        if (!live) {
            return live.error();
        }
        ReadyScreen ready;
        ready.live = std::move(live).value();
        const Exercise& exercise = *ready.live->exercise;
        const std::shared_future<sim::SimState> state =
            std::async(std::launch::async, [&model = *exercise.model,
                                            seed = ready.live->start.pen.seed] {
                return sim::startState(model, seed);
            }).share();
        const auto skin = [&state]() -> const sim::SkinState& { return state.get().skin; };
        if (Status done = present(device, exercise, skin, watch, ready); !done) {
            return done.error();
        }
        return ready;
    };
}

MakeScreen reviewScreen(const gpu::Device& device, std::string path) {
    return [&device, path = std::move(path)](const LoadWatch& watch) -> Result<ReadyScreen> {
        auto review = openReview(path, watch);
        if (!review) {
            return review.error();
        }
        ReadyScreen ready;
        ready.review = std::move(review).value();
        const auto skin = [&ready]() -> const sim::SkinState& {
            return ready.review->moment->state().skin;
        };
        if (Status done = present(device, *ready.review->checked.exercise, skin, watch, ready);
            !done) {
            return done.error();
        }
        return ready;
    };
}

Coming::Coming(MakeScreen make, std::string title, std::vector<LoadStep> steps)
    : title_(std::move(title)), steps_(std::move(steps)),
      done_(std::async(std::launch::async, [this, make = std::move(make)] {
          ready_.emplace(make([this](LoadStep step) { return progress_.begin(step); }));
      })) {}

Coming::~Coming() {
    giveUp();
    if (done_.valid()) {
        done_.wait();
    }
}

bool Coming::isReady() const {
    return done_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

Result<ReadyScreen> Coming::take() {
    done_.get();
    return std::move(*ready_);
}

} // namespace stipple::app
