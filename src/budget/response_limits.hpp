/// What spending on one client is limited by, for each shape of the response.
#pragma once

#include <tenure/budget.hpp>

namespace tenure::budget {

void check(const ResponseCurve& response);

/// `stake`: what is lost unless something is done, risk times value.
[[nodiscard]] RetentionLimits limits_of(double stake, const ResponseCurve& response);

}  // namespace tenure::budget
