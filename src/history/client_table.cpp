/// Record::client_table: what is recorded of each client in all tables.
#include <utility>

#include "history/client_column.hpp"
#include "history/money.hpp"
#include "history/portfolio_data.hpp"
#include "history/purchases.hpp"
#include "history/record_data.hpp"

namespace tenure {
namespace {

/// The cells of a column of one client's rows that have a value.
template <typename Visit>
void for_cells(const Record& record, RecordTable table, const char* column, std::size_t client,
               Visit&& visit) {
  const Table& rows = record.table(table);
  const auto at = rows.find(column);
  if (!at) return;
  const auto validity = rows.validity(*at);
  const auto offsets = record.offsets(table);
  for (std::size_t i = offsets[client]; i < offsets[client + 1]; ++i) {
    if (validity.empty() || validity[i] != 0) visit(*at, i);
  }
}

double sum_of(const Record& record, RecordTable table, const char* column, std::size_t client) {
  double sum = 0.0;
  for_cells(record, table, column, client,
            [&](std::size_t at, std::size_t i) { sum += record.table(table).float64(at)[i]; });
  return sum;
}

class ClientTable {
 public:
  explicit ClientTable(const Record& record) : record_(record), clients_(record.clients()) {
    add_client_column(table_, record.client_ids());
  }

  Table build() {
    add_purchases();
    if (record_.has(RecordTable::clients)) add_acquisition();
    if (record_.has(RecordTable::contacts)) add_contacts();
    if (record_.has(RecordTable::invoices)) add_invoices();
    if (record_.has(RecordTable::contracts)) add_contracts();
    return table_.build();
  }

 private:
  template <typename Value>
  void numbers(const char* name, Value&& value) {
    std::vector<double> column(clients_);
    for (std::size_t c = 0; c < clients_; ++c) column[c] = value(c);
    table_.float64(name, std::move(column));
  }
  template <typename Count>
  void counts(const char* name, Count&& count) {
    std::vector<std::int64_t> column(clients_);
    for (std::size_t c = 0; c < clients_; ++c) column[c] = count(c);
    table_.int64(name, std::move(column));
  }
  [[nodiscard]] std::int64_t rows_of(RecordTable table, std::size_t client) const {
    const auto offsets = record_.offsets(table);
    return static_cast<std::int64_t>(offsets[client + 1] - offsets[client]);
  }

  void add_purchases() {
    const Portfolio::Data& data = record_.portfolio().data();
    const auto rows = record_.portfolio_rows();
    std::vector<Purchase> purchases;
    counts("purchases", [&](std::size_t c) -> std::int64_t {
      if (rows[c] < 0) return 0;
      read_purchases(data, static_cast<std::size_t>(rows[c]), before_all_days, Day::last(),
                     purchases);
      return static_cast<std::int64_t>(purchases.size());
    });
    const auto sum = [&](const auto& column, std::size_t c) {
      std::int64_t minor = 0;
      if (rows[c] >= 0) {
        const auto row = static_cast<std::size_t>(rows[c]);
        for (std::size_t i = data.offsets[row]; i < data.offsets[row + 1]; ++i) minor += column[i];
      }
      return units_from_minor(minor, data.options.currency.decimals);
    };
    if (data.has_amounts) {
      numbers("revenue", [&](std::size_t c) { return sum(data.lines.amount, c); });
    }
    if (data.has_costs) {
      numbers("cost_of_goods", [&](std::size_t c) { return sum(data.lines.cost, c); });
    }
  }

  void add_acquisition() {
    std::vector<std::int32_t> acquired(clients_);
    std::vector<std::uint8_t> is_known(clients_);
    for (std::size_t c = 0; c < clients_; ++c) {
      for_cells(record_, RecordTable::clients, "acquired", c, [&](std::size_t at, std::size_t i) {
        acquired[c] = record_.table(RecordTable::clients).day(at)[i];
        is_known[c] = 1;
      });
    }
    table_.day("acquired", std::move(acquired), std::move(is_known));
    numbers("acquisition_cost", [&](std::size_t c) {
      return sum_of(record_, RecordTable::clients, "acquisition_cost", c);
    });
  }

  void add_contacts() {
    counts("contacts", [&](std::size_t c) { return rows_of(RecordTable::contacts, c); });
    counts("complaints", [&](std::size_t c) {
      std::int64_t complaints = 0;
      for_cells(record_, RecordTable::contacts, "nature", c, [&](std::size_t at, std::size_t i) {
        complaints += record_.table(RecordTable::contacts).text(at)[i] == "complaint";
      });
      return complaints;
    });
    numbers("contact_cost",
            [&](std::size_t c) { return sum_of(record_, RecordTable::contacts, "cost", c); });
  }

  void add_invoices() {
    numbers("invoiced",
            [&](std::size_t c) { return sum_of(record_, RecordTable::invoices, "amount", c); });
    numbers("paid", [&](std::size_t c) {
      double paid = 0.0;
      const Table& invoices = record_.table(RecordTable::invoices);
      for_cells(record_, RecordTable::invoices, "paid", c,
                [&](std::size_t, std::size_t i) { paid += invoices.float64("amount")[i]; });
      return paid;
    });
  }

  void add_contracts() {
    const Day end_of_observation = record_.portfolio().observed_until();
    counts("contracts", [&](std::size_t c) {
      std::int64_t running = rows_of(RecordTable::contracts, c);
      for_cells(record_, RecordTable::contracts, "end", c, [&](std::size_t at, std::size_t i) {
        running -= Day{record_.table(RecordTable::contracts).day(at)[i]} <= end_of_observation;
      });
      return running;
    });
  }

  const Record& record_;
  std::size_t clients_;
  Table::Builder table_;
};

}  // namespace

Table Record::client_table() const { return ClientTable(*this).build(); }

}  // namespace tenure
