#include "engine/input/roller_heading.h"

#include <glm/geometric.hpp>

#include <cmath>

namespace stipple::input {

namespace {

/// Cosine of the angle from which a way on the skin is no longer the one that the drum rolls.
constexpr float kTurnsOff = 0.7f;
constexpr float kShortestStroke_m = 1e-4f; ///< of a stroke that has a direction

/// Direction of a stroke's way at a share of it; zero when it goes nowhere.
glm::vec2 wayAt(const PlanStep& step, float way) {
    constexpr float kAbout = 0.02f;
    const glm::vec2 along_m = placeOn(step, way + kAbout < 1.0f ? way + kAbout : 1.0f) -
                              placeOn(step, way - kAbout > 0.0f ? way - kAbout : 0.0f);
    const float length_m = glm::length(along_m);
    return length_m > kAbout * kShortestStroke_m ? along_m / length_m : glm::vec2{0.0f};
}

bool rolls(const PlanStep& step) {
    return step.kind == PlanStep::Kind::Stroke &&
           glm::distance(step.from_m, step.to_m) > kShortestStroke_m;
}

} // namespace

std::vector<RollerFacing> rollerFacings(std::span<const PlanStep> steps) {
    std::vector<RollerFacing> facings(steps.size());
    glm::vec2 last{0.0f};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (rolls(steps[i])) {
            const glm::vec2 begin = wayAt(steps[i], 0.0f);
            const float along = glm::dot(begin, last);
            if (!steps[i].lands && std::abs(along) < kTurnsOff && last != glm::vec2{0.0f}) {
                facings[i] = {last, last, 0.0f, true};
                continue;
            }
            const float sign = along < 0.0f ? -1.0f : 1.0f;
            facings[i] = {begin * sign, wayAt(steps[i], 1.0f) * sign, sign, false};
            last = facings[i].end;
        }
    }
    // what lies between takes over from the stroke before and leads to the next one
    glm::vec2 next = last;
    for (std::size_t i = steps.size(); i-- > 0;) {
        if (facings[i].sign != 0.0f || facings[i].held) {
            next = facings[i].begin;
        } else if (next != glm::vec2{0.0f}) {
            facings[i].end = next;
        }
    }
    glm::vec2 before = facings.empty() ? glm::vec2{1.0f, 0.0f} : facings.front().end;
    for (RollerFacing& facing : facings) {
        if (facing.sign == 0.0f && !facing.held) {
            facing.begin = before;
        }
        // several moves between two strokes: the first of them turns the drum
        before = facing.end;
    }
    return facings;
}

glm::vec2 facingAt(const RollerFacing& facing, const PlanStep& step, float way, float time) {
    if (facing.sign != 0.0f) {
        const glm::vec2 along = wayAt(step, way) * facing.sign;
        return along != glm::vec2{0.0f} ? along : facing.begin;
    }
    return glm::normalize(facing.begin + (facing.end - facing.begin) * reachShare(time));
}

} // namespace stipple::input
