#include <algorithm>

#include "base/check_arguments.hpp"
#include "base/ranks.hpp"
#include <tenure/signals.hpp>

namespace tenure {

std::vector<double> adjusted_p_values(std::span<const double> p_values, FalseDiscovery method) {
  if (method != FalseDiscovery::benjamini_hochberg &&
      method != FalseDiscovery::benjamini_yekutieli) {
    throw Error(Status::invalid_argument, "method is no way to adjust p-values", "method");
  }
  check_rows("p_values", p_values, check_probability);
  const std::size_t n = p_values.size();
  double factor = static_cast<double>(n);
  if (method == FalseDiscovery::benjamini_yekutieli) {
    double harmonic = 0.0;
    for (std::size_t i = n; i > 0; --i) harmonic += 1.0 / static_cast<double>(i);
    factor *= harmonic;
  }
  const std::vector<std::size_t> order = ascending_order(p_values);
  std::vector<double> adjusted(n);
  double least = 1.0;
  for (std::size_t rank = n; rank > 0; --rank) {
    const std::size_t place = order[rank - 1];
    least = std::min(least, p_values[place] * factor / static_cast<double>(rank));
    adjusted[place] = least;
  }
  return adjusted;
}

}  // namespace tenure
