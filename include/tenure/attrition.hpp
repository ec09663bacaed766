/// Attrition: how much of the base is gone or going, and who.
#pragma once

#include <tenure/model.hpp>
#include <tenure/summary.hpp>
#include <tenure/table.hpp>

namespace tenure {

struct AttritionOptions {
  double horizon = 0;  ///< units ahead, above 0
};

struct AttritionResult {
  /// client, p_alive, p_lost (gone already), p_leaving (alive now, gone at the horizon),
  /// p_silent (no purchase up to the horizon), risk_rank (1: most likely to be leaving).
  Table clients;
  double clients_observed = 0;
  double expected_alive = 0;           ///< sum of p_alive
  double expected_lost = 0;            ///< observed less alive
  double expected_leaving = 0;         ///< sum of p_leaving
  double attrition_rate = 0;           ///< leaving / alive, over the horizon
  double attrition_rate_per_year = 0;  ///< the same, compounded to a year
};

/// Under BG/NBD nobody leaves before his second purchase, so p_alive is 1 for one-time buyers:
/// for alerts on them use mbg_nbd or pareto_nbd.
[[nodiscard]] AttritionResult attrition(const FittedModel& purchases, const Summary& summary,
                                        const AttritionOptions& options,
                                        const Execution& execution = {});

}  // namespace tenure
