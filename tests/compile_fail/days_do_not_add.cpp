// A day plus a number of days is a day; a day plus a day means nothing.
#include <tenure/units.hpp>

tenure::Day due(tenure::Day last, tenure::Days cycle) {
#ifdef TENURE_MUST_FAIL
  return last + tenure::Day{cycle.count};
#else
  return last + cycle;
#endif
}
