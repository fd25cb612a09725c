#pragma once

#include "training/ui/ui_action.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stipple::training_ui {

/// One score block of about 5 mm.
struct CoverageBlock {
    std::uint32_t block = 0; ///< number of the score block
    float x_mm = 0.0f,
          z_mm =
              0.0f; ///< centre, +x right, +z towards the viewer; of a person as seen from the front
    std::uint8_t zone = 0; ///< index into CoverageView::zones
    float passes = 0.0f;
    float density_perCm2 = 0.0f;
    float depth_mm = 0.0f; ///< mean delivered; 0 without punctures
};

/// What is wanted of a zone, per mode: below `low` a block is thin, above `high` it is over.
struct CoverageZone {
    std::string label;
    float x_mm = 0.0f, z_mm = 0.0f, width_mm = 0.0f, height_mm = 0.0f; ///< patch: centre and size
    float passesLow = 0.0f, passesHigh = 0.0f;
    float densityLow_perCm2 = 0.0f, densityHigh_perCm2 = 0.0f; ///< high 0: no limits are known
    float depthLow_mm = 0.0f, depthHigh_mm = 0.0f;
};

/// A place on the pad to be marked: where the pen is, or was at the scrubbed moment.
struct PadMark {
    float x_mm = 0.0f, z_mm = 0.0f;
    bool touching = false;
};

struct CoverageView {
    MapMode mode = MapMode::Passes;
    /// A person: zones are shapes without a frame, squares may lie over each other, and a list
    /// of the zones says how much of each is done.
    bool person = false;
    float padWidth_mm = 120.0f, padHeight_mm = 80.0f;
    float blockSide_mm = 5.0f;
    std::vector<CoverageZone> zones;
    std::vector<CoverageBlock> blocks;
    std::optional<std::size_t> active; ///< zone under the pen
    std::optional<PadMark> pen;
    bool showLimits = true;  ///< hatching; off without assistance
    bool showNumbers = true; ///< what was wanted, beside what is; only with full assistance
};

} // namespace stipple::training_ui
