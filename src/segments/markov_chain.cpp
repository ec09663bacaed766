#include "segments/markov_chain.hpp"

#include <cmath>

#include "math/linear_algebra.hpp"

namespace tenure::segment {
namespace {

using States = std::vector<std::size_t>;

/// What can be reached from `start`, itself included, without going on from `wall`.
std::vector<std::uint8_t> reachable(const MarkovChain& chain, std::size_t start,
                                    std::optional<std::size_t> wall) {
  std::vector<std::uint8_t> is_reached(chain.states);
  States open{start};
  is_reached[start] = 1;
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    if (from == wall || chain.is_known[from] == 0) continue;
    for (std::size_t to = 0; to < chain.states; ++to) {
      if (is_reached[to] == 1 || chain.at(from, to) == 0.0) continue;
      is_reached[to] = 1;
      open.push_back(to);
    }
  }
  return is_reached;
}

/// The one class that the chain cannot leave once it is in; empty if there are several.
States only_closed_class(const MarkovChain& chain) {
  std::vector<std::vector<std::uint8_t>> from;
  for (std::size_t i = 0; i < chain.states; ++i) from.push_back(reachable(chain, i, {}));
  States members;
  for (std::size_t i = 0; i < chain.states; ++i) {
    if (chain.is_seen[i] == 0) continue;
    bool comes_back = true;
    for (std::size_t j = 0; j < chain.states; ++j) {
      comes_back = comes_back && (from[i][j] == 0 || from[j][i] == 1);
    }
    if (!comes_back) continue;
    if (!members.empty() && from[i][members.front()] == 0) return {};
    members.push_back(i);
  }
  return members;
}

}  // namespace

std::optional<std::vector<double>> stationary_law(const MarkovChain& chain) {
  const States members = only_closed_class(chain);
  if (members.empty() || chain.is_known[members.front()] == 0) return std::nullopt;
  const std::size_t n = members.size();
  std::vector<double> p(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) p[i * n + j] = chain.at(members[i], members[j]);
  }
  // Takes the states out one by one, from the last: p becomes the chain watched on those before.
  std::vector<double> leaving(n);
  for (std::size_t k = n - 1; k > 0; --k) {
    for (std::size_t j = 0; j < k; ++j) leaving[k] += p[k * n + j];
    for (std::size_t i = 0; i < k; ++i) {
      const double visits = p[i * n + k] / leaving[k];
      p[i * n + k] = visits;
      for (std::size_t j = 0; j < k; ++j) p[i * n + j] += visits * p[k * n + j];
    }
  }
  std::vector<double> weight(n, 1.0);
  double total = 1.0;
  for (std::size_t k = 1; k < n; ++k) {
    weight[k] = 0.0;
    for (std::size_t i = 0; i < k; ++i) weight[k] += weight[i] * p[i * n + k];
    total += weight[k];
  }
  if (!std::isfinite(total)) return std::nullopt;
  std::vector<double> law(chain.states);
  for (std::size_t i = 0; i < n; ++i) law[members[i]] = weight[i] / total;
  return law;
}

std::vector<std::optional<double>> steps_until(const MarkovChain& chain, std::size_t target) {
  std::vector<std::vector<std::uint8_t>> from;
  for (std::size_t i = 0; i < chain.states; ++i) from.push_back(reachable(chain, i, target));
  States arriving;  // sure to reach the target: whatever they can reach before it can reach it
  for (std::size_t i = 0; i < chain.states; ++i) {
    if (i == target || chain.is_seen[i] == 0) continue;
    bool arrives = true;
    for (std::size_t j = 0; j < chain.states; ++j) {
      arrives = arrives && (from[i][j] == 0 || from[j][target] == 1);
    }
    if (arrives) arriving.push_back(i);
  }

  const auto n = static_cast<Eigen::Index>(arriving.size());
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(n, n);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < n; ++j) {
      system(i, j) -=
          chain.at(arriving[static_cast<std::size_t>(i)], arriving[static_cast<std::size_t>(j)]);
    }
  }
  std::vector<std::optional<double>> steps(chain.states);
  if (chain.is_seen[target] == 1) steps[target] = 0.0;
  if (n == 0) return steps;
  const Eigen::VectorXd solution = math::solve(system, Eigen::VectorXd::Ones(n));
  for (Eigen::Index i = 0; i < n; ++i) {
    if (std::isfinite(solution(i))) steps[arriving[static_cast<std::size_t>(i)]] = solution(i);
  }
  return steps;
}

}  // namespace tenure::segment
