#include <array>
#include <vector>

#include "base/throws.hpp"
#include "tenure/summary.hpp"

using namespace tenure;

namespace {
const std::vector<double> x{2, 0}, t_x{5, 0}, T{9, 8}, m{4, 0};
}

TEST_CASE("a summary made from arrays gives them back") {
  const Summary summary = Summary::from_arrays({x, t_x, T, m, {}}, TimeUnit::month);
  CHECK(summary.size() == 2);
  CHECK(summary.unit() == TimeUnit::month);
  CHECK(summary.frequency()[0] == 2);
  CHECK(summary.recency()[0] == 5);
  CHECK(summary.age()[1] == 8);
  CHECK(summary.mean_spend()[0] == 4);
  CHECK(summary.spend().empty());
  CHECK_FALSE(summary.calibration_end());
  CHECK_FALSE(summary.has_holdout());
  CHECK(std::get<std::span<const std::int64_t>>(summary.client_ids())[1] == 1);
  const Table table = summary.table();
  CHECK(table.columns() == 5);
  CHECK(table.float64("mean_spend")[0] == 4);
}

TEST_CASE("clients may be named") {
  TextColumn names;
  for (const char* name : {"ann", "joe"}) names.push_back(name);
  const Summary summary =
      Summary::from_arrays({x, t_x, T, {}, {}}, TimeUnit::week, ClientIds(names.view()));
  CHECK(std::get<TextView>(summary.client_ids())[1] == "joe");
  CHECK(summary.table().text("client")[0] == "ann");
}

TEST_CASE("D18: no rows are a summary without clients") {
  const Summary summary = Summary::from_arrays({}, TimeUnit::week);
  CHECK(summary.size() == 0);
  CHECK(summary.table().rows() == 0);
  CHECK(summary.table().find("frequency"));
}

TEST_CASE("arrays that are no summary are refused") {
  CHECK(error_of(Status::invalid_argument, [] {
          (void)Summary::from_arrays({x, t_x, {}, {}, {}}, TimeUnit::week);
        }).argument() == "age");
  const std::array<std::int64_t, 1> one{7};
  CHECK(error_of(Status::invalid_argument, [&] {
          (void)Summary::from_arrays({x, t_x, T, {}, {}}, TimeUnit::week,
                                     ClientIds(std::span<const std::int64_t>(one)));
        }).argument() == "client");
  error_of(Status::invalid_argument, [] {
    (void)Summary::from_arrays({x, t_x, T, {}, {}}, static_cast<TimeUnit>(9));
  });
  CHECK(error_of(Status::invalid_data, [] {
          (void)Summary::from_arrays({x, T, t_x, {}, {}}, TimeUnit::week);
        }).row() == 0);
}
