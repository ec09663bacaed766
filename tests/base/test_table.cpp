#include <limits>

#include "base/throws.hpp"
#include "tenure/table.hpp"

using namespace tenure;

namespace {

Table small_table() {
  TextColumn names;
  names.push_back("ann");
  names.push_back("");
  return Table::Builder()
      .int64("client", {7, 8})
      .float64("value", {1.5, std::numeric_limits<double>::quiet_NaN()}, {1, 0})
      .text("name", names, {1, 0})
      .day("last", {9862, 0})
      .boolean("late", {0, 1})
      .build();
}

}  // namespace

TEST_CASE("columns are read by name and by position") {
  const Table table = small_table();
  CHECK(table.rows() == 2);
  CHECK(table.columns() == 5);
  CHECK(table.int64("client")[1] == 8);
  CHECK(table.text("name")[0] == "ann");
  CHECK(table.day(3)[0] == 9862);
  CHECK(table.boolean(4)[1] == 1);
  CHECK(table.type(0) == Table::Type::int64);
  CHECK(table.name(1) == "value");
  CHECK_FALSE(table.find("nothing"));
}

TEST_CASE("a cell without a value holds zero") {
  const Table table = small_table();
  CHECK(table.float64("value")[1] == 0);
  CHECK(table.validity(table.at("value"))[1] == 0);
  CHECK(table.validity(table.at("client")).empty());
}

TEST_CASE("a validity of ones is dropped") {
  const Table table = Table::Builder().int64("a", {1, 2}, {1, 1}).build();
  CHECK(table.validity(0).empty());
}

TEST_CASE("views live as long as any copy") {
  std::span<const double> view;
  Table copy;
  {
    const Table table = small_table();
    copy = table;
    view = table.float64("value");
  }
  CHECK(view[0] == 1.5);
}

TEST_CASE("a column that is not there, or of another type, is an error") {
  const Table table = small_table();
  CHECK(error_of(Status::invalid_argument, [&] { (void)table.float64("nothing"); }).argument() ==
        "nothing");
  CHECK(error_of(Status::invalid_argument, [&] { (void)table.float64("client"); }).argument() ==
        "client");
  error_of(Status::invalid_argument, [&] { (void)table.name(5); });
}

TEST_CASE("a table holds equally long, finite, differently named columns") {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  error_of(Status::internal, [] { (void)Table::Builder().int64("a", {1}).int64("b", {}).build(); });
  error_of(Status::internal, [] { (void)Table::Builder().int64("a", {1}, {1, 1}).build(); });
  error_of(Status::internal,
           [] { (void)Table::Builder().int64("a", {1}).int64("a", {1}).build(); });
  const auto error = error_of(Status::internal, [&] {
    (void)Table::Builder().float64("a", {0, nan}).build();
  });
  CHECK(error.argument() == "a");
  CHECK(error.row() == 1);
}

TEST_CASE("an empty table has no rows and no columns") {
  CHECK(Table().rows() == 0);
  CHECK(Table::Builder().build().columns() == 0);
}
