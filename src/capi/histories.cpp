#include "capi/histories.hpp"

#include <string>

#include "capi/inputs.hpp"
#include "capi/structs.hpp"

using namespace tenure::capi;
using tenure::Histories;

Histories tenure::capi::to_histories(const tenure_histories* histories) {
  const auto given = read_needed_struct(histories, blank_struct<tenure_histories>(), "histories");
  const std::string rows = "histories.rows";
  Histories result;
  result.frequency = array(given.frequency, given.rows, "histories.frequency", rows);
  result.recency = optional_array(given.recency, given.rows, rows);
  result.age = optional_array(given.age, given.rows, rows);
  result.mean_spend = optional_array(given.mean_spend, given.rows, rows);
  result.weight = optional_array(given.weight, given.rows, rows);
  result.log_interpurchase = optional_array(given.log_interpurchase, given.rows, rows);
  return result;
}

tenure_status tenure_histories_init(tenure_histories* histories, size_t size) {
  return init_struct(histories, size, blank_struct<tenure_histories>());
}
