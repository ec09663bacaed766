#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "tenure/record.hpp"
#include "tenure/summary.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

using Texts = std::vector<std::string_view>;
using Numbers = std::vector<double>;

Log purchases() {
  Log log;
  log.add("ann", "2024-01-01", 10, "", 4);
  log.add("ann", "2024-02-01", 20, "", 8);
  log.add("bob", "2024-01-15", 5, "", 2);
  return log;
}

std::vector<std::int32_t> days(std::initializer_list<const char*> texts) {
  std::vector<std::int32_t> days;
  for (const char* text : texts) {
    days.push_back(*text == '\0' ? PurchaseArrays::no_day : day(text).since_epoch);
  }
  return days;
}

/// Arrays that own their cells, so that a test can write them in place.
struct Rows {
  explicit Rows(Texts clients) : clients_(std::move(clients)) {
    arrays.clients = std::span<const std::string_view>(clients_);
  }
  Rows& at(const char* field, const std::vector<std::int32_t>& cells) {
    return add({field, std::span<const std::int32_t>(cells)});
  }
  Rows& at(const char* field, const Numbers& cells) {
    return add({field, std::span<const double>(cells)});
  }
  Rows& at(const char* field, const Texts& cells) {
    return add({field, std::span<const std::string_view>(cells)});
  }
  Rows& at(const char* field, const std::vector<std::uint8_t>& cells) {
    return add({field, std::span<const std::uint8_t>(cells)});
  }
  Rows& attribute(const char* name, const Texts& cells) {
    arrays.attributes.push_back({name, std::span<const std::string_view>(cells)});
    return *this;
  }
  RecordArrays arrays;

 private:
  Rows& add(RecordCells cells) {
    arrays.fields.push_back(cells);
    return *this;
  }
  Texts clients_;
};

const auto contact_days = days({"2024-02-03", "2024-01-05", "2024-01-04"});
const Numbers contact_costs{1.5, 2.25, 3};
const Texts natures{"call", "complaint", ""};

Rows contacts() {
  Rows rows({"ann", "eve", "ann"});
  rows.at("day", contact_days).at("cost", contact_costs).at("nature", natures);
  return rows;
}

Record with_contacts() {
  RecordBuilder builder(import(purchases()));
  builder.read(RecordTable::contacts, contacts().arrays);
  return builder.build();
}

}  // namespace

TEST_CASE("a record's clients are those of any table, its rows by client and day") {
  const Record record = with_contacts();
  REQUIRE(record.clients() == 3);
  CHECK(std::get<TextView>(record.client_ids())[2] == "eve");
  CHECK(record.portfolio_rows()[0] == 0);
  CHECK(record.portfolio_rows()[2] == -1);
  CHECK(record.has(RecordTable::contacts));
  CHECK_FALSE(record.has(RecordTable::invoices));
  CHECK(record.table(RecordTable::invoices).rows() == 0);

  const Table& rows = record.table(RecordTable::contacts);
  REQUIRE(rows.rows() == 3);
  CHECK(rows.text("client")[0] == "ann");
  CHECK(rows.day("day")[0] == day("2024-01-04").since_epoch);
  CHECK(rows.float64("cost")[0] == 3);
  CHECK(rows.validity(rows.at("nature"))[0] == 0);
  CHECK(rows.text("nature")[1] == "call");
  CHECK_FALSE(rows.find("satisfaction"));
  const auto offsets = record.offsets(RecordTable::contacts);
  CHECK(std::vector<std::uint64_t>(offsets.begin(), offsets.end()) ==
        std::vector<std::uint64_t>{0, 2, 2, 3});
  CHECK(record.report(RecordTable::contacts).kept == 3);
  CHECK(record.report(RecordTable::contacts).clients == 2);
}

TEST_CASE("the client table adds up what is recorded of each") {
  RecordBuilder builder(import(purchases()));
  builder.read(RecordTable::contacts, contacts().arrays);
  Rows clients({"bob", "ann"});
  const auto acquired = days({"", "2023-12-24"});
  const Numbers costs{7, missing};
  const Texts region{"north", ""};
  builder.read(RecordTable::clients, clients.at("acquired", acquired)
                                         .at("acquisition_cost", costs)
                                         .attribute("region", region)
                                         .arrays);
  const auto issued = days({"2024-01-01", "2024-01-02"}), paid = days({"2024-01-31", ""});
  const Numbers amounts{100, 40.5};
  Rows invoices({"ann", "ann"});
  builder.read(RecordTable::invoices,
               invoices.at("issued", issued).at("paid", paid).at("amount", amounts).arrays);
  const auto start = days({"2022-01-01", "2023-06-01"}), end = days({"2022-12-31", ""});
  Rows contracts({"bob", "bob"});
  builder.read(RecordTable::contracts, contracts.at("start", start).at("end", end).arrays);
  const Record record = builder.build();
  const Table table = record.client_table();
  REQUIRE(table.rows() == 3);
  CHECK(table.int64("purchases")[0] == 2);
  CHECK(table.int64("purchases")[2] == 0);
  CHECK(table.float64("revenue")[0] == 30);
  CHECK(table.float64("cost_of_goods")[0] == 12);
  CHECK(table.int64("contacts")[0] == 2);
  CHECK(table.int64("complaints")[2] == 1);
  CHECK(table.float64("contact_cost")[0] == 4.5);
  CHECK(table.day("acquired")[0] == day("2023-12-24").since_epoch);
  CHECK(table.float64("acquisition_cost")[1] == 7);
  CHECK(table.float64("invoiced")[0] == 140.5);
  CHECK(table.float64("paid")[0] == 100);
  CHECK(table.int64("contracts")[1] == 1);
  CHECK(record.table(RecordTable::clients).text("region")[1] == "north");
}

TEST_CASE("who never bought can opt out too") {
  const std::vector<std::uint8_t> yes{1};
  Rows clients({"eve"});
  RecordBuilder builder(import(purchases()));
  builder.read(RecordTable::clients, clients.at("no_profiling", yes).arrays);
  const Record record = builder.build();
  CHECK(record.portfolio().excluded_clients() == 0);
  CHECK(record.has_flag(2, ClientFlag::no_profiling));
  CHECK_FALSE(record.has_flag(0, ClientFlag::no_profiling));
}

TEST_CASE("flags of the clients table reach the portfolio; a column that is absent changes none") {
  const std::vector<std::uint8_t> first{1, 0}, second{0};
  TextColumn ann;
  ann.push_back("ann");
  const std::vector<std::uint8_t> yes{1};
  const Portfolio before =
      with_flags(import(purchases()), {.clients = ann.view(), .no_profiling = yes});
  RecordBuilder builder(before);
  Rows clients({"ann", "bob"});
  builder.read(RecordTable::clients, clients.at("no_contact", first).arrays);
  const Portfolio after = builder.build().portfolio();
  CHECK(after.has_flag(0, ClientFlag::no_profiling));
  CHECK(after.has_flag(0, ClientFlag::no_contact));
  CHECK_FALSE(after.has_flag(1, ClientFlag::no_contact));
  CHECK(Summary::from_portfolio(after).excluded_clients() == 1);
  Rows taken_back({"ann"});
  RecordBuilder again(after);
  again.read(RecordTable::clients, taken_back.at("no_profiling", second).arrays);
  CHECK(again.build().portfolio().excluded_clients() == 0);
}

TEST_CASE("the portfolio's policies hold for every table, and each row is accounted for") {
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  options.observed_until = day("2024-02-01");
  Rows rows({"ann", "", "ann", "ann", "ann"});
  const auto when = days({"2024-01-01", "2024-01-01", "", "2024-02-02", "2024-01-02"});
  const Numbers costs{1, 1, 1, 1, std::numeric_limits<double>::infinity()};
  const Numbers grades{1, 2, 3, 4, std::numeric_limits<double>::infinity()};
  rows.at("day", when).at("satisfaction", grades);
  RecordBuilder builder(import(purchases(), options));
  builder.read(RecordTable::contacts, rows.arrays);
  const ImportReport report = builder.build().report(RecordTable::contacts);
  CHECK(report.rows_read == 5);
  CHECK(report.kept == 1);
  CHECK(report.rows_dropped() == 4);
  CHECK(report.rows_read == report.kept + report.merged + report.rows_dropped());
  RecordBuilder strict(import(purchases()));
  const auto error =
      error_of(Status::invalid_data, [&] { strict.read(RecordTable::contacts, rows.arrays); });
  CHECK(error.argument() == "day");
  CHECK(error.row() == 2);
  CHECK(strict.rows_read(RecordTable::contacts) == 0);  // all rows enter or none
  CHECK(strict.build().table(RecordTable::contacts).rows() == 0);
}

TEST_CASE("a client who comes twice in the clients table is an invalid row") {
  const auto acquired = days({"2024-01-02", "2024-01-01"});
  Rows rows({"ann", "ann"});
  rows.at("acquired", acquired);
  RecordBuilder strict(import(purchases()));
  strict.read(RecordTable::clients, rows.arrays);
  CHECK(error_of(Status::invalid_data, [&] { (void)strict.build(); }).row() == 1);
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  RecordBuilder builder(import(purchases(), options));
  builder.read(RecordTable::clients, rows.arrays);
  const Record record = builder.build();
  REQUIRE(record.table(RecordTable::clients).rows() == 1);
  CHECK(record.table(RecordTable::clients).day("acquired")[0] == day("2024-01-02").since_epoch);
  CHECK(record.report(RecordTable::clients).dropped[0].reason == "duplicate");
}

TEST_CASE("lots and single rows give what one lot gives, up to the order of a day's rows") {
  RecordBuilder builder(import(purchases()));
  for (std::size_t i = 0; i < 3; ++i) {
    const Texts client{Texts{"ann", "eve", "ann"}[i]}, nature{natures[i]};
    const std::vector<std::int32_t> when{contact_days[i]};
    const Numbers cost{contact_costs[i]};
    Rows row(client);
    builder.read(RecordTable::contacts,
                 row.at("day", when).at("cost", cost).at("nature", nature).arrays);
  }
  const Table one = with_contacts().table(RecordTable::contacts);
  const Table parts = builder.build().table(RecordTable::contacts);
  CHECK(one.text("client").bytes == parts.text("client").bytes);
  CHECK(one.text("nature").bytes == parts.text("nature").bytes);
  CHECK(std::ranges::equal(one.float64("cost"), parts.float64("cost")));
  CHECK(std::ranges::equal(one.day("day"), parts.day("day")));
}

TEST_CASE("what cannot be read is refused by name") {
  RecordBuilder builder(import(purchases()));
  const auto argument = [&](RecordTable table, const Rows& rows) {
    return error_of(Status::invalid_argument, [&] { builder.read(table, rows.arrays); }).argument();
  };
  const auto when = days({"2024-01-01"}), two = days({"2024-01-01", "2024-01-02"});
  const Texts words{"x"};
  const Numbers number{1};
  CHECK(argument(RecordTable::contacts, Rows({"ann"})) == "day");
  CHECK(argument(RecordTable::contacts, Rows({"ann"}).at("when", when)) == "when");
  CHECK(argument(RecordTable::contacts, Rows({"ann"}).at("day", two)) == "day");
  CHECK(argument(RecordTable::contacts, Rows({"ann"}).at("day", words)) == "day");
  CHECK(argument(RecordTable::contacts, Rows({"ann"}).at("day", when).attribute("region", words)) ==
        "attributes");
  CHECK(argument(RecordTable::clients, Rows({"ann"}).attribute("acquired", words)) == "acquired");
  CHECK(argument(RecordTable::invoices, Rows({"ann"}).at("issued", when)) == "amount");
  CHECK(argument(static_cast<RecordTable>(4), Rows({"ann"})) == "table");
  const std::vector<std::int64_t> ids{1};
  RecordArrays numbers;
  numbers.clients = std::span<const std::int64_t>(ids);
  numbers.fields.push_back({"day", std::span<const std::int32_t>(when)});
  builder.read(RecordTable::contacts, numbers);
  CHECK(error_of(Status::invalid_data, [&] { (void)builder.build(); }).argument() == "client");
}
