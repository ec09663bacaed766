#include <cmath>
#include <cstddef>
#include <string>

#include "base/text.hpp"
#include "math/student.hpp"
#include <tenure/client_value.hpp>
#include <tenure/error.hpp>

namespace tenure {
namespace {

struct Sample {
  double size = 0.0, mean = 0.0, variance = 0.0;

  Sample(std::span<const double> values, const char* argument) {
    if (values.size() < 2) {
      throw Error(Status::invalid_argument,
                  "incremental_return: " + std::string(argument) + " must have two clients or more",
                  argument);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isfinite(values[i])) {
        throw Error(Status::invalid_argument,
                    "incremental_return: " + std::string(argument) + " must be finite, not " +
                        to_text(values[i]),
                    argument, static_cast<std::int64_t>(i));
      }
      size += 1.0;
      const double step = values[i] - mean;
      mean += step / size;
      variance += step * (values[i] - mean);
    }
    variance /= size - 1.0;
  }
  [[nodiscard]] double error() const { return variance / size; }
};

}  // namespace

IncrementalReturn incremental_return(std::span<const double> treated,
                                     std::span<const double> control, double cost, double level) {
  if (!(cost > 0.0 && std::isfinite(cost))) {
    throw Error(Status::invalid_argument,
                "incremental_return: the cost must be above 0 and finite, not " + to_text(cost),
                "cost");
  }
  if (!(level > 0.0 && level < 1.0)) {
    throw Error(Status::invalid_argument,
                "incremental_return: the level must be between 0 and 1, not " + to_text(level),
                "level");
  }
  const Sample with(treated, "treated"), without(control, "control");
  const double error = with.error() + without.error();
  IncrementalReturn result;
  result.lift = with.mean - without.mean;
  double reach = 0.0;
  if (error > 0.0) {
    // Welch-Satterthwaite; shares of the error, so that no square overflows.
    const double a = with.error() / error, b = without.error() / error;
    const double df = 1.0 / (a * a / (with.size - 1.0) + b * b / (without.size - 1.0));
    reach = math::two_sided_student(level, df) * std::sqrt(error);
  }
  result.lower = result.lift - reach;
  result.upper = result.lift + reach;
  const auto roi = [&](double lift) { return (lift * with.size - cost) / cost; };
  result.gain = result.lift * with.size - cost;
  result.roi = roi(result.lift);
  result.roi_lower = roi(result.lower);
  result.roi_upper = roi(result.upper);
  if (!std::isfinite(result.roi_lower) || !std::isfinite(result.roi_upper)) {
    throw Error(Status::invalid_argument, "incremental_return: the values are too large",
                "treated");
  }
  return result;
}

}  // namespace tenure
