// With a price lambda of the budget a client won is worth W = max over R of V(R) - lambda R, and a
// prospect earns max over A of a(A) W - (1 + lambda) A: two maxima in one variable each, whose sum
// with lambda times the budget is the dual value. lambda is found by bisection on the spending.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/check_arguments.hpp"
#include "budget/certificate.hpp"
#include "budget/response_limits.hpp"
#include <tenure/acquisition.hpp>

namespace tenure {
namespace {

using namespace budget;

double rate(const ResponseCurve& curve, double spent) {
  return curve.max_saved * -std::expm1(-curve.speed * spent);
}
double slope(const ResponseCurve& curve, double spent) {
  return curve.max_saved * curve.speed * std::exp(-curve.speed * spent);
}

class Balance {
 public:
  explicit Balance(const AcquisitionOptions& options) : options_(options) {}

  [[nodiscard]] double client_value(double retention) const {
    const double d = options_.discount_rate;
    return (options_.margin * (1.0 + d) - retention) /
           (1.0 + d - rate(options_.retention, retention));
  }

  /// dV/dR (1 + d - r): it falls throughout, so that V has one maximum.
  [[nodiscard]] double pull(double retention) const {
    const double d = options_.discount_rate;
    return (options_.margin * (1.0 + d) - retention) * slope(options_.retention, retention) /
               (1.0 + d - rate(options_.retention, retention)) -
           1.0;
  }

  struct Spending {
    double acquisition = 0.0, retention = 0.0, worth = 0.0;
  };

  /// The best spending at a price of the budget.
  [[nodiscard]] Spending at(double price) const {
    Spending best;
    best.retention = best_retention(price);
    best.worth = client_value(best.retention) - price * best.retention;
    const ResponseCurve& acquisition = options_.acquisition;
    const double first = acquisition.max_saved * acquisition.speed * best.worth / (1.0 + price);
    if (first > 1.0) best.acquisition = std::log(first) / acquisition.speed;
    return best;
  }

  [[nodiscard]] double spent(const Spending& s) const {
    return s.acquisition + rate(options_.acquisition, s.acquisition) * s.retention;
  }

  /// The least price at which the budget is kept to, and the greatest seen at which it is not.
  struct Price {
    double kept = 0.0, overrun = 0.0;
  };
  [[nodiscard]] Price price() const {
    if (spent(at(0.0)) <= options_.budget) return {};
    double lo = 0.0, hi = 1.0;
    while (spent(at(hi)) > options_.budget) {
      lo = hi;
      hi *= 2.0;
    }
    for (int halving = 0; halving < 200; ++halving) {
      const double middle = lo + 0.5 * (hi - lo);
      if (middle <= lo || middle >= hi) break;
      (spent(at(middle)) > options_.budget ? lo : hi) = middle;
    }
    return {hi, lo};
  }

 private:
  /// V(R) - price R is greatest below the free optimum; the best of many starts, then Newton-like
  /// bisection on its slope between the neighbours.
  [[nodiscard]] double best_retention(double price) const {
    double most = 0.0;
    if (pull(0.0) > 0.0) {
      double lo = 0.0, hi = options_.margin * (1.0 + options_.discount_rate);
      bisect(lo, hi, [&](double r) { return pull(r); });
      most = hi;
    }
    constexpr int kGrid = 256;
    const auto worth = [&](double r) { return client_value(r) - price * r; };
    int best = 0;
    for (int i = 1; i <= kGrid; ++i) {
      if (worth(most * i / kGrid) > worth(most * best / kGrid)) best = i;
    }
    double lo = most * std::max(0, best - 1) / kGrid;
    double hi = most * std::min(kGrid, best + 1) / kGrid;
    bisect(lo, hi, [&](double r) {
      return pull(r) / (1.0 + options_.discount_rate - rate(options_.retention, r)) - price;
    });
    return hi;
  }

  /// Narrows [lo, hi] about the point where a falling function changes its sign.
  template <class Function>
  static void bisect(double& lo, double& hi, const Function& f) {
    for (int halving = 0; halving < 200; ++halving) {
      const double middle = lo + 0.5 * (hi - lo);
      if (middle <= lo || middle >= hi) return;
      (f(middle) > 0.0 ? lo : hi) = middle;
    }
  }

  const AcquisitionOptions& options_;
};

void check_curve(const std::string& name, const ResponseCurve& curve, bool may_be_1) {
  if (curve.inflection || !curve.spend.empty() || !curve.saved.empty()) {
    throw Error(Status::not_supported, name + ": only exponential responses are supported", name);
  }
  check(curve);
  const double first = curve.max_saved * curve.speed;  // of the response, at the first unit spent
  if (!(first >= 1.0 / kLargestAmount && first <= kLargestAmount)) {
    refuse(name + ".speed", "such that its product with max_saved is 1e-100 to 1e100", curve.speed);
  }
  if (!may_be_1 && curve.max_saved >= 1.0) {
    refuse(name + ".max_saved", "below 1", curve.max_saved);
  }
}

void check_options(const AcquisitionOptions& options) {
  check_above_0("margin", options.margin);
  check_amount("margin", options.margin);
  check_above_0("discount_rate", options.discount_rate);
  check_amount("discount_rate", options.discount_rate);
  check_curve("acquisition", options.acquisition, true);
  check_curve("retention", options.retention, false);
  check_limit("budget", options.budget);
}

std::string rounded(double value) { return to_text(std::round(value * 100.0) / 100.0); }

std::string reading_of(const AcquisitionPlan& plan) {
  std::string text = "On average a client won costs " + rounded(plan.average_acquisition_cost) +
                     " and a client kept " + rounded(plan.average_retention_cost);
  if (plan.average_ratio > 0.0) text += ", " + rounded(plan.average_ratio) + " times less";
  text += ". That says nothing of where the next unit belongs: the last client won costs " +
          rounded(plan.marginal_acquisition_cost) + " and the last one kept " +
          rounded(plan.marginal_retention_cost);
  return text + (plan.shadow_price > 0.0
                     ? "; the budget binds, and one more unit of it would add " +
                           rounded(plan.shadow_price) + "."
                     : ", both what a client is worth: no unit is better spent elsewhere.");
}

}  // namespace

AcquisitionPlan balance_acquisition(const AcquisitionOptions& options) {
  check_options(options);
  const Balance balance(options);
  const auto price = balance.price();
  const auto best = balance.at(price.kept);

  AcquisitionPlan plan;
  plan.acquisition_spend = best.acquisition;
  plan.retention_spend = best.retention;
  plan.acquisition_rate = rate(options.acquisition, best.acquisition);
  plan.retention_rate = rate(options.retention, best.retention);
  plan.client_value = balance.client_value(best.retention);
  plan.customer_equity = plan.acquisition_rate * plan.client_value - plan.acquisition_spend;
  plan.shadow_price = price.kept;
  plan.marginal_acquisition_cost = 1.0 / slope(options.acquisition, best.acquisition);
  plan.marginal_retention_cost = 1.0 / slope(options.retention, best.retention);
  if (plan.acquisition_rate > 0.0) {
    plan.average_acquisition_cost = plan.acquisition_spend / plan.acquisition_rate;
  }
  if (plan.retention_rate > 0.0) {
    plan.average_retention_cost = plan.retention_spend / plan.retention_rate;
    plan.average_ratio = plan.average_acquisition_cost / plan.average_retention_cost;
  }
  const double dual = rate(options.acquisition, best.acquisition) * best.worth -
                      (1.0 + price.kept) * best.acquisition +
                      (price.kept > 0.0 ? price.kept * options.budget : 0.0);
  plan.certificate = certify(plan.acquisition_rate * plan.client_value, plan.acquisition_spend,
                             plan.customer_equity, dual);
  plan.reading = reading_of(plan);
  return plan;
}

}  // namespace tenure
