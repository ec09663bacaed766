/// Histories whose times are whole days, as those of a purchase log by the day or week are, ordered
/// as whole numbers: several times quicker than by their doubles.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>

namespace tenure::model {

/// What distinct histories are sorted by, after x: those that differ in t_x alone beside each
/// other, or ascending.
enum class HistoryOrder { by_age_and_recency, by_recency_and_age };

/// The distinct histories on the grid, one row each, and the row of each client.
struct GridHistories {
  std::vector<double> x, t_x, T;
  std::vector<std::uint32_t> of_client;
};

/// Nothing if the model reads other than x, t_x and T, if a time is no whole number of days with
/// units of a day or a week, or if there are too few clients or too many days for it.
[[nodiscard]] std::optional<GridHistories> histories_by_day(const Histories& histories,
                                                            const ModelTraits& traits,
                                                            HistoryOrder order,
                                                            const Execution& execution);

}  // namespace tenure::model
