#pragma once

#include "engine/base/result.h"
#include "engine/render/render_scene.h"
#include "engine/sim/healed_skin.h"
#include "training/app/attempt_files.h"
#include "training/ui/healing_view.h"

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
    std::vector<sim::PlaceDose> doses;      ///< per cell, as recorded
    std::vector<sim::ZoneDose> zones;       ///< as recorded
    std::vector<std::uint8_t> treatedZones; ///< those with punctures, most area first
    std::vector<std::string> zoneNames;     ///< of `treatedZones`
    /// The skin as chosen last, and for what.
    sim::SkinState shown;
    training_ui::HealingChoices shownFor;
    bool shownOnce = false;
    std::vector<float> days;
    std::vector<training_ui::HealingCurve> curves;
    std::vector<training_ui::HealingRisk> risks;
    std::string dose;
};

/// Reads scenes/healing.toml below `root` and what the attempt's last state holds.
[[nodiscard]] Result<std::unique_ptr<HealingPreview>>
previewHealing(const CheckedAttempt& attempt, const std::filesystem::path& root);

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
