#include <filesystem>
#include <fstream>

#include <doctest/doctest.h>

#include "base/file.hpp"
#include "base/sections.hpp"
#include "base/temporary_directory.hpp"
#include "base/throws.hpp"
#include "history/client_flags.hpp"
#include "history/portfolio_check.hpp"
#include "history/purchase_logs.hpp"

using namespace tenure;
using namespace tenure::test;

namespace {

ImportOptions all_options() {
  ImportOptions options;
  options.same_day = SameDay::order;
  options.invalid_rows = RowPolicy::drop;
  options.duplicates = RowPolicy::drop;
  options.observed_until = Day{10'050};
  options.currency = {"EUR", 3};
  options.day_rule = DayRule::fixed(60);
  options.day_rule.day_starts_at = 240;
  return options;
}

/// Of the error of loading a file; ok if there is none.
Status status_of(const std::string& path) {
  try {
    (void)Portfolio::load(path);
  } catch (const Error& error) {
    return error.status();
  }
  return Status::ok;
}

}  // namespace

TEST_CASE("law 17: save, load, save gives identical bytes") {
  const TemporaryDirectory directory;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const Portfolio portfolio = import(
        dirty_log(seed, 50 * seed), seed % 2 == 0 ? all_options() : [] {
          ImportOptions options;
          options.invalid_rows = RowPolicy::drop;
          return options;
        }());
    portfolio.save(directory.file("a"));
    const Portfolio loaded = Portfolio::load(directory.file("a"));
    loaded.save(directory.file("b"));
    REQUIRE(read_file(directory.file("a")) == read_file(directory.file("b")));
    REQUIRE(same_rows(portfolio, loaded));
    REQUIRE(loaded.options() == portfolio.options());
    REQUIRE(loaded.report().rows_read == portfolio.report().rows_read);
    REQUIRE(loaded.report().rows_dropped() == portfolio.report().rows_dropped());
  }
  CHECK(directory.files() == 2);
}

TEST_CASE("ids that are numbers are saved too, and go on being appended to") {
  const TemporaryDirectory directory;
  const std::vector<std::int64_t> ids{5, -7, 5};
  const std::vector<std::int32_t> days{1, 2, 3};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(ids);
  log.days = days;
  const Portfolio portfolio = Portfolio::from_arrays(log);
  portfolio.save(directory.file("a"));
  const Portfolio loaded = Portfolio::load(directory.file("a"));
  CHECK(same_rows(loaded, portfolio));
  CHECK(same_rows(loaded.append(log), portfolio.append(log)));
  // Ids of one portfolio are all numbers or all texts.
  Log texts;
  texts.add("ann", "2024-01-01", 1);
  LogArrays arrays(texts);
  arrays.arrays.amounts = {};
  arrays.arrays.costs = {};
  CHECK(error_of(Status::invalid_data, [&] { (void)loaded.append(arrays.arrays); }).argument() ==
        "client");
}

TEST_CASE("D4: every flipped bit and every truncation is found") {
  const TemporaryDirectory directory;
  const std::string path = directory.file("damaged");
  import(dirty_log(3, 8), all_options()).save(path);
  const std::vector<char> good = read_file(path);
  REQUIRE(status_of(path) == Status::ok);
  std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
  const auto put = [&](std::size_t i, int byte) {
    file.seekp(static_cast<std::streamoff>(i));
    file.put(static_cast<char>(byte));
    file.flush();
  };
  for (std::size_t i = 0; i < good.size(); ++i) {
    for (int bit = 0; bit < 8; ++bit) {
      put(i, good[i] ^ (1 << bit));
      REQUIRE(status_of(path) == Status::corrupt_data);
    }
    put(i, good[i]);
  }
  put(good.size(), 0);
  CHECK(status_of(path) == Status::corrupt_data);
  for (std::size_t size = good.size(); size > 0; --size) {
    std::filesystem::resize_file(path, size - 1);
    REQUIRE(status_of(path) == Status::corrupt_data);
  }
}

TEST_CASE("D5: a file of a newer version is refused as that") {
  const TemporaryDirectory directory;
  {
    NewFile file(directory.file("newer"));
    const SectionWriter header(file, "TENUREPF", 3);
    file.commit();
  }
  error_of(Status::unsupported_version, [&] { (void)Portfolio::load(directory.file("newer")); });
}

TEST_CASE("files that are not there, or cannot be written, are I/O errors") {
  const TemporaryDirectory directory;
  const auto error =
      error_of(Status::io_error, [&] { (void)Portfolio::load(directory.file("nothing")); });
  CHECK(std::string(error.what()).find(directory.file("nothing")) != std::string::npos);
  error_of(Status::io_error, [&] { (void)Portfolio::load(directory.file("")); });
  error_of(Status::io_error, [&] { import({}).save(directory.file("no/such/directory")); });
  error_of(Status::io_error, [&] { import({}).save("/dev/full/x"); });
}

TEST_CASE("a save that fails leaves the old file and nothing else") {
  const TemporaryDirectory directory;
  const std::string path = directory.file("a");
  import(dirty_log(1, 20), all_options()).save(path);
  const std::vector<char> before = read_file(path);
  {
    NewFile unfinished(path);
    unfinished.write(std::as_bytes(std::span<const char>(before)));
  }
  CHECK(read_file(path) == before);
  CHECK(directory.files() == 1);
}

TEST_CASE("a file with right checksums and wrong contents is found") {
  const Portfolio good = import(dirty_log(3, 60), all_options());
  CHECK(find_fault(good.data()).empty());
  const auto fault_of = [&](auto&& damage) {
    Portfolio::Data data = good.data();
    damage(data);
    return !find_fault(data).empty();
  };
  using Data = Portfolio::Data;
  CHECK(fault_of([](Data& d) { d.options.guests = RowPolicy::keep; }));
  CHECK(fault_of([](Data& d) { d.report.dropped.push_back({"whim", 1, 0}); }));
  CHECK(fault_of([](Data& d) { d.offsets.back() += 1; }));
  CHECK(fault_of([](Data& d) { d.offsets[1] = 0; }));
  CHECK(fault_of([](Data& d) { d.offsets.clear(); }));
  CHECK(fault_of([](Data& d) { d.ids = std::vector<std::int64_t>{1, 2}; }));
  CHECK(fault_of([](Data& d) { std::get<TextColumn>(d.ids).offsets[1] = 1'000'000; }));
  CHECK(fault_of([](Data& d) { std::get<TextColumn>(d.ids).bytes[0] = '~'; }));
  CHECK(fault_of([](Data& d) { d.lines.day[0] = 20'000; }));
  CHECK(fault_of([](Data& d) { d.lines.day[0] = INT32_MIN; }));
  CHECK(fault_of([](Data& d) { d.lines.amount[0] = INT64_MIN; }));
  CHECK(fault_of([](Data& d) { d.lines.amount.pop_back(); }));
  CHECK(fault_of([](Data& d) { d.lines.cost[0] = INT64_MAX; }));
  CHECK(fault_of([](Data& d) { d.lines.order[0] = 1'000'000; }));
  CHECK(fault_of([](Data& d) { d.lines.channel.pop_back(); }));
  CHECK(fault_of([](Data& d) { d.orders = {}; }));
  CHECK(fault_of([](Data& d) { d.lines.quantity[0] = std::numeric_limits<double>::infinity(); }));
  CHECK(fault_of([](Data& d) { d.observed_until = Day{INT32_MAX}; }));
}

TEST_CASE("a file with flags that are none is found") {
  const Portfolio good = import(dirty_log(3, 60), all_options());
  const auto fault_of = [&](std::vector<std::int64_t> ids, std::vector<std::uint8_t> bits) {
    Portfolio::Flags flags;
    flags.ids = std::move(ids);
    flags.bits = std::move(bits);
    return find_fault(flags, good.data());
  };
  CHECK(fault_of({}, {}).empty());
  CHECK_FALSE(fault_of({1}, {}).empty());
  CHECK_FALSE(fault_of({2, 1}, {1, 1}).empty());
  CHECK_FALSE(fault_of({1}, {0}).empty());
  CHECK_FALSE(fault_of({1}, {8}).empty());
  CHECK_FALSE(fault_of({1}, {1}).empty());  // the clients' ids are texts
}
