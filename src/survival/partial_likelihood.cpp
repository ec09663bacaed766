#include "survival/partial_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "survival/lives.hpp"

namespace tenure::survival {

struct PartialLikelihood::Sums {
  explicit Sums(Eigen::Index columns)
      : first(Eigen::VectorXd::Zero(columns)), second(Eigen::MatrixXd::Zero(columns, columns)) {}

  void clear() {
    weight = risk = 0.0;
    rows = 0;
    first.setZero();
    second.setZero();
  }
  void add(double sign, double row_weight, double row_risk, const Eigen::VectorXd& x,
           bool with_squares) {
    weight += sign * row_weight;
    risk += sign * row_risk;
    rows += sign > 0.0 ? 1 : -1;
    first += (sign * row_risk) * x;
    if (with_squares) second += (sign * row_risk) * x * x.transpose();
    // Nothing but rounding is left of an empty risk set.
    if (rows == 0) clear();
  }

  double weight = 0.0, risk = 0.0;
  std::int64_t rows = 0;
  Eigen::VectorXd first;   ///< of risk times x
  Eigen::MatrixXd second;  ///< of risk times x x'
};

struct PartialLikelihood::Denominator {
  double share;   ///< of those who end that is gone
  double weight;  ///< with which its logarithm counts
  double risk;
  Eigen::VectorXd mean;  ///< of x, by risk
};

PartialLikelihood::PartialLikelihood(const Lives& lives, std::int32_t cause, const Design& design,
                                     Ties ties, double ridge)
    : lives_(lives), design_(design), ties_(ties), ridge_(ridge) {
  const std::size_t n = lives.duration.size();
  for (std::size_t i = 0; i < n; ++i) {
    ended_.push_back(has_ended(lives, i, cause));
    if (ended_.back() != 0) times_.push_back(lives.duration[i]);
    by_duration_.push_back(i);
  }
  std::ranges::sort(times_);
  times_.erase(std::unique(times_.begin(), times_.end()), times_.end());
  by_entry_ = by_duration_;
  std::ranges::sort(by_duration_, [&](std::size_t a, std::size_t b) {
    return std::pair(lives.duration[b], a) < std::pair(lives.duration[a], b);
  });
  std::ranges::sort(by_entry_, [&](std::size_t a, std::size_t b) {
    return std::pair(entry_of(lives, b), a) < std::pair(entry_of(lives, a), b);
  });
}

Eigen::VectorXd PartialLikelihood::risks(const Eigen::VectorXd& at) const {
  return (design_.x * at).array().exp() * design_.weight.array();
}

template <class Visit>
void PartialLikelihood::for_times(const Eigen::VectorXd& risk, bool with_squares,
                                  const Visit& visit) const {
  const Eigen::Index columns = design_.x.cols();
  Sums at_risk(columns), dying(columns);
  std::vector<Denominator> denominators;
  std::size_t next = 0, leaving = 0;
  // What is left after large risks were taken off is mostly their rounding: below this share of the
  // largest sum it is added up anew.
  constexpr double small_rest = 1e-3;
  double peak = 0.0;
  Eigen::VectorXd x(columns);
  const auto add = [&](Sums& sums, double sign, std::size_t row) {
    const auto r = static_cast<Eigen::Index>(row);
    x = design_.x.row(r);
    sums.add(sign, design_.weight[r], risk[r], x, with_squares);
  };
  for (std::size_t t = times_.size(); t-- > 0;) {
    dying.clear();
    for (; next < by_duration_.size() && lives_.duration[by_duration_[next]] >= times_[t]; ++next) {
      const std::size_t row = by_duration_[next];
      add(at_risk, 1.0, row);
      if (ended_[row] != 0 && lives_.duration[row] == times_[t]) add(dying, 1.0, row);
    }
    peak = std::max(peak, at_risk.risk);
    for (; leaving < by_entry_.size() && entry_of(lives_, by_entry_[leaving]) >= times_[t];
         ++leaving) {
      add(at_risk, -1.0, by_entry_[leaving]);
    }
    if (at_risk.risk < small_rest * peak) {
      at_risk.clear();
      for (std::size_t i = 0; i < next; ++i) {
        if (entry_of(lives_, by_duration_[i]) < times_[t]) add(at_risk, 1.0, by_duration_[i]);
      }
      peak = at_risk.risk;
    }
    denominators.clear();
    const std::int64_t parts = ties_ == Ties::efron ? dying.rows : 1;
    for (std::int64_t k = 0; k < parts; ++k) {
      const double share = static_cast<double>(k) / static_cast<double>(parts);
      const double left = at_risk.risk - share * dying.risk;
      denominators.push_back({share, dying.weight / static_cast<double>(parts), left,
                              (at_risk.first - share * dying.first) / left});
    }
    visit(t, at_risk, dying, denominators);
  }
}

optim::SecondOrder PartialLikelihood::operator()(const Eigen::VectorXd& at) const {
  const Eigen::VectorXd linear = design_.x * at;
  const Eigen::VectorXd risk = risks(at);
  optim::SecondOrder result;
  result.value = 0.5 * ridge_ * at.squaredNorm();
  result.gradient = ridge_ * at;
  result.hessian = ridge_ * Eigen::MatrixXd::Identity(at.size(), at.size());
  for (std::size_t i = 0; i < ended_.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    if (ended_[i] == 0) continue;
    result.value -= design_.weight[row] * linear[row];
    result.gradient -= design_.weight[row] * design_.x.row(row).transpose();
  }
  for_times(risk, true,
            [&](std::size_t, const Sums& at_risk, const Sums& dying,
                const std::vector<Denominator>& denominators) {
              for (const Denominator& d : denominators) {
                result.value += d.weight * std::log(d.risk);
                result.gradient += d.weight * d.mean;
                result.hessian += d.weight * ((at_risk.second - d.share * dying.second) / d.risk -
                                              d.mean * d.mean.transpose());
              }
            });
  return result;
}

BaselineHazard PartialLikelihood::baseline(const Eigen::VectorXd& at) const {
  BaselineHazard result{times_, std::vector<double>(times_.size())};
  for_times(
      risks(at), false,
      [&](std::size_t t, const Sums&, const Sums&, const std::vector<Denominator>& denominators) {
        for (const Denominator& d : denominators) result.cumulative[t] += d.weight / d.risk;
      });
  for (std::size_t t = 1; t < times_.size(); ++t) {
    result.cumulative[t] += result.cumulative[t - 1];
  }
  return result;
}

Eigen::MatrixXd PartialLikelihood::scores(const Eigen::VectorXd& at) const {
  const Eigen::Index columns = design_.x.cols();
  const auto number = static_cast<Eigen::Index>(times_.size());
  // The hazard and the hazard times the mean x, up to each time (entry t + 1 is with time t); of
  // those who end at a time, what of it they are spared by the shares; and the mean they are
  // compared with.
  Eigen::VectorXd hazard = Eigen::VectorXd::Zero(number + 1),
                  spared = Eigen::VectorXd::Zero(number);
  Eigen::MatrixXd moment = Eigen::MatrixXd::Zero(number + 1, columns),
                  spared_moment = Eigen::MatrixXd::Zero(number, columns),
                  mean = Eigen::MatrixXd::Zero(number, columns);
  const Eigen::VectorXd risk = risks(at);
  for_times(risk, false,
            [&](std::size_t time, const Sums&, const Sums&,
                const std::vector<Denominator>& denominators) {
              const auto t = static_cast<Eigen::Index>(time);
              for (const Denominator& d : denominators) {
                const double step = d.weight / d.risk;
                hazard[t + 1] += step;
                moment.row(t + 1) += step * d.mean.transpose();
                spared[t] += d.share * step;
                spared_moment.row(t) += d.share * step * d.mean.transpose();
                mean.row(t) += d.mean.transpose() / static_cast<double>(denominators.size());
              }
            });
  for (Eigen::Index t = 1; t <= number; ++t) {
    hazard[t] += hazard[t - 1];
    moment.row(t) += moment.row(t - 1);
  }
  // Times up to and with `time`.
  const auto up_to = [&](double time) {
    return std::upper_bound(times_.begin(), times_.end(), time) - times_.begin();
  };
  Eigen::MatrixXd result(design_.x.rows(), columns);
  for (Eigen::Index i = 0; i < result.rows(); ++i) {
    const auto row = static_cast<std::size_t>(i);
    const Eigen::Index from = up_to(entry_of(lives_, row)), to = up_to(lives_.duration[row]);
    double exposure = hazard[to] - hazard[from];
    Eigen::RowVectorXd expected = moment.row(to) - moment.row(from);
    result.row(i).setZero();
    if (ended_[row] != 0) {
      exposure -= spared[to - 1];
      expected -= spared_moment.row(to - 1);
      result.row(i) = design_.weight[i] * (design_.x.row(i) - mean.row(to - 1));
    }
    result.row(i) -= risk[i] * (exposure * design_.x.row(i) - expected);
  }
  return result;
}

}  // namespace tenure::survival
