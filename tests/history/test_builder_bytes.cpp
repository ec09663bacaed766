// Builders that were sent as bytes are the builders.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/byte_stream.hpp"
#include "base/damaged_bytes.hpp"
#include "base/sections.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"
#include <tenure/portfolio.hpp>

using namespace tenure;
using namespace tenure::test;

namespace {

ImportOptions lenient() {
  ImportOptions options;
  options.invalid_rows = RowPolicy::drop;
  options.same_day = SameDay::order;
  options.duplicates = RowPolicy::drop;
  options.currency = {"EUR", 2};
  options.day_rule = DayRule::fixed(90);
  return options;
}

PortfolioBuilder builder_of(const Log& log, const ImportOptions& options) {
  PortfolioBuilder builder(options);
  builder.push(LogArrays(log).arrays);
  return builder;
}

PortfolioBuilder sent(const PortfolioBuilder& builder) {
  return PortfolioBuilder::from_bytes(builder.to_bytes());
}

bool same_report(const ImportReport& a, const ImportReport& b) {
  bool same = a.rows_read == b.rows_read && a.kept == b.kept && a.merged == b.merged &&
              a.first_merged_row == b.first_merged_row &&
              a.returns_unmatched == b.returns_unmatched &&
              a.first_rounded_row == b.first_rounded_row && a.dropped.size() == b.dropped.size();
  for (std::size_t i = 0; same && i < a.dropped.size(); ++i) {
    same = a.dropped[i].reason == b.dropped[i].reason && a.dropped[i].rows == b.dropped[i].rows &&
           a.dropped[i].first_row == b.dropped[i].first_row;
  }
  return same;
}

}  // namespace

TEST_CASE("a builder comes back from its bytes with rows, options and report") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    PortfolioBuilder builder = builder_of(dirty_log(seed, 300), lenient());
    PortfolioBuilder back = sent(builder);
    CHECK(back.to_bytes() == builder.to_bytes());
    const Portfolio expected = builder.build();
    const Portfolio built = back.build();
    REQUIRE(same_rows(built, expected));
    REQUIRE(same_report(built.report(), expected.report()));
    REQUIRE(built.options() == lenient());
  }
}

TEST_CASE("empty builders, and those with numbers as ids, come back too") {
  CHECK(sent(PortfolioBuilder(lenient())).build().clients() == 0);
  PortfolioBuilder builder;
  PortfolioBuilder::Row row;
  row.client = std::int64_t{-7};
  row.day = day("2024-01-01");
  builder.push(row);
  PortfolioBuilder back = sent(builder);
  back.push(row);  // it goes on where the other was
  CHECK(back.rows_read() == 2);
  row.client = std::string_view("seven");
  CHECK(error_of(Status::invalid_data, [&] { back.push(row); }).argument() == "client");
  CHECK(back.build().purchases() == 1);
}

TEST_CASE("builders merged in any order and grouping, here or from bytes, make one portfolio") {
  const Log log = dirty_log(11, 900);
  const Portfolio whole = import(log, lenient());
  const auto part = [&](std::size_t i) {
    std::vector<std::size_t> rows;
    for (std::size_t row = i; row < log.rows(); row += 3) rows.push_back(row);
    return sent(builder_of(log.rows_at(rows), lenient()));
  };
  const auto merged = [](PortfolioBuilder a, PortfolioBuilder b) {
    a.merge(sent(b));
    return a;
  };
  const auto check = [&](PortfolioBuilder builder) { CHECK(same_rows(builder.build(), whole)); };
  check(merged(merged(part(0), part(1)), part(2)));
  check(merged(part(0), merged(part(1), part(2))));
  check(merged(part(2), merged(part(0), part(1))));
  check(merged(PortfolioBuilder(lenient()), merged(merged(part(1), part(0)), part(2))));
}

TEST_CASE("every flipped bit and every truncation of a builder's bytes is found") {
  check_damage_is_found(builder_of(dirty_log(3, 8), lenient()).to_bytes(),
                        [](std::span<const std::byte> bytes) {
                          static_cast<void>(PortfolioBuilder::from_bytes(bytes));
                        });
}

TEST_CASE("a builder of a newer version is refused as that") {
  MemorySink bytes;
  const SectionWriter header(bytes, "TENUREPB", 2);
  const std::vector<std::byte> newer = std::move(bytes).take();
  CHECK(error_of(Status::unsupported_version, [&] {
          static_cast<void>(PortfolioBuilder::from_bytes(newer));
        }).argument() == "bytes");
}
