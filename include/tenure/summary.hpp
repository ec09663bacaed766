/// Summary: one row a client, what the models need to know of a history.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>

#include <tenure/execution.hpp>
#include <tenure/portfolio.hpp>
#include <tenure/table.hpp>
#include <tenure/units.hpp>

namespace tenure {

/// Histories as the models read them: parallel arrays, one entry a client (or one a distinct
/// history, with the number of clients who share it as `weight`). Times in the model's unit.
struct Histories {
  std::span<const double> frequency = {};  ///< x: repeat purchases, a whole number
  std::span<const double> recency = {};    ///< t_x: age at the last purchase, 0 if x = 0
  std::span<const double> age = {};        ///< T: from the first purchase to the end of observation
  std::span<const double> mean_spend = {};  ///< mean of the repeat purchases; spend models only
  std::span<const double> weight = {};      ///< clients a row stands for; empty: one each
  /// Sum over the repeats of ln(time since the purchase before), "litt", 0 if x = 0: models with a
  /// regularity above 1, and for likelihoods only.
  std::span<const double> log_interpurchase = {};
  [[nodiscard]] std::size_t size() const { return frequency.size(); }
};

struct SummaryOptions {
  TimeUnit unit = TimeUnit::week;
  /// Last day that counts; default: the portfolio's. Later than that only if the portfolio's was
  /// not given but taken from its last row.
  std::optional<Day> observed_until = {};
  /// Last day of the calibration period; what follows, to `observed_until`, is the holdout.
  /// Clients whose first purchase is later are left out and counted. Default: no holdout.
  std::optional<Day> calibration_end = {};
};

/// One row a client with a purchase on or before the end of calibration, unless he opted out of
/// profiling. Cheap to copy.
class Summary {
 public:
  [[nodiscard]] static Summary from_portfolio(const Portfolio& portfolio,
                                              const SummaryOptions& options = {},
                                              const Execution& execution = {});
  /// From x, t_x, T and, if not empty, mean spend of the repeats, weights and logarithms of the
  /// intervals; clients are numbered from 0.
  /// Throws Error(invalid_data) naming column, row and value unless x is whole and >= 0,
  /// 0 <= t_x <= T, t_x = 0 and log_interpurchase = 0 where x = 0, all finite.
  [[nodiscard]] static Summary from_arrays(const Histories& histories, TimeUnit unit);
  [[nodiscard]] static Summary from_arrays(const Histories& histories, TimeUnit unit,
                                           ClientIds clients);

  [[nodiscard]] std::size_t size() const noexcept;
  [[nodiscard]] TimeUnit unit() const noexcept;
  [[nodiscard]] ClientIds client_ids() const;
  /// End of the calibration period (of the observation if there is no holdout); absent for a
  /// summary made from arrays.
  [[nodiscard]] std::optional<Day> calibration_end() const noexcept;
  [[nodiscard]] std::optional<Day> observed_until() const noexcept;
  [[nodiscard]] bool has_holdout() const noexcept;
  [[nodiscard]] double holdout_length() const noexcept;  ///< in units, 0 without holdout
  /// Clients known by the end of observation who have no purchase on or before the end of
  /// calibration: their first came later, or they have returns only.
  [[nodiscard]] std::size_t clients_left_out() const noexcept;
  /// Clients with such a purchase who opted out of profiling: they have no row here, and every
  /// table made from this summary says how many they are (Table::excluded_clients).
  [[nodiscard]] std::size_t excluded_clients() const noexcept;

  [[nodiscard]] Histories histories() const;  ///< the columns below, as models read them
  // Calibration period. The spans are empty when the log has no such column.
  [[nodiscard]] std::span<const double> frequency() const;
  [[nodiscard]] std::span<const double> recency() const;
  [[nodiscard]] std::span<const double> age() const;
  [[nodiscard]] std::span<const std::int32_t> first_day() const;
  [[nodiscard]] std::span<const std::int32_t> last_day() const;
  [[nodiscard]] std::span<const double> spend() const;  ///< all purchases less returns
  [[nodiscard]] std::span<const double> mean_spend()
      const;  ///< of the repeats net of returns; 0 if x = 0
  [[nodiscard]] std::span<const double> margin() const;  ///< spend less the cost of all rows
  /// Sum over repeats of ln(time since the purchase before), in units: "litt"; 0 if x = 0.
  /// Intervals of zero, which only SameDay::order and keep leave, are not counted.
  [[nodiscard]] std::span<const double> log_interpurchase() const;
  // Holdout period; empty without one. Spend: of its purchases, net of returns.
  [[nodiscard]] std::span<const double> holdout_frequency() const;
  [[nodiscard]] std::span<const double> holdout_spend() const;

  /// client, weight, frequency, recency, age, first_day, last_day, spend, mean_spend, margin,
  /// log_interpurchase, holdout_frequency, holdout_spend: those that are there.
  [[nodiscard]] Table table() const;

  struct Data;
  explicit Summary(std::shared_ptr<const Data> data);
  [[nodiscard]] const Data& data() const noexcept { return *data_; }

 private:
  std::shared_ptr<const Data> data_;
};

}  // namespace tenure
