// A discount rate without its period is a number that everybody reads as he likes.
#include <tenure/units.hpp>

tenure::DiscountRate ten_percent() {
#ifdef TENURE_MUST_FAIL
  return tenure::DiscountRate::effective(0.10);
#else
  return tenure::DiscountRate::effective(0.10, tenure::TimeUnit::year);
#endif
}
