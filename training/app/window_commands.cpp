#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "training/app/attempt_files.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"
#include "training/app/picture_file.h"
#include "training/app/scene_view.h"
#include "training/app/stage.h"
#include "training/app/trainer.h"

#include <cstdio>
#include <cstdlib>

namespace stipple::app {

namespace {

constexpr const char* kFirstLesson = "training/lessons/pad_first_passes.toml";

int surroundings(const Error& error) {
    logError("{}", error.text);
    return kSurroundings;
}

bool hasDisplay() {
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    return set("DISPLAY") || set("WAYLAND_DISPLAY");
}

// in a window; false: the window cannot be had, for the reason logged
Result<bool> demoInWindow(const std::string& record, double speed, const CommonOptions& common) {
    PracticeOptions options;
    options.out = std::filesystem::path(record).parent_path().string();
    options.closeAtEnd = true;
    auto trainer = Trainer::open(options, common);
    if (!trainer) {
        logInfo("drawing without a window: {}", trainer.error().text);
        return false;
    }
    fmt::print("In the window a scripted expert performs the exercise at {} times real time.\n",
               speed);
    std::fflush(stdout);
    LiveStart start;
    start.lessonPath = kFirstLesson;
    start.recordPath = record;
    start.pen = {.kind = PenKind::Scripted, .name = "expert", .seed = 1};
    start.trainee = "Demo";
    start.mode = lesson::Mode::Graded;
    start.speed = speed;
    if (Status begun = (*trainer)->begin(start); !begun) {
        return begun.error();
    }
    if (Status ran = (*trainer)->run(); !ran) {
        return ran.error();
    }
    return true;
}

int reportDemo(const std::string& out, const CommonOptions& common) {
    const std::string record = out + "/attempt.stipple";
    const auto checked = checkAttempt(record);
    if (!checked) {
        return surroundings(checked.error());
    }
    if (Status written = writeReports(*checked, out); !written) {
        return surroundings(written.error());
    }
    std::fputs(scoreText(checked->score).c_str(), stdout);
    const RenderOptions picture{.file = record,
                                .out = out + "/end.png",
                                .at_s = static_cast<double>(checked->record.samples.size()) /
                                        kTickRate_Hz};
    if (Status drawn = drawMoment(picture, common); !drawn) {
        return surroundings(fail("{}/end.png was not drawn: {}", out, drawn.error().text));
    }
    fmt::print("written: {0}/attempt.stipple, {0}/report.html, {0}/report.json, {0}/end.png\n",
               out);
    if (!checked->matches) {
        logError("{}: {}", record, checked->finding);
        return kCheckFailed;
    }
    return kFine;
}

} // namespace

int practice(const PracticeOptions& options, const CommonOptions& common) {
    const auto pen = parsePenSpec(options.pen);
    if (!pen) {
        logError("{}", pen.error().text);
        return kWrongUsage;
    }
    auto trainer = Trainer::open(options, common);
    if (!trainer) {
        return surroundings(
            fail("{}; without a window, `stipple perform` and `stipple render` work",
                 trainer.error().text));
    }
    if (!options.lesson.empty()) {
        LiveStart start;
        start.lessonPath = options.lesson;
        start.pen = *pen;
        start.trainee = options.trainee;
        start.speed = options.speed;
        if (Status begun = (*trainer)->begin(start); !begun) {
            return surroundings(begun.error());
        }
    }
    if (Status ran = (*trainer)->run(); !ran) {
        return surroundings(ran.error());
    }
    const std::string& record = (*trainer)->lastRecord();
    if (record.empty()) {
        return kFine;
    }
    fmt::print("{}\n", record);
    return options.closeAtEnd ? score(record, false) : kFine;
}

int render(const RenderOptions& options, const CommonOptions& common) {
    if (Status drawn = drawMoment(options, common); !drawn) {
        return surroundings(drawn.error());
    }
    fmt::print("{}\n", options.out);
    return kFine;
}

int demo(const std::string& out, double speed, const CommonOptions& common) {
    if (Status made = makeFolder(out); !made) {
        return surroundings(made.error());
    }
    const std::string record = out + "/attempt.stipple";
    bool shown = false;
    if (hasDisplay()) {
        const auto window = demoInWindow(record, speed, common);
        if (!window) {
            return surroundings(window.error());
        }
        shown = *window;
    } else {
        fmt::print(
            "No display (neither DISPLAY nor WAYLAND_DISPLAY is set): drawing without a window.\n");
    }
    if (!shown) {
        const int code = perform({.lesson = kFirstLesson,
                                  .pen = "scripted:expert",
                                  .out = out,
                                  .trainee = "Demo",
                                  .quiet = true});
        if (code != kFine) {
            return code;
        }
    }
    return reportDemo(out, common);
}

int firstFrame(const CommonOptions& common) {
    PracticeOptions options;
    if (hasDisplay()) {
        auto trainer = Trainer::open(options, common);
        return trainer && (*trainer)->firstFrame() ? kFine : kSurroundings;
    }
    auto stage = Stage::create({.window = false, .gpu = common.gpu});
    const auto root = platform::dataRoot();
    if (!stage || !root) {
        return kSurroundings;
    }
    const auto exercise = loadExercise(*root, kFirstLesson);
    if (!exercise || !(*stage)->showExercise(*exercise)) {
        return kSurroundings;
    }
    attempt::Attempt attempt(*exercise->model,
                             scoring::makeScoreRules(exercise->assignment, *exercise->model, {}), 1,
                             std::nullopt);
    const Moment moment{*exercise, attempt, 0.0};
    (void)(*stage)->beginFrame(0.0f);
    const ui::Screen screen = (*stage)->screen();
    (*stage)->placePicture({0.0f, 0.0f, screen.width_px, screen.height_px});
    const render::RenderView view =
        render::viewOf(startCamera(*exercise), screen.width_px / screen.height_px);
    const render::RenderScene scene = renderScene(moment, {});
    const Status drawn = (*stage)->endFrame(Picture{
        .view = view, .scene = scene, .box = {0.0f, 0.0f, screen.width_px, screen.height_px}});
    return drawn ? kFine : kSurroundings;
}

} // namespace stipple::app
