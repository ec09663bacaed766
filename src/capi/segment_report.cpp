#include <string>
#include <utility>
#include <vector>

#include "capi/handles.hpp"
#include "capi/structs.hpp"
#include "capi/text_column.hpp"
#include <tenure/c/segments.h>
#include <tenure/segment_report.hpp>

using namespace tenure::capi;

namespace {

tenure_segment_report_options default_report_options() {
  const tenure::SegmentReportOptions defaults;
  tenure_segment_report_options c{};
  c.struct_size = sizeof c;
  c.max_error = defaults.max_error;
  c.min_clients = defaults.min_clients;
  c.min_revenue_share = defaults.min_revenue_share;
  c.min_separation = defaults.min_separation;
  c.min_reach = defaults.min_reach;
  c.segment_cost = defaults.segment_cost;
  return c;
}

tenure::SegmentReportOptions to_report_options(const tenure_segment_report_options* options) {
  const auto given = read_struct(options, default_report_options(), "options");
  tenure::SegmentReportOptions result;
  result.max_error = given.max_error;
  result.min_clients = given.min_clients;
  result.min_revenue_share = given.min_revenue_share;
  result.min_separation = given.min_separation;
  result.min_reach = given.min_reach;
  result.segment_cost = given.segment_cost;
  result.contactable = array(given.contactable, given.contactable_count, "options.contactable",
                             "options.contactable_count");
  result.action_values = array(given.action_values, given.action_value_count,
                               "options.action_values", "options.action_value_count");
  for (const char* action :
       array(given.actions, given.action_count, "options.actions", "options.action_count")) {
    result.actions.emplace_back(optional_text(action));
  }
  return result;
}

}  // namespace

tenure_status tenure_segment_report_options_init(tenure_segment_report_options* options,
                                                 size_t size) {
  return init_struct(options, size, default_report_options());
}

tenure_status tenure_segment_report(const tenure_summary* summary, const char* const* segments,
                                    int64_t n, const tenure_segment_report_options* options,
                                    tenure_table** report, tenure_table** profiles,
                                    tenure_table** features, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> report_out(report);
    HandleOut<tenure_table> profiles_out(profiles);
    HandleOut<tenure_table> features_out(features);
    const tenure::Summary& clients = value_of(summary, "summary");
    const tenure::TextColumn names = text_column(segments, n, "segments", "n");
    tenure::SegmentReport result =
        tenure::segment_report(clients, names.view(), to_report_options(options));
    report_out.set(std::move(result.segments));
    profiles_out.set(std::move(result.profiles));
    features_out.set(std::move(result.features));
    for (auto* out : {&report_out, &profiles_out, &features_out}) out->deliver();
  });
}
