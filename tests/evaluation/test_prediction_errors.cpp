#include <vector>

#include <doctest/doctest.h>

#include "evaluation/prediction_errors.hpp"

using tenure::evaluation::prediction_errors;

TEST_CASE("errors by hand") {
  const std::vector<double> predicted{1, 2, 0.5, 0.5};
  const std::vector<double> actual{2, 2, 0, 0};
  const auto errors = prediction_errors(predicted, actual);
  CHECK(errors.predicted == 4);
  CHECK(errors.actual == 4);
  CHECK(errors.mae == 0.5);
  CHECK(errors.rmse == doctest::Approx(0.6123724356957945));  // sqrt(1.5 / 4)
  CHECK(errors.bias == 0);
  CHECK(*errors.wape == 0.5);  // not the mean absolute error, with which it is often confused
  CHECK(*errors.top_decile_share == doctest::Approx(0.4 * 2 / 4));
}

TEST_CASE("the top tenth: 2 of 20 clients, and equal predictions share their places") {
  std::vector<double> predicted(20), actual(20, 1);
  predicted[3] = 9;
  predicted[11] = 8;
  actual[3] = 30;
  actual[11] = 12;
  CHECK(*prediction_errors(predicted, actual).top_decile_share == doctest::Approx(42.0 / 60));
  predicted[5] = 8;  // one place for clients 11 and 5
  CHECK(*prediction_errors(predicted, actual).top_decile_share == doctest::Approx(36.5 / 60));
  const std::vector<double> same(20, 3);
  CHECK(*prediction_errors(same, actual).top_decile_share == doctest::Approx(0.1));
}

TEST_CASE("a weight of k is k clients") {
  const std::vector<double> predicted{3, 1, 2}, actual{4, 0, 2}, weight{1, 3, 2};
  const std::vector<double> all_predicted{3, 1, 1, 1, 2, 2}, all_actual{4, 0, 0, 0, 2, 2};
  const auto weighted = prediction_errors(predicted, actual, weight);
  const auto repeated = prediction_errors(all_predicted, all_actual);
  CHECK(weighted.mae == doctest::Approx(repeated.mae));
  CHECK(weighted.rmse == doctest::Approx(repeated.rmse));
  CHECK(weighted.bias == doctest::Approx(repeated.bias));
  CHECK(*weighted.wape == doctest::Approx(*repeated.wape));
  CHECK(*weighted.top_decile_share == doctest::Approx(*repeated.top_decile_share));
}

TEST_CASE("nobody, and nothing bought") {
  CHECK(prediction_errors({}, {}).mae == 0);
  CHECK_FALSE(prediction_errors({}, {}).wape.has_value());
  const std::vector<double> predicted{1, 2}, actual{0, 0};
  CHECK(prediction_errors(predicted, actual).mae == 1.5);
  CHECK_FALSE(prediction_errors(predicted, actual).wape.has_value());
  CHECK_FALSE(prediction_errors(predicted, actual).top_decile_share.has_value());
}
