#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include <tenure/client_value.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

void check(bool holds, const char* argument, const std::string& what, double got,
           std::int64_t row = -1) {
  if (holds) return;
  throw Error(Status::invalid_argument,
              "time_driven_cost: " + what + " must be at least 0 and finite, not " + to_text(got),
              argument, row);
}

bool is_amount(double value) { return value >= 0.0 && std::isfinite(value); }

}  // namespace

Table time_driven_cost(std::span<const Activity> activities, double cost_per_minute) {
  check(is_amount(cost_per_minute), "cost_per_minute", "the cost of a minute", cost_per_minute);
  const std::size_t rows = activities.empty() ? 0 : activities.front().counts.size();
  Table::Builder table;
  std::vector<double> minutes(rows), cost(rows);
  for (const Activity& activity : activities) {
    const std::string name(activity.name);
    if (activity.counts.size() != rows) {
      throw Error(Status::invalid_argument,
                  "time_driven_cost: " + std::to_string(rows) + " clients, but " +
                      std::to_string(activity.counts.size()) + " counts of " + in_quotes(name),
                  "counts");
    }
    check(is_amount(activity.minutes), "minutes", "the minutes of " + in_quotes(name),
          activity.minutes);
    std::vector<double> of_activity(rows);
    for (std::size_t i = 0; i < rows; ++i) {
      check(is_amount(activity.counts[i]), "counts", "a count of " + in_quotes(name),
            activity.counts[i], static_cast<std::int64_t>(i));
      const double taken = activity.counts[i] * activity.minutes;
      minutes[i] += taken;
      of_activity[i] = taken * cost_per_minute;
      cost[i] += of_activity[i];
    }
    table.float64(name, std::move(of_activity));
  }
  return table.float64("minutes", std::move(minutes)).float64("cost", std::move(cost)).build();
}

}  // namespace tenure
