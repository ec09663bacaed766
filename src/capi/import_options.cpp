#include "capi/import_options.hpp"

#include <cstdint>
#include <string>

#include "capi/conversions.hpp"
#include "capi/inputs.hpp"
#include "capi/structs.hpp"

namespace tenure::capi {
namespace {

tenure_import_options default_import_options() {
  const ImportOptions defaults;
  tenure_import_options c{};
  c.struct_size = sizeof c;
  c.same_day = static_cast<std::int32_t>(defaults.same_day);
  c.returns = static_cast<std::int32_t>(defaults.returns);
  c.zero_amounts = static_cast<std::int32_t>(defaults.zero_amounts);
  c.guests = static_cast<std::int32_t>(defaults.guests);
  c.invalid_rows = static_cast<std::int32_t>(defaults.invalid_rows);
  c.after_observed = static_cast<std::int32_t>(defaults.after_observed);
  c.duplicates = static_cast<std::int32_t>(defaults.duplicates);
  c.observed_until = day_or_none(defaults.observed_until);
  c.currency_decimals = defaults.currency.decimals;
  c.currency_code = "";
  c.day_starts_at = defaults.day_rule.day_starts_at;
  return c;
}

DayRule to_day_rule(const tenure_import_options& given, const std::string& name) {
  const auto starts = array(given.day_offset_starts, given.day_offset_count,
                            name + ".day_offset_starts", name + ".day_offset_count");
  const auto seconds = array(given.day_offset_seconds, given.day_offset_count,
                             name + ".day_offset_seconds", name + ".day_offset_count");
  const auto zone = optional_text(given.day_zone);
  if (!zone.empty() && !starts.empty()) {
    refuse(name + ".day_zone", " and " + name + ".day_offset_starts are given both");
  }
  DayRule rule = zone.empty() ? DayRule{} : DayRule::posix(zone);
  for (std::size_t i = 0; i < starts.size(); ++i) rule.offsets.push_back({starts[i], seconds[i]});
  rule.day_starts_at = given.day_starts_at;
  return rule;
}

RowPolicy row_policy(std::int32_t value, const std::string& name) {
  return enumerator(value, RowPolicy::reject, name);
}

tenure_purchase_columns default_purchase_columns() {
  return {sizeof(tenure_purchase_columns), "client", "date", "", "", "", "", "", "", "", 0, 0};
}

}  // namespace

ImportOptions to_import_options(const tenure_import_options* options, const std::string& name) {
  const auto given = read_struct(options, default_import_options(), name);
  ImportOptions result;
  result.same_day = enumerator(given.same_day, SameDay::keep, name + ".same_day");
  result.returns = row_policy(given.returns, name + ".returns");
  result.zero_amounts = row_policy(given.zero_amounts, name + ".zero_amounts");
  result.guests = row_policy(given.guests, name + ".guests");
  result.invalid_rows = row_policy(given.invalid_rows, name + ".invalid_rows");
  result.after_observed = row_policy(given.after_observed, name + ".after_observed");
  result.duplicates = row_policy(given.duplicates, name + ".duplicates");
  result.observed_until = optional_day(given.observed_until);
  result.currency.code = optional_text(given.currency_code);
  result.currency.decimals = given.currency_decimals;
  result.day_rule = to_day_rule(given, name);
  return result;
}

PurchaseColumns to_purchase_columns(const tenure_purchase_columns* columns) {
  const auto given = read_struct(columns, default_purchase_columns(), "columns");
  PurchaseColumns result;
  result.client = optional_text(given.client);
  result.day = optional_text(given.day);
  result.amount = optional_text(given.amount);
  result.cost = optional_text(given.cost);
  result.margin = optional_text(given.margin);
  result.order_id = optional_text(given.order_id);
  result.category = optional_text(given.category);
  result.channel = optional_text(given.channel);
  result.quantity = optional_text(given.quantity);
  result.minor_units = flag(given.minor_units, "columns.minor_units");
  return result;
}

}  // namespace tenure::capi

tenure_status tenure_import_options_init(tenure_import_options* options, size_t size) {
  return tenure::capi::init_struct(options, size, tenure::capi::default_import_options());
}

tenure_status tenure_purchase_columns_init(tenure_purchase_columns* columns, size_t size) {
  return tenure::capi::init_struct(columns, size, tenure::capi::default_purchase_columns());
}
