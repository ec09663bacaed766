#include <string>
#include <vector>

#include <doctest/doctest.h>

#include <tenure/error.hpp>
#include <tenure/response.hpp>

using namespace tenure;

namespace {

// Response rates of 8, 5, 2.7, 2 and 0.8 % of cells of 1000 to 6000 clients.
const std::vector<double> contacted{1000, 1500, 3000, 4000, 6000};
const std::vector<double> responses{80, 75, 81, 80, 48};

}  // namespace

TEST_CASE("break-even of five cells by hand (METHODS 4): selective +3940, mail-all -940") {
  const CellResponseResult result =
      cell_response(contacted, responses, {}, {.contact_cost = 1, .margin = 40});
  CHECK(result.break_even_rate == doctest::Approx(0.025).epsilon(1e-15));
  const std::vector<double> profits{2200, 1500, 240, -800, -4080};
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(result.cells.float64("profit")[i] == doctest::Approx(profits[i]));
  }
  CHECK(result.selective_profit == doctest::Approx(3940));
  CHECK(result.mail_all_profit == doctest::Approx(-940));
  CHECK(result.clients_selected == 5500);
  CHECK(result.overall_rate == doctest::Approx(364.0 / 15500));
  CHECK(result.cells.float64("break_even_index")[0] == doctest::Approx(2.2));
}

TEST_CASE("a rate at break-even is worth a contact, and earns nothing") {
  const CellResponseResult result = cell_response(std::vector<double>{64}, std::vector<double>{4},
                                                  {}, {.contact_cost = 1, .margin = 16});
  CHECK(result.clients_selected == 64);
  CHECK(result.selective_profit == 0);
}

TEST_CASE("few contacts are held near the mean, and a cell without any gets the mean") {
  const std::vector<double> few{100, 2, 0}, answers{10, 2, 0}, now{500, 400, 300};
  const CellResponseOptions options{.contact_cost = 1, .margin = 10, .prior = 20};
  const CellResponseResult result = cell_response(few, answers, now, options);
  const double overall = 12.0 / 102;
  CHECK(result.cells.float64("shrunk_rate")[1] == doctest::Approx((2 + 20 * overall) / 22));
  CHECK(result.cells.float64("shrunk_rate")[2] == doctest::Approx(overall));
  CHECK(result.cells.float64("index")[2] == doctest::Approx(1));
  CHECK(result.cells.float64("profit")[2] == doctest::Approx(300 * (overall * 10 - 1)));
  CHECK(result.cells.validity(result.cells.at("rate"))[2] == 0);

  const CellResponseResult plain =
      cell_response(few, answers, now, {.contact_cost = 1, .margin = 10});
  CHECK(plain.cells.validity(plain.cells.at("profit"))[2] == 0);
  CHECK(plain.mail_all_profit == doctest::Approx(500 * 0 + 400 * 9));
}

TEST_CASE("no cells, no contacts, free contacts") {
  CHECK(cell_response({}, {}, {}, {.margin = 1}).cells.rows() == 0);
  const std::vector<double> none{0, 0};
  const CellResponseResult silent = cell_response(none, none, {}, {.margin = 1, .prior = 5});
  CHECK(silent.overall_rate == 0);
  CHECK(silent.cells.validity(silent.cells.at("shrunk_rate"))[0] == 0);
  const CellResponseResult free = cell_response(contacted, responses, {}, {.margin = 40});
  CHECK(free.clients_selected == 15500);
  CHECK(free.cells.validity(free.cells.at("break_even_index"))[0] == 0);
}

TEST_CASE("nonsense of cells is refused by name and row") {
  const auto refused = [](const std::vector<double>& n, const std::vector<double>& y,
                          const std::vector<double>& now, const CellResponseOptions& options) {
    try {
      (void)cell_response(n, y, now, options);
    } catch (const Error& error) {
      return error.argument() + " " + std::to_string(error.row());
    }
    return std::string("accepted");
  };
  const CellResponseOptions fine{.contact_cost = 1, .margin = 40};
  CHECK(refused({1}, {1}, {}, {.contact_cost = 1}) == "margin -1");
  CHECK(refused({1}, {1}, {}, {.contact_cost = 1e308, .margin = 1e-308}) == "margin -1");
  CHECK(refused({10}, {1}, {}, {.contact_cost = 1e308, .margin = 1}) == "clients -1");
  CHECK(refused({1}, {1}, {}, {.contact_cost = -1, .margin = 1}) == "contact_cost -1");
  CHECK(refused({1}, {1}, {}, {.margin = 1, .prior = -1}) == "prior -1");
  CHECK(refused({1}, {1, 2}, {}, fine) == "responses -1");
  CHECK(refused({1, 1}, {1, 2}, {}, fine) == "responses 1");
  CHECK(refused({1, -1}, {1, 0}, {}, fine) == "contacted 1");
  CHECK(refused({1, 1}, {1, 0}, {1, -2}, fine) == "clients 1");
  CHECK(refused({1, 1}, {1, 0}, {1}, fine) == "clients -1");
}
