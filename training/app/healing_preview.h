#pragma once

#include "engine/base/result.h"
#include "engine/render/render_scene.h"
#include "training/app/attempt_files.h"
#include "training/app/healing_curves.h"
#include "training/app/healing_look.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace stipple::app {

/// What becomes of the skin of a recorded attempt. Borrows the attempt's exercise.
struct HealingPreview {
    const Exercise* exercise = nullptr;
    sim::HealingParameters healing{};
    sim::HealingClient client;
    std::string clientText;
    sim::SkinState treated;
    // per cell, as recorded: doses, and as skin answers beside the channels
    std::vector<sim::PlaceDose> doses, spread;
    std::vector<sim::ZoneDose> zones;       ///< as recorded
    std::vector<sim::ZoneBlood> blood;      ///< the same
    std::vector<float> depthDoubt_m;        ///< per zone: half width of the 95 % interval
    std::vector<std::uint8_t> treatedZones; ///< those with punctures, most area first
    std::vector<std::string> zoneNames;     ///< of `treatedZones`
    std::vector<std::pair<std::string, sim::Complaint>> complaints;
    LookBefore before;
    /// The skin as chosen last, and for what.
    sim::SkinState shown;
    HealedLook look;
    std::vector<float> marks;
    std::vector<float> serum; ///< per cell 0..1, for the map; empty: no map
    std::uint32_t serumRevision = 0;
    training_ui::HealingChoices shownFor;
    bool shownOnce = false;
    std::vector<float> days;
    std::vector<training_ui::HealingCurve> curves;
    std::vector<training_ui::HealingRisk> risks;
    std::string dose;
};

/// Reads scenes/healing.toml below `root` and what the attempt's last state holds. Takes a second
/// or two for a person, whose skin is painted with and without what needles improve.
[[nodiscard]] Result<std::unique_ptr<HealingPreview>>
previewHealing(const CheckedAttempt& attempt, const std::filesystem::path& root);

/// Whether no needle went into skin from a cartridge that others had used, or may have: what the
/// choices of a preview begin with.
[[nodiscard]] bool cartridgeWasNew(const CheckedAttempt& attempt);

/// Works out skin, curves and risks for the choices, where they are others than before. Returns
/// whether the skin has changed.
bool renewHealing(HealingPreview& preview, const training_ui::HealingChoices& choices);

/// Where the skin was needled halfway through the attempt: a place to look at, wherever the pen
/// was left. The origin when it was not needled.
[[nodiscard]] glm::vec3 treatedPlace_m(const HealingPreview& preview);

/// The skin as it was chosen last, and nothing beside it. Borrows the preview.
[[nodiscard]] render::RenderScene healedScene(const HealingPreview& preview);

[[nodiscard]] training_ui::HealingView healingView(const HealingPreview& preview,
                                                   const training_ui::HealingChoices& choices);

} // namespace stipple::app
