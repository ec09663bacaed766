#include <cmath>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/has_value.hpp"
#include "base/throws.hpp"
#include "evaluation/drawn_portfolio.hpp"
#include "models/at_parameters.hpp"
#include "models/table_of_models.hpp"
#include <tenure/evaluation.hpp>

using namespace tenure;

namespace {

const Portfolio& drawn_base() {
  static const Portfolio drawn = tenure::testing::drawn_portfolio(600);
  return drawn;
}
Summary half() { return Summary::from_portfolio(drawn_base(), {.calibration_end = Day{39 * 7}}); }
}  // namespace

TEST_CASE("models by name and fitted ones, beside the benchmarks") {
  const Summary summary = half();
  const FittedModel fitted = FittedModel::fit("pareto_nbd", summary);
  const Comparison result = compare({"pareto_nbd", "nbd", fitted}, summary);
  const Table& models = result.models;
  REQUIRE(models.rows() == 5);
  CHECK(models.text("method")[1] == "nbd");
  CHECK(models.text("method")[3] == "past_rate");
  CHECK(models.text("method")[4] == "mean_rate");
  for (std::size_t i = 0; i < 5; ++i) CHECK(models.text("status")[i] == "ok");
  CHECK(models.int64("parameters")[0] == 4);
  CHECK(models.int64("parameters")[1] == 2);
  const auto log_likelihood = models.float64("log_likelihood");
  const FitResult& fit = fitted.result();
  CHECK(log_likelihood[0] == doctest::Approx(fit.log_likelihood.value()).epsilon(1e-12));
  CHECK(log_likelihood[0] == log_likelihood[2]);
  CHECK(models.float64("aic")[0] == doctest::Approx(fit.aic().value()).epsilon(1e-12));
  CHECK(models.float64("bic")[0] == doctest::Approx(fit.bic().value()).epsilon(1e-12));
  // The log was drawn from a Pareto/NBD: by a proper score nothing else comes before it.
  CHECK(models.float64("log_score")[0] > models.float64("log_score")[1]);
  CHECK(models.float64("mae")[0] < models.float64("mae")[3]);
  for (const std::string_view column : {"parameters", "log_likelihood", "aic", "log_score"}) {
    CHECK(has_value(models, column, 0));
    CHECK_FALSE(has_value(models, column, 4));
  }
}

TEST_CASE("the same numbers as holdout_errors and as client by client") {
  const Summary summary = half();
  const FittedModel fitted = FittedModel::fit("bg_nbd", summary);
  const Comparison result = compare({fitted}, summary);
  const Table errors = holdout_errors(fitted, summary);
  for (const char* column :
       {"predicted", "actual", "mae", "rmse", "bias", "wape", "top_decile_share"}) {
    CAPTURE(column);
    for (std::size_t row = 0; row < 3; ++row) {
      CHECK(errors.float64(column)[row] == result.models.float64(column)[row]);
    }
  }
  double sum = 0;
  const Histories all = summary.histories();
  const tenure::testing::AtParameters client(
      model::bg_nbd(), {fitted.parameters().begin(), fitted.parameters().end()});
  for (std::size_t i = 0; i < all.size(); ++i) {
    sum += std::log(client.pmf(model::history_at(all, i), summary.holdout_length(),
                               summary.holdout_frequency()[i]));
  }
  CHECK(result.models.float64("log_score")[0] ==
        doctest::Approx(sum / static_cast<double>(all.size())).epsilon(1e-12));
}

TEST_CASE("calibration: ten rows a method that add up to the predictions") {
  const Comparison result = compare({"mbg_nbd"}, half());
  const Table& rows = result.calibration;
  REQUIRE(rows.rows() == 30);
  double predicted = 0, actual = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    CHECK(rows.text("method")[i] == "mbg_nbd");
    CHECK(rows.int64("decile")[i] == static_cast<std::int64_t>(i) + 1);
    predicted += rows.float64("clients")[i] * rows.float64("predicted")[i];
    actual += rows.float64("clients")[i] * rows.float64("actual")[i];
    if (i > 0) CHECK(rows.float64("predicted")[i] <= rows.float64("predicted")[i - 1]);
  }
  CHECK(predicted == doctest::Approx(result.models.float64("predicted")[0]));
  CHECK(actual == doctest::Approx(result.models.float64("actual")[0]));
  const double top = rows.float64("clients")[0] * rows.float64("actual")[0];
  CHECK(top / actual == doctest::Approx(result.models.float64("top_decile_share")[0]));
}

TEST_CASE("without a holdout the likelihoods alone") {
  const Comparison result = compare({"nbd"}, Summary::from_portfolio(drawn_base()));
  CHECK(has_value(result.models, "bic", 0));
  CHECK_FALSE(has_value(result.models, "mae", 0));
  CHECK_FALSE(has_value(result.models, "log_score", 0));
  CHECK(result.calibration.rows() == 0);
}

TEST_CASE("a candidate that fails says so, and the others are scored") {
  const std::vector<double> none{0, 0, 0}, age{5, 5, 5};
  const Summary nobody_back = Summary::from_arrays(
      {.frequency = none, .recency = none, .age = age, .mean_spend = {}, .weight = {}},
      TimeUnit::week);
  const Comparison useless = compare({"bg_nbd"}, nobody_back);
  CHECK(useless.models.text("status")[0] == "not_usable");
  CHECK(std::string(useless.models.text("message")[0]).find("No client bought again") == 0);

  FitOptions wrong;
  wrong.start = {1};
  const Comparison failed =
      compare({Candidate("bg_bb"), Candidate("bg_nbd", wrong), "nbd"}, half());
  CHECK(failed.models.text("status")[0] == "failed");  // weeks are no opportunities
  CHECK(failed.models.text("status")[1] == "failed");
  CHECK(failed.models.text("status")[2] == "ok");
  CHECK_FALSE(failed.models.text("message")[0].empty());
  CHECK_FALSE(has_value(failed.models, "log_likelihood", 0));
}

TEST_CASE("what the caller got wrong is an error") {
  const Summary summary = half();
  error_of(Status::invalid_argument, [&] { (void)compare({"pareto"}, summary); });
  error_of(Status::invalid_argument, [&] { (void)compare({"gamma_gamma"}, summary); });
  const std::vector<double> parameters{1, 1};
  const auto daily = FittedModel::from_parameters("nbd", parameters, TimeUnit::day);
  error_of(Status::invalid_argument, [&] { (void)compare({daily}, summary); });
}

TEST_CASE("progress goes forward and can cancel; threads do not show") {
  double last = 0;
  Execution watched{.threads = 1, .progress = [&](double fraction, std::string_view) {
                      CHECK(fraction >= last);
                      CHECK(fraction <= 1);
                      last = fraction;
                      return true;
                    }};
  const Comparison one = compare({"pareto_nbd", "nbd"}, half(), watched);
  CHECK(last > 0.5);
  const Comparison four = compare({"pareto_nbd", "nbd"}, half(), {.threads = 4, .progress = {}});
  CHECK(one.models.float64("log_score")[0] == four.models.float64("log_score")[0]);
  watched.progress = [](double, std::string_view) { return false; };
  error_of(Status::cancelled, [&] { (void)compare({"nbd"}, half(), watched); });
}

TEST_CASE("holdout errors of a model that counts in another unit are refused, not computed") {
  const FittedModel by_week = FittedModel::fit("nbd", half());
  const Summary by_day = Summary::from_portfolio(
      drawn_base(), {.unit = TimeUnit::day, .calibration_end = Day{39 * 7}});
  const Error error = error_of(Status::invalid_argument,
                               [&] { static_cast<void>(holdout_errors(by_week, by_day)); });
  CHECK(error.argument() == "summary");
  CHECK(std::string(error.what()).find("counts in days, the model in weeks") != std::string::npos);
}
