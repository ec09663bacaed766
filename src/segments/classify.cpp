#include "segments/classify.hpp"

#include <utility>

#include "segments/check_options.hpp"

namespace tenure::segment {
namespace {

constexpr int usual_bins = 5;

std::vector<Cell> cells_of(const Scores& scores) {
  std::vector<Cell> cells;
  cells.reserve(scores.r.size());
  for (std::size_t i = 0; i < scores.r.size(); ++i) {
    cells.push_back({scores.r[i], scores.f[i], scores.m.empty() ? 0 : scores.m[i]});
  }
  return cells;
}

}  // namespace

std::vector<SegmentRule> rules_of(const RfmOptions& options) {
  if (options.rules) return *options.rules;
  if (options.bins == usual_bins) return segment_preset(SegmentPreset::usual);
  return {};
}

Classified classify(const Summary& summary, const RfmOptions& options) {
  Measures measures = measure(summary, options.monetary_is_mean);
  check_options(summary, options, !measures.monetary.empty());
  std::vector<SegmentRule> rules = rules_of(options);
  check(rules, options.bins);

  Scores scores = score(measures, options);
  std::vector<Cell> cells = cells_of(scores);
  Names names(rules);
  std::vector<std::size_t> segment_of;
  segment_of.reserve(cells.size());
  for (const Cell& cell : cells) segment_of.push_back(names.of_rule[first_match(rules, cell)]);
  return {std::move(measures), std::move(scores), std::move(cells),
          std::move(rules),    std::move(names),  std::move(segment_of)};
}

}  // namespace tenure::segment
