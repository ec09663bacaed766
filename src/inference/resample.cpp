#include "inference/resample.hpp"

#include <cmath>
#include <cstdint>
#include <utility>

#include <boost/random/binomial_distribution.hpp>

#include "base/text.hpp"
#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

std::int64_t binomial(std::int64_t trials, double p, math::RandomStream& random) {
  if (trials == 0 || p <= 0.0) return 0;
  if (p >= 1.0) return trials;
  return boost::random::binomial_distribution<std::int64_t, double>(trials, p)(random);
}

/// Sum of the logarithms of the times between purchases, the first of which was at 0.
double log_intervals(const std::vector<double>& times) {
  double before = 0.0, sum = 0.0;
  for (const double time : times) sum += std::log(time - std::exchange(before, time));
  return sum;
}

/// Throws Error(not_supported) if the simulated histories, or one of them, would fill the memory.
void check_size(const model::Cells& cells, bool spend) {
  constexpr double kMostClients = 1e8;
  constexpr double kMostOfClient = 1e6;
  if (cells.clients() > kMostClients) {
    throw Error(tenure::Status::not_supported,
                "a bootstrap that simulates " + to_text(cells.clients()) + " clients: it takes " +
                    to_text(kMostClients) + " at most",
                "weight");
  }
  if (!spend) return;
  for (const double frequency : cells.view().frequency) {
    if (frequency <= kMostOfClient) continue;
    throw Error(tenure::Status::not_supported,
                "a bootstrap that simulates a client's " + to_text(frequency) +
                    " purchases: it takes " + to_text(kMostOfClient) + " at most",
                "frequency");
  }
}

std::vector<double> copy_of(std::span<const double> values) {
  return {values.begin(), values.end()};
}

}  // namespace

DrawnHistories resampled(const model::Cells& cells, math::RandomStream& random) {
  const Histories view = cells.view();
  DrawnHistories drawn{copy_of(view.frequency),
                       copy_of(view.recency),
                       copy_of(view.age),
                       copy_of(view.mean_spend),
                       {},
                       copy_of(view.log_interpurchase)};
  // A multinomial draw is a binomial one of each cell among the clients not placed yet.
  double weight_left = cells.clients();
  auto clients_left = static_cast<std::int64_t>(cells.clients());
  for (const double weight : view.weight) {
    const std::int64_t count = binomial(clients_left, weight / weight_left, random);
    drawn.weight.push_back(static_cast<double>(count));
    clients_left -= count;
    weight_left -= weight;
  }
  return drawn;
}

DrawnHistories simulated(const model::PurchaseModel& model, std::span<const double> parameters,
                         const model::Cells& cells, math::RandomStream& random) {
  check_size(cells, !model.can_simulate_purchases());
  const Histories view = cells.view();
  DrawnHistories drawn;
  std::vector<double> events;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    for (double copy = 0.0; copy < view.weight[cell]; ++copy) {
      events.clear();
      double mean = 0.0;
      if (model.can_simulate_purchases()) {
        model.simulate_purchases(parameters, view.age[cell], random, events);
      } else {
        model.simulate_spend(parameters, static_cast<int>(view.frequency[cell]), random, events);
        for (const double amount : events) mean += amount / static_cast<double>(events.size());
      }
      const bool times = model.can_simulate_purchases() && !events.empty();
      drawn.x.push_back(static_cast<double>(events.size()));
      drawn.t_x.push_back(times ? events.back() : 0.0);
      drawn.T.push_back(view.age[cell]);
      drawn.m.push_back(mean);
      drawn.log_interpurchase.push_back(times ? log_intervals(events) : 0.0);
    }
  }
  return drawn;
}

}  // namespace tenure::inference
