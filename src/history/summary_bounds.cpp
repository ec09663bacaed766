#include "history/summary_bounds.hpp"

#include "tenure/error.hpp"

namespace tenure {

StretchBounds summary_bounds(const ImportOptions& import, Day observed_until,
                             const SummaryOptions& options) {
  static_cast<void>(to_string(options.unit));  // rejects a unit that is none
  const Day end = options.observed_until.value_or(observed_until);
  if (end > observed_until && import.observed_until) {
    throw Error(
        Status::invalid_argument,
        "the log is observed until " + observed_until.to_string() + ", not " + end.to_string(),
        "observed_until");
  }
  if (options.calibration_end && *options.calibration_end > end) {
    throw Error(Status::invalid_argument,
                "the calibration period cannot end on " + options.calibration_end->to_string() +
                    ", after the observation on " + end.to_string(),
                "calibration_end");
  }
  return {options.calibration_end.value_or(end), end, options.unit};
}

}  // namespace tenure
