#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "value/reward_chain.hpp"
#include <tenure/error.hpp>
#include <tenure/markov_value.hpp>

namespace tenure {
namespace {

void check_values_finite(std::span<const double> values, const char* function) {
  if (std::ranges::all_of(values, [](double value) { return std::isfinite(value); })) return;
  throw Error(Status::invalid_argument,
              std::string(function) + ": a value is above the range of double", "rewards");
}

std::vector<double> values_up_to(const value::RewardChain& chain, std::int64_t horizon) {
  std::vector<double> values = chain.rewards, next(chain.states);
  for (std::int64_t t = 0; t < horizon; ++t) {
    for (std::size_t i = 0; i < chain.states; ++i) next[i] = chain.step(i, values);
    // Once nothing changes nothing will.
    if (next == values) break;
    std::swap(values, next);
  }
  return values;
}

/// The largest difference between the two sides of the equation of values, as a bound on values.
double bound(const value::RewardChain& chain, std::span<const double> values,
             std::span<const double> should_be) {
  double residual = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    residual = std::max(residual, std::abs(values[i] - should_be[i]));
  }
  return residual / (1.0 - chain.discount);
}

std::vector<double> all_steps(const value::RewardChain& chain, std::span<const double> values) {
  std::vector<double> steps;
  for (std::size_t i = 0; i < chain.states; ++i) steps.push_back(chain.step(i, values));
  return steps;
}

std::vector<std::int64_t> positions(std::size_t count) {
  std::vector<std::int64_t> result;
  for (std::size_t i = 0; i < count; ++i) result.push_back(static_cast<std::int64_t>(i));
  return result;
}

std::string describe(const MarkovValueOptions& options) {
  const std::string period = to_text(options.period_length) + " " +
                             std::string(to_string(options.period)) +
                             (options.period_length == 1.0 ? "" : "s");
  const char* moment = options.timing == Timing::period_start    ? "start"
                       : options.timing == Timing::period_middle ? "middle"
                                                                 : "end";
  const double yearly = std::expm1(options.discount.force_per(TimeUnit::year));
  return "Rewards counted at the " + std::string(moment) + " of each period of " + period +
         ", the one that has begun included, " +
         (options.horizon ? "and " + std::to_string(*options.horizon) + " more" : "for ever") +
         "; discount " + to_text(std::round(yearly * 1e6) / 1e4) + " % a year.";
}

}  // namespace

MarkovValueResult markov_value(std::span<const double> matrix, std::span<const double> rewards,
                               const MarkovValueOptions& options) {
  const value::RewardChain chain = value::reward_chain("markov_value", matrix, rewards, options);
  MarkovValueResult result;
  std::vector<double> values;
  if (options.horizon) {
    values = values_up_to(chain, *options.horizon);
    check_values_finite(values, "markov_value");
  } else {
    values = value::values_for_ever(chain, std::vector<std::uint8_t>(chain.states, 1), {});
    check_values_finite(values, "markov_value");
    result.error_bound = bound(chain, values, all_steps(chain, values));
  }
  result.basis = describe(options);
  result.states = Table::Builder()
                      .int64("state", positions(chain.states))
                      .float64("reward", {rewards.begin(), rewards.end()})
                      .float64("value", std::move(values))
                      .build();
  return result;
}

MarkovPolicyResult markov_policy(std::span<const double> matrix, std::span<const double> rewards,
                                 std::span<const double> stop_values,
                                 const MarkovValueOptions& options) {
  const value::RewardChain chain = value::reward_chain("markov_policy", matrix, rewards, options);
  if (options.horizon) {
    throw Error(Status::invalid_argument, "markov_policy: a policy is for ever: no horizon",
                "horizon");
  }
  std::vector<double> stop(stop_values.begin(), stop_values.end());
  if (stop.empty()) stop.resize(chain.states);
  if (stop.size() != chain.states) {
    throw Error(Status::invalid_argument,
                "markov_policy: stop_values must be one a state, " + std::to_string(chain.states) +
                    ", not " + std::to_string(stop.size()),
                "stop_values");
  }
  check_values_finite(stop, "markov_policy");

  MarkovPolicyResult result;
  std::vector<std::uint8_t> is_continued(chain.states, 1);
  std::vector<double> values, going_on, always;
  for (bool changed = true; changed; ++result.iterations) {
    values = value::values_for_ever(chain, is_continued, stop);
    check_values_finite(values, "markov_policy");
    if (always.empty()) always = values;
    going_on = all_steps(chain, values);
    changed = false;
    for (std::size_t i = 0; i < chain.states; ++i) {
      // A gain within rounding is none: it would be taken back the next time.
      const double rounding = 1e-12 * (std::abs(going_on[i]) + std::abs(stop[i]));
      const double gain = is_continued[i] == 1 ? stop[i] - going_on[i] : going_on[i] - stop[i];
      if (!(gain > rounding)) continue;
      is_continued[i] = is_continued[i] == 1 ? 0 : 1;
      changed = true;
    }
  }
  std::vector<double> best = going_on;
  for (std::size_t i = 0; i < chain.states; ++i) best[i] = std::max(best[i], stop[i]);
  result.error_bound = bound(chain, values, best);
  result.states = Table::Builder()
                      .int64("state", positions(chain.states))
                      .float64("reward", {rewards.begin(), rewards.end()})
                      .float64("value", std::move(values))
                      .float64("value_always", std::move(always))
                      .float64("continue_value", std::move(going_on))
                      .float64("stop_value", std::move(stop))
                      .boolean("is_continued", std::move(is_continued))
                      .build();
  return result;
}

}  // namespace tenure
