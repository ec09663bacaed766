#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/check_arguments.hpp"
#include "base/text.hpp"
#include "control/revenue.hpp"
#include <tenure/control.hpp>

namespace tenure {
namespace {

using namespace control;

/// What the sign of a lever's change calls for.
struct Measures {
  const char* slipped;
  const char* gained;
};
constexpr std::array<Measures, lever_count> kMeasures{{
    {"win more clients or lose fewer: review acquisition, early warning and win-back",
     "keep what brought the clients, and check that they pay their acquisition cost"},
    {"clients moved to segments that bring less: review migration and the targeting of campaigns",
     "clients moved to segments that bring more: protect them"},
    {"clients come less often: contact them when their own cycle is over, and look for causes",
     "clients come more often: keep the rhythm of contacts, and watch the baskets"},
    {"purchases are smaller: review prices, discounts and cross-selling",
     "purchases are larger: check that they are not bought by discounts"},
    {"clients stay a shorter time: review early losses, payment and service",
     "clients stay longer: keep the retention budget where it is"},
}};
constexpr Measures kNewAndLost{
    "a planned segment is gone: say whether it was given up or lost, and win it back if it paid",
    "a segment that was not planned: give it a plan of its own"};

struct Finding {
  std::size_t segment = 0;
  const char* lever = "";
  const char* measure = "";
  double planned = 0.0, actual = 0.0, change = 0.0;
};

/// Changes of every segment and lever that are not 0, worst first. Clients of the whole base are
/// one lever, not one a segment.
std::vector<Finding> findings_of(const std::vector<SegmentChange>& changes, const RevenuePlan& plan,
                                 const RevenuePlan& actual) {
  const double planned_clients = all_clients(plan), actual_clients = all_clients(actual);
  std::vector<Finding> findings;
  Finding base{.segment = changes.size(), .lever = kLeverNames[clients]};
  base.planned = planned_clients;
  base.actual = actual_clients;
  for (std::size_t s = 0; s < changes.size(); ++s) {
    const Factors before = factors_of(plan, planned_clients, s);
    const Factors after = factors_of(actual, actual_clients, s);
    base.change += changes[s].levers[clients];
    for (std::size_t k = mix; k < lever_count; ++k) {
      const double change = changes[s].levers[k];
      findings.push_back({s, kLeverNames[k],
                          change < 0.0 ? kMeasures[k].slipped : kMeasures[k].gained, before[k],
                          after[k], change});
    }
    findings.push_back({s, "new", kNewAndLost.gained, 0.0, actual.clients[s], changes[s].gained});
    findings.push_back({s, "lost", kNewAndLost.slipped, plan.clients[s], 0.0, changes[s].lost});
  }
  base.measure = base.change < 0.0 ? kMeasures[clients].slipped : kMeasures[clients].gained;
  findings.push_back(base);
  return findings;
}

void order(std::vector<Finding>& findings, double least) {
  std::erase_if(findings, [least](const Finding& f) {
    return f.change == 0.0 || std::abs(f.change) < least;
  });
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) {
    const bool a_slipped = a.change < 0.0, b_slipped = b.change < 0.0;
    return a_slipped != b_slipped ? a_slipped : std::abs(a.change) > std::abs(b.change);
  });
}

Table finding_table(const std::vector<Finding>& findings, std::size_t segments, double planned) {
  std::vector<std::int64_t> rank, segment;
  std::vector<std::uint8_t> of_one_segment, has_share;
  TextColumn lever, measure;
  std::vector<double> before, after, change, share;
  for (const Finding& finding : findings) {
    rank.push_back(std::ssize(rank) + 1);
    of_one_segment.push_back(finding.segment < segments);
    segment.push_back(of_one_segment.back() != 0 ? static_cast<std::int64_t>(finding.segment) : 0);
    lever.push_back(finding.lever);
    before.push_back(finding.planned);
    after.push_back(finding.actual);
    change.push_back(finding.change);
    has_share.push_back(planned > 0.0);
    share.push_back(planned > 0.0 ? finding.change / planned : 0.0);
    measure.push_back(finding.measure);
  }
  return Table::Builder()
      .int64("rank", std::move(rank))
      .int64("segment", std::move(segment), std::move(of_one_segment))
      .text("lever", std::move(lever))
      .float64("planned", std::move(before))
      .float64("actual", std::move(after))
      .float64("change", std::move(change))
      .float64("share", std::move(share), std::move(has_share))
      .text("measure", std::move(measure))
      .build();
}

std::string rounded(double value) { return to_text(std::round(value * 100.0) / 100.0); }

std::string summary_of(const std::vector<Finding>& findings, std::size_t segments, double planned,
                       double actual) {
  std::string text = "Revenue " + rounded(actual) + " against " + rounded(planned) +
                     " planned: " + rounded(actual - planned) + ".";
  if (findings.empty() || findings.front().change >= 0.0) return text + " No lever slipped.";
  const Finding& worst = findings.front();
  text += std::string(" What slipped most is ") + worst.lever;
  if (worst.segment < segments) text += " in segment " + std::to_string(worst.segment);
  text += ", from " + rounded(worst.planned) + " to " + rounded(worst.actual) + ", worth " +
          rounded(worst.change) + ": " + worst.measure + ".";
  return text;
}

}  // namespace

ControlReport control_report(const RevenuePlan& plan, const RevenuePlan& actual, double tolerance,
                             Decomposition method) {
  check_at_least_0("tolerance", tolerance);
  const auto changes = segment_changes(plan, actual, method);
  double planned = 0.0, reached = 0.0;
  for (const SegmentChange& change : changes) {
    planned += change.planned;
    reached += change.actual;
  }
  std::vector<Finding> findings = findings_of(changes, plan, actual);
  order(findings, tolerance * planned);
  return {.bridge = revenue_bridge(plan, actual, method),
          .findings = finding_table(findings, changes.size(), planned),
          .summary = summary_of(findings, changes.size(), planned, reached)};
}

}  // namespace tenure
