// Values, segments and concentration of all clients.
#include "population.hpp"

namespace tenure::bench {
namespace {

using benchmark::DoNotOptimize;
using benchmark::State;

/// From a portfolio to the value of every client: summary, two fits, value for ever.
void value(State& state) {
  const Portfolio& from = portfolio(state.range(0), state.range(1));
  for (auto _ : state) {
    const auto of = Summary::from_portfolio(from, {.unit = TimeUnit::day}, one_thread());
    const auto purchases = FittedModel::fit("pareto_nbd", of, {}, one_thread());
    const auto spend = FittedModel::fit("gamma_gamma", of, {}, one_thread());
    DoNotOptimize(clv(purchases, spend, of, {}, one_thread()));
  }
  count_clients(state);
}

void scores(State& state) {
  const Summary& of = summary(state.range(0), state.range(1));
  for (auto _ : state) DoNotOptimize(rfm(of));
  count_clients(state);
}

void inequality(State& state) {
  const Summary& of = summary(state.range(0), state.range(1));
  for (auto _ : state) DoNotOptimize(concentration(of.spend()));
  count_clients(state);
}

}  // namespace

void register_value() {
  benchmark::RegisterBenchmark("clv", value)->Apply(sizes_of);
  benchmark::RegisterBenchmark("rfm", scores)->Apply(sizes_of);
  benchmark::RegisterBenchmark("concentration", inequality)->Apply(sizes_of);
}

}  // namespace tenure::bench
