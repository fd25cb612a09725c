#include "training/app/view_builder.h"

#include <glm/common.hpp>

#include <cmath>

namespace stipple::app {

namespace {

constexpr float kMm = 1000.0f;

} // namespace

namespace {

// the patches as they are printed on the pad
void placePatches(const Moment& moment, training_ui::CoverageView& view) {
    const scoring::CoverageGrid& grid = moment.attempt.rules().grid;
    const scene::PadScene& pad = *moment.exercise.pad;
    view.padWidth_mm = pad.size_m.x * kMm;
    view.padHeight_mm = pad.size_m.y * kMm;
    view.blockSide_mm = view.padWidth_mm * static_cast<float>(grid.fineTexels * grid.scoreFines) /
                        static_cast<float>(moment.exercise.model->cells.width);
    const auto& targets = moment.exercise.assignment.targets;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        for (const scene::PadPatch& patch : pad.patches) {
            if (patch.zone == targets[i].id) {
                view.zones[i].x_mm = patch.centre_m.x * kMm;
                view.zones[i].z_mm = patch.centre_m.y * kMm;
                view.zones[i].width_mm = patch.size_m.x * kMm;
                view.zones[i].height_mm = patch.size_m.y * kMm;
            }
        }
    }
}

// the boxes of a person's zones as seen from the front, from their blocks
void boxZones(training_ui::CoverageView& view) {
    struct Box {
        glm::vec2 low{1e9f}, high{-1e9f};
    };
    std::vector<Box> boxes(view.zones.size());
    for (const training_ui::CoverageBlock& block : view.blocks) {
        const glm::vec2 at{block.x_mm, block.z_mm};
        boxes[block.zone].low = glm::min(boxes[block.zone].low, at);
        boxes[block.zone].high = glm::max(boxes[block.zone].high, at);
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].low.x <= boxes[i].high.x) {
            const glm::vec2 middle = 0.5f * (boxes[i].low + boxes[i].high);
            const glm::vec2 size = boxes[i].high - boxes[i].low + view.blockSide_mm;
            view.zones[i].x_mm = middle.x;
            view.zones[i].z_mm = middle.y;
            view.zones[i].width_mm = size.x;
            view.zones[i].height_mm = size.y;
        }
    }
}

training_ui::CoverageZone coverageZone(const lesson::ZoneTarget& target) {
    return {.label = target.label,
            .passesLow = static_cast<float>(target.passesMin),
            // one more than the protocol's most is still no fault in the rubric
            .passesHigh = static_cast<float>(target.passesMax + 1),
            .depthLow_mm = target.depthMin_m * kMm,
            .depthHigh_mm = target.max_m * kMm};
}

training_ui::CoverageBlock coverageBlock(const Moment& moment, std::uint32_t block,
                                         std::size_t target) {
    const scoring::CoverageGrid& grid = moment.attempt.rules().grid;
    const scoring::ScoreState& state = moment.attempt.scoreState();
    const glm::vec3 centre_m = grid.scoreCentre_m[block];
    const auto punctures = static_cast<float>(state.punctures[block]);
    const float share = static_cast<float>(scoring::scoreWeight(grid, block));
    const float area_cm2 = grid.scoreArea_m2 * (share > 0.0f ? share : 1.0f) * 1e4f;
    return {.block = block,
            .x_mm = centre_m.x * kMm,
            .z_mm = centre_m.z * kMm,
            .zone = static_cast<std::uint8_t>(target),
            .passes = state.passes[block],
            .density_perCm2 = punctures / area_cm2,
            .depth_mm = punctures > 0.0f ? state.depthSum_m[block] / punctures * kMm : 0.0f};
}

} // namespace

training_ui::CoverageView coverageView(const Moment& moment, training_ui::MapMode mode) {
    const scoring::CoverageGrid& grid = moment.attempt.rules().grid;
    const lesson::Assignment& assignment = moment.exercise.assignment;
    training_ui::CoverageView view;
    view.mode = mode;
    view.showLimits = assignment.lesson.assistance != lesson::Assistance::None;
    view.showNumbers = assignment.lesson.assistance == lesson::Assistance::Full;
    view.person = moment.exercise.patient.has_value();
    std::vector<std::size_t> targetOfZone(256, assignment.targets.size());
    for (const lesson::ZoneTarget& target : assignment.targets) {
        targetOfZone[target.zone] = view.zones.size();
        view.zones.push_back(coverageZone(target));
    }
    if (moment.exercise.pad) {
        placePatches(moment, view);
    } else {
        view.blockSide_mm = std::sqrt(grid.scoreArea_m2) * kMm;
    }
    for (std::uint32_t block = 0; block < grid.scoreZone.size(); ++block) {
        const std::size_t target = targetOfZone[grid.scoreZone[block]];
        if (target < assignment.targets.size()) {
            view.blocks.push_back(coverageBlock(moment, block, target));
        }
    }
    if (view.person) {
        boxZones(view);
    }
    const sim::PenContact& contact = moment.attempt.lastReport().contact;
    if (contact.nearSkin) {
        const std::size_t under = targetOfZone[contact.zone];
        if (under < assignment.targets.size()) {
            view.active = under;
        }
        view.pen = training_ui::PadMark{contact.point_m.x * kMm, contact.point_m.z * kMm,
                                        contact.touching};
    }
    return view;
}

} // namespace stipple::app
