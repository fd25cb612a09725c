#pragma once

#include "training/lesson/rubric.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stipple::scoring {

enum class Verdict { Good, Fair, Poor, CannotTell, NotAssessed };

struct MetricScore {
    std::string id, label, unit;
    lesson::Domain domain = lesson::Domain::Depth;
    double value = 0.0;
    double uncertainty = 0.0; ///< half width of the 95 % interval of `value`, same unit
    double target = 0.0;      ///< green limit
    bool highIsGood = false;  ///< `target` is a least value; not in the record, see setDirections
    double points = 0.0, maxPoints = 0.0; ///< maxPoints 0 when not assessed
    Verdict verdict = Verdict::NotAssessed;
    std::string evidence; ///< "22 % of forehead at 1.2 mm, limit 1.0"
    std::string source, grade;
};

struct DomainScore {
    lesson::Domain domain = lesson::Domain::Depth;
    double points = 0.0, maxPoints = 0.0;
    double percent = 0.0; ///< of what was assessed; 100 when nothing was
    bool passed = false;
};

struct CriticalFail {
    std::string id, label, evidence;
    std::uint32_t tick = 0; ///< when it was raised
};

/// The result of an attempt, as shown to the trainee.
struct Score {
    std::uint32_t coreVersion = 0;
    double total = 0.0; ///< 0-100
    bool passed = false;
    bool assessable = true; ///< false: too many lost ticks, tracking lost, stopped at once
    std::string assessableReason;
    std::string mode, assistance, device;
    std::vector<CriticalFail> criticalFails;
    std::vector<DomainScore> domains;
    std::vector<MetricScore> metrics;
};

[[nodiscard]] std::string
verdictName(Verdict verdict); ///< "good", "fair", "poor", "cannot tell", ...

} // namespace stipple::scoring
