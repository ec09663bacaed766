/// A slice of an Arrow stream's batch, as the rows of a purchase log.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "history/arrow_log_columns.hpp"
#include "history/staged_rows.hpp"

namespace tenure {

class ArrowSlice {
 public:
  explicit ArrowSlice(const ArrowLogColumns& columns) : columns_(columns), clock_(columns.clock) {}

  /// `rows` rows of the current batch, from row `begin` of it, which is `first_row` of the stream.
  /// What is given refers to this and to the batch.
  const RowSlice& read(std::size_t begin, std::size_t rows, std::int64_t first_row);

 private:
  using Column = ArrowLogColumns::Column;
  struct Values {
    ArrowValues client, day, amount, cost, margin, order, category, channel, quantity;
  };

  void read_clients();
  void read_days();
  void read_amounts(const Column& from, const ArrowValues& values,
                    std::vector<std::int64_t>& minor);
  void read_costs_from_margins();
  void read_texts(const Column& column, ArrowValues& values, std::vector<std::string>& texts,
                  std::span<const std::string_view>& out) const;
  void read_quantities();

  const ArrowLogColumns& columns_;
  DayClock clock_;
  Values values_;
  RowSlice slice_;
  std::vector<std::int32_t> days_;
  std::vector<std::int64_t> amounts_, costs_;
  std::vector<std::uint8_t> rounded_;
  std::vector<std::string> order_texts_, category_texts_, channel_texts_;
  std::vector<double> quantities_;
};

}  // namespace tenure
