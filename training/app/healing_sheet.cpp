#include "training/app/healing_sheet.h"

#include "engine/platform/paths.h"
#include "engine/render/png_file.h"
#include "training/app/contact_sheet.h"
#include "training/app/orbit_moves.h"
#include "training/app/scene_view.h"
#include "training/app/view_builder.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stipple::app {

namespace {

constexpr std::uint32_t kColumns = 4;
/// Days of the pictures: as many as fill two rows.
constexpr std::array kDays{1.0f / 24.0f, 6.0f / 24.0f, 1.0f, 3.0f, 7.0f, 28.0f, 90.0f, 365.0f};

/// The stage with what all pictures of the sheet share.
struct Sheet {
    Stage& stage;
    float aspect = 1.0f;
    std::vector<gpu::Picture> pictures;

    [[nodiscard]] Status add(const std::string& label, const render::OrbitCamera& camera,
                             const render::RenderScene& scene) {
        (void)stage.beginFrame(1.0f / 60.0f);
        auto drawn = drawLabelled(stage, label, render::viewOf(camera, aspect), scene);
        if (!drawn) {
            return drawn.error();
        }
        pictures.push_back(std::move(drawn).value());
        return Done{};
    }
};

std::string clockText(std::size_t ticks) {
    const std::size_t seconds = ticks / kTickRate_Hz;
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

/// The camera of the scene, near enough for a face to fill the picture; a pad is seen whole.
render::OrbitCamera wholeCamera(const Exercise& exercise) {
    constexpr float kNearer = 0.72f;
    render::OrbitCamera camera = startCamera(exercise);
    camera.distance_m *= exercise.patient ? kNearer : 1.0f;
    return camera;
}

/// The attempt at its start, after a third and two thirds of it, and at its end.
Status addAttempt(Sheet& sheet, const CheckedAttempt& checked) {
    const std::vector<sim::PenSample>& samples = checked.record.samples;
    attempt::Attempt attempt(*checked.exercise->model, checked.rules, checked.record.header.seed,
                             std::nullopt);
    for (std::size_t k = 0; k < kColumns; ++k) {
        const std::size_t wanted = samples.size() * k / (kColumns - 1);
        while (attempt.tickCount() < wanted) {
            if (Status done = attempt.tick(samples[attempt.tickCount()]); !done) {
                return done;
            }
        }
        const Moment moment{*checked.exercise, attempt, static_cast<double>(wanted) / kTickRate_Hz};
        render::RenderScene scene = renderScene(moment, {});
        scene.penLook.visible = k > 0 && k + 1 < kColumns;
        if (Status added =
                sheet.add("Treatment, " + clockText(wanted), wholeCamera(*checked.exercise), scene);
            !added) {
            return added;
        }
    }
    return Done{};
}

/// From so near that the zone that was treated most fills the picture; of a person on the right,
/// where the lamp shines.
render::OrbitCamera nearCamera(const Exercise& exercise, std::uint8_t zone) {
    constexpr float kNearest_m = 0.09f, kFarthest_m = 0.20f, kPerRadius = 3.0f, kTip_rad = 0.25f;
    const ZoneFrame frame = frameOf(exercise.model->cells, zone, {-1.0f, 0.0f, 0.0f});
    const float distance_m = std::clamp(kPerRadius * frame.radius_m, kNearest_m, kFarthest_m);
    return facing(startCamera(exercise), frame.middle_m, frame.normal, distance_m, kTip_rad,
                  orbitLimits(*exercise.model, exercise.patient.has_value()));
}

Status addYear(Sheet& sheet, HealingPreview& preview, const std::string& care,
               const render::OrbitCamera& camera) {
    for (const float day : kDays) {
        (void)renewHealing(preview, choicesOn(day, care));
        if (Status added = sheet.add(training_ui::healingTime(day), camera, healedScene(preview));
            !added) {
            return added;
        }
    }
    return Done{};
}

} // namespace

training_ui::HealingChoices choicesOn(float day, const std::string& care) {
    training_ui::HealingChoices choices;
    choices.day = day;
    const bool good = care == "good";
    choices.sunProtected = choices.leftAlone = choices.gentleOnly = good;
    return choices;
}

Status drawHealingSheet(const CheckedAttempt& checked, const RenderOptions& options,
                        const CommonOptions& common) {
    const auto root = platform::dataRoot();
    if (!root) {
        return root.error();
    }
    auto preview = previewHealing(checked, *root);
    if (!preview) {
        return preview.error();
    }
    if ((*preview)->treatedZones.empty()) {
        return fail("nothing was needled in this attempt, so there is nothing to heal");
    }
    auto stage = Stage::create({.width = options.width,
                                .height = options.height,
                                .window = false,
                                .gpu = common.gpu,
                                .validation = common.validation});
    if (!stage) {
        return stage.error();
    }
    if (Status shown = (*stage)->showExercise(*checked.exercise); !shown) {
        return shown;
    }
    const float aspect = static_cast<float>(options.width) / static_cast<float>(options.height);
    Sheet sheet{**stage, aspect, {}};
    if (Status added = addAttempt(sheet, checked); !added) {
        return added;
    }
    for (const render::OrbitCamera& camera :
         {wholeCamera(*checked.exercise),
          nearCamera(*checked.exercise, (*preview)->treatedZones.front())}) {
        if (Status added = addYear(sheet, **preview, options.care, camera); !added) {
            return added;
        }
    }
    return render::writePng(options.out, sheetOf(sheet.pictures, kColumns));
}

} // namespace stipple::app
