#include "training/scoring/score.h"

namespace stipple::scoring {

std::string verdictName(Verdict verdict) {
    switch (verdict) {
    case Verdict::Good:
        return "good";
    case Verdict::Fair:
        return "fair";
    case Verdict::Poor:
        return "poor";
    case Verdict::CannotTell:
        return "cannot tell";
    case Verdict::NotAssessed:
        break;
    }
    return "not assessed";
}

} // namespace stipple::scoring
