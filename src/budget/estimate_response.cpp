// Who would have left without effort is not seen, so that the share saved and the base rate are
// estimated together: P(stays | dose x) = 1 - (1 - base) (1 - max_saved (1 - exp(-speed x))), by
// maximum likelihood over the different doses.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "budget/logistic.hpp"
#include "math/dual.hpp"
#include "math/linear_algebra.hpp"
#include "math/normal.hpp"
#include "optim/trust_region.hpp"
#include <tenure/uplift.hpp>

namespace tenure {
namespace {

using namespace budget;
using Dual = math::Dual2<3>;

struct Dose {
  double clients = 0.0, stayed = 0.0;
};
using Doses = std::map<double, Dose>;

/// Logit of base, logit of max_saved, log of speed.
template <class Real>
Real leaving(const std::array<Real, 3>& at, double dose) {
  using std::exp;
  const Real would_leave = 1.0 / (1.0 + exp(at[0]));
  const Real max_saved = 1.0 / (1.0 + exp(-at[1]));
  return would_leave * (1.0 - max_saved * (1.0 - exp(-exp(at[2]) * dose)));
}

optim::SecondOrder minus_log_likelihood(const Doses& doses, const Eigen::VectorXd& at) {
  std::array<Dual, 3> variables;
  for (std::size_t k = 0; k < 3; ++k) {
    variables[k] = Dual::variable(at[static_cast<Eigen::Index>(k)], k);
  }
  Dual sum;
  for (const auto& [dose, seen] : doses) {
    using std::log;
    const Dual p = leaving(variables, dose);
    if (seen.stayed < seen.clients) sum -= (seen.clients - seen.stayed) * log(p);
    if (seen.stayed > 0.0) sum -= seen.stayed * log(1.0 - p);
  }
  optim::SecondOrder result{
      .value = sum.value, .gradient = Eigen::VectorXd(3), .hessian = Eigen::MatrixXd(3, 3)};
  for (std::size_t i = 0; i < 3; ++i) {
    result.gradient[static_cast<Eigen::Index>(i)] = sum.gradient[i];
    for (std::size_t j = i; j < 3; ++j) {
      const double h = sum.hessian[Dual::pair(i, j)];
      result.hessian(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = h;
      result.hessian(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(i)) = h;
    }
  }
  return result;
}

Doses doses_of(std::span<const double> dose, std::span<const std::uint8_t> stayed) {
  Doses doses;
  for (std::size_t i = 0; i < dose.size(); ++i) {
    Dose& group = doses[dose[i]];
    group.clients += 1.0;
    group.stayed += stayed[i] != 0;
  }
  return doses;
}

double logit(double p) { return std::log(p) - std::log1p(-p); }

/// The best of several starts: the base as at the least dose, half the effect at several doses.
optim::Minimum fit(const Doses& doses) {
  const auto& least = doses.begin()->second;
  const double base = std::clamp((least.stayed + 0.5) / (least.clients + 1.0), 0.01, 0.99);
  const double middle = 0.5 * (doses.begin()->first + doses.rbegin()->first);
  optim::Minimum best;
  for (const double saved : {0.2, 0.7}) {
    for (const double half : {0.1, 0.4, 1.0}) {
      Eigen::VectorXd start(3);
      start << logit(base), logit(saved), std::log(std::log(2.0) / (half * middle));
      auto found = optim::minimise(
          [&](const Eigen::VectorXd& at) { return minus_log_likelihood(doses, at); }, start);
      const bool is_first = best.point.size() == 0;
      if (is_first || found.at.value < best.at.value) best = std::move(found);
    }
  }
  return best;
}

/// Rows of the parameters with bounds, on their own scale from that of the fit.
class Parameters {
 public:
  Parameters(const optim::Minimum& minimum, bool identified, double level)
      : minimum_(minimum), identified_(identified), z_(math::two_sided_normal(level)) {
    if (identified) covariance_ = *math::inverse_positive_definite(minimum.at.hessian);
  }

  template <class Scale>
  void add(const char* name, Eigen::Index k, const Scale& scale) {
    const double at = minimum_.point[k];
    name_.push_back(name);
    const double estimate = scale(at);
    has_estimate_.push_back(std::isfinite(estimate));
    estimate_.push_back(std::isfinite(estimate) ? estimate : 0.0);
    const double half = identified_ ? z_ * std::sqrt(covariance_(k, k)) : 0.0;
    const double a = scale(at - half), b = scale(at + half);
    const bool bounded = identified_ && std::isfinite(a) && std::isfinite(b);
    lower_.push_back(bounded ? std::min(a, b) : 0.0);
    upper_.push_back(bounded ? std::max(a, b) : 0.0);
    has_bounds_.push_back(bounded);
  }

  [[nodiscard]] Table build() {
    return Table::Builder()
        .text("parameter", std::move(name_))
        .float64("estimate", std::move(estimate_), std::move(has_estimate_))
        .float64("lower", std::move(lower_), has_bounds_)
        .float64("upper", std::move(upper_), has_bounds_)
        .build();
  }

 private:
  const optim::Minimum& minimum_;
  bool identified_;
  double z_;
  Eigen::MatrixXd covariance_;
  TextColumn name_;
  std::vector<double> estimate_, lower_, upper_;
  std::vector<std::uint8_t> has_estimate_, has_bounds_;
};

Table dose_table(const Doses& doses, const Eigen::VectorXd& at) {
  std::vector<double> dose, stayed, fitted;
  std::vector<std::int64_t> clients;
  for (const auto& [size, seen] : doses) {
    dose.push_back(size);
    clients.push_back(std::llround(seen.clients));
    stayed.push_back(seen.stayed / seen.clients);
    fitted.push_back(1.0 - leaving(std::array<double, 3>{at[0], at[1], at[2]}, size));
  }
  return Table::Builder()
      .float64("dose", std::move(dose))
      .int64("clients", std::move(clients))
      .float64("stayed", std::move(stayed))
      .float64("fitted", std::move(fitted))
      .build();
}

void check(std::span<const double> dose, std::span<const std::uint8_t> stayed, double level) {
  check_length("stayed", stayed.size(), dose.size());
  check_rows("dose", dose, check_cost);
  check_level(level);
}

}  // namespace

ResponseEstimate estimate_response(std::span<const double> dose,
                                   std::span<const std::uint8_t> stayed, double level) {
  check(dose, stayed, level);
  const Doses doses = doses_of(dose, stayed);
  constexpr std::size_t kParameters = 3;
  if (doses.size() < kParameters) {
    throw Error(Status::invalid_argument,
                "dose: three parameters need three different doses or more, not " +
                    std::to_string(doses.size()),
                "dose");
  }
  const double most = doses.rbegin()->first;
  if (most < 1.0 / kLargestAmount) refuse("dose", "1e-100 or more at the greatest", most);
  const optim::Minimum minimum = fit(doses);
  const bool identified = minimum.stop == optim::Minimum::Stop::converged &&
                          math::cholesky(minimum.at.hessian).has_value();
  ResponseEstimate result;
  result.converged = identified;
  result.status = identified ? "converged"
                             : "the doses do not identify a saturating response: no effect, one "
                               "that does not saturate, or all or nobody stayed";
  result.log_likelihood = -minimum.at.value;
  Parameters parameters(minimum, identified, level);
  parameters.add("base", 0, expit);
  parameters.add("max_saved", 1, expit);
  parameters.add("speed", 2, [](double x) { return std::exp(x); });
  parameters.add("half_cost", 2, [](double x) { return std::log(2.0) * std::exp(-x); });
  result.parameters = parameters.build();
  result.doses = dose_table(doses, minimum.point);
  return result;
}

}  // namespace tenure
