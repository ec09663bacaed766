// Partial summaries of parts of a log are, merged, the summary of the whole.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/byte_stream.hpp"
#include "base/damaged_bytes.hpp"
#include "base/sections.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include "history/same_summaries.hpp"
#include <tenure/partial_summary.hpp>
#include <tenure/privacy.hpp>

using namespace tenure;
using namespace tenure::test;

namespace {

/// The rows of a log by the number of their part.
std::vector<Log> divided(const Log& log, std::size_t parts,
                         const std::function<std::size_t(std::size_t row)>& part_of) {
  std::vector<std::vector<std::size_t>> rows(parts);
  for (std::size_t i = 0; i < log.rows(); ++i) rows[part_of(i) % parts].push_back(i);
  std::vector<Log> result;
  for (const auto& part : rows) result.push_back(log.rows_at(part));
  return result;
}
std::vector<Log> by_client(const Log& log) {
  return divided(log, 4, [&](std::size_t i) {
    std::size_t sum = 0;
    for (const char c : log.client[i]) sum += static_cast<unsigned char>(c);
    return sum;
  });
}
std::vector<Log> by_day(const Log& log) {
  return divided(log, 8, [&](std::size_t i) {
    return log.days[i] == PurchaseArrays::no_day ? 0 : static_cast<std::size_t>(log.days[i]) / 13;
  });
}

PartialSummary partial(const Log& log, const ImportOptions& import_options,
                       const SummaryOptions& options) {
  return PartialSummary::of(import(log, import_options), options);
}
PartialSummary sent(const PartialSummary& part) {
  return PartialSummary::from_bytes(part.to_bytes());
}
PartialSummary merged(const PartialSummary& a, const PartialSummary& b) {
  return PartialSummary::merge(std::vector{a, b});
}

}  // namespace

TEST_CASE("parts by client or by day, merged in any order, are the summary of the whole") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const Log log = dirty_log(seed, 700);
    const ImportOptions policies = random_policies(seed);
    SummaryOptions options{static_cast<TimeUnit>(seed % 5), {}, {}};
    if (seed % 3 > 0) options.calibration_end = Day{10'030};
    if (seed % 4 == 0) options.observed_until = Day{10'040};
    const Summary whole = Summary::from_portfolio(import(log, policies), options);
    REQUIRE(same_summaries(partial(log, policies, options).summary(), whole));
    for (const auto& logs : {by_client(log), by_day(log)}) {
      std::vector<PartialSummary> parts;
      for (const Log& part : logs) parts.push_back(partial(part, policies, options));
      const PartialSummary all = PartialSummary::merge(parts);
      REQUIRE(same_summaries(all.summary(), whole));
      REQUIRE(sent(all).to_bytes() == all.to_bytes());
      REQUIRE(same_summaries(sent(all).summary(), whole));
      std::vector<PartialSummary> odd, even;
      for (std::size_t p = parts.size(); p-- > 0;) (p % 2 == 0 ? even : odd).push_back(parts[p]);
      const PartialSummary halves =
          merged(PartialSummary::merge(odd), sent(PartialSummary::merge(even)));
      REQUIRE(halves.to_bytes() == all.to_bytes());
    }
  }
}

TEST_CASE("a return in a later part is taken off the purchases of earlier ones") {
  Log january, february, march;
  january.add("ann", "2024-01-03", 10);
  january.add("ann", "2024-01-20", 20);
  january.add("bob", "2024-01-05", -5);  // no purchase before it in any part
  february.add("ann", "2024-02-02", -25);
  february.add("bob", "2024-02-03", 8);
  march.add("ann", "2024-03-01", 40);
  march.add("ann", "2024-03-01", 2);
  const std::vector parts{partial(march, {}, {}), partial(january, {}, {}),
                          partial(february, {}, {})};
  const Summary summary = PartialSummary::merge(parts).summary();
  REQUIRE(summary.size() == 2);
  CHECK(summary.frequency()[0] == 2);
  CHECK(summary.spend()[0] == 47);       // 5 + 0 + 42
  CHECK(summary.mean_spend()[0] == 21);  // (0 + 42) / 2
  CHECK(summary.spend()[1] == 8);
  CHECK(summary.first_day()[1] == day("2024-02-03").since_epoch);
  CHECK(summary.observed_until() == day("2024-03-01"));
}

TEST_CASE("who opted out of profiling in one part has no row, and is counted") {
  Log january, february;
  january.add("ann", "2024-01-03", 10);
  january.add("bob", "2024-01-03", 10);
  february.add("ann", "2024-02-03", 10);
  TextColumn ids;
  ids.push_back("ann");
  const std::vector<std::uint8_t> yes{1};
  ClientFlags flags;
  flags.clients = ids.view();
  flags.no_profiling = yes;
  const PartialSummary first = PartialSummary::of(with_flags(import(january), flags));
  const Summary summary = merged(partial(february, {}, {}), sent(first)).summary();
  CHECK(summary.size() == 1);
  CHECK(summary.excluded_clients() == 1);
  CHECK(summary.clients_left_out() == 0);
}

TEST_CASE("parts that share a client's days are refused by his name") {
  Log a, b, within;
  a.add("ann", "2024-01-03", 10);
  a.add("ann", "2024-01-20", 10);
  b.add("ann", "2024-01-20", 10);
  within.add("ann", "2024-01-10", 10);
  for (const Log& other : {b, within}) {
    const Error error = error_of(Status::invalid_data, [&] {
      static_cast<void>(merged(partial(a, {}, {}), partial(other, {}, {})));
    });
    CHECK(std::string(error.what()).find("'ann'") != std::string::npos);
  }
}

TEST_CASE("parts of other options are refused by number, parts without clients go with any") {
  Log log, nothing, numbers;
  log.add("ann", "2024-01-03", 10);
  const PartialSummary weekly = partial(log, {}, {});
  ImportOptions keep;
  keep.same_day = SameDay::keep;
  for (const PartialSummary& other :
       {partial(log, {}, {TimeUnit::day, {}, {}}), partial(log, keep, {})}) {
    CHECK(error_of(Status::invalid_argument, [&] {
            static_cast<void>(merged(weekly, other));
          }).row() == 1);
  }
  const std::vector<std::int64_t> ids{7};
  const std::vector<std::int32_t> days{19'000};
  PurchaseArrays arrays;
  arrays.clients = std::span<const std::int64_t>(ids);
  arrays.days = days;
  const PartialSummary of_numbers = PartialSummary::of(Portfolio::from_arrays(arrays));
  error_of(Status::invalid_argument, [&] { static_cast<void>(merged(weekly, of_numbers)); });
  CHECK(merged(partial(nothing, {}, {}), of_numbers).summary().size() == 1);
  CHECK(sent(of_numbers).summary().size() == 1);
  CHECK(PartialSummary::merge({}).summary().size() == 0);
  CHECK(sent(PartialSummary::merge({})).clients() == 0);
}

TEST_CASE("every flipped bit and every truncation of a partial summary's bytes is found") {
  Log log = dirty_log(3, 12);
  check_damage_is_found(partial(log, random_policies(1), {}).to_bytes(),
                        [](std::span<const std::byte> bytes) {
                          static_cast<void>(PartialSummary::from_bytes(bytes));
                        });
  MemorySink newer;
  const SectionWriter header(newer, "TENUREPS", 2);
  const std::vector<std::byte> bytes = std::move(newer).take();
  error_of(Status::unsupported_version,
           [&] { static_cast<void>(PartialSummary::from_bytes(bytes)); });
}
