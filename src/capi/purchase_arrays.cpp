#include "capi/purchase_arrays.hpp"

#include <span>
#include <string>
#include <variant>

#include "capi/inputs.hpp"
#include "capi/structs.hpp"

namespace tenure::capi {
namespace {

// An amount comes in currency units or in minor units, not in both.
std::variant<std::span<const double>, std::span<const std::int64_t>> amounts(
    const double* units, const std::int64_t* minor, std::int64_t rows, const std::string& prefix,
    const char* name) {
  if (units != nullptr && minor != nullptr) {
    refuse(prefix + name, " and " + prefix + "minor_" + name + " are given both");
  }
  if (minor != nullptr) return optional_array(minor, rows, prefix + "rows");
  return optional_array(units, rows, prefix + "rows");
}

}  // namespace

PurchaseLog::PurchaseLog(const tenure_purchase_arrays* arrays, const char* name) {
  const auto given = read_needed_struct(arrays, blank_struct<tenure_purchase_arrays>(), name);
  const std::string prefix = std::string(name) + ".";
  const std::string rows = prefix + "rows";

  if (given.client_numbers != nullptr && given.client_texts != nullptr) {
    refuse(prefix + "client_numbers", " and " + prefix + "client_texts are given both");
  }
  if (given.client_texts != nullptr) {
    clients_ = optional_texts(given.client_texts, given.rows, rows);
    log_.clients = clients_;
  } else {
    log_.clients = array(given.client_numbers, given.rows, prefix + "client_numbers", rows);
  }
  log_.client_present = optional_array(given.client_present, given.rows, rows);
  log_.days = array(given.days, given.rows, prefix + "days", rows);
  log_.amounts = amounts(given.amounts, given.minor_amounts, given.rows, prefix, "amounts");
  log_.costs = amounts(given.costs, given.minor_costs, given.rows, prefix, "costs");
  order_ids_ = optional_texts(given.order_ids, given.rows, rows);
  categories_ = optional_texts(given.categories, given.rows, rows);
  channels_ = optional_texts(given.channels, given.rows, rows);
  log_.order_ids = order_ids_;
  log_.categories = categories_;
  log_.channels = channels_;
  log_.quantities = optional_array(given.quantities, given.rows, rows);
}

}  // namespace tenure::capi

tenure_status tenure_purchase_arrays_init(tenure_purchase_arrays* arrays, size_t size) {
  return tenure::capi::init_struct(arrays, size,
                                   tenure::capi::blank_struct<tenure_purchase_arrays>());
}
