/// Checks of the options of an import.
#pragma once

#include <tenure/portfolio.hpp>

namespace tenure {

/// Throws Error(invalid_argument) naming the option at fault.
void check_options(const ImportOptions& options);
/// Whether they pass; of options that were read from bytes.
[[nodiscard]] bool are_options(const ImportOptions& options);

}  // namespace tenure
