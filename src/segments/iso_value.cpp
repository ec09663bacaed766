#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "models/table_of_models.hpp"
#include "segments/contours.hpp"
#include <tenure/error.hpp>
#include <tenure/iso_value.hpp>

namespace tenure {
namespace {

constexpr std::int64_t most_points = 1000;  // of either axis
constexpr std::size_t most_levels = 10;     // that are chosen here

[[noreturn]] void refuse_iso_value(const std::string& why, const char* argument) {
  throw Error(Status::invalid_argument, "iso_value: " + why, argument);
}

void check_number(const char* argument, double value, bool is_good, const char* rule) {
  if (is_good && std::isfinite(value)) return;
  refuse_iso_value(std::string(argument) + " must be " + rule + ", not " + to_text(value),
                   argument);
}

void check(const FittedModel& purchases, const FittedModel* spend, const IsoValueOptions& options) {
  if (purchases.info().kind != ModelKind::purchases) {
    refuse_iso_value(std::string(purchases.info().title) + " is not a model of purchases",
                     "purchases");
  }
  if (spend != nullptr && spend->info().kind != ModelKind::spend) {
    refuse_iso_value(std::string(spend->info().title) + " is not a model of spend", "spend");
  }
  check_number("age", options.age, options.age > 0.0, "above 0");
  check_number("margin", options.margin, options.margin > 0.0 && options.margin <= 1.0,
               "in (0, 1]");
  if (options.mean_spend) {
    if (spend == nullptr) refuse_iso_value("mean_spend needs a model of spend", "mean_spend");
    check_number("mean_spend", *options.mean_spend, *options.mean_spend >= 0.0, "0 or more");
  }
  if (options.horizon) {
    check_number("horizon", *options.horizon, *options.horizon > 0.0, "above 0");
  }
  for (const auto& [argument, count] : {std::pair("max_frequency", options.max_frequency),
                                        std::pair("recency_steps", options.recency_steps)}) {
    if (count >= 2 && count <= most_points) continue;
    refuse_iso_value(std::string(argument) + " must be from 2 to " + std::to_string(most_points) +
                         ", not " + std::to_string(count),
                     argument);
  }
  for (const double level : options.levels) {
    check_number("levels", level, true, "finite");
  }
}

bool is_in_discrete_time(const FittedModel& purchases) {
  return model::find_model(purchases.info().name)->traits().clock != model::Clock::continuous;
}

std::vector<double> recencies(bool is_discrete, const IsoValueOptions& options) {
  if (is_discrete && !(options.age == std::floor(options.age) && options.age >= 2.0 &&
                       options.age <= static_cast<double>(most_points))) {
    refuse_iso_value("in discrete time the age must be a whole number from 2 to " +
                         std::to_string(most_points) + ", not " + to_text(options.age),
                     "age");
  }
  const std::int64_t steps =
      is_discrete ? static_cast<std::int64_t>(options.age) : options.recency_steps;
  std::vector<double> recency;
  for (std::int64_t i = 1; i <= steps; ++i) {
    recency.push_back(options.age * static_cast<double>(i) / static_cast<double>(steps));
  }
  return recency;
}

/// The points of the grid, row by row of one frequency, and those at which a history can be.
struct Points {
  Points(bool is_discrete, const IsoValueOptions& options) : x(recencies(is_discrete, options)) {
    for (std::int64_t k = 1; k <= options.max_frequency; ++k) {
      y.push_back(static_cast<double>(k));
      for (const double t : x) {
        recency.push_back(t);
        frequency.push_back(y.back());
        is_there.push_back(!is_discrete || y.back() <= t);
      }
    }
  }
  std::vector<double> x, y, recency, frequency;
  std::vector<std::uint8_t> is_there;
};

/// Expected spend of a purchase by frequency; 1 without a model of spend.
std::vector<double> spend_by_frequency(const FittedModel* spend, const std::vector<double>& y,
                                       const IsoValueOptions& options, const Execution& execution) {
  if (spend == nullptr) return std::vector<double>(y.size(), 1.0);
  if (!options.mean_spend) {
    const std::optional<double> mean = spend->population_spend();
    if (mean) return std::vector<double>(y.size(), *mean);
    throw Error(Status::not_supported,
                "iso_value: the mean spend of all clients is infinite in this model: give "
                "mean_spend",
                "spend");
  }
  const std::vector<double> zeros(y.size()), mean(y.size(), *options.mean_spend);
  Values values = spend->expected_spend(
      {.frequency = y, .recency = zeros, .age = zeros, .mean_spend = mean}, execution);
  if (!std::ranges::all_of(values.status, [](auto row) { return row == Values::Row::ok; })) {
    throw Error(Status::not_supported,
                "iso_value: the expected spend of some clients has no finite value", "spend");
  }
  return values.value;
}

std::vector<double> values_at(const Points& points, const FittedModel& purchases,
                              const FittedModel* spend, const IsoValueOptions& options,
                              const Execution& execution) {
  std::vector<double> frequency, recency;
  for (std::size_t i = 0; i < points.is_there.size(); ++i) {
    if (points.is_there[i] == 0) continue;
    frequency.push_back(points.frequency[i]);
    recency.push_back(points.recency[i]);
  }
  const std::vector<double> age(frequency.size(), options.age);
  const std::vector<double> discounted = purchases.discounted_purchases(
      {.frequency = frequency, .recency = recency, .age = age}, options.discount,
      options.horizon ? Window(*options.horizon) : Window(), execution);
  const std::vector<double> worth = spend_by_frequency(spend, points.y, options, execution);

  std::vector<double> values(points.is_there.size());
  std::size_t next = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (points.is_there[i] == 0) continue;
    values[i] = discounted[next++] * worth[i / points.x.size()] * options.margin;
    if (!std::isfinite(values[i])) {
      throw Error(Status::invalid_argument, "iso_value: a value is above the range of double",
                  "margin");
    }
  }
  return values;
}

/// 1, 2 and 5 times powers of ten below the greatest value, the highest ones.
std::vector<double> usual_levels(const std::vector<double>& values) {
  const double greatest = *std::ranges::max_element(values);
  std::vector<double> levels;
  if (!(greatest > 0.0)) return levels;
  constexpr std::array<double, 3> digits{5.0, 2.0, 1.0};
  for (double power = std::floor(std::log10(greatest)); levels.size() < most_levels; power -= 1.0) {
    for (const double digit : digits) {
      const double level = digit * std::pow(10.0, power);
      if (level < greatest && levels.size() < most_levels) levels.push_back(level);
    }
  }
  std::ranges::reverse(levels);
  return levels;
}

Table contours_table(const segment::GridValues& grid, const std::vector<double>& levels) {
  std::vector<double> level_column, recency, frequency;
  std::vector<std::int64_t> line_column;
  std::int64_t number = 0;
  for (const double level : levels) {
    for (const segment::ContourLine& line : segment::contour_lines(grid, level)) {
      recency.insert(recency.end(), line.x.begin(), line.x.end());
      frequency.insert(frequency.end(), line.y.begin(), line.y.end());
      level_column.resize(recency.size(), level);
      line_column.resize(recency.size(), number++);
    }
  }
  return Table::Builder()
      .float64("level", std::move(level_column))
      .int64("line", std::move(line_column))
      .float64("recency", std::move(recency))
      .float64("frequency", std::move(frequency))
      .build();
}

}  // namespace

IsoValueResult iso_value(const FittedModel& purchases, const FittedModel* spend,
                         const IsoValueOptions& options, const Execution& execution) {
  check(purchases, spend, options);
  Points points(is_in_discrete_time(purchases), options);
  std::vector<double> values = values_at(points, purchases, spend, options, execution);
  const std::vector<double> levels = options.levels.empty() ? usual_levels(values) : options.levels;
  IsoValueResult result;
  result.contours = contours_table({points.x, points.y, values, points.is_there}, levels);
  result.grid = Table::Builder()
                    .float64("recency", std::move(points.recency))
                    .float64("frequency", std::move(points.frequency))
                    .float64("value", std::move(values), std::move(points.is_there))
                    .build();
  return result;
}

}  // namespace tenure
