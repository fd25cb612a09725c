#pragma once

#include "engine/base/result.h"
#include "engine/scene/anatomy.h"
#include "engine/scene/pad_scene.h"
#include "engine/scene/people_asset.h"
#include "engine/sim/sim_model.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace stipple::scene {

enum class Sex : std::uint8_t { Female, Male };
enum class Indication : std::uint8_t { None, AcneScars, FineLines, Pigment, Striae };

/// Something on the skin that is drawn, and that is a no-go when it must not be needled.
enum class LesionKind : std::uint8_t {
    // no-go while they last
    ActiveAcne,
    ColdSore,
    Eczema,
    Psoriasis,
    OpenWound,
    Mole,
    // what one comes for
    IcePickScar,
    BoxcarScar,
    RollingScar,
    Wrinkle,
    AgeSpot,
    Melasma,
    Stria,
};
[[nodiscard]] bool isNoGo(LesionKind kind);
/// The word for a kind in files, "cold_sore", and on screen, "Cold sore".
[[nodiscard]] std::string_view lesionName(LesionKind kind);
[[nodiscard]] std::string_view lesionLabel(LesionKind kind);

/// One lesion, or a field of alike ones scattered over a disc.
struct Lesion {
    LesionKind kind = LesionKind::Mole;
    std::string landmark;      ///< near which it lies
    glm::vec2 offset_mm{0.0f}; ///< along the skin: to x and to -z of the skin frame
    float radius_mm = 0.0f;    ///< of one lesion
    float spread_mm = 0.0f;    ///< radius of the disc that holds them; 0: one only
    std::uint32_t count = 1;
    float strength = 1.0f; ///< 0..1 of the plainest example
    int line = 0;
};

/// Where one of a lesion's spots lies on a patient.
struct LesionSpot {
    std::uint32_t lesion = 0;                             ///< index into Patient::lesions
    sim::SkinPoint at;                                    ///< on SimModel::mesh
    glm::vec3 position_m{0.0f}, normal{0.0f, 1.0f, 0.0f}; ///< skin frame
    float radius_m = 0.0f;
};

/// A line of the consultation.
struct HistoryItem {
    std::string question, answer;
    std::string bearing; ///< "none", "relative" or "absolute" contraindication
    std::string source, grade;
};

/// Colour of the skin as two amounts, and what lies on it.
struct SkinTone {
    float melanin = 0.0f;     ///< volume share of melanosomes in the epidermis, 0.01 .. 0.43
    float haemoglobin = 0.0f; ///< volume share of blood in the papillary dermis, 0.002 .. 0.07
    float tan = 0.0f;         ///< melanin added on sun-exposed skin, as a share of `melanin`
    float oil = 0.5f;         ///< 0 dry .. 1 oily: strength of the sheen
};

/// scenes/patients/*.toml
struct Patient {
    std::string id, label, part, anatomy;
    int age_y = 0;
    Sex sex = Sex::Female;
    int fitzpatrick = 2;                                  ///< 1..6
    float african = 0.0f, asian = 0.0f, caucasian = 0.0f; ///< shares of ancestry, sum 1
    float weight = 0.5f;                                  ///< 0 thin .. 1 heavy
    std::vector<MorphWeight> shape;                       ///< further morphs of the face
    SkinTone tone;
    Indication indication = Indication::None;
    std::vector<Lesion> lesions;
    std::vector<HistoryItem> history;
    std::string tissues, needling; ///< paths of data files from the data root
    CameraStart camera;
    std::vector<RoomLight> lights;
};

[[nodiscard]] Result<Patient> parsePatient(std::string_view text, const std::string& name);

/// The tissues of scenes/tissues.toml as they are in this person: thinner and softer with age,
/// thicker skin in a man. `parseTissues` gives those of the person whom the file describes; only
/// these belong to a patient.
[[nodiscard]] Result<std::map<std::string, sim::SkinZone>>
parseTissuesOf(const Patient& patient, std::string_view text, const std::string& name);

/// The zones of a patient's model without the lesions, which need no body: the anatomy's regions in
/// their order, then "elsewhere". Enough to check a lesson where the people are not there.
[[nodiscard]] Result<std::vector<sim::SkinZone>>
patientZones(const Anatomy& anatomy, const std::map<std::string, sim::SkinZone>& tissues);

/// How the ids of the zones begin that no-go lesions make: "lesion_mole_forehead".
inline constexpr std::string_view kLesionZone = "lesion_";

/// The morph weights of sex, age, ancestry, weight, closed eyes and face shape.
[[nodiscard]] std::vector<MorphWeight> morphWeights(const Patient& patient);

/// A person ready to be treated and drawn. The skin frame of a patient: the person lies on the
/// back; x to the person's left, y up out of the face, z towards the feet, origin in the middle of
/// the part. `body` frame (x, y, z) becomes (x, z, -y). A hand lies with its back up instead and
/// the fingers towards the viewer.
struct PatientModel {
    std::unique_ptr<sim::SimModel> model;
    /// Drawn besides the skin, in the skin frame: eyes and lashes, and the finer skin.
    sim::SkinMesh fineSkin, eyes, lashes;
    /// Per atlas texel: index into Anatomy::regions, kElsewhere or kNoCell; before lesions.
    PaintedAnatomy painted;
    std::vector<LesionSpot> spots; ///< of all lesions, in the file's order
    glm::vec3 origin_m{0.0f};      ///< of the skin frame, in the body frame
};

/// `tissues` are the patient's own, from parseTissuesOf. Zones in the order of the anatomy's
/// regions, then "elsewhere", then one per no-go lesion's kind and tissue in the order in which
/// they are met. Fails on an unknown part, morph, landmark or tissue, and on a lesion that lies off
/// the skin.
[[nodiscard]] Result<PatientModel>
buildPatientModel(const Patient& patient, const PeopleAsset& people, const Anatomy& anatomy,
                  const std::map<std::string, sim::SkinZone>& tissues,
                  const sim::NeedlingParameters& needling, std::vector<sim::PenDevice> pens);

/// The zones and lesions of a built patient as paint: per cell a number for each zone, from
/// kNoGoPaint on where nobody may go; skin outside all zones and texels without skin as they are.
[[nodiscard]] std::vector<std::uint8_t> zonePaint(const sim::SimModel& model);
inline constexpr std::uint8_t kNoGoPaint = 128;

} // namespace stipple::scene
