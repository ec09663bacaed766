// Minor units are not currency units: the step between them has to be written.
#include <tenure/units.hpp>

double in_currency(tenure::Money amount) {
#ifdef TENURE_MUST_FAIL
  return amount;
#else
  return static_cast<double>(amount.minor) / 100.0;
#endif
}
