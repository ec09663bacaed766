#include "inference/drawn_population.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "math/random.hpp"
#include "models/table_of_models.hpp"

namespace tenure::testing {
namespace {

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double age_of(const DrawnFrom& from, model::Clock clock, std::size_t client) {
  constexpr std::size_t kCohorts = 13;
  const double share = static_cast<double>(client % kCohorts) / (kCohorts - 1.0);
  const double age = from.youngest + (from.oldest - from.youngest) * share;
  return clock == model::Clock::continuous ? age : std::floor(age);
}

double log_intervals(const std::vector<double>& times, std::size_t count) {
  double sum = 0.0;
  for (std::size_t i = 0; i < count; ++i) sum += std::log(times[i] - (i > 0 ? times[i - 1] : 0.0));
  return sum;
}

}  // namespace

const model::PurchaseModel& model_of(const DrawnFrom& from) {
  const model::PurchaseModel& model = *model::find_model(from.model);
  return from.regularity > 0 ? model.traits().of_regularity(from.regularity) : model;
}

DrawnPopulation DrawnPopulation::thinned(std::size_t one_in) const {
  DrawnPopulation fewer;
  for (std::size_t i = 0; i < x.size(); i += one_in) {
    fewer.x.push_back(x[i]);
    fewer.t_x.push_back(t_x[i]);
    fewer.T.push_back(T[i]);
    fewer.m.push_back(m[i]);
    fewer.log_interpurchase.push_back(log_interpurchase[i]);
    fewer.ahead.push_back(ahead[i]);
  }
  return fewer;
}

DrawnPopulation draw_population(const DrawnFrom& from, std::uint64_t seed) {
  const model::PurchaseModel& model = model_of(from);
  const bool buys = model.can_simulate_purchases();
  DrawnPopulation drawn;
  std::vector<double> times, amounts;
  for (std::size_t i = 0; i < from.clients; ++i) {
    math::RandomStream random(seed, i);
    const double age = age_of(from, model.traits().clock, i);
    times.clear();
    amounts.clear();
    std::size_t before = 1 + i % 8;
    if (buys) {
      model.simulate_purchases(from.truth, age + from.horizon, random, times);
      before = static_cast<std::size_t>(std::ranges::upper_bound(times, age) - times.begin());
      if (before > 0 && !from.spend.empty()) {
        model::gamma_gamma().simulate_spend(from.spend, static_cast<int>(before), random, amounts);
      }
    } else {
      model.simulate_spend(from.truth, static_cast<int>(before), random, amounts);
    }
    drawn.x.push_back(static_cast<double>(before));
    drawn.t_x.push_back(buys && before > 0 ? times[before - 1] : 0.0);
    drawn.T.push_back(age);
    drawn.m.push_back(amounts.empty() ? 0.0 : mean(amounts));
    drawn.log_interpurchase.push_back(buys ? log_intervals(times, before) : 0.0);
    drawn.ahead.push_back(buys ? static_cast<double>(times.size() - before) : 0.0);
  }
  return drawn;
}

}  // namespace tenure::testing
