/// How much probability a model gave to what happened.
#pragma once

#include <optional>

#include <tenure/model.hpp>
#include <tenure/summary.hpp>

namespace tenure::evaluation {

/// Mean over clients of log P(the purchases of the holdout | history): a proper score, greater is
/// better. No value where a client's purchases were impossible.
[[nodiscard]] std::optional<double> log_score(const FittedModel& model, const Summary& summary,
                                              const Execution& execution);

}  // namespace tenure::evaluation
