#include <cstddef>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"

using namespace tenure::capi;
using tenure::Table;

namespace {

// An empty span may point nowhere in particular; a caller in C is given NULL.
template <class T>
const T* data_or_null(std::span<const T> cells) {
  return cells.empty() ? nullptr : cells.data();
}

tenure_column column_of(const NamedTable& named, std::size_t index) {
  const Table& table = named.table;
  tenure_column column{};
  column.name = named.names.at(index).c_str();
  column.rows = static_cast<std::int64_t>(table.rows());
  column.type = static_cast<std::int32_t>(table.type(index));
  column.validity = data_or_null(table.validity(index));
  switch (table.type(index)) {
    case Table::Type::float64:
      column.float64 = data_or_null(table.float64(index));
      break;
    case Table::Type::int64:
      column.int64 = data_or_null(table.int64(index));
      break;
    case Table::Type::day:
      column.days = data_or_null(table.day(index));
      break;
    case Table::Type::boolean:
      column.boolean = data_or_null(table.boolean(index));
      break;
    case Table::Type::text: {
      const tenure::TextView text = table.text(index);
      column.text_offsets = data_or_null(text.offsets);
      column.text_bytes = text.bytes.data();
      break;
    }
  }
  return column;
}

template <class FindIndex>
tenure_status get_column(const tenure_table* table, tenure_column* out, size_t out_size,
                         tenure_error** err, FindIndex&& find_index) noexcept {
  return guarded(err, [&] {
    StructOut<tenure_column> column(out, out_size, "out");
    const NamedTable& named = value_of(table, "table");
    column.set(column_of(named, find_index(named.table)));
  });
}

}  // namespace

tenure_status tenure_table_shape(const tenure_table* table, int64_t* rows, int64_t* columns,
                                 tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<int64_t> rows_out(rows);
    ScalarOut<int64_t> columns_out(columns);
    const Table& from = value_of(table, "table").table;
    rows_out.set(static_cast<int64_t>(from.rows()));
    columns_out.set(static_cast<int64_t>(from.columns()));
  });
}

tenure_status tenure_table_excluded_clients(const tenure_table* table, int64_t* out,
                                            tenure_error** err) {
  return make_scalar(out, err, [&] { return value_of(table, "table").table.excluded_clients(); });
}

tenure_status tenure_table_column(const tenure_table* table, int64_t index, tenure_column* out,
                                  size_t out_size, tenure_error** err) {
  return get_column(table, out, out_size, err, [&](const Table& from) {
    if (index < 0 || static_cast<std::size_t>(index) >= from.columns()) {
      refuse("index", " must be 0 to " + std::to_string(from.columns()) + " - 1");
    }
    return static_cast<std::size_t>(index);
  });
}

tenure_status tenure_table_column_named(const tenure_table* table, const char* name,
                                        tenure_column* out, size_t out_size, tenure_error** err) {
  return get_column(table, out, out_size, err,
                    [&](const Table& from) { return from.at(text(name, "name")); });
}

tenure_status tenure_table_export(const tenure_table* table, struct ArrowArrayStream* out,
                                  tenure_error** err) {
  return guarded(err, [&] {
    if (out == nullptr) refuse("out", " must not be NULL");
    *out = {};
    value_of(table, "table").table.export_to(out);
  });
}

void tenure_table_free(tenure_table* table) { free_handle(table); }
