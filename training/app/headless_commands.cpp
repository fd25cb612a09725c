#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "training/app/attempt_files.h"
#include "training/app/commands.h"
#include "training/app/exit_code.h"
#include "training/app/pen_spec.h"
#include "training/report/report.h"

#include <cstdio>
#include <filesystem>

namespace stipple::app {

namespace {

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

namespace {

// the record of one attempt by `pen`, finished
Status recordAttempt(const std::string& path, const Exercise& exercise, const ChosenPen& pen,
                     const std::string& trainee) {
    const auto header = newHeader(exercise, pen.source->traits(), pen.seed, trainee);
    auto writer = recording::AttemptWriter::create(path, header);
    if (!writer) {
        return writer.error();
    }
    attempt::Attempt attempt(
        *exercise.model,
        scoring::makeScoreRules(exercise.assignment, *exercise.model, header.input), pen.seed,
        std::move(writer).value());
    if (Status ran = runAttempt(attempt, *pen.source, exercise.assignment.lesson.timeLimit_s);
        !ran) {
        return ran;
    }
    if (auto finished = attempt.finish(0, signingKey()); !finished) {
        return finished.error();
    }
    return Done{};
}

// what counts is the file: it is read back and simulated again before anything is claimed
int reportPerformed(const std::string& path, const PerformOptions& options) {
    const auto checked = checkAttempt(path);
    if (!checked) {
        return refused(checked.error(), codeOfRefusal(path));
    }
    if (Status written = writeReports(*checked, options.out); !written) {
        return refused(written.error(), kSurroundings);
    }
    if (!options.quiet) {
        print(options.json
                  ? report::scoreJson(checked->score, checked->stateHash, checked->matches) + "\n"
                  : scoreText(checked->score) +
                        fmt::format("written: {0}, {1}/report.html\n", path, options.out));
    }
    return remarkOn(path, *checked);
}

bool sameFile(const std::string& one, const std::string& other) {
    std::error_code code;
    return std::filesystem::equivalent(one, other, code);
}

} // namespace

int perform(const PerformOptions& options) {
    const auto spec = parsePenSpec(options.pen);
    if (!spec) {
        return refused(spec.error(), kWrongUsage);
    }
    const auto root = platform::dataRoot();
    if (!root) {
        return refused(root.error(), kSurroundings);
    }
    const auto lesson = readLesson(*root, options.lesson);
    if (!lesson) {
        return refused(lesson.error(), kSurroundings);
    }
    const auto exercise = loadExercise(*root, *lesson);
    if (!exercise) {
        return refused(exercise.error(), codeOfRefusedLesson(*root, *lesson));
    }
    const auto pen = makePen(*spec, *exercise);
    if (!pen) {
        return refused(pen.error(), codeOfRefusal(*spec));
    }
    const std::string path = options.out + "/attempt.stipple";
    if (spec->kind == PenKind::Recorded && sameFile(spec->name, path)) {
        return refused(
            fail("{}: would be overwritten by its own repetition; choose another folder", path),
            kWrongUsage);
    }
    if (Status made = makeFolder(options.out); !made) {
        return refused(made.error(), kSurroundings);
    }
    if (Status kept = recordAttempt(path, *exercise, *pen, options.trainee); !kept) {
        return refused(kept.error(), kSurroundings);
    }
    return reportPerformed(path, options);
}

namespace {

// What a record that cannot be simulated again says about itself: its score, when it has one.
int showUnchecked(const std::string& file, bool json, const Error& reason) {
    const auto record = recording::readAttempt(file);
    if (!record || !record->complete) {
        return refused(reason, codeOfRefusal(file));
    }
    print(json ? report::scoreJson(record->score, record->finalHash, false) + "\n"
               : scoreText(record->score));
    return refused(fail("{}; the score is shown as recorded, not re-checked", reason.text),
                   codeOfRefusal(file));
}

} // namespace

int score(const std::string& file, bool json) {
    const auto checked = checkAttempt(file);
    if (!checked) {
        return showUnchecked(file, json, checked.error());
    }
    print(json ? report::scoreJson(checked->score, checked->stateHash, checked->matches) + "\n"
               : scoreText(checked->score));
    return remarkOn(file, *checked);
}

int report(const std::string& file, const std::string& out) {
    const auto checked = checkAttempt(file);
    if (!checked) {
        return refused(checked.error(), codeOfRefusal(file));
    }
    if (Status written = writeReports(*checked, out); !written) {
        return refused(written.error(), kSurroundings);
    }
    print(fmt::format("{0}/report.html\n{0}/report.json\n", out));
    return remarkOn(file, *checked);
}

} // namespace stipple::app
