/// Decompositions and products of matrices. Eigen's templates for them cost a second and more each
/// wherever they are used, so they are used here alone.
#pragma once

#include <optional>

#include <Eigen/Core>

namespace tenure::math {

/// matrix = vectors diag(values) vectors', `matrix` symmetric (its lower half is read); values
/// ascending.
struct SymmetricEigen {
  Eigen::VectorXd values;
  Eigen::MatrixXd vectors;
};

[[nodiscard]] SymmetricEigen symmetric_eigen(const Eigen::MatrixXd& matrix);

/// axes diag(values) axes'.
[[nodiscard]] Eigen::MatrixXd along_axes(const Eigen::MatrixXd& axes,
                                         const Eigen::VectorXd& values);

/// The symmetric root of a positive semidefinite matrix.
[[nodiscard]] Eigen::MatrixXd square_root(const Eigen::MatrixXd& matrix);

/// matrix = lower lower'.
struct Cholesky {
  Eigen::MatrixXd lower;
  double reciprocal_condition = 0.0;  ///< an estimate, in the norm of sums of columns

  /// The logarithm of the root of the determinant.
  [[nodiscard]] double log_volume() const { return lower.diagonal().array().log().sum(); }
  /// (at - centre)' matrix^-1 (at - centre); `room`: for as many numbers. In line, as a mixture
  /// asks for each client and component.
  [[nodiscard]] double squared_distance(const double* at, const Eigen::VectorXd& centre,
                                        double* room) const {
    double squares = 0.0;
    for (Eigen::Index i = 0; i < centre.size(); ++i) {  // lower z = at - centre, downwards
      double z = at[i] - centre[i];
      for (Eigen::Index j = 0; j < i; ++j) z -= lower(i, j) * room[j];
      room[i] = z /= lower(i, i);
      squares += z * z;
    }
    return squares;
  }
};

/// None if `matrix` is not positive definite.
[[nodiscard]] std::optional<Cholesky> cholesky(const Eigen::MatrixXd& matrix);

/// None if `matrix` is not positive definite.
[[nodiscard]] std::optional<Eigen::MatrixXd> inverse_positive_definite(
    const Eigen::MatrixXd& matrix);

/// x of matrix x = right, `matrix` symmetric and positive definite but for rounding.
[[nodiscard]] Eigen::VectorXd solve_symmetric(const Eigen::MatrixXd& matrix,
                                              const Eigen::VectorXd& right);

/// x of matrix x = right, by elimination with partial pivoting.
[[nodiscard]] Eigen::VectorXd solve(const Eigen::MatrixXd& matrix, const Eigen::VectorXd& right);

/// a b.
[[nodiscard]] Eigen::MatrixXd product(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b);

/// a middle a'.
[[nodiscard]] Eigen::MatrixXd congruence(const Eigen::MatrixXd& a, const Eigen::MatrixXd& middle);

/// x' diag(weights) x.
[[nodiscard]] Eigen::MatrixXd weighted_squares(const Eigen::Ref<const Eigen::MatrixXd>& x,
                                               const Eigen::VectorXd& weights);

}  // namespace tenure::math
