#include <cstddef>
#include <string>
#include <vector>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/scalar_out.hpp"
#include "capi/structs.hpp"
#include <tenure/c/segments.h>
#include <tenure/segments.hpp>

using namespace tenure::capi;
using tenure::SegmentRule;

namespace {

constexpr int64_t kUsualRules = -1;

tenure_rfm_options default_rfm_options() {
  const tenure::RfmOptions defaults;
  tenure_rfm_options c{};
  c.struct_size = sizeof c;
  c.scoring = static_cast<int32_t>(defaults.scoring);
  c.bins = defaults.bins;
  c.monetary_is_mean = defaults.monetary_is_mean;
  c.rule_count = kUsualRules;
  return c;
}

std::vector<double> cuts(const double* values, int64_t count, const std::string& measure) {
  const auto given =
      array(values, count, "options." + measure + "_cuts", "options." + measure + "_cut_count");
  return {given.begin(), given.end()};
}

std::vector<SegmentRule> segment_rules(const tenure_segment_rule* rules, int64_t count) {
  std::vector<SegmentRule> result;
  for (const auto& rule : array(rules, count, "options.rules", "options.rule_count")) {
    result.push_back({.name = std::string(text(rule.name, "options.rules.name")),
                      .r_from = rule.r_from,
                      .r_to = rule.r_to,
                      .f_from = rule.f_from,
                      .f_to = rule.f_to,
                      .m_from = rule.m_from,
                      .m_to = rule.m_to});
  }
  return result;
}

tenure::RfmOptions to_rfm_options(const tenure_rfm_options* options) {
  const auto given = read_struct(options, default_rfm_options(), "options");
  tenure::RfmOptions result;
  result.scoring = enumerator(given.scoring, tenure::Scoring::fixed, "options.scoring");
  result.bins = given.bins;
  result.monetary_is_mean = flag(given.monetary_is_mean, "options.monetary_is_mean");
  result.recency_cuts = cuts(given.recency_cuts, given.recency_cut_count, "recency");
  result.frequency_cuts = cuts(given.frequency_cuts, given.frequency_cut_count, "frequency");
  result.monetary_cuts = cuts(given.monetary_cuts, given.monetary_cut_count, "monetary");
  if (given.rule_count != kUsualRules) {
    result.rules = segment_rules(given.rules, given.rule_count);
  }
  return result;
}

/// The usual segments as C reads them. Made at the first call and kept, as they are handed out.
struct UsualRules {
  UsualRules() {
    for (const SegmentRule& rule : named) {
      rules.push_back({rule.name.c_str(), rule.r_from, rule.r_to, rule.f_from, rule.f_to,
                       rule.m_from, rule.m_to});
    }
  }
  const std::vector<SegmentRule> named = tenure::usual_segments();
  std::vector<tenure_segment_rule> rules;
};

}  // namespace

tenure_status tenure_usual_segments(const tenure_segment_rule** rules, int64_t* count,
                                    tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<const tenure_segment_rule*> rules_out(rules);
    ScalarOut<int64_t> count_out(count);
    static const UsualRules usual;
    rules_out.set(usual.rules.data());
    count_out.set(static_cast<int64_t>(usual.rules.size()));
  });
}

tenure_status tenure_rfm_options_init(tenure_rfm_options* options, size_t size) {
  return init_struct(options, size, default_rfm_options());
}

tenure_status tenure_rfm(const tenure_summary* summary, const tenure_rfm_options* options,
                         tenure_table** clients, tenure_table** segments, tenure_table** cuts,
                         tenure_table** overlaps, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> segments_out(segments);
    HandleOut<tenure_table> cuts_out(cuts);
    HandleOut<tenure_table> overlaps_out(overlaps);
    tenure::RfmResult result = tenure::rfm(value_of(summary, "summary"), to_rfm_options(options));
    clients_out.set(std::move(result.clients));
    segments_out.set(std::move(result.segments));
    cuts_out.set(std::move(result.cuts));
    overlaps_out.set(std::move(result.overlaps));
    for (auto* out : {&clients_out, &segments_out, &cuts_out, &overlaps_out}) out->deliver();
  });
}
