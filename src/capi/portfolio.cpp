#include "capi/arrow_stream.hpp"
#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/handles.hpp"
#include "capi/import_options.hpp"
#include "capi/purchase_arrays.hpp"
#include "capi/structs.hpp"
#include <tenure/c/portfolio.h>
#include <tenure/portfolio.hpp>

using namespace tenure::capi;
using tenure::Portfolio;

tenure_status tenure_portfolio_from_arrays(const tenure_purchase_arrays* log,
                                           const tenure_import_options* options,
                                           const tenure_execution* execution,
                                           tenure_portfolio** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    const PurchaseLog purchases(log, "log");
    return Portfolio::from_arrays(purchases.log(), to_import_options(options),
                                  to_execution(execution));
  });
}

tenure_status tenure_portfolio_from_arrow(struct ArrowArrayStream* stream,
                                          const tenure_purchase_columns* columns,
                                          const tenure_import_options* options,
                                          const tenure_execution* execution, tenure_portfolio** out,
                                          tenure_error** err) {
  const StreamGuard guard(stream);
  return make_handle(out, err, [&] {
    return Portfolio::from_arrow(guard.get(), to_purchase_columns(columns),
                                 to_import_options(options), to_execution(execution));
  });
}

tenure_status tenure_portfolio_append(const tenure_portfolio* portfolio,
                                      const tenure_purchase_arrays* more, int32_t observed_until,
                                      const tenure_execution* execution, tenure_portfolio** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] {
    const PurchaseLog purchases(more, "more");
    return value_of(portfolio, "portfolio")
        .append(purchases.log(), optional_day(observed_until), to_execution(execution));
  });
}

tenure_status tenure_portfolio_append_arrow(const tenure_portfolio* portfolio,
                                            struct ArrowArrayStream* more,
                                            const tenure_purchase_columns* columns,
                                            int32_t observed_until,
                                            const tenure_execution* execution,
                                            tenure_portfolio** out, tenure_error** err) {
  const StreamGuard guard(more);
  return make_handle(out, err, [&] {
    return value_of(portfolio, "portfolio")
        .append(guard.get(), to_purchase_columns(columns), optional_day(observed_until),
                to_execution(execution));
  });
}

tenure_status tenure_portfolio_get_info(const tenure_portfolio* portfolio,
                                        tenure_portfolio_info* out, size_t out_size,
                                        tenure_error** err) {
  return guarded(err, [&] {
    StructOut<tenure_portfolio_info> result(out, out_size, "out");
    const Portfolio& from = value_of(portfolio, "portfolio");
    const tenure::ImportReport& report = from.report();
    tenure_portfolio_info info{};
    info.clients = static_cast<int64_t>(from.clients());
    info.purchases = static_cast<int64_t>(from.purchases());
    info.first_day = from.first_day().since_epoch;
    info.observed_until = from.observed_until().since_epoch;
    info.has_amounts = from.has_amounts();
    info.has_costs = from.has_costs();
    info.rows_read = report.rows_read;
    info.rows_kept = report.kept;
    info.rows_merged = report.merged;
    info.rows_dropped = report.rows_dropped();
    info.first_merged_row = report.first_merged_row;
    info.returns_recorded = report.returns_recorded;
    info.returns_unmatched = report.returns_unmatched;
    info.amounts_rounded = report.amounts_rounded;
    info.first_rounded_row = report.first_rounded_row;
    info.currency_code = from.options().currency.code.c_str();
    info.currency_decimals = from.options().currency.decimals;
    info.excluded_clients = static_cast<int64_t>(from.excluded_clients());
    result.set(info);
  });
}

tenure_status tenure_portfolio_report(const tenure_portfolio* portfolio, tenure_table** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(portfolio, "portfolio").report().table(); });
}

tenure_status tenure_portfolio_purchases(const tenure_portfolio* portfolio, tenure_table** out,
                                         tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(portfolio, "portfolio").purchase_table(); });
}

void tenure_portfolio_free(tenure_portfolio* portfolio) { free_handle(portfolio); }
