// Scores of batches by a saved model are the predictions of the model.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/arrow_producer.hpp"
#include "base/throws.hpp"
#include "tenure/score.hpp"
#include <tenure/model.hpp>

using namespace tenure;
using namespace tenure::test;

namespace {

const std::vector<double> kX{2, 0, 7, 1}, kTx{30.43, 0, 35.1, 3.2}, kT{38.86, 38.86, 38, 20};
const std::vector<double> kM{20.5, 0, 11.25, 99};
const std::vector<std::string> kNames{"ann", "bob", "cat", "dan"};

FittedModel purchases() {
  return FittedModel::from_parameters("bg_nbd", std::vector{.243, 4.414, .793, 2.426},
                                      TimeUnit::week);
}

/// The first `split` clients in one batch, the rest in another.
Producer batches(std::size_t split) {
  const auto cut = [&](const auto& all, bool first) {
    return first ? std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(split))
                 : std::vector(all.begin() + static_cast<std::ptrdiff_t>(split), all.end());
  };
  std::vector<TestBatch> result;
  for (const bool first : {true, false}) {
    std::vector<std::int32_t> whole;
    for (const double x : cut(kX, first)) whole.push_back(static_cast<std::int32_t>(x));
    result.emplace_back(std::vector{
        texts<std::int32_t>("client", cut(kNames, first)), numbers("age", "g", cut(kT, first)),
        numbers("frequency", "i", whole), numbers("recency", "g", cut(kTx, first)),
        numbers("mean_spend", "g", cut(kM, first))});
  }
  return Producer(std::move(result));
}

std::vector<double> column(const Table& table, std::string_view name) {
  const auto values = table.float64(name);
  return {values.begin(), values.end()};
}

}  // namespace

TEST_CASE("scores of a stream are the predictions, however it is cut into batches") {
  const FittedModel model = purchases();
  const Histories all{.frequency = kX, .recency = kTx, .age = kT, .mean_spend = kM};
  const Table expected = model.predict(Summary::from_arrays(all, TimeUnit::week), 26, {0.9});
  for (const std::size_t split : {0U, 1U, 4U}) {
    Producer stream = batches(split);
    const Table scores = score(model.to_json(), stream.stream(), 26, {0.9});
    for (const char* name : {"p_alive", "expected_purchases", "p_active"}) {
      CHECK(column(scores, name) == column(expected, name));
    }
    CHECK(scores.int64("purchases_upper")[2] == expected.int64("purchases_upper")[2]);
    CHECK(scores.text("client")[3] == "dan");
    CHECK(stream.all_released());
  }
  const Table of_summary =
      score(model.to_json(), Summary::from_arrays(all, TimeUnit::week), 26, {0.9});
  CHECK(column(of_summary, "p_alive") == column(expected, "p_alive"));
  CHECK(of_summary.int64("client")[3] == 3);
}

TEST_CASE("a model of spend reads no times") {
  const auto spend =
      FittedModel::from_parameters("gamma_gamma", std::vector{6.25, 3.74, 15.44}, TimeUnit::week);
  Producer stream({TestBatch({numbers("frequency", "g", kX), numbers("mean_spend", "g", kM)})});
  const Table scores = score(spend.to_json(), stream.stream(), 26);
  CHECK(column(scores, "expected_spend") ==
        spend.expected_spend({.frequency = kX, .mean_spend = kM}).value);
  CHECK(scores.int64("client")[3] == 3);
}

TEST_CASE("what cannot be scored is named by column and row") {
  const std::string json = purchases().to_json();
  const auto refused = [&](Status status, std::vector<TestArray> columns) {
    Producer stream({TestBatch(std::move(columns))});
    const Error error =
        error_of(status, [&] { static_cast<void>(score(json, stream.stream(), 26)); });
    CHECK(stream.all_released());
    return std::pair(error.argument(), error.row());
  };
  const auto x = numbers("frequency", "g", kX), t_x = numbers("recency", "g", kTx);
  const auto T = numbers("age", "g", kT);
  CHECK(refused(Status::invalid_argument, {x, t_x}).first == "age");
  CHECK(refused(Status::invalid_argument, {x, t_x, T, T}).first == "age");
  CHECK(refused(Status::invalid_argument, {x, t_x, texts<std::int32_t>("age", kNames)}).first ==
        "age");
  CHECK(refused(Status::invalid_data, {x, t_x, numbers("age", "g", kT, {0b1011})}) ==
        std::pair(std::string("age"), std::int64_t{2}));
  CHECK(refused(Status::invalid_data, {numbers("frequency", "g", kTx), t_x, T}) ==
        std::pair(std::string("frequency"), std::int64_t{0}));
  Producer stream = batches(1);
  error_of(Status::corrupt_data, [&] { static_cast<void>(score("{}", stream.stream(), 26)); });
  CHECK(stream.all_released());
}
