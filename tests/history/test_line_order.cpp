#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "history/line_order.hpp"

namespace tenure {
namespace {

template <typename Key>
struct OrderedLog {
  LargeArray<Key> keys;
  LargeArray<std::int32_t> days;

  void add(std::uint64_t key, std::int64_t day) {
    keys.push_back(static_cast<Key>(key));
    days.push_back(static_cast<std::int32_t>(day));
  }
};

/// What order_lines promises, by the standard library.
template <typename Key>
void check(const OrderedLog<Key>& log, const std::string& what) {
  CAPTURE(what);
  LargeArray<std::uint32_t> expected(log.keys.size());
  std::iota(expected.begin(), expected.end(), 0U);
  std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(log.keys[a], log.days[a]) < std::pair(log.keys[b], log.days[b]);
  });
  for (const unsigned threads : {1U, 3U}) {
    LargeArray<std::int32_t> days = log.days;
    LineOrder<Key> order = order_lines(log.keys, days, Execution{threads, {}});
    if (order.lines.empty()) {
      order.lines.resize(log.keys.size());
      std::iota(order.lines.begin(), order.lines.end(), 0U);
    }
    CHECK(order.lines == expected);
    REQUIRE(order.offsets.size() == order.keys.size() + 1);
    CHECK(order.offsets.front() == 0);
    CHECK(order.offsets.back() == log.keys.size());
    CHECK(std::ranges::is_sorted(order.keys));
    bool belong = true;
    for (std::size_t c = 0; c < order.keys.size(); ++c) {
      belong = belong && order.offsets[c] < order.offsets[c + 1];
      for (std::size_t i = order.offsets[c]; i < order.offsets[c + 1]; ++i) {
        belong = belong && log.keys[order.lines[i]] == order.keys[c] &&
                 log.days[order.lines[i]] == days[i];
      }
    }
    CHECK(belong);
  }
}

/// Keys of so many bits, in order with the exception of some.
template <typename Key>
OrderedLog<Key> random_log(std::size_t lines, int key_bits, std::uint32_t day_span) {
  OrderedLog<Key> log;
  std::mt19937_64 random(lines + static_cast<std::size_t>(key_bits));
  for (std::size_t i = 0; i < lines; ++i) {
    const std::uint64_t key = random() >> (64 - key_bits);
    log.add(key, static_cast<std::int64_t>(random() % day_span) - day_span / 2);
  }
  return log;
}

TEST_CASE("line order: random keys of every width, days near and far apart") {
  for (const int key_bits : {1, 8, 20, 33, 64}) {
    for (const std::uint32_t day_span : {1U, 1000U, 4'000'000'000U}) {
      for (const std::size_t lines : {1U, 2U, 255U, 257U, 5000U, 40'000U}) {
        const std::string what = std::to_string(lines) + " lines, keys of " +
                                 std::to_string(key_bits) + " bits, " + std::to_string(day_span) +
                                 " days";
        check(random_log<std::int64_t>(lines, key_bits, day_span), what);
        if (key_bits <= 32) check(random_log<std::uint32_t>(lines, key_bits, day_span), what);
      }
    }
  }
}

TEST_CASE("line order: no lines, and lines in order already") {
  check(OrderedLog<std::int64_t>{}, "none");
  OrderedLog<std::int64_t> log;
  for (int i = 0; i < 10'000; ++i) log.add(static_cast<std::uint64_t>(i / 3), i % 3 / 2);
  check(log, "in order");
  LargeArray<std::int32_t> days = log.days;
  CHECK(order_lines(log.keys, days, {}).lines.empty());
  std::swap(log.days[5999], log.days[5998]);
  check(log, "in order but for one day");
}

TEST_CASE("line order: one key far from all others, and one that most lines have") {
  // Both put nearly all lines into one part.
  OrderedLog<std::int64_t> far = random_log<std::int64_t>(300'000, 18, 700);
  far.add(static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()), 3);
  far.add(static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::min()), -3);
  check(far, "far");
  OrderedLog<std::int64_t> heavy = random_log<std::int64_t>(20'000, 60, 700);
  std::mt19937_64 random(8);
  for (int i = 0; i < 200'000; ++i) heavy.add(12'345, static_cast<std::int64_t>(random() % 9999));
  check(heavy, "heavy");
}

TEST_CASE("line order: more items than a cache holds, sorted digit by digit") {
  // Few part bits remain for the key, so that parts exceed what is sorted in one go.
  OrderedLog<std::int64_t> log;
  std::mt19937_64 random(9);
  for (int i = 0; i < 400'000; ++i) {
    log.add(random() % 2, static_cast<std::int64_t>(random() % 3'000'000));
  }
  check(log, "two clients");
}

}  // namespace
}  // namespace tenure
