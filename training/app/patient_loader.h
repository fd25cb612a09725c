#pragma once

#include "engine/base/result.h"
#include "engine/scene/patient.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace stipple::app {

/// Where the people asset lies below the data root. A record names its hash and does not
/// carry it.
inline constexpr const char* kPeopleFile = ".build/patients/people.stipple-people";

/// What to do when the patients are not there.
inline constexpr const char* kGetPatients = "`./stipple patients` fetches them";

/// The person on whom a lesson is done.
struct PatientScene {
    scene::Patient patient;
    scene::Anatomy anatomy;
    std::shared_ptr<const scene::PeopleAsset> people; ///< what `part` points into
    const scene::BodyPart* part = nullptr;
    scene::PatientModel built;
};

/// Reads the people asset below `root`. Fails when it is missing or damaged, and says how to get
/// it.
[[nodiscard]] Result<std::shared_ptr<const scene::PeopleAsset>>
readPeople(const std::filesystem::path& root);

/// Why patients cannot be treated, without reading the whole asset; empty when it is there.
[[nodiscard]] std::string missingPeople(const std::filesystem::path& root);

/// "34 years, woman, Fitzpatrick II; fine lines"
[[nodiscard]] std::string indicationText(const scene::Patient& patient);

/// Finds the part of the body. Fails when the asset has no such part.
[[nodiscard]] Result<PatientScene> patientScene(scene::Patient patient, scene::Anatomy anatomy,
                                                std::shared_ptr<const scene::PeopleAsset> people);

} // namespace stipple::app
