#include "survival/lives.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "base/check_arguments.hpp"

namespace tenure::survival {
namespace {

constexpr double longest_life = 1e300;  // what is computed from it stays finite

/// Weights of the rows from each of `times` on, by the time that `at` gives a row; `at` ascends
/// along `order`. Added up from the end, so that the last few are exact.
template <class At>
std::vector<double> weight_from(const Lives& lives, const std::vector<std::size_t>& order,
                                const std::vector<double>& times, const At& at) {
  std::vector<double> result(times.size());
  double sum = 0.0;
  std::size_t left = order.size();
  for (std::size_t i = times.size(); i-- > 0;) {
    while (left > 0 && at(order[left - 1]) >= times[i]) sum += weight_of(lives, order[--left]);
    result[i] = sum;
  }
  return result;
}

}  // namespace

void check(const Lives& lives) {
  const std::size_t n = lives.duration.size();
  check_length("cause", lives.cause.size(), n);
  if (!lives.entry.empty()) check_length("entry", lives.entry.size(), n);
  if (!lives.weight.empty()) check_length("weight", lives.weight.size(), n);
  if (!lives.group.empty()) check_length("group", lives.group.size(), n);
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<std::int64_t>(i);
    const double duration = lives.duration[i];
    require(duration >= 0.0 && duration <= longest_life, "duration", "at least 0 and finite",
            duration, row);
    require(lives.cause[i] >= 0, "cause", "at least 0", lives.cause[i], row);
    if (!lives.entry.empty()) {
      require(lives.entry[i] >= 0.0 && lives.entry[i] < duration, "entry",
              "at least 0 and below the duration", lives.entry[i], row);
    }
    if (!lives.weight.empty()) {
      require(lives.weight[i] > 0.0 && lives.weight[i] <= 1e15, "weight", "above 0 and finite",
              lives.weight[i], row);
    }
  }
}

std::vector<std::int32_t> causes_of(const Lives& lives) {
  std::vector<std::int32_t> causes(lives.cause.begin(), lives.cause.end());
  std::ranges::sort(causes);
  causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
  if (!causes.empty() && causes.front() == 0) causes.erase(causes.begin());
  return causes;
}

std::vector<Group> groups_of(const Lives& lives) {
  if (lives.group.empty()) {
    std::vector<Group> one(1);
    one[0].rows.resize(lives.duration.size());
    std::iota(one[0].rows.begin(), one[0].rows.end(), std::size_t{0});
    return one;
  }
  std::map<std::string_view, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < lives.group.size(); ++i) rows[lives.group[i]].push_back(i);
  std::vector<Group> groups;
  for (auto& [name, members] : rows) groups.push_back({name, std::move(members)});
  return groups;
}

std::vector<double> times_of(const Lives& lives, const std::vector<std::size_t>& rows) {
  std::vector<double> times;
  times.reserve(rows.size());
  for (const std::size_t row : rows) times.push_back(lives.duration[row]);
  std::ranges::sort(times);
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

RiskSteps risk_steps(const Lives& lives, const std::vector<std::size_t>& rows,
                     std::vector<double> times, std::int32_t cause) {
  RiskSteps steps{std::move(times), {}, {}, {}};
  steps.events.resize(steps.time.size());
  steps.censored.resize(steps.time.size());
  std::vector<std::size_t> order = rows;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(lives.duration[a], a) < std::pair(lives.duration[b], b);
  });
  steps.at_risk =
      weight_from(lives, order, steps.time, [&](std::size_t row) { return lives.duration[row]; });
  std::size_t step = 0;
  for (const std::size_t row : order) {
    while (step < steps.time.size() && steps.time[step] < lives.duration[row]) ++step;
    if (step == steps.time.size()) break;
    if (steps.time[step] > lives.duration[row]) continue;
    const bool has_ended = lives.cause[row] != 0 && (cause == 0 || lives.cause[row] == cause);
    (has_ended ? steps.events : steps.censored)[step] += weight_of(lives, row);
  }
  if (lives.entry.empty()) return steps;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(lives.entry[a], a) < std::pair(lives.entry[b], b);
  });
  const std::vector<double> to_come =
      weight_from(lives, order, steps.time, [&](std::size_t row) { return lives.entry[row]; });
  for (std::size_t i = 0; i < to_come.size(); ++i) {
    // Rounding of weights that are no whole numbers must not leave fewer than the events.
    steps.at_risk[i] = std::max(steps.at_risk[i] - to_come[i], steps.events[i] + steps.censored[i]);
  }
  return steps;
}

}  // namespace tenure::survival
