#include "engine/scene/pad_scene.h"

#include "engine/base/data_file.h"

namespace stipple::scene {

namespace {

/// One number of the file: read in `unit`, checked, multiplied into SI.
float read(TomlTable& root, std::string_view key, std::string_view unit, double low, double high,
           double toSi = 1.0) {
    return static_cast<float>(sourcedIn(root, key, unit, low, high).value * toSi);
}

void readDepthModel(TomlTable& root, sim::NeedlingParameters& out) {
    out.slowSpeed_mps = read(root, "slow_speed", "m/s", 0.001, 10.0);
    out.slowShare = read(root, "slow_share", "1", 0.0, 1.0);
    out.fastSpeed_mps = read(root, "fast_speed", "m/s", 0.001, 10.0);
    out.fastShare = read(root, "fast_share", "1", 0.0, 1.0);
    out.slackShare = read(root, "slack_share", "1", 0.0, 1.0);
    out.tautStrain = read(root, "taut_strain", "%", 0.1, 50.0, 0.01);
    out.lightForce_N = read(root, "light_force", "N", 0.0, 10.0);
    out.lightShare = read(root, "light_share", "1", 0.0, 1.0);
    out.seatedForce_N = read(root, "seated_force", "N", 0.0, 10.0);
    out.skinConformity_m = read(root, "skin_conformity", "mm", 0.0, 2.0, 1e-3);
    out.bonusFrom_N = read(root, "bonus_from", "N", 0.0, 20.0);
    out.bonusTo_N = read(root, "bonus_to", "N", 0.0, 20.0);
    out.bonusMost_m = read(root, "bonus_most", "mm", 0.0, 1.0, 1e-3);
    out.dialSigma_m = read(root, "dial_sigma", "mm", 0.0, 0.5, 1e-3);

    if (out.fastSpeed_mps <= out.slowSpeed_mps) {
        root.problem("fast_speed", "must be above slow_speed");
    }
    if (out.seatedForce_N <= out.lightForce_N) {
        root.problem("seated_force", "must be above light_force");
    }
    if (out.bonusTo_N <= out.bonusFrom_N) {
        root.problem("bonus_to", "must be above bonus_from");
    }
}

void readResponse(TomlTable& root, sim::NeedlingParameters& out) {
    out.lateralCompliance_m = read(root, "lateral_compliance", "mm", 0.0, 2.0, 1e-3);
    out.scratchVisible_m = read(root, "scratch_visible", "mm", 0.0, 5.0, 1e-3);
    out.frictionDry = read(root, "friction_dry", "1", 0.0, 3.0);
    out.frictionGel = read(root, "friction_gel", "1", 0.0, 3.0);
    out.bleedRise_s = read(root, "bleed_rise", "s", 0.1, 600.0);
    out.erythemaRise_s = read(root, "erythema_rise", "s", 0.1, 3600.0);
    out.endpointDose_perM2 = read(root, "endpoint_dose", "per cm2", 1.0, 1e6, 1e4);
    out.erythemaDepth_m = read(root, "erythema_depth", "mm", 0.01, 5.0, 1e-3);
    out.gelRadius_m = read(root, "gel_radius", "mm", 1.0, 100.0, 1e-3);
    out.wipeRadius_m = read(root, "wipe_radius", "mm", 1.0, 100.0, 1e-3);
    out.gelSpentPerPuncture = read(root, "gel_spent_per_puncture", "cm2", 0.0, 1.0);
}

/// How the skin under the plate answers to speed and to the support hand.
void readPlateSkin(TomlTable& root, sim::NeedlingParameters& out) {
    out.ratePerDecade = read(root, "rate_per_decade", "1", 0.0, 2.0);
    out.rateFrom_mps = read(root, "rate_from", "m/s", 1e-5, 1.0);
    out.rateMost = read(root, "rate_most", "1", 1.0, 10.0);
    out.ratePress_m = read(root, "rate_press", "mm", 0.01, 5.0, 1e-3);
    out.tractionShare = read(root, "traction_share", "1", 0.0, 1.0);
}

void readBleeding(TomlTable& root, sim::NeedlingParameters& out) {
    const std::size_t wanted = out.bleedDepth_m.size();
    std::vector<TomlTable> points = root.tables("bleed");
    if (points.size() != wanted) {
        root.problem("bleed", fmt::format("has {} points, must have {}", points.size(), wanted));
        return;
    }
    for (std::size_t i = 0; i < wanted; ++i) {
        out.bleedDepth_m[i] = read(points[i], "depth", "mm", 0.0, 5.0, 1e-3);
        out.bleedProbability[i] = read(points[i], "probability", "%", 0.0, 100.0, 0.01);
        if (i > 0 && out.bleedDepth_m[i] <= out.bleedDepth_m[i - 1]) {
            points[i].problem("depth", "must be above the depth of the point before");
        }
        if (i > 0 && out.bleedProbability[i] < out.bleedProbability[i - 1]) {
            points[i].problem("probability", "must not fall with depth");
        }
    }
}

} // namespace

Result<sim::NeedlingParameters> parseNeedling(std::string_view text, const std::string& name) {
    Result<TomlDocument> document = TomlDocument::parse(text, name);
    if (!document) {
        return document.error();
    }
    TomlTable root = document->root();
    sim::NeedlingParameters out{};
    expectKind(root, "needling");
    readDepthModel(root, out);
    readResponse(root, out);
    readPlateSkin(root, out);
    readBleeding(root, out);
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
