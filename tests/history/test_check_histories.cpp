#include <limits>
#include <string>
#include <vector>

#include "base/throws.hpp"
#include "history/check_histories.hpp"

using namespace tenure;

namespace {

struct Columns {
  std::vector<double> x{2, 0, 1}, t_x{5, 0, 0}, T{9, 9, 0}, m{4, 0, 3}, w{1, 2, 0.5},
      litt{1.5, 0, -3};
  [[nodiscard]] Histories view() const { return {x, t_x, T, m, w, litt}; }
};

void check_refused(const Columns& columns, const std::string& column, std::int64_t row,
                   const std::string& value) {
  const auto error = error_of(Status::invalid_data, [&] { check_histories(columns.view()); });
  CHECK(error.argument() == column);
  CHECK(error.row() == row);
  CHECK(std::string(error.what()).find(value) != std::string::npos);
}

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("histories in the domain pass, x > 0 with t_x = 0 (D7) included") {
  check_histories(Columns{}.view());
  check_histories({});
}

TEST_CASE("F7, F8: a history outside the domain is named by column, row and value") {
  for (const double bad : {-1.0, 1.5, no_number, inf, 1e300}) {
    Columns c;
    c.x[2] = bad;
    check_refused(c, "frequency", 2, "row 2");
  }
  for (const double bad : {-1.0, no_number, inf}) {
    Columns c;
    c.t_x[0] = bad;
    check_refused(c, "recency", 0, "row 0");
    c = {};
    c.T[1] = bad;
    check_refused(c, "age", 1, "row 1");
    c = {};
    c.w[1] = bad;
    check_refused(c, "weight", 1, "row 1");
    c = {};
    c.m[1] = bad;
    check_refused(c, "mean_spend", 1, "row 1");
  }
  for (const double bad : {no_number, inf}) {
    Columns c;
    c.litt[0] = bad;
    check_refused(c, "log_interpurchase", 0, "row 0");
  }
}

TEST_CASE("a client may have returned all that he bought") {
  Columns c;
  c.m[0] = 0.0;
  CHECK_NOTHROW(check_histories(c.view()));
}

TEST_CASE("N12: t_x above T is an error") {
  Columns c;
  c.t_x[0] = 97.42857;
  c.T[0] = 97.28571;
  check_refused(c, "recency", 0, "97.42857");
}

TEST_CASE("t_x and the logarithms of intervals are 0 where there are no repeats") {
  Columns c;
  c.t_x[1] = 3;
  check_refused(c, "recency", 1, "3");
  c = {};
  c.litt[1] = -2;
  check_refused(c, "log_interpurchase", 1, "-2");
}

TEST_CASE("columns of another length are refused") {
  Columns c;
  c.T.pop_back();
  CHECK(error_of(Status::invalid_argument, [&] { check_histories(c.view()); }).argument() == "age");
}
