#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "tenure/privacy.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

ImportOptions tolerant(std::uint64_t seed) {
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  options.same_day = static_cast<SameDay>(seed % 3);
  return options;
}

}  // namespace

TEST_CASE("law: erasing clients gives the rows of an import without them") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Log log = dirty_log(seed, 20 + 3 * seed);
    const Portfolio whole = import(log, tolerant(seed));
    TextColumn gone;
    const auto ids = std::get<TextView>(whole.client_ids());
    for (std::size_t c = 0; c < ids.size(); c += 2) gone.push_back(ids[c]);
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < log.rows(); ++i) {
      bool is_gone = false;
      for (std::size_t j = 0; j < gone.view().size(); ++j) {
        is_gone = is_gone || gone.view()[j] == log.client[i];
      }
      if (!is_gone) rows.push_back(i);
    }
    ImportOptions options = tolerant(seed);
    options.observed_until = whole.observed_until();
    const Portfolio without = import(log.rows_at(rows), options);
    const Portfolio erased = erase(whole, gone.view());
    REQUIRE(same_rows(erased, without));
    REQUIRE(erased.report().returns_recorded == without.report().returns_recorded);
    REQUIRE(erased.report().returns_unmatched == without.report().returns_unmatched);
    const ImportReport& report = erased.report();
    REQUIRE(report.rows_read == report.kept + report.merged + report.rows_dropped());
    REQUIRE(same_rows(erase(erased, gone.view()), erased));  // twice is harmless
  }
}

TEST_CASE("an erased client's id, order, category and flags are not in the saved file") {
  Log log;
  log.add("ann", "2024-01-01", 10, "order-of-ann");
  log.add("secret-name", "2024-01-02", 10, "order-of-secret");
  log.category[1] = "what-only-he-bought";
  TextColumn him;
  him.push_back("secret-name");
  const std::vector<std::uint8_t> yes{1};
  const Portfolio flagged = with_flags(import(log), {.clients = him.view(), .erase = yes});
  const TemporaryDirectory directory;
  const auto holds = [&](const Portfolio& portfolio, std::string_view text) {
    portfolio.save(directory.file("a"));
    const std::vector<char> bytes = read_file(directory.file("a"));
    return std::search(bytes.begin(), bytes.end(), text.begin(), text.end()) != bytes.end();
  };
  CHECK(holds(flagged, "secret"));
  CHECK(holds(flagged, "what-only-he-bought"));
  const Portfolio erased = erase_due(flagged);
  CHECK(erased.clients() == 1);
  CHECK_FALSE(holds(erased, "secret"));
  CHECK_FALSE(holds(erased, "what-only-he-bought"));
  CHECK(holds(erased, "order-of-ann"));
  CHECK(flag_table(erased).rows() == 0);
  REQUIRE(erased.report().dropped.size() == 1);
  CHECK(erased.report().dropped[0].reason == "erased");
  CHECK(erased.report().dropped[0].rows == 1);
  CHECK(erased.report().dropped[0].first_row == -1);
  // The count goes on in what is appended and loaded.
  CHECK(
      Portfolio::load(directory.file("a")).append(LogArrays(log).arrays).report().dropped[0].rows ==
      1);
}

TEST_CASE("retention clock: due on the very day three years after the last purchase or return") {
  Log log;
  log.add("ann", "2021-03-01", 10);
  log.add("bob", "2021-03-02", 10);
  log.add("eve", "2020-01-01", 10);
  log.add("eve", "2024-02-28", -10);  // a return is an active contact
  log.add("leap", "2020-02-29", 10);
  ImportOptions options;
  options.observed_until = day("2024-03-01");
  const Portfolio portfolio = import(log, options);
  const Table due = due_for_erasure(portfolio);
  REQUIRE(due.rows() == 2);
  CHECK(due.text("client")[0] == "ann");
  CHECK(due.day("due_since")[0] == day("2024-03-01").since_epoch);
  CHECK(due.day("last_active")[0] == day("2021-03-01").since_epoch);
  CHECK(due.text("reason")[0] == "inactive");
  CHECK(due.text("client")[1] == "leap");
  CHECK(due.day("due_since")[1] == day("2023-02-28").since_epoch);
  CHECK(due_for_erasure(portfolio, {.as_of = day("2024-03-02")}).rows() == 3);
  CHECK(due_for_erasure(portfolio, {.years = 5}).rows() == 0);
  CHECK(erase_due(portfolio).clients() == 2);
}

TEST_CASE("who asked is due at once, without a day on which a clock ran out") {
  Log log;
  log.add("ann", "2024-01-01", 10);
  TextColumn ann;
  ann.push_back("ann");
  const std::vector<std::uint8_t> yes{1};
  const Table due = due_for_erasure(with_flags(import(log), {.clients = ann.view(), .erase = yes}));
  REQUIRE(due.rows() == 1);
  CHECK(due.text("reason")[0] == "asked");
  CHECK(due.validity(due.at("due_since"))[0] == 0);
}

TEST_CASE("a clock that is none is refused") {
  const Portfolio empty = import({});
  CHECK(due_for_erasure(empty).rows() == 0);
  for (const double years : {-1.0, 101.0, missing}) {
    CHECK(error_of(Status::invalid_argument, [&] {
            (void)due_for_erasure(empty, {.years = years});
          }).argument() == "years");
  }
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)due_for_erasure(empty, {.as_of = Day{INT32_MAX}});
        }).argument() == "as_of");
}
