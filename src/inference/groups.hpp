/// Groups of clients, over which predictions are summed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/summary.hpp>

namespace tenure::inference {

class Groups {
 public:
  /// `numbers`: of each client's group, from 0 and below the number of clients, or -1 for none.
  /// Empty: each client is a group of one, whatever his weight.
  /// Throws Error(invalid_argument) naming the row.
  Groups(std::span<const std::int64_t> numbers, const Histories& histories);

  [[nodiscard]] std::size_t size() const { return begin_.size() - 1; }
  [[nodiscard]] std::span<const std::size_t> members(std::size_t group) const {
    return std::span(clients_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }
  /// Clients that a member stands for.
  [[nodiscard]] double weight(std::size_t client) const {
    return weight_.empty() ? 1.0 : weight_[client];
  }
  [[nodiscard]] bool of_one() const { return of_one_; }

 private:
  bool of_one_;
  std::vector<std::size_t> begin_;    ///< where each group's members begin in `clients_`
  std::vector<std::size_t> clients_;  ///< by group, in the order of the rows
  std::span<const double> weight_;
};

}  // namespace tenure::inference
