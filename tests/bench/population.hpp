/// Purchase logs to measure on, drawn by the library.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include <tenure/tenure.hpp>

namespace tenure::bench {

/// A log in no order: clients come over two years and buy as Pareto/NBD says, by the day.
struct Population {
  std::vector<std::int64_t> clients;
  std::vector<std::int32_t> days;
  std::vector<double> amounts;

  [[nodiscard]] PurchaseArrays arrays() const;
};

/// Drawn once for a size; only the last size is kept.
[[nodiscard]] const Population& population(std::int64_t clients, std::int64_t purchases);
/// Of the same clients, likewise.
[[nodiscard]] const Portfolio& portfolio(std::int64_t clients, std::int64_t purchases);
[[nodiscard]] const Summary& summary(std::int64_t clients, std::int64_t purchases);
/// The ids of the clients as texts.
[[nodiscard]] const std::vector<std::string>& names(std::int64_t clients, std::int64_t purchases);

/// Threads of every measured call: figures of one thread compare between machines.
[[nodiscard]] inline Execution one_thread() { return {.threads = 1, .progress = {}}; }

/// Clients and purchases of a benchmark, as it is registered.
inline constexpr std::int64_t kClientSizes[][2] = {
    {10'000, 100'000}, {1'000'000, 10'000'000}, {10'000'000, 100'000'000}};
inline void sizes_of(benchmark::internal::Benchmark* of) {
  for (const auto& [clients, purchases] : kClientSizes) of->Args({clients, purchases});
  of->ArgNames({"clients", "purchases"})->Unit(benchmark::kMillisecond);
}
/// Items a second are clients, or purchases, a second.
inline void count_clients(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
inline void count_purchases(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * state.range(1));
}

void register_history();
void register_models();
void register_value();

}  // namespace tenure::bench
