#include "training/app/picture_file.h"

#include "engine/platform/paths.h"
#include "training/app/healing_sheet.h"
#include "training/app/scene_view.h"
#include "training/app/stage.h"
#include "training/app/view_builder.h"
#include "training/ui/panels.h"

#include <algorithm>
#include <utility>

namespace stipple::app {

namespace {

// the attempt after `at_s` seconds
Result<std::unique_ptr<attempt::Attempt>> attemptAt(const CheckedAttempt& checked, double at_s) {
    if (Status inside = expectInside(checked, at_s); !inside) {
        return inside.error();
    }
    const std::vector<sim::PenSample>& samples = checked.record.samples;
    auto attempt = std::make_unique<attempt::Attempt>(*checked.exercise->model, checked.rules,
                                                      checked.record.header.seed, std::nullopt);
    const auto wanted = std::min(samples.size(), static_cast<std::size_t>(at_s * kTickRate_Hz));
    for (std::size_t tick = 0; tick < wanted; ++tick) {
        if (Status done = attempt->tick(samples[tick]); !done) {
            return done.error();
        }
    }
    return attempt;
}

void drawPanelView(const Stage& stage, const Moment& moment, const std::string& view) {
    const ui::Screen screen = stage.screen();
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    const ui::Box whole{0.0f, 0.0f, screen.width_px, screen.height_px};
    if (view == "section") {
        training_ui::drawSection(list, screen, whole, sectionView(moment));
    } else {
        training_ui::drawCoverage(list, screen, whole,
                                  coverageView(moment, training_ui::MapMode::Passes),
                                  ImVec2(-1.0f, -1.0f));
    }
}

} // namespace

Status expectInside(const CheckedAttempt& checked, double at_s) {
    const double length_s = static_cast<double>(checked.record.samples.size()) / kTickRate_Hz;
    // a second more, so that lengths rounded up are fine; the comparison fails for NaN too
    if (at_s >= 0.0 && at_s <= length_s + 1.0) {
        return Done{};
    }
    return fail("the attempt is {:.1f} s long; {} s is outside it", length_s, at_s);
}

namespace {

/// The skin so many days after the attempt.
Result<std::unique_ptr<HealingPreview>> healingOn(const CheckedAttempt& checked,
                                                  const RenderOptions& options) {
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    auto preview = previewHealing(checked, *root);
    if (preview) {
        (void)renewHealing(**preview, choicesOn(static_cast<float>(*options.day), options.care));
    }
    return preview;
}

} // namespace

Status drawMoment(const CheckedAttempt& checked, const RenderOptions& options,
                  const CommonOptions& common) {
    const auto attempt = attemptAt(checked, options.at_s);
    if (!attempt) {
        return attempt.error();
    }
    auto stage =
        Stage::create({.width = options.width,
                       .height = options.height,
                       .window = false,
                       .uiScale = static_cast<float>(std::max(0.8, options.height / 720.0)),
                       .gpu = common.gpu,
                       .validation = common.validation});
    if (!stage) {
        return stage.error();
    }
    const Moment moment{*checked.exercise, **attempt, options.at_s};
    if (Status shown = (*stage)->showExercise(*checked.exercise); !shown) {
        return shown;
    }
    (void)(*stage)->beginFrame(1.0f / 60.0f);
    std::optional<Picture> picture;
    std::unique_ptr<HealingPreview> healing;
    if (options.day) {
        auto made = healingOn(checked, options);
        if (!made) {
            return made.error();
        }
        healing = std::move(made).value();
    }
    const bool front = options.view == "front";
    const glm::vec3 close_m = healing ? treatedPlace_m(*healing) : moment.attempt.state().pen.tip_m;
    const render::OrbitCamera camera =
        front ? startCamera(*checked.exercise) : closeCamera(*checked.exercise, close_m);
    const render::RenderView view = render::viewOf(camera, static_cast<float>(options.width) /
                                                               static_cast<float>(options.height));
    const render::RenderScene scene = healing ? healedScene(*healing) : renderScene(moment, {});
    if (front || options.view == "close") {
        const ui::Screen screen = (*stage)->screen();
        (*stage)->placePicture({0.0f, 0.0f, screen.width_px, screen.height_px});
        picture.emplace(Picture{
            .view = view, .scene = scene, .box = {0.0f, 0.0f, screen.width_px, screen.height_px}});
    } else {
        drawPanelView(**stage, moment, options.view);
    }
    if (Status drawn = (*stage)->endFrame(picture); !drawn) {
        return drawn;
    }
    return (*stage)->savePng(options.out);
}

} // namespace stipple::app
