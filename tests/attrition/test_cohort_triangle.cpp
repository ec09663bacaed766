#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/attrition_rates.hpp>

using namespace tenure;

namespace {

struct Rows {
  std::vector<std::int64_t> client, period;
  std::vector<double> revenue;

  [[nodiscard]] CohortRows view(std::int64_t last) const { return {client, period, revenue, last}; }
};

/// Two clients of cohort 1, one of cohort 2; client 7 comes back, client 9 has two rows a period.
Rows rows() { return {{7, 7, 8, 9, 9, 9}, {1, 3, 1, 2, 3, 3}, {10, 5, 20, 8, 1, 3}}; }

}  // namespace

TEST_CASE("a triangle by hand: clients who come back, two rows a period") {
  const Rows given = rows();
  const CohortTriangle made = cohort_triangle(given.view(3));
  const auto active = made.cells.int64("active");
  const auto retention = made.cells.float64("retention");
  REQUIRE(made.cells.rows() == 5);  // cohort 1 at ages 0 to 2, cohort 2 at 0 and 1
  CHECK(std::vector<std::int64_t>(active.begin(), active.end()) ==
        std::vector<std::int64_t>{2, 0, 1, 1, 1});
  CHECK(retention[2] == 0.5);
  CHECK(made.cells.float64("attrition")[1] == 1);
  CHECK(made.cells.validity(made.cells.at("attrition"))[2] == 0);  // after nobody
  CHECK(made.cells.float64("revenue")[4] == 4);
  CHECK(made.cells.float64("revenue_retention")[2] == doctest::Approx(5.0 / 30).epsilon(1e-14));

  CHECK(made.triangle.rows() == 2);
  CHECK(made.triangle.columns() == 5);
  CHECK(made.triangle.float64("age_1")[1] == 1);
  CHECK(made.triangle.validity(made.triangle.at("age_2"))[1] == 0);  // not observed yet

  CHECK(made.ages.int64("cohorts")[1] == 2);
  CHECK(made.ages.float64("retention")[1] == doctest::Approx(1.0 / 3).epsilon(1e-14));
  CHECK(made.ages.int64("clients")[2] == 2);
}

TEST_CASE("the order of the rows does not matter") {
  Rows given = rows();
  const CohortTriangle made = cohort_triangle(given.view(3));
  for (auto* column : {&given.client, &given.period}) std::ranges::reverse(*column);
  std::ranges::reverse(given.revenue);
  const CohortTriangle again = cohort_triangle(given.view(3));
  for (std::size_t i = 0; i < made.cells.rows(); ++i) {
    CHECK(made.cells.float64("revenue")[i] == again.cells.float64("revenue")[i]);
    CHECK(made.cells.int64("active")[i] == again.cells.int64("active")[i]);
  }
}

TEST_CASE("a month that is not over has no cell; weeks begin on Monday") {
  const auto day = [](const char* text) { return Day::parse(text).since_epoch; };
  const std::vector<std::int64_t> clients{1, 1, 2, 2};
  const std::vector<std::int32_t> days{day("2024-01-31"), day("2024-02-29"), day("2023-12-31"),
                                       day("2024-03-30")};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(clients);
  log.days = days;
  const Portfolio portfolio = Portfolio::from_arrays(log);
  const CohortTriangle months = cohort_triangle(portfolio);
  REQUIRE(months.cells.rows() == 5);  // December: ages 0 to 2; January: 0 and 1; March is not over
  CHECK(months.cells.day("cohort")[0] == day("2023-12-01"));
  CHECK(months.cells.day("cohort")[3] == day("2024-01-01"));
  CHECK(months.cells.int64("active")[4] == 1);
  CHECK_FALSE(months.cells.find("revenue").has_value());

  const CohortTriangle weeks = cohort_triangle(portfolio, TimeUnit::week);
  CHECK(weeks.triangle.day("cohort")[0] == day("2023-12-25"));
  CHECK(weeks.triangle.day("cohort")[1] == day("2024-01-29"));
  const CohortTriangle quarters = cohort_triangle(portfolio, TimeUnit::quarter);
  CHECK(quarters.triangle.day("cohort")[0] == day("2023-10-01"));
  CHECK(quarters.triangle.rows() == 1);
}

TEST_CASE("clients under contract: a contract that runs on some day of a month is active in it") {
  const auto day = [](const char* text) { return Day::parse(text).since_epoch; };
  const std::vector<std::int64_t> buyer{1}, clients{1, 2, 3, 3};
  const std::vector<std::int32_t> bought{day("2024-04-30")};
  const std::vector<std::int32_t> start{day("2024-01-15"), day("2024-01-01"), day("2024-02-10"),
                                        day("2024-04-01")};
  const std::vector<std::int32_t> end{PurchaseArrays::no_day, day("2024-03-01"), day("2024-02-20"),
                                      PurchaseArrays::no_day};
  PurchaseArrays log;
  log.clients = std::span<const std::int64_t>(buyer);
  log.days = bought;
  RecordArrays contracts;
  contracts.clients = std::span<const std::int64_t>(clients);
  contracts.fields = {{"start", std::span<const std::int32_t>(start)},
                      {"end", std::span<const std::int32_t>(end)}};
  RecordBuilder builder(Portfolio::from_arrays(log));
  CHECK(refused_argument([&] { (void)cohort_triangle(builder.build()); }) == "record");
  builder.read(RecordTable::contracts, contracts);
  const CohortTriangle made = cohort_triangle(builder.build());
  const auto active = made.cells.int64("active");
  CHECK(std::vector<std::int64_t>(active.begin(), active.end()) ==
        std::vector<std::int64_t>{2, 2, 1, 1, 1, 0, 1});
}

TEST_CASE("bad rows are named") {
  Rows given = rows();
  given.revenue[4] = std::numeric_limits<double>::infinity();
  const Error error =
      error_of(Status::invalid_argument, [&] { (void)cohort_triangle(given.view(3)); });
  CHECK(error.argument() == "revenue");
  CHECK(error.row() == 4);
  const Rows good = rows();
  CHECK(refused_argument([&] { (void)cohort_triangle(good.view(9000)); }) == "period");
  CHECK(refused_argument([&] { (void)cohort_triangle(good.view(3), 0.0); }) == "level");
  Rows shorter = rows();
  shorter.period.pop_back();
  CHECK(refused_argument([&] { (void)cohort_triangle(shorter.view(3)); }) == "period");
  CHECK(cohort_triangle(CohortRows{}).cells.rows() == 0);
}
