// Seconds of each stage, one thread. Sizes are clients and purchases: a filter picks those wanted,
// as the largest takes gigabytes and minutes.
#include <benchmark/benchmark.h>

#include "population.hpp"

int main(int argc, char** argv) {
  tenure::bench::register_history();
  tenure::bench::register_models();
  tenure::bench::register_value();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
