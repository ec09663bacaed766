#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "capi/arrow_stream.hpp"
#include "capi/inputs.hpp"
#include "capi/record_handles.hpp"
#include "capi/structs.hpp"
#include <tenure/c/record.h>
#include <tenure/record.hpp>

using namespace tenure::capi;
using tenure::RecordBuilder;
using tenure::RecordCells;

namespace {

tenure_record_columns default_record_columns() {
  auto columns = blank_struct<tenure_record_columns>();
  columns.client = "client";
  return columns;
}

tenure::RecordColumns to_record_columns(const tenure_record_columns* columns) {
  const auto given = read_needed_struct(columns, default_record_columns(), "columns");
  const auto fields =
      array(given.fields, given.field_count, "columns.fields", "columns.field_count");
  const auto names =
      array(given.columns, given.field_count, "columns.columns", "columns.field_count");
  tenure::RecordColumns result;
  result.client = optional_text(given.client);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    result.fields.emplace_back(optional_text(fields[i]), optional_text(names[i]));
  }
  for (const char* name : array(given.attributes, given.attribute_count, "columns.attributes",
                                "columns.attribute_count")) {
    result.attributes.emplace_back(optional_text(name));
  }
  result.minor_units = flag(given.minor_units, "columns.minor_units");
  return result;
}

/// The arrays of a caller, and the texts that the library's views of them refer to.
class GivenRows {
 public:
  explicit GivenRows(const tenure_record_arrays* arrays) {
    const auto given = read_needed_struct(arrays, blank_struct<tenure_record_arrays>(), "rows");
    const std::string rows = "rows.rows";
    if (given.client_numbers != nullptr && given.client_texts != nullptr) {
      refuse("rows.client_numbers", " and rows.client_texts are given both");
    }
    if (given.client_texts != nullptr) {
      arrays_.clients = texts(given.client_texts, given.rows, rows);
    } else {
      arrays_.clients = array(given.client_numbers, given.rows, "rows.client_numbers", rows);
    }
    arrays_.client_present = optional_array(given.client_present, given.rows, rows);
    for (const tenure_record_cells& each :
         array(given.cells, given.cell_count, "rows.cells", "rows.cell_count")) {
      add(each, given.rows, rows);
    }
  }
  [[nodiscard]] const tenure::RecordArrays& arrays() const noexcept { return arrays_; }

 private:
  std::span<const std::string_view> texts(const char* const* given, std::int64_t n,
                                          const std::string& rows) {
    return texts_.emplace_back(optional_texts(given, n, rows));
  }

  void add(const tenure_record_cells& cells, std::int64_t n, const std::string& rows) {
    if (cells.reserved != 0) refuse("rows.cells.reserved", " must be zero");
    const int given = (cells.days != nullptr) + (cells.numbers != nullptr) +
                      (cells.texts != nullptr) + (cells.flags != nullptr);
    if (given != 1) refuse("rows.cells", " need one of days, numbers, texts and flags");
    RecordCells column{text(cells.field, "rows.cells.field"), {}};
    if (cells.days != nullptr) column.values = array(cells.days, n, "rows.cells.days", rows);
    if (cells.numbers != nullptr) {
      column.values = array(cells.numbers, n, "rows.cells.numbers", rows);
    }
    if (cells.texts != nullptr) column.values = texts(cells.texts, n, rows);
    if (cells.flags != nullptr) column.values = array(cells.flags, n, "rows.cells.flags", rows);
    const bool is_attribute = flag(cells.is_attribute, "rows.cells.is_attribute");
    (is_attribute ? arrays_.attributes : arrays_.fields).push_back(column);
  }

  tenure::RecordArrays arrays_;
  std::deque<std::vector<std::string_view>> texts_;
};

}  // namespace

tenure_status tenure_record_arrays_init(tenure_record_arrays* arrays, size_t size) {
  return init_struct(arrays, size, blank_struct<tenure_record_arrays>());
}

tenure_status tenure_record_columns_init(tenure_record_columns* columns, size_t size) {
  return init_struct(columns, size, default_record_columns());
}

tenure_status tenure_record_builder_new(const tenure_portfolio* portfolio,
                                        tenure_record_builder** out, tenure_error** err) {
  return make_handle(out, err, [&] { return RecordBuilder(value_of(portfolio, "portfolio")); });
}

tenure_status tenure_record_builder_read(tenure_record_builder* builder, int32_t table,
                                         const tenure_record_arrays* rows, tenure_error** err) {
  return guarded(err, [&] {
    RecordBuilder& into = value_of(builder, "builder");
    const GivenRows given(rows);
    into.read(record_table(table), given.arrays());
  });
}

tenure_status tenure_record_builder_read_arrow(tenure_record_builder* builder, int32_t table,
                                               struct ArrowArrayStream* stream,
                                               const tenure_record_columns* columns,
                                               tenure_error** err) {
  const StreamGuard guard(stream);
  return guarded(err, [&] {
    value_of(builder, "builder").read(record_table(table), guard.get(), to_record_columns(columns));
  });
}

tenure_status tenure_record_builder_build(const tenure_record_builder* builder, tenure_record** out,
                                          tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(builder, "builder").build(); });
}

void tenure_record_builder_free(tenure_record_builder* builder) { free_handle(builder); }
