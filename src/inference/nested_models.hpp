/// Which models are special cases of which.
#pragma once

#include <span>
#include <string_view>

namespace tenure::inference {

/// Half of the likelihood ratio statistics, if the smaller model is true, are chi-square with
/// `df[0]` degrees of freedom, half with df[1]; the same number twice is a plain chi-square.
struct Nesting {
  std::string_view smaller;
  std::string_view larger;
  int df[2];
  std::string_view distribution;
};

[[nodiscard]] std::span<const Nesting> nested_models();

}  // namespace tenure::inference
