#include <deque>
#include <string>
#include <utility>

#include "base/arrow_stream.hpp"
#include "history/array_log.hpp"
#include "history/arrow_cells.hpp"
#include "history/join_record.hpp"
#include "history/record_fields.hpp"
#include "history/staged_table.hpp"
#include "tenure/error.hpp"

namespace tenure {
namespace {

/// A field of a stream, and its cells of the current batch in the form of TableRows.
class ArrowField {
 public:
  ArrowField(const ArrowSchema& schema, const std::string& column, std::size_t field,
             FieldType type, const DayClock& clock, bool minor_units)
      : found_(*find_column(schema, column)), field_(field), type_(type) {
    switch (type) {
      case FieldType::day:
        check_day_type(found_, clock);
        break;
      case FieldType::amount:
        minor_units ? check_minor_type(found_) : check_number_type(found_);
        break;
      case FieldType::number:
        check_number_type(found_);
        break;
      case FieldType::text:
        check_text_type(found_);
        break;
      case FieldType::flag:
        check_flag_type(found_);
        break;
    }
  }

  TableRows::Cells read(const ArrowArray& batch, std::int64_t first_row, DayClock& clock,
                        bool drops_invalid, const AmountScale& scale,
                        std::vector<std::uint8_t>& rounded) {
    ArrowColumn& column = found_.column;
    column.bind(batch, found_.index, first_row);
    const auto rows = static_cast<std::size_t>(batch.length);
    column.read(0, rows, values_);
    TableRows::Cells cells{field_, column.name(), {}};
    switch (type_) {
      case FieldType::day:
        read_days(column, values_, first_row, clock, drops_invalid, days_);
        cells.values = std::span<const std::int32_t>(days_);
        break;
      case FieldType::amount:
        read_minor(column, values_, first_row, scale, minor_, rounded);
        cells.values = std::span<const std::int64_t>(minor_);
        break;
      case FieldType::number:
        read_doubles(column, values_, doubles_);
        cells.values = std::span<const double>(doubles_);
        break;
      case FieldType::text:
        read_texts(column, values_, owned_);
        values_.texts.resize(rows);  // of the null type: none is present
        cells.values = std::span<const std::string_view>(values_.texts);
        break;
      case FieldType::flag:
        flags_.assign(rows, 0);
        for (std::size_t i = 0; i < values_.integers.size(); ++i) {
          flags_[i] = values_.present[i] != 0 && values_.integers[i] != 0;
        }
        cells.values = std::span<const std::uint8_t>(flags_);
        break;
    }
    return cells;
  }

 private:
  FoundColumn found_;
  std::size_t field_;
  FieldType type_;
  ArrowValues values_;
  std::vector<std::int32_t> days_;
  std::vector<std::int64_t> minor_;
  std::vector<double> doubles_;
  std::vector<std::uint8_t> flags_;
  std::vector<std::string> owned_;
};

void read_stream(StagedTable& staged, ArrowStream& stream, const RecordColumns& columns) {
  const ImportOptions& options = staged.options();
  const ArrowSchema& schema = stream.schema();
  auto client = find_column(schema, columns.client);
  if (!client) {
    throw Error(Status::invalid_argument, "a table needs a column of clients", "client");
  }
  check_client_type(*client);
  DayClock clock(options.day_rule);
  std::deque<ArrowField> fields;  // their cells refer to them
  const auto add = [&](const std::string& column, std::size_t field) {
    fields.emplace_back(schema, column, field, staged.fields()[field].type, clock,
                        columns.minor_units);
  };
  for (const auto& [field, column] : columns.fields) {
    const std::size_t position = field_position(staged.table(), field);
    if (!column.empty()) add(column, position);
  }
  for (const std::string& name : columns.attributes) {
    static_cast<void>(find_column(schema, name));  // before it is added
    add(name, staged.attribute(name));
  }
  const AmountScale scale{options.currency.decimals,
                          columns.minor_units ? options.currency.decimals : 0};
  ArrowValues ids;
  std::vector<std::uint8_t> rounded;
  while (const ArrowArray* batch = stream.next()) {
    TableRows rows;
    rows.rows = static_cast<std::size_t>(batch->length);
    rows.client_name = client->column.name();
    const std::int64_t first_row = staged.tally().rows_read;
    client->column.bind(*batch, client->index, first_row);
    client->column.read(0, rows.rows, ids);
    rows.client_present = ids.present;
    if (client->kind() == ArrowType::Kind::text) {
      rows.clients = std::span<const std::string_view>(ids.texts);
    } else {
      ids.integers.resize(rows.rows);  // of the null type: none is present
      rows.clients = std::span<const std::int64_t>(ids.integers);
    }
    rounded.assign(rows.rows, 0);
    const bool drops_invalid = options.invalid_rows == RowPolicy::drop;
    for (ArrowField& field : fields) {
      rows.cells.push_back(field.read(*batch, first_row, clock, drops_invalid, scale, rounded));
    }
    rows.rounded = rounded;
    staged.take(rows);
  }
}

/// The arrays of a lot in the form of TableRows; amounts as minor units.
void read_arrays(StagedTable& staged, const RecordArrays& arrays) {
  TableRows rows;
  rows.rows = std::visit([](const auto& ids) { return ids.size(); }, arrays.clients);
  rows.clients = arrays.clients;
  rows.client_present = arrays.client_present;
  std::deque<std::vector<std::int64_t>> minor;
  std::vector<std::uint8_t> rounded(rows.rows, 0);
  const auto check_size = [&](std::size_t size, std::string_view name) {
    if (size == rows.rows) return;
    throw Error(Status::invalid_argument,
                std::string(name) + " has " + std::to_string(size) + " rows, client " +
                    std::to_string(rows.rows),
                std::string(name));
  };
  if (!arrays.client_present.empty()) check_size(arrays.client_present.size(), "client_present");
  const auto add = [&](const RecordCells& given, std::size_t field) {
    const FieldType type = staged.fields()[field].type;
    std::visit(
        [&]<typename T>(std::span<const T> values) {
          check_size(values.size(), given.field);
          constexpr bool is_day = std::is_same_v<T, std::int32_t>;
          constexpr bool is_number = std::is_same_v<T, double>;
          constexpr bool is_text = std::is_same_v<T, std::string_view>;
          const bool fits = is_day      ? type == FieldType::day
                            : is_number ? type == FieldType::amount || type == FieldType::number
                            : is_text   ? type == FieldType::text
                                        : type == FieldType::flag;
          if (!fits) {
            throw Error(Status::invalid_argument,
                        std::string(given.field) + " is an array of another type than the field",
                        std::string(given.field));
          }
          TableRows::Cells cells{field, given.field, values};
          if constexpr (is_number) {
            if (type == FieldType::amount) {
              minor.emplace_back();
              to_minor(values, staged.options().currency.decimals, double_precision,
                       staged.fields()[field].name.c_str(), staged.tally().rows_read, minor.back(),
                       rounded);
              cells.values = std::span<const std::int64_t>(minor.back());
            }
          }
          rows.cells.push_back(std::move(cells));
        },
        given.values);
  };
  for (const RecordCells& cells : arrays.fields) {
    add(cells, field_position(staged.table(), cells.field));
  }
  for (const RecordCells& cells : arrays.attributes) add(cells, staged.attribute(cells.field));
  rows.rounded = rounded;
  staged.take(rows);
}

}  // namespace

struct RecordBuilder::Tables {
  explicit Tables(Portfolio from) : portfolio(std::move(from)) {
    for (std::size_t i = 0; i < record_table_count; ++i) {
      staged.emplace_back(static_cast<RecordTable>(i), portfolio.options());
    }
  }
  StagedTable& of(RecordTable table) {
    static_cast<void>(record_fields(table));  // rejects a table that is none
    return staged[static_cast<std::size_t>(table)];
  }
  Portfolio portfolio;
  std::vector<StagedTable> staged;
};

RecordBuilder::RecordBuilder(Portfolio portfolio)
    : tables_(std::make_unique<Tables>(std::move(portfolio))) {}
RecordBuilder::~RecordBuilder() = default;
RecordBuilder::RecordBuilder(RecordBuilder&&) noexcept = default;
RecordBuilder& RecordBuilder::operator=(RecordBuilder&&) noexcept = default;

void RecordBuilder::read(RecordTable table, ArrowArrayStream* stream,
                         const RecordColumns& columns) {
  ArrowStream owned(stream);
  StagedTable& staged = tables_->of(table);
  const StagedTable::Mark start = staged.mark();
  try {
    read_stream(staged, owned, columns);
  } catch (...) {
    staged.restore(start);
    throw;
  }
}

void RecordBuilder::read(RecordTable table, const RecordArrays& rows) {
  read_arrays(tables_->of(table), rows);
}

std::int64_t RecordBuilder::rows_read(RecordTable table) const {
  return tables_->of(table).tally().rows_read;
}

Record RecordBuilder::build() const {
  return Record(join_record(tables_->portfolio, tables_->staged));
}

}  // namespace tenure
