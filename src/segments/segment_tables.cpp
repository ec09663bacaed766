#include "segments/segment_tables.hpp"

#include <algorithm>
#include <utility>

#include "segments/scoring.hpp"

namespace tenure::segment {

Table segments_table(const Measures& measures, const Names& names,
                     std::span<const std::size_t> segment_of, std::size_t excluded_clients) {
  const std::size_t segments = names.list.size();
  std::vector<std::int64_t> clients(segments), purchases(segments);
  std::vector<double> spend(segments);
  std::vector<std::vector<double>> recency(segments);
  double total_spend = 0.0;
  for (std::size_t i = 0; i < segment_of.size(); ++i) {
    const std::size_t s = segment_of[i];
    ++clients[s];
    purchases[s] += static_cast<std::int64_t>(measures.purchases[i]);
    recency[s].push_back(measures.recency[i]);
    if (measures.spend.empty()) continue;
    spend[s] += measures.spend[i];
    total_spend += measures.spend[i];
  }

  TextColumn segment;
  std::vector<double> share(segments), spend_share(segments), median_recency(segments),
      mean_spend(segments);
  std::vector<std::uint8_t> is_inhabited(segments);
  for (std::size_t s = 0; s < segments; ++s) {
    segment.push_back(names.list[s]);
    is_inhabited[s] = clients[s] > 0;
    if (!is_inhabited[s]) continue;
    share[s] = static_cast<double>(clients[s]) / static_cast<double>(segment_of.size());
    if (total_spend > 0.0) spend_share[s] = spend[s] / total_spend;
    mean_spend[s] = spend[s] / static_cast<double>(purchases[s]);
    std::ranges::sort(recency[s]);
    median_recency[s] = type_7_quantile(recency[s], 1, 2);
  }

  Table::Builder table;
  table.excluded_clients(excluded_clients)
      .text("segment", std::move(segment))
      .int64("clients", std::move(clients))
      .float64("share", std::move(share))
      .int64("purchases", std::move(purchases));
  if (!measures.spend.empty()) {
    std::vector<std::uint8_t> has_share(segments, total_spend > 0.0);
    table.float64("spend", std::move(spend))
        .float64("spend_share", std::move(spend_share), std::move(has_share));
  }
  table.float64("median_recency", std::move(median_recency), is_inhabited);
  if (!measures.spend.empty()) {
    table.float64("mean_spend", std::move(mean_spend), std::move(is_inhabited));
  }
  return table.build();
}

Table overlaps_table(std::span<const SegmentRule> rules, std::span<const Cell> cells,
                     bool with_monetary) {
  TextColumn rule, other_rule;
  std::vector<std::int64_t> clients;
  for (const auto& [first, second] : overlaps(rules, with_monetary)) {
    const SegmentRule& one = rules[first];
    const SegmentRule& other = rules[second];
    rule.push_back(one.name);
    other_rule.push_back(other.name);
    clients.push_back(std::ranges::count_if(
        cells, [&](const Cell& cell) { return contains(one, cell) && contains(other, cell); }));
  }
  return Table::Builder()
      .text("rule", std::move(rule))
      .text("other_rule", std::move(other_rule))
      .int64("clients", std::move(clients))
      .build();
}

}  // namespace tenure::segment
