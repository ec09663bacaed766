#include "history/arrow_histories.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "history/arrow_cells.hpp"
#include "history/client_ids.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

bool has_column(const ArrowSchema& schema, const std::string& name) {
  return std::any_of(
      schema.children, schema.children + schema.n_children,
      [&](const ArrowSchema* child) { return child->name != nullptr && name == child->name; });
}

/// A whole batch of a column, none of it missing.
void read_batch(FoundColumn& column, const ArrowArray& batch, std::int64_t first_row,
                ArrowValues& values) {
  column.column.bind(batch, column.index, first_row);
  column.column.read(0, static_cast<std::size_t>(batch.length), values);
  for (std::size_t i = 0; i < values.present.size(); ++i) {
    if (values.present[i] != 0) continue;
    const std::int64_t row = first_row + static_cast<std::int64_t>(i);
    throw Error(Status::invalid_data,
                column.column.name() + " in row " + std::to_string(row) + " is missing",
                column.column.name(), row);
  }
}

class NumberColumn {
 public:
  /// A column that is not needed may be absent: its values are 0.
  NumberColumn(const ArrowSchema& schema, const std::string& name, bool needed) {
    if (!needed && !has_column(schema, name)) return;
    column_ = find_column(schema, name);
    check_number_type(*column_);
  }
  void append(const ArrowArray& batch, std::int64_t first_row) {
    if (!column_) return;
    read_batch(*column_, batch, first_row, values_);
    read_doubles(column_->column, values_, batch_);
    all_.insert(all_.end(), batch_.begin(), batch_.end());
  }
  [[nodiscard]] std::vector<double>& all() { return all_; }

 private:
  std::optional<FoundColumn> column_;
  ArrowValues values_;
  std::vector<double> batch_, all_;
};

class ClientColumn {
 public:
  explicit ClientColumn(const ArrowSchema& schema) {
    if (!has_column(schema, "client")) return;
    column_ = find_column(schema, "client");
    check_client_type(*column_);
    if (column_->kind() == ArrowType::Kind::text) ids_ = TextColumn();
  }
  void append(const ArrowArray& batch, std::int64_t first_row) {
    if (!column_) return;
    read_batch(*column_, batch, first_row, values_);
    if (auto* texts = std::get_if<TextColumn>(&ids_)) {
      for (const std::string_view text : values_.texts) texts->push_back(text);
    } else {
      auto& numbers = std::get<std::vector<std::int64_t>>(ids_);
      numbers.insert(numbers.end(), values_.integers.begin(), values_.integers.end());
    }
  }
  [[nodiscard]] bool is_there() const { return column_.has_value(); }
  [[nodiscard]] ClientIds all() const { return view_of(ids_); }

 private:
  std::optional<FoundColumn> column_;
  ArrowValues values_;
  OwnedClientIds ids_;
};

}  // namespace

Summary read_histories(ArrowStream& stream, TimeUnit unit, bool of_spend) {
  const ArrowSchema& schema = stream.schema();
  NumberColumn frequency(schema, "frequency", true);
  NumberColumn recency(schema, "recency", !of_spend);
  NumberColumn age(schema, "age", !of_spend);
  NumberColumn mean_spend(schema, "mean_spend", of_spend);
  ClientColumn clients(schema);
  std::int64_t rows = 0;
  while (const ArrowArray* batch = stream.next()) {
    for (NumberColumn* column : {&frequency, &recency, &age, &mean_spend}) {
      column->append(*batch, rows);
    }
    clients.append(*batch, rows);
    rows += batch->length;
  }
  for (NumberColumn* time : {&recency, &age}) time->all().resize(frequency.all().size(), 0.0);
  const Histories histories{.frequency = frequency.all(),
                            .recency = recency.all(),
                            .age = age.all(),
                            .mean_spend = mean_spend.all()};
  if (!clients.is_there()) return Summary::from_arrays(histories, unit);
  return Summary::from_arrays(histories, unit, clients.all());
}

}  // namespace tenure
