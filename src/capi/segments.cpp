#include <array>
#include <cstddef>
#include <vector>

#include "capi/handles.hpp"
#include "capi/inputs.hpp"
#include "capi/rfm_options.hpp"
#include "capi/scalar_out.hpp"
#include <tenure/c/segments.h>
#include <tenure/segments.hpp>

using namespace tenure::capi;
using tenure::SegmentPreset;
using tenure::SegmentRule;

namespace {

/// A preset as C reads it.
struct Preset {
  explicit Preset(SegmentPreset preset) : named(tenure::segment_preset(preset)) {
    for (const SegmentRule& rule : named) {
      rules.push_back({rule.name.c_str(), rule.r_from, rule.r_to, rule.f_from, rule.f_to,
                       rule.m_from, rule.m_to});
    }
  }
  std::vector<SegmentRule> named;
  std::vector<tenure_segment_rule> rules;
};

/// Made at the first call and kept, as they are handed out.
const Preset& preset_of(SegmentPreset preset) {
  static const std::array<Preset, 3> presets{Preset(SegmentPreset::usual),
                                             Preset(SegmentPreset::french),
                                             Preset(SegmentPreset::french_short)};
  return presets[static_cast<std::size_t>(preset)];
}

}  // namespace

tenure_status tenure_segment_preset(int32_t preset, const tenure_segment_rule** rules,
                                    int64_t* count, tenure_error** err) {
  return guarded(err, [&] {
    ScalarOut<const tenure_segment_rule*> rules_out(rules);
    ScalarOut<int64_t> count_out(count);
    const Preset& chosen = preset_of(enumerator(preset, SegmentPreset::french_short, "preset"));
    rules_out.set(chosen.rules.data());
    count_out.set(static_cast<int64_t>(chosen.rules.size()));
  });
}

tenure_status tenure_rfm(const tenure_summary* summary, const tenure_rfm_options* options,
                         tenure_table** clients, tenure_table** segments, tenure_table** cuts,
                         tenure_table** overlaps, tenure_table** coverage, tenure_table** uncovered,
                         tenure_table** types, tenure_error** err) {
  return guarded(err, [&] {
    HandleOut<tenure_table> clients_out(clients);
    HandleOut<tenure_table> segments_out(segments);
    HandleOut<tenure_table> cuts_out(cuts);
    HandleOut<tenure_table> overlaps_out(overlaps);
    HandleOut<tenure_table> coverage_out(coverage);
    HandleOut<tenure_table> uncovered_out(uncovered);
    HandleOut<tenure_table> types_out(types);
    const RfmInput input(options, "options");
    tenure::RfmResult result = tenure::rfm(value_of(summary, "summary"), input.options());
    clients_out.set(std::move(result.clients));
    segments_out.set(std::move(result.segments));
    cuts_out.set(std::move(result.cuts));
    overlaps_out.set(std::move(result.overlaps));
    coverage_out.set(std::move(result.coverage));
    uncovered_out.set(std::move(result.uncovered));
    types_out.set(std::move(result.types));
    for (auto* out : {&clients_out, &segments_out, &cuts_out, &overlaps_out, &coverage_out,
                      &uncovered_out, &types_out}) {
      out->deliver();
    }
  });
}
