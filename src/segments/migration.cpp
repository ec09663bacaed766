#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/text.hpp"
#include "segments/homogeneity.hpp"
#include "segments/markov_chain.hpp"
#include "segments/transition_counts.hpp"
#include <tenure/error.hpp>
#include <tenure/migration.hpp>

namespace tenure {
namespace {

std::optional<std::size_t> check(const TransitionCounts& counts, const MigrationOptions& options) {
  segment::check(counts);
  if (!(options.prior >= 0.0 && std::isfinite(options.prior))) {
    throw Error(Status::invalid_argument,
                "migration: prior must be 0 or more, not " + to_text(options.prior), "prior");
  }
  if (options.lost.empty()) return std::nullopt;
  const auto found = std::ranges::find(counts.states, options.lost);
  if (found == counts.states.end()) {
    throw Error(Status::invalid_argument,
                "migration: no state is called " + in_quotes(options.lost), "lost");
  }
  return static_cast<std::size_t>(found - counts.states.begin());
}

/// The moves of all periods, and their posterior.
struct Pooled {
  Pooled(const TransitionCounts& counts, double prior) : n(counts.states.size()), moves(n) {
    count.resize(n * n);
    for (std::size_t i = 0; i < counts.counts.size(); ++i) count[i % (n * n)] += counts.counts[i];
    chain = {n, std::vector<double>(n * n), std::vector<std::uint8_t>(n),
             std::vector<std::uint8_t>(n)};
    sd.resize(n * n);
    for (std::size_t from = 0; from < n; ++from) {
      for (std::size_t to = 0; to < n; ++to) {
        moves[from] += count[from * n + to];
        if (prior > 0.0 || count[from * n + to] > 0.0) chain.is_seen[from] = chain.is_seen[to] = 1;
      }
      const double weight = moves[from] + prior * static_cast<double>(n);
      chain.is_known[from] = weight > 0.0;
      if (weight > 0.0) fill_row(from, prior, weight);
    }
  }

  std::size_t n;
  std::vector<double> moves;  ///< from each state
  std::vector<double> count;
  segment::MarkovChain chain;
  std::vector<double> sd;

 private:
  void fill_row(std::size_t from, double prior, double weight) {
    for (std::size_t i = from * n; i < (from + 1) * n; ++i) {
      const double p = (count[i] + prior) / weight;
      chain.matrix[i] = p;
      sd[i] = std::sqrt(p * (1.0 - p) / (weight + 1.0));
    }
  }
};

Table transitions_table(const TransitionCounts& counts, Pooled pooled) {
  TextColumn from, to;
  std::vector<std::uint8_t> is_known;
  for (std::size_t i = 0; i < pooled.n; ++i) {
    for (std::size_t j = 0; j < pooled.n; ++j) {
      from.push_back(counts.states[i]);
      to.push_back(counts.states[j]);
      is_known.push_back(pooled.chain.is_known[i]);
    }
  }
  return Table::Builder()
      .excluded_clients(counts.excluded_clients)
      .text("from", std::move(from))
      .text("to", std::move(to))
      .float64("count", std::move(pooled.count))
      .float64("probability", std::move(pooled.chain.matrix), is_known)
      .float64("sd", std::move(pooled.sd), is_known)
      .build();
}

void add_column(Table::Builder& table, const char* name,
                const std::vector<std::optional<double>>& values) {
  OptionalColumn column(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) column.set(i, values[i]);
  std::move(column).add_to(table, name);
}

Table states_table(const TransitionCounts& counts, const Pooled& pooled,
                   std::optional<std::size_t> lost) {
  const segment::MarkovChain& chain = pooled.chain;
  std::vector<std::optional<double>> stay(pooled.n), stationary(pooled.n), to_loss(pooled.n);
  for (std::size_t i = 0; i < pooled.n; ++i) {
    // The others' sum, as 1 - p would lose the small chance to leave.
    double leaving = 0.0;
    for (std::size_t j = 0; j < pooled.n; ++j) leaving += i == j ? 0.0 : chain.at(i, j);
    if (leaving > 0.0 && std::isfinite(1.0 / leaving)) stay[i] = 1.0 / leaving;
  }
  if (const auto law = segment::stationary_law(chain)) {
    std::ranges::copy(*law, stationary.begin());
  }
  if (lost) to_loss = segment::steps_until(chain, *lost);

  TextColumn names;
  for (const std::string& name : counts.states) names.push_back(name);
  Table::Builder table;
  table.excluded_clients(counts.excluded_clients)
      .text("state", std::move(names))
      .float64("moves", pooled.moves);
  add_column(table, "stay", stay);
  add_column(table, "stationary", stationary);
  add_column(table, "time_to_loss", to_loss);
  return table.build();
}

}  // namespace

Migration migration(const TransitionCounts& counts, const MigrationOptions& options) {
  const std::optional<std::size_t> lost = check(counts, options);
  const Pooled pooled(counts, options.prior);
  segment::Homogeneity test = segment::test_homogeneity(counts);
  std::vector<std::int64_t> period;
  for (std::size_t p = 0; p < counts.periods; ++p) {
    period.push_back(static_cast<std::int64_t>(p));
  }

  Migration result;
  result.states = counts.states;
  result.transitions = transitions_table(counts, pooled);
  result.chain = states_table(counts, pooled, lost);
  result.periods = Table::Builder()
                       .excluded_clients(counts.excluded_clients)
                       .int64("period", std::move(period))
                       .float64("moves", std::move(test.moves))
                       .float64("g2", std::move(test.g2))
                       .build();
  result.g2 = test.statistic;
  result.degrees_of_freedom = test.degrees_of_freedom;
  result.p_value = test.p_value;
  return result;
}

}  // namespace tenure
