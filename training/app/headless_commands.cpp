#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "training/app/attempt_files.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"
#include "training/app/pen_spec.h"
#include "training/report/report.h"

#include <cstdio>

namespace stipple::app {

namespace {

int surroundings(const Error& error) {
    logError("{}", error.text);
    return kSurroundings;
}

void print(const std::string& text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
}

// the whole attempt as fast as the machine can; the lesson's time limit holds
Status runAttempt(attempt::Attempt& attempt, input::PenSource& pen, double timeLimit_s) {
    const auto most = static_cast<std::uint32_t>(timeLimit_s * kTickRate_Hz);
    for (std::uint32_t tick = 0; tick < most && !pen.finished(); ++tick) {
        if (Status done = attempt.tick(pen.sample(tick)); !done) {
            return done;
        }
    }
    return Done{};
}

} // namespace

int perform(const PerformOptions& options) {
    const auto spec = parsePenSpec(options.pen);
    if (!spec) {
        logError("{}", spec.error().text);
        return kWrongUsage;
    }
    const auto root = platform::dataRoot();
    if (!root) {
        return surroundings(root.error());
    }
    auto exercise = loadExercise(root->string(), options.lesson);
    if (!exercise) {
        return surroundings(exercise.error());
    }
    auto pen = makePen(*spec, *exercise);
    if (!pen) {
        logError("{}", pen.error().text);
        return spec->kind == PenKind::Recorded ? kSurroundings : kWrongUsage;
    }
    if (Status made = makeFolder(options.out); !made) {
        return surroundings(made.error());
    }
    const std::string path = options.out + "/attempt.stipple";
    const auto header =
        newHeader(*exercise, options.lesson, (*pen)->traits(), spec->seed, options.trainee);
    auto writer = recording::AttemptWriter::create(path, header);
    if (!writer) {
        return surroundings(writer.error());
    }
    attempt::Attempt attempt(
        *exercise->model,
        scoring::makeScoreRules(exercise->assignment, *exercise->model, header.input), spec->seed,
        std::move(writer).value());
    if (Status ran = runAttempt(attempt, **pen, exercise->assignment.lesson.timeLimit_s); !ran) {
        return surroundings(ran.error());
    }
    if (auto finished = attempt.finish(0, signingKey()); !finished) {
        return surroundings(finished.error());
    }
    // what counts is the file: read it back and simulate it again before anything is claimed
    const auto checked = checkAttempt(path);
    if (!checked) {
        return surroundings(checked.error());
    }
    if (Status written = writeReports(*checked, options.out); !written) {
        return surroundings(written.error());
    }
    if (!options.quiet) {
        print(options.json
                  ? report::scoreJson(checked->score, checked->stateHash, checked->matches) + "\n"
                  : scoreText(checked->score) +
                        fmt::format("written: {0}, {1}/report.html\n", path, options.out));
    }
    if (!checked->matches) {
        logError("{}: {}", path, checked->finding);
        return kCheckFailed;
    }
    return kFine;
}

int score(const std::string& file, bool json) {
    const auto checked = checkAttempt(file);
    if (!checked) {
        return surroundings(checked.error());
    }
    const scoring::Score& shown = checked->sameCore ? checked->score : checked->record.score;
    print(json ? report::scoreJson(shown, checked->stateHash, checked->matches) + "\n"
               : scoreText(shown));
    if (!checked->record.complete) {
        logWarning("{}: the attempt was cut off; this is the score up to {:.1f} s", file,
                   static_cast<double>(checked->record.samples.size()) / kTickRate_Hz);
    }
    if (!checked->record.integrity.empty()) {
        logError("{}: {}", file, checked->record.integrity);
        return kCheckFailed;
    }
    if (!checked->matches) {
        logError("{}: {}", file, checked->finding);
        return kCheckFailed;
    }
    return kFine;
}

int report(const std::string& file, const std::string& out) {
    const auto checked = checkAttempt(file);
    if (!checked) {
        return surroundings(checked.error());
    }
    if (Status written = writeReports(*checked, out); !written) {
        return surroundings(written.error());
    }
    print(fmt::format("{0}/report.html\n{0}/report.json\n", out));
    if (!checked->matches) {
        logError("{}: {}", file, checked->finding);
        return kCheckFailed;
    }
    return kFine;
}

} // namespace stipple::app
