#include "capi/discount_rate.hpp"

#include "capi/conversions.hpp"
#include "capi/structs.hpp"

namespace tenure::capi {
namespace {

constexpr tenure_discount_rate kDefaultRate{sizeof(tenure_discount_rate), 0.10, TENURE_EFFECTIVE,
                                            TENURE_YEAR};

}  // namespace

DiscountRate to_discount_rate(const tenure_discount_rate* rate) {
  const auto given = read_struct(rate, kDefaultRate, "rate");
  return discount_rate(given.rate, given.kind, given.period, "rate.");
}

}  // namespace tenure::capi

tenure_status tenure_discount_rate_init(tenure_discount_rate* rate, size_t size) {
  return tenure::capi::init_struct(rate, size, tenure::capi::kDefaultRate);
}
