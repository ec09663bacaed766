#include <fstream>
#include <vector>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "tenure/record.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

/// Two clients with purchases, a third with an invoice alone, a flag and an attribute.
Record record() {
  Log log;
  log.add("ann", "2021-01-01", 10);
  log.add("bob", "2024-01-15", 5);
  RecordBuilder builder(import(log));
  const std::vector<std::string_view> listed{"ann", "bob"}, regions{"north", "south"}, eve{"eve"};
  const std::vector<std::uint8_t> no_contact{0, 1};
  RecordArrays clients;
  clients.clients = std::span<const std::string_view>(listed);
  clients.fields.push_back({"no_contact", std::span<const std::uint8_t>(no_contact)});
  clients.attributes.push_back({"region", std::span<const std::string_view>(regions)});
  builder.read(RecordTable::clients, clients);
  const std::vector<std::int32_t> issued{day("2024-01-01").since_epoch}, paid{INT32_MIN};
  const std::vector<double> amount{12.5};
  RecordArrays invoices;
  invoices.clients = std::span<const std::string_view>(eve);
  invoices.fields.push_back({"issued", std::span<const std::int32_t>(issued)});
  invoices.fields.push_back({"paid", std::span<const std::int32_t>(paid)});
  invoices.fields.push_back({"amount", std::span<const double>(amount)});
  builder.read(RecordTable::invoices, invoices);
  return builder.build();
}

Status status_of(const std::string& path) {
  try {
    (void)Record::load(path);
  } catch (const Error& error) {
    return error.status();
  }
  return Status::ok;
}

/// One contact of ann by `who`, or a contract of hers, beside a purchase in 2020.
Record ann_with(RecordTable table, const char* first, const char* text, const char* last = "") {
  Log log;
  log.add("ann", "2020-01-01", 10);
  ImportOptions options;
  options.observed_until = day("2024-06-01");
  RecordBuilder builder(import(log, options));
  const std::vector<std::string_view> ann{"ann"}, who{text};
  const std::vector<std::int32_t> begin{day(first).since_epoch};
  const std::vector<std::int32_t> end{*last == '\0' ? INT32_MIN : day(last).since_epoch};
  RecordArrays rows;
  rows.clients = std::span<const std::string_view>(ann);
  if (table == RecordTable::contacts) {
    rows.fields.push_back({"day", std::span<const std::int32_t>(begin)});
    rows.fields.push_back({"started_by", std::span<const std::string_view>(who)});
  } else {
    rows.fields.push_back({"start", std::span<const std::int32_t>(begin)});
    rows.fields.push_back({"end", std::span<const std::int32_t>(end)});
  }
  builder.read(table, rows);
  return builder.build();
}

}  // namespace

TEST_CASE("save, load, save of a record gives identical bytes") {
  const TemporaryDirectory directory;
  const Record saved = record();
  saved.save(directory.file("a"));
  const Record loaded = Record::load(directory.file("a"));
  loaded.save(directory.file("b"));
  CHECK(read_file(directory.file("a")) == read_file(directory.file("b")));
  CHECK(loaded.clients() == 3);
  CHECK(loaded.portfolio().has_flag(1, ClientFlag::no_contact));
  CHECK(loaded.table(RecordTable::clients).text("region")[1] == "south");
  CHECK(loaded.client_table().float64("invoiced")[2] == 12.5);
  CHECK(same_rows(loaded.portfolio(), saved.portfolio()));
  // A portfolio is no record.
  saved.portfolio().save(directory.file("p"));
  CHECK(status_of(directory.file("p")) == Status::corrupt_data);
}

TEST_CASE("every flipped byte of a record's file is found") {
  const TemporaryDirectory directory;
  const std::string path = directory.file("damaged");
  record().save(path);
  const std::vector<char> good = read_file(path);
  REQUIRE(status_of(path) == Status::ok);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  for (std::size_t i = 0; i < good.size(); ++i) {
    const auto put = [&](int byte) {
      file.seekp(static_cast<std::streamoff>(i));
      file.put(static_cast<char>(byte));
      file.flush();
    };
    put(good[i] ^ (1 << (i % 8)));
    REQUIRE(status_of(path) == Status::corrupt_data);
    put(good[i]);
  }
}

TEST_CASE("erasing a client takes his rows out of every table") {
  TextColumn gone;
  gone.push_back("eve");
  gone.push_back("bob");
  const Record rest = erase(record(), gone.view());
  CHECK(rest.clients() == 1);
  CHECK(rest.portfolio().clients() == 1);
  CHECK(rest.table(RecordTable::invoices).rows() == 0);
  CHECK(rest.table(RecordTable::clients).rows() == 1);
  CHECK(rest.report(RecordTable::invoices).dropped.back().reason == "erased");
  CHECK(rest.report(RecordTable::invoices).kept == 0);
  CHECK(rest.has(RecordTable::invoices));
  const TemporaryDirectory directory;
  rest.save(directory.file("a"));
  CHECK(Record::load(directory.file("a")).clients() == 1);
}

TEST_CASE(
    "a contact of the client's own keeps the retention clock from running out, one of ours "
    "does not") {
  const auto due = [](const Record& of) { return due_for_erasure(of).rows(); };
  CHECK(due(ann_with(RecordTable::contacts, "2023-01-01", "client")) == 0);
  CHECK(due(ann_with(RecordTable::contacts, "2023-01-01", "firm")) == 1);
  CHECK(due(ann_with(RecordTable::contracts, "2020-06-01", "")) == 0);  // it runs
  CHECK(due(ann_with(RecordTable::contracts, "2020-06-01", "", "2021-06-01")) == 1);
  CHECK(due(ann_with(RecordTable::contracts, "2020-06-01", "", "2021-06-02")) == 0);
}

TEST_CASE("of who never acted the clock starts with the first day known of him") {
  const Record of = record();
  const Table due = due_for_erasure(of, {.as_of = day("2027-01-01")});
  REQUIRE(due.rows() == 2);  // ann's purchase of 2021, eve's invoice of 2024
  CHECK(due.text("client")[1] == "eve");
  CHECK(due.day("last_active")[1] == day("2024-01-01").since_epoch);
  CHECK(erase_due(of, {.as_of = day("2027-01-01")}).clients() == 1);
}
