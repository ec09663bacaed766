#include "models/poisson_run.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "math/branch_free.hpp"
#include "math/wide_vectors.hpp"

namespace tenure::model {
namespace {

namespace branch_free = math::branch_free;

constexpr std::size_t kLanesOfRun = 4;
constexpr std::size_t kBlockOfRun = 64;  // cells whose terms stay in the nearest cache
using Block = std::array<double, kBlockOfRun>;
using RunSum = math::Dual2<3>;
constexpr std::size_t kTerms = 1 + RunSum::kVariables + RunSum::kPairs;

TENURE_IN_EVERY_WIDTH inline double chosen(std::uint64_t where, double there, double elsewhere) {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(there) & where) |
                               (std::bit_cast<std::uint64_t>(elsewhere) & ~where));
}

/// Adds the terms of `count` cells, a multiple of the lanes. With u = log((alpha + T) / (alpha +
/// t_x)) the log-odds of having left are o = log_last_chance + (r + x) u; the likelihood is that of
/// the likelier fate times 1 + e^-|o|.
TENURE_IN_EVERY_WIDTH inline void add_cells(
    const PoissonRun& run, const Block& t_x, const Block& T, const Block& weight, std::size_t count,
    std::array<std::array<double, kLanesOfRun>, kTerms>& sums) {
  const double n = run.r + run.x;
  const double per_alpha = 1.0 / run.alpha;
  std::array<Block, kTerms> terms;
  for (std::size_t i = 0; i < count; ++i) {
    const double per_t_x = 1.0 / (run.alpha + t_x[i]);
    const double per_T = 1.0 / (run.alpha + T[i]);
    const double silent = T[i] - t_x[i];
    const double u = branch_free::log1p(silent * per_t_x);
    const double odds = run.log_last_chance + n * u;
    const std::uint64_t gone = ~branch_free::where_negative(odds);  // more likely than alive
    const double end = chosen(gone, t_x[i], T[i]);
    const double per_end = chosen(gone, per_t_x, per_T);
    const double growth = branch_free::log1p(end * per_alpha);
    const double less = branch_free::exp(chosen(gone, -odds, odds));  // e^-|odds|
    const double value =
        run.log_rising +
        run.x * (branch_free::log(run.rising_unit / (run.alpha + end)) - run.rising_excess) -
        run.r * growth + chosen(gone, run.log_last_chance, 0.0) + branch_free::log1p(less);

    const double unlikely = less / (1.0 + less);  // the probability of the less likely fate
    const double p_gone = chosen(gone, 1.0 - unlikely, unlikely);
    const double by_odds = chosen(gone, -unlikely, unlikely);
    const double by_odds_twice = unlikely * (1.0 - unlikely);
    const double v = silent * per_t_x * per_T;  // minus the derivative of u by alpha
    const double odds_by_alpha = -n * v;
    const double slope = end * per_alpha * per_end;  // 1 / alpha - 1 / (alpha + end)
    const double w = weight[i];
    terms[0][i] = w * value;
    terms[1][i] = w * (by_odds * u - growth);
    terms[2][i] = w * (run.r * slope - run.x * per_end + by_odds * odds_by_alpha);
    terms[3][i] = w * p_gone;
    terms[4][i] = w * (by_odds_twice * u * u);
    terms[5][i] = w * (by_odds_twice * u * odds_by_alpha - by_odds * v + slope);
    terms[6][i] = w * (by_odds_twice * u);
    terms[7][i] =
        w * (by_odds_twice * odds_by_alpha * odds_by_alpha + by_odds * n * v * (per_t_x + per_T) -
             run.r * slope * (per_alpha + per_end) + run.x * per_end * per_end);
    terms[8][i] = w * (by_odds_twice * odds_by_alpha);
    terms[9][i] = w * by_odds_twice;
  }
  for (std::size_t term = 0; term < kTerms; ++term) {
    for (std::size_t i = 0; i < count; i += kLanesOfRun) {
      for (std::size_t lane = 0; lane < kLanesOfRun; ++lane) {
        sums[term][lane] += terms[term][i + lane];
      }
    }
  }
}

TENURE_IN_EVERY_WIDTH inline RunSum sum_in_blocks(const PoissonRun& run) {
  std::array<std::array<double, kLanesOfRun>, kTerms> sums{};
  for (std::size_t begin = 0; begin < run.T.size(); begin += kBlockOfRun) {
    const std::size_t cells = std::min(kBlockOfRun, run.T.size() - begin);
    const std::size_t filled = (cells + kLanesOfRun - 1) / kLanesOfRun * kLanesOfRun;
    Block t_x;
    Block T;
    Block weight;
    for (std::size_t i = 0; i < filled; ++i) {
      const std::size_t cell = begin + std::min(i, cells - 1);  // lanes left over count for nothing
      t_x[i] = run.t_x[cell];
      T[i] = run.T[cell];
      const double clients = run.weight.empty() ? 1.0 : run.weight[cell];
      weight[i] = i < cells ? clients : 0.0;
    }
    add_cells(run, t_x, T, weight, filled, sums);
  }
  std::array<double, kTerms> total;
  for (std::size_t term = 0; term < kTerms; ++term) {
    total[term] = (sums[term][0] + sums[term][2]) + (sums[term][1] + sums[term][3]);
  }
  RunSum result(total[0]);
  std::copy_n(total.begin() + 1, RunSum::kVariables, result.gradient.begin());
  std::copy_n(total.begin() + 1 + RunSum::kVariables, RunSum::kPairs, result.hessian.begin());
  return result;
}

TENURE_WIDE_VECTORS RunSum sum_wide(const PoissonRun& run) { return sum_in_blocks(run); }

}  // namespace

math::Dual2<3> sum_over(const PoissonRun& run) {
  return math::has_wide_vectors() ? sum_wide(run) : sum_in_blocks(run);
}

}  // namespace tenure::model
