/// The histories that intervals are computed of: each once, for all clients who share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "models/distinct_histories.hpp"
#include "models/purchase_model.hpp"
#include <tenure/execution.hpp>
#include <tenure/summary.hpp>

namespace tenure::inference {

class SharedHistories {
 public:
  /// `read`: what of a history is read; absent: each client's is his own. `all` is kept as a view.
  SharedHistories(const Histories& all, const std::optional<model::ModelTraits>& read,
                  const Execution& execution)
      : all_(all) {
    if (read) {
      distinct_.emplace(all, *read, execution);
    } else {
      for (std::uint32_t i = 0; i < all.size(); ++i) own_.push_back(i);
    }
  }

  [[nodiscard]] Histories view() const { return distinct_ ? distinct_->view() : all_; }
  [[nodiscard]] std::size_t size() const { return view().size(); }
  /// Of each client the row of his history.
  [[nodiscard]] std::span<const std::uint32_t> of_client() const {
    return distinct_ ? distinct_->of_client() : own_;
  }
  /// For each client the entry of his history among `values`, one a row of the view.
  template <typename Value>
  [[nodiscard]] std::vector<Value> for_clients(std::vector<Value> values,
                                               const Execution& execution) const {
    return distinct_ ? distinct_->for_clients(values, execution) : std::move(values);
  }

 private:
  Histories all_;
  std::optional<model::DistinctHistories> distinct_;
  std::vector<std::uint32_t> own_;
};

}  // namespace tenure::inference
