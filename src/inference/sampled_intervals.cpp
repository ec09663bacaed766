#include <cmath>
#include <limits>
#include <span>

#include "base/parallel.hpp"
#include "inference/intervals.hpp"
#include "inference/quantiles.hpp"

namespace tenure::inference {
namespace {

// Histories of one piece of parallel work, at all draws: the values of a piece are held in memory.
constexpr std::size_t kDrawChunk = 64;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

void add(Intervals& result, std::size_t at, std::vector<double>& sample, double level) {
  // A draw without a value is beyond all others.
  for (double& each : sample) {
    if (!std::isfinite(each)) each = kInfinity;
  }
  std::ranges::sort(sample);
  result.standard_error[at] = standard_deviation(sample);
  result.lower[at] = quantile(sample, 0.5 * (1.0 - level));
  result.upper[at] = quantile(sample, 0.5 * (1.0 + level));
}

/// Draws are of logarithms.
Eigen::VectorXd parameters(const Eigen::MatrixXd& draws, std::size_t number) {
  return draws.col(static_cast<Eigen::Index>(number)).array().exp();
}

Intervals of_each(const PredictedQuantity& quantity, std::size_t histories,
                  const Eigen::MatrixXd& draws, Intervals result, double level,
                  const Execution& execution) {
  const auto count = static_cast<std::size_t>(draws.cols());
  parallel_for(histories, kDrawChunk, execution, "draws", [&](std::size_t begin, std::size_t end) {
    const std::size_t rows = end - begin;
    std::vector<double> values(rows * count), sample(count);
    for (std::size_t m = 0; m < count; ++m) {
      quantity.evaluate(parameters(draws, m), begin, std::span(values).subspan(m * rows, rows), {});
    }
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t m = 0; m < count; ++m) sample[m] = values[m * rows + i];
      add(result, begin + i, sample, level);
    }
  });
  return result;
}

Intervals of_groups(const PredictedQuantity& quantity, const Groups& groups,
                    const std::vector<std::uint8_t>& valued, const Eigen::MatrixXd& draws,
                    Intervals result, double level, const Execution& execution) {
  const auto count = static_cast<std::size_t>(draws.cols());
  std::vector<std::vector<double>> samples(groups.size(), std::vector<double>(count));
  parallel_for(count, 1, execution, "draws", [&](std::size_t m, std::size_t) {
    std::vector<double> values(valued.size());
    quantity.evaluate(parameters(draws, m), 0, values, {});
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (const GroupMember& member : groups.members(g)) {
        if (valued[member.history]) samples[g][m] += member.weight * values[member.history];
      }
    }
  });
  for (std::size_t g = 0; g < groups.size(); ++g) add(result, g, samples[g], level);
  return result;
}

}  // namespace

Intervals sampled_intervals(const PredictedQuantity& quantity, const Groups& groups,
                            const std::vector<std::uint8_t>& valued, const Eigen::MatrixXd& draws,
                            double level, const Execution& execution) {
  const std::vector<double> blank(groups.size());
  Intervals result{blank, blank, blank};
  return groups.of_one()
             ? of_each(quantity, valued.size(), draws, std::move(result), level, execution)
             : of_groups(quantity, groups, valued, draws, std::move(result), level, execution);
}

}  // namespace tenure::inference
