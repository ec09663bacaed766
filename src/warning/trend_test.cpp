#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include "warning/mann_kendall.hpp"
#include <tenure/signals.hpp>

namespace tenure {
namespace {

void check_series(std::span<const double> values, std::span<const std::int64_t> lengths) {
  constexpr std::int64_t longest = 2000;  // two million pairs
  std::size_t sum = 0;
  for (std::size_t i = 0; i < lengths.size(); ++i) {
    if (lengths[i] < 0 || lengths[i] > longest) {
      throw Error(Status::invalid_argument,
                  "a series has 0 to 2000 values, not " + std::to_string(lengths[i]), "lengths",
                  static_cast<std::int64_t>(i));
    }
    sum += static_cast<std::size_t>(lengths[i]);
  }
  if (sum != values.size()) {
    throw Error(Status::invalid_argument,
                "the lengths add up to " + std::to_string(sum) + ", but there are " +
                    std::to_string(values.size()) + " values",
                "lengths");
  }
  check_rows("values", values, check_amount);
}

}  // namespace

Table trend_test(std::span<const double> values, std::span<const std::int64_t> lengths) {
  check_series(values, lengths);
  const std::size_t rows = lengths.size();
  OptionalColumn slope(rows), z(rows), p_value(rows), p_fall(rows);
  std::vector<double> s;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const auto length = static_cast<std::size_t>(lengths[i]);
    const warning::MannKendall test = warning::mann_kendall(values.subspan(begin, length));
    begin += length;
    slope.set(i, test.slope);
    s.push_back(test.s);
    z.set(i, test.z);
    p_value.set(i, test.p_value);
    p_fall.set(i, test.p_fall);
  }
  Table::Builder table;
  table.int64("n", {lengths.begin(), lengths.end()});
  std::move(slope).add_to(table, "slope");
  table.float64("s", std::move(s));
  std::move(z).add_to(table, "z");
  std::move(p_value).add_to(table, "p_value");
  std::move(p_fall).add_to(table, "p_fall");
  return table.build();
}

}  // namespace tenure
