#include "training/scoring/coverage_grid.h"

#include "engine/base/assert.h"
#include "training/scoring/block_clusters.h"

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
            grid.fineOfCell[cell] = fine;
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

void voteScoreZone(CoverageGrid& grid, std::uint32_t score) {
    const std::uint32_t x0 = (score % grid.scoreWidth) * grid.scoreFines;
    const std::uint32_t y0 = (score / grid.scoreWidth) * grid.scoreFines;
    ZoneVote vote;
    for (std::uint32_t y = y0; y < y0 + grid.scoreFines && y < grid.fineHeight; ++y) {
        for (std::uint32_t x = x0; x < x0 + grid.scoreFines && x < grid.fineWidth; ++x) {
            vote.add(grid.fineZone[y * grid.fineWidth + x]);
            grid.scoreOfFine[y * grid.fineWidth + x] = score;
        }
    }
    grid.scoreZone[score] = vote.winner();
}

/// Lists the fine blocks in the zone of their score block, in rising order, and adds them up.
void listOwnFines(CoverageGrid& grid) {
    const std::size_t scores = grid.scoreZone.size();
    grid.scoreOwnFines.assign(scores, 0);
    grid.scoreOwnWeight.assign(scores, 0.0f);
    grid.ownFirst.assign(scores + 1, 0);
    const auto own = [&grid](std::size_t fine) {
        return grid.fineZone[fine] == grid.scoreZone[grid.scoreOfFine[fine]];
    };
    for (std::size_t fine = 0; fine < grid.fineZone.size(); ++fine) {
        if (own(fine)) {
            const std::uint32_t score = grid.scoreOfFine[fine];
            ++grid.scoreOwnFines[score];
            grid.scoreOwnWeight[score] += grid.fineWeight[fine];
            ++grid.ownFirst[score + 1];
        }
    }
    for (std::size_t score = 0; score < scores; ++score) {
        grid.ownFirst[score + 1] += grid.ownFirst[score];
    }
    std::vector<std::uint32_t> next(grid.ownFirst.begin(), grid.ownFirst.end() - 1);
    grid.ownFines.resize(grid.ownFirst.back());
    for (std::uint32_t fine = 0; fine < grid.fineZone.size(); ++fine) {
        if (own(fine)) {
            grid.ownFines[next[grid.scoreOfFine[fine]]++] = fine;
        }
    }
}

void buildRaster(CoverageGrid& grid, const sim::SkinCells& cells) {
    grid.scoreWidth = (grid.fineWidth + grid.scoreFines - 1) / grid.scoreFines;
    grid.scoreHeight = (grid.fineHeight + grid.scoreFines - 1) / grid.scoreFines;
    const std::uint32_t fines = grid.fineWidth * grid.fineHeight;
    grid.fineOfCell.assign(sim::cellCount(cells), sim::kNone);
    grid.fineZone.assign(fines, sim::kNoZone);
    grid.fineWeight.assign(fines, 1.0f);
    grid.fineCentre_m.assign(fines, glm::vec3{0.0f});
    grid.fineCells.width = grid.fineWidth;
    grid.fineCells.height = grid.fineHeight;
    grid.fineCells.zone.assign(fines, sim::kOffSkin);
    grid.fineCells.position_m.assign(fines, glm::vec3{0.0f});
    grid.fineCells.normal.assign(fines, glm::vec3{0.0f});
    for (std::uint32_t fine = 0; fine < fines; ++fine) {
        fillFineBlock(grid, cells, fine);
    }
    const std::uint32_t scores = grid.scoreWidth * grid.scoreHeight;
    grid.scoreZone.assign(scores, sim::kNoZone);
    grid.scoreOfFine.assign(fines, 0);
    grid.scoreCentre_m.assign(scores, glm::vec3{0.0f});
    for (std::uint32_t score = 0; score < scores; ++score) {
        voteScoreZone(grid, score);
    }
    std::vector<float> count(scores, 0.0f);
    for (std::uint32_t fine = 0; fine < fines; ++fine) {
        const std::uint32_t score = grid.scoreOfFine[fine];
        count[score] += 1.0f;
        grid.scoreCentre_m[score] +=
            (grid.fineCentre_m[fine] - grid.scoreCentre_m[score]) / count[score];
    }
}

void buildClusters(CoverageGrid& grid, const sim::SkinCells& cells) {
    grid.raster = false;
    CellBlocks fine = clusterCells(cells, grid.fineTexels);
    const float side_m = grid.fineCells.spacing_m * static_cast<float>(grid.scoreFines);
    FineBlocks score = clusterFines(fine.blocks, grid.scoreFines, side_m);
    grid.fineOfCell = std::move(fine.blockOfCell);
    grid.fineZone = fine.blocks.zone;
    grid.fineWeight = std::move(fine.blocks.weight);
    grid.fineCentre_m = fine.blocks.centre_m;
    grid.fineCells.width = static_cast<std::uint32_t>(grid.fineZone.size());
    grid.fineCells.height = 1;
    grid.fineCells.zone = std::move(fine.blocks.zone);
    grid.fineCells.position_m = std::move(fine.blocks.centre_m);
    grid.fineCells.normal = std::move(fine.blocks.normal);
    grid.scoreZone = std::move(score.blocks.zone);
    grid.scoreCentre_m = std::move(score.blocks.centre_m);
    grid.scoreOfFine = std::move(score.blockOfFine);
    grid.scoreWidth = static_cast<std::uint32_t>(grid.scoreZone.size());
    grid.scoreHeight = 1;
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
    grid.fineArea_m2 = cells.area_m2 * static_cast<float>(grid.fineTexels * grid.fineTexels);
    grid.scoreArea_m2 = grid.fineArea_m2 * static_cast<float>(grid.scoreFines * grid.scoreFines);
    grid.fineCells.spacing_m = cells.spacing_m * static_cast<float>(grid.fineTexels);
    grid.fineCells.area_m2 = grid.fineArea_m2;
    const bool flat = cells.source.empty() && cells.areas_m2.empty();
    flat ? buildRaster(grid, cells) : buildClusters(grid, cells);
    listOwnFines(grid);
    grid.fineIndex = sim::buildCellGrid(grid.fineCells, 2.0f * grid.fineCells.spacing_m);
    return grid;
}

} // namespace stipple::scoring
