#include "capi/rfm_options.hpp"

#include <vector>

#include "capi/structs.hpp"
#include "capi/text_column.hpp"

namespace tenure::capi {
namespace {

constexpr int64_t kUsualRules = -1;

tenure_rfm_options default_rfm_options() {
  const RfmOptions defaults;
  tenure_rfm_options c{};
  c.struct_size = sizeof c;
  c.scoring = static_cast<int32_t>(defaults.scoring);
  c.bins = defaults.bins;
  c.monetary_is_mean = defaults.monetary_is_mean;
  c.ties = static_cast<int32_t>(defaults.ties);
  c.rule_count = kUsualRules;
  c.type_prior = defaults.type_prior;
  return c;
}

std::vector<double> cuts(const double* values, int64_t count, const std::string& measure) {
  const auto given = array(values, count, measure + "_cuts", measure + "_cut_count");
  return {given.begin(), given.end()};
}

std::vector<SegmentRule> segment_rules(const tenure_segment_rule* rules, int64_t count,
                                       const std::string& prefix) {
  std::vector<SegmentRule> result;
  for (const auto& rule : array(rules, count, prefix + "rules", prefix + "rule_count")) {
    result.push_back({.name = std::string(text(rule.name, (prefix + "rules.name").c_str())),
                      .r_from = rule.r_from,
                      .r_to = rule.r_to,
                      .f_from = rule.f_from,
                      .f_to = rule.f_to,
                      .m_from = rule.m_from,
                      .m_to = rule.m_to});
  }
  return result;
}

}  // namespace

RfmInput::RfmInput(const tenure_rfm_options* options, const std::string& name) {
  const auto given = read_struct(options, default_rfm_options(), name);
  const std::string prefix = name + ".";
  types_ = text_column(given.types, given.type_count, prefix + "types", prefix + "type_count");
  options_.scoring = enumerator(given.scoring, Scoring::fixed, prefix + "scoring");
  options_.bins = given.bins;
  options_.monetary_is_mean = flag(given.monetary_is_mean, prefix + "monetary_is_mean");
  options_.ties = enumerator(given.ties, RankTies::averaged, prefix + "ties");
  options_.recency_cuts = cuts(given.recency_cuts, given.recency_cut_count, prefix + "recency");
  options_.frequency_cuts =
      cuts(given.frequency_cuts, given.frequency_cut_count, prefix + "frequency");
  options_.monetary_cuts = cuts(given.monetary_cuts, given.monetary_cut_count, prefix + "monetary");
  if (given.rule_count != kUsualRules) {
    options_.rules = segment_rules(given.rules, given.rule_count, prefix);
  }
  options_.weights = {given.weight_r, given.weight_f, given.weight_m, given.weight_t};
  if (types_.offsets.size() > 1) options_.types = types_.view();
  options_.responses =
      array(given.responses, given.response_count, prefix + "responses", prefix + "response_count");
  options_.type_prior = given.type_prior;
}

}  // namespace tenure::capi

tenure_status tenure_rfm_options_init(tenure_rfm_options* options, size_t size) {
  using namespace tenure::capi;
  return init_struct(options, size, default_rfm_options());
}
