#include "cycles/regularity_law.hpp"

#include <algorithm>
#include <cmath>

#include "base/parallel.hpp"
#include "math/log_gamma.hpp"

namespace tenure::cycle {
namespace {

// Steps of 4 %: the posterior of a client with a hundred intervals is three times as wide.
constexpr std::size_t grid_size = 271;
/// Most clients have fewer, and of these what the gamma function costs is paid once.
constexpr std::size_t few_intervals = 64;
constexpr double least_k = 0.05, greatest_k = 2000.0;
const double step = std::log(greatest_k / least_k) / (grid_size - 1);
/// A spread below it cannot be told from none on the grid.
const double least_spread = 2.0 * step;

/// The k at which the cumulative weight reaches `p`, between nodes on the scale of ln k.
double quantile(const std::vector<double>& log_k, const std::vector<double>& weights, double total,
                double p) {
  double below = 0.0;
  for (std::size_t g = 0; g < weights.size(); ++g) {
    const double share = weights[g] / total;
    if (below + share >= p && share > 0.0) {
      return std::exp(log_k[g] + ((p - below) / share - 0.5) * step);
    }
    below += share;
  }
  return std::exp(log_k.back());
}

}  // namespace

RegularityLaw::RegularityLaw(std::span<const double> x, std::span<const double> t_x,
                             std::span<const double> log_interpurchase, double base_k,
                             const Execution& execution) {
  for (std::size_t g = 0; g < grid_size; ++g) {
    log_k_.push_back(std::log(least_k) + step * static_cast<double>(g));
    log_gamma_k_.push_back(math::log_gamma(std::exp(log_k_.back())));
  }
  for (std::size_t n = 0; n < few_intervals; ++n) {
    for (const double log_k : log_k_) {
      log_gamma_nk_.push_back(n < 2 ? 0.0
                                    : math::log_gamma(static_cast<double>(n) * std::exp(log_k)));
    }
  }
  mean_ = std::log(std::clamp(base_k, least_k, greatest_k));
  std::vector<std::size_t> telling;
  for (std::size_t i = 0; i < log_interpurchase.size(); ++i) {
    if (tells(x[i], t_x[i], log_interpurchase[i])) telling.push_back(i);
  }
  const std::size_t used = std::min(telling.size(), most_clients);
  std::vector<std::vector<double>> likelihoods(used);
  constexpr std::size_t clients_a_chunk = 64;
  parallel_for(used, clients_a_chunk, execution, "measuring regularity",
               [&](std::size_t begin, std::size_t end) {
                 for (std::size_t c = begin; c < end; ++c) {
                   const std::size_t i = telling[c * telling.size() / used];
                   std::vector<double>& own = likelihoods[c];
                   own = log_likelihoods(x[i], log_interpurchase[i] - x[i] * std::log(t_x[i]));
                   const double most = std::ranges::max(own);
                   for (double& value : own) value = std::exp(value - most);
                 }
               });
  constexpr std::size_t fewest = 2;  // one client says nothing of differences
  if (used >= fewest) fit(likelihoods, execution);
}

bool RegularityLaw::tells(double x, double t_x, double log_interpurchase) const {
  return x >= 2.0 && t_x > 0.0 && std::isfinite(log_interpurchase);
}

std::vector<double> RegularityLaw::log_likelihoods(double x, double log_shares) const {
  std::vector<double> values(grid_size);
  const bool is_few = x < static_cast<double>(few_intervals);
  const std::size_t row = is_few ? static_cast<std::size_t>(x) * grid_size : 0;
  for (std::size_t g = 0; g < grid_size; ++g) {
    const double k = std::exp(log_k_[g]);
    const double log_gamma_xk = is_few ? log_gamma_nk_[row + g] : math::log_gamma(x * k);
    values[g] = log_gamma_xk - x * log_gamma_k_[g] + (k - 1.0) * log_shares;
  }
  return values;
}

void RegularityLaw::set_prior(double mean, double sd) {
  mean_ = mean;
  sd_ = sd;
  log_prior_.assign(grid_size, 0.0);
  for (std::size_t g = 0; g < grid_size; ++g) {
    const double z = (log_k_[g] - mean) / sd;
    log_prior_[g] = -0.5 * z * z;
  }
}

void RegularityLaw::fit(const std::vector<std::vector<double>>& likelihoods,
                        const Execution& execution) {
  constexpr int most_iterations = 500;
  constexpr double settled = 1e-5;
  constexpr std::size_t clients_a_chunk = 256;
  struct Moments {
    double first = 0, second = 0;
  };
  const auto n = static_cast<double>(likelihoods.size());
  set_prior(mean_, 1.0);
  // Room and work are made once: an iteration allocates nothing.
  std::vector<double> prior(grid_size);
  std::vector<Moments> parts((likelihoods.size() + clients_a_chunk - 1) / clients_a_chunk);
  const ChunkWork add_moments = [&](std::size_t begin, std::size_t end) {
    Moments& part = parts[begin / clients_a_chunk] = {};
    for (std::size_t c = begin; c < end; ++c) {
      double weight = 0.0, first = 0.0, second = 0.0;
      for (std::size_t g = 0; g < grid_size; ++g) {
        const double p = likelihoods[c][g] * prior[g];
        weight += p;
        first += p * log_k_[g];
        second += p * log_k_[g] * log_k_[g];
      }
      // A client far from all others may have no weight left on the grid.
      if (!(weight > 0.0)) continue;
      part.first += first / weight;
      part.second += second / weight;
    }
  };
  for (int iteration = 0; iteration < most_iterations; ++iteration) {
    for (std::size_t g = 0; g < grid_size; ++g) prior[g] = std::exp(log_prior_[g]);
    parallel_for(likelihoods.size(), clients_a_chunk, execution, "measuring regularity",
                 add_moments);
    Moments sum;
    for (const Moments& part : parts) {
      sum.first += part.first;
      sum.second += part.second;
    }
    const double mean = sum.first / n;
    const double sd = std::sqrt(std::max(0.0, sum.second / n - mean * mean));
    if (sd < least_spread) {
      sd_ = 0.0;
      return;
    }
    const double moved = std::abs(mean - mean_) + std::abs(sd - sd_);
    set_prior(mean, sd);
    if (moved < settled) return;
  }
}

OwnRegularity RegularityLaw::of(double x, double t_x, double log_interpurchase,
                                double level) const {
  if (sd_ == 0.0) return {std::exp(mean_), std::exp(mean_), std::exp(mean_)};
  std::vector<double> weights = log_prior_;
  if (tells(x, t_x, log_interpurchase)) {
    const auto own = log_likelihoods(x, log_interpurchase - x * std::log(t_x));
    for (std::size_t g = 0; g < grid_size; ++g) weights[g] += own[g];
  }
  const double most = std::ranges::max(weights);
  double total = 0.0;
  for (double& weight : weights) total += (weight = std::exp(weight - most));
  return {quantile(log_k_, weights, total, 0.5),
          quantile(log_k_, weights, total, 0.5 * (1.0 - level)),
          quantile(log_k_, weights, total, 0.5 * (1.0 + level))};
}

}  // namespace tenure::cycle
