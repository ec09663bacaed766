#include <utility>

#include "history/array_log.hpp"
#include "history/arrow_log.hpp"
#include "history/staged_rows.hpp"

namespace tenure {
namespace {

/// Runs `take`, which adds to `staged`; undoes what it added if it throws.
template <typename Take>
void all_or_nothing(StagedRows& staged, Take&& take) {
  const StagedRows::Mark start = staged.mark();
  try {
    take();
  } catch (...) {
    staged.restore(start);
    throw;
  }
}

/// The row as a slice of one.
void take_row(const PortfolioBuilder::Row& row, StagedRows& staged) {
  const std::int64_t number = staged.tally().rows_read;
  const int decimals = staged.options().currency.decimals;
  std::uint8_t present = 1, rounded = 0;
  std::int64_t id = 0, amount = 0, cost = 0;
  std::string_view text;
  const std::string_view order = row.order_id.value_or("");
  const std::string_view category = row.category.value_or("");
  const std::string_view channel = row.channel.value_or("");
  const double quantity = row.quantity.value_or(0);

  RowSlice slice;
  slice.rows = 1;
  slice.first_row = number;
  if (const auto* known_text = std::get_if<std::string_view>(&row.client)) {
    text = *known_text;
    slice.clients = std::span(&std::as_const(text), 1);
  } else {
    if (const auto* known_id = std::get_if<std::int64_t>(&row.client)) id = *known_id;
    present = std::holds_alternative<std::int64_t>(row.client) ? 1 : 0;
    slice.clients = std::span(&std::as_const(id), 1);
  }
  slice.client_present = {&present, 1};
  slice.days = {&row.day.since_epoch, 1};
  const auto read = [&](const std::optional<double>& units, const char* name, bool& there,
                        std::int64_t& minor, std::span<const std::int64_t>& column) {
    there = units.has_value();
    if (!there) return;
    minor =
        checked_minor(minor_from_double(*units, decimals, double_precision), name, number, rounded);
    column = {&minor, 1};
  };
  read(row.amount, "amount", slice.has_amounts, amount, slice.amounts);
  read(row.cost, "cost", slice.has_costs, cost, slice.costs);
  slice.rounded = {&rounded, 1};
  slice.orders = {&order, 1};
  slice.categories = {&category, 1};
  slice.channels = {&channel, 1};
  if (row.quantity) slice.quantities = {&quantity, 1};
  staged.take(1, [&](std::size_t) -> const RowSlice& { return slice; }, {});
}

}  // namespace

struct PortfolioBuilder::Rows {
  StagedRows staged;
};

PortfolioBuilder::PortfolioBuilder(const ImportOptions& options)
    : rows_(std::make_unique<Rows>(Rows{StagedRows(options)})) {}
PortfolioBuilder::~PortfolioBuilder() = default;
PortfolioBuilder::PortfolioBuilder(PortfolioBuilder&&) noexcept = default;
PortfolioBuilder& PortfolioBuilder::operator=(PortfolioBuilder&&) noexcept = default;

void PortfolioBuilder::push(const Row& row) {
  all_or_nothing(rows_->staged, [&] { take_row(row, rows_->staged); });
}

void PortfolioBuilder::push(const PurchaseArrays& rows) {
  all_or_nothing(rows_->staged, [&] { read_arrays(rows, rows_->staged, {}); });
}

void PortfolioBuilder::push(ArrowArrayStream* stream, const PurchaseColumns& columns) {
  ArrowStream owned(stream);
  all_or_nothing(rows_->staged, [&] { read_arrow(owned, columns, rows_->staged, {}); });
}

void PortfolioBuilder::merge(PortfolioBuilder&& other) {
  rows_->staged.merge(std::move(other.rows_->staged));
}

std::vector<std::byte> PortfolioBuilder::to_bytes() const {
  MemorySink bytes;
  rows_->staged.write_to(bytes);
  return std::move(bytes).take();
}

PortfolioBuilder PortfolioBuilder::from_bytes(std::span<const std::byte> bytes) {
  MemorySource source(bytes);
  StagedRows staged = StagedRows::read_from(source);
  PortfolioBuilder builder(staged.options());
  builder.rows_->staged = std::move(staged);
  return builder;
}

std::int64_t PortfolioBuilder::rows_read() const noexcept {
  return rows_->staged.tally().rows_read;
}

const ImportOptions& PortfolioBuilder::options() const noexcept { return rows_->staged.options(); }

Portfolio PortfolioBuilder::build(const Execution& execution) {
  auto empty = std::make_unique<Rows>(Rows{StagedRows(rows_->staged.options())});
  const auto full = std::exchange(rows_, std::move(empty));
  return Portfolio(std::move(full->staged).arrange(execution));
}

}  // namespace tenure
