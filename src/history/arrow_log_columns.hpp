/// Which columns of an Arrow stream are a purchase log, and what they hold.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "history/arrow_cells.hpp"
#include "history/staged_rows.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

class ArrowLogColumns {
 public:
  using Column = std::optional<FoundColumn>;

  /// Throws Error(invalid_argument) naming a column that is missing or of a type that it cannot be.
  ArrowLogColumns(const ArrowSchema& schema, const PurchaseColumns& names,
                  const ImportOptions& options);

  ArrowLogColumns(const ArrowLogColumns&) = delete;  // `names` refers to the columns
  ArrowLogColumns& operator=(const ArrowLogColumns&) = delete;

  /// Goes to a batch, whose first row is row `first_row` of the stream.
  void bind(const ArrowArray& batch, std::int64_t first_row);

  Column client, day, amount, cost, margin, order, category, channel, quantity;
  ColumnNames names;
  DayClock clock;
  AmountScale scale;
  bool drops_invalid_rows;

 private:
  std::array<Column*, 9> all();
  void check_types(bool minor_units) const;
};

}  // namespace tenure
