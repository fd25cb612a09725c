#pragma once

#include <cstddef>
#include <string>

namespace stipple::training_ui {

/// What the card shows while something is got ready.
struct LoadingView {
    std::string title;     ///< "Getting the patient ready"
    std::string step;      ///< what is done now, in words
    std::size_t done = 0;  ///< steps that are behind
    std::size_t steps = 1; ///< of all; not 0
    double waited_s = 0.0; ///< so far
};

} // namespace stipple::training_ui
