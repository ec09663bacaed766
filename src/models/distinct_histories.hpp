/// The distinct histories of a base and which of them each client has: what depends on a history
/// alone is computed once for all clients who share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "models/day_grid.hpp"
#include "models/histories.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>

namespace tenure::model {

class DistinctHistories {
 public:
  /// Clients differ by what the model reads of x, t_x, T and m; negative zeros are zeros. Weights
  /// and the times between purchases set no clients apart. Throws Error(invalid_argument) for more
  /// than 4294967295 rows.
  DistinctHistories(const Histories& histories, const ModelTraits& traits,
                    const Execution& execution,
                    HistoryOrder preferred = HistoryOrder::by_age_and_recency);

  [[nodiscard]] std::size_t size() const { return x_.size(); }
  /// One row each, by ascending x; those that differ in t_x alone are beside each other, unless
  /// another order was preferred, which it then may have.
  [[nodiscard]] Histories view() const {
    return {.frequency = x_, .recency = t_x_, .age = T_, .mean_spend = m_};
  }
  /// Of each client the row of his history.
  [[nodiscard]] std::span<const std::uint32_t> of_client() const { return of_client_; }

  /// For each client the entry of his history among `values`, one a distinct history.
  template <typename Value>
  [[nodiscard]] std::vector<Value> for_clients(const std::vector<Value>& values,
                                               const Execution& execution) const {
    constexpr std::size_t kClientsAChunk = 1 << 16;
    std::vector<Value> result(of_client_.size());
    parallel_for(result.size(), kClientsAChunk, execution, "answering",
                 [&](std::size_t begin, std::size_t end) {
                   for (std::size_t i = begin; i < end; ++i) result[i] = values[of_client_[i]];
                 });
    return result;
  }

 private:
  std::vector<double> x_;
  std::vector<double> t_x_;
  std::vector<double> T_;
  std::vector<double> m_;
  std::vector<std::uint32_t> of_client_;
};

}  // namespace tenure::model
