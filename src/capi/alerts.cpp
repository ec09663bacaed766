#include <string>
#include <utility>

#include "capi/conversions.hpp"
#include "capi/execution.hpp"
#include "capi/record_handles.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/alerts.hpp>
#include <tenure/c/warning.h>

using namespace tenure::capi;

struct tenure_alert_monitor : tenure::capi::Handle<tenure::AlertMonitor, 0x616c6d6f'b35c08e9> {
  using Handle::Handle;
};

namespace {

tenure_alert_options default_alert_options() {
  const tenure::AlertOptions defaults;
  auto c = blank_struct<tenure_alert_options>();
  c.date = TENURE_NO_DAY;
  c.recent = defaults.recent;
  c.before = defaults.before;
  c.baskets = defaults.baskets;
  c.contact_days = defaults.contact_days;
  c.method = static_cast<int32_t>(defaults.method);
  c.false_alarms = defaults.false_alarms;
  c.overdue_alarms = defaults.overdue_alarms;
  c.slowdown = defaults.slowdown;
  c.regularity = defaults.regularity;
  c.false_discovery = defaults.false_discovery;
  c.level = defaults.level;
  return c;
}

/// What a handle holds; nullptr if there is none.
template <class H>
auto* optional_value_of(H* handle, const char* name) {
  return handle == nullptr ? nullptr : &value_of(handle, name);
}

tenure::AlertOptions to_alert_options(const tenure_alert_options* options,
                                      const tenure_record* record, const tenure_model* purchases) {
  const auto given = read_struct(options, default_alert_options(), "options");
  tenure::AlertOptions result{
      .date = optional_day(given.date),
      .purchases = optional_value_of(purchases, "purchases"),
      .record = optional_value_of(record, "record"),
      .false_alarms = given.false_alarms,
      .overdue_alarms = given.overdue_alarms,
      .slowdown = given.slowdown,
      .regularity = given.regularity,
      .recent = given.recent,
      .before = given.before,
      .baskets = given.baskets,
      .false_discovery = given.false_discovery,
      .method =
          enumerator(given.method, tenure::FalseDiscovery::benjamini_yekutieli, "options.method"),
      .contact_days = given.contact_days,
      .level = given.level,
      .values = array(given.values, given.value_count, "options.values", "options.value_count")};
  if (given.nature != nullptr) result.nature = given.nature;
  return result;
}

}  // namespace

tenure_status tenure_alert_options_init(tenure_alert_options* options, size_t size) {
  return init_struct(options, size, default_alert_options());
}

tenure_status tenure_alerts(const tenure_portfolio* portfolio, const tenure_record* record,
                            const tenure_model* purchases, const tenure_alert_options* options,
                            const tenure_execution* execution, tenure_alert_totals* totals,
                            size_t totals_size, tenure_table** alerts, tenure_table** reasons,
                            tenure_table** signals, tenure_table** contacts, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> alerts_out(alerts), reasons_out(reasons), signals_out(signals),
        contacts_out(contacts);
    StructOut<tenure_alert_totals> totals_out(totals, totals_size, "totals", Need::optional);
    tenure::AlertResult result =
        tenure::alerts(value_of(portfolio, "portfolio"),
                       to_alert_options(options, record, purchases), to_execution(execution));
    alerts_out.set(std::move(result.alerts));
    reasons_out.set(std::move(result.reasons));
    signals_out.set(std::move(result.signals));
    contacts_out.set(std::move(result.contacts));
    totals_out.set(
        {.clients = result.clients, .lapsed = result.lapsed, .regularity = result.regularity});
    alerts_out.deliver();
    reasons_out.deliver();
    signals_out.deliver();
    contacts_out.deliver();
  });
}

tenure_status tenure_alert_monitor_new(const tenure_portfolio* portfolio,
                                       const tenure_model* purchases,
                                       const tenure_alert_options* options,
                                       const tenure_execution* execution,
                                       tenure_alert_monitor** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::AlertMonitor::create(value_of(portfolio, "portfolio"),
                                        to_alert_options(options, nullptr, purchases),
                                        to_execution(execution));
  });
}

tenure_status tenure_alert_monitor_load(const char* path, tenure_alert_monitor** out,
                                        tenure_error** err) {
  return make_handle(out, err,
                     [&] { return tenure::AlertMonitor::load(std::string(text(path, "path"))); });
}

tenure_status tenure_alert_monitor_save(const tenure_alert_monitor* monitor, const char* path,
                                        tenure_error** err) {
  return guarded(err, [&] { value_of(monitor, "monitor").save(std::string(text(path, "path"))); });
}

tenure_status tenure_alert_monitor_update(tenure_alert_monitor* monitor,
                                          const tenure_portfolio* purchases, int32_t date,
                                          tenure_table** out, tenure_error** err) {
  return make_handle(out, err, [&] {
    return value_of(monitor, "monitor").update(value_of(purchases, "purchases"), tenure::Day{date});
  });
}

tenure_status tenure_alert_monitor_charts(const tenure_alert_monitor* monitor, tenure_table** out,
                                          tenure_error** err) {
  return make_handle(out, err, [&] { return value_of(monitor, "monitor").charts(); });
}

tenure_status tenure_alert_monitor_date(const tenure_alert_monitor* monitor, int32_t* out,
                                        tenure_error** err) {
  return make_scalar(out, err, [&] { return value_of(monitor, "monitor").date().since_epoch; });
}

void tenure_alert_monitor_free(tenure_alert_monitor* monitor) { free_handle(monitor); }
