/// What a lifetime value means, in words: it is never a bare number.
#pragma once

#include <string>

#include <tenure/value.hpp>

namespace tenure::value {

/// Timing, horizon, discount and margin in one sentence.
[[nodiscard]] std::string describe_basis(const ClvOptions& options, TimeUnit unit);

}  // namespace tenure::value
