#include "training/app/exercise_loader.h"

#include "engine/base/data_file.h"
#include "engine/base/file.h"
#include "engine/base/state_hash.h"

#include <functional>

namespace stipple::app {

namespace fs = std::filesystem;

namespace {

/// Gives the text of a file by its path from the data root.
using ReadText = std::function<Result<std::string>(const std::string& path)>;
using SharedPeople = std::shared_ptr<const scene::PeopleAsset>;
using ReadPeople = std::function<Result<SharedPeople>()>;

/// From where an exercise is read.
struct Sources {
    ReadText text;
    ReadPeople people; ///< empty: do without the bodies
    LoadWatch watch{};
};

/// Reads the files of one exercise and keeps their texts.
class ExerciseFiles {
public:
    /// `lesson` as in LessonFile::shown.
    ExerciseFiles(const ReadText& read, const std::string& lesson) : read_(read), lesson_(lesson) {}

    /// Reads and parses one file; after a failure further calls give empty values.
    template <class T>
    T parsed(const std::string& path, Result<T> (*parse)(std::string_view, const std::string&)) {
        if (failure_) {
            return T{};
        }
        std::string text = textOf(path);
        return failure_ ? T{} : parsed(path, path, std::move(text), parse);
    }

    /// The text of a file that the exercise names; empty after a failure.
    std::string textOf(const std::string& path) {
        Result<std::string> text = read_(path);
        if (!text) {
            failure_ = fail("{}: a file that it names is missing: {}", lesson_, text.error().text);
            return {};
        }
        return std::move(text).value();
    }

    /// The same of a text that is already there; `shown` names it in problems.
    template <class T>
    T parsed(const std::string& path, const std::string& shown, std::string text,
             Result<T> (*parse)(std::string_view, const std::string&)) {
        Result<T> value = parse(text, shown);
        if (!value) {
            failure_ = value.error();
            return T{};
        }
        keep(path, std::move(text));
        return std::move(value).value();
    }

    void keep(const std::string& path, std::string text) {
        files_.push_back({.path = path, .text = std::move(text)});
    }
    void fault(Error error) { failure_ = std::move(error); }

    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    [[nodiscard]] std::vector<recording::EmbeddedFile>& files() { return files_; }
    [[nodiscard]] std::uint64_t contentHash() const {
        StateHash hash;
        for (const recording::EmbeddedFile& file : files_) {
            mixAll(hash, std::span<const char>(file.path));
            mixAll(hash, std::span<const char>(file.text));
        }
        return hash.value;
    }

private:
    const ReadText& read_;
    const std::string& lesson_;
    std::vector<recording::EmbeddedFile> files_;
    std::optional<Error> failure_;
};

/// The tissues and parameters that both kinds of scene name.
struct SceneData {
    std::map<std::string, sim::SkinZone> tissues;
    sim::NeedlingParameters needling;
};

/// Reads the lesson's scene, whichever kind it is of, into `exercise`; what is left to do once the
/// pens are known is what it returns.
using BuildModel = std::function<Status(Exercise&, std::vector<sim::PenDevice>)>;

BuildModel readPad(ExerciseFiles& files, const std::string& path, std::string text,
                   Exercise& exercise) {
    scene::PadScene pad = files.parsed(path, path, std::move(text), scene::parsePadScene);
    SceneData data{files.parsed(pad.tissues, scene::parseTissues),
                   files.parsed(pad.needling, scene::parseNeedling)};
    exercise.sceneId = pad.id;
    exercise.sceneLabel = pad.label;
    exercise.camera = pad.camera;
    exercise.lights = pad.lights;
    exercise.pad = std::move(pad);
    return [data = std::move(data)](Exercise& whole, std::vector<sim::PenDevice> pens) -> Status {
        auto model = scene::buildPadModel(*whole.pad, data.tissues, data.needling, std::move(pens));
        if (!model) {
            return model.error();
        }
        whole.padModel = std::move(model).value();
        whole.model = whole.padModel.get();
        return Done{};
    };
}

Status buildPerson(Exercise& exercise, const SceneData& data, std::vector<sim::PenDevice> pens) {
    PatientScene& person = *exercise.patient;
    auto built = scene::buildPatientModel(person.patient, *person.people, person.anatomy,
                                          data.tissues, data.needling, std::move(pens));
    if (!built) {
        return fail("{}: {}", person.patient.id, built.error().text);
    }
    person.built = std::move(built).value();
    exercise.model = person.built.model.get();
    return Done{};
}

/// A model of zones and pens alone, for a look at the lesson without the body.
Status nameZones(Exercise& exercise, const SceneData& data, std::vector<sim::PenDevice> pens) {
    auto zones = scene::patientZones(exercise.patient->anatomy, data.tissues);
    if (!zones) {
        return zones.error();
    }
    auto model = std::make_unique<sim::SimModel>();
    model->zones = std::move(zones).value();
    model->pens = std::move(pens);
    model->needling = data.needling;
    exercise.patient->built.model = std::move(model);
    exercise.model = exercise.patient->built.model.get();
    return Done{};
}

std::map<std::string, sim::SkinZone> tissuesOf(ExerciseFiles& files,
                                               const scene::Patient& patient) {
    if (files.failure()) {
        return {};
    }
    std::string text = files.textOf(patient.tissues);
    if (files.failure()) {
        return {};
    }
    auto tissues = scene::parseTissuesOf(patient, text, patient.tissues);
    if (!tissues) {
        files.fault(tissues.error());
        return {};
    }
    files.keep(patient.tissues, std::move(text));
    return std::move(tissues).value();
}

BuildModel readPatient(ExerciseFiles& files, const std::string& path, std::string text,
                       const ReadPeople& readPeople, Exercise& exercise) {
    scene::Patient patient = files.parsed(path, path, std::move(text), scene::parsePatient);
    scene::Anatomy anatomy = files.parsed(patient.anatomy, scene::parseAnatomy);
    SceneData data{tissuesOf(files, patient), files.parsed(patient.needling, scene::parseNeedling)};
    if (files.failure()) {
        return {};
    }
    exercise.sceneId = patient.id;
    exercise.sceneLabel = patient.label;
    exercise.camera = patient.camera;
    exercise.lights = patient.lights;
    if (!readPeople) {
        exercise.patient = PatientScene{.patient = std::move(patient),
                                        .anatomy = std::move(anatomy),
                                        .people = {},
                                        .built = {}};
        return [data = std::move(data)](Exercise& whole, std::vector<sim::PenDevice> pens) {
            return nameZones(whole, data, std::move(pens));
        };
    }
    Result<SharedPeople> people = readPeople();
    if (!people) {
        files.fault(people.error());
        return {};
    }
    auto scene = patientScene(std::move(patient), std::move(anatomy), std::move(people).value());
    if (!scene) {
        files.fault(scene.error());
        return {};
    }
    exercise.patient = std::move(scene).value();
    return [data = std::move(data)](Exercise& whole, std::vector<sim::PenDevice> pens) {
        return buildPerson(whole, data, std::move(pens));
    };
}

BuildModel readScene(ExerciseFiles& files, const std::string& path, const ReadPeople& readPeople,
                     Exercise& exercise) {
    if (files.failure()) {
        return {};
    }
    std::string text = files.textOf(path);
    if (files.failure()) {
        return {};
    }
    const auto kind = dataKind(text, path);
    if (kind && *kind == "patient") {
        return readPatient(files, path, std::move(text), readPeople, exercise);
    }
    return readPad(files, path, std::move(text), exercise);
}

Result<Exercise> load(const Sources& sources, const LessonFile& from) {
    if (!goesOn(sources.watch, LoadStep::Files)) {
        return leftOff();
    }
    ExerciseFiles files(sources.text, from.shown);
    Exercise exercise;
    lesson::Lesson lesson = files.parsed(from.path, from.shown, from.text, lesson::parseLesson);
    const BuildModel buildModel = readScene(files, lesson.scene, sources.people, exercise);
    std::vector<sim::PenDevice> pens;
    for (const std::string& path : lesson.pens) {
        pens.push_back(files.parsed(path, scene::parsePenDevice));
    }
    lesson::Protocol protocol = files.parsed(lesson.protocol, lesson::parseProtocol);
    lesson::Jurisdiction jurisdiction =
        files.parsed(lesson.jurisdiction, lesson::parseJurisdiction);
    lesson::Rubric rubric = files.parsed(lesson.rubric, lesson::parseRubric);
    if (files.failure()) {
        return *files.failure();
    }
    if (!goesOn(sources.watch, LoadStep::Model)) {
        return leftOff();
    }
    if (Status built = buildModel(exercise, std::move(pens)); !built) {
        return fail("{}: {}", from.shown, built.error().text);
    }
    auto assignment =
        lesson::assign(std::move(lesson), std::move(protocol), std::move(jurisdiction),
                       std::move(rubric), *exercise.model, files.contentHash());
    if (!assignment) {
        return fail("{}: {}", from.shown, assignment.error().text);
    }
    exercise.assignment = std::move(assignment).value();
    exercise.lessonPath = from.path;
    exercise.files = std::move(files.files());
    return exercise;
}

const std::string* textIn(const std::vector<recording::EmbeddedFile>& files,
                          const std::string& path) {
    for (const recording::EmbeddedFile& file : files) {
        if (file.path == path) {
            return &file.text;
        }
    }
    return nullptr;
}

Result<SharedPeople> peopleOfRecord(const recording::AttemptHeader& header, const fs::path& root) {
    auto people = readPeople(root);
    if (!people) {
        return people;
    }
    if (Status same = recording::checkPeople(header, (*people)->contentHash); !same) {
        return same.error();
    }
    return people;
}

Result<Exercise> loadCarried(const std::vector<recording::EmbeddedFile>& files,
                             const std::string& lessonPath, const ReadPeople& people,
                             const LoadWatch& watch = {}) {
    const ReadText read = [&files](const std::string& path) -> Result<std::string> {
        const std::string* text = textIn(files, path);
        return text != nullptr ? Result<std::string>(*text)
                               : fail("the record does not carry the file {}", path);
    };
    auto text = read(lessonPath);
    if (!text) {
        return text.error();
    }
    return load({.text = read, .people = people, .watch = watch},
                {lessonPath, lessonPath, std::move(text).value()});
}

// The path from `root` of a file below it, else the file's name: a record tells nothing about the
// folders of the machine where it was made.
std::string pathInRecord(const fs::path& root, const fs::path& file) {
    std::error_code code;
    const fs::path whole = fs::weakly_canonical(file, code);
    const fs::path below = whole.lexically_relative(fs::weakly_canonical(root, code));
    const bool outside = below.empty() || *below.begin() == "..";
    return outside ? file.filename().string() : below.generic_string();
}

} // namespace

Result<LessonFile> readLesson(const fs::path& root, const std::string& given, std::string_view what,
                              std::string_view like) {
    std::error_code code;
    fs::path file = given;
    if (file.is_relative() && !fs::exists(file, code)) {
        file = root / given;
        if (!fs::exists(file, code)) {
            return fail("{}: there is no such {}, neither here nor in {}; name one like {}", given,
                        what, root.string(), like);
        }
    }
    auto text = readTextFile(file);
    if (!text) {
        return text.error();
    }
    return LessonFile{pathInRecord(root, file), given, std::move(text).value()};
}

Result<Exercise> lookAtExercise(const fs::path& root, const LessonFile& lesson) {
    return load({.text = [&root](const std::string& path) { return readTextFile(root / path); },
                 .people = {}},
                lesson);
}

Result<Exercise> loadPatient(const fs::path& root, const LessonFile& patient) {
    const ReadText read = [&root](const std::string& path) { return readTextFile(root / path); };
    ExerciseFiles files(read, patient.shown);
    Exercise exercise;
    const BuildModel buildModel = readPatient(
        files, patient.shown, patient.text, [&root] { return readPeople(root); }, exercise);
    // a model needs a pen, whatever is done with it
    std::vector<sim::PenDevice> pens{
        files.parsed("scenes/devices/pen_16.toml", scene::parsePenDevice)};
    if (files.failure()) {
        return *files.failure();
    }
    if (Status built = buildModel(exercise, std::move(pens)); !built) {
        return built.error();
    }
    return exercise;
}

Result<Exercise> loadExercise(const fs::path& root, const LessonFile& lesson,
                              const LoadWatch& watch) {
    return load({.text = [&root](const std::string& path) { return readTextFile(root / path); },
                 .people = [&]() -> Result<SharedPeople> {
                     return goesOn(watch, LoadStep::Body) ? readPeople(root) : leftOff();
                 },
                 .watch = watch},
                lesson);
}

Result<Exercise> loadExercise(const fs::path& root, const std::string& lessonPath) {
    auto text = readTextFile(root / lessonPath);
    if (!text) {
        return text.error();
    }
    return loadExercise(root, LessonFile{lessonPath, lessonPath, std::move(text).value()});
}

Result<Exercise> loadExercise(const std::vector<recording::EmbeddedFile>& files,
                              const std::string& lessonPath) {
    return loadCarried(files, lessonPath, []() -> Result<SharedPeople> {
        return fail("a patient's body is not part of a record");
    });
}

Result<Exercise> loadExercise(const recording::AttemptHeader& header, const fs::path& root,
                              const LoadWatch& watch) {
    return loadCarried(
        header.files, header.lessonPath,
        [&]() -> Result<SharedPeople> {
            return goesOn(watch, LoadStep::Body) ? peopleOfRecord(header, root) : leftOff();
        },
        watch);
}

std::string peopleProblem(const recording::AttemptHeader& header, const fs::path& root) {
    if (header.peopleHash == 0) {
        return {};
    }
    const auto people = peopleOfRecord(header, root);
    return people ? std::string() : people.error().text;
}

} // namespace stipple::app
