// BG/BB: published numbers, inputs that other packages fail on, and laws of its own.
#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/throws.hpp"
#include "golden/golden_table.hpp"
#include "math/relative_error.hpp"
#include "models/at_parameters.hpp"
#include "models/for_ever.hpp"
#include "models/table_of_models.hpp"
#include <tenure/model.hpp>

using namespace tenure;
using tenure::testing::AtParameters;
using tenure::testing::relative_error;

namespace {

/// The charity of Fader, Hardie & Shang (2010), table 2: donors by number and year of the last of
/// their repeat donations in the six years 1996 to 2001.
struct Cell {
  double x, t_x, donors;
};
constexpr std::array<Cell, 22> kDonations{
    {{6, 6, 1203}, {5, 6, 728}, {4, 6, 512},  {3, 6, 357}, {2, 6, 234}, {1, 6, 129},
     {5, 5, 335},  {4, 5, 284}, {3, 5, 225},  {2, 5, 173}, {1, 5, 119}, {4, 4, 240},
     {3, 4, 181},  {2, 4, 155}, {1, 4, 78},   {3, 3, 322}, {2, 3, 255}, {1, 3, 129},
     {2, 2, 613},  {1, 2, 277}, {1, 1, 1091}, {0, 0, 3464}}};
constexpr double kYears = 6.0;
constexpr double kDonors = 11104.0;

/// At the maximum of the likelihood. The optimisers of others stopped near it: their predictions
/// agree to four or five digits.
AtParameters donations() {
  return {model::bg_bb(), {1.2035223516, .7497163582, .6567182084, 2.7834422326}};
}
AtParameters rounded() { return {model::bg_bb(), {1.204, .750, .657, 2.783}}; }

struct Columns {
  std::vector<double> x, t_x, n, donors;
  Columns() {
    for (const Cell& cell : kDonations) {
      x.push_back(cell.x);
      t_x.push_back(cell.t_x);
      n.push_back(kYears);
      donors.push_back(cell.donors);
    }
  }
  [[nodiscard]] Histories view() const { return {x, t_x, n, {}, donors}; }
};

/// Mean donations expected in the five years after, of the donors whose `key` is `value`.
template <class Key>
double expected_in_bin(const Key& key, double value) {
  double expected = 0.0;
  double donors = 0.0;
  for (const Cell& cell : kDonations) {
    if (key(cell) != value) continue;
    expected += cell.donors * donations().expected_purchases({cell.x, cell.t_x, kYears, 0}, 5.0);
    donors += cell.donors;
  }
  return expected / donors;
}

}  // namespace

TEST_CASE("A80 A81 the fit of the donations, and its 18-digit reference") {
  const Columns cells;
  const FittedModel model = FittedModel::fit("bg_bb", cells.view(), TimeUnit::year);
  CHECK(model.result().convergence.reason == Convergence::Reason::gradient);
  CHECK(std::abs(model.result().log_likelihood.value() - -33225.58) < 0.005);
  const testing::GoldenTable table("mle.csv");
  std::size_t found = 0;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.text(row, "model_dataset").rfind("bgbb:", 0) != 0) continue;
    CAPTURE(table.text(row, "parameter"));
    CHECK(relative_error(model.parameters()[found], table.number(row, "mle")) < 1e-9);
    CHECK(relative_error(model.result().standard_errors[found],
                         table.number(row, "se_observed_information")) < 1e-8);
    ++found;
  }
  CHECK(found == 4);
}

TEST_CASE("A82 A83 purchases expected of a new client and of two donors (BTYD walk-through)") {
  CHECK(std::abs(donations().new_expected_purchases(10) - 3.179805) < 3e-5);
  CHECK(std::abs(donations().expected_purchases({0, 0, 6, 0}, 10) - .1302169) < 2e-6);
  CHECK(std::abs(donations().expected_purchases({4, 5, 6, 0}, 10) - 3.627858) < 2e-4);
}

TEST_CASE("A84 P(alive in 2002) (Fader, Hardie & Shang 2010)") {
  CHECK(std::abs(donations().p_alive({0, 0, 6, 0}, 1) - .11) < .005);
  CHECK(std::abs(donations().p_alive({2, 4, 6, 0}, 1) - .59) < .005);
  CHECK(std::abs(donations().p_alive({6, 6, 6, 0}, 1) - .93) < .005);
}

TEST_CASE("A85 A86 sums over the base (lifetimes tests)") {
  double total = 0.0;
  for (const Cell& cell : kDonations) {
    total += cell.donors * donations().expected_purchases({cell.x, cell.t_x, kYears, 0}, 5.0);
  }
  CHECK(relative_error(total, 12884.2) < 1e-4);
  CHECK(relative_error(kDonors * donations().new_pmf(kYears, 0), 3454.9) < 1e-4);
  CHECK(relative_error(kDonors * donations().new_pmf(kYears, 6), 1253.1) < 1e-4);
}

TEST_CASE("A87 purchases expected of a new client by year 1 ... 11 (Hardie's spreadsheet)") {
  const double expected[] = {.4985,  .9233,  1.2969, 1.6323, 1.9381, 2.2202,
                             2.4826, 2.7285, 2.9603, 3.1798, 3.3887};
  for (int t = 1; t <= 11; ++t) {
    CHECK(std::abs(donations().new_expected_purchases(t) - expected[t - 1]) < 5e-5);
  }
}

TEST_CASE("A88-A109 log-likelihood of every cell (pymc-marketing tests)") {
  const double expected[] = {-2.18167018824, -4.29485034929, -5.38473334360, -5.80915881601,
                             -5.65172964525, -4.88370164695, -3.71682127437, -5.09558227343,
                             -5.61576884108, -5.50636893346, -4.76723821904, -3.84829625138,
                             -5.05936147828, -5.19562191019, -4.57070931973, -3.52745257839,
                             -4.51620272962, -4.22465969453, -3.01199924784, -3.58817880928,
                             -2.28882847451, -1.16751622367};
  for (std::size_t i = 0; i < kDonations.size(); ++i) {
    const Cell& cell = kDonations[i];
    CAPTURE(i);
    CHECK(std::abs(donations().log_likelihood({cell.x, cell.t_x, kYears, 0}) - expected[i]) < 1e-5);
  }
}

TEST_CASE("A110 means and variances of the rates (BTYD walk-through)") {
  const auto mean = [](double a, double b) { return a / (a + b); };
  const auto variance = [](double a, double b) {
    return a * b / ((a + b) * (a + b) * (a + b + 1));
  };
  const Columns cells;
  const FittedModel model = FittedModel::fit("bg_bb", cells.view(), TimeUnit::year);
  const auto p = model.parameters();
  CHECK(std::abs(mean(p[0], p[1]) - .6162) < 5e-5);
  CHECK(std::abs(variance(p[0], p[1]) - .0801) < 5e-5);
  CHECK(std::abs(mean(p[2], p[3]) - .1909) < 5e-5);
  CHECK(std::abs(variance(p[2], p[3]) - .0348) < 5e-5);
}

TEST_CASE("A113 A116 donors by frequency and recency (BTYD walk-through)") {
  const std::array<double, 7> by_frequency{3464, 1823, 1430, 1085, 1036, 1063, 1203};
  const std::array<double, 7> by_recency{3464, 1091, 890, 706, 654, 1136, 3163};
  std::array<double, 7> frequency{};
  std::array<double, 7> recency{};
  for (const Cell& cell : kDonations) {
    frequency[static_cast<std::size_t>(cell.x)] += cell.donors;
    recency[static_cast<std::size_t>(cell.t_x)] += cell.donors;
  }
  CHECK(frequency == by_frequency);
  CHECK(recency == by_recency);
}

TEST_CASE("A112 A115 holdout donations expected by frequency and recency (BTYD walk-through)") {
  const double by_frequency[] = {.07286318, .3248841, .7089417, 1.333666,
                                 2.031203,  2.784482, 3.752500};
  const double by_recency[] = {.07286318, .0856939, .1798423, .4041111,
                               .8510811,  1.726323, 3.027190};
  for (int i = 0; i <= 6; ++i) {
    CAPTURE(i);
    CHECK(relative_error(expected_in_bin([](const Cell& c) { return c.x; }, i), by_frequency[i]) <
          5e-5);
    CHECK(relative_error(expected_in_bin([](const Cell& c) { return c.t_x; }, i), by_recency[i]) <
          5e-5);
  }
}

TEST_CASE("A118 A120 donations expected a year and by then (BTYD walk-through)") {
  const double yearly[] = {5535.833, 4717.059, 4147.621, 3724.665, 3395.888, 3131.647,
                           2913.778, 2730.482, 2573.731, 2437.854, 2318.727};
  const double total[] = {5535.833, 10252.89, 14400.51, 18125.18, 21521.07, 24652.71,
                          27566.49, 30296.97, 32870.7,  35308.56, 37627.29};
  const AtParameters model = donations();
  for (int t = 1; t <= 11; ++t) {
    CAPTURE(t);
    const double now = kDonors * model.new_expected_purchases(t);
    CHECK(relative_error(now, total[t - 1]) < 3e-5);
    CHECK(relative_error(now - kDonors * model.new_expected_purchases(t - 1), yearly[t - 1]) <
          3e-5);
  }
}

TEST_CASE("N22 N23 long silences and long lives (lifetimes: floored at 1e-15, P(alive) 2e-233)") {
  CHECK(relative_error(rounded().log_likelihood({250, 400, 500, 0}), -276.67424043219372) < 1e-14);
  CHECK(relative_error(rounded().log_likelihood({100, 120, 120, 0}), -58.787460173953733) < 1e-14);
  CHECK(relative_error(rounded().log_likelihood({30, 50, 60, 0}), -41.280181884988231) < 1e-14);
  CHECK(rounded().p_alive({250, 1000, 1000, 0}) == 1.0);
}

TEST_CASE("N24 a probability is below one (lifetimes: log 13831.9)") {
  const AtParameters steady(model::bg_bb(), {1e4, 1e4, .6, 2.7});
  CHECK(relative_error(steady.log_likelihood({1, 1, 1, 0}), -0.89381787602209646) < 1e-13);
}

TEST_CASE("N25 gamma next to 1 (lifetimes: NaN, and a negative number)") {
  const AtParameters at(model::bg_bb(), {1.2, .75, 1.0, 2.8});
  const AtParameters beside(model::bg_bb(), {1.2, .75, 1.0 + 1e-9, 2.8});
  CHECK(relative_error(beside.expected_purchases({0, 0, 5000, 0}, 1), 1.0345708632097372705e-11) <
        1e-12);
  CHECK(relative_error(at.expected_purchases({0, 0, 5000, 0}, 1),
                       beside.expected_purchases({0, 0, 5000, 0}, 1)) < 1e-7);
}

TEST_CASE("law 11: the probabilities of all histories sum to one") {
  for (const double n : {1.0, 6.0, 30.0}) {
    double sum = std::exp(donations().log_likelihood({0, 0, n, 0}));
    for (double t_x = 1.0; t_x <= n; ++t_x) {
      double ways = 1.0;  // t_x - 1 over x - 1: where the earlier purchases were
      for (double x = 1.0; x <= t_x; ++x) {
        sum += ways * std::exp(donations().log_likelihood({x, t_x, n, 0}));
        ways *= (t_x - x) / x;
      }
    }
    CHECK(relative_error(sum, 1.0) < 1e-13);
  }
}

TEST_CASE("a sum over few opportunities and a quadrature over many meet at their seam") {
  const AtParameters model = donations();
  const double before = model.new_expected_purchases(300);
  const double after = model.new_expected_purchases(301);
  const double step = 1.2035223516 / (1.2035223516 + .7497163582) *
                      std::exp(std::lgamma(2.7834422326 + 301) - std::lgamma(2.7834422326) -
                               std::lgamma(.6567182084 + 2.7834422326 + 301) +
                               std::lgamma(.6567182084 + 2.7834422326));
  CHECK(relative_error(after, before + step) < 1e-13);
  // Between 40 / 300 and beside it.
  const double direct = model.discounted_purchases({4, 5, 6, 0}, 40.0 / 300.0, kForEver);
  const double averaged =
      model.discounted_purchases({4, 5, 6, 0}, std::nextafter(40.0 / 300.0, 0.0), kForEver);
  CHECK(relative_error(direct, averaged) < 1e-13);
}

TEST_CASE("a count far above the range of binomial coefficients is a probability") {
  const AtParameters model = donations();
  double sum = 0.0;
  for (double k = 0.0; k <= 3000.0; ++k) sum += model.new_pmf(3000, k);
  CHECK(relative_error(sum, 1.0) < 1e-11);
}

TEST_CASE("a history that is not of opportunities is refused by column, row and value") {
  const FittedModel model =
      FittedModel::from_parameters("bg_bb", std::array{1.2, .75, .66, 2.78}, TimeUnit::year);
  const auto refused = [&](Columns columns, const char* argument, const char* value) {
    const Error error =
        error_of(Status::invalid_data, [&] { static_cast<void>(model.p_alive(columns.view())); });
    CHECK(error.argument() == argument);
    CHECK(error.row() == 3);
    CHECK(std::string(error.what()).find(value) != std::string::npos);
  };
  Columns columns;
  columns.n[3] = 6.5;
  refused(columns, "age", "6.5");
  columns = {};
  columns.t_x[3] = 5.25;
  refused(columns, "recency", "5.25");
  columns = {};
  columns.x[3] = 7;
  refused(columns, "frequency", "7");
  columns = {};
  columns.n[3] = 2e6;
  refused(columns, "age", "2e+06");
}

TEST_CASE("time ahead in another unit is refused: a sum over 1e10 opportunities has no end") {
  const FittedModel donors =
      FittedModel::from_parameters("bg_bb", std::array{1.204, 0.75, 0.657, 2.783}, TimeUnit::year);
  const std::vector<double> x{2}, t_x{5}, n{6};
  const Histories one{x, t_x, n};
  const auto refused = [](auto&& run) {
    const Error error = error_of(Status::invalid_argument, run);
    CHECK(std::string(error.what()).find("at most 1e+06 ") != std::string::npos);
    return error;
  };
  for (const double far : {1e10, 9007199254740993.0}) {
    CAPTURE(far);
    CHECK(refused([&] { static_cast<void>(donors.p_active(one, far)); }).argument() == "to");
    CHECK(refused([&] { static_cast<void>(donors.expected_purchases(one, far)); }).argument() ==
          "to");
    const Error error = refused([&] {
      static_cast<void>(donors.simulate(std::vector<double>{3, far}, 1));
    });
    CHECK(error.argument() == "ages");
    CHECK(error.row() == 1);
  }
  const FittedModel contracts = FittedModel::from_parameters(
      "shifted_beta_geometric", std::array{0.668, 3.806}, TimeUnit::year);
  refused([&] { static_cast<void>(contracts.expected_purchases({x, x, x}, 2e6)); });
  CHECK(donors.p_active(one, 1e6).front() > 0.0);
}

TEST_CASE("a client simulated for so long that memory would not hold his purchases is refused") {
  for (const char* name : {"nbd", "pareto_nbd", "bg_nbd", "mbg_nbd"}) {
    CAPTURE(name);
    std::vector<double> parameters{1.0, 1e-10, 1e-6, 1e6};
    if (std::string(name) == "nbd") parameters.resize(2);
    const FittedModel fast = FittedModel::from_parameters(name, parameters, TimeUnit::week);
    const Error error = error_of(Status::not_supported, [&] {
      static_cast<void>(fast.simulate(std::vector<double>(20, 1e10), 1));
    });
    CHECK(error.argument() == "ages");
  }
}
