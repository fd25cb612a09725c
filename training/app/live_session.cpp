#include "training/app/live_session.h"

#include "engine/sim/plate_model.h"
#include "engine/sim/roller_contact.h"
#include "training/app/attempt_files.h"
#include "training/app/scene_view.h"
#include "training/app/view_builder.h"

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

// what a calm hand does, and what "press harder" shows; the mouse itself measures no force
constexpr float kSeat_N = 1.0f;
constexpr float kPress_N = 2.8f;

const sim::PenDevice& fittedPen(const LiveSession& live) {
    const auto& pens = live.exercise->model->pens;
    return pens[std::min<std::size_t>(live.controls.pen, pens.size() - 1)];
}

std::size_t rateIndex(const LiveSession& live) {
    const auto& rates = fittedPen(live).strokeRates_dHz;
    std::size_t best = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const int distance = std::abs(int{rates[i]} - int{live.controls.strokeRate_dHz});
        if (distance < std::abs(int{rates[best]} - int{live.controls.strokeRate_dHz})) {
            best = i;
        }
    }
    return best;
}

sim::InputTraits traitsOf(const LiveSession& live) {
    return live.script ? live.script->traits() : live.mouse.traits();
}

// The skin under a pen on a person: the foot on the plane of the nearest cell, with the mean normal
// of the skin that a plate would cover. `model` must outlive it.
input::SkinFoot footOn(const sim::SimModel& model) {
    return [&model, near = std::vector<std::uint32_t>()](
               const glm::vec3& place_m) mutable -> std::optional<input::SurfacePoint> {
        constexpr float kReach_m = 0.008f;
        constexpr float kPlate_m = 0.004f;
        near.clear();
        sim::cellsWithin(model.cells, model.grid, place_m, kReach_m, near);
        const auto away_m = [&](std::uint32_t cell, const glm::vec3& from_m) {
            return glm::length(model.cells.position_m[cell] - from_m);
        };
        std::uint32_t nearest = sim::kNone;
        for (const std::uint32_t cell : near) {
            if (nearest == sim::kNone || away_m(cell, place_m) < away_m(nearest, place_m)) {
                nearest = cell;
            }
        }
        if (nearest == sim::kNone) {
            return std::nullopt;
        }
        const glm::vec3 middle_m = model.cells.position_m[nearest];
        const glm::vec3 own = model.cells.normal[nearest];
        glm::vec3 sum{0.0f};
        for (const std::uint32_t cell : near) {
            if (away_m(cell, middle_m) < kPlate_m &&
                glm::dot(model.cells.normal[cell], own) > 0.0f) {
                sum += model.cells.normal[cell];
            }
        }
        return input::SurfacePoint{.position_m = place_m - own * glm::dot(place_m - middle_m, own),
                                   .normal = glm::normalize(sum)};
    };
}

// A hand keeps the clock: what a slow frame could not take is lost, and counted. A script waits: it
// loses nothing when the picture is slow, it only takes longer.
std::uint32_t ticksDue(LiveSession& live, double now_s) {
    if (!live.clockRuns) {
        live.clock.start(now_s);
        live.lastAdvance_s = now_s;
        live.clockRuns = true;
    }
    if (live.script) {
        constexpr double kLongestFrame_s = 0.5;
        const double passed_s = std::min(now_s - live.lastAdvance_s, kLongestFrame_s);
        live.lastAdvance_s = now_s;
        live.owedTicks += passed_s * live.start.speed * kTickRate_Hz;
        const double whole = std::floor(live.owedTicks);
        live.owedTicks -= whole;
        return static_cast<std::uint32_t>(whole);
    }
    live.clock.advanceTo(now_s);
    std::uint32_t due = 0;
    while (live.clock.takeTick()) {
        ++due;
    }
    return due;
}

} // namespace

Result<std::unique_ptr<LiveSession>> prepareLive(const std::string& root, const LiveStart& start,
                                                 const LoadWatch& watch) {
    const auto file = readLesson(root, start.lessonPath);
    if (!file) {
        return file.error();
    }
    auto exercise = loadExercise(root, *file, watch);
    if (!exercise) {
        return exercise.error();
    }
    auto live = std::make_unique<LiveSession>();
    live->start = start;
    live->exercise = std::make_unique<Exercise>(std::move(exercise).value());
    lesson::Lesson& lesson = live->exercise->assignment.lesson;
    lesson.mode = start.mode.value_or(lesson.mode);
    lesson.assistance = start.assistance.value_or(lesson.assistance);
    if (start.pen.kind != PenKind::Mouse) {
        auto pen = makePen(start.pen, *live->exercise);
        if (!pen) {
            return pen.error();
        }
        live->script = std::move(pen->source);
        live->start.pen.seed = pen->seed;
    }
    live->mouse = input::MousePen(
        pixelOnSkin_m(
            lessonCamera(*live->exercise, startCamera(*live->exercise), start.picture, start.free),
            start.picture.height),
        live->exercise->patient ? footOn(*live->exercise->model) : input::SkinFoot{});
    live->controls.roller = fittedPen(*live).kind == sim::DeviceKind::Roller;
    live->controls.needle_um = lesson.startNeedle_um;
    live->controls.strokeRate_dHz = lesson.startStrokeRate_dHz;
    live->rules = scoring::makeScoreRules(live->exercise->assignment, *live->exercise->model,
                                          traitsOf(*live));
    return live;
}

Status openRecord(LiveSession& live) {
    const std::uint64_t seed = live.start.pen.seed;
    const auto header = newHeader(*live.exercise, traitsOf(live), seed, live.start.trainee);
    auto writer = recording::AttemptWriter::create(live.start.recordPath, header);
    if (!writer) {
        return writer.error();
    }
    live.attempt = std::make_unique<attempt::Attempt>(*live.exercise->model, std::move(live.rules),
                                                      seed, std::move(writer).value());
    live.score = live.attempt->scoreSoFar();
    return Done{};
}

input::PointerTarget pointerTarget(const LiveSession& live, const render::RenderView& view, float x,
                                   float y) {
    const sim::SimModel& model = *live.exercise->model;
    const auto hit = model.collider.cast(view.eye_m, render::rayThrough(view, x, y), 10.0f);
    if (!hit) {
        return {};
    }
    const auto& corner = model.mesh.triangles[hit->point.triangle];
    const glm::vec2 weight = hit->point.barycentric;
    const glm::vec3 normal = model.mesh.normals[corner[0]] * (1.0f - weight.x - weight.y) +
                             model.mesh.normals[corner[1]] * weight.x +
                             model.mesh.normals[corner[2]] * weight.y;
    const std::uint32_t cell = sim::cellAt(model.cells, model.mesh, hit->point);
    const sim::SkinPull pull{
        live.controls.stretch ? static_cast<float>(input::kStretchHand_pct) * 0.01f : 0.0f,
        live.controls.pull_deg};
    const auto pressFor_m = [&](float force_N) {
        if (fittedPen(live).kind == sim::DeviceKind::Roller) {
            return -sim::rollerGapForForce_m(model, fittedPen(live), cell, {.pull = pull}, force_N);
        }
        return -sim::gapForForce_m(model, fittedPen(live), cell, 0.0f, 0.0f, force_N, pull);
    };
    return {.onSkin = true,
            .position_m = hit->position_m,
            .normal = glm::normalize(normal),
            .seat_m = pressFor_m(kSeat_N),
            .press_m = pressFor_m(kPress_N)};
}

float pixelOnSkin_m(const render::OrbitCamera& camera, float pictureHeight_px) {
    const float seen_m = 2.0f * camera.distance_m * std::tan(0.5f * camera.fieldOfView_rad);
    const float slant = std::max(std::sin(camera.elevation_rad), 0.2f);
    return seen_m / std::max(pictureHeight_px, 1.0f) / slant;
}

void tellTip(const LiveSession& live, const render::RenderView& view, const ui::Box& picture,
             training_ui::LiveView& panel) {
    const sim::PenContact& contact = live.attempt->lastReport().contact;
    if (!contact.nearSkin) {
        return;
    }
    const glm::vec4 clip = view.projection * view.view * glm::vec4(contact.point_m, 1.0f);
    if (clip.w <= 0.0f) {
        return;
    }
    const ImVec2 tip(picture.x + picture.width * (clip.x / clip.w * 0.5f + 0.5f),
                     picture.y + picture.height * (clip.y / clip.w * 0.5f + 0.5f));
    panel.tipInPicture = picture.holds(tip);
    panel.tipX_px = tip.x;
    panel.tipY_px = tip.y;
}

Status advance(LiveSession& live, double now_s) {
    if (live.paused || live.over) {
        return Done{};
    }
    const double limit_s = live.exercise->assignment.lesson.timeLimit_s;
    const std::uint32_t due = ticksDue(live, now_s);
    for (std::uint32_t i = 0; i < due && !live.over; ++i) {
        const std::uint32_t tick = live.attempt->tickCount();
        const sim::PenSample sample =
            live.script ? live.script->sample(tick) : live.mouse.sample(tick);
        if (Status done = live.attempt->tick(sample); !done) {
            return done;
        }
        const bool timeIsUp = limit_s > 0.0 && live.attempt->tickCount() >= limit_s * kTickRate_Hz;
        live.over = timeIsUp || (live.script && live.script->finished());
    }
    if (live.attempt->tickCount() >= live.scoredTick + kTickRate_Hz / 4) {
        live.scoredTick = live.attempt->tickCount();
        live.score = live.attempt->scoreSoFar();
    }
    return Done{};
}

void setPaused(LiveSession& live, bool paused) {
    live.paused = paused;
    // the time that passes while paused is owed to nobody
    live.clockRuns = false;
}

void turnDial(LiveSession& live, int steps) {
    const sim::PenDevice& pen = fittedPen(live);
    const float step_um = pen.depthStep_m * 1e6f;
    const float wanted = std::round(static_cast<float>(live.controls.needle_um) / step_um) +
                         static_cast<float>(steps);
    const float set_um = std::clamp(wanted * step_um, pen.depthMin_m * 1e6f, pen.depthMax_m * 1e6f);
    live.controls.needle_um = static_cast<std::uint16_t>(std::lround(set_um));
}

void turnPull(LiveSession& live, int steps) {
    constexpr int kStep_deg = 15, kHalfTurn_deg = 180;
    const int turned_deg = (int{live.controls.pull_deg} + steps * kStep_deg) % kHalfTurn_deg;
    // 0 would be none: half a turn is the same direction
    live.controls.pull_deg =
        static_cast<std::uint8_t>(turned_deg > 0 ? turned_deg : turned_deg + kHalfTurn_deg);
}

void turnStrokeRate(LiveSession& live, int steps) {
    const auto& rates = fittedPen(live).strokeRates_dHz;
    if (rates.empty()) {
        live.controls.strokeRate_dHz = 0; // a roller
        return;
    }
    const auto last = static_cast<int>(rates.size()) - 1;
    const int index = std::clamp(static_cast<int>(rateIndex(live)) + steps, 0, last);
    live.controls.strokeRate_dHz = rates[static_cast<std::size_t>(index)];
}

void choosePen(LiveSession& live, std::size_t index) {
    if (index >= live.exercise->model->pens.size()) {
        return;
    }
    live.controls.pen = static_cast<std::uint8_t>(index);
    live.controls.roller = fittedPen(live).kind == sim::DeviceKind::Roller;
    turnDial(live, 0);
    turnStrokeRate(live, 0);
}

training_ui::LiveView liveView(const LiveSession& live, double wall_s) {
    training_ui::LiveView view;
    fillLiveView({*live.exercise, *live.attempt, wall_s}, live.score, view);
    view.trainee = live.start.trainee;
    view.paused = live.paused;
    if (live.script) {
        const sim::PenSample& sample = live.attempt->lastSample();
        view.performer = live.start.pen.kind == PenKind::Recorded
                             ? std::string("a recording")
                             : "scripted pen: " + live.start.pen.name;
        view.dial_mm = static_cast<float>(sample.needle_um) * 1e-3f;
        view.motor = sample.strokeRate_dHz != 0;
        view.strokeRate_Hz = static_cast<float>(sample.strokeRate_dHz) * 0.1f;
        view.seated = view.touching;
        return view;
    }
    view.pen = live.controls.pen;
    view.dial_mm = static_cast<float>(live.controls.needle_um) * 1e-3f;
    view.motor = live.controls.motor;
    view.strokeRate_Hz = static_cast<float>(live.controls.strokeRate_dHz) * 0.1f;
    view.seated = live.controls.seated;
    return view;
}

} // namespace stipple::app
