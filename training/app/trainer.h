#pragma once

#include "engine/base/result.h"
#include "training/app/auto_scale.h"
#include "training/app/coming.h"
#include "training/app/commands.h"
#include "training/app/orbit_moves.h"
#include "training/app/pace.h"
#include "training/app/scene_view.h"
#include "training/app/stage.h"
#include "training/ui/key_bindings.h"
#include "training/ui/panels.h"
#include "training/ui/screen_layout.h"

#include <memory>
#include <optional>
#include <string>

namespace stipple::app {

/// The program with its window: start screen, live attempt, review. Events come in, actions are
/// applied here and nowhere else.
class Trainer {
public:
    [[nodiscard]] static Result<std::unique_ptr<Trainer>> open(const PracticeOptions& options,
                                                               const CommonOptions& common);

    /// Begins a lesson at once, without the start screen.
    [[nodiscard]] Status begin(const LiveStart& start);
    /// Begins it when it is ready, with a card in the window meanwhile. `run` fails when it cannot
    /// be had.
    void beginFromCommand(const LiveStart& start);
    /// `run` failed because the lesson of beginFromCommand could not be had.
    [[nodiscard]] bool neverBegan() const { return neverBegan_; }

    /// Until the window is closed. Fails when the picture or the record is lost; whatever was
    /// recorded until then is on disk.
    [[nodiscard]] Status run();

    /// Shows the start screen once and returns; with a lesson, its skin. For measuring how long a
    /// start takes.
    [[nodiscard]] Status firstFrame(const std::string& lesson);
    /// Until the device has drawn what it was handed.
    void waitForDevice() const { stage_->device().waitIdle(); }

    /// Lets a pen perform for so long of the attempt, and tells how long the frames took.
    [[nodiscard]] Result<Pace> pace(const LiveStart& start, double seconds);

    /// The record of the last attempt that was finished; empty without one.
    [[nodiscard]] const std::string& lastRecord() const { return lastRecord_; }

private:
    struct Apply;
    Trainer() = default;
    [[nodiscard]] Status frame();
    [[nodiscard]] Status liveFrame(double now_s);
    [[nodiscard]] Status reviewFrame(double delta_s);
    /// What becomes of the reviewed skin, for the choices of the tab; null when that cannot be
    /// told.
    [[nodiscard]] const HealingPreview* shownHealing();
    void startFrame();
    void drawCards();

    /// Puts the camera where an exercise begins.
    void showFrom(const render::OrbitCamera& camera, const Exercise& exercise);
    /// `box` is the 3D picture's place in the window, `free` what of it no panel covers.
    void moveCamera(const training_ui::Intents& intents, const platform::InputFrame& input,
                    const Moment& moment, const ui::Box& box, const ui::Box& free);
    [[nodiscard]] std::optional<glm::vec3>
    skinUnder(const platform::InputFrame& input, const Moment& moment, const ui::Box& box) const;
    [[nodiscard]] std::optional<render::OrbitCamera>
    wishedCamera(const training_ui::Intents& intents, const Moment& moment, const ui::Box& box,
                 const ui::Box& free) const;
    void movePen(const training_ui::Intents& intents, const render::RenderView& view,
                 const ui::Box& picture, const platform::InputFrame& input);
    void useKeys(const training_ui::Intents& intents);

    /// Begins a lesson, or opens a review, while the window goes on.
    void beginSoon(const LiveStart& start);
    void reviewSoon(const std::string& path);
    void waitFor(MakeScreen make, std::string title, std::vector<LoadStep> steps);
    void giveUpComing();
    void drawWaiting();
    void noteFrame();
    /// Enters the screen that has become ready.
    [[nodiscard]] Status enterComing();
    [[nodiscard]] Status enter(std::unique_ptr<LiveSession> live, ShownExercise shown);
    void enterReview(std::unique_ptr<ReviewSession> review, ShownExercise shown);
    [[nodiscard]] Status apply(const training_ui::UiAction& action);
    [[nodiscard]] Status finishLive();
    [[nodiscard]] Error keptUntil(const Error& reason);
    void toStart(std::string notice);
    void saveSettings();
    [[nodiscard]] float pictureScale() const;
    [[nodiscard]] Picture pictureOf(const render::RenderView& view,
                                    const render::RenderScene& scene, const ui::Box& box) const;

    PracticeOptions options_;
    CommonOptions common_;
    std::string root_, folder_;
    std::unique_ptr<Stage> stage_;
    training_ui::Settings settings_;
    training_ui::StartView start_;
    training_ui::StartChoices startChoices_;
    training_ui::LiveChoices liveChoices_;
    training_ui::ReviewChoices reviewChoices_;
    std::unique_ptr<LiveSession> live_;
    std::unique_ptr<Coming> coming_;               ///< what is being got ready
    std::vector<std::unique_ptr<Coming>> leaving_; ///< given up, and not yet ended
    /// How the window fared while something was got ready, and in the first frames of it.
    struct Wait {
        double since_s = 0.0, ready_s = 0.0, longestFrame_s = 0.0;
        std::size_t stepsShown = 0;
        std::optional<LoadStep> step; ///< shown last
        int framesToCome = 0;         ///< until it is told
    };
    Wait wait_;
    bool fromCommand_ = false, neverBegan_ = false, startKnown_ = false;
    std::unique_ptr<ReviewSession> review_;
    render::OrbitCamera camera_;
    std::optional<render::OrbitCamera> cameraGoal_; ///< where a key sends it; none: it rests
    OrbitLimits cameraLimits_;
    glm::vec3 pivot_m_{0.0f}; ///< what the drag of the mouse turns about
    bool turning_ = false;
    OverlayField overlay_;
    AutoScale auto_;
    platform::InputFrame previousInput_;
    training_ui::UiActions actions_;
    std::string lastRecord_;
    float tilt_deg_ = 0.0f, tiltAzimuth_deg_ = 0.0f;
    /// What the replay's picture shows: drawn anew only when it would be another.
    struct ReplayShot {
        std::uint32_t tick = 0;
        float azimuth_rad = 0.0f, elevation_rad = 0.0f, distance_m = 0.0f;
        glm::vec3 target_m{0.0f};
        float width_px = 0.0f, height_px = 0.0f;
        bool operator==(const ReplayShot&) const = default;
    };
    std::optional<ReplayShot> replayShot_;
    int replayTab_ = 0;       ///< of the review in the frame before
    bool replayFine_ = false; ///< the shot was drawn at full resolution
    double lastFrame_s_ = 0.0, delta_s_ = 0.0;
    bool keyCard_ = false, settingsOpen_ = false, quit_ = false;
};

} // namespace stipple::app
