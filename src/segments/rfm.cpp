#include <cstddef>
#include <utility>
#include <vector>

#include "history/client_column.hpp"
#include "segments/classify.hpp"
#include "segments/coverage.hpp"
#include "segments/scoring.hpp"
#include "segments/segment_tables.hpp"
#include "segments/type_index.hpp"
#include <tenure/segments.hpp>

namespace tenure {
namespace {

void add_types(Table::Builder& table, const TextView& types, std::vector<double> index,
               std::vector<std::int64_t> t) {
  TextColumn type;
  for (std::size_t i = 0; i < types.size(); ++i) type.push_back(types[i]);
  table.text("type", std::move(type))
      .float64("type_index", std::move(index))
      .int64("t", std::move(t));
}

void add_segments(Table::Builder& table, const segment::Classified& classified) {
  TextColumn names;
  for (const std::size_t s : classified.segment_of) names.push_back(classified.names.list[s]);
  table.text("segment", std::move(names));
}

Table clients_table(const Summary& summary, const RfmOptions& options,
                    const segment::Classified& classified, std::vector<double> type_index) {
  const segment::Measures& measures = classified.measures;
  segment::Scores scores = classified.scores;
  const bool has_types = !type_index.empty();
  if (has_types) {
    scores.t = segment::bins_by_rank(type_index, options.bins, RankTies::averaged);
  }
  std::vector<double> weighted = segment::weighted_scores(scores, options.weights);

  Table::Builder table;
  add_client_column(table, summary);
  if (measures.recency_in_days) {
    table.int64("recency_days", {measures.recency.begin(), measures.recency.end()});
  } else {
    table.float64("recency", measures.recency);
  }
  table.int64("purchases", {measures.purchases.begin(), measures.purchases.end()});
  if (!measures.monetary.empty()) table.float64("monetary", measures.monetary);
  table.int64("r", std::move(scores.r)).int64("f", std::move(scores.f));
  if (!scores.m.empty()) table.int64("m", std::move(scores.m));
  if (has_types) add_types(table, options.types, std::move(type_index), std::move(scores.t));
  if (!weighted.empty()) table.float64("score", std::move(weighted));
  if (!classified.rules.empty()) add_segments(table, classified);
  return table.build();
}

}  // namespace

RfmResult rfm(const Summary& summary, const RfmOptions& options) {
  const segment::Classified classified = segment::classify(summary, options);
  segment::TypeIndex types = segment::index_types(summary, options);
  const bool has_amounts = !classified.measures.monetary.empty();
  segment::Coverage coverage = segment::coverage(classified.rules, classified.cells, options.bins,
                                                 has_amounts, summary.excluded_clients());
  RfmResult result;
  result.segments = segment::segments_table(classified.measures, classified.names,
                                            classified.segment_of, summary.excluded_clients());
  result.cuts = segment::cuts_table(classified.measures, classified.scores, options);
  result.overlaps = segment::overlaps_table(classified.rules, classified.cells, has_amounts);
  result.coverage = std::move(coverage.rules);
  result.uncovered = std::move(coverage.uncovered);
  result.clients = clients_table(summary, options, classified, std::move(types.of_client));
  result.types = std::move(types.types);
  return result;
}

}  // namespace tenure
