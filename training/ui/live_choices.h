#pragma once

#include "training/ui/hint.h"

namespace stipple::training_ui {

/// What the live panel remembers between frames; kept by the app.
struct LiveChoices {
    bool askEnd = false;      ///< set by the app on the Enter key: "end the attempt?"
    bool endWasAsked = false; ///< the question was on screen in the frame before
    bool askAbandon = false;
    bool asking = false;      ///< one of the questions was on screen in the frame before
    bool goesOnAfter = false; ///< the clock ran before the question, and will after it
    HeldHint hint;
};

} // namespace stipple::training_ui
