#include <string>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"
#include "capi/summary_options.hpp"
#include <tenure/c/sql.h>
#include <tenure/sql.hpp>

using namespace tenure::capi;

namespace {

tenure_sql_log default_sql_log() {
  return {sizeof(tenure_sql_log),    nullptr, "client", "date", nullptr, nullptr,
          tenure::SqlLog{}.decimals, 0};
}

tenure::SqlLog to_sql_log(const tenure_sql_log* log) {
  const auto given = read_needed_struct(log, default_sql_log(), "log");
  tenure::SqlLog result;
  result.table = optional_text(given.table);
  result.client = optional_text(given.client);
  result.day = optional_text(given.day);
  result.amount = optional_text(given.amount);
  result.cost = optional_text(given.cost);
  result.decimals = given.decimals;
  return result;
}

}  // namespace

tenure_status tenure_sql_log_init(tenure_sql_log* log, size_t size) {
  return init_struct(log, size, default_sql_log());
}

tenure_status tenure_summary_sql(int32_t dialect, const tenure_sql_log* log,
                                 const tenure_summary_options* options, tenure_text** out,
                                 tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::summary_sql(enumerator(dialect, tenure::SqlDialect::tsql, "dialect"),
                               to_sql_log(log), to_summary_options(options));
  });
}
