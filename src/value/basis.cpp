#include "value/basis.hpp"

#include <cmath>
#include <string_view>

#include "base/text.hpp"

namespace tenure::value {
namespace {

/// Four decimals are enough for a sentence.
std::string rounded(double value) { return to_text(std::round(value * 1e4) / 1e4); }

std::string_view moment_of(Timing timing) {
  switch (timing) {
    case Timing::period_start:
      return "at the start of each ";
    case Timing::period_middle:
      return "in the middle of each ";
    case Timing::period_end:
      return "at the end of each ";
    case Timing::at_purchase:
      break;
  }
  return "at each purchase";
}

}  // namespace

std::string describe_basis(const ClvOptions& options, TimeUnit unit) {
  std::string text = "Residual value, first purchase excluded; cash counted ";
  text += moment_of(options.timing);
  if (options.timing != Timing::at_purchase) text += to_string(options.period);
  if (options.horizon) {
    text += ", over " + rounded(*options.horizon) + " " + std::string(to_string(unit)) +
            (*options.horizon == 1.0 ? "" : "s");
  } else {
    text += ", for ever";
  }
  const double yearly = std::expm1(options.discount.force_per(TimeUnit::year));
  text += "; discount " + rounded(100.0 * yearly) + " % a year; margin ";
  text += options.margins.empty() ? rounded(100.0 * options.margin) + " %" : "of each client";
  return text + ".";
}

}  // namespace tenure::value
