/// Distinct client ids, numbers or texts, numbered in the order in which they first appear.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "history/client_ids.hpp"
#include "history/text_index.hpp"

namespace tenure {

class ClientIndex {
 public:
  /// The ids of one log are all numbers or all texts: throws Error(invalid_data) otherwise.
  std::uint32_t code_of(std::int64_t id);
  std::uint32_t code_of(std::string_view id);
  [[nodiscard]] std::size_t size() const noexcept;

  /// The codes of the ids of `other`, which are entered here, by its codes.
  [[nodiscard]] std::vector<std::uint32_t> absorb(const ClientIndex& other);
  /// Enters `ids`, which must be different; the codes are their positions. Only when empty.
  void assign(const OwnedClientIds& ids);

  /// The ids that are used, ascending, and the position of each among them, by code.
  struct Ranked {
    OwnedClientIds ids;
    std::vector<std::uint32_t> rank;
  };
  [[nodiscard]] Ranked rank(const std::vector<bool>& used) const;

 private:
  enum class Kind : std::uint8_t { unknown, numbers, texts };
  void become(Kind kind);

  Kind kind_ = Kind::unknown;
  boost::unordered_flat_map<std::int64_t, std::uint32_t> codes_;
  std::vector<std::int64_t> numbers_;
  TextIndex texts_;
};

}  // namespace tenure
