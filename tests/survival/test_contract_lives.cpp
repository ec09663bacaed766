#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/survival.hpp>

using namespace tenure;

namespace {

constexpr std::int32_t running = PurchaseArrays::no_day;
std::int32_t day(std::string_view text) { return Day::parse(text).since_epoch; }

/// Observed until 2024-06-30. dan opted out of profiling.
Record contracts() {
  const std::vector<std::string_view> clients{"ann", "ann", "bob", "bob", "cid", "dan"};
  const std::vector<std::int32_t> start{day("2023-01-01"), day("2024-01-01"), day("2023-01-01"),
                                        day("2023-07-05"), day("2024-07-01"), day("2023-01-01")};
  const std::vector<std::int32_t> end{day("2024-01-01"), day("2024-12-31"), day("2023-07-01"),
                                      day("2024-05-05"), running,           running};
  const std::vector<std::string_view> buyer{"ann"}, hidden{"dan"};
  const std::vector<std::int32_t> bought{day("2024-06-30")};
  const std::vector<std::uint8_t> yes{1};
  PurchaseArrays log;
  log.clients = std::span<const std::string_view>(buyer);
  log.days = bought;
  RecordArrays rows, asked;
  rows.clients = std::span<const std::string_view>(clients);
  rows.fields = {{"start", std::span<const std::int32_t>(start)},
                 {"end", std::span<const std::int32_t>(end)}};
  asked.clients = std::span<const std::string_view>(hidden);
  asked.fields = {{"no_profiling", std::span<const std::uint8_t>(yes)}};
  ImportOptions options;
  options.after_observed = RowPolicy::drop;
  RecordBuilder builder(Portfolio::from_arrays(log, options));
  builder.read(RecordTable::contracts, rows);
  builder.read(RecordTable::clients, asked);
  return builder.build();
}

}  // namespace

TEST_CASE("contracts that follow each other are one relation; what runs is censored") {
  const Table lives = contract_lives(contracts());
  REQUIRE(lives.rows() == 3);
  CHECK(lives.excluded_clients() == 1);
  CHECK(lives.text("client")[0] == "ann");
  CHECK(lives.day("start")[0] == day("2023-01-01"));
  CHECK(lives.validity(lives.at("end"))[0] == 0);  // it ends after the observation does
  CHECK(lives.float64("duration")[0] == doctest::Approx(17 + 29.0 / 30).epsilon(1e-14));
  CHECK(lives.boolean(lives.at("ended"))[0] == 0);
  CHECK(lives.float64("duration")[1] == 6);
  CHECK(lives.boolean(lives.at("ended"))[1] == 1);
  CHECK(lives.float64("duration")[2] == 10);

  const Table kind = contract_lives(contracts(), TimeUnit::day, Days{4});
  REQUIRE(kind.rows() == 2);
  CHECK(kind.float64("duration")[1] == day("2024-05-05") - day("2023-01-01"));
}

TEST_CASE("a record without contracts has no such lives") {
  const std::vector<std::string_view> buyer{"ann"};
  const std::vector<std::int32_t> bought{0};
  PurchaseArrays log;
  log.clients = std::span<const std::string_view>(buyer);
  log.days = bought;
  const Record record = RecordBuilder(Portfolio::from_arrays(log)).build();
  CHECK(refused_argument([&] { (void)contract_lives(record); }) == "record");
  CHECK(refused_argument([&] { (void)contract_lives(contracts(), TimeUnit::day, Days{-1}); }) ==
        "grace");
}
