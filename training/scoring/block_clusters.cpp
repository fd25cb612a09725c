#include "training/scoring/block_clusters.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::scoring {

namespace {

/// A piece smaller than this share of a full block is joined to a neighbour.
constexpr float kLeastWeight = 0.25f;
/// A neighbour farther than so many block sides away is none.
constexpr float kNeighbourSides = 3.0f;
/// Parts of one raster block that lie farther apart, in block sides, are of different charts; its
/// diagonal is 1.42 sides long, and stretched texels make it longer.
constexpr float kTogetherSides = 2.0f;

/// Something that is gathered into pieces: a cell, or a fine block.
struct Part {
    std::uint8_t zone;
    float weight;
    glm::vec3 position_m, normal;
};

/// Pieces of one raster block, the newest ones at the end of `pieces`.
class RasterBlock {
public:
    RasterBlock(BlockPieces& pieces, std::uint32_t column, std::uint32_t row, float side_m)
        : pieces_(pieces), begin_(pieces.zone.size()), column_(column), row_(row),
          apart_m_(kTogetherSides * side_m) {}

    /// Number of the piece that the part went to.
    std::uint32_t add(const Part& part) {
        std::size_t piece = begin_;
        while (piece < pieces_.zone.size() && !together(piece, part)) {
            ++piece;
        }
        if (piece == pieces_.zone.size()) {
            pieces_.zone.push_back(part.zone);
            pieces_.weight.push_back(0.0f);
            pieces_.centre_m.push_back(part.position_m);
            pieces_.normal.push_back(part.normal);
            pieces_.column.push_back(column_);
            pieces_.row.push_back(row_);
        }
        const float sum = pieces_.weight[piece] + part.weight;
        const float share = part.weight / sum;
        pieces_.weight[piece] = sum;
        pieces_.centre_m[piece] += (part.position_m - pieces_.centre_m[piece]) * share;
        pieces_.normal[piece] += (part.normal - pieces_.normal[piece]) * share;
        return static_cast<std::uint32_t>(piece);
    }

private:
    [[nodiscard]] bool together(std::size_t piece, const Part& part) const {
        return pieces_.zone[piece] == part.zone &&
               glm::distance(pieces_.centre_m[piece], part.position_m) <= apart_m_ &&
               glm::dot(pieces_.normal[piece], part.normal) > 0.0f;
    }

    BlockPieces& pieces_;
    std::size_t begin_;
    std::uint32_t column_, row_;
    float apart_m_;
};

/// The pieces as samples with an index, to find neighbours.
sim::SkinCells samplesOf(const BlockPieces& pieces, float side_m) {
    sim::SkinCells samples;
    samples.width = static_cast<std::uint32_t>(pieces.zone.size());
    samples.height = 1;
    samples.spacing_m = side_m;
    samples.zone = pieces.zone;
    samples.position_m = pieces.centre_m;
    samples.normal = pieces.normal;
    return samples;
}

/// The nearest large piece of the same zone that faces the same side; the lowest of equals.
std::uint32_t neighbourOf(const BlockPieces& pieces, std::uint32_t piece,
                          const std::vector<std::uint32_t>& near) {
    std::uint32_t best = sim::kNone;
    float least_m = 0.0f;
    for (const std::uint32_t other : near) {
        const float away_m = glm::distance(pieces.centre_m[piece], pieces.centre_m[other]);
        const bool fits = other != piece && pieces.zone[other] == pieces.zone[piece] &&
                          pieces.weight[other] >= kLeastWeight &&
                          glm::dot(pieces.normal[other], pieces.normal[piece]) > 0.0f;
        const bool nearer =
            best == sim::kNone || away_m < least_m || (away_m == least_m && other < best);
        if (fits && nearer) {
            best = other;
            least_m = away_m;
        }
    }
    return best;
}

/// For each piece the one that it becomes part of: itself, or a neighbour of a small one.
std::vector<std::uint32_t> joinSmall(const BlockPieces& pieces, float side_m) {
    std::vector<std::uint32_t> into(pieces.zone.size());
    if (pieces.zone.empty()) {
        return into;
    }
    const sim::SkinCells samples = samplesOf(pieces, side_m);
    const sim::CellGrid index = sim::buildCellGrid(samples, kNeighbourSides * side_m);
    std::vector<std::uint32_t> near;
    for (std::uint32_t piece = 0; piece < into.size(); ++piece) {
        into[piece] = piece;
        if (pieces.weight[piece] < kLeastWeight) {
            near.clear();
            sim::cellsWithin(samples, index, pieces.centre_m[piece], kNeighbourSides * side_m,
                             near);
            const std::uint32_t neighbour = neighbourOf(pieces, piece, near);
            into[piece] = neighbour == sim::kNone ? piece : neighbour;
        }
    }
    return into;
}

/// Drops the joined pieces and adds them to those that they went to. `into` becomes the numbers of
/// what is left.
BlockPieces joined(const BlockPieces& pieces, std::vector<std::uint32_t>& into) {
    BlockPieces out;
    std::vector<std::uint32_t> number(into.size(), sim::kNone);
    for (std::uint32_t piece = 0; piece < into.size(); ++piece) {
        if (into[piece] == piece) {
            number[piece] = static_cast<std::uint32_t>(out.zone.size());
            out.zone.push_back(pieces.zone[piece]);
            out.weight.push_back(pieces.weight[piece]);
            out.centre_m.push_back(pieces.centre_m[piece]);
            out.normal.push_back(pieces.normal[piece]);
            out.column.push_back(pieces.column[piece]);
            out.row.push_back(pieces.row[piece]);
        }
    }
    for (std::uint32_t piece = 0; piece < into.size(); ++piece) {
        const std::uint32_t to = number[into[piece]];
        if (into[piece] != piece) {
            const float sum = out.weight[to] + pieces.weight[piece];
            const float share = pieces.weight[piece] / sum;
            out.weight[to] = sum;
            out.centre_m[to] += (pieces.centre_m[piece] - out.centre_m[to]) * share;
            out.normal[to] += (pieces.normal[piece] - out.normal[to]) * share;
        }
        into[piece] = to;
    }
    return out;
}

} // namespace

CellBlocks clusterCells(const sim::SkinCells& cells, std::uint32_t texels) {
    BlockPieces pieces;
    std::vector<std::uint32_t> pieceOf(sim::cellCount(cells), sim::kNone);
    const float side_m = cells.spacing_m * static_cast<float>(texels);
    const float full_m2 = cells.area_m2 * static_cast<float>(texels * texels);
    for (std::uint32_t top = 0; top < cells.height; top += texels) {
        for (std::uint32_t left = 0; left < cells.width; left += texels) {
            RasterBlock block(pieces, left / texels, top / texels, side_m);
            for (std::uint32_t y = top; y < std::min(top + texels, cells.height); ++y) {
                for (std::uint32_t x = left; x < std::min(left + texels, cells.width); ++x) {
                    const std::uint32_t cell = y * cells.width + x;
                    if (cells.zone[cell] != sim::kOffSkin) {
                        pieceOf[cell] =
                            block.add({cells.zone[cell], sim::areaOf_m2(cells, cell) / full_m2,
                                       cells.position_m[cell], cells.normal[cell]});
                    }
                }
            }
        }
    }
    std::vector<std::uint32_t> into = joinSmall(pieces, side_m);
    CellBlocks out;
    out.blocks = joined(pieces, into);
    out.blockOfCell.assign(pieceOf.size(), sim::kNone);
    for (std::size_t cell = 0; cell < pieceOf.size(); ++cell) {
        if (pieceOf[cell] != sim::kNone) {
            out.blockOfCell[cell] = into[pieceOf[cell]];
        }
    }
    return out;
}

FineBlocks clusterFines(const BlockPieces& fine, std::uint32_t fines, float side_m) {
    // fine blocks in the order of the larger raster; those of one raster block keep their order
    std::vector<std::uint32_t> order(fine.zone.size());
    for (std::uint32_t k = 0; k < order.size(); ++k) {
        order[k] = k;
    }
    const auto before = [&](std::uint32_t a, std::uint32_t b) {
        const std::uint32_t rowA = fine.row[a] / fines, rowB = fine.row[b] / fines;
        const std::uint32_t columnA = fine.column[a] / fines, columnB = fine.column[b] / fines;
        return rowA != rowB ? rowA < rowB : columnA != columnB ? columnA < columnB : a < b;
    };
    std::sort(order.begin(), order.end(), before);
    BlockPieces pieces;
    std::vector<std::uint32_t> pieceOf(order.size(), sim::kNone);
    const float perFull = 1.0f / static_cast<float>(fines * fines);
    std::size_t at = 0;
    while (at < order.size()) {
        const std::uint32_t column = fine.column[order[at]] / fines;
        const std::uint32_t row = fine.row[order[at]] / fines;
        RasterBlock block(pieces, column, row, side_m);
        for (; at < order.size() && fine.column[order[at]] / fines == column &&
               fine.row[order[at]] / fines == row;
             ++at) {
            const std::uint32_t k = order[at];
            pieceOf[k] = block.add(
                {fine.zone[k], fine.weight[k] * perFull, fine.centre_m[k], fine.normal[k]});
        }
    }
    std::vector<std::uint32_t> into = joinSmall(pieces, side_m);
    FineBlocks out;
    out.blocks = joined(pieces, into);
    for (const std::uint32_t piece : pieceOf) {
        out.blockOfFine.push_back(into[piece]);
    }
    return out;
}

} // namespace stipple::scoring
