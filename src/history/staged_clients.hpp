/// Whose the lines of a log are, in the order read: numbers as they are, texts as codes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <variant>
#include <vector>

#include "base/sections.hpp"
#include "history/client_ids.hpp"
#include "history/line_order.hpp"
#include "history/text_index.hpp"

namespace tenure {

/// A log's lines as a portfolio has them: which lines, and of whom.
struct ClientOrder {
  LargeArray<std::uint32_t> lines;     ///< in the new order; empty: they were in order already
  OwnedClientIds ids;                  ///< ascending
  std::vector<std::uint64_t> offsets;  ///< lines of client i: offsets[i] to offsets[i + 1]
};

class StagedClients {
 public:
  using Ids = std::variant<std::span<const std::int64_t>, std::span<const std::string_view>>;

  /// Room for `size` lines of ids such as these, of `expected` in all. The ids of one log are all
  /// numbers or all texts: throws Error(invalid_data) otherwise.
  void make_room(const Ids& like, std::size_t size, std::size_t expected);
  /// Writes the ids of the accepted rows of a slice to the lines from `line` on; of several slices
  /// at a time if they are numbers.
  void fill(std::span<const std::int64_t> ids, const std::vector<std::uint8_t>& accepted,
            std::size_t line);
  /// Throws Error(invalid_data) for a text that is not UTF-8.
  void fill(std::span<const std::string_view> ids, const std::vector<std::uint8_t>& accepted,
            std::size_t line);
  void append(const StagedClients& other);
  /// The clients of a portfolio. Only when empty.
  void assign(const OwnedClientIds& ids, const std::vector<std::uint64_t>& offsets);
  /// The texts by code: empty for clients who are numbers.
  [[nodiscard]] const TextColumn& texts() const noexcept { return texts_.texts(); }
  void write_to(SectionWriter& to, std::uint32_t numbers, std::uint32_t codes) const;
  /// Only when empty; `enter` must follow with the texts. Both are false for what is no such
  /// column.
  [[nodiscard]] bool read_from(SectionReader& from, std::uint32_t numbers, std::uint32_t codes);
  [[nodiscard]] bool enter(const TextColumn& texts);
  /// The lines of each of `parts` parts: those of a client are in one, the same for every log.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> lines_by_part(std::size_t parts) const;
  [[nodiscard]] StagedClients at(const std::vector<std::uint32_t>& lines) const;
  /// Of memory, about.
  [[nodiscard]] std::size_t bytes() const noexcept {
    return numbers_.size() * sizeof(std::int64_t) + codes_.size() * sizeof(std::uint32_t) +
           texts_.bytes();
  }
  /// Forgets all but the first `size` lines.
  void cut(std::size_t size) noexcept;
  [[nodiscard]] std::size_t size() const noexcept { return numbers_.size() + codes_.size(); }

  /// Orders the lines by client and day, stably, and `days` with them.
  [[nodiscard]] ClientOrder order(LargeArray<std::int32_t>& days, const Execution& execution) &&;

 private:
  enum class Kind : std::uint8_t { unknown, numbers, texts };
  void become(Kind kind);

  Kind kind_ = Kind::unknown;
  LargeArray<std::int64_t> numbers_;
  LargeArray<std::uint32_t> codes_;
  TextIndex texts_;
};

}  // namespace tenure
