/// Cells: the distinct histories of a portfolio with the number of clients who share each.
///
/// A likelihood runs over cells, so that a fit costs what the data say, not how often they say it.
/// The times between purchases enter a likelihood by a constant alone, the sum of their logarithms:
/// clients who differ in it share a cell, which keeps the mean.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "models/histories.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>

namespace tenure::model {

class Cells {
 public:
  /// Clients without information for the model are left out: for spend models those who have not
  /// spent (x = 0, or no positive mean spend); and all of weight 0.
  Cells(const Histories& histories, const ModelTraits& traits,
        const Execution& execution = {.threads = 1, .progress = {}});

  /// One row a cell, in an order that does not depend on that of the clients.
  [[nodiscard]] Histories view() const {
    return {.frequency = x_,
            .recency = t_x_,
            .age = T_,
            .mean_spend = m_,
            .weight = weight_,
            .log_interpurchase = log_interpurchase_};
  }
  [[nodiscard]] std::size_t size() const { return x_.size(); }
  /// About `most` of the cells, evenly through their order: a base like this one, but smaller.
  [[nodiscard]] Cells thinned(std::size_t most) const;
  [[nodiscard]] double clients() const { return clients_; }
  [[nodiscard]] double left_out() const { return left_out_; }
  [[nodiscard]] double purchases() const { return purchases_; }
  /// The largest age.
  [[nodiscard]] double oldest() const { return T_.empty() ? 0.0 : *std::ranges::max_element(T_); }

 private:
  Cells() = default;

  std::vector<double> x_;
  std::vector<double> t_x_;
  std::vector<double> T_;
  std::vector<double> m_;
  std::vector<double> weight_;
  std::vector<double> log_interpurchase_;  ///< empty if no k of the model reads it
  double clients_ = 0.0;
  double left_out_ = 0.0;
  double purchases_ = 0.0;
};

}  // namespace tenure::model
