/// What the models of contracts have in common: a client signs for a period, and at the end of each
/// renews or leaves, for all to see.
///
/// In a history T is the number of periods that have ended, x = t_x the number of renewals. A
/// client with x = T is under contract; one with x < T left at the end of period x + 1, and what
/// came after is nothing to him. A purchase is a renewal, a horizon counts whole periods, and "now"
/// is just after the last period's end has been settled.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "math/random.hpp"
#include "models/histories.hpp"
#include "models/purchase_model.hpp"

namespace tenure::model {

/// `Lifetime` knows log_survival(n), p_leaves_next(), expected_opportunities(discount, n), the
/// lifetime after(n) renewals, and draws renewals(random).
template <class Real, class Lifetime>
class Contract {
 public:
  explicit Contract(const Lifetime& lifetime) : lifetime_(lifetime) {}

  Real log_likelihood(const History& h) const {
    using std::log;
    const Real renewed = lifetime_.log_survival(h.x);
    return under_contract(h) ? renewed : renewed + log(lifetime_.after(h.x).p_leaves_next());
  }

  Real p_alive(const History& h, double after) const {
    using std::exp;
    if (!under_contract(h)) return 0.0;
    return exp(lifetime_.after(h.x).log_survival(std::floor(after)));
  }
  Real log_p_alive(const History& h, double after) const {
    if (!under_contract(h)) return -std::numeric_limits<double>::infinity();
    return lifetime_.after(h.x).log_survival(std::floor(after));
  }
  Real p_dead(const History& h, double after) const {
    using std::expm1;
    return under_contract(h) ? -expm1(log_p_alive(h, after)) : 1.0;
  }

  /// The first renewal ahead comes a period from now and is discounted by it: DERL of Fader &
  /// Hardie (2010), which stands just before that renewal, is exp(discount) times this.
  Real discounted_purchases(const History& h, double discount, const Window& window) const {
    using std::exp;
    if (!under_contract(h)) return 0.0;
    const Window periods = whole_units(window);
    const auto left = lifetime_.after(h.x);
    return exp(left.log_survival(periods.from) - discount * periods.from) *
           left.after(periods.from).expected_opportunities(discount, periods.length());
  }
  Real expected_purchases(const History& h, const Window& window) const {
    return discounted_purchases(h, 0.0, window);
  }

  Real conditional_pmf(const History& h, const Window& window, double count) const {
    using std::exp, std::expm1;
    const Window periods = whole_units(window);
    if (!under_contract(h) || periods.length() == 0.0) return count == 0.0 ? 1.0 : 0.0;
    if (count > periods.length()) return 0.0;
    const auto left = lifetime_.after(h.x);
    if (count == 0.0) return -expm1(left.log_survival(periods.from + 1.0));
    const Real renews = exp(left.log_survival(periods.from + count));
    if (count == periods.length()) return renews;
    return renews * left.after(periods.from + count).p_leaves_next();
  }
  Real p_at_least(const History& h, const Window& window, double count) const {
    using std::exp;
    if (count == 0.0) return 1.0;
    const Window periods = whole_units(window);
    if (!under_contract(h) || count > periods.length()) return 0.0;
    return exp(lifetime_.after(h.x).log_survival(periods.from + count));
  }

  Real expected_lifetime(const History& h, double horizon) const {
    return discounted_purchases(h, 0.0, horizon);
  }
  Real expected_dropout(const History& h) const {
    const auto left = lifetime_.after(h.x);
    if (under_contract(h)) return left.mean_chance();
    return left.mean_chance() * left.by_chance().p_leaves_next() / left.p_leaves_next();
  }

  void simulate_purchases(double age, math::RandomStream& random,
                          std::vector<double>& times) const {
    const double renewals = std::min(lifetime_.renewals(random), std::floor(age));
    for (double t = 1.0; t <= renewals; ++t) times.push_back(t);
  }

 private:
  static bool under_contract(const History& h) { return h.x == h.T; }

  Lifetime lifetime_;
};

/// Where the first two parameters, alpha and beta of a Beta(alpha, beta), may run to.
inline constexpr std::array kContractBoundaries = [] {
  constexpr std::string_view kNoneEnds = "a base in which no contract ends";
  constexpr std::string_view kAllEnd = "a base in which all contracts end at once";
  constexpr std::string_view kEnd = "alpha / (alpha + beta)";
  constexpr std::string_view kRenew = "beta / (alpha + beta)";
  constexpr auto chance_to_end = [](std::span<const double> p, double) {
    return p[0] / (p[0] + p[1]);
  };
  constexpr auto chance_to_renew = [](std::span<const double> p, double) {
    return p[1] / (p[0] + p[1]);
  };
  constexpr auto certainty = [](std::span<const double> p, double) { return p[0] + p[1]; };
  using Side = Boundary::Side;
  return std::array{
      Boundary{0, Side::zero, kNoneEnds, chance_to_end, kEnd},
      Boundary{1, Side::zero, kNoneEnds, chance_to_end, kEnd},
      Boundary{0, Side::zero, kAllEnd, chance_to_renew, kRenew},
      Boundary{1, Side::zero, kAllEnd, chance_to_renew, kRenew},
      Boundary{0, Side::infinity, "a base in which all contracts end as easily"},
      Boundary{0, Side::zero, "a base in which contracts end at once or never", certainty,
               "alpha + beta"},
  };
}();

/// For a fit: contracts that end with probability 1 - renewals / (renewals + departures).
struct RenewalCount {
  double renewals = 0.0;
  double departures = 0.0;
};
inline RenewalCount count_renewals(const Histories& histories) {
  RenewalCount count;
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double weight = weight_at(histories, i);
    count.renewals += weight * histories.frequency[i];
    if (histories.frequency[i] < histories.age[i]) count.departures += weight;
  }
  return count;
}

}  // namespace tenure::model
