#include <cmath>
#include <string>
#include <vector>

#include "base/throws.hpp"
#include "tenure/purchase_times.hpp"

using namespace tenure;

namespace {

void check_times_refused(const std::vector<std::int64_t>& client, const std::vector<double>& time,
                         const std::vector<double>& ages, const std::string& column,
                         std::int64_t row) {
  const auto error = error_of(Status::invalid_data,
                              [&] { (void)summary_of_times(client, time, ages, TimeUnit::week); });
  CHECK(error.argument() == column);
  CHECK(error.row() == row);
}

}  // namespace

TEST_CASE("purchases at times are the histories of their clients") {
  const std::vector<std::int64_t> client{0, 0, 0, 1, 2, 2};
  const std::vector<double> time{0, 2, 5, 0, 0, 9}, ages{6, 7, 9};
  const Summary summary = summary_of_times(client, time, ages, TimeUnit::month);
  CHECK(summary.unit() == TimeUnit::month);
  CHECK(summary.size() == 3);
  CHECK(summary.frequency()[0] == 2);
  CHECK(summary.frequency()[1] == 0);
  CHECK(summary.recency()[0] == 5);
  CHECK(summary.recency()[2] == 9);
  CHECK(summary.age()[1] == 7);
  CHECK(summary.log_interpurchase()[0] == std::log(2.0) + std::log(3.0));
  CHECK(summary_of_times({}, {}, {}, TimeUnit::week).size() == 0);
}

TEST_CASE("purchases out of order, too late or of nobody are refused by row") {
  check_times_refused({1}, {0}, {5, 5}, "client", 0);
  check_times_refused({0, 2}, {0, 0}, {5, 5, 5}, "client", 1);
  check_times_refused({0, 1, 0}, {0, 0, 1}, {5, 5}, "client", 2);
  check_times_refused({0, 1}, {0, 0}, {5}, "client", 1);
  check_times_refused({0}, {1}, {5}, "time", 0);
  check_times_refused({0, 0, 0}, {0, 3, 2}, {5}, "time", 2);
  check_times_refused({0, 0}, {0, 6}, {5}, "time", 1);
  check_times_refused({0, 0}, {0, std::nan("")}, {5}, "time", 1);
  check_times_refused({0}, {0}, {5, 5}, "ages", 1);
  check_times_refused({0}, {0}, {-1}, "age", 0);
  const std::vector<std::int64_t> one{0};
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)summary_of_times(one, {}, {}, TimeUnit::week);
        }).argument() == "time");
}
