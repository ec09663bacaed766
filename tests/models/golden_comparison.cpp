#include "models/golden_comparison.hpp"

#include <algorithm>
#include <cmath>

#include <doctest/doctest.h>

#include "math/relative_error.hpp"

namespace tenure::testing {
namespace {

// Below this a double holds fewer than 53 bits.
constexpr double kSmallestChecked = 1e-290;

}  // namespace

bool GoldenComparison::is_core(std::span<const double> parameters) {
  return std::ranges::all_of(parameters, [](double p) { return p >= 1e-2 && p <= 1e3; });
}

void GoldenComparison::begin_row(const std::string& id, const std::string& regime, bool core) {
  id_ = id;
  regime_ = regime;
  core_ = core;
}

void GoldenComparison::compare(std::string_view quantity, double value, double reference,
                               const Tolerance& tolerance) {
  if (reference != 0.0 && std::abs(reference) < kSmallestChecked) {
    CHECK(std::abs(value) < 2.0 * kSmallestChecked);
    return;
  }
  check(quantity, value, reference, relative_error(value, reference), tolerance);
}

void GoldenComparison::compare_log(std::string_view quantity, double value, double reference,
                                   const Tolerance& tolerance) {
  check(quantity, value, reference, log_error(value, reference), tolerance);
}

void GoldenComparison::check(std::string_view quantity, double value, double reference,
                             double error, const Tolerance& tolerance) {
  Worst& worst = worst_[std::string(quantity)];
  double allowed = core_ ? tolerance.core : tolerance.everywhere;
  for (const ExcusedRow& row : excused_) {
    if (row.id != id_ || row.quantity != quantity) continue;
    allowed = row.error;
    ++worst.excused;
  }
  CAPTURE(id_);
  CAPTURE(regime_);
  CAPTURE(quantity);
  CAPTURE(value);
  CAPTURE(reference);
  CHECK(error <= allowed);
  ++worst.rows;
  if (core_) ++worst.core_rows;
  double& largest = core_ ? worst.core : worst.extreme;
  largest = std::max(largest, error);
}

void GoldenComparison::report() const {
  for (const auto& [quantity, worst] : worst_) {
    MESSAGE("accuracy," << model_ << "," << quantity << "," << worst.rows << "," << worst.core_rows
                        << "," << worst.core << "," << worst.extreme << "," << worst.excused);
  }
}

}  // namespace tenure::testing
