#include "engine/base/log.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"
#include "training/ui/healing_view.h"

#include <CLI/CLI.hpp>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <optional>

namespace {

using namespace stipple::app;

constexpr const char* kPenHelp = "mouse, scripted:NAME[,seed=N] or recorded:FILE";

// "1280x720" -> width and height
std::string readSize(const std::string& text, int& width, int& height) {
    const auto x = text.find('x');
    const char* begin = text.data();
    const char* end = begin + text.size();
    if (x != std::string::npos) {
        const auto first = std::from_chars(begin, begin + x, width);
        const auto second = std::from_chars(begin + x + 1, end, height);
        const bool whole = first.ptr == begin + x && second.ptr == end;
        if (whole && width >= 16 && height >= 16 && width <= 8192 && height <= 8192) {
            return {};
        }
    }
    return "must be WIDTHxHEIGHT, from 16x16 to 8192x8192, such as 1280x720";
}

struct Arguments {
    CommonOptions common;
    PracticeOptions practice;
    PerformOptions perform;
    RenderOptions render;
    PatientOptions patient;
    BenchOptions bench;
    std::string file, out, firstLesson;
    std::string tileSize = "640x360";
    std::string renderSize = "1280x720", windowSize = "1280x800";
    std::vector<std::string> files;
    bool json = false;
    double demoSpeed = 4.0;
    std::string demoOut = "out/demo";
    std::optional<int> code; ///< set by the command that ran
};

void addPractice(CLI::App& program, Arguments& args) {
    CLI::App* command = program.add_subcommand("practice", "needle a lesson in a window");
    PracticeOptions& o = args.practice;
    command
        ->add_option("LESSON", o.lesson,
                     "lesson file, such as training/lessons/pad_first_passes.toml")
        ->required();
    command->add_option("--pen", o.pen, kPenHelp)->capture_default_str();
    command->add_option("--out", o.out,
                        "folder for records; without it, the attempts of this user");
    command->add_option("--trainee", o.trainee, "name to write into the record");
    command->add_option("--quality", o.quality, "low, full or auto")
        ->check(CLI::IsMember({"low", "full", "auto"}))
        ->capture_default_str();
    command->add_option("--ui-scale", o.uiScale, "size of text and panels")
        ->check(CLI::Range(0.8, 2.5))
        ->capture_default_str();
    command->add_option("--speed", o.speed, "of a scripted or recorded pen against the clock")
        ->check(CLI::Range(0.25, 64.0));
    command->add_option("--window", args.windowSize, "WIDTHxHEIGHT")->capture_default_str();
    command->add_flag("--close-at-end", o.closeAtEnd, "leave after the score");
    command->callback([&args] { args.code = practice(args.practice, args.common); });
}

void addHeadless(CLI::App& program, Arguments& args) {
    CLI::App* command =
        program.add_subcommand("perform", "let a pen do a lesson, without a window");
    command->add_option("LESSON", args.perform.lesson, "lesson file")->required();
    command->add_option("--pen", args.perform.pen, kPenHelp)->required();
    command->add_option("--out", args.perform.out, "folder for attempt and reports")->required();
    command->add_option("--trainee", args.perform.trainee, "name to write into the record");
    command->add_flag("--json", args.perform.json, "print one JSON object");
    command->callback([&args] { args.code = perform(args.perform); });

    command = program.add_subcommand("score", "simulate a record again and compare every bit");
    command->add_option("FILE", args.file, "attempt.stipple")->required();
    command->add_flag("--json", args.json, "print one JSON object");
    command->callback([&args] { args.code = score(args.file, args.json); });

    command = program.add_subcommand("report", "write report.html and report.json of a record");
    command->add_option("FILE", args.file, "attempt.stipple")->required();
    command->add_option("--out", args.out, "folder")->required();
    command->callback([&args] { args.code = report(args.file, args.out); });

    command = program.add_subcommand("lint", "check lessons, protocols, scenes and devices");
    command->add_option("FILE", args.files, "files to check")->required();
    command->callback([&args] { args.code = lint(args.files); });
}

void addPictures(CLI::App& program, Arguments& args) {
    CLI::App* command = program.add_subcommand("render", "draw a moment of a record");
    command->add_option("FILE", args.render.file, "attempt.stipple")->required();
    CLI::Option_group* moment = command->add_option_group("moment", "when");
    moment->add_option("--at", args.render.at_s, "seconds from the start");
    moment->add_option("--day", args.render.day, "days after the end; front or close")
        ->check(CLI::Range(0.0, double{stipple::training_ui::kHealingDays}));
    moment->add_flag("--days", args.render.days,
                     "a sheet of pictures of the attempt and the year after it; --size of one");
    moment->require_option(1);
    command->add_option("--care", args.render.care, "of the skin in the days after: good or poor")
        ->check(CLI::IsMember({"good", "poor"}))
        ->capture_default_str();
    command->add_option("--out", args.render.out, "PNG file")->required();
    command->add_option("--view", args.render.view, "front, close, section or coverage")
        ->check(CLI::IsMember({"front", "close", "section", "coverage"}))
        ->capture_default_str();
    command->add_option("--size", args.renderSize, "WIDTHxHEIGHT")->capture_default_str();
    command->callback([&args] { args.code = render(args.render, args.common); });

    command = program.add_subcommand("patient", "show a patient: zones, pictures, and as glTF");
    command->add_option("FILE", args.patient.file, "file of scenes/patients")->required();
    command->add_option("--out", args.patient.out, "PNG: all sides, zones and lesions");
    command->add_option("--size", args.tileSize, "WIDTHxHEIGHT of one picture")
        ->capture_default_str();
    command->add_flag("--regions", args.patient.regions, "paint zones and no-go areas");
    command->add_option("--export", args.patient.glb, "GLB file of the drawn mesh");
    command->callback([&args] { args.code = patient(args.patient, args.common); });

    command = program.add_subcommand("patients", "list who can be treated");
    command->callback([&args] { args.code = patients(); });

    command = program.add_subcommand("devices", "what this machine offers, and what is missing");
    command->callback([&args] { args.code = devices(args.common); });

    command = program.add_subcommand("demo", "a scripted expert performs the first exercise");
    command->add_option("--out", args.demoOut, "folder")->capture_default_str();
    command->add_option("--speed", args.demoSpeed, "against the clock, in the window")
        ->check(CLI::Range(0.25, 64.0))
        ->capture_default_str();
    command->callback([&args] { args.code = demo(args.demoOut, args.demoSpeed, args.common); });

    command = program.add_subcommand("first-frame", "draw one frame and leave; for bench start");
    command->group("");
    command->add_option("LESSON", args.firstLesson, "show this lesson's skin");
    command->callback([&args] { args.code = firstFrame(args.firstLesson, args.common); });
}

void addBench(CLI::App& program, Arguments& args) {
    CLI::App* command = program.add_subcommand("bench", "speed as ratios of one run");
    command
        ->add_option("PART", args.bench.part,
                     "score, tick, puncture, frame or start (all of these without one); cost, "
                     "mechanics, pace or memory")
        ->check(CLI::IsMember({"score", "tick", "puncture", "frame", "start", "cost", "mechanics",
                               "pace", "memory"}));
    command->add_option("--lesson", args.bench.lesson, "measure this lesson instead of the pad's");
    command->add_option("--seconds", args.bench.seconds, "how long pace and memory let a pen work")
        ->check(CLI::Range(2.0, 7200.0))
        ->capture_default_str();
    command->add_option("--speed", args.bench.speed, "of memory's pen against the clock")
        ->check(CLI::Range(0.25, 64.0))
        ->capture_default_str();
    command->add_flag("--json", args.bench.json, "print one JSON object");
    command->callback([&args] { args.code = bench(args.bench, args.common); });
}

// one sentence, and where to look further
std::string wrongUsage(const CLI::App* program, const CLI::Error& error) {
    std::string called = "stipple";
    for (const CLI::App* command : program->get_subcommands()) {
        called += " " + command->get_name();
    }
    return fmt::format("stipple: error: {}; `{} --help` shows what it takes\n", error.what(),
                       called);
}

// Results that did not arrive are an error; a reader that had enough (a closed pipe) is none.
int flushed(int code) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) {
        return code;
    }
    if (errno == EPIPE) {
        return code;
    }
    stipple::logError("the result could not be written to standard output ({})",
                      std::strerror(errno));
    return code == kFine ? int{kSurroundings} : code;
}

int run(int argc, char** argv) {
    CLI::App program("Stipple, a training simulator for microneedling. Without a command it opens "
                     "the start screen.",
                     "stipple");
    Arguments args;
    program.add_option("--gpu", args.common.gpu, "part of the name of the Vulkan device to use");
    program.add_flag("--validation", args.common.validation, "check every Vulkan call");
    program.set_version_flag("--version", STIPPLE_VERSION);
    program.require_subcommand(0, 1);
    program.fallthrough();
    program.failure_message(wrongUsage);
    addPractice(program, args);
    addHeadless(program, args);
    addPictures(program, args);
    addBench(program, args);
    program.parse_complete_callback([&args] {
        const auto bad = [](const char* option, const std::string& problem) {
            if (!problem.empty()) {
                throw CLI::ValidationError(option, problem);
            }
        };
        bad("--size", readSize(args.renderSize, args.render.width, args.render.height));
        bad("--size", readSize(args.tileSize, args.patient.width, args.patient.height));
        bad("--window", readSize(args.windowSize, args.practice.width, args.practice.height));
    });
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? kFine : kWrongUsage;
    }
    return args.code ? *args.code : practice(args.practice, args.common);
}

} // namespace

int main(int argc, char** argv) {
    // a full disk or a closed pipe is an error to report, not a signal to die of
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return flushed(run(argc, argv));
    } catch (const std::exception& error) {
        std::fprintf(stderr, "stipple: %s\n", error.what());
        return kSurroundings;
    }
}
