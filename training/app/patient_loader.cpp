#include "training/app/patient_loader.h"

#include "engine/base/file.h"

#include <algorithm>
#include <array>

namespace stipple::app {

namespace fs = std::filesystem;

std::string missingPeople(const fs::path& root) {
    std::error_code code;
    return fs::is_regular_file(root / kPeopleFile, code)
               ? std::string()
               : fmt::format("the patients are not here yet ({}): {}", kPeopleFile, kGetPatients);
}

Result<std::shared_ptr<const scene::PeopleAsset>> readPeople(const fs::path& root) {
    if (std::string missing = missingPeople(root); !missing.empty()) {
        return Error{std::move(missing)};
    }
    const auto bytes = readBinaryFile(root / kPeopleFile);
    if (!bytes) {
        return bytes.error();
    }
    const std::string_view whole(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    auto people = scene::parsePeopleAsset(whole, kPeopleFile);
    if (!people) {
        return people.error();
    }
    return std::make_shared<const scene::PeopleAsset>(std::move(people).value());
}

std::string indicationText(const scene::Patient& patient) {
    constexpr std::array<const char*, 6> kTypes{"I", "II", "III", "IV", "V", "VI"};
    constexpr std::array<const char*, 5> kIndications{"no indication", "acne scars", "fine lines",
                                                      "pigment", "striae"};
    const auto type = static_cast<std::size_t>(std::clamp(patient.fitzpatrick, 1, 6) - 1);
    return fmt::format("{}, {} years, Fitzpatrick {}; {}",
                       patient.sex == scene::Sex::Female ? "woman" : "man", patient.age_y,
                       kTypes.at(type),
                       kIndications.at(static_cast<std::size_t>(patient.indication)));
}

Result<PatientScene> patientScene(scene::Patient patient, scene::Anatomy anatomy,
                                  std::shared_ptr<const scene::PeopleAsset> people) {
    PatientScene scene;
    scene.part = scene::findPart(*people, patient.part);
    if (scene.part == nullptr) {
        return fail("the people asset has no part '{}'; {} anew", patient.part, kGetPatients);
    }
    scene.patient = std::move(patient);
    scene.anatomy = std::move(anatomy);
    scene.people = std::move(people);
    return scene;
}

} // namespace stipple::app
