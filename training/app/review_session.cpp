#include "training/app/review_session.h"

#include "engine/platform/wall_clock.h"
#include "training/app/attempt_folder.h"

#include <algorithm>

namespace stipple::app {

namespace {

std::unique_ptr<attempt::Attempt> freshReplay(const CheckedAttempt& checked) {
    return std::make_unique<attempt::Attempt>(*checked.exercise->model, checked.rules,
                                              checked.record.header.seed, std::nullopt);
}

} // namespace

Result<std::unique_ptr<ReviewSession>> openReview(const std::string& path, const LoadWatch& watch) {
    auto checked = checkAttempt(path, watch);
    if (!checked) {
        return checked.error();
    }
    auto review = std::make_unique<ReviewSession>();
    review->path = path;
    review->checked = std::move(checked).value();
    review->targets = traceTargets({*review->checked.exercise, *review->checked.replay, 0.0});
    review->moment = freshReplay(review->checked);
    review->wanted_tick = static_cast<double>(review->checked.record.samples.size());
    return review;
}

void advance(ReviewSession& review, double delta_s) {
    constexpr double kBudget_s = 0.025;
    const std::vector<sim::PenSample>& samples = review.checked.record.samples;
    const auto last = static_cast<double>(samples.size());
    if (review.playing) {
        review.wanted_tick += delta_s * kTickRate_Hz * review.speed;
        review.playing = review.wanted_tick < last;
    }
    review.wanted_tick = std::clamp(review.wanted_tick, 0.0, last);
    const auto wanted = static_cast<std::uint32_t>(review.wanted_tick);
    if (wanted < review.moment->tickCount()) {
        review.moment = freshReplay(review.checked);
        review.anew = true;
    }
    const double begin_s = platform::wallClock_s();
    while (review.moment->tickCount() < wanted) {
        if (Status done = review.moment->tick(samples[review.moment->tickCount()]); !done) {
            review.notice = done.error().text;
            review.wanted_tick = review.moment->tickCount();
            return;
        }
        if (review.moment->tickCount() % 64 == 0 && platform::wallClock_s() - begin_s > kBudget_s) {
            return;
        }
    }
}

Moment momentOf(const ReviewSession& review) {
    // a replay in slow motion shows the needles in slow motion
    return {*review.checked.exercise, *review.moment, review.wanted_tick / kTickRate_Hz};
}

training_ui::ReviewView reviewView(const ReviewSession& review, training_ui::MapMode map) {
    const CheckedAttempt& checked = review.checked;
    const lesson::Rubric& rubric = checked.exercise->assignment.rubric;
    const recording::AttemptHeader& header = checked.record.header;
    constexpr float kMm = 1000.0f;
    training_ui::ReviewView view;
    view.title = checked.exercise->assignment.lesson.title;
    view.trainee = header.trainee;
    view.when = dateText(header.startedAt_unix);
    view.score = checked.score;
    view.passTotal = rubric.passTotal;
    view.passDomain = rubric.passDomain;
    view.matchesRecord = checked.matches;
    view.integrity = checked.matches ? "Simulated again: the same bits" : checked.finding;
    view.signatureText = signatureText(checked.record);
    view.trace = checked.replay->trace();
    view.targets = review.targets;
    view.glideMin_mmps = static_cast<float>(rubric.glideMin_mps) * kMm;
    view.glideMax_mmps = static_cast<float>(rubric.glideMax_mps) * kMm;
    view.forceMin_N = static_cast<float>(rubric.forceMin_N);
    view.forceMax_N = static_cast<float>(rubric.forceMax_N);
    view.stretchMin_pct = static_cast<float>(rubric.strainMin_pct);
    view.forceAssessed = header.input.measuresForce;
    view.tiltAssessed = header.input.measuresTilt;
    view.tick = static_cast<std::uint32_t>(review.wanted_tick);
    view.tickCount = static_cast<std::uint32_t>(checked.record.samples.size());
    view.playing = review.playing;
    view.speed = review.speed;
    const Moment moment = momentOf(review);
    view.section = sectionView(moment);
    view.coverage =
        coverageView(moment, map == training_ui::MapMode::Off ? training_ui::MapMode::Passes : map);
    // afterwards everybody may see what was asked for, whatever the assistance was
    view.section.showTarget = true;
    view.coverage.showLimits = view.coverage.showNumbers = true;
    view.reportPath = review.reportPath;
    view.notice = review.notice;
    return view;
}

} // namespace stipple::app
