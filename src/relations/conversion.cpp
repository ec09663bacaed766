#include <string>

#include <boost/math/special_functions/beta.hpp>

#include "base/text.hpp"
#include "math/normal.hpp"
#include "math/wilson.hpp"
#include <tenure/error.hpp>
#include <tenure/phases.hpp>

namespace tenure {
namespace {

void check(double successes, double trials, double level, double a, double b) {
  const auto refuse = [](const char* name, double value) {
    throw Error(Status::invalid_argument,
                "conversion: " + std::string(name) + " is out of range: " + to_text(value), name);
  };
  constexpr double least = 1e-6, most = 1e12;
  if (!(trials >= 0.0 && trials <= most)) refuse("trials", trials);
  if (!(successes >= 0.0 && successes <= trials)) refuse("successes", successes);
  if (!(level > 0.0 && level < 1.0)) refuse("level", level);
  if (!(a >= least && a <= most)) refuse("a", a);
  if (!(b >= least && b <= most)) refuse("b", b);
}

}  // namespace

Conversion conversion(double successes, double trials, double level, double a, double b) {
  check(successes, trials, level, a, b);
  Conversion result;
  if (trials > 0.0) {
    result.rate = successes / trials;
    const auto wilson = math::wilson(result.rate, trials, math::two_sided_normal(level));
    result.wilson_from = wilson.lower;
    result.wilson_to = wilson.upper;
  }
  const double won = a + successes, lost = b + trials - successes;
  result.expected = won / (won + lost);
  result.expected_from = boost::math::ibeta_inv(won, lost, 0.5 * (1.0 - level));
  result.expected_to = boost::math::ibeta_inv(won, lost, 0.5 * (1.0 + level));
  return result;
}

}  // namespace tenure
