#pragma once

#include "engine/base/result.h"
#include "engine/sim/cartridge.h"
#include "engine/sim/sim_model.h"
#include "training/lesson/protocol.h"
#include "training/lesson/rubric.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::lesson {

enum class Mode { Formative, Graded };
/// How much the program helps: None hides hints, Cues shows colours, Full adds hints and targets.
enum class Assistance { None, Cues, Full };

struct LessonZone {
    std::string zone, indication;
    bool stamping = false; ///< set down, lifted, moved on: no glide
};

/// training/lessons/*.toml. Paths are relative to the data root.
struct Lesson {
    std::string id, title, version, summary;
    std::vector<std::string> instructions; ///< short sentences for the start screen
    std::string scene, protocol, jurisdiction, rubric;
    std::vector<std::string> pens; ///< device files; the first is fitted at the start
    std::vector<LessonZone> zones; ///< in the order in which they are to be treated
    Mode mode = Mode::Formative;
    Assistance assistance = Assistance::Full;
    double timeLimit_s = 0.0;
    std::uint16_t startNeedle_um = 0; ///< conservative dial at the start
    std::uint16_t startStrokeRate_dHz = 0;
    /// How the cartridge lies ready, where to look at it is part of the exercise; else it is
    /// sealed.
    std::optional<sim::CartridgeStart> cartridge;
};

[[nodiscard]] Result<Lesson> parseLesson(std::string_view text, const std::string& name);

/// What a lesson asks for one zone of the model, in metres and model indexes.
struct ZoneTarget {
    std::uint8_t zone = 0; ///< index into SimModel::zones
    std::string id, label, indication;
    float depthMin_m = 0.0f, depthMax_m = 0.0f; ///< dial
    float target_m = 0.0f;                      ///< delivered
    float max_m = 0.0f;                         ///< effective maximum
    std::string maxBecause;
    std::uint32_t passesMin = 0, passesMax = 0;
    float rateMin_Hz = 0.0f, rateMax_Hz = 0.0f;
    std::uint32_t needlesMin = 0, needlesMax = 0;
    std::string endpoint, caution;
    bool stamping = false; ///< the lesson wants no glide here
};

/// Everything that judges an attempt, checked against each other.
struct Assignment {
    Lesson lesson;
    Protocol protocol;
    Jurisdiction jurisdiction;
    Rubric rubric;
    std::vector<ZoneTarget> targets; ///< in the lesson's order
    float jurisdictionFace_m = 0.0f, jurisdictionBody_m = 0.0f;
    std::uint64_t contentHash = 0; ///< of all files that judge, so that a record can name them
};

/// Joins the parts. Fails in words when a zone is not in the scene or protocol, the dial of no pen
/// of the lesson meets a zone's range, or the effective maximum lies below the range.
[[nodiscard]] Result<Assignment> assign(Lesson lesson, Protocol protocol, Jurisdiction jurisdiction,
                                        Rubric rubric, const sim::SimModel& model,
                                        std::uint64_t contentHash);

/// The target for a model zone, or nullptr when the lesson does not treat it.
[[nodiscard]] const ZoneTarget* targetOf(const Assignment& assignment, std::uint8_t zone);

} // namespace stipple::lesson
