#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/throws.hpp"
#include "tenure/holdout.hpp"

using namespace tenure;

namespace {

const std::vector<double> kRepeats{2, 0}, kLast{5, 0}, kAge{9, 8};
const std::vector<double> kLater{1, 0}, kSpent{4.5, 0};

Summary calibrated() { return Summary::from_arrays({kRepeats, kLast, kAge}, TimeUnit::week); }

void check_holdout_refused(Status status, const HoldoutPurchases& holdout,
                           const std::string& argument, std::int64_t row = -1) {
  const auto error = error_of(status, [&] { (void)with_holdout(calibrated(), holdout); });
  CHECK(error.argument() == argument);
  if (row >= 0) CHECK(error.row() == row);
}

}  // namespace

TEST_CASE("a holdout that was counted elsewhere is that of the summary") {
  const Summary summary = with_holdout(calibrated(), {4.0, kLater, kSpent});
  CHECK(summary.has_holdout());
  CHECK(summary.holdout_length() == 4.0);
  CHECK(summary.holdout_frequency()[0] == 1);
  CHECK(summary.table().float64("holdout_spend")[0] == 4.5);
  CHECK(summary.frequency()[0] == 2);
  CHECK(with_holdout(calibrated(), {4.0, kLater}).holdout_spend().empty());
}

TEST_CASE("what is no holdout is refused by column and row") {
  for (const double length : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    check_holdout_refused(Status::invalid_argument, {length, kLater}, "holdout_length");
  }
  const std::vector<double> one{1}, half{1, 0.5}, negative{-1, 0}, of_nobody{1, 2};
  check_holdout_refused(Status::invalid_argument, {4.0, one}, "holdout_frequency");
  check_holdout_refused(Status::invalid_argument, {4.0, kLater, one}, "holdout_spend");
  check_holdout_refused(Status::invalid_data, {4.0, half}, "holdout_frequency", 1);
  check_holdout_refused(Status::invalid_data, {4.0, kLater, negative}, "holdout_spend", 0);
  check_holdout_refused(Status::invalid_data, {4.0, kLater, of_nobody}, "holdout_spend", 1);
  const auto error = error_of(Status::invalid_argument, [] {
    (void)with_holdout(with_holdout(calibrated(), {4.0, kLater}), {4.0, kLater});
  });
  CHECK(error.argument() == "summary");
}
