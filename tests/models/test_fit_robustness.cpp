// Fits of bases of every kind, and from starts all over the place: each must end in an optimum, in
// a boundary that is named, or in the statement that the data do not determine the parameters.
// TENURE_DRAWS=200 makes the counts that the documentation gives.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "models/battery.hpp"
#include "models/fit.hpp"
#include "models/populations.hpp"

using namespace tenure::model;
using namespace tenure::testing;
using tenure::FitResult;
using Reason = tenure::Convergence::Reason;

namespace {

bool all_finite(const std::vector<double>& numbers) {
  return std::ranges::all_of(numbers, [](double v) { return std::isfinite(v); });
}

/// How a fit ended, in a word; "unexplained" if it broke any of its promises.
std::string_view ending(const FitResult& result) {
  const bool sound = std::isfinite(result.log_likelihood) && all_finite(result.parameters) &&
                     std::ranges::all_of(result.parameters, [](double p) { return p > 0.0; }) &&
                     all_finite(result.standard_errors) && !result.convergence.message.empty();
  if (!sound) return "unexplained";
  switch (result.convergence.reason) {
    case Reason::gradient:
      return result.convergence.gradient_norm < 1e-6 && !result.standard_errors.empty()
                 ? "optimum"
                 : "unexplained";
    case Reason::boundary:
      return result.convergence.boundary.empty() ? "unexplained" : "boundary";
    case Reason::not_identifiable:
      return "not identifiable";
    default:
      return "unexplained";
  }
}

template <class Counts>
std::string listed(const Counts& counts) {
  std::string text;
  for (const auto& [ending, count] : counts) {
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(ending);
  }
  return text;
}

}  // namespace

TEST_CASE("every kind of base ends in an optimum, a named boundary or not identifiable") {
  for (const PurchaseModel* model : tested_models()) {
    const std::string_view name = model->traits().info.name;
    CAPTURE(name);
    std::map<std::string_view, std::map<std::string_view, int>> by_kind;
    for (std::uint64_t number = 0; number < draws(kPopulationKinds.size()); ++number) {
      CAPTURE(number);
      const auto data = population(*model, number);
      const FitResult result = fit(*model, Cells(data.view(), model->traits()), {}, {});
      const std::string_view end = ending(result);
      CAPTURE(result.convergence.message);
      CHECK(end != "unexplained");
      ++by_kind[kPopulationKinds[number % kPopulationKinds.size()]][end];
    }
    for (const auto& [kind, counts] : by_kind)
      MESSAGE(name << ", " << kind << ": " << listed(counts));
  }
}

TEST_CASE("starts a thousand times too small or too large lead to the same likelihood") {
  for (const PurchaseModel* model : tested_models()) {
    const std::string_view name = model->traits().info.name;
    CAPTURE(name);
    const auto data = simulate(*model, ordinary(*model).front(), 1000, 5);
    const Cells cells(data.view(), model->traits());
    const FitResult best = fit(*model, cells, {}, {});
    std::map<std::string_view, int> counts;
    int reached = 0;
    double above = 0.0;
    const std::uint64_t starts = draws(5);
    for (std::uint64_t number = 0; number < starts; ++number) {
      CAPTURE(number);
      tenure::math::RandomStream random(21, number);
      Parameters start(best.parameters.size());
      for (double& parameter : start) parameter = log_uniform(random, 1e-3, 1e3);
      tenure::FitOptions options;
      options.start = start;
      const FitResult found = fit(*model, cells, options, {});
      const std::string_view end = ending(found);
      CAPTURE(found.convergence.message);
      CHECK(end != "unexplained");
      ++counts[end];
      if (found.log_likelihood > best.log_likelihood - 1e-5) ++reached;
      above = std::max(above, found.log_likelihood - best.log_likelihood);
    }
    CHECK(above < 1e-5);  // the fit without a start has missed nothing
    MESSAGE(name << ": " << reached << " of " << starts << " starts reach the best; "
                 << listed(counts));
  }
}
