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
  const DistinctHistories distinct(histories, traits, execution);
  const Histories found = distinct.view();
  std::vector<CellCount> counts(distinct.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    counts[i].key = {found.frequency[i], found.recency[i], found.age[i], found.mean_spend[i]};
  }
  const std::span<const std::uint32_t> of_client = distinct.of_client();
  const bool has_intervals = !histories.log_interpurchase.empty();
  for (std::size_t i = 0; i < histories.size(); ++i) {
    const double clients = weight_at(histories, i);
    if (clients == 0.0) continue;
    CellCount& count = counts[of_client[i]];
    count.clients += clients;
    if (has_intervals) count.log_interpurchase.add(histories.log_interpurchase[i], clients);
  }
  std::erase_if(counts, [](const CellCount& count) { return count.clients == 0.0; });
  std::ranges::sort(counts, {}, &CellCount::key);
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
