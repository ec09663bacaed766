#include <limits>

#include "capi/conversions.hpp"
#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/response_curve.hpp"
#include "capi/structs.hpp"
#include <tenure/budget.hpp>
#include <tenure/c/budget.h>

using namespace tenure::capi;
using tenure::ResponseCurve;

namespace {

tenure_response_curve default_response_curve() {
  tenure_response_curve c{};
  c.struct_size = sizeof c;
  c.inflection = std::numeric_limits<double>::quiet_NaN();
  return c;
}

}  // namespace

ResponseCurve tenure::capi::to_response_curve(const tenure_response_curve* response,
                                              const std::string& name) {
  const auto given = read_needed_struct(response, default_response_curve(), name);
  const auto spend = array(given.spend, given.point_count, name + ".spend", name + ".point_count");
  const auto saved = array(given.saved, given.point_count, name + ".saved", name + ".point_count");
  return {.max_saved = given.max_saved,
          .speed = given.speed,
          .inflection = optional_number(given.inflection),
          .spend = {spend.begin(), spend.end()},
          .saved = {saved.begin(), saved.end()}};
}

tenure_status tenure_response_curve_init(tenure_response_curve* curve, size_t size) {
  return init_struct(curve, size, default_response_curve());
}

tenure_status tenure_response_curve_from_half_cost(double max_saved, double half_cost,
                                                   tenure_response_curve* out, size_t out_size,
                                                   tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const ResponseCurve curve = ResponseCurve::from_half_cost(max_saved, half_cost);
    tenure_response_curve c = default_response_curve();
    c.struct_size = out_size;
    c.max_saved = curve.max_saved;
    c.speed = curve.speed;
    result.set(c);
  });
}

tenure_status tenure_retention_limits_of(double risk, double value,
                                         const tenure_response_curve* response,
                                         tenure_retention_limits* out, size_t out_size,
                                         tenure_error** err) {
  return guarded(err, [&] {
    StructOut result(out, out_size, "out");
    const tenure::RetentionLimits limits =
        tenure::retention_limits(risk, value, to_response_curve(response, "response"));
    result.set({.ceiling = limits.ceiling,
                .optimum = limits.optimum,
                .saved = limits.saved,
                .net = limits.net,
                .break_even = limits.break_even});
  });
}

tenure_status tenure_retention_budget(const double* risk, const double* value, int64_t n,
                                      const tenure_response_curve* response, tenure_table** out,
                                      tenure_error** err) {
  return make_handle(out, err, [&] {
    return tenure::retention_budget(array(risk, n, "risk"), array(value, n, "value"),
                                    to_response_curve(response, "response"));
  });
}
