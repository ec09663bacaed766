#include "attrition/loss_rate.hpp"

#include <cmath>

namespace tenure::loss {

double compounded(double rate, double periods) { return -std::expm1(periods * std::log1p(-rate)); }

}  // namespace tenure::loss
