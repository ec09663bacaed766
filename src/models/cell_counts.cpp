#include "models/cell_counts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "models/distinct_histories.hpp"
#include "models/histories.hpp"

namespace tenure::model {

std::vector<CellCount> count_cells(const Histories& histories, const ModelTraits& traits,
                                   const Execution& execution) {
  const DistinctHistories distinct(histories, traits, execution, HistoryOrder::by_recency_and_age);
  const Histories found = distinct.view();
  const std::span<const std::uint32_t> of_client = distinct.of_client();
  const bool has_intervals = !histories.log_interpurchase.empty();
  std::vector<double> clients(distinct.size(), 0.0);
  std::vector<FixedPointSum> intervals(has_intervals ? distinct.size() : 0);
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double weight = weight_at(histories, i);
    if (weight == 0.0) continue;
    clients[of_client[i]] += weight;
    if (has_intervals) intervals[of_client[i]].add(histories.log_interpurchase[i], weight);
  }
  std::vector<CellCount> counts;
  counts.reserve(distinct.size());
  for (std::size_t i = 0; i < distinct.size(); ++i) {
    if (clients[i] == 0.0) continue;
    counts.push_back({{found.frequency[i], found.recency[i], found.age[i], found.mean_spend[i]},
                      clients[i],
                      has_intervals ? intervals[i] : FixedPointSum()});
  }
  if (!std::ranges::is_sorted(counts, {}, &CellCount::key)) {
    std::ranges::sort(counts, {}, &CellCount::key);
  }
  return counts;
}

void merge_alike(std::vector<CellCount>& counts) {
  std::ranges::sort(counts, {}, &CellCount::key);
  auto last = counts.begin();
  for (auto next = last; next != counts.end(); ++next) {
    if (next == last) continue;
    if (next->key == last->key) {
      last->clients += next->clients;
      last->log_interpurchase.add(next->log_interpurchase);
    } else {
      *++last = *next;
    }
  }
  if (!counts.empty()) counts.erase(last + 1, counts.end());
}

}  // namespace tenure::model
