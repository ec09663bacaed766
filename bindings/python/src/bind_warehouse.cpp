#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "call.hpp"
#include "choice.hpp"
#include "days.hpp"
#include "given.hpp"
#include "stream_capsule.hpp"
#include "tenure/sql.hpp"
#include "tenure/streaming.hpp"

namespace tenure::python {
namespace {

namespace py = pybind11;
using namespace pybind11::literals;

SqlDialect dialect_of(const std::string& dialect) {
  return choose<SqlDialect>("dialect", dialect,
                            {{"duckdb", SqlDialect::duckdb},
                             {"postgresql", SqlDialect::postgresql},
                             {"mysql", SqlDialect::mysql},
                             {"sqlite", SqlDialect::sqlite},
                             {"bigquery", SqlDialect::bigquery},
                             {"snowflake", SqlDialect::snowflake},
                             {"spark", SqlDialect::spark},
                             {"tsql", SqlDialect::tsql}});
}

SummaryOptions summary_options(const std::string& unit, std::optional<std::int32_t> observed_until,
                               std::optional<std::int32_t> calibration_end) {
  return {unit_given("unit", unit), day_of(observed_until), day_of(calibration_end)};
}

}  // namespace

void bind_warehouse(py::module_ m) {
  m.def(
      "summarise_stream",
      [](const py::object& stream, const PurchaseColumns& columns,
         const ImportOptions& import_options, const std::string& unit,
         std::optional<std::int32_t> observed_until, std::optional<std::int32_t> calibration_end,
         const std::string& path, std::int64_t memory_bytes, Threads threads, py::object progress) {
        ArrowArrayStream* const taken = stream_of(stream);
        const SummaryOptions options = summary_options(unit, observed_until, calibration_end);
        StreamedSummary made =
            Call(threads, std::move(progress)).run([&](const Execution& execution) {
              return summarise_stream(taken, columns, import_options, options, {path, memory_bytes},
                                      execution);
            });
        return std::pair(std::move(made.summary), std::move(made.report));
      },
      "stream"_a, "columns"_a, "import_options"_a, "unit"_a, "observed_until"_a,
      "calibration_end"_a, "path"_a, "memory_bytes"_a, "threads"_a = 0, "progress"_a = py::none());
  m.def(
      "summary_sql",
      [](const std::string& dialect, const std::string& table, const std::string& client,
         const std::string& day, const std::string& amount, const std::string& cost, int decimals,
         const std::string& unit, std::optional<std::int32_t> observed_until,
         std::optional<std::int32_t> calibration_end) {
        return summary_sql(dialect_of(dialect), {table, client, day, amount, cost, decimals},
                           summary_options(unit, observed_until, calibration_end));
      },
      "dialect"_a, "table"_a, "client"_a, "day"_a, "amount"_a, "cost"_a, "decimals"_a, "unit"_a,
      "observed_until"_a, "calibration_end"_a);
}

}  // namespace tenure::python
