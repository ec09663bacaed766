#include <cmath>
#include <string>
#include <utility>

#include "attrition/base_rates.hpp"
#include "attrition/loss_rate.hpp"
#include "base/check_arguments.hpp"
#include "base/optional_column.hpp"
#include <tenure/attrition_rates.hpp>

namespace tenure {
namespace loss {
namespace {

void check_moves(const BaseMoves& moves, double periods) {
  check_at_least_0("start", moves.start);
  check_at_least_0("lost", moves.lost);
  check_at_least_0("contraction", moves.contraction);
  check_at_least_0("expansion", moves.expansion);
  check_at_least_0("gained", moves.gained);
  require(moves.lost + moves.contraction <= moves.start, "lost",
          "no more than the base at the start, with what contracts", moves.lost);
  require(std::isfinite(moves.start + moves.expansion + moves.gained), "gained",
          "of a sum that is finite", moves.gained);
  check_above_0("periods", periods);
}

/// What does not fit into a double is no value.
std::optional<double> if_finite(double value) {
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

BaseRate of_loss(std::string_view name, double rate, double periods) {
  return {name, if_finite(rate), if_finite(compounded(rate, periods))};
}

BaseRate of_retention(std::string_view name, double rate, double periods) {
  return {name, if_finite(rate), if_finite(std::pow(rate, periods))};
}

}  // namespace

std::array<BaseRate, 5> base_rates(const BaseMoves& moves, double periods) {
  check_moves(moves, periods);
  if (moves.start == 0.0) {
    return {{{"gross", {}, {}},
             {"average", {}, {}},
             {"net", {}, {}},
             {"retention", {}, {}},
             {"net_retention", {}, {}}}};
  }
  const double gone = moves.lost + moves.contraction;
  const double retention = (moves.start - gone) / moves.start;
  const double mean = 0.5 * moves.start + 0.5 * moves.end();
  return {{of_loss("gross", gone / moves.start, periods),
           {"average", if_finite(gone / mean), {}},
           of_loss("net", (gone - moves.expansion - moves.gained) / moves.start, periods),
           of_retention("retention", retention, periods),
           of_retention("net_retention", retention + moves.expansion / moves.start, periods)}};
}

}  // namespace loss

Table attrition_rates(const BaseMoves& moves, double periods) {
  const auto rates = loss::base_rates(moves, periods);
  TextColumn names;
  OptionalColumn values(rates.size()), over_periods(rates.size());
  for (std::size_t i = 0; i < rates.size(); ++i) {
    names.push_back(rates[i].name);
    values.set(i, rates[i].value);
    over_periods.set(i, rates[i].over_periods);
  }
  Table::Builder table;
  table.text("rate", std::move(names));
  std::move(values).add_to(table, "value");
  std::move(over_periods).add_to(table, "over_periods");
  return table.build();
}

PeriodRate convert_rate(double rate, double periods) {
  require(rate >= 0.0 && rate < 1.0, "rate", "at least 0 and below 1", rate);
  check_above_0("periods", periods);
  const PeriodRate result{loss::compounded(rate, periods), -periods * std::log1p(-rate)};
  require(std::isfinite(result.hazard), "periods", "so small that the hazard is finite", periods);
  return result;
}

}  // namespace tenure
