#include "segments/segment_verdicts.hpp"

#include <cmath>

#include "segments/segment_profits.hpp"
#include <tenure/error.hpp>

namespace tenure::segment {
namespace {

class Judge {
 public:
  Judge(const Measures& measures, const SegmentMembers& groups, const RankSeparation& separation,
        const SegmentReportOptions& options)
      : measures_(measures),
        groups_(groups),
        separation_(separation),
        options_(options),
        profits_(groups, options.action_values, options.actions.size()) {
    for (const double spend : measures.spend) total_ += spend;
  }

  [[nodiscard]] Verdict of(std::size_t s) const {
    Verdict verdict;
    const auto& members = groups_.members[s];
    verdict.clients = static_cast<double>(members.size());
    if (!measures_.spend.empty()) measure(members, verdict);
    const bool is_rich = measures_.spend.empty() || total_ <= 0.0 ||
                         verdict.revenue >= options_.min_revenue_share * total_;
    verdict.is_substantial =
        verdict.clients >= static_cast<double>(options_.min_clients) && is_rich;
    if (!options_.contactable.empty()) {
      double reached = 0.0;
      for (const std::size_t i : members) reached += options_.contactable[i] != 0 ? 1.0 : 0.0;
      verdict.reach = reached / verdict.clients;
      verdict.is_accessible = *verdict.reach >= options_.min_reach;
    }
    if (!options_.actions.empty()) verdict.best_action = profits_.best(s);
    if (const auto nearest = separation_.nearest[s]) {
      verdict.nearest = nearest->segment;
      verdict.separation = nearest->distance;
      verdict.is_differentiable = nearest->distance >= options_.min_separation;
      if (verdict.best_action) {
        verdict.gain_apart = profits_.gain_apart(s, nearest->segment);
        if (!std::isfinite(*verdict.gain_apart)) {
          throw Error(Status::invalid_argument,
                      "segment_report: the profit of an action is above the range of double",
                      "action_values");
        }
        verdict.is_actionable = *verdict.gain_apart > options_.segment_cost;
      }
    }
    return verdict;
  }

 private:
  void measure(const std::vector<std::size_t>& members, Verdict& verdict) const {
    for (const std::size_t i : members) verdict.revenue += measures_.spend[i];
    const double mean = verdict.revenue / verdict.clients;
    double squares = 0.0;
    for (const std::size_t i : members) {
      squares += (measures_.spend[i] - mean) * (measures_.spend[i] - mean);
    }
    verdict.is_measurable = false;
    if (!(mean > 0.0) || members.size() < 2) return;
    const double error = std::sqrt(squares / (verdict.clients - 1.0) / verdict.clients) / mean;
    if (!std::isfinite(error)) return;
    verdict.error = error;
    verdict.is_measurable = error <= options_.max_error;
  }

  const Measures& measures_;
  const SegmentMembers& groups_;
  const RankSeparation& separation_;
  const SegmentReportOptions& options_;
  SegmentProfits profits_;
  double total_ = 0.0;
};

}  // namespace

std::string Verdict::why() const {
  std::string text;
  const auto add = [&](std::optional<bool> is_met, const char* failing) {
    if (is_met.value_or(true)) return;
    text += (text.empty() ? "" : ", ") + std::string(failing);
  };
  add(is_measurable, "its clients differ too much, or are too few, to know what they spend");
  add(is_substantial, "too small");
  add(is_differentiable, "too close to another segment");
  add(is_accessible, "too few of its clients may be contacted");
  add(is_actionable, "treating it apart does not earn its cost");
  return text;
}

std::vector<Verdict> verdicts(const Measures& measures, const SegmentMembers& groups,
                              const RankSeparation& separation,
                              const SegmentReportOptions& options) {
  const Judge judge(measures, groups, separation, options);
  std::vector<Verdict> result;
  for (std::size_t s = 0; s < groups.size(); ++s) result.push_back(judge.of(s));
  return result;
}

}  // namespace tenure::segment
