#include "tenure/units.hpp"

#include <array>
#include <cmath>
#include <cstddef>

#include "base/text.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

struct UnitFacts {
  std::string_view name;
  double per_year;
};

/// In the order of TimeUnit.
constexpr std::array<UnitFacts, 5> units{
    {{"day", 365}, {"week", 52}, {"month", 12}, {"quarter", 4}, {"year", 1}}};

const UnitFacts& facts(TimeUnit unit) {
  const auto i = static_cast<std::size_t>(unit);
  if (i >= units.size()) {
    throw Error(Status::invalid_argument,
                "unknown time unit " + std::to_string(static_cast<std::int32_t>(unit)), "unit");
  }
  return units[i];
}

}  // namespace

std::string_view to_string(TimeUnit unit) { return facts(unit).name; }

TimeUnit time_unit_from_string(std::string_view name) {
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (units[i].name == name) return static_cast<TimeUnit>(i);
  }
  throw Error(Status::invalid_argument,
              "unknown time unit " + in_quotes(name) + ": use day, week, month, quarter or year",
              "unit");
}

double units_per_year(TimeUnit unit) { return facts(unit).per_year; }

DiscountRate DiscountRate::effective(double rate, TimeUnit period) {
  if (!(std::isfinite(rate) && rate >= 0)) {
    throw Error(Status::invalid_argument,
                "a discount rate must be finite and not negative, got " + to_text(rate),
                "discount_rate");
  }
  static_cast<void>(facts(period));
  return {std::log1p(rate), period};
}

DiscountRate DiscountRate::continuous(double delta, TimeUnit period) {
  if (!(std::isfinite(delta) && delta >= 0)) {
    throw Error(Status::invalid_argument,
                "a force of interest must be finite and not negative, got " + to_text(delta),
                "discount_rate");
  }
  static_cast<void>(facts(period));
  return {delta, period};
}

double DiscountRate::force_per(TimeUnit unit) const {
  return force_ * units_per_year(period_) / units_per_year(unit);
}

}  // namespace tenure
