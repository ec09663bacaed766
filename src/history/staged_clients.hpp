/// Whose the lines of a log are, in the order read: numbers as they are, texts as codes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "history/client_ids.hpp"
#include "history/line_order.hpp"
#include "history/text_index.hpp"

namespace tenure {

/// A log's lines as a portfolio has them: which lines, and of whom.
struct ClientOrder {
  std::vector<std::uint32_t> lines;    ///< in the new order; empty: they were in order already
  OwnedClientIds ids;                  ///< ascending
  std::vector<std::uint64_t> offsets;  ///< lines of client i: offsets[i] to offsets[i + 1]
};

class StagedClients {
 public:
  using Ids = std::variant<std::span<const std::int64_t>, std::span<const std::string_view>>;

  /// Adds the ids of the accepted rows, which make `size` lines in all. The ids of one log are
  /// all numbers or all texts: throws Error(invalid_data) otherwise, and for a text that is not
  /// UTF-8; `cut` must follow.
  void append(const Ids& ids, const std::vector<std::uint8_t>& accepted, std::size_t size);
  void append(const StagedClients& other);
  /// The clients of a portfolio. Only when empty.
  void assign(const OwnedClientIds& ids, const std::vector<std::uint64_t>& offsets);
  /// Forgets all but the first `size` lines.
  void cut(std::size_t size) noexcept;
  void reserve(std::size_t size);
  [[nodiscard]] std::size_t size() const noexcept { return numbers_.size() + codes_.size(); }

  /// Orders the lines by client and day, stably, and `days` with them.
  [[nodiscard]] ClientOrder order(std::vector<std::int32_t>& days, const Execution& execution) &&;

 private:
  enum class Kind : std::uint8_t { unknown, numbers, texts };
  void become(Kind kind);

  Kind kind_ = Kind::unknown;
  std::vector<std::int64_t> numbers_;
  std::vector<std::uint32_t> codes_;
  TextIndex texts_;
};

}  // namespace tenure
