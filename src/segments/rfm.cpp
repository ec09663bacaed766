#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "history/client_column.hpp"
#include "segments/measures.hpp"
#include "segments/rules.hpp"
#include "segments/scores.hpp"
#include "segments/segment_tables.hpp"
#include <tenure/error.hpp>
#include <tenure/segments.hpp>

namespace tenure {
namespace {

constexpr int most_bins = 100;
constexpr int usual_bins = 5;

void check_cuts(const char* argument, std::span<const double> cuts, int bins) {
  const auto refuse = [&](const std::string& why) {
    throw Error(Status::invalid_argument, std::string("rfm: ") + argument + " " + why, argument);
  };
  if (cuts.size() != static_cast<std::size_t>(bins - 1)) {
    refuse("must be " + std::to_string(bins - 1) + " bounds for " + std::to_string(bins) +
           " bins, not " + std::to_string(cuts.size()));
  }
  if (!std::ranges::all_of(cuts, [](double cut) { return std::isfinite(cut); })) {
    refuse("must be finite");
  }
  if (!std::ranges::is_sorted(cuts)) refuse("must ascend");
}

void check(const Summary& summary, const RfmOptions& options, bool has_amounts) {
  if (options.bins < 2 || options.bins > most_bins) {
    throw Error(Status::invalid_argument,
                "rfm: bins must be from 2 to " + std::to_string(most_bins) + ", not " +
                    std::to_string(options.bins),
                "bins");
  }
  if (!summary.histories().weight.empty()) {
    throw Error(Status::invalid_argument,
                "rfm: a score is that of one client, but rows of this summary stand for several",
                "summary");
  }
  if (options.scoring != Scoring::fixed) return;
  check_cuts("recency_cuts", options.recency_cuts, options.bins);
  check_cuts("frequency_cuts", options.frequency_cuts, options.bins);
  if (has_amounts) check_cuts("monetary_cuts", options.monetary_cuts, options.bins);
}

Table clients_table(const Summary& summary, const segment::Measures& measures,
                    segment::Scores scores, std::optional<TextColumn> segment_names) {
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
  if (segment_names) table.text("segment", std::move(*segment_names));
  return table.build();
}

}  // namespace

RfmResult rfm(const Summary& summary, const RfmOptions& options) {
  const segment::Measures measures = segment::measure(summary, options.monetary_is_mean);
  const bool has_amounts = !measures.monetary.empty();
  check(summary, options, has_amounts);
  const std::vector<SegmentRule> rules = options.rules.value_or(
      options.bins == usual_bins ? usual_segments() : std::vector<SegmentRule>{});
  segment::check(rules, options.bins);

  segment::Scores scores = segment::score(measures, options);
  const std::vector<segment::Cell> cells = segment::cells_of(scores);
  const segment::Names names(rules);
  std::vector<std::size_t> segment_of;
  std::optional<TextColumn> segment_names;
  if (!rules.empty()) segment_names.emplace();
  for (const segment::Cell& cell : cells) {
    segment_of.push_back(names.of_rule[segment::first_match(rules, cell)]);
    if (segment_names) segment_names->push_back(names.list[segment_of.back()]);
  }

  RfmResult result;
  result.segments =
      segment::segments_table(measures, names, segment_of, summary.excluded_clients());
  result.cuts = segment::cuts_table(measures, scores, options);
  result.overlaps = segment::overlaps_table(rules, cells, has_amounts);
  result.clients = clients_table(summary, measures, std::move(scores), std::move(segment_names));
  return result;
}

}  // namespace tenure
