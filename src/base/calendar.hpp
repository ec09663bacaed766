/// Days as dates.
#pragma once

#include <tenure/units.hpp>

namespace tenure {

struct Date {
  int year, month, day;
};

/// Throws Error(invalid_argument) for a day outside the calendar.
[[nodiscard]] Date to_date(Day day);

}  // namespace tenure
