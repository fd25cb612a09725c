#include "engine/scene/pad_scene.h"

#include "engine/base/data_file.h"

namespace stipple::scene {

namespace {

void readNeedles(TomlTable& root, sim::NeedlingParameters& out) {
    out.sharpTip_m = sourcedSi(root, "sharp_tip", "um", 0.1, 200.0, 1e-6);
    out.sharpForce_N = sourcedSi(root, "sharp_force", "mN", 0.01, 5000.0, 1e-3);
    out.bluntTip_m = sourcedSi(root, "blunt_tip", "um", 0.1, 500.0, 1e-6);
    out.bluntForce_N = sourcedSi(root, "blunt_force", "mN", 0.01, 5000.0, 1e-3);
    out.openingRate = sourcedSi(root, "opening_rate", "1", 0.0, 1.0);
    out.shaftPressure_Pa = sourcedSi(root, "shaft_pressure", "kPa", 0.0, 1000.0, 1e3);
    out.frictionDry = sourcedSi(root, "friction_dry", "1", 0.0, 3.0);
    out.frictionGel = sourcedSi(root, "friction_gel", "1", 0.0, 3.0);
    out.wornTip_m = sourcedSi(root, "worn_tip", "um", 0.1, 500.0, 1e-6);
    out.wornStrokes = sourcedSi(root, "worn_strokes", "1", 1.0, 1e9);
    out.wornBoneStrokes = sourcedSi(root, "worn_bone_strokes", "1", 1.0, 1e9);
    out.wornScratch = sourcedSi(root, "worn_scratch", "1", 1.0, 10.0);
    out.dialSigma_m = sourcedSi(root, "dial_sigma", "mm", 0.0, 0.5, 1e-3);

    if (out.bluntTip_m <= out.sharpTip_m) {
        root.problem("blunt_tip", "must be above sharp_tip");
    }
    if (out.bluntForce_N < out.sharpForce_N) {
        root.problem("blunt_force", "must not be below sharp_force");
    }
    if (out.frictionGel > out.frictionDry) {
        root.problem("friction_gel", "must not be above friction_dry");
    }
}

void readResponse(TomlTable& root, sim::NeedlingParameters& out) {
    out.lateralCompliance_m = sourcedSi(root, "lateral_compliance", "mm", 0.0, 2.0, 1e-3);
    out.scratchVisible_m = sourcedSi(root, "scratch_visible", "mm", 0.0, 5.0, 1e-3);
    out.skinConformity_m = sourcedSi(root, "skin_conformity", "mm", 0.0, 2.0, 1e-3);
    out.bleedRise_s = sourcedSi(root, "bleed_rise", "s", 0.1, 600.0);
    out.erythemaRise_s = sourcedSi(root, "erythema_rise", "s", 0.1, 3600.0);
    out.endpointDose_perM2 = sourcedSi(root, "endpoint_dose", "per cm2", 1.0, 1e6, 1e4);
    out.erythemaDepth_m = sourcedSi(root, "erythema_depth", "mm", 0.01, 5.0, 1e-3);
    out.gelRadius_m = sourcedSi(root, "gel_radius", "mm", 1.0, 100.0, 1e-3);
    out.wipeRadius_m = sourcedSi(root, "wipe_radius", "mm", 1.0, 100.0, 1e-3);
    out.gelSpentPerPuncture = sourcedSi(root, "gel_spent_per_puncture", "cm2", 0.0, 1.0);
}

/// How the skin under the plate answers to speed and to the support hand.
void readPlateSkin(TomlTable& root, sim::NeedlingParameters& out) {
    out.ratePerDecade = sourcedSi(root, "rate_per_decade", "1", 0.0, 2.0);
    out.rateFrom_mps = sourcedSi(root, "rate_from", "m/s", 1e-5, 1.0);
    out.rateMost = sourcedSi(root, "rate_most", "1", 1.0, 10.0);
    out.ratePress_m = sourcedSi(root, "rate_press", "mm", 0.01, 5.0, 1e-3);
    out.tautStrain = sourcedSi(root, "taut_strain", "%", 0.1, 50.0, 0.01);
    out.tractionShare = sourcedSi(root, "traction_share", "1", 0.0, 1.0);
    out.lineRatio = sourcedSi(root, "line_ratio", "1", 1.0, 10.0);
    out.frictionAtRest = sourcedSi(root, "friction_at_rest", "1", 1.0, 5.0);
    out.tautHold = sourcedSi(root, "taut_hold", "1", 1.0, 50.0);
    out.naturalTension_NperM = sourcedSi(root, "natural_tension", "N/m", 0.0, 1000.0);
}

void readBleeding(TomlTable& root, sim::NeedlingParameters& out) {
    const std::size_t wanted = out.bleedDepth_m.size();
    std::vector<TomlTable> points = root.tables("bleed");
    if (points.size() != wanted) {
        root.problem("bleed", fmt::format("has {} points, must have {}", points.size(), wanted));
        return;
    }
    for (std::size_t i = 0; i < wanted; ++i) {
        out.bleedDepth_m[i] = sourcedSi(points[i], "depth", "mm", 0.0, 5.0, 1e-3);
        out.bleedProbability[i] = sourcedSi(points[i], "probability", "%", 0.0, 100.0, 0.01);
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
    readNeedles(root, out);
    readResponse(root, out);
    readPlateSkin(root, out);
    readBleeding(root, out);
    if (Status status = document->finish(); !status) {
        return status.error();
    }
    return out;
}

} // namespace stipple::scene
