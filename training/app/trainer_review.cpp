#include "training/app/trainer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stipple::app {

const HealingPreview* Trainer::shownHealing() {
    if (!review_->healing) {
        auto made = previewHealing(review_->checked, root_);
        if (!made) {
            review_->notice = made.error().text;
            reviewChoices_.tab = 0;
            return nullptr;
        }
        review_->healing = std::move(made).value();
    }
    if (renewHealing(*review_->healing, reviewChoices_.healing)) {
        replayShot_.reset();
    }
    return review_->healing.get();
}

Status Trainer::reviewFrame(double delta_s) {
    stage_->panels().setKeyboardNavigation(true);
    advance(*review_, delta_s);
    if (std::exchange(review_->anew, false)) {
        stage_->forgetSkin();
    }
    training_ui::ReviewView panel = reviewView(*review_, settings_.map);
    const int tab = reviewChoices_.tab;
    const ui::Box box = training_ui::reviewPicture(stage_->screen(), tab);
    panel.hasPicture = box.width > 0.0f;
    const Moment moment = momentOf(*review_);
    render::RenderScene scene = renderScene(moment, {});
    if (const HealingPreview* healing = tab == 2 ? shownHealing() : nullptr) {
        panel.healing = healingView(*healing, reviewChoices_.healing);
        scene = healedScene(*healing);
    }
    if (std::exchange(replayTab_, tab) != tab) {
        // another skin than in the frame before
        stage_->forgetSkin();
        replayShot_.reset();
    }
    if (!panel.hasPicture) {
        training_ui::drawReview(stage_->screen(), panel, reviewChoices_, actions_);
        drawCards();
        return stage_->endFrame(std::nullopt);
    }
    const platform::InputFrame& input =
        stage_->window() != nullptr ? stage_->window()->frame() : previousInput_;
    const bool overPicture = box.holds({input.mouseX_px, input.mouseY_px}) && !settingsOpen_;
    training_ui::Intents intents =
        training_ui::intentsOf(input, previousInput_, !overPicture, true);
    // there is no dial to turn here
    intents.zoom += static_cast<float>(intents.dialSteps);
    moveCamera(intents, input, moment, box, box);
    const render::RenderView view = render::viewOf(camera_, box.width / std::max(1.0f, box.height));
    stage_->placePicture(box);
    training_ui::drawReview(stage_->screen(), panel, reviewChoices_, actions_);
    drawCards();
    const ReplayShot shot{moment.attempt.tickCount(),
                          camera_.azimuth_rad,
                          camera_.elevation_rad,
                          camera_.distance_m,
                          camera_.target_m,
                          box.width,
                          box.height};
    const bool still = replayShot_ == shot;
    if (still && replayFine_) {
        // the picture of the frame before is as good
        return stage_->endFrame(std::nullopt);
    }
    replayShot_ = shot;
    replayFine_ = still;
    Picture picture = pictureOf(view, scene, box);
    // as many pixels as the live picture had, which is larger; all of them when it stands still
    const ui::Box live = training_ui::liveLayout(stage_->screen()).picture;
    const float larger = live.width * live.height / std::max(1.0f, box.width * box.height);
    const float most = std::max(picture.scale, 1.0f);
    picture.scale = still ? most : std::min(most, picture.scale * std::sqrt(larger));
    return stage_->endFrame(picture);
}

} // namespace stipple::app
