#pragma once

#include <string>

#include "base/check_arguments.hpp"

namespace tenure::warning {

inline void check_within(const std::string& argument, double value, double least, double most) {
  if (value >= least && value <= most) return;
  refuse(argument, to_text(least) + " to " + to_text(most), value);
}

}  // namespace tenure::warning
