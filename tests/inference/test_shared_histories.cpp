#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/fitted_base.hpp"
#include "math/relative_error.hpp"

using namespace tenure;
using tenure::testing::relative_error;
using tenure::testing::SimulatedHistories;

namespace {

constexpr std::size_t kRepeated = 60;
constexpr std::size_t kClients = 5 * kRepeated;
constexpr std::array kIntervalColumns = {"estimate", "standard_error", "lower", "upper"};

/// Client i has history i % 60, but for T, which goes on by half a week each time round for the
/// histories before `apart`: of those no two clients share one.
SimulatedHistories repeated(const SimulatedHistories& once, std::size_t apart) {
  SimulatedHistories all;
  for (std::size_t i = 0; i < kClients; ++i) {
    const std::size_t h = i % kRepeated;
    const double later = h < apart ? 0.5 * static_cast<double>(i / kRepeated) : 0.0;
    all.x.push_back(once.x[h]);
    all.t_x.push_back(once.t_x[h]);
    all.T.push_back(once.T[h] + later);
    all.m.push_back(once.m[h]);
  }
  return all;
}

Summary summary_of(const SimulatedHistories& data) {
  return Summary::from_arrays(data.view(), TimeUnit::week);
}

/// A base in which histories recur, and the models that were fitted to it.
struct Recurring {
  SimulatedHistories data;
  Summary summary;
  FittedModel purchases, spend;
};

const Recurring& recurring() {
  static const Recurring made = [] {
    auto once = testing::simulate(*model::find_model("mbg_nbd"), std::array{0.8, 6.0, 0.9, 2.0},
                                  kRepeated, 12);
    once.m = testing::simulate(*model::find_model("gamma_gamma"), std::array{6.0, 3.7, 15.0},
                               kRepeated, 3)
                 .m;
    for (std::size_t i = 0; i < kRepeated; ++i) {
      if (once.x[i] == 0.0) once.m[i] = 0.0;
    }
    auto data = repeated(once, 20);
    Summary summary = summary_of(data);
    auto purchases = FittedModel::fit("mbg_nbd", summary);
    auto spend = FittedModel::fit("gamma_gamma", summary);
    return Recurring{std::move(data), std::move(summary), std::move(purchases), std::move(spend)};
  }();
  return made;
}

PredictionOptions options_of(IntervalMethod method) {
  PredictionOptions options = testing::predicted_at(0.9);
  options.method = method;
  options.draws = 8;
  if (method == IntervalMethod::profile) options.fitted_to = &recurring().summary;
  return options;
}

constexpr std::array kIntervalMethods = {IntervalMethod::delta, IntervalMethod::sampling,
                                         IntervalMethod::profile};

}  // namespace

TEST_CASE("who shares a history has the intervals that he would have alone") {
  for (const IntervalMethod method : kIntervalMethods) {
    for (const Predicted of : {Predicted::expected_purchases, Predicted::p_alive}) {
      const PredictionOptions options = options_of(method);
      const Table all =
          prediction_intervals(recurring().purchases, recurring().summary, of, options);
      CHECK(all.rows() == kClients);
      for (const std::size_t i : {3UL, 25UL, 59UL, 3 + kRepeated, 25 + kRepeated, kClients - 1}) {
        const Summary one =
            Summary::from_arrays(model::part_of(recurring().data.view(), i, 1), TimeUnit::week);
        const Table alone = prediction_intervals(recurring().purchases, one, of, options);
        for (const char* column : kIntervalColumns) {
          CAPTURE(column);
          CHECK(relative_error(all.float64(column)[i], alone.float64(column)[0]) < 1e-9);
        }
      }
    }
  }
}

TEST_CASE("sums over who shares histories are sums of weights") {
  std::vector<std::int64_t> numbers(kClients), by_history(kRepeated);
  for (std::size_t i = 0; i < kClients; ++i) {
    const auto h = static_cast<std::int64_t>(i % kRepeated);
    numbers[i] = h < 7 ? -1 : h % 3;
  }
  for (std::size_t h = 0; h < kRepeated; ++h) by_history[h] = numbers[h];
  const SimulatedHistories all = repeated(recurring().data, 0);
  SimulatedHistories heavy = all;
  for (auto* column : {&heavy.x, &heavy.t_x, &heavy.T, &heavy.m}) column->resize(kRepeated);
  heavy.weight.assign(kRepeated, 5.0);
  const auto agree = [](const Table& rows, const Table& weights) {
    CHECK(rows.rows() == 3);
    for (std::size_t g = 0; g < 3; ++g) {
      CHECK(rows.float64("clients")[g] == weights.float64("clients")[g]);
      for (const char* column : kIntervalColumns) {
        CHECK(relative_error(rows.float64(column)[g], weights.float64(column)[g]) < 1e-9);
      }
    }
  };
  for (const IntervalMethod method : kIntervalMethods) {
    PredictionOptions options = options_of(method);
    const auto purchases = [&](const SimulatedHistories& data, Predicted of,
                               std::span<const std::int64_t> groups) {
      options.groups = groups;
      return prediction_intervals(recurring().purchases, summary_of(data), of, options);
    };
    const auto value = [&](const SimulatedHistories& data, std::span<const std::int64_t> groups) {
      options.groups = groups;
      return clv_intervals(recurring().purchases, recurring().spend, summary_of(data),
                           {.horizon = testing::kHorizon}, options);
    };
    agree(purchases(all, Predicted::expected_purchases, numbers),
          purchases(heavy, Predicted::expected_purchases, by_history));
    if (method == IntervalMethod::delta) {
      agree(purchases(all, Predicted::purchases, numbers),
            purchases(heavy, Predicted::purchases, by_history));
    }
    if (method != IntervalMethod::profile) {
      agree(value(all, numbers), value(heavy, by_history));
    }
  }
}

TEST_CASE(
    "lifetime values by one margin are those by a margin a client, for whom no two are alike") {
  for (const IntervalMethod method : {IntervalMethod::delta, IntervalMethod::sampling}) {
    const PredictionOptions options = options_of(method);
    const std::vector<double> margins(kClients, 0.3);
    const auto value = [&](const ClvOptions& of) {
      return clv_intervals(recurring().purchases, recurring().spend, recurring().summary, of,
                           options);
    };
    const Table one = value({.horizon = testing::kHorizon, .margin = 0.3});
    const Table each = value({.horizon = testing::kHorizon, .margins = margins});
    for (const char* column : kIntervalColumns) {
      for (std::size_t i = 0; i < kClients; i += 7) {
        CHECK(relative_error(one.float64(column)[i], each.float64(column)[i]) < 1e-9);
      }
    }
  }
}

TEST_CASE("purchases of a part of a client: the row that is named is his, not his history's") {
  SimulatedHistories data = repeated(recurring().data, 0);
  data.weight.assign(kClients, 1.0);
  data.weight[kClients - 2] = 1.5;
  const Summary summary = summary_of(data);
  PredictionOptions options = options_of(IntervalMethod::delta);
  const std::vector<std::int64_t> together(kClients, 0);
  options.groups = together;
  const Error error = error_of(Status::invalid_argument, [&] {
    static_cast<void>(
        prediction_intervals(recurring().purchases, summary, Predicted::purchases, options));
  });
  CHECK(error.argument() == "weight");
  CHECK(std::string(error.what()).find("row 298 is 1.5") != std::string::npos);
}
