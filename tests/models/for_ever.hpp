// A horizon without end.
#pragma once

#include <limits>

inline constexpr double kForEver = std::numeric_limits<double>::infinity();
