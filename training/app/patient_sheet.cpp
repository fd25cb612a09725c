#include "training/app/patient_sheet.h"

#include "engine/render/png_file.h"
#include "training/app/contact_sheet.h"
#include "training/app/orbit_moves.h"
#include "training/app/scene_view.h"
#include "training/app/sheet_treatment.h"
#include "training/app/stage.h"

#include <glm/gtc/matrix_transform.hpp>
#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

constexpr float kFieldOfView_rad = 0.42f;

/// One picture of the sheet.
struct Tile {
    std::string label;
    glm::vec3 target_m{0.0f}, away{0.0f, 1.0f, 0.0f}; ///< `away`: unit, from the target to the eye
    float distance_m = 0.5f;
    bool dim = false;    ///< the key light nearly off
    bool atWork = false; ///< with the pen seated on the target and the support hand beside it
    glm::vec3 normal{0.0f, 1.0f, 0.0f}; ///< of the skin, where the pen is seated
};

constexpr float kDim = 0.08f; ///< share of the key light in a dim room

// as one sees somebody who stands: the crown is up in the picture
render::RenderView uprightView(const Tile& tile, float aspect) {
    // seen along the body's axis, the face's front is up instead
    const glm::vec3 up =
        std::abs(tile.away.z) > 0.97f ? glm::vec3(0.0f, 1.0f, 0.0f) : glm::vec3(0.0f, 0.0f, -1.0f);
    render::RenderView view;
    view.eye_m = tile.target_m + tile.away * tile.distance_m;
    view.view = glm::lookAtRH(view.eye_m, tile.target_m, up);
    view.projection = glm::perspectiveRH_ZO(kFieldOfView_rad, aspect,
                                            std::max(0.004f, tile.distance_m * 0.05f), 4.0f);
    view.projection[1][1] = -view.projection[1][1]; // y down
    return view;
}

// the direction of an eye that walks round an upright person: 0 in front, 90 at the person's left
glm::vec3 around(float turn_deg, float above_deg) {
    const float turn = glm::radians(turn_deg);
    const float above = glm::radians(above_deg);
    return {std::sin(turn) * std::cos(above), std::cos(turn) * std::cos(above), -std::sin(above)};
}

float distanceFor(float radius_m) {
    return std::clamp(radius_m / std::sin(0.5f * kFieldOfView_rad), 0.05f, 2.0f);
}

void addAllRound(const Exercise& exercise, std::vector<Tile>& tiles) {
    glm::vec3 low{1e9f};
    glm::vec3 high{-1e9f};
    for (const glm::vec3& place : exercise.model->mesh.positions_m) {
        low = glm::min(low, place);
        high = glm::max(high, place);
    }
    const glm::vec3 middle = 0.5f * (low + high);
    const glm::vec3 half = 0.5f * (high - low);
    const float whole_m = distanceFor(1.02f * std::max(half.x, half.z));
    tiles.push_back({"Front", middle, around(0.0f, 0.0f), whole_m});
    tiles.push_back({"Three-quarter, from the left", middle, around(40.0f, 3.0f), whole_m});
    tiles.push_back({"Three-quarter, from the right", middle, around(-40.0f, 3.0f), whole_m});
    tiles.push_back({"Profile", middle, around(88.0f, 0.0f), whole_m});
    // where work begins: the camera of the patient's file
    const glm::vec3 start = exercise.camera.target_m;
    tiles.push_back({"Arm's length", start, around(0.0f, 5.0f), distanceFor(0.085f)});
    tiles.push_back({"Close, 3 cm", start, around(12.0f, 0.0f), distanceFor(0.018f)});
}

// towards an eye that looks at skin with this mean normal: never from under the couch
glm::vec3 seenFrom(const glm::vec3& normal) {
    return normal.y > -0.1f ? normal : glm::normalize(glm::vec3(normal.x, 0.4f, normal.z));
}

void addZones(const Exercise& exercise, std::vector<Tile>& tiles) {
    const sim::SimModel& model = *exercise.model;
    // the person's left side stands for both
    const glm::vec3 left{1.0f, 0.0f, 0.0f};
    for (std::size_t zone = 0; zone < model.zones.size(); ++zone) {
        if (model.zones[zone].id.starts_with(scene::kLesionZone) || !model.zones[zone].treatable) {
            continue;
        }
        const ZoneFrame frame = frameOf(model.cells, static_cast<std::uint8_t>(zone), left);
        if (frame.radius_m > 0.0f) {
            tiles.push_back({model.zones[zone].label, frame.middle_m, seenFrom(frame.normal),
                             distanceFor(std::max(0.015f, 0.9f * frame.radius_m))});
        }
    }
}

void addLesions(const PatientScene& person, std::vector<Tile>& tiles) {
    std::vector<bool> shown(person.patient.lesions.size(), false);
    for (const scene::LesionSpot& spot : person.built.spots) {
        if (!shown[spot.lesion]) {
            shown[spot.lesion] = true;
            const scene::Lesion& lesion = person.patient.lesions[spot.lesion];
            tiles.push_back({std::string(scene::lesionLabel(lesion.kind)), spot.position_m,
                             spot.normal, distanceFor(std::max(0.012f, 4.0f * spot.radius_m))});
        }
    }
}

// the first tiles again, later or with less light
void addLike(const std::vector<Tile>& tiles, std::initializer_list<std::size_t> numbers,
             const std::string& label, bool dim, std::vector<Tile>& out) {
    for (const std::size_t number : numbers) {
        Tile tile = tiles[number];
        tile.label += label;
        tile.dim = dim;
        out.push_back(tile);
    }
}

constexpr std::initializer_list<std::size_t> kAllRound{0, 1, 4, 5}; // of addAllRound

void addTreated(const TreatedPlace& at, const std::string& label, std::vector<Tile>& out) {
    // tipped a little, so that what stands out shows
    const glm::vec3 away = glm::normalize(at.normal + glm::vec3(0.25f, 0.1f, -0.15f));
    out.push_back({"Tram lines" + label, at.place_m, away, distanceFor(0.030f)});
    out.push_back({"Tram lines, 3 cm" + label, at.place_m, away, distanceFor(0.009f)});
}

// the pen upright on the skin with its needles out, pressing a little, the skin stretched
void seatPen(const Exercise& exercise, const Tile& tile, render::RenderScene& scene) {
    const sim::PenDevice& device = exercise.model->pens.front();
    const glm::vec3 normal = tile.normal;
    constexpr float kPressed_m = 0.0006f;
    scene.penLook.visible = true;
    scene.penLook.needles_m = device.needles_m;
    scene.penLook.plateRadius_m = device.plateRadius_m;
    scene.penLook.needleDiameter_m = device.needleDiameter_m;
    scene.pen.tip_m = tile.target_m - normal * kPressed_m;
    scene.pen.shaft = normal;
    scene.pen.orientation = sim::orientationAlong(normal);
    scene.pen.tracked = true;
    scene.dent = {tile.target_m, normal, kPressed_m, device.plateRadius_m};
    scene.supportHand_pct = 10.0f;
}

Result<gpu::Picture> drawTile(Stage& stage, const Exercise& exercise, const sim::SkinState& skin,
                              const Tile& tile) {
    (void)stage.beginFrame(1.0f / 60.0f);
    render::RenderScene scene;
    scene.skin = &skin;
    scene.penLook.visible = false;
    scene.keyShare = tile.dim ? kDim : 1.0f;
    if (tile.atWork) {
        seatPen(exercise, tile, scene);
    }
    const ui::Screen screen = stage.screen();
    return drawLabelled(stage, tile.label,
                        uprightView(tile, screen.width_px / std::max(1.0f, screen.height_px)),
                        scene);
}

} // namespace

namespace {

std::vector<Tile> treatedTiles(const std::vector<Tile>& before, const TreatedPlace& at,
                               const std::string& label) {
    std::vector<Tile> tiles;
    addLike(before, kAllRound, label, false, tiles);
    addTreated(at, label, tiles);
    Tile work{"At work" + label, at.place_m, around(25.0f, 20.0f), distanceFor(0.06f)};
    work.atWork = true;
    work.normal = at.normal;
    tiles.push_back(work);
    addLike(before, {4}, label + ", dim room", true, tiles);
    return tiles;
}

Status drawTiles(Stage& stage, const Exercise& exercise, const sim::SkinState& skin,
                 const std::vector<Tile>& tiles, std::vector<gpu::Picture>& out) {
    for (const Tile& tile : tiles) {
        auto picture = drawTile(stage, exercise, skin, tile);
        if (!picture) {
            return picture.error();
        }
        out.push_back(std::move(picture).value());
    }
    return Done{};
}

} // namespace

Status drawPatientSheet(const Exercise& exercise, const PatientOptions& options,
                        const CommonOptions& common) {
    std::vector<Tile> tiles;
    addAllRound(exercise, tiles);
    addZones(exercise, tiles);
    addLesions(*exercise.patient, tiles);
    auto stage = Stage::create({.width = options.width,
                                .height = options.height,
                                .window = false,
                                .gpu = common.gpu,
                                .validation = common.validation});
    if (!stage) {
        return stage.error();
    }
    if (Status shown = (*stage)->showExercise(exercise, options.regions); !shown) {
        return shown;
    }
    sim::SimState state = sim::startState(*exercise.model, 1);
    const std::vector<Tile> before = tiles;
    addLike(before, kAllRound, ", dim room", true, tiles);
    std::vector<gpu::Picture> pictures;
    if (Status drawn = drawTiles(**stage, exercise, state.skin, tiles, pictures); !drawn) {
        return drawn;
    }
    if (!options.regions) {
        const Result<TreatedPlace> at = treatLeftHalf(exercise, state);
        if (!at) {
            return at.error();
        }
        for (const auto& [seconds, label] :
             {std::pair{20.0, ", 20 s after"}, std::pair{400.0, ", wiped, 7 min after"}}) {
            letRest(*exercise.model, state, seconds);
            if (Status drawn = drawTiles(**stage, exercise, state.skin,
                                         treatedTiles(before, *at, label), pictures);
                !drawn) {
                return drawn;
            }
            wipeTreated(*exercise.model, state);
        }
    }
    constexpr std::uint32_t kColumns = 4;
    return render::writePng(options.out, sheetOf(pictures, kColumns));
}

} // namespace stipple::app
