// Shifted beta-geometric and beta-discrete-Weibull: published numbers and laws of their own.
#include <array>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "golden/golden_table.hpp"
#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/table_of_models.hpp"
#include <tenure/contracts.hpp>

using namespace tenure;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;

namespace {

// Of 1000 clients, those left after 0, 1, ... 7 years: Fader & Hardie (2007), table 1.
constexpr std::array<double, 8> kRegular{1000, 631, 468, 382, 326, 289, 262, 241};
constexpr std::array<double, 8> kHighEnd{1000, 869, 743, 653, 593, 551, 517, 491};

FittedModel fit(std::string_view model, std::span<const double> survivors) {
  return FittedModel::fit(model, cohort_summary(survivors, TimeUnit::year));
}
FittedModel high_end() { return fit("shifted_beta_geometric", kHighEnd); }

void check_fit(const FittedModel& model, const std::vector<double>& parameters,
               double log_likelihood, double digits) {
  CHECK(model.result().convergence.reason == Convergence::Reason::gradient);
  CHECK(std::abs(model.result().log_likelihood.value() - log_likelihood) < 6e-4);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    CHECK(std::abs(model.parameters()[i] - parameters[i]) < digits);
  }
}

}  // namespace

TEST_CASE(
    "A164 A165, trap 20.5: the fits of seven years (alpha .7041, where pymc-marketing lists "
    ".688)") {
  check_fit(fit("shifted_beta_geometric", kRegular), {.7041, 1.1820}, -1680.265, 6e-5);
  check_fit(high_end(), {.6681, 3.8061}, -1611.158, 6e-5);
  const testing::GoldenTable table("mle.csv");
  int found = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const std::string& data = table.text(row, "model_dataset");
    if (data.rfind("sbg:", 0) != 0) continue;
    CAPTURE(data);
    const FittedModel model = data.find("regular") != std::string::npos
                                  ? fit("shifted_beta_geometric", kRegular)
                                  : high_end();
    const std::size_t i = table.text(row, "parameter") == "alpha" ? 0 : 1;
    CHECK(relative_error(model.parameters()[i], table.number(row, "mle")) < 1e-10);
    CHECK(relative_error(model.result().standard_errors[i],
                         table.number(row, "se_observed_information")) < 1e-9);
    ++found;
  }
  CHECK(found == 4);
}

TEST_CASE("A166 A167 survival in the years 8 to 12 (Fader & Hardie 2007)") {
  const std::array<double, 5> years{8, 9, 10, 11, 12};
  const double high[] = {.4604, .4358, .4142, .3951, .3780};
  const double regular[] = {.2201, .2044, .1912, .1799, .1700};
  const auto high_survival = survival(high_end(), years);
  const auto regular_survival = survival(fit("shifted_beta_geometric", kRegular), years);
  for (std::size_t i = 0; i < years.size(); ++i) {
    CHECK(std::abs(high_survival[i] - high[i]) < 6e-5);
    CHECK(std::abs(regular_survival[i] - regular[i]) < 6e-5);
  }
}

TEST_CASE("A168 A169 discounted residual lifetime of high-end clients, 10 % a year") {
  std::vector<double> periods(8);
  std::iota(periods.begin(), periods.end(), 1.0);
  const double expected[] = {5.4145, 5.9014, 6.2939, 6.6199, 6.8967, 7.1357, 7.3447, 7.5296};
  const auto derl = discounted_residual_lifetime(high_end(), periods,
                                                 DiscountRate::effective(.1, TimeUnit::year));
  for (std::size_t i = 0; i < periods.size(); ++i) {
    CHECK(std::abs(derl[i] - expected[i]) < 6e-5);
  }
}

TEST_CASE("A170 the beta-discrete-Weibull of seven years") {
  check_fit(fit("beta_discrete_weibull", kRegular), {.4556, .7793, 1.2835}, -1679.603, 6e-5);
  const FittedModel high = fit("beta_discrete_weibull", kHighEnd);
  check_fit(high, {.2143, 1.4266, 1.7236}, -1605.314, 6e-5);
  const std::array<double, 5> years{8, 9, 10, 11, 12};
  const double expected[] = {.4678, .4483, .4316, .4169, .4039};
  const auto survived = survival(high, years);
  for (std::size_t i = 0; i < years.size(); ++i) {
    CHECK(std::abs(survived[i] - expected[i]) < 6e-5);
  }
}

TEST_CASE("A171 the fits of four years of high-end clients") {
  const auto four = std::span(kHighEnd).first(5);
  const FittedModel geometric = fit("shifted_beta_geometric", four);
  CHECK(std::abs(geometric.parameters()[0] - 1.281) < 6e-4);
  CHECK(std::abs(geometric.parameters()[1] - 7.790) < 6e-4);
  check_fit(fit("beta_discrete_weibull", four), {.2593, 1.7226, 1.5844}, -1222.7493, 6e-5);
}

TEST_CASE("retention grows by selection alone (Fader & Hardie 2010, alpha 3.8, beta 15.2)") {
  const FittedModel model =
      FittedModel::from_parameters("shifted_beta_geometric", std::array{3.8, 15.2}, TimeUnit::year);
  const auto left = survival(model, std::array{1.0, 2.0, 3.0, 4.0});
  const double cohort[] = {8000, 6480, 5307, 4391};
  for (std::size_t i = 0; i < 4; ++i) CHECK(std::abs(1e4 * left[i] - cohort[i]) < .5);

  const auto rate = DiscountRate::effective(.1, TimeUnit::year);
  CHECK(std::abs(discounted_lifetime(model, rate) - 4.008925837) < 6e-10);
  const std::array<double, 5> periods{1, 2, 3, 4, 5};
  const double expected[] = {3.309818421, 3.451000329, 3.586543657, 3.716811539, 3.842134024};
  const auto derl = discounted_residual_lifetime(model, periods, rate);
  const auto retention = retention_rates(model, periods);
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(std::abs(derl[i] - expected[i]) < 6e-10);
    CHECK(relative_error(retention[i], (15.2 + double(i)) / (19.0 + double(i))) < 1e-14);
  }
}

TEST_CASE("the chances to leave and to stay sum to one") {
  const AtParameters model(model::beta_discrete_weibull(), {.46, .78, 1.28});
  double sum = std::exp(model.log_likelihood({20, 20, 20, 0}));
  for (double x = 0.0; x < 20.0; ++x) sum += std::exp(model.log_likelihood({x, x, 20, 0}));
  CHECK(relative_error(sum, 1.0) < 1e-14);
}

TEST_CASE("who has left neither renews nor comes back; when he left is all that counts") {
  const AtParameters model(model::shifted_beta_geometric(), {.67, 3.8});
  CHECK(model.p_alive({3, 3, 4, 0}) == 0.0);
  CHECK(model.expected_purchases({3, 3, 4, 0}, 10) == 0.0);
  CHECK(model.p_silent({3, 3, 4, 0}, 10) == 1.0);
  CHECK(model.log_likelihood({3, 3, 4, 0}) == model.log_likelihood({3, 3, 9, 0}));
}

TEST_CASE("a sum over many periods meets the sum over few") {
  // With c = 1 the sums by term and by integral are those of the shifted beta-geometric.
  for (const double discount : {.2, .041, .039, 1e-3, 1e-6}) {
    for (const double x : {0.0, 7.0, 900.0}) {
      CAPTURE(discount);
      CAPTURE(x);
      const AtParameters geometric(model::shifted_beta_geometric(), {.67, 3.8});
      const AtParameters weibull(model::beta_discrete_weibull(), {.67, 3.8, 1.0});
      CHECK(relative_error(weibull.discounted_purchases({x, x, x, 0}, discount, kForEver),
                           geometric.discounted_purchases({x, x, x, 0}, discount, kForEver)) <
            1e-12);
      CHECK(relative_error(weibull.discounted_purchases({x, x, x, 0}, discount, 1500.0),
                           geometric.discounted_purchases({x, x, x, 0}, discount, 1500.0)) < 1e-12);
    }
  }
}

TEST_CASE("derivatives for times far beyond the range of t^c") {
  // Across both switches of the formula, at c log t = 100 and 200; a fit stalled beyond them.
  for (const double c : {30.0, 36.0, 50.0, 60.0, 75.0, 100.0, 400.0}) {
    CAPTURE(c);
    const std::vector<double> parameters{.03, 1.2, c};
    const auto value = [&](double factor) {
      return AtParameters(model::beta_discrete_weibull(), {.03, 1.2, c * factor})
          .log_likelihood({20, 20, 20, 0});
    };
    const auto score =
        AtParameters(model::beta_discrete_weibull(), parameters).score({20, 20, 20, 0});
    CHECK(relative_error(score[2], (value(1 + 1e-5) - value(1 - 1e-5)) / 2e-5) < 1e-8);
  }
}

TEST_CASE("with any c, a long sum is the sum of its terms") {
  for (const double c : {.3, .8, 1.3, 2.5}) {
    CAPTURE(c);
    const AtParameters model(model::beta_discrete_weibull(), {.46, 1.2, c});
    double sum = 0.0;
    for (double k = 1.0; k <= 5000.0; ++k) sum += model.p_alive({2, 2, 2, 0}, k);
    CHECK(relative_error(model.expected_purchases({2, 2, 2, 0}, 5000.0), sum) < 1e-12);
  }
}

TEST_CASE("survivors that grow, or a history of lapsed contracts, are refused by name") {
  const auto grow = error_of(Status::invalid_data, [] {
    static_cast<void>(cohort_summary(std::array{10.0, 11.0}, TimeUnit::year));
  });
  CHECK(grow.argument() == "survivors");
  CHECK(grow.row() == 1);
  const std::vector<double> x{1};
  const std::vector<double> t_x{2};
  const std::vector<double> T{3};
  const auto lapsed = error_of(Status::invalid_data, [&] {
    static_cast<void>(high_end().p_alive({x, t_x, T, {}, {}}));
  });
  CHECK(lapsed.argument() == "frequency");
  CHECK(lapsed.row() == 0);
  error_of(Status::not_supported, [] {
    const auto model =
        FittedModel::from_parameters("bg_bb", std::array{1.2, .75, .66, 2.78}, TimeUnit::year);
    static_cast<void>(survival(model, std::array{1.0}));
  });
}

TEST_CASE("a cohort nobody leaves, or leaves at once, ends in a named boundary") {
  const auto stays = fit("shifted_beta_geometric", std::array{50.0, 50.0, 50.0, 50.0});
  CHECK(stays.result().convergence.reason == Convergence::Reason::boundary);
  CHECK(stays.result().convergence.boundary.find("no contract ends") != std::string::npos);
  for (const char* model : {"shifted_beta_geometric", "beta_discrete_weibull"}) {
    const auto split = fit(model, std::array{1000.0, 600.0, 600.0, 600.0, 600.0});
    CHECK(split.result().convergence.reason == Convergence::Reason::boundary);
    CHECK(split.result().convergence.boundary.find("at once or never") != std::string::npos);
  }
}
