#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "training/app/attempt_files.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"
#include "training/app/healing_sheet.h"
#include "training/app/picture_file.h"
#include "training/app/scene_view.h"
#include "training/app/stage.h"
#include "training/app/trainer.h"

#include <cstdio>
#include <cstdlib>
#include <future>

#include <unistd.h>

namespace stipple::app {

namespace {

int surroundings(const Error& error) {
    return refused(error, kSurroundings);
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
        return refused(checked.error(), codeOfRefusal(record));
    }
    if (Status written = writeReports(*checked, out); !written) {
        return surroundings(written.error());
    }
    std::fputs(scoreText(checked->score).c_str(), stdout);
    const RenderOptions picture{.file = record,
                                .out = out + "/end.png",
                                .at_s = static_cast<double>(checked->record.samples.size()) /
                                        kTickRate_Hz};
    fmt::print("written: {0}/attempt.stipple, {0}/report.html, {0}/report.json\n", out);
    const int code = remarkOn(record, *checked);
    if (Status drawn = drawMoment(*checked, picture, common); !drawn) {
        return surroundings(fail("{}/end.png was not drawn: {}", out, drawn.error().text));
    }
    fmt::print("written: {}\n", picture.out);
    return code;
}

} // namespace

namespace {

/// The exit code for a lesson or pen that no attempt could begin with, before a window is opened
/// for it; kFine as far as can be told without the body of a patient.
int checkBefore(const PracticeOptions& options, const PenSpec& pen) {
    const auto root = platform::dataRoot();
    if (!root) {
        return surroundings(root.error());
    }
    const auto lesson = readLesson(*root, options.lesson);
    if (!lesson) {
        return surroundings(lesson.error());
    }
    const auto exercise = lookAtExercise(*root, *lesson);
    if (!exercise) {
        return refused(exercise.error(), codeOfRefusedLesson(*root, *lesson));
    }
    if (const std::string missing = missingPeople(*root); exercise->patient && !missing.empty()) {
        return surroundings(fail("{}: {}", options.lesson, missing));
    }
    const Status known = checkPen(pen);
    return known ? kFine : refused(known.error(), codeOfRefusal(pen));
}

/// The exit code for a lesson that could not be had after its window was open.
int refusedLate(const PracticeOptions& options, const Error& error) {
    const auto root = platform::dataRoot();
    const auto lesson = root ? readLesson(*root, options.lesson) : Result<LessonFile>(root.error());
    return refused(error, lesson ? codeOfRefusedLesson(*root, *lesson) : int{kSurroundings});
}

} // namespace

int practice(const PracticeOptions& options, const CommonOptions& common) {
    const auto pen = parsePenSpec(options.pen);
    if (!pen) {
        return refused(pen.error(), kWrongUsage);
    }
    if (!options.lesson.empty()) {
        if (const int code = checkBefore(options, *pen); code != kFine) {
            return code;
        }
    }
    auto trainer = Trainer::open(options, common);
    if (!trainer) {
        return surroundings(trainer.error());
    }
    if (!options.lesson.empty()) {
        LiveStart start;
        start.lessonPath = options.lesson;
        start.pen = *pen;
        start.trainee = options.trainee;
        start.speed = options.speed;
        (*trainer)->beginFromCommand(start);
    }
    if (Status ran = (*trainer)->run(); !ran) {
        return (*trainer)->neverBegan() ? refusedLate(options, ran.error())
                                        : surroundings(ran.error());
    }
    const std::string& record = (*trainer)->lastRecord();
    if (record.empty()) {
        return kFine;
    }
    fmt::print("{}\n", record);
    return options.closeAtEnd ? score(record, false) : kFine;
}

int render(const RenderOptions& options, const CommonOptions& common) {
    const auto checked = checkAttempt(options.file);
    if (!checked) {
        return refused(checked.error(), codeOfRefusal(options.file));
    }
    RenderOptions wanted = options;
    if (options.day) {
        if (options.view != "front" && options.view != "close") {
            return refused(fail("--day shows the skin: --view must be front or close"),
                           kWrongUsage);
        }
        wanted.at_s = static_cast<double>(checked->record.samples.size()) / kTickRate_Hz;
    }
    if (Status inside = expectInside(*checked, wanted.at_s); !inside) {
        return refused(fail("{}: {}", options.file, inside.error().text), kWrongUsage);
    }
    const Status drawn = options.days ? drawHealingSheet(*checked, options, common)
                                      : drawMoment(*checked, wanted, common);
    if (!drawn) {
        return surroundings(drawn.error());
    }
    fmt::print("{}\n", options.out);
    return remarkOn(options.file, *checked);
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

namespace {

// to who waits at the other end of standard output
void tellDrawn() {
    fmt::print("drawn\n");
    std::fflush(stdout);
}

// the whole path of a first frame without a window
Status firstPicture(const std::string& given, const CommonOptions& common) {
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    const auto lesson = readLesson(*root, given.empty() ? kFirstLesson : given);
    if (!lesson) {
        return lesson.error();
    }
    // the lesson needs no device
    auto loading = std::async(std::launch::async, [&] { return loadExercise(*root, *lesson); });
    auto stage = Stage::create({.window = false, .gpu = common.gpu});
    const auto exercise = loading.get();
    if (!stage) {
        return stage.error();
    }
    if (!exercise) {
        return exercise.error();
    }
    // rules and state are made while the skin is painted and shaders are compiled
    std::future<std::unique_ptr<attempt::Attempt>> begun =
        std::async(std::launch::async, [&model = *exercise->model, &exercise] {
            return std::make_unique<attempt::Attempt>(
                model, scoring::makeScoreRules(exercise->assignment, model, {}), 1, std::nullopt);
        });
    if (Status shown = (*stage)->showExercise(*exercise); !shown) {
        return shown;
    }
    const std::unique_ptr<attempt::Attempt> attempt = begun.get();
    const Moment moment{*exercise, *attempt, 0.0};
    (void)(*stage)->beginFrame(0.0f);
    const ui::Screen screen = (*stage)->screen();
    const ui::Box whole{0.0f, 0.0f, screen.width_px, screen.height_px};
    (*stage)->placePicture(whole);
    const render::RenderView view =
        render::viewOf(startCamera(*exercise), screen.width_px / screen.height_px);
    const render::RenderScene scene = renderScene(moment, {});
    Status drawn = (*stage)->endFrame(Picture{.view = view, .scene = scene, .box = whole});
    if (drawn) {
        (*stage)->device().waitIdle();
        tellDrawn();
    }
    return drawn;
}

Status firstWindow(const std::string& lesson, const CommonOptions& common) {
    PracticeOptions options;
    options.out =
        (std::filesystem::temp_directory_path() / fmt::format("stipple-first-frame-{}", ::getpid()))
            .string();
    auto trainer = Trainer::open(options, common);
    Status drawn = trainer ? (*trainer)->firstFrame(lesson) : Status(trainer.error());
    if (drawn) {
        (*trainer)->waitForDevice();
        tellDrawn();
    }
    std::error_code code;
    std::filesystem::remove_all(options.out, code);
    return drawn;
}

} // namespace

int firstFrame(const std::string& lesson, const CommonOptions& common) {
    const Status drawn = hasDisplay() ? firstWindow(lesson, common) : firstPicture(lesson, common);
    return drawn ? kFine : surroundings(drawn.error());
}

bool hasDisplay() {
    const auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value != nullptr && *value != '\0';
    };
    return set("DISPLAY") || set("WAYLAND_DISPLAY");
}

} // namespace stipple::app
