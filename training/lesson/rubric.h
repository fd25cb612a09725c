#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace stipple::lesson {

enum class Domain { Preparation, Depth, Coverage, Handling, Safety };

/// One line of the rubric. `green` earns all points, `amber` half of them; linear between and
/// beyond. When green > amber a high value is good, otherwise a low one.
struct MetricRule {
    std::string id;  ///< "B2"
    std::string key; ///< what is measured, one of the keys that scoring knows: "depth_error_rms"
    std::string label, unit;
    Domain domain = Domain::Depth;
    double green = 0.0, amber = 0.0, points = 0.0;
    std::string source, grade;
};

/// An event that fails a graded attempt whatever the points are.
struct CriticalRule {
    std::string id;  ///< "X6"
    std::string key; ///< what is watched: "over_depth"
    std::string label;
    double threshold = 0.0; ///< its meaning and unit are those of the key
    double amount = 0.0;    ///< seconds, cm2 or newtons, as the key says
    std::string unit, source, grade;
};

/// training/rubrics/*.toml.
struct Rubric {
    std::string id, label, version;
    double passTotal = 0.0;  ///< percent
    double passDomain = 0.0; ///< percent, each domain
    std::string passSource, passGrade;
    // limits of the single measures, with units; sources stand in the file
    double glideMin_mps = 0.0, glideMax_mps = 0.0;
    double forceMin_N = 0.0, forceMax_N = 0.0, forcePeak_N = 0.0, forceBone_N = 0.0;
    double angleCircle_m = 0.0, angleFloor_deg = 0.0, angleCap_deg = 0.0;
    double slipIndexMax = 0.0;
    double turn_deg = 0.0, lift_m = 0.0;
    double strainMin_pct = 0.0;
    double directionsApart_deg = 0.0, directionsWanted = 0.0;
    /// Holes of a whole treatment that are right; 0 and 0 in a rubric that does not count them.
    double holesMin_perCm2 = 0.0, holesMax_perCm2 = 0.0;
    double underShare = 0.0;    ///< delivered below this share of the target counts as too shallow
    double faceDeepest_m = 0.0; ///< one channel deeper on a face is a critical over-depth
    std::vector<MetricRule> metrics;
    std::vector<CriticalRule> criticals;
};

[[nodiscard]] Result<Rubric> parseRubric(std::string_view text, const std::string& name);

[[nodiscard]] std::string_view domainName(Domain domain); ///< "Settings", "Depth", ...

} // namespace stipple::lesson
