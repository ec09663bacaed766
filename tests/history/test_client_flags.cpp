#include <string_view>

#include <doctest/doctest.h>

#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "tenure/privacy.hpp"
#include "tenure/summary.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

Log three_clients() {
  Log log;
  log.add("ann", "2024-01-01", 10);
  log.add("ann", "2024-02-01", 20);
  log.add("bob", "2024-01-15", 5);
  log.add("eve", "2024-01-20", 7);
  log.add("eve", "2024-03-01", 8);
  return log;
}

TextColumn names(std::initializer_list<std::string_view> list) {
  TextColumn column;
  for (const auto name : list) column.push_back(name);
  return column;
}

const std::vector<std::uint8_t> yes{1, 1, 1, 1};
std::span<const std::uint8_t> ones(std::size_t n) { return std::span(yes).first(n); }

}  // namespace

TEST_CASE("a client who opted out of profiling counts in totals and has no row in a summary") {
  const Portfolio portfolio = import(three_clients());
  const TextColumn bob = names({"bob"});
  const Portfolio flagged = with_flags(portfolio, {.clients = bob.view(), .no_profiling = ones(1)});
  CHECK(flagged.clients() == 3);
  CHECK(flagged.purchases() == 5);
  CHECK(flagged.excluded_clients() == 1);
  CHECK(flagged.has_flag(1, ClientFlag::no_profiling));
  CHECK_FALSE(flagged.has_flag(1, ClientFlag::no_contact));
  CHECK_FALSE(flagged.has_flag(0, ClientFlag::no_profiling));
  CHECK(&flagged.data() == &portfolio.data());  // no row is copied

  const Summary summary = Summary::from_portfolio(flagged);
  CHECK(summary.size() == 2);
  CHECK(std::get<TextView>(summary.client_ids())[1] == "eve");
  CHECK(summary.excluded_clients() == 1);
  CHECK(summary.clients_left_out() == 0);
  CHECK(summary.table().excluded_clients() == 1);
  CHECK(portfolio.excluded_clients() == 0);
  CHECK(Summary::from_portfolio(portfolio).table().excluded_clients() == 0);
}

TEST_CASE("who came after the calibration is left out, not excluded, whatever he asked for") {
  const TextColumn bob = names({"bob"});
  const Portfolio flagged =
      with_flags(import(three_clients()), {.clients = bob.view(), .no_profiling = ones(1)});
  const Summary early = Summary::from_portfolio(flagged, {.calibration_end = day("2024-01-10")});
  CHECK(early.size() == 1);
  CHECK(early.excluded_clients() == 0);
  CHECK(early.clients_left_out() == 2);
}

TEST_CASE("flags are set anew for those named and stay for the others") {
  const TextColumn first = names({"eve", "ann"}), second = names({"ann", "zoe"});
  Portfolio portfolio =
      with_flags(import(three_clients()),
                 {.clients = first.view(), .no_profiling = ones(2), .no_contact = ones(2)});
  portfolio = with_flags(portfolio, {.clients = second.view(), .erase = ones(2)});
  const Table table = flag_table(portfolio);
  REQUIRE(table.rows() == 3);
  CHECK(table.text("client")[0] == "ann");
  CHECK(table.text("client")[1] == "eve");
  CHECK(table.text("client")[2] == "zoe");
  const auto is = [&](const char* name, std::size_t row) {
    return table.boolean(table.at(name))[row] == 1;
  };
  CHECK_FALSE(is("no_profiling", 0));
  CHECK(is("erase", 0));
  CHECK(is("no_profiling", 1));
  CHECK(is("no_contact", 1));
  CHECK(is("erase", 2));
  CHECK(portfolio.excluded_clients() == 1);
  // Who takes everything back is gone from the table.
  const TextColumn eve = names({"eve"});
  CHECK(flag_table(with_flags(portfolio, {.clients = eve.view()})).rows() == 2);
}

TEST_CASE("a flag holds when the client's first rows are appended, and in a saved file") {
  const TextColumn zoe = names({"zoe"});
  const Portfolio flagged =
      with_flags(import(three_clients()), {.clients = zoe.view(), .no_profiling = ones(1)});
  CHECK(flagged.excluded_clients() == 0);
  Log more;
  more.add("zoe", "2024-03-02", 1);
  const Portfolio all = flagged.append(LogArrays(more).arrays);
  CHECK(all.excluded_clients() == 1);
  const TemporaryDirectory directory;
  all.save(directory.file("a"));
  const Portfolio loaded = Portfolio::load(directory.file("a"));
  CHECK(loaded.excluded_clients() == 1);
  CHECK(loaded.has_flag(3, ClientFlag::no_profiling));
  CHECK(same_rows(loaded, all));
}

TEST_CASE("flags that cannot be right are refused by name") {
  const Portfolio portfolio = import(three_clients());
  const TextColumn twice = names({"ann", "bob", "ann"}), nobody = names({"ann", ""});
  const std::vector<std::int64_t> numbers{1};
  const auto error = error_of(Status::invalid_data, [&] {
    (void)with_flags(portfolio, {.clients = twice.view(), .erase = ones(3)});
  });
  CHECK(error.argument() == "client");
  CHECK(error.row() == 2);
  CHECK(error_of(Status::invalid_data, [&] {
          (void)with_flags(portfolio, {.clients = nobody.view()});
        }).row() == 1);
  error_of(Status::invalid_data, [&] {
    (void)with_flags(portfolio, {.clients = std::span<const std::int64_t>(numbers)});
  });
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)with_flags(portfolio, {.clients = twice.view(), .no_contact = ones(2)});
        }).argument() == "no_contact");
}
