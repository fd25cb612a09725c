#include "training/scoring/coverage_grid.h"

#include "engine/base/assert.h"

#include <array>

namespace stipple::scoring {

namespace {

constexpr float kFineSide_m = 0.001f;

/// Counts votes for zones and tells the winner; the lowest number wins a tie.
class ZoneVote {
public:
    void add(std::uint8_t zone) { ++votes_[zone]; }
    [[nodiscard]] std::uint8_t winner() const {
        std::size_t best = 0;
        for (std::size_t zone = 1; zone < votes_.size(); ++zone) {
            if (votes_[zone] > votes_[best]) {
                best = zone;
            }
        }
        return static_cast<std::uint8_t>(best);
    }

private:
    std::array<std::uint32_t, 256> votes_{};
};

void fillFineBlock(CoverageGrid& grid, const sim::SkinCells& cells, std::uint32_t fine) {
    const std::uint32_t x0 = (fine % grid.fineWidth) * grid.fineTexels;
    const std::uint32_t y0 = (fine / grid.fineWidth) * grid.fineTexels;
    ZoneVote vote;
    glm::vec3 sum{0.0f};
    glm::vec3 normal{0.0f};
    float count = 0.0f;
    for (std::uint32_t y = y0; y < y0 + grid.fineTexels && y < cells.height; ++y) {
        for (std::uint32_t x = x0; x < x0 + grid.fineTexels && x < cells.width; ++x) {
            const std::uint32_t cell = y * cells.width + x;
            vote.add(cells.zone[cell]);
            sum += cells.position_m[cell];
            normal += cells.normal[cell];
            count += 1.0f;
        }
    }
    const std::uint8_t zone = vote.winner();
    grid.fineZone[fine] = zone == sim::kOffSkin ? sim::kNoZone : zone;
    grid.fineCentre_m[fine] = sum / count;
    grid.fineCells.zone[fine] = zone;
    grid.fineCells.position_m[fine] = sum / count;
    grid.fineCells.normal[fine] = normal / count;
}

void fillScoreBlock(CoverageGrid& grid, std::uint32_t score) {
    const std::uint32_t x0 = (score % grid.scoreWidth) * grid.scoreFines;
    const std::uint32_t y0 = (score / grid.scoreWidth) * grid.scoreFines;
    ZoneVote vote;
    for (std::uint32_t y = y0; y < y0 + grid.scoreFines && y < grid.fineHeight; ++y) {
        for (std::uint32_t x = x0; x < x0 + grid.scoreFines && x < grid.fineWidth; ++x) {
            vote.add(grid.fineZone[y * grid.fineWidth + x]);
        }
    }
    grid.scoreZone[score] = vote.winner();
    std::uint16_t own = 0;
    forOwnFines(grid, score, [&own](std::uint32_t) { ++own; });
    grid.scoreOwnFines[score] = own;
}

} // namespace

CoverageGrid buildCoverageGrid(const sim::SkinCells& cells) {
    STIPPLE_ASSERT(cells.width > 0 && cells.height > 0 && cells.spacing_m > 0.0f,
                   "a coverage grid needs skin cells");
    CoverageGrid grid;
    const auto texels = static_cast<std::uint32_t>(kFineSide_m / cells.spacing_m + 0.5f);
    grid.fineTexels = texels > 0 ? texels : 1;
    grid.fineWidth = (cells.width + grid.fineTexels - 1) / grid.fineTexels;
    grid.fineHeight = (cells.height + grid.fineTexels - 1) / grid.fineTexels;
    grid.scoreWidth = (grid.fineWidth + grid.scoreFines - 1) / grid.scoreFines;
    grid.scoreHeight = (grid.fineHeight + grid.scoreFines - 1) / grid.scoreFines;
    grid.fineArea_m2 = cells.area_m2 * static_cast<float>(grid.fineTexels * grid.fineTexels);
    grid.scoreArea_m2 = grid.fineArea_m2 * static_cast<float>(grid.scoreFines * grid.scoreFines);

    const std::uint32_t fines = grid.fineWidth * grid.fineHeight;
    grid.fineZone.assign(fines, sim::kNoZone);
    grid.fineCentre_m.assign(fines, glm::vec3{0.0f});
    grid.fineCells.width = grid.fineWidth;
    grid.fineCells.height = grid.fineHeight;
    grid.fineCells.spacing_m = cells.spacing_m * static_cast<float>(grid.fineTexels);
    grid.fineCells.area_m2 = grid.fineArea_m2;
    grid.fineCells.zone.assign(fines, sim::kOffSkin);
    grid.fineCells.position_m.assign(fines, glm::vec3{0.0f});
    grid.fineCells.normal.assign(fines, glm::vec3{0.0f});
    for (std::uint32_t fine = 0; fine < fines; ++fine) {
        fillFineBlock(grid, cells, fine);
    }
    const std::uint32_t scores = grid.scoreWidth * grid.scoreHeight;
    grid.scoreZone.assign(scores, sim::kNoZone);
    grid.scoreOwnFines.assign(scores, 0);
    for (std::uint32_t score = 0; score < scores; ++score) {
        fillScoreBlock(grid, score);
    }
    grid.fineIndex = sim::buildCellGrid(grid.fineCells, 2.0f * grid.fineCells.spacing_m);
    return grid;
}

std::uint32_t fineOf(const CoverageGrid& grid, const sim::SkinCells& cells, std::uint32_t cell) {
    const std::uint32_t x = (cell % cells.width) / grid.fineTexels;
    const std::uint32_t y = (cell / cells.width) / grid.fineTexels;
    return y * grid.fineWidth + x;
}

std::uint32_t scoreOf(const CoverageGrid& grid, std::uint32_t fine) {
    const std::uint32_t x = (fine % grid.fineWidth) / grid.scoreFines;
    const std::uint32_t y = (fine / grid.fineWidth) / grid.scoreFines;
    return y * grid.scoreWidth + x;
}

} // namespace stipple::scoring
