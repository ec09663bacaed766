/// Work in parts that report as one.
#pragma once

#include <string_view>

#include <tenure/execution.hpp>

namespace tenure {

/// For a part of the work, from the fraction `from` to the fraction `to` of all: what it reports
/// goes to the progress of `execution`, which must outlive the result. Its stages are called
/// `name`; if that is empty, as they call themselves.
[[nodiscard]] Execution share_of(const Execution& execution, double from, double to,
                                 std::string_view name = {});

}  // namespace tenure
