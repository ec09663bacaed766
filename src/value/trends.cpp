#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "value/trend_columns.hpp"
#include <tenure/error.hpp>
#include <tenure/trends.hpp>

namespace tenure {
namespace {

[[noreturn]] void refuse_trends(const char* argument, const std::string& why,
                                std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "trends: " + why, argument, row);
}

}  // namespace

Table trends(std::span<const double> values, std::int64_t periods, const TrendOptions& options) {
  constexpr std::int64_t most_periods = 1000;  // a million pairs a client
  if (periods < 1 || periods > most_periods) {
    refuse_trends("periods", "1 to 1000 periods, not " + std::to_string(periods));
  }
  if (options.lag < 1)
    refuse_trends("lag", "the lag must be at least 1, not " + std::to_string(options.lag));
  if (!(options.level > 0.0 && options.level < 1.0)) {
    refuse_trends("level", "the level must be between 0 and 1, not " + to_text(options.level));
  }
  const auto count = static_cast<std::size_t>(periods);
  if (values.size() % count != 0) {
    refuse_trends("values", std::to_string(values.size()) + " values are not rows of " +
                                std::to_string(count) + " periods");
  }
  const std::size_t rows = values.size() / count;
  value::TrendColumns columns(rows, count, options);
  for (std::size_t row = 0; row < rows; ++row) {
    const auto of_row = values.subspan(row * count, count);
    for (const double value : of_row) {
      if (!std::isfinite(value)) {
        refuse_trends("values", "a value is not finite", static_cast<std::int64_t>(row));
      }
    }
    columns.set(row, of_row);
  }
  Table::Builder table;
  std::move(columns).add_to(table, "last", "");
  return table.build();
}

}  // namespace tenure
