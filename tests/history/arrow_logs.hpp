/// Arrow streams that are purchase logs, for tests.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/arrow_producer.hpp"
#include "base/throws.hpp"
#include "history/purchase_logs.hpp"

namespace tenure::test {

inline const PurchaseColumns columns{"client", "date", "amount", "", "", "", "", "", ""};
inline const PurchaseColumns two_columns{"client", "date", "", "", "", "", "", "", ""};

inline TestArray clients() { return numbers<std::int64_t>("client", "l", {7, 8, 7}); }
inline TestArray dates() { return numbers<std::int32_t>("date", "tdD", {19'000, 19'001, 19'010}); }
inline TestArray amounts() { return numbers<double>("amount", "g", {10, 20.5, 30}); }

inline std::vector<TestBatch> one(std::vector<TestArray> arrays) {
  std::vector<TestBatch> batches;
  batches.emplace_back(std::move(arrays));
  return batches;
}

/// Reads what a producer gives; checks that it was released.
inline Portfolio read(Producer& producer, const PurchaseColumns& names = columns,
                      const ImportOptions& options = {}) {
  try {
    Portfolio portfolio = Portfolio::from_arrow(producer.stream(), names, options);
    CHECK(producer.all_released());
    return portfolio;
  } catch (...) {
    CHECK(producer.all_released());
    throw;
  }
}

inline Portfolio read(std::vector<TestArray> arrays, const PurchaseColumns& names = columns,
                      const ImportOptions& options = {}) {
  Producer producer(one(std::move(arrays)));
  return read(producer, names, options);
}

inline std::vector<double> amounts_of(const Portfolio& portfolio) {
  const Table table = portfolio.purchase_table();
  const auto column = table.float64("amount");
  return {column.begin(), column.end()};
}

inline std::vector<std::int32_t> days_of(const Portfolio& portfolio) {
  const auto& days = portfolio.data().lines.day;
  return {days.begin(), days.end()};
}

/// A spoilt column is an error, never a crash, and everything is released.
inline void check_refused(std::vector<TestArray> arrays, Status status,
                          const PurchaseColumns& names = columns) {
  error_of(status, [&] { (void)read(std::move(arrays), names); });
}

}  // namespace tenure::test
