#pragma once

#include "engine/input/operator_plan.h"
#include "engine/input/pass_lines.h"
#include "engine/input/section_pass.h"

#include <map>
#include <utility>
#include <vector>

namespace stipple::input {

// heights and times of a practised hand
inline constexpr float kTravelLift_m = 0.025f;
inline constexpr float kHopPeak_m = 0.004f; ///< clearly above the 2 mm that a turn asks for
inline constexpr float kHop_s = 0.24f;
inline constexpr float kRunOn_m = 0.012f;   ///< how far an overrun goes into the next patch
inline constexpr float kUsualArc_m = 0.02f; ///< of a way from patch to patch

/// What does not change from one try to the next to keep the time.
struct SectionCache {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<SectionLine>> lines;
    std::map<std::uint32_t, std::vector<glm::vec2>> dabs;
    std::map<std::uint32_t, float> lead_deg;
};

/// Builds the steps; remembers where the pen is and how it is set.
class Planner {
public:
    Planner(const OperatorStyle& style, const WorkSurface& surface, SectionCache& cache,
            Pcg32 random)
        : style_(style), surface_(surface), cache_(cache), random_(random) {}

    [[nodiscard]] std::vector<PlanStep> plan();

private:
    void workOn(std::uint32_t index);
    void fitCartridge();
    void dabs(std::uint32_t index, std::uint16_t button);
    void pass(std::uint32_t index, std::uint32_t round);
    [[nodiscard]] bool wantsGel(std::uint32_t pass) const;
    void stroke(std::uint32_t index, const PassLine& line, bool lands, bool lifts);
    void strokeAlong(std::uint32_t index, const SectionLine& line, float aside_m, bool lands,
                     bool lifts);
    [[nodiscard]] SectionWork workFor(const WorkPatch& patch) const;
    [[nodiscard]] const std::vector<SectionLine>&
    sectionPass(std::uint32_t index, std::uint32_t pass, std::uint32_t passes);
    void rimLines(std::uint32_t index);
    void workOnSection(std::uint32_t index, std::uint32_t pass, std::uint32_t passes);
    [[nodiscard]] std::vector<glm::vec2> dabPlacesOf(std::uint32_t index);
    void shapeMove(PlanStep& step) const;
    void move(PlanStep::Kind kind, std::uint32_t patch, glm::vec2 to_m, float lift_m, float time_s);
    [[nodiscard]] PassLine runOn(std::uint32_t index, const PassLine& line) const;
    [[nodiscard]] float spread(float share) { return 1.0f + share * nextNormal(random_); }

    const OperatorStyle& style_;
    const WorkSurface& surface_;
    SectionCache& cache_;
    Pcg32 random_;
    PlanStep now_; ///< the last step, with the settings that go on
    std::vector<PlanStep> steps_;
};

} // namespace stipple::input
