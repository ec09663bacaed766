#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/throws.hpp"
#include <tenure/contracts.hpp>

using namespace tenure;

namespace {

constexpr std::array<double, 3> kOlder{10, 6, 5};
constexpr std::array<double, 2> kYounger{8, 7};

std::vector<double> copy(std::span<const double> values) { return {values.begin(), values.end()}; }

}  // namespace

TEST_CASE("several cohorts are the rows of each, one after the other") {
  const std::array<std::span<const double>, 3> cohorts{kOlder, std::span<const double>{}, kYounger};
  const Summary summary = cohort_summary(cohorts, TimeUnit::month);
  CHECK(summary.unit() == TimeUnit::month);
  CHECK(copy(summary.frequency()) == std::vector<double>{0, 1, 2, 0, 1});
  CHECK(copy(summary.age()) == std::vector<double>{2, 2, 2, 1, 1});
  CHECK(copy(summary.histories().weight) == std::vector<double>{4, 1, 5, 1, 7});
  CHECK(copy(summary.table().float64("weight")) == copy(summary.histories().weight));
}

TEST_CASE("a cohort that grows is named among the others") {
  const std::array<double, 2> growing{3, 4};
  const std::array<std::span<const double>, 2> cohorts{kOlder, growing};
  const auto error =
      error_of(Status::invalid_data, [&] { (void)cohort_summary(cohorts, TimeUnit::year); });
  CHECK(error.argument() == "survivors");
  CHECK(error.row() == 4);
  CHECK(std::string(error.what()).find("survivors 4 of cohort 1 in row 1") != std::string::npos);
}

TEST_CASE("who left at the end of a period has renewed once less than who went on") {
  const std::vector<double> duration{1, 3, 3, 0};
  const std::vector<std::uint8_t> churned{1, 1, 0, 0};
  const Summary summary = contract_summary(duration, churned, TimeUnit::year);
  CHECK(copy(summary.frequency()) == std::vector<double>{0, 2, 3, 0});
  CHECK(copy(summary.recency()) == copy(summary.frequency()));
  CHECK(copy(summary.age()) == duration);
  const std::array<std::int64_t, 4> ids{7, 8, 9, 4};
  const Summary named = contract_summary(duration, churned, TimeUnit::year,
                                         ClientIds(std::span<const std::int64_t>(ids)));
  CHECK(named.table().int64("client")[3] == 4);
}

TEST_CASE("durations that are none are refused by row") {
  const std::vector<std::uint8_t> churned{0, 1};
  for (const auto& bad : {std::vector<double>{1, 0}, {1, 1.5}, {1, -1}}) {
    const auto error = error_of(Status::invalid_data,
                                [&] { (void)contract_summary(bad, churned, TimeUnit::year); });
    CHECK(error.argument() == "duration");
    CHECK(error.row() == 1);
  }
  const std::vector<double> one{1};
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)contract_summary(one, churned, TimeUnit::year);
        }).argument() == "churned");
}
