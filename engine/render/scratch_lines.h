#pragma once

#include "engine/gpu/command_list.h"
#include "engine/sim/skin_cells.h"
#include "engine/sim/skin_state.h"

#include <cstdint>
#include <vector>

namespace stipple::render {

/// How plain a scratch of this length is, 0..1. Even a short one is a line.
[[nodiscard]] float scratchStrength(float scratch_m);

/// The scratches of a box of texels, 0..0.5 on the middle of a line of full strength.
///
/// The simulation knows of a scratch only in which cells it runs. Near each cell the straight line
/// is found that its scratched cells lie on, and the value falls evenly with the way from it: to
/// nothing at 1.3 cells. So lines are of even width at any slant, where a blur would leave steps,
/// and a row of torn points becomes a line. Cells that lie on no line (a point, a crossing) are
/// blurred with weights 1 2 1 both ways.
class ScratchLines {
public:
    ScratchLines(const sim::SkinState& skin, const sim::SkinCells& cells, const gpu::Box& box);
    /// A texel of the box.
    [[nodiscard]] float at(std::uint32_t x, std::uint32_t y) const;

private:
    [[nodiscard]] float strengthAt(int column, int row) const;

    int left_ = 0, top_ = 0, across_ = 0, down_ = 0; ///< of what is remembered around the box
    std::vector<float> strength_;                    ///< empty: no scratch about
};

} // namespace stipple::render
