#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/segment_report.hpp>

using namespace tenure;

namespace {

/// Forty good clients, forty like them under another name, and four who are gone.
struct Base {
  std::vector<double> frequency, recency, age, mean_spend;
  TextColumn segments;

  explicit Base(double unit = 1) {
    for (int i = 0; i < 84; ++i) {
      const bool is_gone = i >= 80;
      frequency.push_back(is_gone ? 0 : 5 + i % 3);
      recency.push_back(is_gone ? 0 : 100);
      age.push_back(is_gone ? 300 : 110 + (i * 7) % 20);
      mean_spend.push_back((is_gone ? 10 : 50 + i % 10) * unit);
      segments.push_back(is_gone ? "gone" : i % 2 == 0 ? "good" : "twins");
    }
  }
  [[nodiscard]] Summary summary() const {
    return Summary::from_arrays(
        {.frequency = frequency, .recency = recency, .age = age, .mean_spend = mean_spend},
        TimeUnit::day);
  }
};

std::size_t row_of(const Table& table, std::string_view segment) {
  for (std::size_t i = 0; i < table.rows(); ++i) {
    if (table.text("segment")[i] == segment) return i;
  }
  return table.rows();
}

bool flag(const Table& table, const char* column, std::size_t row) {
  return table.boolean(table.at(column))[row] == 1;
}

}  // namespace

TEST_CASE("size, revenue and separation of segments, by falling revenue") {
  const Base base;
  const SegmentReport report = segment_report(base.summary(), base.segments.view());
  const Table& table = report.segments;
  REQUIRE(table.rows() == 3);
  CHECK(table.text("segment")[2] == "gone");
  const std::size_t gone = row_of(table, "gone"), good = row_of(table, "good");
  CHECK(table.int64("clients")[gone] == 4);
  CHECK(table.float64("share")[good] == doctest::Approx(40.0 / 84));
  CHECK(table.float64("revenue")[gone] == 40);
  double sum = 0;
  for (const double share : table.float64("revenue_share")) sum += share;
  CHECK(sum == doctest::Approx(1));
  // The twins differ in name alone; who is gone is far from both, but there are only four of them.
  CHECK(table.text("nearest")[good] == "twins");
  CHECK_FALSE(flag(table, "is_differentiable", good));
  CHECK(table.text("why")[good] == "too close to another segment");
  CHECK(flag(table, "is_differentiable", gone));
  CHECK_FALSE(flag(table, "is_substantial", gone));
  CHECK_FALSE(flag(table, "is_viable", gone));
  CHECK(table.validity(table.at("reach"))[gone] == 0);
}

TEST_CASE("the separation of two halves by hand: mean ranks in standard deviations of the base") {
  const std::vector<double> none{0, 0, 0, 0}, age{1, 2, 11, 12};
  TextColumn segments;
  for (const char* name : {"new", "new", "old", "old"}) segments.push_back(name);
  const SegmentReport report = segment_report(
      Summary::from_arrays({.frequency = none, .recency = none, .age = age}, TimeUnit::week),
      segments.view());
  // Ranks 0, 1 and 2, 3: means 0.5 and 2.5, variance 1.25.
  CHECK(report.segments.float64("separation")[0] == doctest::Approx(2 / std::sqrt(1.25)));
  CHECK(report.features.float64("between_share")[0] == doctest::Approx(4.0 / 5));
  // Frequency is the same for all.
  CHECK(report.features.validity(report.features.at("between_share"))[1] == 0);
  CHECK_FALSE(report.segments.find("revenue").has_value());
}

TEST_CASE("the verdicts do not depend on the currency unit") {
  const Base euros, cents(100);
  const SegmentReport one = segment_report(euros.summary(), euros.segments.view());
  const SegmentReport other = segment_report(cents.summary(), cents.segments.view());
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(one.segments.text("segment")[i] == other.segments.text("segment")[i]);
    CHECK(one.segments.text("why")[i] == other.segments.text("why")[i]);
    CHECK(one.segments.float64("separation")[i] == other.segments.float64("separation")[i]);
    CHECK(one.segments.float64("error")[i] ==
          doctest::Approx(other.segments.float64("error")[i]).epsilon(1e-12));
  }
}

TEST_CASE("who may be contacted, and which action is best") {
  const Base base;
  std::vector<std::uint8_t> contactable(84, 1);
  for (std::size_t i = 0; i < 84; i += 2) contactable[i] = i % 8 == 0;
  // A letter suits the good clients, a discount their twins: apart they earn 40 x 2 more.
  std::vector<double> values;
  for (int i = 0; i < 84; ++i) {
    values.push_back(i % 2 == 0 ? 10 : 3);
    values.push_back(i % 2 == 0 ? 4 : 5);
  }
  SegmentReportOptions options{.segment_cost = 79,
                               .contactable = contactable,
                               .action_values = values,
                               .actions = {"letter", "discount"}};
  const SegmentReport report = segment_report(base.summary(), base.segments.view(), options);
  const Table& table = report.segments;
  const std::size_t good = row_of(table, "good"), twins = row_of(table, "twins");
  CHECK(table.float64("reach")[good] == doctest::Approx(0.25));
  CHECK_FALSE(flag(table, "is_accessible", good));
  CHECK(table.text("best_action")[good] == "letter");
  CHECK(table.text("best_action")[twins] == "discount");
  CHECK(table.float64("gain_apart")[good] == doctest::Approx(80));
  CHECK(flag(table, "is_actionable", good));
  options.segment_cost = 80;
  CHECK_FALSE(flag(segment_report(base.summary(), base.segments.view(), options).segments,
                   "is_actionable", good));
}

TEST_CASE("a profile says who they are in words") {
  const Base base;
  const Table profiles = segment_report(base.summary(), base.segments.view()).profiles;
  const std::size_t gone = row_of(profiles, "gone");
  CHECK(profiles.float64("mean_purchases")[gone] == 1);
  CHECK(profiles.float64("median_recency")[gone] == 300);
  CHECK(profiles.text("profile")[gone] ==
        "4 clients, 4.8 % of the base, with 0.1 % of the revenue. A typical one has bought 1.0 "
        "times (0.1 times the average), the last time 300 days ago (the base: 20), for 10.00 a "
        "purchase (0.2 times the average) and 10.00 in all.");
}

TEST_CASE("nonsense of a report is refused by name") {
  const Base base;
  const auto refused = [&](const SegmentReportOptions& options) -> std::string {
    try {
      (void)segment_report(base.summary(), base.segments.view(), options);
    } catch (const Error& error) {
      return error.argument();
    }
    return "accepted";
  };
  const std::vector<std::uint8_t> short_flags(3, 1);
  const std::vector<double> values(84, 1);
  CHECK(refused({.max_error = -1}) == "max_error");
  CHECK(refused({.min_clients = -1}) == "min_clients");
  CHECK(refused({.contactable = short_flags}) == "contactable");
  CHECK(refused({.action_values = values}) == "actions");
  CHECK(refused({.action_values = values, .actions = {"a", "b"}}) == "action_values");
  TextColumn few;
  few.push_back("one");
  CHECK_THROWS_AS((void)segment_report(base.summary(), few.view()), Error);
}
