#pragma once

#include <cstddef>
#include <span>

namespace stipple::sim {

/// Factors a symmetric positive definite matrix in place: `matrix` holds size x size numbers row by
/// row, of which only those on and below the diagonal are read and written. False when a pivot is
/// not positive; the matrix is then spoilt.
[[nodiscard]] bool factorPositive(std::span<double> matrix, std::size_t size);

/// Solves with the factor that factorPositive left; `right` becomes the solution.
void solvePositive(std::span<const double> factor, std::size_t size, std::span<double> right);

} // namespace stipple::sim
