#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "base/has_value.hpp"
#include "base/throws.hpp"
#include "inference/fitted_base.hpp"
#include "math/normal.hpp"
#include "math/relative_error.hpp"

using namespace tenure;
using tenure::testing::fitted_base;
using tenure::testing::FittedBase;
using tenure::testing::kHorizon;
using tenure::testing::predicted_at;
using tenure::testing::relative_error;

namespace {

PredictionOptions profiled(const Summary& fitted_to, double level = 0.9) {
  PredictionOptions options = predicted_at(level);
  options.method = IntervalMethod::profile;
  options.fitted_to = &fitted_to;
  return options;
}

const FittedBase& few() {
  static const FittedBase base = fitted_base("nbd", {0.6, 9.0}, 60);
  return base;
}

/// Whether both ends are there, the estimate between them.
bool is_whole(const Table& table, std::size_t row) {
  return has_value(table, "lower", row) && has_value(table, "upper", row) &&
         table.float64("lower")[row] <= table.float64("estimate")[row] &&
         table.float64("estimate")[row] <= table.float64("upper")[row];
}

/// Of the NBD where a client's (r + x) / (alpha + T) is what it is said to be, by golden sections
/// over alpha.
double highest_log_likelihood(const FittedBase& base, double rate, double x, double age) {
  const auto at = [&](double log_alpha) -> double {
    const double alpha = std::exp(log_alpha), r = rate * (alpha + age) - x;
    if (!(r > 0.0)) return -INFINITY;
    const auto model = FittedModel::from_parameters("nbd", std::vector{r, alpha}, TimeUnit::week);
    const auto clients = model.log_likelihood(base.summary.histories());
    return std::accumulate(clients.begin(), clients.end(), 0.0);
  };
  const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
  double low = std::log(base.fitted.parameters()[1]) - 3.0, high = low + 6.0;
  while (high - low > 1e-7) {
    const double left = high - golden * (high - low), right = low + golden * (high - low);
    (at(left) > at(right) ? high : low) = at(left) > at(right) ? right : left;
  }
  return at(0.5 * (low + high));
}

}  // namespace

TEST_CASE("at the ends of a client's interval the likelihood ratio test just does not reject") {
  const FittedBase& base = few();
  const Table table = prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases,
                                           profiled(base.summary));
  const double z = math::two_sided_normal(0.9);
  const Histories clients = base.summary.histories();
  for (const std::size_t i : {0UL, 5UL, 31UL}) {
    for (const char* end : {"lower", "upper"}) {
      const double highest = highest_log_likelihood(base, table.float64(end)[i] / kHorizon,
                                                    clients.frequency[i], clients.age[i]);
      CAPTURE(end);
      CHECK(2.0 * (base.fitted.result().log_likelihood.value() - highest) ==
            doctest::Approx(z * z).epsilon(1e-5));
    }
    CHECK(is_whole(table, i));
  }
}

TEST_CASE("profile intervals of every model, of clients and of all, from few data") {
  const std::pair<std::string_view, std::vector<double>> cases[] = {
      {"nbd", {0.6, 9.0}},
      {"pareto_nbd", {0.8, 6.0, 0.7, 9.0}},
      {"bg_nbd", {0.5, 6.0, 0.8, 2.5}},
      {"mbg_nbd", {0.525, 6.183, 0.891, 1.614}},
      {"bg_bb", {1.204, 0.75, 0.657, 2.783}},
      {"ggompertz_nbd", {0.6, 6.0, 0.1, 0.8, 1.5}}};
  for (const auto& [name, truth] : cases) {
    CAPTURE(name);
    const FittedBase base = fitted_base(name, truth, 300);
    const Histories all = base.summary.histories();
    const auto few = Summary::from_arrays(
        {all.frequency.first(4), all.recency.first(4), all.age.first(4), {}, {}}, TimeUnit::week);
    PredictionOptions options = profiled(base.summary);
    const auto ask = [&] {
      return prediction_intervals(base.fitted, few, Predicted::expected_purchases, options);
    };
    const Table clients = ask();
    for (std::size_t i = 0; i < clients.rows(); ++i) CHECK(is_whole(clients, i));
    const std::vector<std::int64_t> together(4, 0);
    options.groups = together;
    CHECK(is_whole(ask(), 0));
  }
}

TEST_CASE("where the data do not tell that anybody leaves, all may be alive") {
  const FittedBase base = fitted_base("bg_nbd", {0.8, 6.0, 0.2, 0.8}, 30);
  PredictionOptions options = profiled(base.summary, 0.95);
  options.horizon = {};
  const Table table = prediction_intervals(base.fitted, base.summary, Predicted::p_alive, options);
  std::size_t alive = 0;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    CHECK(is_whole(table, i));
    alive += table.float64("upper")[i] == 1.0;
  }
  CHECK(alive == table.rows());
}

TEST_CASE("where the data say much a profile interval is that of the delta method") {
  const auto apart = [](const FittedBase& base) {
    const std::vector<std::int64_t> all(base.summary.size(), 0);
    PredictionOptions options = profiled(base.summary);
    options.groups = all;
    const Table table =
        prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases, options);
    options.method = IntervalMethod::delta;
    options.fitted_to = nullptr;
    const Table delta =
        prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases, options);
    const double error = delta.float64("standard_error")[0];
    CHECK(table.float64("standard_error")[0] == error);
    CHECK(table.float64("estimate")[0] == delta.float64("estimate")[0]);
    return std::max(std::abs(table.float64("lower")[0] - delta.float64("lower")[0]),
                    std::abs(table.float64("upper")[0] - delta.float64("upper")[0])) /
           error;
  };
  const double of_few = apart(few()), of_many = apart(fitted_base("nbd", {0.6, 9.0}, 20000));
  CAPTURE(of_few);
  CAPTURE(of_many);
  CHECK(of_many < 0.02);
  CHECK(of_few > 2.0 * of_many);
}

TEST_CASE("profile intervals of groups: the same bits for any number of threads; clients alike") {
  const FittedBase base = fitted_base("bg_nbd", {0.5, 6.0, 0.8, 2.5}, 250);
  std::vector<std::int64_t> groups(250, -1);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i % 3 != 0) groups[i] = i % 5 == 0;
  }
  PredictionOptions options = profiled(base.summary);
  options.groups = groups;
  const auto on = [&](unsigned threads) {
    return prediction_intervals(base.fitted, base.summary, Predicted::p_alive, options,
                                {.threads = threads, .progress = {}});
  };
  const Table one = on(1), three = on(3);
  for (std::size_t g = 0; g < 2; ++g) {
    CHECK(one.float64("lower")[g] == three.float64("lower")[g]);
    CHECK(one.float64("upper")[g] == three.float64("upper")[g]);
    CHECK(one.float64("lower")[g] > 0.0);
    CHECK(one.float64("upper")[g] < one.float64("clients")[g]);
    CHECK(is_whole(one, g));
  }
  // A group of one client, whose interval is his own.
  options.groups = {};
  std::vector<std::int64_t> only(250, -1);
  only[7] = 0;
  const Table clients =
      prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases, options);
  options.groups = {};
  const Table other = prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases,
                                           options, {.threads = 3, .progress = {}});
  for (std::size_t i = 0; i < clients.rows(); ++i) {
    CHECK(is_whole(clients, i));
    CHECK(other.float64("upper")[i] == clients.float64("upper")[i]);
  }
  options.groups = only;
  const Table alone =
      prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases, options);
  CHECK(relative_error(alone.float64("lower")[0], clients.float64("lower")[7]) < 1e-9);
  CHECK(relative_error(alone.float64("upper")[0], clients.float64("upper")[7]) < 1e-9);
}

TEST_CASE("a certainty has no interval: who has not come back is alive under the BG/NBD") {
  const FittedBase base = fitted_base("bg_nbd", {0.5, 6.0, 0.8, 2.5}, 300);
  PredictionOptions options = profiled(base.summary);
  options.horizon = {};
  const Table table = prediction_intervals(base.fitted, base.summary, Predicted::p_alive, options);
  const Histories clients = base.summary.histories();
  std::size_t certain = 0;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    CHECK(is_whole(table, i));
    if (clients.frequency[i] > 0.0) {
      CHECK(table.float64("upper")[i] < 1.0);
      continue;
    }
    ++certain;
    CHECK(table.float64("lower")[i] == 1.0);
    CHECK(table.float64("upper")[i] == 1.0);
  }
  CHECK(certain > 0);
}

TEST_CASE("the profile of a lifetime value is of both models, and follows the margin") {
  auto drawn =
      testing::simulate(*model::find_model("pareto_nbd"), std::array{0.8, 6.0, 0.7, 9.0}, 400, 12);
  drawn.m =
      testing::simulate(*model::find_model("gamma_gamma"), std::array{6.0, 3.7, 15.0}, 400, 3).m;
  for (std::size_t i = 0; i < drawn.x.size(); ++i) {
    if (drawn.x[i] == 0.0) drawn.m[i] = 0.0;
  }
  const Summary summary = Summary::from_arrays(drawn.view(), TimeUnit::week);
  const auto purchases = FittedModel::fit("pareto_nbd", summary);
  const auto spend = FittedModel::fit("gamma_gamma", summary);
  const std::vector<std::int64_t> all(400, 0);
  PredictionOptions options = profiled(summary);
  options.groups = all;
  std::vector<double> margins(400);
  const auto intervals = [&] {
    return clv_intervals(purchases, spend, summary, {.horizon = kHorizon, .margins = margins},
                         options);
  };
  const auto at_margin = [&](double margin) {
    std::ranges::fill(margins, margin);
    return intervals();
  };
  const Table whole = at_margin(1.0), half = at_margin(0.5), lost = at_margin(-1.0);
  const auto close = [](double a, double b) { return relative_error(a, b) < 1e-5; };
  for (const char* end : {"lower", "upper"}) {
    CHECK(close(half.float64(end)[0], 0.5 * whole.float64(end)[0]));
  }
  CHECK(close(lost.float64("lower")[0], -whole.float64("upper")[0]));
  CHECK(close(lost.float64("upper")[0], -whole.float64("lower")[0]));
  CHECK(is_whole(whole, 0));
  // Who buys often costs more than he brings: a sum of either sign, and its mirror.
  const auto with = [&](double often, double seldom) {
    for (std::size_t i = 0; i < margins.size(); ++i) margins[i] = drawn.x[i] > 2.0 ? often : seldom;
    return intervals();
  };
  const double even =
      -with(0.0, 1.0).float64("estimate")[0] / with(1.0, 0.0).float64("estimate")[0];
  const Table mixed = with(even, 1.0);
  for (double& each : margins) each = -each;
  const Table mirror = intervals();
  CHECK(is_whole(mixed, 0));
  CHECK(mixed.float64("lower")[0] < 0.0);
  CHECK(mixed.float64("upper")[0] > 0.0);
  CHECK(close(mirror.float64("lower")[0], -mixed.float64("upper")[0]));
  CHECK(close(mirror.float64("upper")[0], -mixed.float64("lower")[0]));
  options.method = IntervalMethod::delta;
  options.fitted_to = nullptr;
  const Table delta = at_margin(1.0), delta_lost = at_margin(-1.0);
  CHECK(relative_error(delta_lost.float64("lower")[0], -delta.float64("upper")[0]) < 1e-12);
  CHECK(relative_error(delta_lost.float64("upper")[0], -delta.float64("lower")[0]) < 1e-12);
  const auto spread = [](const Table& table) {
    return std::log(table.float64("upper")[0] / table.float64("lower")[0]);
  };
  CHECK(spread(whole) == doctest::Approx(spread(delta)).epsilon(0.2));
}

TEST_CASE("profile intervals keep the priors of the fit; a group of nobody is certain") {
  const FittedBase& base = few();
  const FittedModel held =
      FittedModel::fit("nbd", base.summary,
                       {.priors = {{"r", base.fitted.parameters()[0], 0.01},
                                   {"alpha", base.fitted.parameters()[1], 0.01}}});
  PredictionOptions options = profiled(base.summary);
  std::vector<std::int64_t> groups(base.summary.size(), 1);
  options.groups = groups;
  const auto width = [&](const FittedModel& model) {
    const Table table =
        prediction_intervals(model, base.summary, Predicted::expected_purchases, options);
    CHECK(table.float64("lower")[0] == 0.0);
    CHECK(table.float64("upper")[0] == 0.0);
    CHECK(is_whole(table, 1));
    return table.float64("upper")[1] / table.float64("lower")[1] - 1.0;
  };
  CHECK(width(held) < 0.1);
  CHECK(width(base.fitted) > 3.0 * width(held));
}

TEST_CASE("profile intervals tell their progress, which only grows, and can be cancelled") {
  const FittedBase& base = few();
  PredictionOptions options = profiled(base.summary);
  std::vector<std::int64_t> groups(base.summary.size());
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = static_cast<std::int64_t>(i % 3);
  const auto ask = [&](const Progress& progress) {
    return prediction_intervals(base.fitted, base.summary, Predicted::expected_purchases, options,
                                {.threads = 1, .progress = progress});
  };
  for (const bool of_groups : {false, true}) {
    if (of_groups) options.groups = groups;
    double last = 0.0;
    bool grows = true;
    ask([&](double fraction, std::string_view stage) {
      if (stage != "profile") return true;
      grows = grows && fraction >= last && fraction <= 1.0;
      last = fraction;
      return true;
    });
    CHECK(grows);
    CHECK(last > 0.6);
    CHECK_THROWS_AS(ask([&](double, std::string_view stage) { return stage != "profile"; }), Error);
  }
}

TEST_CASE("profile intervals need the data of the fit, and are not of counts") {
  const FittedBase& base = few();
  PredictionOptions options = profiled(base.summary);
  const auto argument = [&](Predicted of, Status status) {
    return error_of(
               status,
               [&] {
                 static_cast<void>(prediction_intervals(base.fitted, base.summary, of, options));
               })
        .argument();
  };
  CHECK(argument(Predicted::purchases, Status::not_supported) == "method");
  options.fitted_to = nullptr;
  CHECK(argument(Predicted::expected_purchases, Status::invalid_argument) == "fitted_to");
  const FittedBase other = fitted_base("nbd", {0.6, 9.0}, 61);
  options.fitted_to = &other.summary;
  CHECK(argument(Predicted::expected_purchases, Status::invalid_argument) == "fitted_to");
}
