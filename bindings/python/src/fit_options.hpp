/// How a model is to be fitted, as Python says it.
#pragma once

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "given.hpp"
#include "tenure/model.hpp"

namespace tenure::python {

/// Priors as Python gives them: name, centre, standard deviation of the logarithm.
using GivenPrior = std::tuple<std::string, double, double>;

inline FitOptions fit_options(std::vector<double> start, MaxIterations max_iterations,
                              const std::vector<GivenPrior>& priors, std::int32_t regularity) {
  FitOptions options;
  options.start = std::move(start);
  options.max_iterations = max_iterations;
  options.regularity = regularity;
  for (const auto& [name, centre, sd] : priors) options.priors.push_back({name, centre, sd});
  return options;
}

}  // namespace tenure::python
