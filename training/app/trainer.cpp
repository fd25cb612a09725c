#include "training/app/trainer.h"

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/gpu/describe.h"
#include "engine/platform/paths.h"
#include "engine/platform/wall_clock.h"
#include "training/app/attempt_folder.h"
#include "training/app/view_builder.h"

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

constexpr std::size_t kRecentAttempts = 8;

training_ui::Settings loadSettings(const PracticeOptions& options) {
    training_ui::Settings settings;
    const auto path = platform::settingsPath();
    std::error_code code;
    if (options.ownSettings && path && std::filesystem::exists(*path, code)) {
        const auto text = readTextFile(*path);
        auto parsed = text ? training_ui::parseSettings(*text, path->string())
                           : Result<training_ui::Settings>(text.error());
        if (parsed) {
            settings = *parsed;
        } else {
            logWarning("{}; the settings start anew", parsed.error().text);
        }
    }
    if (options.uiScale != 1.0) {
        settings.uiScale = static_cast<float>(options.uiScale);
    }
    if (options.quality == "low") {
        settings.quality = training_ui::QualityChoice::Low;
    } else if (options.quality == "full") {
        settings.quality = training_ui::QualityChoice::Full;
    }
    return settings;
}

std::vector<training_ui::PreflightLine> preflight(const gpu::Device& device,
                                                  const std::string& folder,
                                                  const std::string& missingPatients) {
    std::vector<training_ui::PreflightLine> lines;
    if (device.isSoftware()) {
        lines.push_back(
            {true, fmt::format("Software Vulkan ({}): fine for practice; the picture is "
                               "drawn at a lower resolution to keep moving",
                               device.name())});
    } else {
        lines.push_back({true, fmt::format("Graphics: {}", device.name())});
    }
    lines.push_back({true, "Mouse and keyboard: force and tilt are not assessed with them"});
    lines.push_back({true, "Attempts are kept in " + folder});
    if (!missingPatients.empty()) {
        lines.push_back({false, "Practise on the pad meanwhile: " + missingPatients});
    }
    return lines;
}

} // namespace

Result<std::unique_ptr<Trainer>> Trainer::open(const PracticeOptions& options,
                                               const CommonOptions& common) {
    std::unique_ptr<Trainer> trainer(new Trainer);
    trainer->options_ = options;
    trainer->common_ = common;
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    trainer->root_ = root->string();
    auto folder = attemptFolder(options.out);
    if (!folder) {
        return folder.error();
    }
    trainer->folder_ = *folder;
    trainer->settings_ = loadSettings(options);
    auto stage = Stage::create({.width = options.width,
                                .height = options.height,
                                .window = options.window,
                                .uiScale = trainer->settings_.uiScale,
                                .gpu = common.gpu,
                                .validation = common.validation});
    if (!stage) {
        return stage.error();
    }
    trainer->stage_ = std::move(stage).value();
    trainer->startChoices_.trainee = options.trainee;
    return trainer;
}

void Trainer::toStart(std::string notice) {
    stage_->forgetExercise();
    live_.reset();
    review_.reset();
    startKnown_ = true;
    start_.version = STIPPLE_VERSION;
    start_.lessons = allLessons(root_);
    start_.recent = recentAttempts(folder_, kRecentAttempts);
    start_.preflight = preflight(stage_->device(), folder_, missingPeople(root_));
    start_.notice = std::move(notice);
    liveChoices_ = {};
    reviewChoices_ = {};
}

Status Trainer::enter(std::unique_ptr<LiveSession> live, ShownExercise shown) {
    if (live->start.recordPath.empty()) {
        live->start.recordPath =
            newAttemptPath(folder_, std::filesystem::path(live->start.lessonPath).stem().string());
    }
    if (Status opened = openRecord(*live); !opened) {
        return opened;
    }
    stage_->show(std::move(shown));
    review_.reset();
    live_ = std::move(live);
    const training_ui::LiveLayout layout = training_ui::liveLayout(stage_->screen(), true);
    showFrom(lessonCamera(*live_->exercise, startCamera(*live_->exercise), layout.picture,
                          layout.hintArea),
             *live_->exercise);
    if (live_->exercise->patient && stage_->device().isSoftware()) {
        // a face costs so much there that the first frames would be late for nothing
        auto_.scale = AutoScale::kLeast;
    }
    overlay_ = {};
    tilt_deg_ = 0.0f;
    keyCard_ = !settings_.keyCardSeen && !live_->script;
    setPaused(*live_, keyCard_);
    return Done{};
}

Status Trainer::run() {
    if (!live_ && !coming_) {
        toStart({});
    }
    lastFrame_s_ = platform::wallClock_s();
    while (!quit_) {
        if (Status done = frame(); !done) {
            return live_ ? keptUntil(done.error()) : done;
        }
    }
    // closing the window keeps what was done: the attempt ends with its score
    return live_ ? finishLive() : Status(Done{});
}

// A lost device or a full disk ends the attempt; what was recorded stays, cut off.
Error Trainer::keptUntil(const Error& reason) {
    const std::string path = live_->start.recordPath;
    const double until_s = static_cast<double>(live_->attempt->tickCount()) / kTickRate_Hz;
    live_.reset();
    return fail("{} (the attempt is kept up to {:.1f} s in {})", reason.text, until_s, path);
}

Status Trainer::firstFrame(const std::string& lesson) {
    lastFrame_s_ = platform::wallClock_s();
    if (lesson.empty()) {
        toStart({});
        return frame();
    }
    LiveStart start;
    start.lessonPath = lesson;
    beginFromCommand(start);
    while (!live_) {
        if (Status done = frame(); !done) {
            return done;
        }
    }
    return frame();
}

Status Trainer::frame() {
    const double now_s = platform::wallClock_s();
    const double delta_s = now_s - lastFrame_s_;
    lastFrame_s_ = now_s;
    delta_s_ = delta_s;
    noteFrame();
    const platform::InputFrame input = stage_->beginFrame(static_cast<float>(delta_s));
    quit_ = quit_ || input.closeRequested || training_ui::asksToLeave(input);
    // an attempt reads it with its other keys
    if (!live_ && platform::wasPressed(input, platform::Key::F1)) {
        actions_.emplace_back(training_ui::ToggleKeyCard{});
    }
    if (stage_->minimised()) {
        if (live_ && !live_->paused) {
            setPaused(*live_, true);
        }
        stage_->window()->waitEvents(0.1);
    } else {
        // also in the fixed qualities: it knows the frame's time, which the panel shows
        adapt(auto_, static_cast<float>(delta_s));
    }

    Status drawn = Done{};
    if (live_) {
        drawn = liveFrame(now_s);
    } else if (review_) {
        drawn = reviewFrame(delta_s);
    } else {
        startFrame();
        drawn = stage_->endFrame(std::nullopt);
    }
    previousInput_ = input;
    if (!drawn) {
        return drawn;
    }
    const training_ui::UiActions actions = std::move(actions_);
    actions_.clear();
    for (const training_ui::UiAction& action : actions) {
        if (Status done = apply(action); !done) {
            return done;
        }
    }
    if (live_ && live_->over) {
        return finishLive();
    }
    return enterComing();
}

void Trainer::startFrame() {
    stage_->panels().setKeyboardNavigation(true);
    if (startKnown_) {
        training_ui::drawStart(stage_->screen(), start_, startChoices_, actions_);
    }
    drawCards();
    if (coming_) {
        drawWaiting();
    }
}

void Trainer::drawCards() {
    if (settingsOpen_) {
        training_ui::drawSettings(stage_->screen(), settings_, actions_);
    }
    if (keyCard_) {
        training_ui::drawKeyCard(stage_->screen(), actions_);
    }
}

Status Trainer::liveFrame(double now_s) {
    stage_->panels().setKeyboardNavigation(live_->paused);
    const ui::Screen screen = stage_->screen();
    const training_ui::LiveLayout layout =
        training_ui::liveLayout(screen, live_->exercise->patient.has_value());
    const platform::InputFrame& input =
        stage_->window() != nullptr ? stage_->window()->frame() : previousInput_;
    const training_ui::Intents intents = training_ui::intentsOf(
        input, previousInput_, stage_->panels().wantsMouse(), stage_->panels().wantsText());
    moveCamera(intents, input, {*live_->exercise, *live_->attempt, now_s}, layout.picture,
               layout.hintArea);
    const float aspect = layout.picture.width / std::max(1.0f, layout.picture.height);
    const render::RenderView view = render::viewOf(camera_, aspect);
    useKeys(intents);
    movePen(intents, view, layout.picture, input);
    if (Status done = advance(*live_, now_s); !done) {
        return done;
    }

    const Moment moment{*live_->exercise, *live_->attempt, now_s};
    // at work the skin must be seen; in a pause the map lies on it
    const training_ui::MapMode onSkin = live_->paused ? settings_.map : training_ui::MapMode::Off;
    if (overlay_.mode != onSkin) {
        renewOverlay(moment, onSkin, overlay_);
    }
    training_ui::LiveView panel = liveView(*live_, now_s);
    panel.device =
        fmt::format("{:.0f} frames/s, picture at {:.0f} %",
                    auto_.frame_s > 0.0f ? 1.0f / auto_.frame_s : 0.0f, 100.0f * pictureScale());
    tellTip(*live_, view, layout.picture, panel);
    stage_->placePicture(layout.picture);
    training_ui::drawLive(screen, panel, sectionView(moment), coverageView(moment, settings_.map),
                          liveChoices_, actions_);
    drawCards();
    const render::RenderScene scene = renderScene(moment, overlayOf(overlay_));
    return stage_->endFrame(pictureOf(view, scene, layout.picture));
}

Picture Trainer::pictureOf(const render::RenderView& view, const render::RenderScene& scene,
                           const ui::Box& box) const {
    return {.view = view,
            .scene = scene,
            .box = box,
            .scale = pictureScale(),
            .quality = settings_.quality == training_ui::QualityChoice::Low
                           ? render::Quality::Low
                           : render::Quality::Full};
}

float Trainer::pictureScale() const {
    switch (settings_.quality) {
    case training_ui::QualityChoice::Low:
        return 0.5f;
    case training_ui::QualityChoice::Full:
        return 1.0f;
    case training_ui::QualityChoice::Auto:
        break;
    }
    return auto_.scale;
}

void Trainer::movePen(const training_ui::Intents& intents, const render::RenderView& view,
                      const ui::Box& picture, const platform::InputFrame& input) {
    if (live_->script || live_->paused) {
        return;
    }
    input::PenControls& controls = live_->controls;
    controls.seated = intents.seat;
    controls.pressHarder = intents.pressHarder;
    controls.gel = intents.gel;
    controls.wipe = intents.wipe;
    controls.newCartridge = intents.newCartridge;
    controls.tilt_deg = tilt_deg_;
    controls.tiltAzimuth_deg = tiltAzimuth_deg_;
    const float x = (input.mouseX_px - picture.x) / std::max(1.0f, picture.width);
    const float y = (input.mouseY_px - picture.y) / std::max(1.0f, picture.height);
    const bool inside = x >= 0.0f && y >= 0.0f && x <= 1.0f && y <= 1.0f && input.focused;
    const input::PointerTarget target =
        inside ? pointerTarget(*live_, view, x, y) : input::PointerTarget{};
    if (!inside) {
        controls.seated = false;
    }
    live_->mouse.point(target, controls);
    if (stage_->window() != nullptr) {
        stage_->window()->showCursor(!target.onSkin || stage_->panels().wantsMouse());
    }
}

void Trainer::useKeys(const training_ui::Intents& intents) {
    using namespace training_ui;
    if (intents.toggleKeyCard) {
        actions_.emplace_back(ToggleKeyCard{});
    }
    if (intents.togglePause) {
        if (live_->paused) {
            actions_.emplace_back(ResumeAttempt{});
        } else {
            actions_.emplace_back(PauseAttempt{});
        }
    }
    if (intents.endAttempt) {
        liveChoices_.askEnd = true;
    }
    if (intents.nextMap) {
        actions_.emplace_back(
            SetMap{static_cast<MapMode>((static_cast<int>(settings_.map) + 1) % 4)});
    }
    if (live_->script || live_->paused) {
        return;
    }
    turnDial(*live_, intents.dialSteps);
    turnStrokeRate(*live_, intents.rateSteps);
    turnPull(*live_, intents.pullSteps);
    if (intents.choosePen >= 0) {
        choosePen(*live_, static_cast<std::size_t>(intents.choosePen));
    }
    if (intents.toggleMotor) {
        live_->controls.motor = !live_->controls.motor;
    }
    if (intents.toggleStretch) {
        live_->controls.stretch = !live_->controls.stretch;
    }
    tilt_deg_ =
        intents.resetTilt ? 0.0f : std::clamp(tilt_deg_ + intents.tiltMore_deg, 0.0f, 45.0f);
    tiltAzimuth_deg_ = std::fmod(tiltAzimuth_deg_ + intents.tiltTurn_deg, 360.0f);
}

void Trainer::saveSettings() {
    const auto folder = platform::writableUserFolder();
    const auto path = platform::settingsPath();
    if (!folder || !path) {
        logWarning("the settings are not kept: {}",
                   folder ? path.error().text : folder.error().text);
        return;
    }
    if (Status written = writeFileWhole(*path, training_ui::settingsText(settings_)); !written) {
        logWarning("the settings are not kept: {}", written.error().text);
    }
}

} // namespace stipple::app
