#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/optional_column.hpp"
#include "base/text.hpp"
#include "segments/measures.hpp"
#include "segments/profiles.hpp"
#include "segments/rank_separation.hpp"
#include "segments/segment_members.hpp"
#include "segments/segment_verdicts.hpp"
#include <tenure/error.hpp>
#include <tenure/segment_report.hpp>

namespace tenure {
namespace {

using segment::Verdict;

[[noreturn]] void refuse_report(const std::string& why, const char* argument,
                                std::int64_t row = -1) {
  throw Error(Status::invalid_argument, "segment_report: " + why, argument, row);
}

void check_bounds(const SegmentReportOptions& options) {
  const auto check = [](const char* argument, double value) {
    if (value >= 0.0 && std::isfinite(value)) return;
    refuse_report(std::string(argument) + " must be 0 or more, not " + to_text(value), argument);
  };
  check("max_error", options.max_error);
  check("min_clients", static_cast<double>(options.min_clients));
  check("min_revenue_share", options.min_revenue_share);
  check("min_separation", options.min_separation);
  check("min_reach", options.min_reach);
  check("segment_cost", options.segment_cost);
}

void check(const Summary& summary, const TextView& segments, const SegmentReportOptions& options) {
  check_bounds(options);
  const std::size_t n = summary.size();
  if (!summary.histories().weight.empty()) {
    refuse_report("a segment is of clients, but rows of this summary stand for several", "summary");
  }
  const auto check_size = [](std::size_t size, std::size_t expected, const char* argument) {
    if (size == expected) return;
    refuse_report(std::string(argument) + " must have " + std::to_string(expected) +
                      " entries, not " + std::to_string(size),
                  argument);
  };
  check_size(segments.size(), n, "segments");
  for (std::size_t i = 0; i < n; ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (segments[i].empty()) refuse_report("a client has no segment", "segments", row);
    if (!is_utf8(segments[i])) refuse_report("the name of a segment is not UTF-8", "segments", row);
  }
  if (!options.contactable.empty()) check_size(options.contactable.size(), n, "contactable");
  if (options.actions.empty() && !options.action_values.empty()) {
    refuse_report("action_values need the names of the actions", "actions");
  }
  for (const std::string& action : options.actions) {
    if (!is_utf8(action)) refuse_report("the name of an action is not UTF-8", "actions");
  }
  if (options.actions.empty()) return;
  // A product of counts may be too large for its type; a quotient never is.
  const std::size_t actions = options.actions.size();
  if (options.action_values.size() % actions != 0 || options.action_values.size() / actions != n) {
    refuse_report("action_values must be one row of " + std::to_string(actions) + " a client",
                  "action_values");
  }
  for (std::size_t i = 0; i < options.action_values.size(); ++i) {
    if (std::isfinite(options.action_values[i])) continue;
    refuse_report("the value of an action must be finite", "action_values",
                  static_cast<std::int64_t>(i / actions));
  }
}

/// Columns whose cells may have no value.
void add(Table::Builder& table, const char* name, const std::vector<Verdict>& verdicts,
         std::optional<double> Verdict::*member) {
  OptionalColumn column(verdicts.size());
  for (std::size_t s = 0; s < verdicts.size(); ++s) column.set(s, verdicts[s].*member);
  std::move(column).add_to(table, name);
}

void add(Table::Builder& table, const char* name, const std::vector<Verdict>& verdicts,
         std::optional<bool> Verdict::*member) {
  std::vector<std::uint8_t> values, has_value;
  for (const Verdict& verdict : verdicts) {
    values.push_back((verdict.*member).value_or(false));
    has_value.push_back((verdict.*member).has_value());
  }
  table.boolean(name, std::move(values), std::move(has_value));
}

template <class Names>
void add(Table::Builder& table, const char* name, const std::vector<Verdict>& verdicts,
         std::optional<std::size_t> Verdict::*member, const Names& names) {
  TextColumn values;
  std::vector<std::uint8_t> has_value;
  for (const Verdict& verdict : verdicts) {
    const auto position = verdict.*member;
    values.push_back(position ? std::string_view(names[*position]) : "");
    has_value.push_back(position.has_value());
  }
  table.text(name, std::move(values), std::move(has_value));
}

Table segments_table(const Summary& summary, const segment::SegmentMembers& groups,
                     const std::vector<Verdict>& verdicts, double revenue, bool has_amounts,
                     const SegmentReportOptions& options) {
  const auto clients = static_cast<double>(summary.size());
  TextColumn names, why;
  std::vector<std::int64_t> sizes;
  std::vector<double> share, revenues, revenue_share;
  std::vector<std::uint8_t> is_substantial, is_viable;
  for (std::size_t s = 0; s < verdicts.size(); ++s) {
    const Verdict& verdict = verdicts[s];
    names.push_back(groups.names[s]);
    sizes.push_back(static_cast<std::int64_t>(verdict.clients));
    share.push_back(verdict.clients / clients);
    revenues.push_back(verdict.revenue);
    revenue_share.push_back(revenue > 0.0 ? verdict.revenue / revenue : 0.0);
    is_substantial.push_back(verdict.is_substantial);
    why.push_back(verdict.why());
    is_viable.push_back(verdict.why().empty());
  }
  Table::Builder table;
  table.excluded_clients(summary.excluded_clients())
      .text("segment", std::move(names))
      .int64("clients", std::move(sizes))
      .float64("share", std::move(share));
  if (has_amounts) {
    std::vector<std::uint8_t> has_share(verdicts.size(), revenue > 0.0);
    table.float64("revenue", std::move(revenues))
        .float64("revenue_share", std::move(revenue_share), std::move(has_share));
  }
  add(table, "error", verdicts, &Verdict::error);
  add(table, "separation", verdicts, &Verdict::separation);
  add(table, "nearest", verdicts, &Verdict::nearest, groups.names);
  add(table, "reach", verdicts, &Verdict::reach);
  add(table, "best_action", verdicts, &Verdict::best_action, options.actions);
  add(table, "gain_apart", verdicts, &Verdict::gain_apart);
  add(table, "is_measurable", verdicts, &Verdict::is_measurable);
  table.boolean("is_substantial", std::move(is_substantial));
  add(table, "is_differentiable", verdicts, &Verdict::is_differentiable);
  add(table, "is_accessible", verdicts, &Verdict::is_accessible);
  add(table, "is_actionable", verdicts, &Verdict::is_actionable);
  return table.boolean("is_viable", std::move(is_viable)).text("why", std::move(why)).build();
}

Table features_table(const Summary& summary, const std::vector<segment::FeatureSpread>& features) {
  TextColumn names;
  OptionalColumn between(features.size());
  for (std::size_t i = 0; i < features.size(); ++i) {
    names.push_back(features[i].feature);
    between.set(i, features[i].between_share);
  }
  Table::Builder table;
  table.excluded_clients(summary.excluded_clients()).text("feature", std::move(names));
  std::move(between).add_to(table, "between_share");
  return table.build();
}

}  // namespace

SegmentReport segment_report(const Summary& summary, const TextView& segments,
                             const SegmentReportOptions& options) {
  check(summary, segments, options);
  const segment::Measures measures = segment::measure(summary, false);
  const segment::SegmentMembers groups = segment::segment_members(segments, measures);
  const segment::RankSeparation separation = segment::rank_separation(measures, groups);
  double revenue = 0.0;
  for (const double spend : measures.spend) revenue += spend;
  const std::vector<Verdict> verdicts = segment::verdicts(measures, groups, separation, options);

  SegmentReport report;
  report.segments =
      segments_table(summary, groups, verdicts, revenue, !measures.spend.empty(), options);
  report.profiles = segment::profiles_table(summary, measures, groups);
  report.features = features_table(summary, separation.features);
  return report;
}

}  // namespace tenure
