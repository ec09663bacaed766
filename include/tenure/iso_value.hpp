/// Iso-value curves: which histories of purchases are worth the same.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <tenure/execution.hpp>
#include <tenure/model.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

struct IsoValueOptions {
  double age = 0;                   ///< of the clients compared, in units of the model, above 0
  std::int64_t max_frequency = 20;  ///< repeat purchases from 1 to this, 2 to 1000
  std::int64_t recency_steps = 80;  ///< of the age, 2 to 1000; in discrete time every period is one
  /// Mean spend of the repeat purchases, the same at every point; absent: each is expected to spend
  /// what the mean client does.
  std::optional<double> mean_spend = {};
  std::optional<double> horizon = {};  ///< units to look ahead; absent: for ever
  DiscountRate discount = DiscountRate::effective(0.10, TimeUnit::year);
  double margin = 1.0;  ///< share of spend left after the cost of goods, in (0, 1]
  /// Values of the curves; empty: 1, 2 and 5 times powers of ten, at most ten of them.
  std::vector<double> levels = {};
};

struct IsoValueResult {
  /// recency, frequency, value: every point of the grid. No value where no history can be (in
  /// discrete time, more purchases than periods).
  Table grid;
  /// level, line, recency, frequency: the curves as lines of points in order; a closed one ends
  /// where it begins. Linear between the points of the grid.
  Table contours;
};

/// Contours of the value of the residual lifetime, DERT x E[spend of a purchase] x margin, over
/// recency and frequency at one age. `spend` may be nullptr: then DERT alone, in purchases. For
/// frequent buyers the curves bend backwards: of two clients silent for as long, the one who bought
/// more often is the more surely gone. Works with every model of purchases in this library.
/// P. S. Fader, B. G. S. Hardie & K. L. Lee (2005), RFM and CLV: using iso-value curves for
/// customer base analysis, J. Marketing Research 42.
[[nodiscard]] IsoValueResult iso_value(const FittedModel& purchases, const FittedModel* spend,
                                       const IsoValueOptions& options,
                                       const Execution& execution = {});

}  // namespace tenure
