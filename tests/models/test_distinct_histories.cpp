// What is computed once for all clients with one history, and that nobody can tell.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "models/distinct_histories.hpp"
#include "models/model_input.hpp"
#include <tenure/model.hpp>

using tenure::FittedModel;
using tenure::Histories;
using tenure::TimeUnit;
using tenure::Window;
using tenure::model::DistinctHistories;
using tenure::model::model_named;

namespace {

struct RepeatedBase {
  std::vector<double> x, t_x, T;

  [[nodiscard]] Histories view() const { return {.frequency = x, .recency = t_x, .age = T}; }
};

/// Histories of few ages and purchases, so that many clients share each.
RepeatedBase drawn(std::size_t clients, std::uint64_t seed) {
  RepeatedBase result;
  for (std::size_t i = 0; i < clients; ++i) {
    tenure::math::RandomStream random(seed, i);
    const double T = std::floor(random.uniform() * 40.0);
    const double x = T < 1.0 ? 0.0 : std::floor(random.uniform() * 6.0);
    result.x.push_back(x);
    result.t_x.push_back(x == 0.0 ? 0.0 : 1.0 + std::floor(random.uniform() * (T - 1.0)));
    result.T.push_back(T);
  }
  return result;
}

}  // namespace

TEST_CASE("each history is there once, and each client has his own, for every number of threads") {
  const RepeatedBase base = drawn(30'000, 1);
  const auto& traits = model_named("pareto_nbd").traits();
  const DistinctHistories found(base.view(), traits, {.threads = 1, .progress = {}});
  std::set<std::array<double, 3>> expected;
  for (std::size_t i = 0; i < base.x.size(); ++i) {
    expected.insert({base.x[i], base.t_x[i], base.T[i]});
    const std::uint32_t row = found.of_client()[i];
    REQUIRE(row < found.size());
    CHECK(found.view().frequency[row] == base.x[i]);
    CHECK(found.view().recency[row] == base.t_x[i]);
    CHECK(found.view().age[row] == base.T[i]);
  }
  CHECK(found.size() == expected.size());
  CHECK(std::ranges::is_sorted(found.view().frequency));
  for (const unsigned threads : {2U, 5U}) {
    const DistinctHistories again(base.view(), traits, {.threads = threads, .progress = {}});
    CHECK(std::ranges::equal(again.of_client(), found.of_client()));
    CHECK(std::ranges::equal(again.view().age, found.view().age));
  }
}

TEST_CASE("those who differ in their last purchase alone are beside each other") {
  const RepeatedBase base = drawn(20'000, 2);
  const DistinctHistories found(base.view(), model_named("bg_nbd").traits(), {});
  const Histories all = found.view();
  std::set<std::array<double, 2>> left;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::array<double, 2> pair{all.frequency[i], all.age[i]};
    const bool begins = i == 0 || all.frequency[i - 1] != pair[0] || all.age[i - 1] != pair[1];
    if (begins) CHECK(left.insert(pair).second);
  }
}

TEST_CASE("negative zero is zero, and what a model does not read sets nobody apart") {
  const std::vector<double> x{0.0, -0.0, 2.0, 2.0}, t_x{0.0, -0.0, 3.0, 4.0}, T{5.0, 5.0, 5.0, 5.0};
  const Histories histories{.frequency = x, .recency = t_x, .age = T};
  CHECK(DistinctHistories(histories, model_named("bg_nbd").traits(), {}).size() == 3);
  CHECK(DistinctHistories(histories, model_named("nbd").traits(), {}).size() == 2);
  CHECK(DistinctHistories({}, model_named("nbd").traits(), {}).size() == 0);
}

TEST_CASE("a prediction is the same bits in a base of many as of the client alone") {
  const RepeatedBase base = drawn(3'000, 3);
  const auto rate = tenure::DiscountRate::effective(0.1, TimeUnit::year);
  for (const char* name :
       {"bg_nbd", "mbg_nbd", "pareto_nbd", "ggompertz_nbd", "nbd", "bg_cnbd_k"}) {
    CAPTURE(std::string(name));
    const int regularity = tenure::model_info(name).max_regularity > 0 ? 2 : 0;
    const auto start = model_named(name).starting_values(base.view());
    const auto model = FittedModel::from_parameters(name, start, TimeUnit::week, regularity);
    const auto of = [&](const Histories& histories) {
      std::vector<std::vector<double>> result;
      result.push_back(model.p_alive(histories));
      result.push_back(model.expected_purchases(histories, 13.0));
      result.push_back(model.expected_purchases(histories, Window(4.0, 30.0)));
      result.push_back(model.p_active(histories, 13.0));
      result.push_back(model.expected_lifetime(histories, 13.0).value);
      if (regularity == 0) {
        result.push_back(model.discounted_purchases(histories, rate));
        result.push_back(model.discounted_purchases(histories, rate, 2000.0));
      }
      const auto [lower, upper] = model.purchase_intervals(histories, 0.9, 13.0);
      result.emplace_back(upper.begin(), upper.end());
      return result;
    };
    const auto all = of(base.view());
    for (std::size_t i = 0; i < base.x.size(); i += 97) {
      const auto alone =
          of({.frequency = {&base.x[i], 1}, .recency = {&base.t_x[i], 1}, .age = {&base.T[i], 1}});
      for (std::size_t k = 0; k < all.size(); ++k) {
        CAPTURE(k);
        CHECK(all[k][i] == alone[k][0]);
      }
    }
  }
}
