#include <string>

#include "capi/conversions.hpp"
#include "capi/scalar_out.hpp"
#include "capi/text_out.hpp"
#include <tenure/units.hpp>

using namespace tenure::capi;
using tenure::Day;

tenure_status tenure_day_from_date(int32_t year, int32_t month, int32_t day, int32_t* out,
                                   tenure_error** err) {
  return make_scalar(out, err, [&] { return Day::from_date(year, month, day).since_epoch; });
}

tenure_status tenure_day_parse(const char* text, int32_t* out, tenure_error** err) {
  return make_scalar(out, err,
                     [&] { return Day::parse(tenure::capi::text(text, "text")).since_epoch; });
}

tenure_status tenure_day_to_text(int32_t day, char* out, int64_t capacity, tenure_error** err) {
  return guarded(err, [&] { write_text(Day{day}.to_string(), out, capacity); });
}

tenure_status tenure_time_between(int32_t from, int32_t to, int32_t unit, double* out,
                                  tenure_error** err) {
  return make_scalar(
      out, err, [&] { return tenure::time_between(Day{from}, Day{to}, time_unit(unit, "unit")); });
}

tenure_status tenure_add_time(int32_t from, double time, int32_t unit, int32_t* out,
                              tenure_error** err) {
  return make_scalar(out, err, [&] {
    return tenure::add_time(Day{from}, time, time_unit(unit, "unit")).since_epoch;
  });
}

tenure_status tenure_units_per_year(int32_t unit, double* out, tenure_error** err) {
  return make_scalar(out, err, [&] { return tenure::units_per_year(time_unit(unit, "unit")); });
}
