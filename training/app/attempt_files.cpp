#include "training/app/attempt_files.h"

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/platform/paths.h"
#include "engine/platform/wall_clock.h"
#include "engine/scene/pad_scene.h"
#include "training/app/exit_code.h"
#include "training/lesson/conditions.h"
#include "training/report/report.h"
#include "training/scoring/score_points.h"

namespace stipple::app {

recording::AttemptHeader newHeader(const Exercise& exercise, const sim::InputTraits& input,
                                   std::uint64_t seed, const std::string& trainee) {
    const lesson::Lesson& lesson = exercise.assignment.lesson;
    recording::AttemptHeader header;
    header.coreVersion = sim::kCoreVersion;
    header.softwareVersion = STIPPLE_VERSION;
    header.modelHash = exercise.model->contentHash;
    header.lessonHash = exercise.assignment.contentHash;
    header.seed = seed;
    header.lessonPath = exercise.lessonPath;
    header.trainee = trainee;
    header.mode = lesson::modeName(lesson.mode);
    header.assistance = lesson::assistanceName(lesson.assistance);
    header.startedAt_unix = platform::dateNow_unix();
    header.input = input;
    header.files = exercise.files;
    if (exercise.patient) {
        header.peopleHash = exercise.patient->people->contentHash;
    }
    return header;
}

std::optional<recording::SigningKey> signingKey() {
    const auto folder = platform::writableUserFolder();
    if (!folder) {
        logWarning("attempts stay unsigned: {}", folder.error().text);
        return std::nullopt;
    }
    auto key = recording::stationKey((*folder / "station.key").string());
    if (!key) {
        logWarning("attempts stay unsigned: {}", key.error().text);
        return std::nullopt;
    }
    return std::move(key).value();
}

namespace {

// what is wrong with a record first, damage before all else; empty when nothing is
std::string findingOf(const CheckedAttempt& checked, const std::string& difference) {
    const recording::AttemptRecord& record = checked.record;
    if (!record.integrity.empty()) {
        return record.integrity;
    }
    if (!checked.sameCore) {
        return fmt::format("recorded by core {}, this is core {}: not re-checked; {}",
                           record.header.coreVersion, sim::kCoreVersion,
                           record.complete ? "the score is shown as recorded"
                                           : "it was cut off without a score, so this is what "
                                             "today's core makes of it");
    }
    const Exercise& exercise = *checked.exercise;
    if (record.header.modelHash != exercise.model->contentHash ||
        record.header.lessonHash != exercise.assignment.contentHash) {
        return "the exercise built from the files inside the record is not the one that was "
               "attempted";
    }
    return difference;
}

// A record of an older core may carry needling parameters that this one cannot read. Its score
// stays its own; what is shown of its skin is what the needles of today make of the same hand.
Status renewNeedling(recording::AttemptHeader& header, const std::filesystem::path& root) {
    for (recording::EmbeddedFile& file : header.files) {
        if (file.path.ends_with("needling.toml") && !scene::parseNeedling(file.text, file.path)) {
            auto today = readTextFile(root / "scenes/needling.toml");
            if (!today) {
                return today.error();
            }
            file.text = std::move(today).value();
        }
    }
    return Done{};
}

} // namespace

Result<CheckedAttempt> checkAttempt(const std::string& path, const LoadWatch& watch) {
    auto record = recording::readAttempt(path);
    if (!record) {
        return record.error();
    }
    const auto dataRoot = platform::dataRoot();
    const auto root = dataRoot ? *dataRoot : std::filesystem::path();
    recording::AttemptHeader readable = record->header;
    if (readable.coreVersion < sim::kCoreVersion) {
        if (Status renewed = renewNeedling(readable, root); !renewed) {
            return renewed.error();
        }
    }
    auto exercise = loadExercise(readable, root, watch);
    if (!exercise) {
        return fail("{}: the exercise inside the record cannot be used: {}", path,
                    exercise.error().text);
    }
    if (!goesOn(watch, LoadStep::Replay)) {
        return leftOff();
    }
    CheckedAttempt checked;
    checked.record = std::move(record).value();
    checked.exercise = std::make_unique<Exercise>(std::move(exercise).value());
    const recording::AttemptHeader& header = checked.record.header;
    lesson::Lesson& lesson = checked.exercise->assignment.lesson;
    lesson.mode = lesson::modeFrom(header.mode).value_or(lesson.mode);
    lesson.assistance = lesson::assistanceFrom(header.assistance).value_or(lesson.assistance);
    checked.rules = scoring::makeScoreRules(checked.exercise->assignment, *checked.exercise->model,
                                            header.input);
    attempt::Rescored again =
        attempt::rescore(*checked.exercise->model, checked.rules, checked.record);
    checked.score = std::move(again.score);
    checked.stateHash = again.finalHash;
    checked.replay = std::move(again.replay);
    checked.sameCore = header.coreVersion == sim::kCoreVersion;
    if (!checked.sameCore && checked.record.complete) {
        checked.score = checked.record.score;
        scoring::setDirections(checked.score, checked.exercise->assignment.rubric);
        checked.stateHash = checked.record.finalHash;
    }
    checked.finding = findingOf(checked, again.finding);
    checked.matches = checked.finding.empty();
    return checked;
}

int codeOfRefusal(const std::string& path) {
    if (!readBinaryFile(path)) {
        return kSurroundings;
    }
    // the record may be right and only the body of its patient not be here
    const auto record = recording::readAttempt(path);
    const auto root = platform::dataRoot();
    return record && root && !peopleProblem(record->header, *root).empty() ? kSurroundings
                                                                           : kCheckFailed;
}

int codeOfRefusedLesson(const std::filesystem::path& root, const LessonFile& lesson) {
    const auto look = lookAtExercise(root, lesson);
    return look && look->patient && !readPeople(root) ? kSurroundings : kCheckFailed;
}

int remarkOn(const std::string& path, const CheckedAttempt& checked) {
    const recording::AttemptRecord& record = checked.record;
    if (!record.complete && record.integrity.empty()) {
        logWarning("{}: the attempt was cut off; this is what was recorded until {:.1f} s", path,
                   static_cast<double>(record.samples.size()) / kTickRate_Hz);
    }
    if (!checked.matches) {
        logError("{}: {}", path, checked.finding);
        return kCheckFailed;
    }
    return kFine;
}

std::string signatureText(const recording::AttemptRecord& record) {
    switch (record.signature) {
    case recording::Signed::Valid:
        return fmt::format("signed by station {}", record.signerKey.substr(0, 16));
    case recording::Signed::Invalid:
        return "the signature does not fit the record: do not rely on it";
    case recording::Signed::No:
        break;
    }
    return record.complete ? "not signed" : "not signed: the attempt was cut off";
}

Status writeReports(const CheckedAttempt& checked, const std::string& folder) {
    if (Status made = makeFolder(folder); !made) {
        return made;
    }
    const report::ReportInput input{
        .assignment = checked.exercise->assignment,
        .header = checked.record.header,
        .score = checked.score,
        .scoreState = checked.replay->scoreState(),
        .grid = checked.rules.grid,
        .model = *checked.exercise->model,
        .trace = checked.replay->trace(),
        .stateHash = checked.stateHash,
        .matchesRecord = checked.matches,
        .complete = checked.record.complete,
        .signatureText = signatureText(checked.record),
        .duration_s = static_cast<double>(checked.record.samples.size()) / kTickRate_Hz,
        .integrity = checked.record.integrity,
        .samples = checked.record.samples,
    };
    if (Status written = writeFileWhole(folder + "/report.html", report::reportHtml(input));
        !written) {
        return written;
    }
    return writeFileWhole(folder + "/report.json", report::reportJson(input));
}

std::string scoreText(const scoring::Score& score) {
    std::string text =
        fmt::format("{:.1f} of 100: {}\n", score.total,
                    !score.assessable ? "not assessable (" + score.assessableReason + ")"
                    : score.passed    ? "passed"
                                      : "not passed");
    for (const scoring::CriticalFail& fail : score.criticalFails) {
        text += fmt::format("  critical {} {}: {}\n", fail.id, fail.label, fail.evidence);
    }
    for (const scoring::DomainScore& domain : score.domains) {
        text +=
            fmt::format("  {:<12} {:5.1f} %\n", lesson::domainName(domain.domain), domain.percent);
        for (const scoring::MetricScore& metric : score.metrics) {
            if (metric.domain != domain.domain) {
                continue;
            }
            text += fmt::format("    {:<3} {:<34} {:>4.1f}/{:<4.1f} {:<12} {}\n", metric.id,
                                metric.label, metric.points, metric.maxPoints,
                                scoring::verdictName(metric.verdict), metric.evidence);
        }
    }
    return text;
}

} // namespace stipple::app
