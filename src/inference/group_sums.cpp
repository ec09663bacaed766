#include "inference/group_sums.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/parallel.hpp"

namespace tenure::inference {
namespace {

// Histories of one piece of parallel work: some milliseconds of the usual quantity.
constexpr std::size_t kSumChunk = 512;

GroupSum nothing(Eigen::Index parameters) {
  GroupSum sum;
  sum.gradient = Eigen::VectorXd::Zero(parameters);
  return sum;
}

void add(GroupSum& sum, double weight, double value, const double* gradient) {
  sum.clients += weight;
  sum.value += weight * value;
  sum.has_negative = sum.has_negative || weight * value < 0.0;
  sum.has_positive = sum.has_positive || weight * value > 0.0;
  sum.gradient += weight * Eigen::Map<const Eigen::VectorXd>(gradient, sum.gradient.size());
}

}  // namespace

double GroupSum::standard_error(const Eigen::MatrixXd& covariance) const {
  return std::sqrt(std::fmax(0.0, gradient.dot(covariance * gradient)));
}

bool GroupSum::is_uncertain(const PredictedQuantity& quantity) const {
  return (has_negative || has_positive) && value < quantity.most() * clients &&
         standard_error(quantity.covariance()) > 0.0;
}

std::vector<GroupSum> group_sums(const PredictedQuantity& quantity, std::size_t histories,
                                 const Groups& groups, const Execution& execution,
                                 std::vector<std::uint8_t>& valued) {
  const Eigen::VectorXd& parameters = quantity.parameters();
  const auto k = static_cast<std::size_t>(parameters.size());
  std::vector<double> values(histories), gradients(histories * k);
  parallel_for(histories, kSumChunk, execution, "intervals",
               [&](std::size_t begin, std::size_t end) {
                 quantity.evaluate(parameters, begin, std::span(values).subspan(begin, end - begin),
                                   std::span(gradients).subspan(begin * k, (end - begin) * k));
               });
  valued.resize(histories);
  for (std::size_t i = 0; i < histories; ++i) {
    const auto row = std::span(gradients).subspan(i * k, k);
    valued[i] = std::isfinite(values[i]) &&
                std::ranges::all_of(row, [](double by) { return std::isfinite(by); });
  }
  std::vector<GroupSum> sums(groups.size(), nothing(parameters.size()));
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const auto& [i, weight, summaries] : groups.members(g)) {
      if (valued[i]) {
        add(sums[g], weight, values[i], gradients.data() + i * k);
      } else {
        sums[g].not_valued += summaries;
      }
    }
  }
  return sums;
}

GroupSum group_sum_at(const Eigen::VectorXd& parameters, const PredictedQuantity& quantity,
                      const Groups& groups, std::size_t group,
                      const std::vector<std::uint8_t>& valued, const Execution& execution) {
  const auto members = groups.members(group);
  const auto k = static_cast<std::size_t>(parameters.size());
  std::vector<GroupSum> parts((members.size() + kSumChunk - 1) / kSumChunk,
                              nothing(parameters.size()));
  parallel_for(
      members.size(), kSumChunk, execution, "intervals", [&](std::size_t begin, std::size_t end) {
        GroupSum& part = parts[begin / kSumChunk];
        std::vector<double> values(end - begin), gradients((end - begin) * k);
        for (std::size_t from = begin, to = begin; from < end; from = to) {
          const std::size_t first = members[from].history;
          while (++to < end && members[to].history == first + (to - from)) {
          }  // rows side by side
          quantity.evaluate(parameters, first, std::span(values).first(to - from),
                            std::span(gradients).first((to - from) * k));
          for (std::size_t i = from; i < to; ++i) {
            if (!valued[members[i].history]) continue;
            add(part, members[i].weight, values[i - from], gradients.data() + (i - from) * k);
          }
        }
      });
  GroupSum sum = nothing(parameters.size());
  for (const GroupSum& part : parts) {
    sum.clients += part.clients;
    sum.value += part.value;
    sum.gradient += part.gradient;
  }
  return sum;
}

}  // namespace tenure::inference
