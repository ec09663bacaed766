// Coverage of 90 % intervals, as a table: coverage [POPULATIONS [CLIENTS [MODEL]]]
#include "inference/coverage.hpp"

#include <cstdio>
#include <cstdlib>
#include <string_view>

using tenure::testing::Coverage;
using tenure::testing::CoverageCase;

int main(int argc, char** argv) {
  const std::size_t populations = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000;
  const std::size_t clients = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1500;
  const std::string_view only = argc > 3 ? argv[3] : "";
  const CoverageCase cases[] = {
      {.model = "pareto_nbd", .truth = {0.55, 10.6, 0.61, 11.7}},
      {.model = "bg_nbd", .truth = {0.243, 4.41, 0.79, 2.43}},
      {.model = "nbd", .truth = {0.6, 9.0}},
      {.model = "gamma_gamma", .truth = {6.25, 3.74, 15.4}},
  };
  for (CoverageCase measured : cases) {
    if (!only.empty() && only != measured.model) continue;
    measured.clients = clients;
    measured.populations = populations;
    std::printf("%.*s, %zu populations of %zu clients, 90 %% intervals\n",
                static_cast<int>(measured.model.size()), measured.model.data(), populations,
                clients);
    for (const Coverage& row : measure_coverage(measured)) {
      std::printf("  %-36s %6.1f %% of %4.0f   without an interval %.0f\n", row.interval.c_str(),
                  100.0 * row.share(), row.intervals, row.missing);
    }
    std::fflush(stdout);
  }
}
