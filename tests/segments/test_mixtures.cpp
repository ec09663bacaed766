#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <doctest/doctest.h>

#include "math/random.hpp"
#include "segments/iris.hpp"
#include <tenure/error.hpp>
#include <tenure/mixtures.hpp>

using namespace tenure;

namespace {

MixtureResult fitted(CovarianceFamily family, int from, int to) {
  const std::array families{family};
  return mixture(iris::features, {.from = from, .to = to, .families = families});
}

}  // namespace

// mclust stops when the log-likelihood rises by less than 1e-5 of itself: ours go on, and so are a
// little larger.
TEST_CASE("iris, VEV with two components (R mclust): BIC -561.7284621, logL -215.7259722, df 26") {
  const MixtureResult result = fitted(CovarianceFamily::vev, 2, 2);
  CHECK(result.models.float64("parameters")[0] == 26);
  CHECK(result.log_likelihood == doctest::Approx(-215.7259722).epsilon(2e-6));
  CHECK(result.bic == doctest::Approx(-561.7284621).epsilon(2e-6));
  CHECK(result.components.int64("clients")[0] == 100);
  CHECK(result.components.int64("clients")[1] == 50);
}

TEST_CASE("iris, VVV with one to four components (R mclust): BIC -829.978, -574.018, -580.840") {
  const MixtureResult result = fitted(CovarianceFamily::vvv, 1, 4);
  const auto bic = result.models.float64("bic");
  CHECK(bic[0] == doctest::Approx(-829.9781544).epsilon(1e-10));
  CHECK(bic[1] == doctest::Approx(-574.0178323).epsilon(2e-6));
  CHECK(bic[2] == doctest::Approx(-580.8396304).epsilon(2e-6));
  CHECK(bic[3] >= -630.5999592);
  CHECK(result.components_chosen == 2);
}

TEST_CASE("iris, EII with one to four components (R mclust): BIC -1804.085 ... -893.614") {
  const MixtureResult result = fitted(CovarianceFamily::eii, 1, 4);
  const auto bic = result.models.float64("bic");
  CHECK(bic[0] == doctest::Approx(-1804.085438).epsilon(1e-9));
  CHECK(bic[1] == doctest::Approx(-1123.411741).epsilon(2e-6));
  CHECK(bic[2] == doctest::Approx(-878.7649858).epsilon(2e-6));
  CHECK(bic[3] >= -893.6140464 - 1e-3);
}

TEST_CASE("of all families, VEV with two components has the best BIC on iris, as in mclust") {
  const MixtureResult result = mixture(iris::features, {.from = 1, .to = 3, .starts = 2});
  CHECK(result.family == CovarianceFamily::vev);
  CHECK(result.components_chosen == 2);
  CHECK(result.models.rows() == 33);
}

// Families that hold another one can only be more likely.
TEST_CASE("a family is at least as likely as those that it contains") {
  const MixtureResult result = mixture(iris::features, {.from = 2, .to = 2});
  std::map<std::string, double> likelihood;
  for (std::size_t i = 0; i < result.models.rows(); ++i) {
    likelihood[std::string(result.models.text("family")[i])] =
        result.models.float64("log_likelihood")[i];
  }
  const std::vector<std::pair<const char*, const char*>> contained{
      {"EII", "VII"}, {"EII", "EEI"}, {"EEI", "VEI"}, {"EEI", "EVI"}, {"VEI", "VVI"},
      {"EVI", "VVI"}, {"EEI", "EEE"}, {"EEE", "EEV"}, {"EEV", "VEV"}, {"EEV", "EVV"},
      {"VEV", "VVV"}, {"EVV", "VVV"}, {"VVI", "VVV"}};
  for (const auto& [smaller, larger] : contained) {
    CAPTURE(smaller);
    CAPTURE(larger);
    CHECK(likelihood[smaller] <= likelihood[larger] + 1e-6);
  }
}

TEST_CASE("with one component every family of a shape is the same model") {
  const MixtureResult result = mixture(iris::features, {.from = 1, .to = 1});
  std::map<std::string, double> bic;
  for (std::size_t i = 0; i < result.models.rows(); ++i) {
    bic[std::string(result.models.text("family")[i])] = result.models.float64("bic")[i];
  }
  CHECK(bic["VII"] == doctest::Approx(bic["EII"]).epsilon(1e-12));
  for (const char* name : {"VEI", "EVI", "VVI"}) {
    CHECK(bic[name] == doctest::Approx(bic["EEI"]).epsilon(1e-12));
  }
  for (const char* name : {"EEV", "VEV", "EVV", "VVV"}) {
    CHECK(bic[name] == doctest::Approx(bic["EEE"]).epsilon(1e-12));
  }
}

TEST_CASE("the same bits for every thread count") {
  std::vector<double> values;
  for (int i = 0; i < 3000; ++i) {
    math::RandomStream random(8, static_cast<std::uint64_t>(i));
    values.push_back(random.normal() + (i % 2) * 4);
    values.push_back(random.normal() * (1 + i % 2));
  }
  const Features features{.values = values, .columns = 2};
  const std::array families{CovarianceFamily::vvv, CovarianceFamily::vev};
  const MixtureOptions options{.from = 2, .to = 2, .families = families, .starts = 1};
  const MixtureResult one = mixture(features, options, {.threads = 1});
  const MixtureResult three = mixture(features, options, {.threads = 3});
  CHECK(one.log_likelihood == three.log_likelihood);
  CHECK(one.components.float64("share")[0] == doctest::Approx(0.5).epsilon(0.05));
}

TEST_CASE("components that collapse are said to, and nothing is fitted to no extent at all") {
  const std::vector<double> points{0, 0, 0, 0, 5, 6, 7, 9};
  const Features features{.values = points, .columns = 1};
  const std::array families{CovarianceFamily::vii};
  const MixtureResult result = mixture(features, {.from = 1, .to = 2, .families = families});
  CHECK(result.models.text("status")[0] == "converged");
  CHECK(result.models.text("status")[1] == "singular");
  CHECK(result.models.validity(result.models.at("bic"))[1] == 0);
  CHECK(result.components_chosen == 1);
  const std::vector<double> same(6, 2.0);
  CHECK_THROWS_AS((void)mixture({.values = same, .columns = 1}, {.from = 1, .to = 1}), Error);
}

TEST_CASE("nonsense is refused") {
  CHECK_THROWS_AS((void)mixture(iris::features, {.from = 0}), Error);
  CHECK_THROWS_AS((void)mixture(iris::features, {.from = 3, .to = 2}), Error);
  CHECK_THROWS_AS((void)mixture(iris::features, {.to = 151}), Error);
  CHECK_THROWS_AS((void)mixture(iris::features, {.starts = 0}), Error);
  CHECK_THROWS_AS((void)mixture(iris::features, {.tolerance = 0}), Error);
}
