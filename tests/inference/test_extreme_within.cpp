#include <cmath>
#include <functional>

#include <doctest/doctest.h>

#include "inference/extreme_within.hpp"
#include "inference/fitted_base.hpp"
#include "inference/fitted_input.hpp"
#include "inference/profile.hpp"
#include "math/relative_error.hpp"
#include "models/cells.hpp"
#include "models/objective.hpp"

using namespace tenure;
using inference::extreme_within;
using inference::FirstOrder;
using inference::Goal;
using inference::Region;
using optim::SecondOrder;
using tenure::testing::fitted_base;
using tenure::testing::FittedBase;
using tenure::testing::relative_error;

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

Vector vector_of(double x, double y) { return (Vector(2) << x, y).finished(); }
Matrix matrix_of(double a, double b, double c, double d) {
  return (Matrix(2, 2) << a, b, c, d).finished();
}

/// Lowest in (0, 0), where its Hessian is the unit matrix.
Region about_zero(optim::Objective objective, double rise) {
  return {std::move(objective), Vector::Zero(2), 0.0, Matrix::Identity(2, 2), rise};
}

SecondOrder bowl(const Vector& at) { return {0.5 * at.squaredNorm(), at, Matrix::Identity(2, 2)}; }

/// x^2 / 2 + (y - x^2 / 2)^2 / 2: a bent valley.
SecondOrder banana(const Vector& at) {
  const double x = at[0], w = at[1] - 0.5 * x * x;
  return {0.5 * (x * x + w * w), vector_of(x - w * x, w), matrix_of(1.0 - w + x * x, -x, -x, 1.0)};
}

}  // namespace

TEST_CASE("a plane above a parabola: the interval of the delta method") {
  const Goal plane = [](const Vector& at) {
    return FirstOrder{3.0 * at[0] - 4.0 * at[1] + 7.0, vector_of(3.0, -4.0)};
  };
  const Region region = about_zero(bowl, 2.0);
  CHECK(relative_error(extreme_within(region, plane, 1).value(), 7.0 + 5.0 * 2.0) < 1e-12);
  CHECK(relative_error(extreme_within(region, plane, -1).value(), 7.0 - 5.0 * 2.0) < 1e-12);
}

TEST_CASE("around the bend of a valley, and from the saddle where its two sides are alike") {
  // On the border y = w + rise - w^2 / 2 with w = y - x^2 / 2: highest at w = 1, lowest at -sqrt(2
  // rise). Straight up from the middle, at w = sqrt(2 rise), x = 0 it is lower than on either side.
  const double rise = 1.35;
  const Goal height = [](const Vector& at) { return FirstOrder{at[1], vector_of(0.0, 1.0)}; };
  const Region region = about_zero(banana, rise);
  CHECK(relative_error(extreme_within(region, height, 1).value(), rise + 0.5) < 1e-6);
  CHECK(relative_error(extreme_within(region, height, -1).value(), -std::sqrt(2.0 * rise)) < 1e-6);
}

TEST_CASE("a region without end: what the goal settles to") {
  // The objective levels off at 0.05 in y, the goal at 1.
  const optim::Objective level = [](const Vector& at) {
    const double x = at[0], y = at[1], e = std::exp(-0.5 * y * y);
    return SecondOrder{0.5 * x * x + 0.05 * (1.0 - e), vector_of(x, 0.05 * y * e),
                       matrix_of(1.0, 0.0, 0.0, 0.05 * (1.0 - y * y) * e)};
  };
  const Goal settling = [](const Vector& at) {
    const double share = 1.0 / (1.0 + std::exp(-at[1]));
    return FirstOrder{at[0] + share, vector_of(1.0, share * (1.0 - share))};
  };
  Region region = about_zero(level, 1.35);
  region.covariance(1, 1) = 20.0;
  const auto highest = extreme_within(region, settling, 1);
  REQUIRE(highest.has_value());
  CHECK(relative_error(*highest, std::sqrt(2.0 * 1.3) + 1.0) < 1e-4);
}

TEST_CASE("a peak within the region; a goal that rises without end while the objective does not") {
  const Goal peak = [](const Vector& at) {
    return FirstOrder{at[0] - at[0] * at[0], vector_of(1.0 - 2.0 * at[0], 0.0)};
  };
  const Region region = about_zero(bowl, 2.0);
  CHECK(relative_error(extreme_within(region, peak, 1).value(), 0.25) < 1e-9);
  CHECK(relative_error(extreme_within(region, peak, -1).value(), -6.0) < 1e-9);
  const optim::Objective valley = [](const Vector& at) {  // along y it ends at 1
    const double e = std::exp(-at[1]),
                 f = at[1] > 0.0 ? 1.0 - e * (1.0 + at[1]) : 0.5 * at[1] * at[1];
    const double slope = at[1] > 0.0 ? at[1] * e : at[1];
    return SecondOrder{0.5 * at[0] * at[0] + f, vector_of(at[0], slope),
                       matrix_of(1.0, 0.0, 0.0, at[1] > 0.0 ? e * (1.0 - at[1]) : 1.0)};
  };
  const Goal along = [](const Vector& at) { return FirstOrder{at[1], vector_of(0.0, 1.0)}; };
  CHECK(extreme_within(about_zero(valley, 2.0), along, 1).value() == INFINITY);
  CHECK(relative_error(extreme_within(about_zero(valley, 2.0), along, -1).value(), -2.0) < 1e-6);
  const optim::Objective level = [](const Vector&) {
    return SecondOrder{0.0, Vector::Zero(2), Matrix::Zero(2, 2)};
  };
  CHECK(extreme_within(about_zero(level, 2.0), along, 1).value() == INFINITY);
}

TEST_CASE("a lower minimum elsewhere, a goal without slope or outside its domain: nothing") {
  const optim::Objective two_wells = [](const Vector& at) {
    SecondOrder result = bowl(at);
    if (at[0] > 1.0) result.value -= 3.0;
    return result;
  };
  const Goal right = [](const Vector& at) { return FirstOrder{at[0], vector_of(1.0, 0.0)}; };
  CHECK(!extreme_within(about_zero(two_wells, 2.0), right, 1).has_value());
  CHECK(extreme_within(about_zero(two_wells, 2.0), right, -1).value() == doctest::Approx(-2.0));
  const Goal flat = [](const Vector&) { return FirstOrder{1.0, Vector::Zero(2)}; };
  CHECK(!extreme_within(about_zero(bowl, 2.0), flat, 1).has_value());
  const Goal nowhere = [](const Vector&) { return FirstOrder{NAN, vector_of(1.0, 0.0)}; };
  CHECK(!extreme_within(about_zero(bowl, 2.0), nowhere, 1).has_value());
}

TEST_CASE("of a parameter: its profile interval") {
  for (const std::string_view name : {"nbd", "mbg_nbd"}) {
    const bool is_nbd = name == "nbd";
    const FittedBase base = fitted_base(
        name, is_nbd ? std::vector{0.6, 9.0} : std::vector{0.525, 6.183, 0.891, 1.614}, 800);
    const model::PurchaseModel& model = *model::find_model(name);
    const Histories histories = base.summary.histories();
    const model::Cells cells(histories, model.traits(), {});
    const Execution alone{.threads = 1, .progress = {}};
    const FitResult& fit = base.fitted.result();
    const Region region{
        .objective = model::Objective(model, cells, {model.traits().info, {}}, alone),
        .fit = inference::log_parameters(base.fitted),
        .minimum = -fit.log_likelihood.value(),
        .covariance = inference::log_covariance(base.fitted),
        .rise = 1.5};
    for (Eigen::Index k = 0; k < region.fit.size(); ++k) {
      const Goal parameter = [k](const Vector& at) {
        return FirstOrder{at[k], Vector::Unit(at.size(), k)};
      };
      for (const int direction : {-1, 1}) {
        const auto profile = inference::profile_bound(region.objective, region.fit, region.minimum,
                                                      k, direction, region.rise, 0.5);
        REQUIRE(profile.status == inference::ProfileBound::Status::ok);
        const auto found = extreme_within(region, parameter, direction);
        CAPTURE(name);
        CAPTURE(k);
        REQUIRE(found.has_value());
        CHECK(std::abs(*found - profile.at) < 1e-6 * std::abs(profile.at - region.fit[k]));
      }
    }
  }
}
