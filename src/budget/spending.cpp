// Water-filling: every client's next unit earns the same mu, of which one unit is its own cost and
// the rest the shadow price of the budget. mu is found on its logarithm, in which an exponential
// response's spending is linear wherever it is not 0, so that Newton's steps end exactly.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "budget/certificate.hpp"
#include "budget/chunk_sums.hpp"
#include "budget/saturation.hpp"
#include <tenure/allocation.hpp>

namespace tenure {
namespace {

using namespace budget;

/// Who may be spent on.
enum class Choice : std::uint8_t {
  free,  ///< where it pays
  kept,  ///< on the concave part of his response, whether or not it pays as a whole
  none,
};

struct Totals {
  double spent = 0.0, gain = 0.0;
  double slope = 0.0;  ///< minus d spent / d log mu of exponential responses

  Totals& operator+=(const Totals& other) {
    spent += other.spent;
    gain += other.gain;
    slope += other.slope;
    return *this;
  }
};

class WaterFilling {
 public:
  WaterFilling(std::span<const double> potential, std::span<const double> speed,
               const SpendingOptions& options, const Execution& execution)
      : potential_(potential), speed_(speed), options_(options), execution_(execution) {}

  void fix(std::vector<Choice> choices) { choices_ = std::move(choices); }

  [[nodiscard]] double spending(std::size_t i, double mu) const {
    const double full_slope = potential_[i] * speed_[i];
    if (!(full_slope > 0.0)) return 0.0;
    const Choice choice = choices_.empty() ? Choice::free : choices_[i];
    if (choice == Choice::none) return 0.0;
    const Saturation response = saturation(i);
    const double q = mu / full_slope;
    const double effort = choice == Choice::free
                              ? response.best_effort(q)
                              : response.effort_at(std::min(q, response.steepest()));
    return effort / speed_[i];
  }

  [[nodiscard]] double gain(std::size_t i, double spent) const {
    return spent > 0.0 ? potential_[i] * saturation(i).share(speed_[i] * spent) : 0.0;
  }

  [[nodiscard]] double marginal_gain(std::size_t i, double spent) const {
    return potential_[i] * speed_[i] * saturation(i).slope(speed_[i] * spent);
  }

  [[nodiscard]] Totals at(double mu) const {
    return chunk_sums<Totals>(potential_.size(), execution_, "allocating",
                              [&](std::size_t begin, std::size_t end) {
                                Totals sum;
                                for (std::size_t i = begin; i < end; ++i) {
                                  const double x = spending(i, mu);
                                  if (x == 0.0) continue;
                                  sum.spent += x;
                                  sum.gain += gain(i, x);
                                  sum.slope += 1.0 / speed_[i];
                                }
                                return sum;
                              });
  }

  /// The greatest marginal gain of any client: above it nothing is spent.
  [[nodiscard]] double steepest() const {
    double most = 0.0;
    for (std::size_t i = 0; i < potential_.size(); ++i) {
      most = std::max(most, potential_[i] * speed_[i] * saturation(i).steepest());
    }
    return most;
  }

  /// The least mu, from `least` on, at which no more than `budget` is spent, and the greatest seen
  /// below it at which more is (0 if there is none).
  struct Level {
    double mu = 0.0, below = 0.0;
  };
  [[nodiscard]] Level level(double budget, double least, double greatest) const {
    if (budget == 0.0) return {.mu = std::max(least, greatest)};
    if (greatest <= least || (least > 0.0 && at(least).spent <= budget)) return {.mu = least};
    double hi = std::log(greatest);
    double lo = least > 0.0 ? std::log(least) : hi - 1.0;
    while (least <= 0.0 && at(std::exp(lo)).spent <= budget) {
      hi = lo;
      lo -= std::max(1.0, std::abs(lo));
      if (lo < kLeastLog) return {.mu = std::exp(hi)};
    }
    Totals totals = at(std::exp(lo));
    double t = lo;
    bool halve = false;
    while (hi - lo > kTolerance * std::max(1.0, std::abs(hi))) {
      const double width = hi - lo;
      const double next = t + (totals.spent - budget) / totals.slope;
      const double middle = lo + 0.5 * width;
      if (middle <= lo || middle >= hi) break;
      t = halve || !(next > lo && next < hi) ? middle : next;
      totals = at(std::exp(t));
      const bool exact = std::abs(totals.spent - budget) <= kTolerance * budget;
      (exact || totals.spent < budget ? hi : lo) = t;
      if (exact) break;
      halve = !halve && hi - lo > 0.5 * width;
    }
    return {.mu = std::exp(hi), .below = std::exp(lo)};
  }

 private:
  static constexpr double kTolerance = 1e-15;
  static constexpr double kLeastLog = -690.0;  ///< exp of it is still a normal double

  [[nodiscard]] Saturation saturation(std::size_t i) const {
    return options_.inflection.empty() ? Saturation()
                                       : Saturation(speed_[i] * options_.inflection[i]);
  }

  std::span<const double> potential_, speed_;
  const SpendingOptions& options_;
  const Execution& execution_;
  std::vector<Choice> choices_;
};

constexpr double kMostEffort = 1e4;  ///< times 1 / speed: above every spending

void check(std::span<const double> potential, std::span<const double> speed, double budget,
           const SpendingOptions& options) {
  check_length("speed", speed.size(), potential.size());
  if (!options.inflection.empty()) {
    check_length("inflection", options.inflection.size(), potential.size());
    check_rows("inflection", options.inflection, check_at_least_0);
  }
  check_rows("potential", potential, check_amount);
  check_rows("speed", speed, check_above_0);
  for (std::size_t i = 0; i < potential.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    const double centre = options.inflection.empty() ? 0.0 : options.inflection[i] * speed[i];
    if (!std::isfinite(kMostEffort / speed[i]) || !std::isfinite(potential[i] * speed[i]) ||
        !std::isfinite(centre)) {
      refuse("speed", "such that its products with the potential and the inflection are finite",
             speed[i], row);
    }
  }
  check_limit("budget", budget);
  if (options.sunk && std::isinf(budget)) {
    throw Error(Status::invalid_argument, "budget must be finite if it is sunk", "budget");
  }
}

struct Plan {
  std::vector<double> spend;
  Totals totals;
};

Plan plan_at(const WaterFilling& filling, std::size_t clients, double mu,
             const Execution& execution) {
  Plan plan{.spend = std::vector<double>(clients), .totals = filling.at(mu)};
  parallel_for(clients, kClientsAChunk, execution, "allocating",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t i = begin; i < end; ++i) plan.spend[i] = filling.spending(i, mu);
               });
  return plan;
}

/// Tries who is kept among clients whose response is S-shaped, when the budget ends within the jump
/// of one of them: the others take what he leaves, or give up what he needs.
class JumpSearch {
 public:
  JumpSearch(WaterFilling& filling, const WaterFilling::Level& level, std::size_t clients,
             double budget, double unit_cost, const Execution& execution)
      : filling_(filling),
        clients_(clients),
        budget_(budget),
        unit_cost_(unit_cost),
        greatest_(filling.steepest()),
        execution_(execution),
        best_(plan_at(filling, clients, level.mu, execution)),
        without_(clients, Choice::none) {
    for (std::size_t i = 0; i < clients; ++i) {
      if (filling.spending(i, level.mu) > 0.0) {
        without_[i] = Choice::kept;
      } else if (jumper_ == clients && filling.spending(i, level.below) > 0.0) {
        jumper_ = i;
      }
    }
  }

  [[nodiscard]] Plan run() {
    if (clients_ <= kFew) {
      for (std::size_t kept = 1; kept < std::size_t{1} << clients_; ++kept) {
        std::vector<Choice> choices(clients_);
        for (std::size_t i = 0; i < clients_; ++i) {
          choices[i] = (kept >> i & 1U) != 0 ? Choice::kept : Choice::none;
        }
        attempt(std::move(choices));
      }
      return std::move(best_);
    }
    attempt(without_);
    if (jumper_ < clients_) {
      without_[jumper_] = Choice::kept;
      attempt(std::move(without_));
    }
    return std::move(best_);
  }

 private:
  static constexpr std::size_t kFew = 10;  ///< every choice of them is tried

  void attempt(std::vector<Choice> choices) {
    filling_.fix(std::move(choices));
    const double mu = filling_.level(budget_, unit_cost_, greatest_).mu;
    Plan plan = plan_at(filling_, clients_, mu, execution_);
    const auto objective = [&](const Plan& p) {
      return p.totals.gain - unit_cost_ * p.totals.spent;
    };
    if (plan.totals.spent <= budget_ * (1.0 + kRounding) && objective(plan) > objective(best_)) {
      best_ = std::move(plan);
    }
  }

  static constexpr double kRounding = 1e-14;

  WaterFilling& filling_;
  std::size_t clients_;
  double budget_, unit_cost_, greatest_;
  const Execution& execution_;
  Plan best_;
  std::vector<Choice> without_;
  std::size_t jumper_ = clients_;
};

}  // namespace

Allocation allocate_spending(std::span<const double> potential, std::span<const double> speed,
                             double budget, const SpendingOptions& options,
                             const Execution& execution) {
  check(potential, speed, budget, options);
  const std::size_t clients = potential.size();
  const double unit_cost = options.sunk ? 0.0 : 1.0;
  WaterFilling filling(potential, speed, options, execution);
  const double greatest = filling.steepest();
  const auto level = filling.level(budget, unit_cost, greatest);
  Plan plan = plan_at(filling, clients, level.mu, execution);

  // The dual value at mu: what each client earns at the price mu, and the budget at the rest of it.
  const double price = std::max(0.0, level.mu - unit_cost);
  const double bound =
      plan.totals.gain - level.mu * plan.totals.spent + (price > 0.0 ? price * budget : 0.0);
  constexpr double kLeft = 1e-12;
  if (price > 0.0 && !options.inflection.empty() && plan.totals.spent < (1.0 - kLeft) * budget) {
    plan = JumpSearch(filling, level, clients, budget, unit_cost, execution).run();
  }

  std::vector<double> gain(clients), marginal(clients);
  for (std::size_t i = 0; i < clients; ++i) {
    gain[i] = filling.gain(i, plan.spend[i]);
    marginal[i] = std::max(0.0, filling.marginal_gain(i, plan.spend[i]));
  }
  ConstraintTable constraints;
  constraints.add("budget", budget, plan.totals.spent, price);
  return {.clients = Table::Builder()
                         .float64("spend", std::move(plan.spend))
                         .float64("gain", std::move(gain))
                         .float64("marginal_gain", std::move(marginal))
                         .build(),
          .constraints = constraints.build(),
          .certificate = certify(plan.totals.gain, plan.totals.spent,
                                 plan.totals.gain - unit_cost * plan.totals.spent, bound)};
}

}  // namespace tenure
