#include "survival/row_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "math/linear_algebra.hpp"

namespace tenure::survival {
namespace {

/// Adds g(z) of an AFT law, z = (log t - e) / scale, given g and its two derivatives.
void add(RowTerms& sum, double sign, double z, double scale, double g, double g1, double g2) {
  sum.value += sign * g;
  sum.e -= sign * g1 / scale;
  sum.ee += sign * g2 / (scale * scale);
  sum.s -= sign * g1 * z;
  sum.ss += sign * (g2 * z * z + g1 * z);
  sum.es += sign * (g2 * z + g1) / scale;
}

RowTerms aft_terms(SurvivalLaw law, const RowOutcome& row, double linear, double log_scale) {
  const double scale = std::exp(log_scale);
  const double z = (row.log_duration - linear) / scale;
  const NoiseTerms noise = noise_terms(law, z);
  RowTerms sum;
  if (row.has_ended) {
    add(sum, 1.0, z, scale, noise.density, noise.density_1, noise.density_2);
    sum.value -= log_scale + row.log_duration;  // of the density of the time, not of its logarithm
    sum.s -= 1.0;
  } else {
    add(sum, 1.0, z, scale, noise.survival, noise.survival_1, noise.survival_2);
  }
  if (row.has_entry) {
    const double at_entry = (row.log_entry - linear) / scale;
    const NoiseTerms before = noise_terms(law, at_entry);
    add(sum, -1.0, at_entry, scale, before.survival, before.survival_1, before.survival_2);
  }
  return sum;
}

RowTerms logit_terms(bool has_ended, double linear) {
  const NoiseTerms logistic = noise_terms(SurvivalLaw::log_logistic, linear);
  const double p = -logistic.survival_1;
  return {.value = (has_ended ? linear : 0.0) + logistic.survival,
          .e = (has_ended ? 1.0 : 0.0) - p,
          .ee = logistic.survival_2};
}

RowTerms cloglog_terms(bool has_ended, double linear) {
  const double m = std::exp(linear);
  if (!has_ended) return {.value = -m, .e = -m, .ee = -m};
  if (m == 0.0) return {.value = linear, .e = 1.0, .ee = 0.0};
  // log(1 - exp(-m)): its slope m / (exp(m) - 1) is 0 where exp(m) leaves the range of double.
  const double slope = m / std::expm1(m);
  return {.value = std::log(-std::expm1(-m)), .e = slope, .ee = slope * (1.0 - m - slope)};
}

}  // namespace

RowLikelihood::RowLikelihood(SurvivalLaw law, const Design& design, std::vector<RowOutcome> rows,
                             double ridge)
    : law_(law),
      design_(design),
      rows_(std::move(rows)),
      penalty_(Eigen::VectorXd::Zero(design.x.cols())) {
  penalty_.tail(design.x.cols() - design.baseline).setConstant(ridge);
}

bool RowLikelihood::has_scale() const {
  return law_ != SurvivalLaw::exponential && !is_discrete(law_);
}

Eigen::VectorXd RowLikelihood::start() const {
  double events = 0.0, exposure = 0.0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const double weight = design_.weight[static_cast<Eigen::Index>(i)];
    if (rows_[i].has_ended) events += weight;
    exposure += weight * (is_discrete(law_)
                              ? 1.0
                              : std::exp(rows_[i].log_duration) -
                                    (rows_[i].has_entry ? std::exp(rows_[i].log_entry) : 0.0));
  }
  Eigen::VectorXd at = Eigen::VectorXd::Zero(variables());
  const double mean_time = std::log(exposure / events);
  at.head(design_.shifted).setConstant(is_discrete(law_) ? -mean_time : mean_time);
  return at;
}

RowTerms RowLikelihood::terms(Eigen::Index row, double linear, double log_scale) const {
  const RowOutcome& outcome = rows_[static_cast<std::size_t>(row)];
  if (law_ == SurvivalLaw::logit) return logit_terms(outcome.has_ended, linear);
  if (law_ == SurvivalLaw::cloglog) return cloglog_terms(outcome.has_ended, linear);
  return aft_terms(law_, outcome, linear, log_scale);
}

optim::SecondOrder RowLikelihood::operator()(const Eigen::VectorXd& at) const {
  const Eigen::Index columns = design_.x.cols();
  const double log_scale = has_scale() ? at[columns] : 0.0;
  const auto beta = at.head(columns);
  const Eigen::VectorXd linear = design_.x * beta;
  Eigen::VectorXd e(linear.size()), ee(linear.size()), es(linear.size());
  double value = 0.0, s = 0.0, ss = 0.0;
  for (Eigen::Index i = 0; i < linear.size(); ++i) {
    const RowTerms row = terms(i, linear[i], log_scale);
    const double weight = design_.weight[i];
    value += weight * row.value;
    e[i] = weight * row.e;
    ee[i] = weight * row.ee;
    es[i] = weight * row.es;
    s += weight * row.s;
    ss += weight * row.ss;
  }
  optim::SecondOrder result;
  result.value = 0.5 * penalty_.dot(beta.cwiseAbs2()) - value;
  result.gradient.resize(at.size());
  result.hessian.resize(at.size(), at.size());
  result.gradient.head(columns) = penalty_.cwiseProduct(beta) - design_.x.transpose() * e;
  result.hessian.topLeftCorner(columns, columns) = -math::weighted_squares(design_.x, ee);
  result.hessian.diagonal().head(columns) += penalty_;
  if (has_scale()) {
    result.gradient[columns] = -s;
    result.hessian(columns, columns) = -ss;
    result.hessian.col(columns).head(columns) = -(design_.x.transpose() * es);
    result.hessian.row(columns).head(columns) = result.hessian.col(columns).head(columns);
  }
  return result;
}

Eigen::MatrixXd RowLikelihood::scores(const Eigen::VectorXd& at) const {
  const Eigen::Index columns = design_.x.cols();
  const double log_scale = has_scale() ? at[columns] : 0.0;
  const Eigen::VectorXd linear = design_.x * at.head(columns);
  Eigen::MatrixXd result(linear.size(), at.size());
  for (Eigen::Index i = 0; i < linear.size(); ++i) {
    const RowTerms row = terms(i, linear[i], log_scale);
    result.row(i).head(columns) = design_.weight[i] * row.e * design_.x.row(i);
    if (has_scale()) result(i, columns) = design_.weight[i] * row.s;
  }
  return result;
}

}  // namespace tenure::survival
