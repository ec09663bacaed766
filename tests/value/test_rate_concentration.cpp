#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "value/rate_concentration.hpp"
#include <tenure/concentration.hpp>
#include <tenure/error.hpp>

using namespace tenure;
using namespace tenure::value;

TEST_CASE("exponential rates: Gini 1/2, and a fifth of clients has .5219 of purchases") {
  CHECK(gamma_gini(1) == doctest::Approx(0.5).epsilon(1e-13));
  CHECK(gamma_top_share(1, 0.2) == doctest::Approx(0.521888).epsilon(1e-6));
  CHECK(gamma_top_share(1, 0.2) == doctest::Approx(0.2 - 0.2 * std::log(0.2)).epsilon(1e-13));
}

// r and alpha of CDNOW, in weeks; the shares in a window by summing the probabilities of counts.
TEST_CASE("a short window shows more concentration than there is") {
  CHECK(gamma_gini(0.243) == doctest::Approx(0.767382).epsilon(1e-6));
  CHECK(gamma_top_share(0.243, 0.2) == doctest::Approx(0.801554).epsilon(1e-6));
  struct Row {
    double window, share;
  };
  for (const Row& row : {Row{13, 0.8831883596460204}, Row{39, 0.8331638752330263},
                         Row{78, 0.8180362744568963}, Row{520, 0.8040947174884412}}) {
    CAPTURE(row.window);
    CHECK(nbd_top_share(0.243, 4.414, row.window, 0.2) ==
          doctest::Approx(row.share).epsilon(1e-12));
  }
}

TEST_CASE("the longer the window, the nearer to the truth; an hour shows buyers alone") {
  CHECK(nbd_top_share(0.8, 6, 1e7, 0.2) ==
        doctest::Approx(gamma_top_share(0.8, 0.2)).epsilon(1e-6));
  CHECK(nbd_top_share(0.8, 6, 1e30, 0.2) ==
        doctest::Approx(gamma_top_share(0.8, 0.2)).epsilon(1e-6));
  CHECK(nbd_top_share(0.8, 6, 1e-3, 0.2) == doctest::Approx(1));
}

TEST_CASE("by a fitted model") {
  const FittedModel bg = FittedModel::from_parameters(
      "bg_nbd", std::vector{0.243, 4.414, 0.793, 2.426}, TimeUnit::week);
  const RateConcentration result = rate_concentration(bg, 39);
  CHECK(result.top_fifth_share == doctest::Approx(0.801554).epsilon(1e-6));
  CHECK(result.seen_top_fifth_share == doctest::Approx(0.83316).epsilon(1e-5));
  CHECK_THROWS_AS((void)rate_concentration(bg, 0), Error);
  const FittedModel spend =
      FittedModel::from_parameters("gamma_gamma", std::vector{6.25, 3.74, 15.44}, TimeUnit::week);
  CHECK_THROWS_AS((void)rate_concentration(spend, 39), Error);
}
