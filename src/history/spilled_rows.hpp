/// Staged rows of a log in a file, divided by client.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/spill_file.hpp"
#include "history/staged_rows.hpp"
#include <tenure/execution.hpp>

namespace tenure {

class SpilledRows {
 public:
  explicit SpilledRows(std::string path) : file_(std::move(path)), parts_(part_count) {}

  /// Takes the lines out of `staged`.
  void take(StagedRows& staged, const Execution& execution);
  [[nodiscard]] static constexpr std::size_t count() { return part_count; }
  [[nodiscard]] bool has_orders() const noexcept { return has_orders_; }
  /// Adds the lines of a part to `staged`, in the order in which they were read.
  void give(std::size_t part, StagedRows& staged) const;

 private:
  // A part must fit the memory that a caller grants, and a block of it should be worth a seek.
  static constexpr std::size_t part_count = 256;

  struct Block {
    std::uint64_t begin;
    std::size_t size;
  };
  using Blocks = std::vector<Block>;

  SpillFile file_;
  std::vector<Blocks> parts_;
  bool has_orders_ = false;
};

}  // namespace tenure
