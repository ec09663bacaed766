#include "math/linear_algebra.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>

namespace tenure::math {

using Eigen::MatrixXd;
using Eigen::VectorXd;

SymmetricEigen symmetric_eigen(const MatrixXd& matrix) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(matrix);
  return {solver.eigenvalues(), solver.eigenvectors()};
}

MatrixXd along_axes(const MatrixXd& axes, const VectorXd& values) {
  return axes * values.asDiagonal() * axes.transpose();
}

MatrixXd square_root(const MatrixXd& matrix) {
  return Eigen::SelfAdjointEigenSolver<MatrixXd>(matrix).operatorSqrt();
}

std::optional<Cholesky> cholesky(const MatrixXd& matrix) {
  const Eigen::LLT<MatrixXd> factor(matrix);
  if (factor.info() != Eigen::Success) return std::nullopt;
  return Cholesky{factor.matrixL(), factor.rcond()};
}

std::optional<MatrixXd> inverse_positive_definite(const MatrixXd& matrix) {
  const Eigen::LLT<MatrixXd> factor(matrix);
  if (factor.info() != Eigen::Success) return std::nullopt;
  return factor.solve(MatrixXd::Identity(matrix.rows(), matrix.cols()));
}

VectorXd solve_symmetric(const MatrixXd& matrix, const VectorXd& right) {
  return matrix.ldlt().solve(right);
}

VectorXd solve(const MatrixXd& matrix, const VectorXd& right) {
  return matrix.partialPivLu().solve(right);
}

MatrixXd product(const MatrixXd& a, const MatrixXd& b) { return a * b; }

MatrixXd congruence(const MatrixXd& a, const MatrixXd& middle) {
  return a * middle * a.transpose();
}

MatrixXd weighted_squares(const Eigen::Ref<const MatrixXd>& x, const VectorXd& weights) {
  return x.transpose() * weights.asDiagonal() * x;
}

}  // namespace tenure::math
