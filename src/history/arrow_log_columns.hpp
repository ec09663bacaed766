/// Which columns of an Arrow stream are a purchase log, and what they hold.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/arrow_column.hpp"
#include "history/day_rule.hpp"
#include "history/staged_rows.hpp"
#include <tenure/portfolio.hpp>

namespace tenure {

class ArrowLogColumns {
 public:
  /// A column of the log: where it is in the stream.
  struct Found {
    ArrowColumn column;
    std::int64_t index;
    [[nodiscard]] ArrowType::Kind kind() const { return column.type().kind; }
  };
  using Column = std::optional<Found>;

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
  int decimals;          ///< of the currency
  int integer_decimals;  ///< of the unit of amounts that are integers
  bool drops_invalid_rows;

 private:
  std::array<Column*, 9> all();
  void check_types() const;
  void check_minor_units() const;
};

}  // namespace tenure
