// Coverage of 90 % intervals, as the tables of COVERAGE.md: coverage [POPULATIONS [MODEL]]
#include "inference/coverage.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "models/purchase_model.hpp"

using tenure::testing::Coverage;
using tenure::testing::CoverageCase;
using tenure::testing::DrawnFrom;

namespace {

// Bases of a size, an age and parameters that users have: the CDNOW sample's (Pareto/NBD, BG/NBD,
// MBG/NBD, Gamma-Gamma), the grocery data's of BTYDplus (k = 2), the donors' of Fader, Hardie &
// Shang (BG/BB), the high-end cohort's of Fader & Hardie (contracts).
const DrawnFrom kBases[] = {
    {.model = "nbd", .truth = {0.6, 9.0}},
    {.model = "pareto_nbd", .truth = {0.553, 10.58, 0.606, 11.67}, .spend = {6.25, 3.74, 15.4}},
    {.model = "bg_nbd", .truth = {0.243, 4.414, 0.793, 2.426}},
    {.model = "mbg_nbd", .truth = {0.525, 6.183, 0.891, 1.614}},
    {.model = "bg_cnbd_k", .truth = {0.359, 1.129, 0.523, 2.786}, .regularity = 2, .horizon = 13},
    {.model = "mbg_cnbd_k", .truth = {1.329, 2.813, 0.425, 0.790}, .regularity = 2, .horizon = 13},
    {.model = "ggompertz_nbd", .truth = {0.6, 6.0, 0.1, 0.8, 1.5}},
    {.model = "bg_bb",
     .truth = {1.204, 0.750, 0.657, 2.783},
     .youngest = 6,
     .oldest = 10,
     .horizon = 5},
    {.model = "shifted_beta_geometric",
     .truth = {0.668, 3.806},
     .youngest = 3,
     .oldest = 8,
     .horizon = 5},
    {.model = "beta_discrete_weibull",
     .truth = {0.26, 1.72, 1.58},
     .youngest = 3,
     .oldest = 8,
     .horizon = 5},
    {.model = "gamma_gamma", .truth = {6.25, 3.74, 15.4}, .clients = 4000},
};

std::string title_of(const DrawnFrom& base) {
  const tenure::model::ModelTraits& traits = tenure::testing::model_of(base).traits();
  std::string title(traits.info.title);
  if (base.regularity > 0) title += ", k = " + std::to_string(base.regularity);
  for (std::size_t i = 0; i < base.truth.size(); ++i) {
    char text[32];
    std::snprintf(text, sizeof text, "%s %g", i > 0 ? "," : ":", base.truth[i]);
    title += text;
  }
  return title;
}

void print(const DrawnFrom& base, const CoverageCase& measured) {
  std::printf("\n## %s\n\n%zu populations of %zu clients\n\n", title_of(base).c_str(),
              measured.populations, base.clients);
  std::printf(
      "| 90 %% interval of | covers %% | standard error | too low %% | too high %% |"
      " without an interval |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
  for (const Coverage& row : measure_coverage(measured)) {
    if (row.populations == 0.0) continue;
    const double share = row.share();
    const double below = row.below / row.populations;
    std::printf("| %s | %.1f | %.1f | %.1f | %.1f | %.0f |\n", row.interval.c_str(), 100.0 * share,
                100.0 * std::sqrt(share * (1.0 - share) / row.populations), 100.0 * below,
                100.0 * std::fmax(0.0, 1.0 - share - below), row.missing);
  }
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t populations = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000;
  const std::string_view only = argc > 2 ? argv[2] : "";
  for (const DrawnFrom& base : kBases) {
    if (!only.empty() && only != base.model) continue;
    print(base, {.from = base, .populations = populations, .threads = 1});
  }
}
