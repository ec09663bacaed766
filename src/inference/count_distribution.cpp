#include "inference/count_distribution.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

#include <tenure/error.hpp>

namespace tenure::inference {
namespace {

// Tails below this are cut: of a client's count, and of a sum after each client.
constexpr double kClientTail = 1e-10;
constexpr double kSumTail = 1e-14;
// Beyond its mode, a probability below this is rounding.
constexpr double kRounding = 1e-17;
constexpr std::size_t kMostPurchases = 1'000'000;

void cut_tails(CountDistribution& counts, double tail) {
  std::vector<double>& p = counts.probability;
  std::size_t end = p.size();
  for (double cut = p[end - 1]; end > 1 && cut < tail; cut += p[end - 1]) --end;
  std::size_t begin = 0;
  for (double cut = p[0]; begin + 1 < end && cut < tail; cut += p[begin]) ++begin;
  p.resize(end);
  p.erase(p.begin(), p.begin() + static_cast<std::ptrdiff_t>(begin));
  counts.first += begin;
}

}  // namespace

double CountDistribution::mean() const {
  double sum = 0.0;
  for (std::size_t i = 0; i < probability.size(); ++i) {
    sum += probability[i] * static_cast<double>((first + i) * step);
  }
  return sum;
}

double CountDistribution::variance() const {
  const double centre = mean();
  double sum = 0.0;
  for (std::size_t i = 0; i < probability.size(); ++i) {
    const double distance = static_cast<double>((first + i) * step) - centre;
    sum += probability[i] * distance * distance;
  }
  return sum;
}

double CountDistribution::third_central_moment() const {
  const double centre = mean();
  double sum = 0.0;
  for (std::size_t i = 0; i < probability.size(); ++i) {
    const double distance = static_cast<double>((first + i) * step) - centre;
    sum += probability[i] * distance * distance * distance;
  }
  return sum;
}

void CountDistribution::add(CountDistribution other) {
  lengthen_step(other.step);
  other.lengthen_step(step);
  std::vector<double> sum(probability.size() + other.probability.size() - 1);
  for (std::size_t i = 0; i < other.probability.size(); ++i) {
    const double p = other.probability[i];
    for (std::size_t k = 0; k < probability.size(); ++k) sum[i + k] += p * probability[k];
  }
  probability = std::move(sum);
  first += other.first;
  cut_tails(*this, kSumTail);
}

CountDistribution CountDistribution::times(double copies, std::size_t most_points) const {
  CountDistribution sum;
  CountDistribution power = *this;  // of 1, 2, 4, ... copies
  power.thin(most_points);
  for (auto left = static_cast<std::uint64_t>(copies); left > 0; left /= 2) {
    if (left % 2 == 1) {
      sum.add(power);
      sum.thin(most_points);
    }
    if (left > 1) {
      power.add(power);
      power.thin(most_points);
    }
  }
  return sum;
}

void CountDistribution::thin(std::size_t most_points) {
  while (probability.size() > std::max<std::size_t>(most_points, 2)) lengthen_step(2 * step);
}

void CountDistribution::lengthen_step(std::size_t to) {
  for (; step < to; step *= 2) {
    const std::size_t end = first + probability.size();
    std::vector<double> thinned(end / 2 - first / 2 + 1);
    for (std::size_t n = first; n < end; ++n) {
      const double half = 0.5 * probability[n - first];
      thinned[n / 2 - first / 2] += half;
      thinned[(n + 1) / 2 - first / 2] += half;
    }
    if (thinned.back() == 0.0) thinned.pop_back();
    probability = std::move(thinned);
    first /= 2;
  }
}

CountDistribution purchases_of(const model::PurchaseModel& model,
                               std::span<const double> parameters, const Histories& client,
                               double horizon) {
  CountDistribution counts;
  counts.probability.clear();
  double sum = 0.0;
  double highest = 0.0;
  while (sum < 1.0 - kClientTail) {
    if (counts.probability.size() == kMostPurchases) {
      throw Error(Status::not_supported,
                  "purchases: a client's number of purchases may pass a million", "horizon");
    }
    double p = 0.0;
    const auto count = static_cast<double>(counts.probability.size());
    model.evaluate(model::ClientQuantity::conditional_pmf, parameters, client,
                   {.horizon = horizon, .count = count}, {&p, 1});
    if (!(p >= 0.0)) {
      throw Error(Status::invalid_data, "purchases: a history contradicts the model", "histories");
    }
    counts.probability.push_back(p);
    sum += p;
    highest = std::max(highest, p);
    if (p < kRounding * highest && sum > 0.5) break;
  }
  return counts;
}

void CountMixture::add(CountDistribution part, double weight) {
  sum_.lengthen_step(part.step);
  part.lengthen_step(sum_.step);
  std::vector<double>& sum = sum_.probability;
  sum.resize(std::max(sum.size(), part.first + part.probability.size()));
  for (std::size_t i = 0; i < part.probability.size(); ++i) {
    sum[part.first + i] += weight * part.probability[i];
  }
}

double CountMixture::quantile(double probability) const {
  const std::vector<double>& p = sum_.probability;
  const double total = std::accumulate(p.begin(), p.end(), 0.0);
  double sum = 0.0;
  std::size_t n = 0;
  for (; n + 1 < p.size(); ++n) {
    sum += p[n];
    if (sum >= probability * total) break;
  }
  return static_cast<double>(n * sum_.step);
}

}  // namespace tenure::inference
