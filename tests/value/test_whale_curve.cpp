#include <cmath>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include <tenure/client_value.hpp>
#include <tenure/error.hpp>

using namespace tenure;

TEST_CASE("ten profits by hand: the curve peaks at 152.5 %, Stobachoff index .591002") {
  const std::vector<double> profits{120, 80, 60, 30, 10, 5, 0, -10, -25, -70};
  const std::vector<double> sums{120, 200, 260, 290, 300, 305, 305, 295, 270, 200};
  const WhaleCurve whale = whale_curve(profits);
  for (std::size_t i = 0; i < sums.size(); ++i) {
    CHECK(whale.clients.float64("cumulative")[i] == doctest::Approx(sums[i]));
    CHECK(whale.clients.int64("rank")[i] == static_cast<std::int64_t>(i) + 1);
  }
  CHECK(whale.total == 200);
  CHECK(whale.peak == 305);
  CHECK(*whale.peak_share == doctest::Approx(1.525).epsilon(1e-14));
  CHECK(*whale.area == doctest::Approx(1.2225).epsilon(1e-14));
  CHECK(*whale.stobachoff == doctest::Approx(0.591002).epsilon(1e-6));
  CHECK(whale.profitable == 6);
  CHECK(whale.loss_making == 3);
  CHECK(whale.curve.rows() == 101);
  CHECK(whale.curve.float64("value_share")[0] == 0);
  CHECK(whale.curve.float64("value_share")[25] == doctest::Approx((200 + 30) / 200.0));
  CHECK(whale.curve.float64("value_share")[100] == doctest::Approx(1));
}

TEST_CASE("clients who are all alike have a Stobachoff index of 0, whatever the currency") {
  for (const double unit : {1.0, 1e-9, 1e200}) {
    const WhaleCurve whale = whale_curve(std::vector<double>(7, unit));
    CHECK(*whale.area == doctest::Approx(0.5).epsilon(1e-14));
    CHECK(std::abs(*whale.stobachoff) < 1e-14);
    CHECK(*whale.peak_share == doctest::Approx(1));
  }
}

TEST_CASE("a base that loses money as a whole has a curve without shares") {
  const WhaleCurve whale = whale_curve(std::vector<double>{10, -30});
  CHECK(whale.total == -20);
  CHECK(whale.peak == 10);
  CHECK_FALSE(whale.peak_share.has_value());
  CHECK_FALSE(whale.stobachoff.has_value());
  CHECK(whale.curve.rows() == 0);
  CHECK(whale.clients.validity(whale.clients.at("cumulative_share"))[0] == 0);
  CHECK(whale_curve({}).total == 0);
  CHECK_FALSE(whale_curve(std::vector<double>{0, 0}).area.has_value());
}

TEST_CASE("a value that is not finite is refused with its row") {
  const std::vector<double> values{1, INFINITY};
  CHECK(refused_argument([&] { (void)whale_curve(values); }) == "values");
  CHECK(error_of(Status::invalid_argument, [&] { (void)whale_curve(values); }).row() == 1);
}
