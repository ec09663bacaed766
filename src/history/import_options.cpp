#include "history/import_options.hpp"

#include <string>

#include "history/day_rule.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

void check_policy(RowPolicy policy, const char* name, bool can_keep) {
  if (policy == RowPolicy::drop || policy == RowPolicy::reject) return;
  if (policy == RowPolicy::keep && can_keep) return;
  throw Error(Status::invalid_argument,
              std::string("the policy for ") + name +
                  (can_keep ? " must be keep, drop or reject" : " must be drop or reject"),
              name);
}

}  // namespace

void check_options(const ImportOptions& options) {
  const auto same_day = static_cast<std::int32_t>(options.same_day);
  if (same_day < 0 || same_day > static_cast<std::int32_t>(SameDay::keep)) {
    throw Error(Status::invalid_argument, "same_day must be merge, order or keep", "same_day");
  }
  check_policy(options.returns, "returns", true);
  check_policy(options.zero_amounts, "zero_amounts", true);
  check_policy(options.guests, "guests", false);
  check_policy(options.invalid_rows, "invalid_rows", false);
  check_policy(options.after_observed, "after_observed", false);
  check_policy(options.duplicates, "duplicates", true);
  if (options.observed_until &&
      (*options.observed_until < Day::first() || *options.observed_until > Day::last())) {
    throw Error(Status::invalid_argument,
                "observed_until, day " + std::to_string(options.observed_until->since_epoch) +
                    ", is outside the calendar",
                "observed_until");
  }
  if (options.currency.decimals < 0 || options.currency.decimals > 6) {
    throw Error(Status::invalid_argument,
                "a currency has 0 to 6 decimals, not " + std::to_string(options.currency.decimals),
                "currency");
  }
  static_cast<void>(DayClock(options.day_rule));
}

bool are_options(const ImportOptions& options) {
  try {
    check_options(options);
    return true;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace tenure
