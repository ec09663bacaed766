#include "value/reward_chain.hpp"

#include <cmath>

#include "base/text.hpp"
#include "math/linear_algebra.hpp"
#include <tenure/error.hpp>

namespace tenure::value {
namespace {

/// Rows that are further from 1 are no rounding.
constexpr double row_tolerance = 1e-9;

/// Periods; what comes after so many is no plan.
constexpr std::int64_t longest_horizon = 1'000'000;

/// Share of a period after which its reward is counted.
double moment(Timing timing) {
  return timing == Timing::period_end ? 1.0 : timing == Timing::period_middle ? 0.5 : 0.0;
}

double force_of(const MarkovValueOptions& options) {
  return options.discount.force_per(options.period) * options.period_length;
}

double discount_factor(const MarkovValueOptions& options) { return std::exp(-force_of(options)); }

class Check {
 public:
  explicit Check(const std::string& function) : function_(function) {}

  void options(const MarkovValueOptions& options) const {
    if (options.timing == Timing::at_purchase) {
      refuse("a reward is of a whole period: timing must be its start, middle or end", "timing");
    }
    if (!(options.period_length > 0.0 && std::isfinite(options.period_length))) {
      refuse("period_length must be above 0, not " + to_text(options.period_length),
             "period_length");
    }
    const double factor = discount_factor(options);
    if (options.horizon ? !(factor <= 1.0) : !(factor < 1.0)) {
      refuse(options.horizon ? "the discount rate must not be negative"
                             : "without a horizon the discount rate must be above 0",
             "discount");
    }
    if (options.horizon && !(*options.horizon >= 0 && *options.horizon <= longest_horizon)) {
      refuse("the horizon must be from 0 to " + std::to_string(longest_horizon) + " periods, not " +
                 std::to_string(*options.horizon),
             "horizon");
    }
  }

  void numbers(std::span<const double> matrix, std::span<const double> rewards) const {
    const std::size_t n = rewards.size();
    if (n == 0) refuse("there are no states", "rewards");
    if (matrix.size() % n != 0 || matrix.size() / n != n) {
      refuse("matrix must be " + std::to_string(n) + " x " + std::to_string(n) +
                 " for as many rewards, not " + std::to_string(matrix.size()) + " numbers",
             "matrix");
    }
    for (std::size_t i = 0; i < n; ++i) {
      if (!std::isfinite(rewards[i])) refuse_row("a reward must be finite", "rewards", i);
      double sum = 0.0;
      for (const double p : matrix.subspan(i * n, n)) {
        if (!(p >= 0.0 && p <= 1.0 + row_tolerance)) {
          refuse_row("a probability cannot be " + to_text(p), "matrix", i);
        }
        sum += p;
      }
      if (!(std::abs(sum - 1.0) <= row_tolerance)) {
        refuse_row("the probabilities of a row must sum to 1, not " + to_text(sum), "matrix", i);
      }
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& why, const char* argument) const {
    throw Error(Status::invalid_argument, function_ + ": " + why, argument);
  }
  [[noreturn]] void refuse_row(const std::string& why, const char* argument,
                               std::size_t row) const {
    throw Error(Status::invalid_data, function_ + ": " + why, argument,
                static_cast<std::int64_t>(row));
  }
  const std::string& function_;
};

}  // namespace

double RewardChain::step(std::size_t from, std::span<const double> values) const {
  double next = 0.0;
  for (std::size_t to = 0; to < states; ++to) next += matrix[from * states + to] * values[to];
  return rewards[from] + discount * next;
}

RewardChain reward_chain(const std::string& function, std::span<const double> matrix,
                         std::span<const double> rewards, const MarkovValueOptions& options) {
  const Check check(function);
  check.options(options);
  check.numbers(matrix, rewards);
  RewardChain chain{rewards.size(), {matrix.begin(), matrix.end()}, {}, discount_factor(options)};
  const double to_start = std::exp(-force_of(options) * moment(options.timing));
  for (const double reward : rewards) chain.rewards.push_back(reward * to_start);
  return chain;
}

std::vector<double> values_for_ever(const RewardChain& chain,
                                    std::span<const std::uint8_t> is_continued,
                                    std::span<const double> stop_values) {
  const auto n = static_cast<Eigen::Index>(chain.states);
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n);
  Eigen::VectorXd constant(n);
  for (std::size_t i = 0; i < chain.states; ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    constant(row) = is_continued[i] == 1 ? chain.rewards[i] : stop_values[i];
    if (is_continued[i] == 0) continue;
    for (Eigen::Index j = 0; j < n; ++j) {
      system(row, j) -= chain.discount * chain.matrix[static_cast<std::size_t>(row * n + j)];
    }
  }
  const Eigen::VectorXd solution = math::solve(system, constant);
  return {solution.data(), solution.data() + n};
}

}  // namespace tenure::value
