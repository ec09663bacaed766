/// Rates of loss and the periods they belong to.
#pragma once

namespace tenure::loss {

/// The share lost over `periods` periods if `rate` is lost in each: 1 - (1 - rate)^periods.
[[nodiscard]] double compounded(double rate, double periods);

}  // namespace tenure::loss
