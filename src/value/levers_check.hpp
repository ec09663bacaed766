#pragma once

#include <tenure/levers.hpp>

namespace tenure::value {

/// Throws Error(invalid_argument) naming argument, row and value.
void check_levers(const ClientLevers& clients, const LeverOptions& options);

}  // namespace tenure::value
