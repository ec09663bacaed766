/// Groups of clients, over which predictions are summed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tenure/summary.hpp>

namespace tenure::inference {

/// Clients of a group who share a history.
struct GroupMember {
  std::size_t history;         ///< row
  double weight = 1.0;         ///< clients that they stand for
  std::int64_t summaries = 1;  ///< rows of the summary
};

class Groups {
 public:
  /// Each of `histories` by itself.
  explicit Groups(std::size_t histories);
  /// `numbers`: of each client's group, from 0 and below the number of clients, or -1 for none.
  /// `history_of`: row of his history. `weight`: empty, or clients that he stands for.
  /// Throws Error(invalid_argument) naming the row.
  Groups(std::span<const std::int64_t> numbers, std::span<const std::uint32_t> history_of,
         std::span<const double> weight);

  [[nodiscard]] std::size_t size() const { return begin_.size() - 1; }
  /// By ascending history.
  [[nodiscard]] std::span<const GroupMember> members(std::size_t group) const {
    return std::span(members_).subspan(begin_[group], begin_[group + 1] - begin_[group]);
  }
  [[nodiscard]] bool of_one() const { return of_one_; }

 private:
  bool of_one_;
  std::vector<std::size_t> begin_;  ///< where each group's members begin in `members_`
  std::vector<GroupMember> members_;
};

}  // namespace tenure::inference
