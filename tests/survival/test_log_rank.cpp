#include <cstdint>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "survival/twelve_clients.hpp"

using namespace tenure;

namespace {

std::vector<std::string_view> names_of(const std::vector<double>& g) {
  std::vector<std::string_view> names;
  for (const double value : g) names.push_back(value > 0 ? "b" : "a");
  return names;
}

}  // namespace

TEST_CASE("METHODS 8.2, R survival: log-rank chi-square 1.68179378 of twelve clients") {
  const TwelveClients twelve;
  const auto names = names_of(twelve.g);
  Lives lives = twelve.lives();
  lives.group = names;
  const LogRank test = log_rank(lives);
  CHECK(test.statistic == doctest::Approx(1.68179378).epsilon(1e-8));
  CHECK(test.degrees_of_freedom == 1);
  CHECK(test.groups.float64("observed")[0] + test.groups.float64("observed")[1] == 7);
  CHECK(test.groups.float64("expected")[0] + test.groups.float64("expected")[1] ==
        doctest::Approx(7).epsilon(1e-14));
}

TEST_CASE("Freireich et al. 1963, as in Cox & Oakes 1984: log-rank 16.79, p 4.17e-5") {
  const Leukaemia trial;
  const LogRank test = log_rank(trial.lives());
  // lifelines 0.30.3: logrank_test.
  CHECK(test.statistic == doctest::Approx(16.792940989216543).epsilon(1e-12));
  CHECK(test.p_value.value() == doctest::Approx(4.168809109334522e-05).epsilon(1e-10));
  CHECK(test.groups.float64("expected")[0] == doctest::Approx(19.25).epsilon(1e-3));
  CHECK(test.groups.float64("expected")[1] == doctest::Approx(10.75).epsilon(1e-3));
}

TEST_CASE("a group that splits in two like halves adds a degree of freedom and nothing else") {
  Leukaemia trial;
  std::vector<double> weeks = trial.weeks;
  std::vector<std::int32_t> relapse = trial.relapse;
  std::vector<std::string_view> arm = trial.arm;
  std::vector<double> weight(42, 1.0);
  for (std::size_t i = 0; i < 21; ++i) {
    weight[i] = 0.5;
    weeks.push_back(trial.weeks[i]);
    relapse.push_back(trial.relapse[i]);
    arm.push_back("placebo again");
    weight.push_back(0.5);
  }
  const LogRank test =
      log_rank({.duration = weeks, .cause = relapse, .weight = weight, .group = arm});
  CHECK(test.degrees_of_freedom == 2);
  CHECK(test.statistic == doctest::Approx(log_rank(trial.lives()).statistic).epsilon(1e-10));
}

TEST_CASE("a test that favours early times gives them the weight of survival") {
  const Leukaemia trial;
  // Peto's version for the same trial lies below the log-rank: the arms part late.
  const LogRank early = log_rank(trial.lives(), {.rho = 1});
  CHECK(early.statistic == doctest::Approx(14.46).epsilon(1e-3));
}

TEST_CASE("groups are needed; one that is never at risk takes its degree of freedom with it") {
  const TwelveClients twelve;
  CHECK(refused_argument([&] { (void)log_rank(twelve.lives()); }) == "group");
  const std::vector<double> time{1, 5, 6, 7};
  const std::vector<std::int32_t> event{0, 1, 1, 1};
  const std::vector<std::string_view> group{"gone before", "a", "b", "a"};
  const LogRank test = log_rank({.duration = time, .cause = event, .group = group});
  CHECK(test.degrees_of_freedom == 1);
  const std::vector<std::int32_t> none(4, 0);
  const LogRank empty = log_rank({.duration = time, .cause = none, .group = group});
  CHECK(empty.degrees_of_freedom == 0);
  CHECK_FALSE(empty.p_value.has_value());
}
