#include "inference/group_sums.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/parallel.hpp"

namespace tenure::inference {
namespace {

// Clients of one piece of parallel work: some milliseconds of the usual quantity.
constexpr std::size_t kSumChunk = 512;

}  // namespace

std::vector<GroupSum> group_sums(const PredictedQuantity& quantity, std::size_t clients,
                                 const Groups& groups, const Execution& execution,
                                 std::vector<std::uint8_t>& valued) {
  const std::size_t k = quantity.parameters();
  std::vector<double> values(clients), gradients(clients * k);
  parallel_for(clients, kSumChunk, execution, "intervals", [&](std::size_t begin, std::size_t end) {
    quantity.evaluate(begin, std::span(values).subspan(begin, end - begin),
                      std::span(gradients).subspan(begin * k, (end - begin) * k));
  });
  valued.resize(clients);
  for (std::size_t i = 0; i < clients; ++i) {
    const auto row = std::span(gradients).subspan(i * k, k);
    valued[i] = std::isfinite(values[i]) &&
                std::ranges::all_of(row, [](double by) { return std::isfinite(by); });
  }
  std::vector<GroupSum> sums(groups.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    GroupSum& sum = sums[g];
    sum.gradient = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(k));
    for (const std::size_t i : groups.members(g)) {
      if (!valued[i]) {
        ++sum.not_valued;
        continue;
      }
      const double weight = groups.weight(i);
      sum.clients += weight;
      sum.value += weight * values[i];
      sum.gradient += weight * Eigen::Map<const Eigen::VectorXd>(gradients.data() + i * k,
                                                                 static_cast<Eigen::Index>(k));
    }
  }
  return sums;
}

}  // namespace tenure::inference
