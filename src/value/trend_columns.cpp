#include "value/trend_columns.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/quantile.hpp"
#include "math/student.hpp"

namespace tenure::value {

double theil_sen(std::span<const double> values) {
  std::vector<double> slopes;
  slopes.reserve(values.size() * (values.size() - 1) / 2);
  for (std::size_t j = 1; j < values.size(); ++j) {
    for (std::size_t i = 0; i < j; ++i) {
      slopes.push_back((values[j] - values[i]) / static_cast<double>(j - i));
    }
  }
  std::ranges::sort(slopes);
  return quantile(slopes, 0.5);
}

TrendColumns::TrendColumns(std::size_t rows, std::size_t periods, const TrendOptions& options)
    : periods_(periods),
      lag_(static_cast<std::size_t>(options.lag)),
      last_(rows),
      before_(rows),
      ratio_(rows),
      growth_(rows),
      slope_(rows),
      lower_(rows),
      upper_(rows),
      theil_sen_(rows) {
  if (periods > 2) {
    reach_ = math::two_sided_student(options.level, static_cast<double>(periods - 2));
  }
}

void TrendColumns::set(std::size_t row, std::span<const double> values) {
  const double last = values.back();
  last_[row] = last;
  if (lag_ < periods_) {
    const double before = values[periods_ - 1 - lag_];
    before_.set(row, before);
    if (before > 0.0) ratio_.set(row, last / before);
  }
  if (periods_ < 2) return;
  theil_sen_.set(row, theil_sen(values));
  if (values.front() > 0.0 && last > 0.0) {
    const auto steps = static_cast<double>(periods_ - 1);
    growth_.set(row, std::expm1((std::log(last) - std::log(values.front())) / steps));
  }
  if (std::ranges::all_of(values, [](double value) { return value > 0.0; })) {
    set_log_slope(row, values);
  }
}

void TrendColumns::set_log_slope(std::size_t row, std::span<const double> values) {
  const auto n = static_cast<double>(periods_);
  const double middle = 0.5 * (n - 1.0);
  const double spread = n * (n * n - 1.0) / 12.0;  // sum of squares of the periods about the middle
  double mean = 0.0, slope = 0.0;
  for (std::size_t t = 0; t < periods_; ++t) {
    mean += std::log(values[t]) / n;
    slope += (static_cast<double>(t) - middle) * std::log(values[t]) / spread;
  }
  slope_.set(row, slope);
  if (reach_ == 0.0) return;
  double squares = 0.0;
  for (std::size_t t = 0; t < periods_; ++t) {
    const double residual = std::log(values[t]) - mean - slope * (static_cast<double>(t) - middle);
    squares += residual * residual;
  }
  const double reach = reach_ * std::sqrt(squares / (n - 2.0) / spread);
  lower_.set(row, slope - reach);
  upper_.set(row, slope + reach);
}

void TrendColumns::add_to(Table::Builder& table, const std::string& last,
                          const std::string& prefix) && {
  table.float64(last, std::move(last_));
  std::move(before_).add_to(table, prefix + "before");
  std::move(ratio_).add_to(table, prefix + "ratio");
  std::move(growth_).add_to(table, prefix + "growth");
  std::move(slope_).add_to(table, prefix + "log_slope");
  std::move(lower_).add_to(table, prefix + "log_slope_lower");
  std::move(upper_).add_to(table, prefix + "log_slope_upper");
  std::move(theil_sen_).add_to(table, prefix + "theil_sen");
}

}  // namespace tenure::value
