#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/ranks.hpp"
#include "base/text.hpp"
#include <tenure/error.hpp>
#include <tenure/response.hpp>

namespace tenure {
namespace {

void check(std::span<const double> scores, std::span<const double> revenues, double contact_cost) {
  if (!(contact_cost >= 0.0 && std::isfinite(contact_cost))) {
    throw Error(Status::invalid_argument,
                "marginal_revenue: contact_cost must be 0 or more, not " + to_text(contact_cost),
                "contact_cost");
  }
  if (revenues.size() != scores.size()) {
    throw Error(Status::invalid_argument,
                "marginal_revenue: revenues must have one entry a score, " +
                    std::to_string(scores.size()) + ", not " + std::to_string(revenues.size()),
                "revenues");
  }
  for (std::size_t i = 0; i < scores.size(); ++i) {
    for (const auto& [argument, value] :
         {std::pair("scores", scores[i]), std::pair("revenues", revenues[i])}) {
      if (std::isfinite(value)) continue;
      throw Error(
          Status::invalid_data,
          std::string("marginal_revenue: ") + argument + " must be finite, not " + to_text(value),
          argument, static_cast<std::int64_t>(i));
    }
  }
}

/// Clients of neighbouring scores who are expected to bring the same.
struct Step {
  double score_from, score_to;
  double clients, revenue;
  [[nodiscard]] double mean() const { return revenue / clients; }
};

/// Isotonic regression from the lowest score upwards, by pooling adjacent violators: a step that
/// brings no more than the one below becomes part of it.
std::vector<Step> isotonic_steps(std::span<const double> scores, std::span<const double> revenues) {
  std::vector<Step> steps;
  const std::vector<std::size_t> order = ascending_order(scores);
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    Step step{scores[order[begin]], scores[order[begin]], 0.0, 0.0};
    for (end = begin; end < order.size() && scores[order[end]] == step.score_from; ++end) {
      step.clients += 1.0;
      step.revenue += revenues[order[end]];
    }
    while (!steps.empty() && steps.back().mean() >= step.mean()) {
      const Step& below = steps.back();
      step.score_from = below.score_from;
      step.clients += below.clients;
      step.revenue += below.revenue;
      steps.pop_back();
    }
    steps.push_back(step);
  }
  return steps;
}

}  // namespace

MarginalRevenueResult marginal_revenue(std::span<const double> scores,
                                       std::span<const double> revenues, double contact_cost) {
  check(scores, revenues, contact_cost);
  const std::vector<Step> steps = isotonic_steps(scores, revenues);
  MarginalRevenueResult result;
  std::vector<double> from, to, expected;
  std::vector<std::int64_t> clients;
  std::vector<std::uint8_t> is_worth;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    from.push_back(step->score_from);
    to.push_back(step->score_to);
    expected.push_back(step->mean());
    clients.push_back(static_cast<std::int64_t>(step->clients));
    is_worth.push_back(step->mean() >= contact_cost);
    const double profit = step->revenue - step->clients * contact_cost;
    result.mail_all_profit += profit;
    if (is_worth.back() == 0) continue;
    result.selective_profit += profit;
    result.clients_selected += clients.back();
    result.least_score = step->score_from;
  }
  if (!std::isfinite(result.mail_all_profit) || !std::isfinite(result.selective_profit)) {
    throw Error(Status::invalid_argument, "marginal_revenue: a profit is above the range of double",
                "contact_cost");
  }
  result.steps = Table::Builder()
                     .float64("score_from", std::move(from))
                     .float64("score_to", std::move(to))
                     .int64("clients", std::move(clients))
                     .float64("expected_revenue", std::move(expected))
                     .boolean("is_worth", std::move(is_worth))
                     .build();
  return result;
}

}  // namespace tenure
