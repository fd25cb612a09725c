#pragma once

#include "training/app/stage.h"

#include <string>
#include <vector>

namespace stipple::app {

/// Ends the frame that the stage has begun with a still of the exercise that it shows: a label in
/// the lower left corner, twice as many pixels, averaged.
[[nodiscard]] Result<gpu::Picture> drawLabelled(Stage& stage, const std::string& label,
                                                const render::RenderView& view,
                                                const render::RenderScene& scene);

/// Pictures of one size beside and below each other, `columns` in a row. At least one.
[[nodiscard]] gpu::Picture sheetOf(const std::vector<gpu::Picture>& pictures,
                                   std::uint32_t columns);

} // namespace stipple::app
