// How fits end, as the tables of FITS.md: fits [NUMBER [MODEL]]. Every model is fitted to so many
// simulated bases of seven kinds, and to one base from so many random starts.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "models/fit.hpp"
#include "models/fit_endings.hpp"
#include "models/model_draws.hpp"
#include "models/populations.hpp"

using namespace tenure::testing;
using tenure::FitResult;
using tenure::model::Cells;
using tenure::model::PurchaseModel;

namespace {

using Counts = std::map<std::string_view, int>;

std::string title_of(const PurchaseModel& model) {
  std::string title(model.traits().info.title);
  if (model.traits().regularity > 0) title += ", k = " + std::to_string(model.traits().regularity);
  return title;
}

void print_row(const PurchaseModel& model, std::string_view what, Counts& counts,
               const std::string& more) {
  std::printf("| %s | %.*s |", title_of(model).c_str(), static_cast<int>(what.size()), what.data());
  for (const std::string_view ending : kEndings) std::printf(" %d |", counts[ending]);
  std::printf("%s\n", more.c_str());
  std::fflush(stdout);
}

/// A failure is worth more than its count.
void tell_unexplained(const PurchaseModel& model, const char* what, std::uint64_t number,
                      const FitResult& result) {
  std::fprintf(stderr, "%s, %s %llu: %s gradient %g\n", title_of(model).c_str(), what,
               static_cast<unsigned long long>(number), result.convergence.message.c_str(),
               result.convergence.gradient_norm);
}

void fit_bases(const PurchaseModel& model, std::uint64_t bases) {
  std::map<std::string_view, Counts> by_kind;
  for (std::uint64_t number = 0; number < bases; ++number) {
    const auto data = population(model, number);
    const FitResult result = fit(model, Cells(data.view(), model.traits()), {}, {});
    const std::string_view end = ending(result);
    if (end == kUnexplained) tell_unexplained(model, "base", number, result);
    ++by_kind[kPopulationKinds[number % kPopulationKinds.size()]][end];
  }
  for (const std::string_view kind : kPopulationKinds) print_row(model, kind, by_kind[kind], "");
}

void fit_from_starts(const PurchaseModel& model, std::uint64_t starts) {
  const auto data = simulate(model, ordinary(model).front(), 1000, 5);
  const Cells cells(data.view(), model.traits());
  const FitResult best = fit(model, cells, {}, {});
  Counts counts;
  int reached = 0;
  double above = 0.0;
  for (std::uint64_t number = 0; number < starts; ++number) {
    const FitResult found = fit_from(model, cells, random_start(model, number));
    const std::string_view end = ending(found);
    if (end == kUnexplained) tell_unexplained(model, "start", number, found);
    ++counts[end];
    if (found.log_likelihood.value() > best.log_likelihood.value() - 1e-5) ++reached;
    above = std::max(above, found.log_likelihood.value() - best.log_likelihood.value());
  }
  char more[64];
  std::snprintf(more, sizeof more, " %d | %.0e |", reached, above);
  print_row(model, "random starts", counts, more);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t number = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 200;
  const std::string_view only = argc > 2 ? argv[2] : "";
  const auto each = [&](auto&& measure) {
    for (const PurchaseModel* model : every_model()) {
      if (only.empty() || only == model->traits().info.name) measure(*model, number);
    }
  };
  constexpr char kColumns[] = " | optimum | boundary, named | not identifiable | unexplained |";
  std::printf(
      "## Simulated bases\n\n| model | kind of base%s\n| --- | --- | ---: | ---: | ---: |"
      " ---: |\n",
      kColumns);
  each(fit_bases);
  std::printf(
      "\n## Random starts\n\n| model |%s reach the best | above the fit without a start |\n"
      "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
      kColumns);
  each(fit_from_starts);
}
