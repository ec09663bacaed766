// From a purchase log to a summary, and files.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "models/cells.hpp"
#include "models/model_input.hpp"
#include "population.hpp"
#include <tenure/arrow_abi.h>

namespace tenure::bench {
namespace {

using benchmark::DoNotOptimize;
using benchmark::State;

void import_numbers(State& state) {
  const Population& log = population(state.range(0), state.range(1));
  for (auto _ : state) DoNotOptimize(Portfolio::from_arrays(log.arrays(), {}, one_thread()));
  count_purchases(state);
}

void import_texts(State& state) {
  const Population& log = population(state.range(0), state.range(1));
  const std::vector<std::string>& ids = names(state.range(0), state.range(1));
  std::vector<std::string_view> texts;
  for (const std::int64_t client : log.clients) {
    texts.push_back(ids[static_cast<std::size_t>(client)]);
  }
  PurchaseArrays arrays = log.arrays();
  arrays.clients = std::span<const std::string_view>(texts);
  for (auto _ : state) DoNotOptimize(Portfolio::from_arrays(arrays, {}, one_thread()));
  count_purchases(state);
}

/// What comes out of a portfolio is in its order: it goes in again with nothing to move.
void import_in_order(State& state) {
  const Table rows = portfolio(state.range(0), state.range(1)).purchase_table();
  PurchaseArrays arrays;
  arrays.clients = rows.int64("client");
  arrays.days = rows.day("day");
  arrays.amounts = rows.float64("amount");
  for (auto _ : state) DoNotOptimize(Portfolio::from_arrays(arrays, {}, one_thread()));
  count_purchases(state);
}

void import_arrow(State& state) {
  const Table rows = portfolio(state.range(0), state.range(1)).purchase_table();
  PurchaseColumns columns;
  columns.day = "day";
  columns.amount = "amount";
  for (auto _ : state) {
    ArrowArrayStream stream;
    rows.export_to(&stream);
    DoNotOptimize(Portfolio::from_arrow(&stream, columns, {}, one_thread()));
  }
  count_purchases(state);
}

void push_rows(State& state) {
  const Population& log = population(state.range(0), state.range(1));
  for (auto _ : state) {
    PortfolioBuilder builder;
    for (std::size_t i = 0; i < log.days.size(); ++i) {
      PortfolioBuilder::Row row;
      row.client = log.clients[i];
      row.day = Day{log.days[i]};
      row.amount = log.amounts[i];
      builder.push(row);
    }
    DoNotOptimize(builder.build(one_thread()));
  }
  count_purchases(state);
}

void summarise(State& state) {
  const Portfolio& from = portfolio(state.range(0), state.range(1));
  for (auto _ : state) {
    DoNotOptimize(Summary::from_portfolio(from, {.unit = TimeUnit::day}, one_thread()));
  }
  count_purchases(state);
}

void compress(State& state) {
  const Histories histories = summary(state.range(0), state.range(1)).histories();
  const auto& traits = model::model_named("pareto_nbd").traits();
  std::size_t cells = 0;
  for (auto _ : state) {
    const model::Cells compressed(histories, traits, one_thread());
    cells = compressed.size();
    DoNotOptimize(cells);
  }
  count_clients(state);
  state.counters["cells"] = static_cast<double>(cells);
}

void save_and_load(State& state) {
  const Portfolio& from = portfolio(state.range(0), state.range(1));
  const std::string path = "tenure_bench.portfolio";
  for (auto _ : state) {
    from.save(path);
    DoNotOptimize(Portfolio::load(path));
  }
  std::remove(path.c_str());
  count_purchases(state);
}

}  // namespace

void register_history() {
  struct Stage {
    const char* name;
    void (*run)(State&);
  };
  constexpr Stage kStages[] = {{"import_numbers", import_numbers},
                               {"import_texts", import_texts},
                               {"import_in_order", import_in_order},
                               {"import_arrow", import_arrow},
                               {"push_rows", push_rows},
                               {"summarise", summarise},
                               {"compress", compress},
                               {"save_and_load", save_and_load}};
  for (const auto& [name, run] : kStages) {
    benchmark::RegisterBenchmark(name, run)->Apply(sizes_of);
  }
}

}  // namespace tenure::bench
