#include "engine/sim/roller_needles.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_give.h"
#include "engine/sim/needle_insertion.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/roller_contact.h"
#include "engine/sim/roller_geometry.h"
#include "engine/sim/skin_response.h"
#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

constexpr double kNanometres = 1e9; ///< in a metre
/// Slower rolling counts as so fast where times are told.
constexpr double kAtRest_mps = 0.005;
/// Force on a needle of a drum that nobody presses; 0 would say that there is no limit.
constexpr float kLeast_N = 1e-6f;

double size(double value) {
    return value < 0.0 ? -value : value;
}

std::int64_t nanometres(double metres) {
    const double scaled = metres * kNanometres;
    return static_cast<std::int64_t>(scaled < 0.0 ? scaled - 0.5 : scaled + 0.5);
}

std::int64_t floorOf(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) > value ? whole - 1 : whole;
}

/// What the parts of one tick share.
struct Rolling {
    const SimModel& model;
    SimState& state;
    const PenDevice& roller;
    StepReport& report;
    RollerStand stand;
    glm::vec3 way_m{0.0f};  ///< of the drum in this tick, along the skin
    double forward_m = 0.0; ///< of it, along the rolling direction
    double aside_m = 0.0;   ///< along the axis
    double pitch_m = 1.0;
    RollerPush push{};
    double reach_m = 0.0; ///< way of a row from its entry to the bottom
    float scratch_m = 0.0f;
};

/// How far the surface of the barrel lies above the skin at a place along it; below 0 in contact.
double heightAt_m(const Rolling& now, double along_m) {
    const PenContact& contact = now.report.contact;
    return static_cast<double>(contact.gap_m) + along_m * static_cast<double>(now.stand.sinTilt) +
           static_cast<double>(
               skinFall_m(now.model.needling, contact.curvature_perM, static_cast<float>(along_m)));
}

/// Place on the skin of a needle that stood at the bottom when that was at `bottom_m`.
std::optional<SkinPoint> footOf(const Rolling& now, const glm::vec3& bottom_m, float along_m) {
    const PenContact& contact = now.report.contact;
    const glm::vec3 at_m = bottom_m + now.stand.axis * along_m;
    const float over_m = glm::dot(at_m - contact.point_m, contact.normal);
    const SkinWalk walk =
        walkTo(now.model.mesh, contact.point.triangle, at_m - contact.normal * over_m);
    return walk.arrived ? std::optional<SkinPoint>(walk.point) : std::nullopt;
}

/// How far below the surface the tip of a needle at the bottom would come if skin did not give.
double reachAt_m(const Rolling& now, double along_m) {
    const DepthTerms& terms = now.report.terms;
    return static_cast<double>((now.roller.needleLength_m + terms.dialError_m) * terms.cosTilt) -
           std::max(0.0, heightAt_m(now, along_m));
}

NeedleDepth depthOf(const Rolling& now, double reach_m) {
    return needleDepth(now.push.push, now.push.give, static_cast<float>(reach_m),
                       {.length_m = now.roller.needleLength_m + now.report.terms.dialError_m});
}

/// Makes the hole of one needle. Returns StepNote bits.
std::uint32_t pierce(Rolling& now, std::size_t needle, const glm::vec3& bottom_m) {
    SimState& state = now.state;
    const auto along_m = static_cast<double>(now.roller.needles_m[needle].x);
    const double reach_m = reachAt_m(now, along_m);
    const std::optional<SkinPoint> point = footOf(now, bottom_m, static_cast<float>(along_m));
    if (!(reach_m > 0.0) || !point) {
        return 0;
    }
    Puncture puncture;
    puncture.cell = cellAt(now.model.cells, now.model.mesh, *point);
    if (now.model.cells.zone[puncture.cell] == kOffSkin) {
        return 0;
    }
    float depth_m = depthOf(now, reach_m).depth_m;
    const TissueStack tissue = tissueAt(now.model, puncture.cell);
    puncture.layer = static_cast<std::uint8_t>(layerAt(tissue, depth_m));
    std::uint32_t notes = 0;
    if (stopsNeedles(tissue.base)) {
        const float bone_m = static_cast<float>(std::max(
            0.0, static_cast<double>(baseDepth_m(tissue) - now.report.contact.indentation_m)));
        if (depth_m >= bone_m) {
            depth_m = bone_m;
            puncture.layer = static_cast<std::uint8_t>(Layer::Base);
            notes = kBoneReached;
        }
    }
    // A needle that stays in the horny layer dents the skin and opens no channel.
    if (depth_m <= tissue.layers[0].thickness_m) {
        return 0;
    }
    const double slit_m = slitLength_m(now.roller, static_cast<double>(depth_m));
    const auto side_m = static_cast<double>(state.roll.side_m);
    puncture.tick = state.tick;
    puncture.triangle = point->triangle;
    puncture.barycentric = point->barycentric;
    puncture.depth_m = depth_m;
    puncture.tilt_rad = now.report.contact.tilt_rad;
    puncture.drag_m = static_cast<float>(fixedSqrt(slit_m * slit_m + side_m * side_m));
    puncture.needle = static_cast<std::uint16_t>(needle);
    puncture.bleeds =
        nextUniform(state.random) < bleedProbability(now.model.needling, depth_m) ? 1 : 0;
    appendPuncture(state, puncture);
    markPuncture(now.model, state, puncture, now.scratch_m);
    return notes;
}

/// A row passes the bottom, which then is at `bottom_m`.
void strikeRow(Rolling& now, std::uint32_t row, const glm::vec3& bottom_m) {
    const std::uint64_t bit = std::uint64_t{1} << row;
    if ((now.state.roll.rowsCut & bit) != 0) {
        return; // it wavers about the bottom and has not left its holes
    }
    now.state.roll.rowsCut |= bit;
    ++now.report.strokes;
    ++now.state.cartridgeStrokes;
    DepthTerms& terms = now.report.terms;
    const float error_m =
        drawDialError_m(now.model.needling, now.roller.dialTolerance_m, now.state.random);
    terms.set_m = now.roller.needleLength_m;
    terms.dialError_m = error_m;
    const NeedleDepth middle = depthOf(now, reachAt_m(now, 0.0));
    terms.gap_m = static_cast<float>(std::max(0.0, heightAt_m(now, 0.0)));
    terms.dimple_m = middle.dimple_m;
    terms.speed_mps = now.push.speed_mps;
    terms.opening_N = now.push.push.open_N;
    terms.delivered_m = middle.depth_m;
    terms.stop = middle.stop;
    now.report.roll.slit_m =
        static_cast<float>(slitLength_m(now.roller, static_cast<double>(terms.delivered_m)));
    const std::size_t count = needlesPerRow(now.roller);
    std::uint32_t notes = 0;
    for (std::size_t k = 0; k < count; ++k) {
        notes |= pierce(now, row * count + k, bottom_m);
    }
    now.report.notes |= notes;
    now.state.cartridgeBoneStrokes += (notes & kBoneReached) != 0 ? 1U : 0U;
}

/// The drum turns from `before` to what is rolled now: rows k at (k + 1/2) pitches pass the bottom.
void passRows(Rolling& now, std::int64_t before_nm) {
    const auto rows = static_cast<std::int64_t>(now.roller.needleRows);
    const double from = static_cast<double>(before_nm) / kNanometres / now.pitch_m - 0.5;
    const double to =
        static_cast<double>(now.state.roll.rolled_nm) / kNanometres / now.pitch_m - 0.5;
    const std::int64_t first = floorOf(from), last = floorOf(to);
    const auto strike = [&](std::int64_t place) {
        const double share = (static_cast<double>(place) - from) / (to - from);
        strikeRow(now, static_cast<std::uint32_t>(((place % rows) + rows) % rows),
                  now.stand.bottom_m - now.way_m * static_cast<float>(1.0 - share));
    };
    for (std::int64_t place = first + 1; place <= last; ++place) {
        strike(place);
    }
    for (std::int64_t place = first; place > last; --place) {
        strike(place);
    }
}

/// Way that the drum has rolled since a row stood at the bottom, the shorter way round.
double pastBottom_m(const Rolling& now, std::uint32_t row) {
    const auto rows = static_cast<double>(now.roller.needleRows);
    const double place =
        static_cast<double>(now.state.roll.rolled_nm) / kNanometres / now.pitch_m - 0.5 - row;
    const double turns = place / rows;
    const double rest = turns - static_cast<double>(floorOf(turns + 0.5));
    return rest * rows * now.pitch_m;
}

/// Forgets rows that have left the skin, and tears along under those that are in it.
void workRows(Rolling& now) {
    RollerState& roll = now.state.roll;
    const std::size_t count = needlesPerRow(now.roller);
    const bool tears = now.scratch_m > 0.0f && now.aside_m != 0.0;
    for (std::uint32_t row = 0; row < now.roller.needleRows; ++row) {
        const double past_m = pastBottom_m(now, row);
        if (size(past_m) > now.reach_m) {
            roll.rowsCut &= ~(std::uint64_t{1} << row);
            continue;
        }
        ++now.report.roll.rowsInSkin;
        const glm::vec3 there_m =
            now.stand.bottom_m - now.stand.forward * static_cast<float>(past_m);
        for (std::size_t k = 0; tears && k < count; ++k) {
            const float along_m = now.roller.needles_m[row * count + k].x;
            const std::optional<SkinPoint> point = footOf(now, there_m, along_m);
            const std::uint32_t cell = point ? cellAt(now.model.cells, now.model.mesh, *point) : 0;
            if (point && now.model.cells.zone[cell] != kOffSkin) {
                markScratch(now.model, now.state, cell, now.scratch_m);
            }
        }
    }
    if (tears && now.report.roll.rowsInSkin > 0 &&
        now.scratch_m >= now.model.needling.scratchVisible_m) {
        now.report.notes |= kScratched;
    }
}

/// Travel along the axis of the needles that are in the skin. A row leaves it after twice its reach
/// and takes its share along: rolled steadily at an angle, the rest is what one row makes.
void moveAside(Rolling& now) {
    RollerState& roll = now.state.roll;
    const double left =
        now.reach_m > 0.0 ? std::max(0.0, 1.0 - size(now.forward_m) / (2.0 * now.reach_m)) : 0.0;
    roll.side_m = now.reach_m > 0.0
                      ? static_cast<float>(static_cast<double>(roll.side_m) * left + now.aside_m)
                      : 0.0f;
    const auto travel_m = static_cast<float>(size(static_cast<double>(roll.side_m)));
    const float wear =
        wearOf(now.model.needling, now.state.cartridgeStrokes, now.state.cartridgeBoneStrokes);
    now.scratch_m = scratchLength_m(now.model.needling, now.roller.needleDiameter_m, travel_m,
                                    now.report.gel, false, wear);
    now.report.slipIndex = travel_m / now.roller.needleDiameter_m;
    now.report.roll.side_m = roll.side_m;
    const double speed_mps = std::max(size(now.forward_m) * kTickRate_Hz, kAtRest_mps);
    now.report.dwell_s = static_cast<float>(2.0 * now.reach_m / speed_mps);
}

void leaveSkin(RollerState& roll) {
    roll.inSkin = 0;
    roll.side_m = 0.0f;
    roll.rowsCut = 0;
}

} // namespace

RollerPush rollerPush(const SimModel& model, const SimState& state, const PenSample& sample,
                      const StepReport& report, double rolling_mps) {
    const PenDevice& roller = model.pens[sample.pen];
    const PenContact& contact = report.contact;
    const float wear = wearOf(model.needling, state.cartridgeStrokes, state.cartridgeBoneStrokes);
    RollerPush out;
    out.speed_mps = static_cast<float>(
        entrySpeed_mps(roller, static_cast<double>(roller.needleLength_m), rolling_mps));
    out.push = needlePush(
        model.needling,
        {.speed_mps = out.speed_mps,
         .tipDiameter_m = wornTip_m(model.needling, 2.0f * roller.tipRadius_m, wear),
         .shaftDiameter_m = roller.needleDiameter_m,
         .gel = report.gel,
         .locking_m = static_cast<float>(lockingPress_m(tissueAt(model, contact.cell)))});
    const float alone_mpN =
        readGives(model.gives, sample.pen, plateSite(model, roller, contact.cell, pullOf(sample)))
            .alone_mpN;
    // the rows between entry and bottom push, all with the same force
    const double entering =
        std::max(1.0, entryTravel_m(roller, static_cast<double>(roller.needleLength_m)) /
                          rowPitch_m(roller));
    const double needles = entering * static_cast<double>(needlesPerRow(roller));
    out.push.most_N =
        std::max(kLeast_N, static_cast<float>(static_cast<double>(contact.force_N) / needles));
    out.give.free_mpN = out.give.guarded_mpN = roller.rowGive * alone_mpN;
    return out;
}

void rollNeedles(const SimModel& model, SimState& state, const PenSample& sample,
                 const PenDevice& roller, StepReport& report) {
    RollerState& roll = state.roll;
    report.roll.roller = true;
    const std::optional<RollerStand> stand =
        report.contact.nearSkin ? standOf(roller, state.pen, report.contact.normal) : std::nullopt;
    if (!stand || !state.pen.tracked) {
        leaveSkin(roll);
        return;
    }
    Rolling now{model, state, roller, report, *stand};
    const auto length_m = static_cast<double>(roller.needleLength_m);
    const double half_m = 0.5 * static_cast<double>(roller.drumWidth_m);
    const double lowest_m =
        std::min({heightAt_m(now, 0.0), heightAt_m(now, half_m), heightAt_m(now, -half_m)});
    if (lowest_m >= length_m) {
        leaveSkin(roll);
        return;
    }
    const auto sine = static_cast<double>(stand->sinTilt);
    report.terms.cosTilt = static_cast<float>(fixedSqrt(std::max(0.0, 1.0 - sine * sine)));
    now.pitch_m = rowPitch_m(roller);
    // the way from the last place to this one, when the needles were in the skin there too
    if (roll.inSkin != 0 && state.trailLength >= 2) {
        const glm::vec3 moved_m = state.trail_m[0] - state.trail_m[1];
        now.way_m = moved_m - report.contact.normal * glm::dot(moved_m, report.contact.normal);
        now.forward_m = static_cast<double>(glm::dot(now.way_m, stand->forward));
        now.aside_m = static_cast<double>(glm::dot(now.way_m, stand->aside));
        if (size(now.forward_m) > now.pitch_m * roller.needleRows) {
            now.way_m = glm::vec3(0.0f);
            now.forward_m = now.aside_m = 0.0; // no drum turns once in a tick: it was put elsewhere
        }
    }
    roll.inSkin = 1;
    // needles that are pushed sideways cut as well as those that roll in
    const double moved_m = fixedSqrt(now.forward_m * now.forward_m + now.aside_m * now.aside_m);
    now.push = rollerPush(model, state, sample, report, moved_m * kTickRate_Hz);
    const float deep_m = depthOf(now, length_m - std::max(0.0, lowest_m)).depth_m;
    now.reach_m = entryTravel_m(roller, static_cast<double>(deep_m));
    moveAside(now);
    const std::int64_t before_nm = roll.rolled_nm;
    roll.rolled_nm += nanometres(now.forward_m);
    passRows(now, before_nm);
    workRows(now);
}

double drumAngle_rad(const PenDevice& roller, const RollerState& roll) {
    return static_cast<double>(roll.rolled_nm) / kNanometres /
           static_cast<double>(roller.drumRadius_m);
}

} // namespace stipple::sim
