#include <array>
#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "inference/resample.hpp"
#include "math/relative_error.hpp"
#include "models/simulated.hpp"
#include "models/table_of_models.hpp"
#include <tenure/inference.hpp>

using namespace tenure;
using tenure::testing::relative_error;

namespace {

const testing::SimulatedHistories& data() {
  static const auto drawn = testing::simulate(model::nbd(), std::array{0.8, 9.0}, 1500, 31);
  return drawn;
}

}  // namespace

TEST_CASE("resampling keeps the number of clients and the mean of each history's count") {
  const model::Cells cells(data().view(), model::nbd().traits());
  std::vector<double> mean(cells.size());
  constexpr int kTimes = 400;
  for (std::uint64_t i = 0; i < kTimes; ++i) {
    math::RandomStream random(5, i);
    const auto drawn = inference::resampled(cells, random);
    double clients = 0.0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
      clients += drawn.weight[c];
      mean[c] += drawn.weight[c] / kTimes;
    }
    CHECK(clients == 1500.0);
  }
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const double weight = cells.view().weight[c];
    CHECK(std::abs(mean[c] - weight) < 5.0 * std::sqrt(weight / kTimes));
  }
}

TEST_CASE("either bootstrap's standard errors are near those of the likelihood") {
  const auto fitted = FittedModel::fit("nbd", data().view(), TimeUnit::week);
  for (const Resampling resampling : {Resampling::clients, Resampling::model}) {
    const BootstrapResult result = bootstrap(
        fitted, data().view(), {.resampling = resampling, .replicates = 300, .level = 0.9});
    CHECK(result.failed == 0);
    CHECK(result.replicates.rows() == 300);
    const Table wald = fitted.result().table(0.9);
    for (std::size_t k = 0; k < 2; ++k) {
      const double error = fitted.result().standard_errors[k];
      CHECK(relative_error(result.intervals.float64("standard_error")[k], error) < 0.2);
      CHECK(std::abs(result.intervals.float64("bias")[k]) < 0.3 * error);
      CHECK(std::abs(result.intervals.float64("lower")[k] - wald.float64("lower")[k]) <
            0.5 * error);
      CHECK(std::abs(result.intervals.float64("upper")[k] - wald.float64("upper")[k]) <
            0.5 * error);
    }
  }
}

TEST_CASE("the replicates are the same for any number of threads, and others for another seed") {
  const auto fitted = FittedModel::fit("nbd", data().view(), TimeUnit::week);
  const auto run = [&](std::uint64_t seed, unsigned threads) {
    const auto result = bootstrap(fitted, data().view(), {.replicates = 20, .seed = seed},
                                  {.threads = threads, .progress = {}});
    const auto r = result.replicates.float64("r");
    return std::vector<double>(r.begin(), r.end());
  };
  CHECK(run(1, 1) == run(1, 3));
  CHECK(run(1, 1) != run(2, 1));
}

TEST_CASE("a weight of k is k clients, drawn one by one") {
  const std::vector<double> x{0, 1, 2, 5}, t_x{0, 9, 20, 30}, T{30, 31, 32, 33},
      weight{60, 25, 12, 6};
  const Histories weighted{x, t_x, T, {}, weight};
  const auto fitted = FittedModel::fit("nbd", weighted, TimeUnit::week);
  const auto result = bootstrap(fitted, weighted, {.replicates = 50});
  CHECK(result.intervals.float64("standard_error")[0] > 0.0);
  const std::vector<double> half{60.5, 25, 12, 6};
  const Histories fractions{x, t_x, T, {}, half};
  const auto other = FittedModel::fit("nbd", fractions, TimeUnit::week);
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(bootstrap(other, fractions, {.replicates = 5}));
        }).argument() == "weight");
}

TEST_CASE("replicates that failed are counted and named, and enter no interval") {
  // One buyer among eight: a third of the resamples have none, and no optimum.
  const std::vector<double> x{0, 0, 0, 0, 0, 0, 0, 3}, t_x{0, 0, 0, 0, 0, 0, 0, 20},
      T{30, 31, 32, 33, 34, 35, 36, 37};
  const Histories few{x, t_x, T, {}, {}};
  const auto fitted = FittedModel::fit("nbd", few, TimeUnit::week);
  const auto result = bootstrap(fitted, few, {.replicates = 200});
  std::int64_t named = 0;
  for (std::size_t i = 0; i < 200; ++i) {
    named += result.replicates.text("reason")[i] == "not_identifiable";
  }
  CHECK(named > 30);
  CHECK(result.failed == named);
}

TEST_CASE("spend and contracts are resampled and simulated too") {
  const auto spend = testing::simulate(model::gamma_gamma(), std::array{6.0, 3.7, 15.0}, 3000, 3);
  const auto contracts =
      testing::simulate(model::shifted_beta_geometric(), std::array{0.7, 3.0}, 3000, 3);
  const auto check = [](const char* model, const testing::SimulatedHistories& histories) {
    const auto fitted = FittedModel::fit(model, histories.view(), TimeUnit::week);
    for (const Resampling resampling : {Resampling::clients, Resampling::model}) {
      const auto result =
          bootstrap(fitted, histories.view(), {.resampling = resampling, .replicates = 60});
      CHECK(result.failed == 0);
      CHECK(relative_error(result.intervals.float64("standard_error")[0],
                           fitted.result().standard_errors[0]) < 0.5);
    }
  };
  check("gamma_gamma", spend);
  check("shifted_beta_geometric", contracts);
}

TEST_CASE("a bootstrap can be cancelled, and needs the data of the fit") {
  const auto fitted = FittedModel::fit("nbd", data().view(), TimeUnit::week);
  int reports = 0;
  const Execution cancelling{.threads = 1, .progress = [&](double fraction, std::string_view) {
                               CHECK(fraction <= 1.0);
                               return ++reports < 3;
                             }};
  error_of(Status::cancelled, [&] {
    static_cast<void>(bootstrap(fitted, data().view(), {.replicates = 1000}, cancelling));
  });
  CHECK(reports == 3);
  const auto other = testing::simulate(model::nbd(), std::array{0.8, 9.0}, 1500, 32);
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(bootstrap(fitted, other.view(), {.replicates = 5}));
        }).argument() == "histories");
  CHECK(error_of(Status::invalid_argument, [&] {
          static_cast<void>(bootstrap(fitted, data().view(), {.replicates = 1}));
        }).argument() == "replicates");
}
