#include <algorithm>
#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/concentration.hpp>
#include <tenure/error.hpp>

using namespace tenure;

namespace {

const std::vector<double> ten{500, 300, 100, 50, 20, 15, 8, 4, 2, 1};

std::vector<std::int64_t> class_sizes(const ConcentrationResult& result) {
  const auto clients = result.classes.int64("clients");
  return {clients.begin(), clients.end()};
}

}  // namespace

TEST_CASE("ten clients by hand: Gini .7188, 80/20, classes of 2, 2 and 6") {
  const ConcentrationResult result = concentration(ten);
  CHECK(result.total == 1000);
  CHECK(result.gini == doctest::Approx(0.7188).epsilon(1e-12));
  CHECK(result.gini_unbiased == doctest::Approx(0.7188 * 10 / 9).epsilon(1e-12));
  CHECK(result.top_fifth_share == doctest::Approx(0.8).epsilon(1e-12));
  CHECK(result.top_tenth_share == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(result.herfindahl == doctest::Approx(0.35321).epsilon(1e-12));
  CHECK(result.effective_clients == doctest::Approx(2.831177).epsilon(1e-6));
  CHECK(result.entropy == doctest::Approx(1.309096).epsilon(1e-6));
  CHECK(result.hoover == doctest::Approx(0.6).epsilon(1e-12));
  CHECK(class_sizes(result) == std::vector<std::int64_t>{2, 2, 6});
  CHECK(result.clients.text("class")[2] ==
        "B");  // 80 % are before him: he does not cross the bound
  CHECK(result.clients.float64("cumulative_share")[2] == doctest::Approx(0.9));
  CHECK(result.lorenz.rows() == 101);
  CHECK(result.lorenz.float64("value_share")[80] == doctest::Approx(0.2));
  CHECK(result.lorenz.float64("value_share")[100] == doctest::Approx(1));
}

TEST_CASE("neither the order of clients nor the unit of money matters") {
  std::vector<double> other(ten.rbegin(), ten.rend());
  for (double& value : other) value *= 0.001;
  const ConcentrationResult a = concentration(ten), b = concentration(other);
  CHECK(b.gini == doctest::Approx(a.gini).epsilon(1e-14));
  CHECK(b.top_fifth_share == doctest::Approx(a.top_fifth_share).epsilon(1e-14));
  CHECK(b.entropy == doctest::Approx(a.entropy).epsilon(1e-14));
  CHECK(b.clients.int64("rank")[0] == 10);
}

TEST_CASE("Pareto's law of 80/20 has a Gini index of .7565") {
  const double alpha = std::log(5) / std::log(4);
  std::vector<double> values;  // the means between 100000 quantiles, by the Lorenz curve
  const int n = 100'000;
  const auto below = [&](int i) { return 1 - std::pow(1 - double(i) / n, 1 - 1 / alpha); };
  for (int i = 0; i < n; ++i) values.push_back(below(i + 1) - below(i));
  const ConcentrationResult result = concentration(values);
  CHECK(result.top_fifth_share == doctest::Approx(0.8).epsilon(1e-9));
  CHECK(result.gini == doctest::Approx(0.756471).epsilon(1e-4));
}

TEST_CASE("equal clients, one client, no value, negative values") {
  const ConcentrationResult equal = concentration(std::vector<double>(20, 7));
  CHECK(equal.gini == doctest::Approx(0).epsilon(1e-12));
  CHECK(equal.top_fifth_share == doctest::Approx(0.2));
  CHECK(equal.effective_clients == doctest::Approx(20));
  CHECK(class_sizes(equal) == std::vector<std::int64_t>{16, 3, 1});
  CHECK(concentration(std::vector<double>{5}).gini == 0);
  for (const auto& nothing : {std::vector<double>{}, std::vector<double>{0, 0}}) {
    const ConcentrationResult result = concentration(nothing);
    CHECK(result.gini == 0);
    CHECK(result.effective_clients == 0);
    CHECK(result.lorenz.rows() == 0);
    CHECK(result.clients.rows() == nothing.size());
  }
  const ConcentrationResult refunded = concentration(std::vector<double>{10, -5, 10});
  CHECK(refunded.negative == 1);
  CHECK(refunded.total == 20);
  CHECK(refunded.clients.float64("share")[1] == 0);
}

TEST_CASE("nonsense is refused") {
  CHECK_THROWS_AS((void)concentration(ten, {.a_share = 0.9, .b_share = 0.8}), Error);
  CHECK_THROWS_AS((void)concentration(std::vector<double>{1, NAN}), Error);
}
